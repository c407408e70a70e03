"""Print how good extraction is: `python -m tests.quality` (what `make quality` runs).

The weights are trained on the project's own corpus alone, never on the labelled documents, so that
scoring a development document is leaving it out. The project's held-out documents were written by
someone who did not tune the engine and were not read by the one who did.
"""

import sys
import tempfile
from pathlib import Path

from predictions.extraction.training.gold import write_gold
from predictions.extraction.training.load import held_out
from tests.quality.scoring import Scorer, calibration, find_scorer, table


def main() -> int:
    """Score both sets and print the tables."""
    scorer = find_scorer()
    if scorer is None:
        sys.stdout.write("The labelled documents and their scorer are not beside the project.\n")
        return 0
    _print("development documents", scorer, scorer.development)
    with tempfile.TemporaryDirectory() as folder:
        write_gold(tuple(held_out()), Path(folder))
        _print("held-out documents of the project", scorer, Path(folder))
    return 0


def _print(name: str, scorer: Scorer, folder: Path) -> None:
    scored = scorer.score(folder)
    sys.stdout.write(
        f"\n{name}\n{table(scored)}\nconfidence against what was found\n{calibration(scored)}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
