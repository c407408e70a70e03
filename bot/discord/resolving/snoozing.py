"""The buttons by which a question is put off."""

from datetime import timedelta

from bot.discord.answering import Reply, answer
from bot.discord.parts import Button
from bot.discord.visit import Here, Interaction, record_for
from bot.discord.working import changing, looking
from bot.policy import Action
from storage import snoozing
from storage.ledger import Session

SNOOZES = ((1, "1 day"), (7, "1 week"), (30, "1 month"))


async def press_snooze(interaction: Interaction, rest: str) -> None:
    """Ask for how long."""

    async def work() -> Reply:
        await looking(interaction, lambda s, here: record_for(s, here, int(rest), Action.SNOOZE))
        parts = tuple(Button(name, f"ci:zz:{rest}:{days}") for days, name in SNOOZES)
        return Reply(text=f"Ask again about prediction {rest} in:", parts=parts)

    await answer(interaction, work())


async def press_snooze_for(interaction: Interaction, rest: str) -> None:
    """Put a question off."""
    number, _, days = rest.partition(":")

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            record_for(session, here, int(number), Action.SNOOZE)
            until = here.now + timedelta(days=int(days))
            snoozing.snooze(session, int(number), until_at=until, by=here.writer_id)
            when = f"<t:{int(until.timestamp())}:R>"
            return Reply(text=f"Prediction {number} comes back {when}.", edit=True)

        return await changing(interaction, write)

    await answer(interaction, work(), edit=True)
