"""The buttons by which one objects to a resolution, and takes that back."""

from bot.discord.answering import Reply, answer, ask_after
from bot.discord.cards.looking import named
from bot.discord.parts import Button, Entry, Form
from bot.discord.resolving.deciding import concede, object_to
from bot.discord.visit import Here, Interaction, record_for
from bot.discord.working import changing, looking
from bot.policy import Action
from storage.ledger import Session


async def press_object(interaction: Interaction, rest: str) -> None:
    """Ask why somebody objects."""
    number = rest.partition(":")[0]

    def look(session: Session, here: Here) -> Form:
        record_for(session, here, int(number), Action.OBJECT)
        why = Entry("why", "What is wrong with it?", long=True, required=True, most=500)
        return Form(f"ci:o:{number}", f"Object: prediction {number}", (why,))

    await ask_after(interaction, looking(interaction, look))


async def submit_object(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Take an objection."""
    reason = values.get("why", "")

    async def work() -> Reply:
        record = await changing(interaction, lambda s, here: object_to(s, here, int(rest), reason))
        interaction.client.rounds.wake()
        said = (
            f"Prediction {named(record.prediction)} is disputed now; those who may resolve are "
            "being asked, and read your reason. For an hour you can take the objection back."
        )
        back = Button("Take it back", f"ci:oo:{rest}")
        return Reply(text=said, parts=(back,), changed=True)

    await answer(interaction, work(), wrote=reason)


async def press_concede(interaction: Interaction, rest: str) -> None:
    """Take one's objection back."""

    async def work() -> Reply:
        record = await changing(interaction, lambda s, here: concede(s, here, int(rest)))
        interaction.client.rounds.wake()
        said = f"Your objection to prediction {named(record.prediction)} is taken back."
        return Reply(text=said, edit=True, changed=True)

    await answer(interaction, work(), edit=True)
