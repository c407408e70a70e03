"""How well matching tells evidence from near misses, on pairs labelled by hand."""

from dataclasses import dataclass, field
from pathlib import Path

from predictions.matching import ALERT, relevance, search_terms

HELD_OUT_FROM = 30


@dataclass
class Group:
    """One prediction with texts that bear on it and texts that only look so."""

    statement: str
    relevant: list[str] = field(default_factory=list)
    near_misses: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Quality:
    """Shares at the alert threshold."""

    precision: float
    recall: float
    missed: tuple[tuple[str, str], ...]
    false: tuple[tuple[str, str], ...]


def pairs() -> list[Group]:
    """Read the labelled pairs."""
    groups: list[Group] = []
    path = Path(__file__).with_name("matching_pairs.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition(" ")
        if kind == "P":
            groups.append(Group(text))
        elif kind == "+":
            groups[-1].relevant.append(text)
        elif kind == "-":
            groups[-1].near_misses.append(text)
    return groups


def measure(groups: list[Group], *, at_least: float = ALERT) -> Quality:
    """Count alerts among the labelled pairs."""
    hits = 0
    missed: list[tuple[str, str]] = []
    false: list[tuple[str, str]] = []
    for group in groups:
        terms = search_terms(group.statement)

        def alerts(text: str, terms: tuple[str, ...] = terms) -> bool:
            return relevance(text, terms).score >= at_least

        hits += sum(map(alerts, group.relevant))
        missed += [(group.statement, text) for text in group.relevant if not alerts(text)]
        false += [(group.statement, text) for text in group.near_misses if alerts(text)]
    return Quality(
        precision=hits / max(hits + len(false), 1),
        recall=hits / max(hits + len(missed), 1),
        missed=tuple(missed),
        false=tuple(false),
    )


if __name__ == "__main__":
    for name, part in (
        ("first 30", pairs()[:HELD_OUT_FROM]),
        ("held out", pairs()[HELD_OUT_FROM:]),
    ):
        for threshold in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
            found = measure(part, at_least=threshold)
            print(f"{name} at {threshold}: {found.precision:.2f} {found.recall:.2f}")  # noqa: T201
