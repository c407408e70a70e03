"""Predictions by number or words: typed, or chosen from what autocomplete offers."""

from datetime import datetime

from discord import app_commands

from bot.discord.visit import Here, Interaction
from bot.discord.working import looking
from bot.render import words
from predictions.errors import InvalidValue
from predictions.model import State
from predictions.text import one_line
from storage import finding, statements
from storage.ledger import Session
from storage.states import Listed

MOST_CHOICES = 25
ALL_STATES: tuple[State, ...] = tuple(State)


def read_number(text: str) -> int:
    """Return the number of a prediction as somebody typed it: 12, #12, "12 · It rains".

    Raises:
        InvalidValue: it begins with no number.
    """
    first = text.strip().lstrip("#").split(maxsplit=1)
    if not first or not first[0].isdecimal() or len(first[0]) > 15:
        raise InvalidValue(
            "prediction", f"{words.cut(text, 60)!r} is no number of a prediction; choose one"
        )
    return int(first[0])


async def offer_any(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer predictions that hold the words typed so far, whatever their state."""
    return await _offer(interaction, current, ())


async def offer_running(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer predictions that can still be forecast or resolved."""
    return await _offer(
        interaction, current, (State.DUE, State.OPEN, State.IN_REVIEW, State.DISPUTED)
    )


async def offer_ended(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer predictions that have ended."""
    return await _offer(interaction, current, (State.RESOLVED, State.ANNULLED))


async def _offer(
    interaction: Interaction, current: str, states: tuple[State, ...]
) -> list[app_commands.Choice[str]]:
    found = await looking(interaction, lambda s, here: suggestions(s, here, current, states))
    return [
        app_commands.Choice(name=choice_name(listed), value=str(listed.prediction.id))
        for listed in found
    ]


def suggestions(
    session: Session, here: Here, current: str, states: tuple[State, ...]
) -> list[Listed]:
    """Return predictions of this place by number or words, the best first."""
    typed = one_line(current)
    if typed.lstrip("#").isdecimal() and len(typed) < 15:
        return visible(session, here, number=int(typed.lstrip("#")), limit=1)
    if here.visit.guild_id is None and here.forecaster is None:
        return []
    return statements.suggest(
        session,
        typed,
        now=here.now,
        guild_id=here.visit.guild_id,
        personal_of=here.forecaster.id if here.forecaster and not here.visit.guild_id else None,
        states=states,
        limit=MOST_CHOICES,
    )


def visible(
    session: Session,
    here: Here,
    *,
    states: tuple[State, ...] = (),
    text: str | None = None,
    tag: str | None = None,
    forecaster_id: int | None = None,
    number: int | None = None,
    due_before: datetime | None = None,
    limit: int = 25,
    offset: int = 0,
) -> list[Listed]:
    """Return the predictions that are this server's, or this person's own outside of one."""
    guild_id = here.visit.guild_id
    created_by = None
    if guild_id is None:
        if here.forecaster is None:
            return []
        created_by = here.forecaster.id
    return finding.listing(
        session,
        now=here.now,
        states=states,
        tag=tag,
        forecaster_id=forecaster_id,
        guild_id=guild_id,
        personal_of=created_by,
        words=text,
        number=number,
        due_before=due_before,
        limit=limit,
        offset=offset,
    )


def choice_name(listed: Listed) -> str:
    """Return how a prediction stands in a list of choices."""
    prediction = listed.prediction
    ends = f" (by {prediction.window.deadline})" if prediction.window.deadline else ""
    start = f"{prediction.id} · "
    return start + words.cut(one_line(prediction.statement), 100 - len(start) - len(ends)) + ends
