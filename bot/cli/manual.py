"""The man page, made from the commands themselves: ``python -m bot.cli.manual`` prints it."""

import re
from collections.abc import Iterator
from importlib.metadata import version

import click

from bot.cli import COMMANDS, cli
from bot.settings import Settings

EXAMPLE = "Example: "
INTRODUCTION = """\
CalledIt pulls forecasts out of documents, keeps them with their deadlines, watches public sources for what
happened, and posts Brier-scored resolutions. Everyone who said something about the future gets a calibration
record that can be checked. Try
.B calledit demo
first: it shows the whole loop, offline."""
ENDS = (
    ("0", "done"),
    ("1", "refused or failed; one line on standard error says why"),
    ("2", "wrong usage"),
)


def page() -> str:
    """Return the man page as troff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" Made from the commands by "make man"; do not edit.'
    yield f'.TH CALLEDIT 1 "" "calledit {version("calledit")}" "User Commands"'
    yield from (".ad l", ".nh")  # ragged right, no hyphens: commands are copied from here
    yield from (".SH NAME", f"calledit \\- {_text(cli.help or '').lower().rstrip('.')}")
    yield from (".SH SYNOPSIS", ".B calledit", ".I command", "[options] [arguments]")
    yield from (".SH DESCRIPTION", INTRODUCTION)
    yield ".SH COMMANDS"
    root = click.Context(cli, info_name="calledit")
    for name in COMMANDS:
        command = cli.get_command(root, name)
        if command is not None:
            yield from _command(command, click.Context(command, root, info_name=name))
    yield from (".SH ENVIRONMENT", "Settings; also read from", ".I .env", "in the working folder.")
    for name, field in Settings.model_fields.items():
        known = field.description or f"default: {field.default}"
        yield from (".TP", f".B CALLEDIT_{name.upper()}", _text(known))
    yield ".SH EXIT STATUS"
    for code, meaning in ENDS:
        yield from (".TP", f".B {code}", meaning)
    yield from (".SH SEE ALSO", "The files in", ".IR docs/ ,", "where every command is explained.")


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the section of a command, and then those of the commands below it."""
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f'.SS "{_text(context.command_path)} {_text(pieces)}"'
    for number, paragraph in enumerate((command.help or "").split("\n\n")):
        if number:
            yield ".PP"
        yield _text(paragraph)
    for parameter in command.get_params(context):
        told = parameter.get_help_record(context)
        if told is not None and told[1] and "--help" not in parameter.opts:
            yield from (".TP", f".B {_text(told[0])}", _text(told[1]))
    yield from _examples(command.epilog or "")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _command(child, click.Context(child, context, info_name=name))


def _examples(epilog: str) -> Iterator[str]:
    """Yield the examples of a command, each on a line of its own."""
    if not epilog.startswith(EXAMPLE):
        return
    for example in re.split(r"; or ", epilog.removeprefix(EXAMPLE)):
        yield from (".PP", ".EX", f"    {_text(example)}", ".EE")


def _text(words: str) -> str:
    """Return words as troff takes them: on one line, nothing in them a request or an escape."""
    line = " ".join(words.split())
    line = line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    return f"\\&{line}" if line.startswith(".") else line


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 (what the command is for)
