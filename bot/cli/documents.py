"""Documents: show the forecasts in one, or put them into review."""

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from bot.cli.asking import LLM, YES, ask_model, ready
from bot.cli.encoding import in_json
from bot.cli.names import WRITER

if TYPE_CHECKING:
    from predictions.llm import Read


def _day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value.strip()) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day: write one like 2026-02-28.") from None


def _confidence(_ctx: click.Context, _option: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    written, percent = value.strip().removesuffix("%"), value.strip().endswith("%")
    try:
        confidence = float(written) / (100 if percent else 1)
    except ValueError:
        confidence = math.nan
    if not 0 <= confidence <= 1:
        raise click.BadParameter(f"{value!r} is no confidence: write one from 0 to 1, such as 0.9.")
    return confidence


LONG = 100_000  # characters, a second or so: whoever waits longer is told how far it is
PUBLISHED = click.option(
    "--published",
    metavar="YYYY-MM-DD",
    callback=_day,
    help="When it was published; “next year” counts from there.",
)
AUTHOR = click.option("--author", help="Who wrote it.")
EVENTS = click.option(
    "--events",
    type=click.Path(exists=True, dir_okay=False),
    envvar="CALLEDIT_EVENTS",
    metavar="FILE",
    help="Your own calendar: lines such as “2027-10-24 Swiss federal election”.",
)


@click.command("extract", epilog="Example: calledit extract essay.md --published 2024-03-01")
@click.argument("source", metavar="FILE|URL|-")
@PUBLISHED
@AUTHOR
@EVENTS
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "text"]),
    default="table",
    show_default=True,
    help="table: for people; jsonl: an object a line, for scripts; text: the document as it was "
    "read, to whose characters start and end count.",
)
@LLM
@YES
@click.option("--accept", "accept", hidden=True)
def extract_command(
    source: str,
    published: date | None,
    author: str | None,
    events: str | None,
    form: str,
    llm: bool,
    yes: bool,
    accept: str | None,
) -> None:
    """Show the forecasts in a document; nothing is stored.

    Plain text, Markdown, HTML, PDF, EPUB, DOCX, ODT, captions (SRT, VTT), mails and exports of
    Discord, as a file, as an address (https://…), or on standard input (-).
    """
    if accept is not None:
        raise click.UsageError(
            f"extract stores nothing: calledit add {source} --accept {accept} does."
        )
    if form == "text":
        from bot.reading import open_document

        click.echo(open_document(source).text, nl=False)
        return
    settings = ready(yes=yes) if llm else None
    found, given, candidates = _extracted(source, published, author, events)
    stopped = False
    if settings is not None:
        reads, stopped = ask_model(settings, found, given, candidates, yes=yes)
        candidates = tuple(read.candidate for read in reads)
    _show(found, candidates, form)
    if stopped:
        click.get_current_context().exit(130)


def _show(found: Any, candidates: Sequence[Any], form: str) -> None:
    if form == "jsonl":
        from predictions.extraction.jsonl import to_json

        for candidate in candidates:
            click.echo(in_json(to_json(candidate), indent=None))
        return
    from bot.render.candidates import candidates_view
    from bot.render.terminal import make_console

    for note in found.notes:
        click.echo(note, err=True)
    make_console().print(candidates_view(candidates))


@click.command("add", epilog="Example: calledit add essays/*.md --author Ann --accept 0.8")
@click.argument("sources", metavar="FILE|URL|-…", nargs=-1, required=True)
@PUBLISHED
@AUTHOR
@EVENTS
@click.option(
    "--accept",
    "confidence",
    metavar="CONFIDENCE",
    callback=_confidence,
    help="Accept those at or above this confidence (0 to 1) without review.",
)
@click.option("--tag", "-t", "tags", multiple=True, help="For what is accepted.")
@WRITER
@LLM
@YES
def add_command(
    sources: tuple[str, ...],
    published: date | None,
    author: str | None,
    events: str | None,
    confidence: float | None,
    tags: tuple[str, ...],
    name: str | None,
    llm: bool,
    yes: bool,
) -> None:
    """Find the forecasts in documents and put them into the review queue.

    The word `starter` in place of a document adds a list of forecasts on AI with their sources.
    """
    if sources == ("starter",):
        if llm:
            raise click.UsageError("The starter list is no document: there is nothing to ask.")
        _add_starter()
        return
    if name is not None and confidence is None:
        raise click.UsageError("--as is for what is accepted: give it to calledit review --as NAME")

    def add(source: str) -> bool:
        return _add(
            source,
            published,
            author,
            events,
            confidence=confidence,
            tags=tags,
            name=name,
            llm=llm,
            yes=yes,
        )

    stopped, failed = False, False
    if len(sources) == 1:
        stopped = add(sources[0])
    else:
        stopped, failed = _add_each(sources, add)
    if stopped or failed:
        click.get_current_context().exit(130 if stopped else 1)


def _add_each(sources: Sequence[str], add: Callable[[str], bool]) -> tuple[bool, bool]:
    """Add one document after the other; return whether a person stopped it, and whether one failed."""
    from predictions.errors import PredictionsError

    failed = False
    for source in dict.fromkeys(sources):
        click.echo(f"{source}:")
        try:
            if add(source):
                return True, failed
        except PredictionsError as error:
            # One page that is gone keeps nobody from the forty others.
            click.echo(f"Error: {error}", err=True)
            failed = True
    return False, failed


def _add(
    source: str,
    published: date | None,
    author: str | None,
    events: str | None,
    *,
    confidence: float | None,
    tags: tuple[str, ...],
    name: str | None,
    llm: bool,
    yes: bool,
) -> bool:
    """Add one document; return whether a person stopped the asking of a model about it."""
    from bot import accepting
    from bot.app import open_app
    from bot.cli import added
    from bot.reading import as_document
    from bot.render.progress import bar
    from bot.review.taking import take
    from predictions.extraction.jsonl import to_json
    from storage import reviewing

    settings = ready(yes=yes) if llm else None
    found, given, candidates = _extracted(source, published, author, events)
    unseen, alone = candidates, candidates if llm else ()
    stopped = False
    if settings:
        reads, stopped = ask_model(settings, found, given, candidates, yes=yes)
        # What the model would have held back is not known of what it was not asked about.
        candidates, unseen = _with_bar(reads, None if stopped else confidence)
    spans = {(one.start, one.end) for one in unseen}
    with open_app() as app, app.ledger.write() as session:
        now = app.now()
        document, waiting = accepting.queue_candidates(
            session,
            as_document(found, given, now=now),
            map(to_json, candidates),
            now=now,
            alone=map(to_json, alone),
        )
        sure = [
            w
            for w in waiting
            if confidence is not None
            and w.confidence >= confidence
            and (w.data["start"], w.data["end"]) in spans
        ]
        with bar(f"Accepting from {source}", len(sure)) as done:
            told = _each(sure, done)
            taken = take(
                session,
                document,
                told,
                now=now,
                time_zone=app.time_zone,
                tags=tags,
                writer=name,
            )
        left = reviewing.waiting_of(session, document.id or 0)
        in_all = reviewing.count(session)
    for note in found.notes:
        click.echo(note, err=True)
    counts = (len(candidates), len(waiting), len(taken), len(left))
    click.echo(added.summary(document, *counts, in_all=in_all))
    for line in (
        *added.ignored(document, given),
        *added.unknown(document, [*waiting, *left], name),
    ):
        click.echo(line, err=True)
    before = len(left) - (len(waiting) - len(taken))
    for line in added.not_taken(sure, taken, before if confidence is not None else 0):
        click.echo(line)
    return stopped


def _each(things: Sequence[Any], done: Callable[[float], None]) -> Iterator[Any]:
    """Yield things, and tell of each that it was dealt with when the next is asked for."""
    for one in things:
        yield one
        done(1)


def _add_starter() -> None:
    from bot.app import open_app
    from bot.starter.load import add_starter

    with open_app() as app, app.ledger.write() as session:
        added = add_starter(session, now=app.now(), time_zone=app.time_zone, bases=app.bases)
    if not added.predictions:
        click.echo("The starter list is there already; nothing was added.")
        return
    click.echo(
        f"Starter list: {added.predictions} predictions, {added.forecasts} with a number read from "
        f"words, {added.sources} sources watched (calledit list --tag starter)"
    )


def _with_bar(
    reads: "Sequence[Read]", bar: float | None
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return what two readings come to, and what of it may be accepted at a confidence."""
    unseen = [read.unseen(bar) if bar is not None else None for read in reads]
    kept = [sure or read.candidate for sure, read in zip(unseen, reads, strict=True)]
    return tuple(kept), tuple(filter(None, unseen))


def _extracted(
    source: str, published: date | None, author: str | None, events: str | None
) -> tuple[Any, Any, tuple[Any, ...]]:
    from pathlib import Path

    from bot.reading import Given, candidates, open_document, own_events
    from bot.render.progress import bar

    given = Given(origin=source, published=published, author=author)
    calendar = own_events(Path(events) if events else _set_in_a_file())
    typed = source == "-" and sys.stdin.isatty()
    if typed:
        click.echo("Type or paste the text, then press Ctrl-D on a line of its own.", err=True)
    # A bar would run over what somebody types.
    with nullcontext() if typed else bar(f"Reading {source}"):
        found = open_document(source)
    _say_of_a_record(source, found.text)
    # What is read at a glance needs no share: a bar that moves is enough.
    whole = 1.0 if len(found.text) > LONG else None
    with bar(f"Finding forecasts in {source}", whole) as done:
        return found, given, candidates(found, given, calendar, done if whole else None)


def _say_of_a_record(source: str, text: str) -> None:
    """Say of an export of another platform how more of it is taken over than its words."""
    if not source.lower().endswith((".csv", ".tsv")) or "://" in source:
        return
    from predictions.interchange.headings import is_table_of_forecasts

    if is_table_of_forecasts(text):
        click.echo(
            f"{source} is a table of forecasts, read here as words: calledit import {source} "
            "takes its names, days and outcomes over.",
            err=True,
        )


def _set_in_a_file() -> Any:
    """Return the calendar that a `.env` file names; without one, no settings need be loaded."""
    from pathlib import Path

    if not Path(".env").exists():
        return None
    from bot.settings import load

    return load().events
