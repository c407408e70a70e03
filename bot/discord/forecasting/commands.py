"""/forecast, and the buttons and the form on the card."""

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import app_commands

from bot.discord.answering import Reply, answer, ask_after
from bot.discord.cards.looking import STYLE, named, public_card
from bot.discord.forecasting.beliefs import HOW, read_belief
from bot.discord.numbers import RUNNING, number_of, offer_running
from bot.discord.parts import Entry, Form
from bot.discord.visit import Command, Here, Interaction, record_for
from bot.discord.working import changing, looking
from bot.policy import Action
from bot.render.kinds import belief_words
from predictions.model import Forecast, Prediction
from storage import judging, recording
from storage.ledger import Session

if TYPE_CHECKING:
    from storage.dossier import Record

LONGEST_COMMENT = 1000


def give(
    session: Session, here: Here, prediction_id: int, text: str, why: str = ""
) -> tuple["Record", Forecast]:
    """Store a forecast that somebody typed, and what they said with it.

    Raises:
        NotFound, NotAllowed, InvalidValue, Refused: it can't be read, or not be taken.
    """
    record, _ = record_for(session, here, prediction_id, Action.FORECAST, evidence=False)
    assert here.forecaster is not None  # noqa: S101 (whoever writes is known)
    assert here.forecaster.id is not None  # noqa: S101
    made = recording.add_forecast(
        session,
        Forecast(
            prediction_id=prediction_id,
            forecaster_id=here.forecaster.id,
            belief=read_belief(record.prediction, text),
            made_at=here.now,
        ),
    )
    if why:
        judging.comment(session, prediction_id, here.forecaster.id, why, now=here.now)
    return record, made


def confirmation(record: "Record", made: Forecast) -> str:
    """Return the word to the forecaster: what is now kept, and what was before."""
    prediction = record.prediction
    mine = [f for f in record.forecasts if f.forecaster_id == made.forecaster_id]
    said = STYLE.bold(STYLE.said(belief_words(prediction, made.belief)))
    before = STYLE.said(belief_words(prediction, mine[-1].belief)) if mine else None
    changed = f" (before: {before})" if before else ""
    return f"Your forecast: {said}{changed}, prediction {named(prediction)}"


@app_commands.command(name="forecast", description="Give a prediction your probability")
@app_commands.describe(
    prediction="Which one: type a word of it, or its number",
    probability="70, 70 %, 3:1, 1 in 20; shares or percentiles for other kinds",
    comment="Why, for everybody to read",
)
@app_commands.autocomplete(prediction=offer_running)
async def forecast_command(
    interaction: Interaction,
    prediction: str,
    probability: app_commands.Range[str, 1, 1000] | None = None,
    comment: app_commands.Range[str, 1, LONGEST_COMMENT] | None = None,
) -> None:
    """Forecast by command; without a probability, by a form."""
    if probability is None:
        await press_forecast(interaction, prediction)
        return

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            number = number_of(session, here, prediction, RUNNING)
            record, made = give(session, here, number, probability, comment or "")
            return Reply(text=confirmation(record, made), changed=True)

        return await changing(interaction, write)

    await answer(interaction, work())


async def press_quick(interaction: Interaction, rest: str) -> None:
    """Take a probability from a button of the card."""
    number, _, percent = rest.partition(":")
    await _on_card(interaction, int(number), f"{percent} %")


async def press_forecast(interaction: Interaction, rest: str) -> None:
    """Show the form in which any forecast can be typed."""

    def look(session: Session, here: Here) -> Form:
        number = number_of(session, here, rest, RUNNING)
        record, _ = record_for(session, here, number, Action.FORECAST, evidence=False)
        me = here.forecaster.id if here.forecaster else None
        mine = [f for f in record.forecasts if f.forecaster_id == me]
        before = belief_words(record.prediction, mine[-1].belief) if mine else ""
        return forecast_form(record.prediction, before)

    await ask_after(interaction, looking(interaction, look))


def forecast_form(prediction: Prediction, before: str) -> Form:
    """Return the form of a forecast on that prediction."""
    several = len(prediction.options) > 0
    given = "\n".join(f"{option}: " for option in prediction.options)
    return Form(
        f"ci:f:{prediction.id}",
        f"Forecast on prediction {prediction.id}",
        (
            Entry(
                "belief",
                "Your forecast",
                value=given,
                hint=HOW[prediction.kind],
                description=f"Now: {before}" if before else HOW[prediction.kind],
                long=several or prediction.kind.value != "binary",
                required=True,
                most=1000,
            ),
            Entry("why", "Why", long=True, most=LONGEST_COMMENT, description="Everybody reads it"),
        ),
    )


async def submit_forecast(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Take a forecast from the form."""
    await _on_card(interaction, int(rest), values.get("belief", ""), values.get("why", ""))


async def _on_card(interaction: Interaction, number: int, text: str, why: str = "") -> None:
    # The card that everybody sees changes in place; a card for one person is left as it is.
    shared = interaction.message is not None and not interaction.message.flags.ephemeral
    is_card = shared and interaction.message is not None and _is_card(interaction, number)

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            record, made = give(session, here, number, text, why)
            words = confirmation(record, made)
            if not is_card:
                return Reply(text=words, changed=True)
            card = public_card(session, number, now=here.now)
            return replace(card, edit=True, aside=words, changed=True)

        return await changing(interaction, write)

    await answer(interaction, work(), edit=is_card, wrote=f"{text} {why}".strip())


def _is_card(interaction: Interaction, number: int) -> bool:
    """Say whether the message is that prediction's card, not a prompt or a result."""
    message = interaction.message
    footers = [embed.footer.text or "" for embed in message.embeds] if message else []
    return any(footer.startswith(f"prediction {number}") for footer in footers)


COMMANDS: list[Command] = [forecast_command]
TOUCHES = {"p": press_quick, "f": press_forecast}
FORMS = {"f": submit_forecast}
