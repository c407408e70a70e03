"""/list, /due, /show, and the buttons that turn pages and show details."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

import discord
from discord import app_commands

from bot.discord.answering import Reply, answer
from bot.discord.cards.looking import STYLE, own_card, public_card
from bot.discord.listing.page import (
    CHOICES,
    LONGEST_FILTERS,
    PAGE,
    Asked,
    Beside,
    list_parts,
    list_post,
)
from bot.discord.numbers import number_of, offer_any, visible
from bot.discord.offering import Tag, offer_tag
from bot.discord.visit import Command, Here, Interaction, record_for, visit_of
from bot.discord.working import looking
from bot.jumping import card_links
from bot.render import words
from bot.reports.valued import crowds
from predictions.errors import InvalidValue
from predictions.model import Kind
from predictions.text import one_line
from storage import outbox, recording, standing, tallies
from storage.ledger import Session
from storage.states import Listed

SOON = timedelta(days=14)
Show = Literal["running", "open", "due", "resolved", "annulled", "all"]


@app_commands.command(name="show", description="Show a prediction as a card")
@app_commands.describe(
    prediction="Which one: type a word of it, or its number",
    private="Only you see it, with your own forecast",
)
@app_commands.autocomplete(prediction=offer_any)
async def show_command(interaction: Interaction, prediction: str, private: bool = False) -> None:
    """Show a card."""

    async def work() -> Reply:
        def look(session: Session, here: Here) -> Reply:
            number = number_of(session, here, prediction)
            record, _ = record_for(session, here, number)
            if private:
                return own_card(session, record, here)
            return public_card(session, number, now=here.now)

        reply = await looking(interaction, look)
        return reply if private else await _followed(interaction, reply)

    await answer(interaction, work(), hidden=private)


async def _followed(interaction: Interaction, reply: Reply) -> Reply:
    """Note that a card is about to be shown, so that it is followed whatever becomes of us."""
    visit, shows, now = visit_of(interaction), reply.shows, interaction.client.desk.now()
    if shows is None or visit.answers_in is None:
        return reply
    owed = f"shown:{interaction.id}"

    def write(session: Session) -> bool:
        return outbox.enqueue(
            session,
            key=owed,
            kind="shown",
            prediction_id=shows.prediction_id,
            channel_id=visit.answers_in,
            data={"interaction": interaction.id},
            now=now,
            due_at=now + outbox.OWN_WAY,
        )

    await interaction.client.desk.write(write)
    return replace(reply, shows=replace(shows, owed=owed))


async def press_details(interaction: Interaction, rest: str) -> None:
    """Show the card to one person, with what they may see."""

    async def work() -> Reply:
        def look(session: Session, here: Here) -> Reply:
            record, _ = record_for(session, here, int(rest))
            return own_card(session, record, here)

        return await looking(interaction, look)

    await answer(interaction, work())


@app_commands.command(name="list", description="List predictions, the soonest due first")
@app_commands.describe(
    show="Which ones; without it those that still run",
    member="Only those this member has a forecast on",
    tag="Only with this tag",
    words="Only those that hold these words",
)
@app_commands.autocomplete(tag=offer_tag)
async def list_command(
    interaction: Interaction,
    show: Show = "running",
    member: discord.User | None = None,
    tag: Tag | None = None,
    words: app_commands.Range[str, 1, 50] | None = None,
) -> None:
    """List with filters."""
    asked = Asked(
        show, member.id if member else None, one_line(tag or "").lower(), one_line(words or "")
    )

    async def work() -> Reply:
        if len(asked.tag) + len(asked.text) > LONGEST_FILTERS:
            raise InvalidValue("filters", f"are longer than {LONGEST_FILTERS} characters together")
        return await looking(interaction, lambda s, here: listed(s, here, asked))

    await answer(interaction, work())


def listed(session: Session, here: Here, asked: Asked) -> Reply:
    """Return a page of the list."""
    forecaster_ids = None
    if asked.member is not None:
        member = recording.on_discord(session, asked.member)
        forecaster_ids = (member.id or -1,) if member else (-1,)
    found = visible(
        session,
        here,
        states=CHOICES[asked.show],
        words=asked.text or None,
        tag=asked.tag or None,
        forecaster_ids=forecaster_ids,
        limit=PAGE + 1,
        offset=asked.offset,
    )
    more = len(found) > PAGE
    title = "Predictions" if asked.show == "running" else f"Predictions: {asked.show}"
    return Reply(
        post=list_post(
            found[:PAGE],
            asked,
            style=STYLE,
            title=title,
            beside=beside(session, found[:PAGE], here.now),
        ),
        parts=list_parts(asked, more=more),
    )


def beside(session: Session, rows: Sequence[Listed], now: datetime) -> Beside:
    """Return what is told beside predictions in a list."""
    predictions = [row.prediction for row in rows]
    numbers = [each.id for each in predictions if each.id]
    others = [each.id for each in predictions if each.id and each.kind is not Kind.BINARY]
    medians = tallies.crowd(session, numbers, now=now)
    return Beside(
        card_links(session, predictions),
        {number: (words.percent(middle), people) for number, (middle, people) in medians.items()}
        | crowds(session, others, now=now),
        standing.latest_of(session, numbers),
    )


async def press_page(interaction: Interaction, rest: str) -> None:
    """Turn to another page, in place."""

    async def work() -> Reply:
        page = await looking(interaction, lambda s, here: listed(s, here, Asked.read(rest)))
        return Reply(post=page.post, parts=page.parts, edit=True)

    await answer(interaction, work(), edit=True)


@app_commands.command(name="due", description="What waits for a decision, and what is due soon")
async def due_command(interaction: Interaction) -> None:
    """List what is due now and within two weeks."""

    async def work() -> Reply:
        def look(session: Session, here: Here) -> Reply:
            waiting = visible(session, here, states=CHOICES["due"], limit=PAGE)
            soon = visible(
                session,
                here,
                states=CHOICES["open"],
                due_before=here.now + SOON,
                limit=PAGE - min(len(waiting), PAGE // 2),
            )
            asked = Asked("due")
            both = [*waiting, *soon]
            post = list_post(
                both,
                asked,
                style=STYLE,
                title="Due, and soon due",
                beside=beside(session, both, here.now),
            )
            parts = list_parts(asked, more=len(waiting) == PAGE)
            return Reply(post=post, parts=parts)

        return await looking(interaction, look)

    await answer(interaction, work())


COMMANDS: list[Command] = [show_command, list_command, due_command]
TOUCHES = {"d": press_details, "l": press_page}
