"""The `calledit` command. Modules of commands are imported only when they are called."""

import atexit
import errno
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from bot.cli.encoding import settle_streams, unreadable

# name: (module, attribute, what `calledit --help` says). Kept here so that help needs no imports.
COMMANDS = {
    "demo": ("bot.cli.demo", "demo_command", "Show the whole loop on bundled examples, offline."),
    "run": ("bot.cli.run", "run_command", "Run the service: watch, resolve, post."),
    "extract": ("bot.cli.documents", "extract_command", "Show the forecasts in a document."),
    "add": ("bot.cli.documents", "add_command", "Put a document's forecasts into review."),
    "review": ("bot.cli.review", "review_command", "Accept, edit, split, merge, discard."),
    "predict": ("bot.cli.predicting", "predict_command", "Add a prediction by hand."),
    "forecast": ("bot.cli.predicting", "forecast_command", "Give a prediction a probability."),
    "list": ("bot.cli.listing", "list_command", "List predictions, the soonest due first."),
    "show": ("bot.cli.listing", "show_command", "Show all about one prediction."),
    "evidence": ("bot.cli.evidence", "evidence_command", "Show evidence and what proves it."),
    "amend": ("bot.cli.amend", "amend_command", "Change what a prediction says."),
    "resolve": ("bot.cli.resolving", "resolve_command", "Record how a prediction ended."),
    "reopen": ("bot.cli.resolving", "reopen_command", "Take a resolution back."),
    "withdraw": ("bot.cli.resolving", "withdraw_command", "Take a prediction out, unscored."),
    "watch": ("bot.cli.watch", "watch_command", "Watch sources for evidence."),
    "tick": ("bot.cli.tick", "tick_command", "Do everything that is due, once."),
    "score": ("bot.cli.score", "score_command", "Score any CSV of forecasts and outcomes."),
    "report": ("bot.cli.report", "report_command", "Resolutions, scores and calibration."),
    "import": ("bot.cli.moving", "import_command", "Take over a record from elsewhere."),
    "export": ("bot.cli.export", "export_command", "Write the record as CSV files."),
    "discord": ("bot.cli.discord", "discord_command", "Check the connection to Discord."),
    "db": ("bot.cli.db", "db_command", "Migrate, check, back up, verify the database."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a newcomer meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where there is none of that name."""
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else " See calledit --help."
            raise click.UsageError(f"There is no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing one."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: calledit extract essay.md --published 2024-03-01",
)
@click.version_option(package_name="calledit", message="%(version)s")
def cli() -> None:
    """Hold forecasts to account: find them, keep them, watch, resolve, score."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command and end the process: 0 done, 1 refused or failed, 2 wrong usage."""
    # Whoever waits for the prompt need not wait for every object to be looked at a last time: that
    # took a sixth of a short command.
    atexit.register(gc.freeze)
    settle_streams()
    sys.exit(_run(list(sys.argv[1:] if args is None else args)))


def _run(args: list[str]) -> int:  # noqa: PLR0911 (one return for each way to end)
    # Not click's own main: that ends with 1 where a reader of our output has had enough.
    completing = os.environ.get("_CALLEDIT_COMPLETE")
    if completing:
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, "calledit", "_CALLEDIT_COMPLETE", completing)
    unread = unreadable(args)
    if unread is not None:
        click.echo(
            f"Error: {unread} holds bytes that are no text in the encoding of your locale "
            f"({sys.getfilesystemencoding()}): write it in that, or set LANG to the one it has",
            err=True,
        )
        return 2
    try:
        with cli.make_context("calledit", args) as context:
            cli.invoke(context)
        if sys.stdout:  # none where it was closed, as by `>&-`
            sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt, EOFError):
        click.echo("Stopped. What was finished is kept, nothing is half-done.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OSError as error:
        return _system_error(error)
    except Exception as error:
        if not _is_ours(error):
            raise
        from predictions.text import clean, of_any_bytes

        # It may repeat the name of a file or the words of a source: no terminal is to obey them.
        click.echo(f"Error: {clean(of_any_bytes(str(error)))}", err=True)
        return 1
    return 0


def _system_error(error: OSError) -> int:
    if error.errno == errno.EPIPE:
        # Whoever read our output has had enough; the interpreter would complain on flushing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    where = f": {error.filename}" if error.filename else ""
    click.echo(f"Error: {(error.strerror or str(error)).lower()}{where}", err=True)
    return 1


def _is_ours(error: Exception) -> bool:
    """Say whether an exception was raised on purpose, with words for a person."""
    from bot.errors import UserError

    bases: tuple[Any, ...] = (UserError,)
    # Only what is loaded can have raised; loading the rest for this question would be slow.
    for module, name in (
        ("bot.settings", "SettingsError"),
        ("predictions.errors", "PredictionsError"),
        ("storage.errors", "StorageError"),
        ("scoring.errors", "ScoringError"),
    ):
        if module in sys.modules and hasattr(sys.modules[module], name):
            bases += (getattr(sys.modules[module], name),)
    return isinstance(error, bases)
