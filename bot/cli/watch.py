"""Sources: add, list, test, remove."""

from typing import TYPE_CHECKING

import click

from bot.cli.encoding import JSON, in_json
from bot.cli.numbers import NUMBER

if TYPE_CHECKING:
    from bot.app import App
    from predictions.watching.sources.base import SourceSpec


@click.group("watch", epilog="Example: calledit watch add https://example.org/feed.xml --for 12")
def watch_command() -> None:
    """Watch public sources for evidence."""


@watch_command.command("add", epilog="Example: calledit watch add https://example.org/feed.xml")
@click.argument("url")
@click.option("--for", "prediction_id", type=NUMBER, help="Only for this prediction.")
@click.option("--term", "terms", multiple=True, help="Look for this; default: the statement's.")
@click.option("--label", help="What to call it.")
@click.option(
    "--every",
    default=60,
    show_default=True,
    type=click.IntRange(1, 525_600),
    help="Minutes between two looks at first; news shortens them, silence lengthens them.",
)
@click.option(
    "--rule",
    help='What decides the prediction, as JSON: {"rules": [{"kind": "number", "comparison": ">", '
    '"threshold": 5}]}; more in docs/sources.md.',
)
@click.option("--inverted", is_flag=True, help="The market's yes is the prediction's no.")
def add(
    url: str,
    prediction_id: int | None,
    terms: tuple[str, ...],
    label: str | None,
    every: int,
    rule: str | None,
    inverted: bool,
) -> None:
    """Watch URL (feed, page, market, API): what it says is kept, matched and proposed."""
    from datetime import timedelta

    from bot import explaining, sourcing
    from bot.app import open_app
    from predictions import hiding

    if (rule or inverted) and prediction_id is None:
        raise click.UsageError("a rule is for one prediction: name it with --for")
    with open_app() as app:
        wanted = sourcing.Wanted(
            spec=_spec_of(app, url),
            interval=timedelta(minutes=every),
            prediction_id=prediction_id,
            terms=terms,
            label=label,
            rule=rule,
            inverted=inverted,
        )
        with app.ledger.write() as session:
            source, ruled = sourcing.watch(session, wanted, now=app.now())
            decides = prediction_id is not None and sourcing.takes_rules(
                session, prediction_id, now=app.now()
            )
            waits = explaining.waits_for(session, prediction_id) if prediction_id else ()
        off = sourcing.is_off(app, source.kind)
    click.echo(f"Source {source.id} ({source.kind}): {source.url}, at first every {every} minutes")
    if secret := hiding.names(source.url):
        click.echo(f"Its {secret} is sent along and shown nowhere.")
    if off:
        name = f"CALLEDIT_{source.kind.upper()}_TOKEN"
        click.echo(f"It is not asked without a token of your own: set {name} (docs/sources.md)")
    if ruled:
        click.echo(f"Prediction {prediction_id} has a rule now. It may be decided by this:")
        click.echo("\n".join(f"  {rule}" for rule in waits))
        click.echo(f"calledit watch test {source.id} says what that would be today.")
    elif prediction_id is not None and not decides:
        click.echo(f"Prediction {prediction_id} is decided by people: what the source says is kept")
    elif source.kind in sourcing.NUMBERS and prediction_id is not None:
        click.echo(
            "Its number decides nothing without a rule. Remove it, and add it once more with"
        )
        click.echo(f"--rule '{sourcing.RULE_FOR_A_NUMBER}'")
    elif source.kind in sourcing.MARKETS and prediction_id is not None:
        click.echo(f"Prediction {prediction_id} has a rule already, and this market is none of it.")
        click.echo("To have it decide as well: remove it, and add it once more with")
        click.echo(f"--rule '{sourcing.rule_for_a_market(inverted=inverted)}'")
    if ruled and source.subject.startswith("event/"):
        click.echo("It names an event: if that has several markets, name the one that decides in a")
        click.echo(f"--rule (calledit watch test {source.id} shows them)")


def _spec_of(app: "App", url: str) -> "SourceSpec":
    """Say what the address is, or why it may not be fetched and what would allow it."""
    from bot import sourcing
    from bot.errors import UserError
    from predictions.errors import NotPublic

    try:
        return sourcing.spec_of(app, url)
    except NotPublic as error:
        from bot.reading import if_you_trust

        raise UserError(f"{error}{if_you_trust(url, error)}") from None


@watch_command.command("list", epilog="Example: calledit watch list")
@JSON
def list_sources(as_json: bool) -> None:
    """List what is watched, and whether it answers."""
    from bot.app import open_app
    from bot.render.sources import nobody, source_data, sources_table
    from bot.render.terminal import make_console
    from storage import outages, watchlist

    with open_app() as app, app.ledger.read() as session:
        found = watchlist.sources(session)
        outage = outages.lasting(session)
    if as_json:
        click.echo(in_json([source_data(source) for source in found]))
    elif found:
        make_console().print(sources_table(found, app.time_zone))
        if outage is not None:
            click.echo(nobody(outage, app.time_zone))
    else:
        click.echo("Nothing is watched. Add a source: calledit watch add URL")


@watch_command.command("test", epilog="Example: calledit watch test https://example.org/feed.xml")
@click.argument("source", metavar="URL|ID")
def test(source: str) -> None:
    """Ask a source once and show what would be kept and matched; nothing is stored."""
    import asyncio

    from bot.app import open_app
    from bot.errors import UserError
    from bot.previewing import preview
    from bot.render.sources import preview_view
    from bot.render.terminal import make_console

    if source.isdecimal():
        NUMBER.convert(source, None, None)
    with open_app() as app:
        found = asyncio.run(preview(app, source))
    make_console().print(preview_view(found))
    if found.problem:
        raise UserError(found.problem)


@watch_command.command("remove", epilog="Example: calledit watch remove 3")
@click.argument("source_id", metavar="ID", type=NUMBER)
def remove(source_id: int) -> None:
    """Stop watching a source; what it said stays."""
    from bot.app import open_app
    from storage import watchlist

    with open_app() as app, app.ledger.write() as session:
        watchlist.remove_source(session, source_id, now=app.now())
    click.echo(f"Source {source_id} is no longer watched.")
