"""Extraction: against counting the words of the same text, and how the time grows on hard text.

Documents are those beside the project where they are there, else the project's own held-out ones.
"""

import gc
import os
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from predictions.extraction import extract
from predictions.extraction.training.load import held_out

SHARED = Path(__file__).parents[2] / "../shared/data/extraction/docs"
PUBLISHED = date(2025, 1, 1)
Row = tuple[str, float, float | None]
WORD = re.compile(r"\w+")
MOST = 45.0  # 42 to 47 measured, 44 in the middle of nine runs; docs/extraction-measured.md says what it is spent on
ALONE = (
    "import sys\nfrom datetime import date\nfrom predictions.extraction import extract\n"
    "extract(sys.stdin.read(), published=date(2025, 1, 1))"
)

HARD = {
    "digits": "1234567890",
    "years and ranges": "2028 2028-2030 ",
    "quotes": "\"' ",
    "brackets": "[((",
    "hedges": "may or may not probably ",
    "predicates": "and will ",
    "says that": "he says that ",
    "percentages": "50% ",
    "durations": "the next 5 to 10 years or so, ",
    "conditions": "if it will, ",
    "list items": "- x will be y: 50%\n",
    "table rows": "| a will be | 50% |\n",
    "markup": "**_<a [b](c ",
    "full stops": "... ",
}


def seconds(text: str, work: Callable[[str], object]) -> float:
    """The shortest of five runs, in seconds of this process."""
    times = []
    for _ in range(5):
        gc.collect()
        start = time.process_time()
        work(text)
        times.append(time.process_time() - start)
    return min(times)


def extracted(text: str) -> object:
    """What is measured."""
    return extract(text, published=PUBLISHED)


def counted(text: str) -> Counter[str]:
    """The baseline: every word of the text counted, one by one, as the engine itself has to."""
    return Counter(match[0].lower() for match in WORD.finditer(text))


def run() -> list[Row]:
    """Measure."""
    texts = _documents()
    size = sum(len(text.encode()) for text in texts) / 1e6
    took = sum(seconds(text, extracted) for text in texts)
    rows: list[Row] = [
        (
            "documents full of forecasts: times as long as counting their words",
            took / sum(seconds(text, counted) for text in texts),
            MOST,
        ),
        ("seconds per MB of them (0.5 was asked for)", took / size, None),
    ]
    for name, pattern in HARD.items():
        once, twice = (
            seconds((pattern * (n // len(pattern) + 1))[:n], extracted) for n in (60_000, 120_000)
        )
        rows.append((f"twice the text, {name}: time ratio", twice / max(once, 1e-6), 2.2))
    rows.append(("memory for 50 MB of text, MB", _memory(), 500))
    rows.append(
        ("one document in its own process: times as long as importing SQLModel", _start(), 1.8)
    )
    rows.append(
        ("calledit extract of one line: times as long as the extractor alone", _command(), 1.4)
    )
    return rows


def _documents() -> list[str]:
    if SHARED.is_dir():
        return [path.read_bytes().decode() for path in sorted(SHARED.glob("[0-9]*"))]
    return [document.text for document in held_out()]


def _memory() -> float:
    """The peak of a process that reads 50 MB of prose."""
    code = (
        "import resource\nfrom datetime import date\nfrom predictions.extraction import extract\n"
        "text = ('Nothing of the kind was said in the long report of the committee. ' * 8 + '\\n\\n') * 95_000\n"
        "extract(text[:50_000_000], published=date(2025, 1, 1))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _start() -> float:
    """How much longer a process takes over one document than one that imports what every other command imports."""
    alone = ([sys.executable, "-c", ALONE], _documents()[0])
    imports = ([sys.executable, "-c", "import sqlmodel"], "")
    took, base = (min(_cpu(*each) for _ in range(5)) for each in (alone, imports))
    return took / base


def _command() -> float:
    """How much longer the command takes over a line than the extractor alone: what it imports besides."""
    line = "The ferry will stop by 2031.\n"
    command = [sys.executable, "-m", "bot.cli", "extract", "-"]
    took, alone = (
        min(_cpu(args, line) for _ in range(5)) for args in (command, [sys.executable, "-c", ALONE])
    )
    return took / alone


def _cpu(command: list[str], text: str) -> float:
    """The CPU time of a process, which may keep the bytecode of what it imports, as users' processes do."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=text, text=True, check=True, stdout=subprocess.DEVNULL, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
