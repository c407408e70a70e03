"""Progress of long work: a bar on a terminal, nothing in a pipe or a file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(what: str, total: float | None = None) -> Iterator[Callable[[float], None]]:
    """Show how far some work is; call what is given with how much was done since the last call.

    Args:
        what: the work, in a word or two.
        total: how much there is to do; None where nobody knows, then the bar only moves.
    """
    if not (sys.stderr and sys.stderr.isatty()):  # none where it was closed
        yield lambda _amount: None
        return
    from rich.console import Console  # noqa: PLC0415 (a script in a pipe need not wait for it)
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    console = Console(stderr=True)
    # The work may name a file, and "[b]" in its name is no style.
    named = TextColumn("{task.description}", markup=False)
    columns = (named, BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(what, total=total)
        yield lambda amount: shown.advance(task, amount)
