"""The option `--as`: in whose name something is done."""

from collections.abc import Callable
from typing import Any

import click


def named(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option `--as`; `what` says whose name it is."""
    return click.option("--as", "name", metavar="NAME", callback=_some_name, help=what)


def _some_name(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    # A script's empty variable would otherwise put its forecasts under the operator's name for good.
    if name is not None and not name.strip():
        raise click.BadParameter("it is empty; leave it out where you mean yourself")
    return name


WRITER = named(
    "Who wrote the document and forecasts here: what is its own becomes NAME's, not that of an "
    "author under the same name."
)
