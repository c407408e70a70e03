"""Count the corpus by genre: `python -m predictions.extraction.training.census` prints the table."""

import sys
from collections import Counter
from collections.abc import Iterable

from predictions.extraction.training.load import Passage, corpus


def census(found: Iterable[Passage]) -> str:
    """A Markdown table of lines, lines with a mark and marks per genre; README.md holds it."""
    lines: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    for passage in found:
        for line in passage.lines:
            for genre in (passage.genre, "all"):
                lines[genre] += 1
                marked[genre] += bool(line.labels)
                marks[genre] += len(line.labels)
                denied[genre] += sum(label.polarity == "no" for label in line.labels)
    rows = [
        f"| {genre} | {lines[genre]} | {marked[genre] / lines[genre]:.0%} "
        f"| {marks[genre]} | {denied[genre]} |"
        for genre in [*sorted(lines.keys() - {"all"}), "all"]
    ]
    head = ["| genre | lines | marked | marks | of them no |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(census(corpus()))
