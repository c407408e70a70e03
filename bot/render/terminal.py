"""Posts and tables as a terminal shows them."""

import shutil
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleDimensions, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.render import words
from bot.render.post import Post
from predictions.model import State
from predictions.saying import in_words

if TYPE_CHECKING:  # the forecasts of a document are shown without a database
    from storage.finding import Line

MOST_SAID = 24  # characters of a forecast beside a prediction
# Words keep their colour only where it can be read on white and on black: yellow, green and cyan
# vanish on the one, blue on the other.
STATE_STYLES = {
    State.OPEN: "",
    State.DUE: "bold",
    State.IN_REVIEW: "bold",
    State.DISPUTED: "bold magenta",
    State.RESOLVED: "",
    State.ANNULLED: "dim",
    State.WITHDRAWN: "dim",
}


def post_panel(post: Post, *, width: int = 88) -> Panel:
    """Return a post as a panel in its colour; nothing in it is read as markup."""
    longest = width - 6
    whole = [Text(f"{post.title}\n", style="bold")] if len(post.title) > longest else []
    parts: list[RenderableType] = [*whole, *([Text(post.text)] if post.text else [])]
    for field in post.fields:
        parts.append(Text(f"\n{field.name}", style="bold"))
        parts.append(Text(field.value))
    return Panel(
        Group(*parts),
        title=Text(words.cut(post.title, longest), style="bold"),
        title_align="left",
        subtitle=Text(post.footer, style="dim"),
        subtitle_align="right",
        border_style=f"#{post.colour:06x}",
        width=width,
        padding=(1, 2),
    )


def predictions_table(
    lines: "Iterable[Line]", said: Mapping[int, str] | None = None, whose: str = "you"
) -> Table:
    """Return predictions as a table, one line or more each; `said` is what `whose` said last on them."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("id", justify="right")
    table.add_column("state")
    table.add_column("when", overflow="fold")
    if said:
        table.add_column(Text(words.cut(whose, MOST_SAID)), justify="right", overflow="fold")
    table.add_column("statement", overflow="fold")
    for line in lines:
        table.add_row(
            str(line.id),
            Text(str(line.state), style=STATE_STYLES[line.state]),
            Text(words.days(line.not_before, line.deadline)),
            *([Text(said.get(line.id, "—"))] if said else []),
            Text(in_words(line)),
        )
    return table


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to `bot.cli` that a reader has had enough, as after `| head`: that is no failure."""
        raise  # noqa: PLE0704 (called while the error is handled)


def make_console(*, stderr: bool = False) -> Console:
    """Return a console that leaves colour and width to the terminal, or a plain file."""
    console = _Console(stderr=stderr, highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, 100)
    elif console.is_dumb_terminal:  # for which rich takes 80 columns, whatever there are
        console.size = ConsoleDimensions(*shutil.get_terminal_size())
    return console
