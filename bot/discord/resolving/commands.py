"""/resolve, /reopen, /withdraw, and the buttons that do the same; here all of this room are named."""

from discord import app_commands

from bot.discord.answering import Reply, answer, ask_after
from bot.discord.cards.card import closed
from bot.discord.cards.looking import STYLE, named
from bot.discord.numbers import number_of, offer_ended, offer_running
from bot.discord.parts import Entry, Form
from bot.discord.resolving.commenting import comment_command, press_comment, submit_comment
from bot.discord.resolving.deciding import (
    LONGEST_NOTE,
    Decided,
    Said,
    decide,
    take_back,
)
from bot.discord.resolving.objecting import press_concede, press_object, submit_object
from bot.discord.resolving.snoozing import press_snooze, press_snooze_for
from bot.discord.visit import Command, Here, Interaction, record_for
from bot.discord.working import changing, looking
from bot.policy import Action
from bot.render import words
from predictions.model import ENDED, RUNNING, Kind, Prediction
from predictions.outcomes import Verdict
from storage import resolving
from storage.ledger import Session

CONDITION_FAILED = "Its condition failed."


@app_commands.command(name="resolve", description="Record how a prediction ended")
@app_commands.describe(
    prediction="Which one: type a word of it, or its number",
    outcome="yes, no, 40% (partial), ambiguous, annulled; or an option, a number, a date",
    happened_at="When it happened: 2027-05-03, yesterday, 2027-05-03T14:00",
    evidence="Link to what shows it",
    note="Why, for the record",
)
@app_commands.autocomplete(prediction=offer_running)
async def resolve_command(  # noqa: PLR0917 (Discord passes every option by its name)
    interaction: Interaction,
    prediction: str,
    outcome: app_commands.Range[str, 1, 100] | None = None,
    happened_at: app_commands.Range[str, 1, 40] | None = None,
    evidence: app_commands.Range[str, 1, 500] | None = None,
    note: app_commands.Range[str, 1, LONGEST_NOTE] | None = None,
) -> None:
    """Resolve by command; without an outcome, by a form."""
    if outcome is None:
        await press_resolve(interaction, prediction)
        return
    said = Said(outcome=outcome, happened=happened_at or "", link=evidence or "", note=note or "")
    await _decide(interaction, prediction, said)


async def _decide(interaction: Interaction, number: str, said: Said, *, wrote: str = "") -> None:
    async def work() -> Reply:
        def write(session: Session, here: Here) -> Decided:
            return decide(session, here, number_of(session, here, number, RUNNING), said)

        decided = await changing(interaction, write)
        interaction.client.rounds.wake()
        return Reply(text=decided_words(decided), changed=True)

    await answer(interaction, work(), wrote=wrote)


def decided_words(decided: Decided) -> str:
    """Return the word to whoever decided."""
    which = named(decided.record.prediction)
    outcome = STYLE.bold(STYLE.said(decided.words))
    if decided.resolution is None:
        return (
            f"Noted: you say {outcome} for prediction {which}. You have a forecast on it, so "
            "somebody else has to agree; they are being asked."
        )
    then = "The scores follow." if decided.outcome.scored else "Nobody is scored."
    return f"Prediction {which} is resolved: {outcome}. {then}"


async def press_decide(interaction: Interaction, rest: str) -> None:
    """Decide by a button of a prompt."""
    number, _, outcome = rest.partition(":")
    # Only one button annuls: that of a condition.
    note = CONDITION_FAILED if outcome == Verdict.ANNULLED.value else ""
    await _decide(interaction, number, Said(outcome=outcome, note=note))


async def press_resolve(interaction: Interaction, rest: str) -> None:
    """Show the form in which everything about an ending can be said."""

    def look(session: Session, here: Here) -> Form:
        number = number_of(session, here, rest, RUNNING)
        record, _ = record_for(session, here, number, Action.RESOLVE)
        return resolve_form(record.prediction)

    await ask_after(interaction, looking(interaction, look))


def resolve_form(prediction: Prediction) -> Form:
    """Return the form of a resolution."""
    number = prediction.id
    counted = f" ({prediction.unit})" if prediction.unit else ""
    hints = {
        Kind.BINARY: "yes, no, 40%, ambiguous, annulled",
        Kind.CHOICE: "the option, ambiguous or annulled",
        Kind.NUMERIC: f"the number{counted}, ambiguous or annulled",
        Kind.DATE: "the day, such as 2028-06-30, never, ambiguous or annulled",
    }
    return Form(
        f"ci:r:{number}",
        f"How did prediction {number} end?",
        (
            Entry(
                "outcome",
                "Outcome",
                hint=hints[prediction.kind],
                description=words.cut(words.options(prediction.options), 100),
                required=True,
                most=100,
            ),
            Entry("happened", "When did it happen?", hint="2027-05-03, or yesterday", most=40),
            Entry("link", "Evidence", hint="https://…", most=500),
            Entry("note", "Why", long=True, most=LONGEST_NOTE),
        ),
    )


async def submit_resolve(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Decide by the form."""
    said = Said(
        outcome=values.get("outcome", ""),
        happened=values.get("happened", ""),
        link=values.get("link", ""),
        note=values.get("note", ""),
    )
    await _decide(interaction, rest, said, wrote=said.words)


@app_commands.command(name="reopen", description="Take a resolution back")
@app_commands.describe(prediction="Which one", note="Why, for the record")
@app_commands.autocomplete(prediction=offer_ended)
async def reopen_command(
    interaction: Interaction,
    prediction: str,
    note: app_commands.Range[str, 1, LONGEST_NOTE] | None = None,
) -> None:
    """Reopen a prediction."""
    await _reopen(interaction, prediction, note or "")


async def press_undo(interaction: Interaction, rest: str) -> None:
    """Take a resolution back by the button below it."""
    await _reopen(interaction, rest.partition(":")[0], "")


async def _reopen(interaction: Interaction, number: str, note: str) -> None:
    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            record = take_back(session, here, number_of(session, here, number, ENDED), note)
            which = f"Prediction {named(record.prediction)}"
            if closed(record.prediction, here.now):
                said = f"{which} counts as not ended; it will be asked anew how it ended."
            else:
                said = f"{which} is open again."
            return Reply(text=said, changed=True)

        reply = await changing(interaction, write)
        interaction.client.rounds.wake()
        return reply

    await answer(interaction, work())


@app_commands.command(name="withdraw", description="Take a prediction out; it is never scored")
@app_commands.describe(prediction="Which one")
@app_commands.autocomplete(prediction=offer_running)
async def withdraw_command(interaction: Interaction, prediction: str) -> None:
    """Withdraw a prediction."""

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            number = number_of(session, here, prediction, RUNNING)
            record, _ = record_for(session, here, number, Action.WITHDRAW)
            resolving.withdraw(session, number, now=here.now, by=here.writer_id)
            said = f"Prediction {named(record.prediction)} is withdrawn."
            return Reply(text=said, changed=True)

        return await changing(interaction, write)

    await answer(interaction, work())


COMMANDS: list[Command] = [resolve_command, reopen_command, withdraw_command, comment_command]
TOUCHES = {
    "y": press_decide,
    "r": press_resolve,
    "u": press_undo,
    "o": press_object,
    "oo": press_concede,
    "z": press_snooze,
    "zz": press_snooze_for,
    "c": press_comment,
}
FORMS = {"r": submit_resolve, "o": submit_object, "c": submit_comment}
