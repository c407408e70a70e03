"""Charts as files: the options that ask for one, and what is said about it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.errors import UserError

# What other pictures are called: a PNG under such a name opens nowhere that trusts names.
_OTHER = frozenset((".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf", ".bmp", ".tif", ".tiff"))


class OutFile(click.Path):
    """A file to be written into a folder that is there; its name is looked at before any work."""

    def __init__(self, *, picture: bool = False) -> None:
        super().__init__(path_type=Path, dir_okay=False)
        self.picture = picture

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        path: Any = super().convert(value, param, ctx)
        if not path.parent.exists():
            raise UserError(f"there is no folder {path.parent} for {path.name}: make it first")
        if self.picture and path.suffix.lower() in _OTHER:
            raise UserError(f"charts are PNGs: name it {path.with_suffix('.png')}")
        return path


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
        png = OutFile(picture=True)
        return click.option("--png", "png_file", type=png, metavar="FILE", help=what)(command)

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
