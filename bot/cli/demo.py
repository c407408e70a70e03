"""The demo."""

from pathlib import Path

import click


@click.command("demo", epilog="Example: calledit demo --folder calledit-demo")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default="calledit-demo",
    show_default=True,
    help="Where to leave the database, CSVs and chart.",
)
@click.option("--all-posts", is_flag=True, help="Print every post in full.")
def demo_command(folder: Path, all_posts: bool) -> None:
    """Show the whole loop on bundled examples, offline, in a folder of its own."""
    from bot.demo.story import play
    from bot.errors import UserError

    database = folder / "calledit.db"
    if folder.exists() and any(folder.iterdir()) and not database.exists():
        raise UserError(f"{folder} holds other files; name an empty folder with --folder")
    for old in folder.glob("calledit.db*"):
        old.unlink()  # an earlier demo's: it is made anew each time
    folder.mkdir(parents=True, exist_ok=True)
    play(folder, all_posts=all_posts)
    page = folder / "report.html"
    click.echo(f"Open {page} in a browser, then try a text of your own: calledit extract FILE")
