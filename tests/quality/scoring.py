"""The shared scorer, run in this process over a folder of labelled documents."""

import importlib.util
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from predictions.candidate import Candidate
from predictions.extraction import extract
from predictions.extraction.jsonl import to_lines

SHARED = Path(__file__).parents[2] / "../shared"
# What the issue asks for: metric of the scorer, group, bound, and whether more is better.
TARGETS = (
    ("f1", "all", 0.85, True),
    ("f1", "prose", 0.78, True),
    ("f1", "list", 0.97, True),
    ("recall", "seed", 1.0, True),
    ("verbatim quote rate", "all", 1.0, True),
    ("deadline exact, explicit", "all", 0.93, True),
    ("deadline exact, inherited", "all", 0.85, True),
    ("polarity accuracy", "all", 0.97, True),
    ("polarity recall on no", "all", 0.88, True),
    ("explicit probability exact", "all", 0.99, True),
    ("false stated probability", "all", 0.01, False),
    ("hard negatives extracted", "seed", 0.0, False),
    ("false positives per 1000 words, negative", "negative", 0.7, False),
)


@dataclass(frozen=True, slots=True)
class Scored:
    """The rates by group, the counts by document, and (confidence, is core) of every candidate."""

    rates: dict[str, dict[str, float | None]]
    documents: dict[str, Counter[str]]
    confidences: list[tuple[float, bool]]


class Scorer:
    """The scorer that lies beside the project."""

    def __init__(self, module: ModuleType, development: Path) -> None:
        self.module = module
        self.development = development

    def score(self, folder: Path) -> Scored:
        """Extract from every document of a gold folder and score the result."""
        total: defaultdict[str, Counter[str]] = defaultdict(Counter)
        documents: dict[str, Counter[str]] = {}
        confidences: list[tuple[float, bool]] = []
        for doc in self.module.load(folder):
            published = date.fromisoformat(doc.row["doc_date"])
            candidates = extract(doc.text, published=published, author=doc.row["author"])
            counts = self.module.score_doc(doc, to_lines(candidates), 0.0)
            documents[doc.path.name] = counts
            for group in ("all", doc.row["group"]):
                total[group].update(counts)
            confidences += self._confidences(doc, candidates)
        rates = {group: self.module.rates(counts) for group, counts in total.items()}
        return Scored(rates, documents, confidences)

    def _confidences(
        self, doc: object, candidates: tuple[Candidate, ...]
    ) -> list[tuple[float, bool]]:
        core = [self.module.span_of(label) for label in doc.core]  # type: ignore[attr-defined]
        neutral = doc.neutral  # type: ignore[attr-defined]
        found = []
        for candidate in candidates:
            span = (candidate.start, candidate.end)
            is_core = any(self.module.takes(span, label) for label in core)
            if is_core or not any(self.module.takes(span, other, share=0) for other in neutral):
                found.append((candidate.confidence, is_core))
        return found


def find_scorer() -> Scorer | None:
    """The scorer beside the project, or None where there is none."""
    path = SHARED / "tools" / "score_extraction.py"
    development = SHARED / "data" / "extraction"
    if not path.is_file() or not development.is_dir():
        return None
    spec = importlib.util.spec_from_file_location("score_extraction", path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_extraction"] = module
    spec.loader.exec_module(module)
    return Scorer(module, development.resolve())


def table(scored: Scored) -> str:
    """The issue's table: what is wanted, what is."""
    lines = [f"{'':42} {'group':9} {'wanted':>8} {'is':>8}"]
    for metric, group, bound, more in TARGETS:
        value = scored.rates.get(group, {}).get(metric)
        shown = "-" if value is None else f"{value:.3f}"
        sign = ">=" if more else "<="
        lines.append(f"{metric:42} {group:9} {sign}{bound:>6} {shown:>8}")
    return "\n".join(lines)


def calibration(scored: Scored) -> str:
    """How often candidates of each confidence are labelled forecasts."""
    lines = [f"{'confidence':12} {'candidates':>10} {'mean':>6} {'right':>6}"]
    for low, high in ((0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
        inside = [(c, ok) for c, ok in scored.confidences if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            lines.append(
                f"{low:.2f}-{min(high, 1.0):.2f}    {len(inside):>10} {mean:>6.2f} {right:>6.2f}"
            )
    return "\n".join(lines)
