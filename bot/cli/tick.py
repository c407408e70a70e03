"""One pass, for cron and for tests."""

from datetime import datetime

import click


@click.command("tick", epilog="Example: calledit tick --now 2029-01-01T00:00:00+00:00")
@click.option("--now", help="Pretend that it is this moment (ISO, with its zone).")
def tick_command(now: str | None) -> None:
    """Do everything that is due, once: ask sources, notice deadlines, print posts."""
    import asyncio

    from bot.app import open_app
    from bot.clock import system_clock
    from bot.delivery import TerminalSender
    from bot.ticking import PULSE, tick
    from storage import absences, pulse

    moment = _moment(now) if now else None
    clock = system_clock if moment is None else lambda: moment
    with open_app(clock=clock) as app:
        done = asyncio.run(tick(app, TerminalSender(app.time_zone)))
        if moment is None:  # another moment than now is no sign of life
            with app.ledger.write() as session:
                pulse.beat(session, PULSE, now=app.now())
                absences.at_work(session, now=app.now())
    click.echo(str(done), err=True)


# Every report that was due until then is counted off day by day.
_LAST_YEAR = 2199


def _moment(text: str) -> datetime:
    from bot.errors import UserError
    from predictions.times import utc

    try:
        moment = utc(datetime.fromisoformat(text), field="--now")
    except ValueError:
        raise UserError(
            f"--now: {text!r} is not a moment with a zone; write 2029-01-01T00:00:00+00:00"
        ) from None
    if moment.year > _LAST_YEAR:
        raise UserError(f"--now: {text!r} is too far ahead; write a year up to {_LAST_YEAR}")
    return moment
