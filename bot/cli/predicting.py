"""What is said of the future: predict, forecast."""

from typing import TYPE_CHECKING

import click

from bot.cli.encoding import JSON, in_json
from bot.cli.names import named
from bot.cli.numbers import NUMBER

if TYPE_CHECKING:
    from predictions.model import Kind

AS = named("Whose forecast it is; default: you.")


def _some_day(_context: click.Context, _option: click.Parameter, by: str) -> str:
    # A script's empty variable would otherwise make a prediction that never comes due.
    if not by.strip():
        raise click.BadParameter('it is empty; write a day like 2028-12-31 or "end of 2028"')
    return by


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


def _kind(named: str | None, options: tuple[str, ...], unit: str | None) -> "Kind":
    from predictions.model import Kind

    if named:
        return Kind(named)
    return Kind.CHOICE if options else Kind.NUMERIC if unit else Kind.BINARY
