"""/watch: add, list, test and remove sources of a prediction."""

from datetime import timedelta

from discord import app_commands

from bot import previewing, sourcing
from bot.discord.answering import Reply, answer
from bot.discord.cards.looking import STYLE, named
from bot.discord.numbers import number_of, offer_running
from bot.discord.visit import Command, Here, Interaction, record_for
from bot.discord.working import changing, looking
from bot.policy import Action
from bot.render import words
from bot.render.post import AMBER, BLUE, Post
from bot.render.sources import FEW, health
from predictions import hiding
from predictions.model import RUNNING, Prediction
from predictions.text import one_line
from predictions.watching.items import Item
from storage import servers, watchlist
from storage.errors import NotFound
from storage.ledger import Session
from storage.watchlist import Source

MOST_LISTED = 20
MOST_TRIED = 10  # items of a source that is tried
MOST_OFFERED = 25
MOST_SOURCES = 50  # of one server

watch_group = app_commands.Group(name="watch", description="Sources that are watched for evidence")


@watch_group.command(name="add", description="Watch a source for what happens to a prediction")
@app_commands.describe(
    url="A feed, page, repository or market (Manifold, Polymarket, Kalshi)",
    prediction="Which prediction it is for",
    terms="Words to look for, separated by commas; without them those of the statement",
    every="Minutes between two looks",
    inverted="Of a market: its yes is the prediction's no",
)
@app_commands.autocomplete(prediction=offer_running)
async def watch_add(  # noqa: PLR0917 (Discord passes every option by its name)
    interaction: Interaction,
    url: app_commands.Range[str, 8, 1000],
    prediction: str,
    terms: app_commands.Range[str, 1, 300] | None = None,
    every: app_commands.Range[int, 15, 10_080] = 60,
    inverted: bool = False,
) -> None:
    """Watch a source."""

    async def work() -> Reply:
        spec = sourcing.spec_of(interaction.client.app, url)
        looked_for = [one_line(term) for term in (terms or "").split(",")]

        def write(session: Session, here: Here) -> Reply:
            number = number_of(session, here, prediction, RUNNING)
            record, _ = record_for(session, here, number, Action.WATCH)
            if len(sources_here(session, here)) >= MOST_SOURCES:
                raise NotFound("room for more:", f"{MOST_SOURCES} sources are watched already")
            wanted = sourcing.Wanted(
                spec=spec,
                interval=timedelta(minutes=every),
                prediction_id=number,
                terms=tuple(term for term in looked_for if term),
                inverted=inverted,
            )
            source, ruled = sourcing.watch(session, wanted, now=here.now)
            return Reply(post=added_post(record.prediction, source, ruled=ruled))

        return await changing(interaction, write)

    await answer(interaction, work())


def added_post(prediction: Prediction, source: Source, *, ruled: bool) -> Post:
    """Return what is watched from now on, and what may come of it."""
    every = words.plural(int(source.interval.total_seconds()) // 60, "minute")
    shown = STYLE.link(words.cut(source.label, 100), source.url)
    said = f"Source {source.id} ({source.kind}) is watched for prediction {named(prediction)}:"
    comes = (
        "Once the market is settled the prediction resolves as it did, after the time to object."
        if ruled
        else "What bears on it is kept, and those who may resolve are asked."
    )
    secret = hiding.names(source.url)
    kept = f"\nIts {STYLE.said(secret)} is sent along and shown nowhere." if secret else ""
    return Post(
        title="", colour=BLUE, text=f"{said}\n{shown}, at first every {every}.\n{comes}{kept}"
    )


@watch_group.command(name="list", description="What is watched, and whether it answers")
async def watch_list(interaction: Interaction) -> None:
    """List sources."""

    async def work() -> Reply:
        found = await looking(interaction, sources_here)
        return Reply(post=sources_post(found))

    await answer(interaction, work())


@watch_group.command(name="test", description="Ask a source once; nothing is stored")
@app_commands.describe(source="Its address, or its number from /watch list")
async def watch_test(interaction: Interaction, source: app_commands.Range[str, 1, 1000]) -> None:
    """Ask a source once."""

    async def work() -> Reply:
        def look(session: Session, here: Here) -> set[int]:
            here.demand(Action.WATCH)
            if source.isdecimal():
                _source(session, here, int(source))
            return {each.prediction_id or 0 for each in sources_here(session, here)}

        mine = await looking(interaction, look)
        found = await previewing.preview(interaction.client.app, source)
        return Reply(post=preview_post(found, mine))

    await answer(interaction, work())


async def offer_source(interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
    """Offer the sources that are watched here, by number or words of their address."""
    found = await looking(interaction, sources_here)
    wanted = str(current).casefold()
    return [
        app_commands.Choice(
            name=words.cut(f"{each.id} · {one_line(each.label)}", 100), value=each.id
        )
        for each in found
        if wanted in f"{each.id} {each.label}".casefold()
    ][:MOST_OFFERED]


@watch_group.command(name="remove", description="Stop watching a source; what it said stays")
@app_commands.describe(source="Its number from /watch list")
@app_commands.autocomplete(source=offer_source)
async def watch_remove(
    interaction: Interaction, source: app_commands.Range[int, 1, 1_000_000_000]
) -> None:
    """Stop watching."""

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            here.demand(Action.WATCH)
            _source(session, here, source)
            watchlist.remove_source(session, source, now=here.now)
            return Reply(text=f"Source {source} is no longer watched.")

        return await changing(interaction, write)

    await answer(interaction, work())


def sources_here(session: Session, here: Here) -> list[Source]:
    """Return the sources of this server's predictions, or of a person's own."""
    return servers.sources_of(
        session,
        guild_id=here.visit.guild_id,
        created_by=here.forecaster_id,
    )


def _source(session: Session, here: Here, number: int) -> Source:
    found = next((each for each in sources_here(session, here) if each.id == number), None)
    if found is None:
        raise NotFound("source", number)
    return found


def sources_post(found: list[Source]) -> Post:
    """Return sources with their health."""
    if not found:
        return Post(title="Nothing is watched", colour=BLUE, text="/watch add begins.")
    lines = []
    for source in found[:MOST_LISTED]:
        asked = f", asked <t:{int(source.checked_at.timestamp())}:R>" if source.checked_at else ""
        shown = STYLE.link(words.cut(source.label, 80), source.url)
        sign = "🔴" if source.problem else "🟢" if source.checked_at else "⚪"
        sign = "💤" if source.resting_since else sign
        lines.append(f"{sign} **{source.id}** {shown}")
        about = f"{source.kind} for prediction {source.prediction_id}"
        lines.append(f"-# {about}, {STYLE.said(health(source))}{asked}")
    if len(found) > MOST_LISTED:
        lines.append(f"… and {len(found) - MOST_LISTED} more")
    return Post(title="Watched sources", colour=BLUE, text="\n".join(lines))


def preview_post(found: previewing.Preview, mine: set[int]) -> Post:
    """Return what a source said just now; matches with other servers' predictions stay unsaid."""
    lines = [STYLE.said(words.cut(found.problem, 300))] if found.problem else []
    for item in found.items[:MOST_TRIED]:
        lines += _tried(found, item, mine)
    if len(found.items) > MOST_TRIED:
        lines.append(f"… and {len(found.items) - MOST_TRIED} more")
    if not found.items:
        lines += [f"• {STYLE.said(words.cut(said, 200))}" for said in found.readings[:MOST_TRIED]]
    for number, concluded in sorted(found.rules.items()):
        if number in mine:
            said = STYLE.said(words.cut(concluded, 300))
            lines.append(f"\n**The rule of prediction {number}** says {said}")
    return Post(
        title=f"{found.kind}: {_counted(found)}",
        colour=AMBER if found.problem else BLUE,
        text="\n".join(lines),
        footer="Asked just now; nothing of it was stored",
    )


def _counted(found: previewing.Preview) -> str:
    if found.readings and not found.items:
        return words.plural(len(found.readings), "reading")
    return words.plural(len(found.items), "item")


def _tried(found: previewing.Preview, item: Item, mine: set[int]) -> list[str]:
    title = words.cut(one_line(item.title), 120)
    known = ", stored already" if item.external_id in found.known else ""
    lines = [f"• {STYLE.link(title, item.url) if item.url else STYLE.said(title)}{known}"]
    said = one_line(item.content or item.summary)
    if said and len(found.items) <= FEW:
        lines.append(f"-# “{STYLE.said(words.cut(said, 200))}”")
    lines += [
        f"-# bears on prediction {number}: {STYLE.said(relevance.why)}"
        for number, relevance in found.matches.get(item.external_id, ())
        if number in mine
    ]
    return lines


COMMANDS: list[Command] = [watch_group]
