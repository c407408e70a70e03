"""The `import` command: forecasts made elsewhere, with how they ended."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.csvfile import bytes_of, faults_of
from bot.cli.names import named
from bot.errors import UserError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.moving import Taken
    from predictions.interchange.moving import Arrivals, Left

MOST_ROWS = 5  # named of those that are not taken over for one reason


@click.command("import", epilog="Example: calledit import fatebook-forecasts.csv --dry-run")
@click.argument("file", metavar="FILE.csv|-")
@named("Whose forecasts all of them are; default: as the file says.")
@click.option("--me", "mine", metavar="NAME", help="How you are called in the file.")
@click.option("--tag", "-t", "tags", multiple=True, help="For what is added.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and add nothing.")
def import_command(
    file: str, name: str | None, mine: str | None, tags: tuple[str, ...], dry_run: bool
) -> None:
    """Take over a record from elsewhere: predictions, forecasts, and how they ended.

    A CSV of Fatebook, PredictionBook or Metaculus, our own forecasts.csv or distributions.csv, or any with the columns
    statement and probability, and optionally forecaster, forecast_at, deadline, outcome,
    resolved_at and tags. What is there already is not added again.
    """
    from bot.app import open_app
    from bot.moving import take
    from bot.render.progress import bar

    if name and mine:
        raise click.UsageError("--as takes all forecasts as NAME's: leave --me out, or --as")
    with open_app() as app:
        now = app.now()
        with faults_of(file):
            found = _read(file, now, name)
        names = sorted({one.forecaster for one in found.moved if one.forecaster})
        if mine is not None and mine not in names:
            raise UserError(f"nobody is called {mine!r} in {file}: {_some(names) or 'no names'}")
        origin = "standard input" if file == "-" else Path(file).name
        rows = len(found.moved)
        with bar(f"Taking over {origin}", rows) as done, app.ledger.write() as session:
            taken = take(
                session,
                found.moved,
                origin=origin,
                me=name or app.me,
                mine=mine,
                tags=tags,
                now=now,
                time_zone=app.time_zone,
                done=done,
            )
            if dry_run:
                session.rollback()
    lines = (
        *_added(taken, dry_run=dry_run),
        *_strangers(names, (name, mine, app.me), app.me),
        *_renamed(found.renamed),
        *_asides(taken),
        *_left(found.left),
    )
    for line in lines:
        click.echo(line)


def _read(file: str, now: "datetime", name: str | None) -> "Arrivals":
    from predictions.errors import InvalidValue
    from predictions.interchange.anybody import rows_of, text_of
    from predictions.interchange.headings import joined, other_half
    from predictions.interchange.moving import arrivals

    text = text_of(bytes_of(file))
    if text.lstrip()[:1] in ("[", "{"):
        raise InvalidValue("file", "is JSON: give a CSV with the columns statement and probability")
    columns, rows = rows_of(text)
    if (half := other_half(columns)) and file != "-":
        beside = Path(file).with_name(half)
        if not beside.exists():
            raise UserError(
                f"{file} is one of two files of Metaculus: put {half} beside it, and try again"
            )
        columns, rows = joined(text, text_of(beside.read_bytes()))
    return arrivals(columns, rows, now=now, name=name)


def _added(taken: "Taken", *, dry_run: bool) -> Iterator[str]:
    from bot.render.words import plural

    would = "Would add: " if dry_run else ""
    by = f" by {plural(len(taken.people), 'forecaster')}" if taken.people else ""
    line = f"{would}{plural(taken.predictions, 'prediction')}, {plural(taken.forecasts, 'forecast')}{by}"
    outcomes = ", ".join(f"{count:,} {how}" for how, count in taken.outcomes.items())
    yield line + (f"; ended: {outcomes}" if outcomes else "")
    if taken.known:
        yield f"Known from before, and left as they are: {plural(taken.known, 'forecast')}"


def _strangers(names: Sequence[str], known: Sequence[str | None], me: str) -> Iterator[str]:
    """Say who forecast where none of them is whoever moves in: a record under another name stays apart."""
    if names and not set(names) & set(known):
        yield f"None of them is called {me}, as you are here: {_some(names)}. --me NAME says who you are."


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_ROWS]) + (", …" if len(names) > MOST_ROWS else "")


def _renamed(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield (
            "Several share a name in the file, and are told apart here by their number there: "
            f"{_some(names)}"
        )


def _asides(taken: "Taken") -> Iterator[str]:
    from bot.render.words import plural

    if taken.undated:
        yield (
            f"{plural(taken.undated, 'forecast')} without a date: made now, as far as anybody can tell, so "
            "that on ended predictions they are not scored (a column forecast_at says when)"
        )
    if taken.differing:
        shown = _few(taken.differing)
        yield f"Ended otherwise here, and left as they are: {shown} (calledit show ID)"
    if taken.disagreeing:
        yield (
            f"{plural(taken.disagreeing, 'prediction')} left open: the rows do not agree on how they ended "
            "(calledit resolve ID OUTCOME)"
        )


def _left(left: Iterable["Left"]) -> Iterator[str]:
    reasons: defaultdict[str, list[Left]] = defaultdict(list)
    for one in left:
        reasons[one.of].append(one)
    if reasons:
        yield "Not taken over:"
    for alike in reasons.values():
        rows = "row" if len(alike) == 1 else "rows"
        yield f"  {rows} {_few([one.row for one in alike])}: {alike[0].why}"


def _few(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:MOST_ROWS])
    more = len(numbers) - MOST_ROWS
    return f"{shown} and {more:,} more" if more > 0 else shown
