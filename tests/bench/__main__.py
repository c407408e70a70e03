"""`make bench`: every benchmark of every room, as ratios against a named baseline of the same run."""

import importlib
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table


def main(names: list[str]) -> int:
    """Run the benchmarks of the named rooms, or all; return how many limits were passed."""
    found = sorted(Path(__file__).parent.glob("bench_*.py"))
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("what", overflow="fold")
    table.add_column("measured", justify="right")
    table.add_column("limit", justify="right")
    table.add_column("")
    missed = 0
    for path in found:
        room = path.stem.removeprefix("bench_")
        if names and room not in names:
            continue
        table.add_section()
        table.add_row(f"[bold]{room}[/]", "", "", "")
        for what, measured, limit in importlib.import_module(f"tests.bench.{path.stem}").run():
            over = limit is not None and measured > limit
            missed += over
            shown = f"{limit:,.4g}" if limit is not None else ""
            table.add_row(what, f"{measured:,.4g}", shown, "[red]over[/]" if over else "")
    Console().print(table)
    return missed


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
