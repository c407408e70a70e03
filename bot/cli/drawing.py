"""Charts as files: the options that ask for one, and what is said about it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

OUT = click.Path(path_type=Path, dir_okay=False)
FORCE = click.option("--force", is_flag=True, help="Replace files that are there.")


def drawn(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options of a chart; `what` says what it shows."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        command = FORCE(command)
        command = click.option(
            "--theme",
            type=click.Choice(["light", "dark"]),
            default="light",
            show_default=True,
            help="Colours of the chart; dark is Discord's.",
        )(command)
        return click.option("--png", "png_file", type=OUT, metavar="FILE", help=what)(command)

    return decorate


def write_chart(path: Path, chart: bytes, *, force: bool, quiet: bool = False) -> None:
    """Write a chart, and say what it shows for those who do not see it."""
    from bot.reports.files import write_bytes

    write_bytes(path, chart, force=force)
    if not quiet:
        say_chart(path, chart)


def say_chart(path: Path, chart: bytes) -> None:
    """Name a chart and give the words it carries, ready to be pasted beside it."""
    from bot.charts.inside import of_png

    click.echo(f"Written: {path}")
    click.echo(f"  alt text: {of_png(chart)}")
