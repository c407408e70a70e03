"""What a prediction says is mended: amend."""

import click

from bot.cli.encoding import JSON, in_json
from bot.cli.names import named
from bot.cli.numbers import NUMBER

AS = named("Who changes it, and whose the forecast of -p is; default: you.")


@click.command(
    "amend", epilog='Example: calledit amend 12 --by "end of 2029" --reason "the year was a slip"'
)
@click.argument("prediction_id", metavar="ID", type=NUMBER)
@click.option("--statement", help="What it is to say.")
@click.option("--by", help="Last day, as calledit predict takes it.")
@click.option("--not-before", help='First day that counts; "" for none.')
@click.option("--criteria", help='What would settle it; "" for nothing.')
@click.option("--condition", help='Annulled unless this comes true; "" for nothing.')
@click.option("--option", "-o", "options", multiple=True, help="Of a choice: every option.")
@click.option(
    "--tag", "-t", "tags", multiple=True, help="One more tag; may be given more than once."
)
@click.option("--untag", "untags", multiple=True, help="One tag less; may be given more than once.")
@click.option("--reason", help="Why, for everybody to read; not needed for tags.")
@click.option(
    "--anew",
    is_flag=True,
    help="Ask it as another prediction where forecasts stand on what it says now.",
)
@click.option("--probability", "-p", help="Yours on what it says then.")
@AS
@JSON
def amend_command(
    prediction_id: int,
    statement: str | None,
    by: str | None,
    not_before: str | None,
    criteria: str | None,
    condition: str | None,
    options: tuple[str, ...],
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    reason: str | None,
    anew: bool,
    probability: str | None,
    name: str | None,
    as_json: bool,
) -> None:
    """Change what prediction ID says, with what it said before on record.

    Tags can always change, the rest until the deadline or an answer. Where forecasts stand on it only
    spelling changes in place: for everything else it goes on as another prediction.
    """
    from bot import actions, asides
    from bot.app import open_app
    from bot.errors import UserError
    from bot.render import words
    from bot.render.amending import change_words, changes_data, in_its_place
    from bot.render.post import Plain
    from predictions.saying import in_words
    from predictions.text import one_line
    from storage import cards, recording
    from storage.amending import NeedsAnew

    if not any(
        part is not None for part in (statement, by, not_before, criteria, condition)
    ) and not (options or tags or untags):
        raise click.UsageError("say what is to change: --statement, --by, --tag, …")
    mended = actions.Mended(
        statement=statement,
        by=by,
        not_before=not_before,
        criteria=criteria,
        condition=condition,
        options=tuple(filter(None, map(one_line, options))) or None,
        more_tags=tags,
        fewer_tags=untags,
    )
    with open_app() as app, app.ledger.write() as session:
        who = recording.forecaster_named(session, name or app.me)
        try:
            done = actions.amend(
                session,
                prediction_id,
                mended,
                by=who.id,
                reason=reason,
                now=app.now(),
                anew=anew,
            )
        except NeedsAnew as error:
            raise UserError(f"{error}: --anew does that") from None
        stands = done.prediction
        assert stands.id is not None  # noqa: S101 (from the ledger)
        moved = stands.id != prediction_id
        if moved and stands.channel_id is not None:
            cards.owe(session, stands.id, stands.channel_id, now=app.now())
        if probability:
            actions.forecast(session, stands.id, probability, forecaster=who, now=app.now())
    if as_json:
        changed = changes_data(done.amendment)
        click.echo(in_json({"id": stands.id, "in_place": not moved, "changes": changed}))
    else:
        style = Plain(app.time_zone)
        click.echo(f"Prediction {stands.id}: {in_words(stands)} ({words.window(stands)})")
        for each in done.amendment.changes:
            click.echo(f"  {change_words(each, style)}")
        if moved:
            click.echo(in_its_place(prediction_id, done))
    whole = asides.whole_day(stands, by)
    if whole:
        click.echo(whole, err=True)
