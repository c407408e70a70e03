"""What stands in the ledger: list, show."""

import re
from typing import TYPE_CHECKING, Any

import click

from bot.cli.drawing import drawn, write_chart
from bot.cli.encoding import JSON, in_json
from bot.cli.numbers import NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from predictions.model import Forecast
    from storage.finding import Line
    from storage.ledger import Session

PAGE = 25
ROOM = 60  # columns from which on a list has room for what was said


@click.command("list", epilog="Example: calledit list --state due --tag ai")
@click.option("--state", "states", multiple=True, help="open, due, in review, resolved, …")
@click.option("--tag", help="Only with this tag.")
@click.option("--by", "name", help="Only those this forecaster has a forecast on.")
@click.option(
    "--words", "text", help="Only those that hold these words, in statement or condition."
)
@click.option("--limit", default=PAGE, show_default=True, type=click.IntRange(1, 10_000))
@click.option(
    "--offset", default=0, type=click.IntRange(0, 10**9), help="Leave out the first so many."
)
@JSON
def list_command(
    states: tuple[str, ...],
    tag: str | None,
    name: str | None,
    text: str | None,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """List predictions by deadline, the soonest first; without --state those that still run.

    Beside each stands what you said last, or what the forecaster of --by did.
    """
    from bot.app import open_app
    from bot.cli.nothing import Wanted, in_states, nothing
    from bot.render.terminal import make_console, predictions_table
    from predictions.model import RUNNING
    from storage import finding
    from storage.narrowing import Narrowed

    wanted = Wanted(
        states=_states(states), tag=tag.strip().lower() if tag else None, name=name, words=text
    )
    empty = ""
    with open_app() as app, app.ledger.read() as session:
        theirs = _forecasters(session, name) if name else None
        narrowed = Narrowed(tag=wanted.tag, forecaster_ids=theirs, words=text)
        found = finding.lines(
            session,
            now=app.now(),
            states=wanted.states or RUNNING,
            limit=limit + 1,
            offset=offset,
            **narrowed,
        )
        whose = _mine(session, app.me) if theirs is None else theirs
        said = finding.last_by(session, whose, [line.id for line in found])
        brief = {} if as_json else _in_brief(session, said, app.now())
        if not (found or as_json):
            empty = nothing(session, app.now(), wanted, narrowed, offset=offset)
    more = len(found) > limit
    if as_json:
        click.echo(in_json([_listed(row, said.get(row.id)) for row in found[:limit]]))
    elif empty:
        click.echo(empty)
    else:
        console = make_console()
        beside = brief if console.width >= ROOM else None
        console.print(predictions_table(found[:limit], beside, name or "you"))
        if more:
            size = f" --limit {limit}" if limit != PAGE else ""
            again = f"calledit list{wanted.options}{in_states(wanted.states)}{size}"
            click.echo(f"More: {again} --offset {offset + limit}", err=True)


@click.command("show", epilog="Example: calledit show 12; or calledit show 12 --png history.png")
@click.argument("prediction_id", metavar="ID", type=NUMBER)
@drawn("Write a chart of its forecasts over time, the crowd and what happened.")
@JSON
def show_command(
    prediction_id: int, png_file: "Path | None", theme: str, force: bool, as_json: bool
) -> None:
    """Show prediction ID: its words, forecasts, rules, evidence, resolutions and scores."""
    from bot.app import open_app
    from bot.explaining import explained
    from bot.render.record import record_data, record_view
    from bot.render.terminal import make_console
    from bot.reports.files import refuse_existing
    from storage import dossier

    refuse_existing([png_file] if png_file else [], force=force)
    with open_app() as app, app.ledger.read() as session:
        record = dossier.record(session, prediction_id, now=app.now())
        quote = record.prediction.quote
        document = dossier.document(session, quote.document_id) if quote else None
        rules = explained(session, record.prediction, app.now())
        if as_json:
            click.echo(in_json(record_data(record, document, rules)))
        else:
            make_console().print(record_view(record, document, app.time_zone, rules))
        if png_file is not None:
            from bot.reports.history import history_chart

            chart = history_chart(record, now=app.now(), theme=theme)
            write_chart(png_file, chart, force=force, quiet=as_json)


def _states(names: tuple[str, ...]) -> tuple[Any, ...]:
    from bot.errors import UserError
    from predictions.model import State

    try:
        return tuple(State(re.sub(r"[\s_-]+", " ", name.strip().lower())) for name in names)
    except ValueError:
        known = ", ".join(State)
        raise UserError(f"{', '.join(names)}: no such state; there are {known}") from None


def _forecasters(session: "Session", name: str) -> tuple[int, ...]:
    from bot.naming import known
    from storage import finding, records
    from storage.errors import NotFound

    try:
        return finding.forecaster_ids(session, name)
    except NotFound:
        meant = known("forecaster", name, records.names(session))
        return finding.forecaster_ids(session, meant or name)


def _in_brief(
    session: "Session", said: "Mapping[int, Forecast]", now: "datetime"
) -> dict[int, str]:
    """Return forecasts in the room of a cell; of a distribution its middle or the likeliest option."""
    from bot.render import words
    from predictions.beliefs import Probability

    brief, others = {}, []
    for number, each in said.items():
        if isinstance(each.belief, Probability):
            brief[number] = words.in_brief(each.belief)
        else:
            others.append(number)
    if others:
        from bot.render.terminal import MOST_SAID
        from bot.reports.valued import crowd_words
        from storage import dossier

        for number, listed in dossier.get_each(session, others, now=now).items():
            brief[number] = words.cut(crowd_words(listed.prediction, [said[number]]), MOST_SAID)
    return brief


def _mine(session: "Session", me: str) -> tuple[int, ...]:
    from storage import finding
    from storage.errors import NotFound

    try:
        return finding.forecaster_ids(session, me)
    except NotFound:
        return ()


def _listed(line: "Line", said: "Forecast | None") -> dict[str, Any]:
    return {
        "id": line.id,
        "state": str(line.state),
        "statement": line.statement,
        "condition": line.condition,
        "not_before": str(line.not_before) if line.not_before else None,
        "deadline": str(line.deadline) if line.deadline else None,
        "tags": list(line.tags),
        "last_probability": getattr(said.belief, "value", None) if said else None,
    }
