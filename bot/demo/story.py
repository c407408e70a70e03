"""The demo, scene by scene. It uses the app as its users do: actions, ticks, posts, exports."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot import accepting, actions
from bot.app import App
from bot.clock import system_clock
from bot.demo.feed import PATH, served
from bot.demo.script import News, Numbers, Script, load
from bot.reading import Given, as_document, candidates
from bot.render import words
from bot.render.candidates import candidate_view
from bot.render.post import Plain, Post, Style
from bot.render.terminal import make_console, post_panel, predictions_table
from bot.settings import Settings
from bot.ticking import Ticked, tick, tools
from predictions.extraction.jsonl import to_json
from predictions.model import Prediction, State
from predictions.outcomes import NO, Outcome
from predictions.reading import read
from predictions.times import utc
from storage import dossier, finding, proposing, recording, resolving, watchlist
from storage.ledger import Ledger
from storage.outbox import Post as Leased

BEGIN = datetime(2023, 6, 21, 9, tzinfo=UTC)
END = datetime(2025, 1, 2, 9, tzinfo=UTC)
STEP = timedelta(days=7)
IN_FULL = 4  # posts printed as they would look; of the rest one line each


class Narrator:
    """Tells the story, and receives the posts as a channel would."""

    def __init__(self, console: Console, *, in_full: int) -> None:
        self.style: Style = Plain("UTC")
        self.console = console
        self.posts: list[Post] = []
        self._in_full = in_full

    def scene(self, title: str) -> None:
        """Begin a scene."""
        self.console.print()
        self.console.rule(Text(title, style="bold"), align="left")

    async def standing(self, leased: Leased) -> int | None:
        """Return nothing: the demo never tries twice."""
        del leased
        return None

    async def send(self, post: Post, leased: Leased) -> int | None:
        """Print a resolution post: the first few in full, of the others the title."""
        if leased.kind != "resolution":
            return None
        self.posts.append(post)
        if len(self.posts) <= self._in_full:
            self.console.print(post_panel(post))
        else:
            self.console.print(Text(f"  posted: {post.title}", style=f"#{post.colour:06x}"))
        return None


@dataclass
class Stage:
    """The app on a clock that the demo sets."""

    app: App
    now: datetime
    script: Script
    narrator: Narrator


def play(folder: Path, *, all_posts: bool = False) -> None:
    """Run the demo and leave its results in the folder."""
    narrator = Narrator(make_console(), in_full=10_000 if all_posts else IN_FULL)
    script = load()
    database = folder / "calledit.db"
    stage: Stage | None = None

    def clock() -> datetime:
        return stage.now if stage else BEGIN

    with served(script.news, clock) as address:
        settings = Settings(
            database_url=f"sqlite:///{database}",
            fetch_allow=address,
            time_zone="UTC",
            discord_token=None,
        )
        ledger = Ledger(settings.database_url)
        stage = Stage(App(settings, clock, ledger), BEGIN, script, narrator)
        try:
            read_documents(stage)
            watch(stage, f"http://{address}{PATH}")
            asyncio.run(live(stage))
            show_open(stage)
            write_results(stage, folder)
        finally:
            ledger.close()


def read_documents(stage: Stage) -> None:
    """Show what was found in the documents, with quotes, and accept it."""
    app, console = stage.app, stage.narrator.console
    for path in stage.script.documents:
        found = read(path.read_bytes(), name=path.name)
        given = Given(origin=path.name)
        extracted = candidates(found, given)
        stage.narrator.scene(
            f"{path.name}: {len(extracted)} forecasts by {found.author or 'commenters'}"
        )
        for candidate in extracted:
            console.print(candidate_view(candidate))
        # Everything a document says counts from the day on which it was published.
        published = found.published
        day = (
            datetime(published.year, published.month, published.day, tzinfo=UTC)
            if published
            else stage.now
        )
        with app.ledger.write() as session:
            _, waiting = accepting.queue_candidates(
                session,
                as_document(found, given, now=day),
                map(to_json, extracted),
                now=day,
            )
            for each in waiting:
                accepting.accept(session, each, now=day, time_zone="UTC")
    console.print(
        Text("\nAccepted. Every prediction keeps its quote and its place in the document.")
    )


def watch(stage: Stage, url: str) -> None:
    """Watch the recorded news."""
    with stage.app.ledger.write() as session:
        watchlist.add_source(
            session, url, now=stage.now, label="Recorded news", interval=timedelta(days=1)
        )
    stage.narrator.scene("Two more forecasters, one feed, and a clock that runs from 2023 to 2025")


async def live(stage: Stage) -> None:
    """Let time pass: numbers are given, news comes in, deadlines pass, people decide."""
    numbers = list(stage.script.numbers)
    total = Ticked()
    moments = sorted({*_weeks(), *(n.at for n in numbers)})
    async with tools(stage.app) as using:
        for moment in moments:
            stage.now = moment
            while numbers and numbers[0].at <= moment:
                give_numbers(stage, numbers.pop(0))
            total += await tick(stage.app, stage.narrator, using)
            decide(stage)
            total += await tick(stage.app, stage.narrator, using)
    stage.narrator.console.print(Text(f"\n{total}", style="dim"))


def _weeks() -> list[datetime]:
    count = (END - BEGIN) // STEP
    return [BEGIN + n * STEP for n in range(count + 1)] + [END]


def give_numbers(stage: Stage, numbers: Numbers) -> None:
    """Store what one forecaster thinks."""
    with stage.app.ledger.write() as session:
        who = recording.forecaster_named(session, numbers.by)
        for row in finding.listing(session, now=stage.now, limit=1_000):
            probability = next(
                (p for about, p in numbers.on.items() if _about(row.prediction, about)), None
            )
            if probability and row.prediction.id is not None:
                actions.forecast(
                    session, row.prediction.id, probability, forecaster=who, now=numbers.at
                )


def decide(stage: Stage) -> None:
    """Be the person who looks at what was proposed and decides by public record."""
    with stage.app.ledger.write() as session:
        for proposal in proposing.waiting(session):
            record = dossier.record(session, proposal.prediction_id, now=stage.now)
            found = _verdict(stage, record.prediction)
            if found is None:
                proposing.reject(session, proposal.id or 0, now=stage.now)
                continue
            outcome, happened_at, note = found
            if record.resolution is None:
                resolving.resolve(
                    session,
                    proposal.prediction_id,
                    outcome,
                    now=stage.now,
                    happened_at=happened_at,
                    note=note,
                    evidence_ids=proposal.evidence_ids,
                )


def _verdict(
    stage: Stage, prediction: Prediction
) -> tuple[Outcome, datetime | None, str | None] | None:
    """Return how a prediction ended, as far as that is known at this moment."""
    for news in stage.script.news:
        if news.about and news.at <= stage.now and _about(prediction, news.about):
            return _settled(news)
    due = prediction.window.due_at
    for about, note in stage.script.nothing_happened.items():
        if _about(prediction, about) and due is not None and due <= stage.now:
            return NO, None, note
    return None


def _settled(news: News) -> tuple[Outcome, datetime | None, str | None]:
    return Outcome.parse(news.outcome or "no"), utc(news.at), None


def _about(prediction: Prediction, part: str) -> bool:
    return prediction.quote is not None and part in " ".join(prediction.quote.text.split())


def show_open(stage: Stage) -> None:
    """Show what nobody can know yet."""
    stage.narrator.scene("Still open: nobody can know yet")
    stage.now = system_clock()
    with stage.app.ledger.read() as session:
        running = (State.OPEN, State.DUE, State.IN_REVIEW)
        listed = finding.lines(session, now=stage.now, states=running)
        stage.narrator.console.print(predictions_table(listed))


def write_results(stage: Stage, folder: Path) -> None:
    """Write the record as files, and say where they are."""
    stage.narrator.scene("The record")
    from bot.demo.results import leave  # noqa: PLC0415 (charts are heavy: after the story)

    for line in leave(stage.app, folder):
        stage.narrator.console.print(Text(line))
    count = len(stage.narrator.posts)
    stage.narrator.console.print(Text(f"\n{words.plural(count, 'resolution post')} in all."))
