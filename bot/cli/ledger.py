"""The ledger by hand: predict, forecast, list, show, resolve, reopen, withdraw."""

import re
from typing import TYPE_CHECKING, Any

import click

from bot.cli.drawing import drawn, write_chart
from bot.cli.encoding import in_json
from bot.cli.names import named
from bot.cli.numbers import NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from predictions.model import Forecast, Kind
    from storage.finding import Line
    from storage.ledger import Session

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
PAGE = 25
ROOM = 60  # columns from which on a list has room for what was said


def _some_day(_context: click.Context, _option: click.Parameter, by: str) -> str:
    # A script's empty variable would otherwise make a prediction that never comes due.
    if not by.strip():
        raise click.BadParameter('it is empty; write a day like 2028-12-31 or "end of 2028"')
    return by


NAMED = "named with the resolution"


AS = named("Whose forecast it is; default: you.")
BY = named("Who decided; default: you.")


@click.command("predict", epilog='Example: calledit predict "No AGI" --by 2028 -p 85%')
@click.argument("statement")
@click.option(
    "--by",
    required=True,
    callback=_some_day,
    help='Last day: 2028-12-31, "end of 2028", "in 18 months", eom.',
)
@click.option("--not-before", help="First day that counts, written in the same way.")
@click.option("--probability", "-p", help="Yours, as calledit forecast takes it.")
@click.option(
    "--kind",
    type=click.Choice(["binary", "choice", "numeric", "date"]),
    help="What is asked: yes or no, one of several options, a number or a day; default: yes or no.",
)
@click.option("--option", "-o", "options", multiple=True, help="Of a choice: one for each option.")
@click.option("--unit", help="Of a number: what is counted.")
@click.option("--criteria", help="What would settle it.")
@click.option("--condition", help="Annulled unless this comes true.")
@click.option("--tag", "-t", "tags", multiple=True, help="May be given more than once.")
@AS
@JSON
def predict_command(
    statement: str,
    by: str,
    not_before: str | None,
    probability: str | None,
    kind: str | None,
    options: tuple[str, ...],
    unit: str | None,
    criteria: str | None,
    condition: str | None,
    tags: tuple[str, ...],
    name: str | None,
    as_json: bool,
) -> None:
    """Add a prediction, and your forecast for it."""
    from bot import actions, asides
    from bot.app import open_app
    from bot.render import words
    from predictions.saying import in_words
    from predictions.text import one_line
    from storage import comparing, recording

    asked = actions.Asked(
        statement=statement,
        by=by,
        not_before=not_before,
        criteria=criteria,
        condition=condition,
        tags=tags,
        kind=_kind(kind, options, unit),
        options=tuple(filter(None, map(one_line, options))),
        unit=one_line(unit or "") or None,
    )
    with open_app() as app:
        now = app.now()
        with app.ledger.write() as session:
            author = recording.forecaster_named(session, name or app.me)
            made = actions.predict(session, asked, author=author, now=now, time_zone=app.time_zone)
            assert made.id is not None  # noqa: S101 (just stored)
            if probability:
                actions.forecast(session, made.id, probability, forecaster=author, now=now)
            same = comparing.alike(session, made, on=app.today)
    if as_json:
        deadline = made.window.deadline
        shown = {"id": made.id, "deadline": str(deadline) if deadline else None, "same_as": same}
        click.echo(in_json(shown))
    else:
        click.echo(f"Prediction {made.id}: {in_words(made)} ({words.window(made)})")
    again = asides.said_before(same, withdraw=f"calledit withdraw {made.id}")
    for aside in filter(None, (asides.whole_day(made, by), again)):
        click.echo(aside, err=True)


@click.command("forecast", epilog="Example: calledit forecast 12 35%")
@click.argument("prediction_id", metavar="ID", type=NUMBER)
@click.argument("written", metavar="P")
@click.option("--comment", help="Why.")
@AS
def forecast_command(
    prediction_id: int, written: str, comment: str | None, name: str | None
) -> None:
    """Give prediction ID the probability P: 70, 70%, 0.7, 3:1 or 1 in 20.

    Of a choice: "Red: 60; Blue: 40". Of a number or a day its 10th, 50th and 90th percentile:
    "5 / 8 / 12", "2027-01-01 / 2028-06-30 / never".
    """
    from bot import actions
    from bot.app import open_app
    from bot.render.kinds import belief_words
    from predictions.saying import in_words
    from storage import dossier, recording

    with open_app() as app, app.ledger.write() as session:
        who = recording.forecaster_named(session, name or app.me)
        assert who.id is not None  # noqa: S101 (from the ledger)
        before = dossier.last_of(session, prediction_id, who.id)
        made = actions.forecast(
            session, prediction_id, written, forecaster=who, now=app.now(), comment=comment
        )
        about = dossier.get(session, prediction_id, now=app.now()).prediction
    changed = f" (before: {belief_words(about, before.belief)})" if before else ""
    said = f"{belief_words(about, made.belief)}{changed}"
    click.echo(f"{who.name}: {said} for prediction {prediction_id}: {in_words(about)}")


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
    """Show prediction ID: its words, forecasts, evidence, resolutions and scores."""
    from bot.app import open_app
    from bot.render.record import record_data, record_view
    from bot.render.terminal import make_console
    from bot.reports.files import refuse_existing
    from storage import dossier

    refuse_existing([png_file] if png_file else [], force=force)
    with open_app() as app, app.ledger.read() as session:
        record = dossier.record(session, prediction_id, now=app.now())
        quote = record.prediction.quote
        document = dossier.document(session, quote.document_id) if quote else None
        if as_json:
            click.echo(in_json(record_data(record, document)))
        else:
            make_console().print(record_view(record, document, app.time_zone))
        if png_file is not None:
            from bot.reports.history import history_chart

            chart = history_chart(record, now=app.now(), theme=theme)
            write_chart(png_file, chart, force=force, quiet=as_json)


@click.command("resolve", epilog="Example: calledit resolve 12 yes --happened-at 2027-05-03")
@click.argument("prediction_id", metavar="ID", type=NUMBER)
@click.argument("outcome")
@click.option(
    "--happened-at",
    help='When the world decided: 2027-05-03, yesterday, "friday 17:00"; default: unknown.',
)
@click.option("--note", help="Why, for the record.")
@click.option(
    "--evidence",
    "evidence_ids",
    type=NUMBER,
    multiple=True,
    help="Number of an evidence that shows it.",
)
@BY
def resolve_command(
    prediction_id: int,
    outcome: str,
    happened_at: str | None,
    note: str | None,
    evidence_ids: tuple[int, ...],
    name: str | None,
) -> None:
    """Record how prediction ID ended: yes, no, ambiguous, annulled, or a share such as 40%.

    Of the other kinds: the option, the number, or the day; never, where it has not come in time.
    """
    from bot.app import open_app
    from bot.beliefs import read_outcome
    from bot.days import moment_of
    from bot.delivery import show_resolution
    from predictions.times import zone
    from storage import dossier, gathering, recording, resolving

    with open_app() as app:
        with app.ledger.write() as session:
            who = recording.forecaster_named(session, name or app.me)
            listed = dossier.get(session, prediction_id, now=app.now())
            today = app.now().astimezone(zone(app.time_zone)).date()
            resolution = resolving.resolve(
                session,
                prediction_id,
                read_outcome(listed.prediction, outcome, today),
                now=app.now(),
                happened_at=moment_of(happened_at, app.now(), app.time_zone),
                by=who.id,
                note=note,
                evidence_ids=evidence_ids,
            )
            for evidence_id in evidence_ids:  # a post shows only what bears on its prediction
                gathering.get_evidence(session, evidence_id)
                gathering.match(session, evidence_id, prediction_id, relevance=1.0, why=NAMED)
        show_resolution(app, resolution)


@click.command("reopen", epilog='Example: calledit reopen 12 --note "the source took it back"')
@click.argument("prediction_id", metavar="ID", type=NUMBER)
@click.option("--note", help="Why, for the record.")
@BY
def reopen_command(prediction_id: int, note: str | None, name: str | None) -> None:
    """Take the resolution of prediction ID back; it stays on record as the version before."""
    from bot.app import open_app
    from storage import recording, resolving

    with open_app() as app, app.ledger.write() as session:
        who = recording.forecaster_named(session, name or app.me)
        resolving.reopen(session, prediction_id, now=app.now(), by=who.id, note=note)
        about = _named(session, prediction_id, app.now())
    click.echo(f"Open again: prediction {about}")


@click.command("withdraw", epilog="Example: calledit withdraw 12")
@click.argument("prediction_id", metavar="ID", type=NUMBER)
@BY
def withdraw_command(prediction_id: int, name: str | None) -> None:
    """Take prediction ID out of the running: it is kept, and never scored."""
    from bot.app import open_app
    from storage import recording, resolving

    with open_app() as app, app.ledger.write() as session:
        who = recording.forecaster_named(session, name or app.me)
        resolving.withdraw(session, prediction_id, now=app.now(), by=who.id)
        about = _named(session, prediction_id, app.now())
    click.echo(f"Withdrawn: prediction {about}")


def _named(session: "Session", prediction_id: int, now: "datetime") -> str:
    """Return a prediction by number and claim: a number that was mistyped cannot be taken back."""
    from predictions.saying import in_words
    from storage import dossier

    return f"{prediction_id}: {in_words(dossier.get(session, prediction_id, now=now).prediction)}"


def _kind(named: str | None, options: tuple[str, ...], unit: str | None) -> "Kind":
    from predictions.model import Kind

    if named:
        return Kind(named)
    return Kind.CHOICE if options else Kind.NUMERIC if unit else Kind.BINARY


def _states(names: tuple[str, ...]) -> tuple[Any, ...]:
    from bot.cli.errors import UserError
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
