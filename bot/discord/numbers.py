"""Predictions by number or words: typed, or chosen from what autocomplete offers."""

import re
from typing import Unpack

from discord import app_commands

from bot.discord.cards.looking import STYLE
from bot.discord.visit import Here, Interaction
from bot.discord.working import looking
from bot.render import words
from predictions.errors import InvalidValue
from predictions.model import ENDED, RUNNING, State
from predictions.saying import in_words
from predictions.text import one_line
from storage import finding, statements
from storage.ledger import Session
from storage.narrowing import Narrowed
from storage.states import Listed

MOST_CHOICES = 25
OFFERED = 5  # of those that hold the words, in an error
_NUMBER = re.compile(r"#?([0-9]{1,15})(?=$|\s+·)", re.ASCII)


def number_in(text: str) -> int | None:
    """Return the number of a prediction as it is typed or offered: 12, #12, "12 · It rains".

    Other words may begin with a number, too: "2028 elections" names no prediction 2028.
    """
    match = _NUMBER.match(text.strip())
    return int(match[1]) if match else None


def number_of(session: Session, here: Here, text: str, states: tuple[State, ...] = ()) -> int:
    """Return the number of the prediction that somebody named, by number or by words of it.

    Raises:
        InvalidValue: nothing here holds those words, or more than one prediction does.
    """
    number = number_in(text)
    if number is not None:
        return number
    found = suggestions(session, here, text, states) if one_line(text) else []
    if not found and states and one_line(text):
        # One that is in another state is there all the same: whoever asks is told what keeps it.
        found = suggestions(session, here, text, ())
    if len(found) == 1:
        return found[0].prediction.id or 0
    said = repr(words.cut(one_line(text), 60))
    if not found:
        raise InvalidValue("prediction", f"none here holds {said}; /list shows what there is")
    listed = "\n".join(f"• {STYLE.said(choice_name(each))}" for each in found[:OFFERED])
    more = "\n• …" if len(found) > OFFERED else ""
    raise InvalidValue("prediction", f"several hold {said}; choose one:\n{listed}{more}")


async def offer_any(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer predictions that hold the words typed so far, whatever their state."""
    return await _offer(interaction, current, ())


async def offer_running(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer predictions that can still be forecast or resolved."""
    return await _offer(interaction, current, RUNNING)


async def offer_ended(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer predictions that have ended."""
    return await _offer(interaction, current, ENDED)


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
    if here.owner is None and here.visit.guild_id is None:
        return []
    return statements.suggest(
        session,
        typed,
        now=here.now,
        guild_id=here.visit.guild_id,
        personal_of=here.owner,
        states=states,
        limit=MOST_CHOICES,
    )


def visible(
    session: Session,
    here: Here,
    *,
    states: tuple[State, ...] = (),
    limit: int = 25,
    offset: int = 0,
    **narrowed: Unpack[Narrowed],
) -> list[Listed]:
    """Return the predictions that are this server's, or this person's own outside of one."""
    if here.owner is None and here.visit.guild_id is None:
        return []
    narrowed |= {"guild_id": here.visit.guild_id, "personal_of": here.owner}
    return finding.listing(
        session, now=here.now, states=states, limit=limit, offset=offset, **narrowed
    )


def choice_name(listed: Listed) -> str:
    """Return how a prediction stands in a list of choices."""
    prediction = listed.prediction
    ends = f" (by {prediction.window.deadline})" if prediction.window.deadline else ""
    start = f"{prediction.id} · "
    return start + in_words(prediction, 100 - len(start) - len(ends)) + ends
