"""/forecast, and the buttons and the form on the card."""

from dataclasses import dataclass, replace

from discord import app_commands

from bot.beliefs import HOW, read_belief
from bot.discord.answering import Reply, Shows, answer, ask_after, crowded
from bot.discord.cards.looking import STYLE, named, public_card
from bot.discord.numbers import number_of, offer_running
from bot.discord.parts import Entry, Form
from bot.discord.visit import Command, Here, Interaction
from bot.discord.working import changing, looking
from bot.policy import Action, Case
from bot.render.kinds import belief_words
from predictions.model import RUNNING, Forecast, Prediction, Visibility
from predictions.text import one_line
from storage import commenting, dossier, recording, standing
from storage.errors import Refused
from storage.ledger import Session
from storage.states import Listed

LONGEST_COMMENT = 1000
LONGEST_BELIEF = 4000  # a line for each of twenty options with long names


@dataclass(frozen=True, slots=True)
class Given:
    """A forecast that was taken, and what the same person had said before it."""

    prediction: Prediction
    made: Forecast
    before: Forecast | None


def give(session: Session, here: Here, prediction_id: int, text: str, why: str = "") -> Given:
    """Store a forecast that somebody typed, and what they said with it.

    Raises:
        NotFound, NotAllowed, InvalidValue, Refused: it can't be read, or not be taken.
    """
    found, before = _asked(session, here, prediction_id)
    made = recording.add_forecast(
        session,
        Forecast(
            prediction_id=prediction_id,
            forecaster_id=here.writer_id,
            belief=read_belief(found.prediction, text, here.today),
            made_at=here.now,
        ),
        on=found,
    )
    if one_line(why):
        commenting.comment(session, prediction_id, here.writer_id, why, now=here.now)
    return Given(found.prediction, made, before)


def _asked(session: Session, here: Here, prediction_id: int) -> tuple[Listed, Forecast | None]:
    """Return a prediction that this person may forecast on, and what they said last.

    Not the whole record: what a hundred others said would be read for each click on a card.
    """
    found = dossier.get(session, prediction_id, now=here.now)
    made = found.prediction
    here.demand(
        Action.FORECAST,
        Case(state=found.state, guild_id=made.guild_id, created_by=made.created_by),
    )
    if here.forecaster_id is None:
        return found, None
    before = dossier.last_of(session, prediction_id, here.forecaster_id)
    may_know = before is not None and made.visibility is Visibility.UNTIL_FORECAST
    if not may_know and not made.seen_by_all(here.now) and here.visit.guild_id is not None:
        _check_that_nothing_was_seen(session, prediction_id, here.forecaster_id)
    return found, before


def _check_that_nothing_was_seen(session: Session, prediction_id: int, forecaster_id: int) -> None:
    # Else one could resolve it, look, take that back within the hour, and forecast.
    if standing.resolved_by(session, prediction_id, forecaster_id):
        raise Refused(
            f"you resolved prediction {prediction_id} once, and saw the forecasts that are hidden now"
        )


def confirmation(given: Given) -> str:
    """Return the word to the forecaster: what is now kept, and what was before."""
    prediction = given.prediction
    said = STYLE.bold(STYLE.said(belief_words(prediction, given.made.belief)))
    before = STYLE.said(belief_words(prediction, given.before.belief)) if given.before else None
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
        await _ask_forecast(interaction, prediction, comment or "")
        return

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            number = number_of(session, here, prediction, RUNNING)
            given = give(session, here, number, probability, comment or "")
            return Reply(text=confirmation(given), changed=True)

        return await changing(interaction, write)

    await answer(interaction, work())


async def press_quick(interaction: Interaction, rest: str) -> None:
    """Take a probability from a button of the card."""
    number, _, percent = rest.partition(":")
    await _on_card(interaction, int(number), f"{percent} %")


async def press_forecast(interaction: Interaction, rest: str) -> None:
    """Show the form in which any forecast can be typed."""
    await _ask_forecast(interaction, rest)


async def _ask_forecast(interaction: Interaction, typed: str, why: str = "") -> None:
    def look(session: Session, here: Here) -> Form:
        number = number_of(session, here, typed, RUNNING)
        found, before = _asked(session, here, number)
        said = belief_words(found.prediction, before.belief) if before else ""
        return forecast_form(found.prediction, said, why)

    await ask_after(interaction, looking(interaction, look))


def forecast_form(prediction: Prediction, before: str, why: str) -> Form:
    """Return the form of a forecast on that prediction, with what is to be said of it."""
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
                most=LONGEST_BELIEF,
            ),
            Entry(
                "why", "Why", why, long=True, most=LONGEST_COMMENT, description="Everybody reads it"
            ),
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
        words = confirmation(
            await changing(interaction, lambda s, here: give(s, here, number, text, why))
        )
        if not is_card:
            return Reply(text=words, changed=True)
        client = interaction.client
        if crowded(client) and interaction.message is not None:
            # In a crowd each has their word, and the board edits the card once for all of them.
            stale = Shows(number, 0)
            client.cards.remember(stale, interaction.message.id, interaction.channel_id or 0)
            return Reply(text=words, changed=True)
        card = await client.desk.read(lambda s: public_card(s, number, now=client.desk.now()))
        return replace(card, edit=True, aside=words, changed=True)

    await answer(interaction, work(), edit=is_card, wrote=f"{text} {why}".strip())


def _is_card(interaction: Interaction, number: int) -> bool:
    """Say whether the message is that prediction's card, not a prompt or a result."""
    message = interaction.message
    footers = [embed.footer.text or "" for embed in message.embeds] if message else []
    return any(footer.startswith(f"prediction {number}") for footer in footers)


COMMANDS: list[Command] = [forecast_command]
TOUCHES = {"p": press_quick, "f": press_forecast}
FORMS = {"f": submit_forecast}
