"""How predictions end: resolve, reopen, withdraw."""

from typing import TYPE_CHECKING

import click

from bot.cli.names import named
from bot.cli.numbers import NUMBER

if TYPE_CHECKING:
    from datetime import datetime

    from storage.ledger import Session

NAMED = "named with the resolution"
BY = named("Who decided; default: you.")


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
    from storage import dossier, gathering, recording, resolving

    with open_app() as app:
        with app.ledger.write() as session:
            who = recording.forecaster_named(session, name or app.me)
            listed = dossier.get(session, prediction_id, now=app.now())
            resolution = resolving.resolve(
                session,
                prediction_id,
                read_outcome(listed.prediction, outcome, app.today),
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
