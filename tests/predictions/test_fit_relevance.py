"""How likely an item bears on a prediction was learned from judged pairs, and is as good as we say."""

import json
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

import pytest

from predictions import fit_relevance
from predictions.bearing import likelihood
from predictions.fit_relevance import PAIRS, Pair, fitted, main, pairs
from predictions.relevance import ALERT, KEPT

BEFORE = 0.5  # from here on the rules that this took the place of alerted


def test_what_ships_is_what_the_table_gives() -> None:
    shipped = json.loads(files("predictions").joinpath("relevance.json").read_text("utf-8"))
    again = fitted(pairs())
    assert shipped["weights"] == pytest.approx(again["weights"], abs=0.002)
    assert shipped["bias"] == pytest.approx(again["bias"], abs=0.002)


def test_no_prediction_is_learned_from_and_measured_with() -> None:
    parts: dict[tuple[str, str], set[str]] = {}
    for pair in pairs():
        parts.setdefault((pair.corpus.partition(",")[0], pair.prediction), set()).add(pair.part)
    assert len(parts) > 150
    assert all(len(both) == 1 for both in parts.values())
    corpora = {part: {p.corpus for p in pairs() if p.part == part} for part in ("fit", "apart")}
    assert corpora["fit"] & corpora["apart"] == {"written"}


def test_whatever_is_known_the_score_is_a_likelihood() -> None:
    known = pairs()[0].known
    assert all(0 < likelihood(dict.fromkeys(known, x)) < 1 for x in (-5.0, 0.0, 5.0))


def test_a_fit_writes_the_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_relevance, "HERE", tmp_path)
    assert main([]) == 0
    written = (tmp_path / "relevance.json").read_bytes()
    assert written == files("predictions").joinpath("relevance.json").read_bytes()


def _quality(among: Iterable[Pair], alerts: Callable[[Pair], bool], *, as_often: bool) -> str:
    """Return precision and recall, a pair counted once or as often as it stands for others."""
    hits = false = missed = 0.0
    for pair in among:
        count = pair.like_it if as_often else 1.0
        hits += count * (pair.bears and alerts(pair))
        false += count * (not pair.bears and alerts(pair))
        missed += count * (pair.bears and not alerts(pair))
    return f"{hits / (hits + false):.2f}, {hits / (hits + missed):.2f}"


def _rows() -> list[str]:
    apart = [pair for pair in pairs(PAIRS) if pair.part == "apart"]
    kinds = (
        ("news of 2004", "news 2004", False),
        ("the same, each as often as it stands for others", "news 2004", True),
        ("news of 2004, the ten that fitted best before", "news 2004, best ten", False),
        ("blogs, minutes and transcripts", "documents b", False),
    )
    rows = []
    for name, corpus, as_often in kinds:
        among = [pair for pair in apart if pair.corpus == corpus]
        before, asked, kept = (
            _quality(among, alerts, as_often=as_often)
            for alerts in (
                lambda pair: pair.before >= BEFORE,
                lambda pair: pair.score >= ALERT,
                lambda pair: pair.score >= KEPT,
            )
        )
        rows.append(f"| {name} | {len(among)} | {before} | {asked} | {kept} |")
    return rows


def test_the_documentation_tells_the_figures_as_measured() -> None:
    text = (Path(__file__).parents[2] / "docs/sources.md").read_text(encoding="utf-8")
    for row in _rows():
        assert row in text, row


def test_of_what_was_set_apart_two_alerts_in_three_bear_on_the_prediction() -> None:
    news = [p for p in pairs() if p.part == "apart" and p.corpus.startswith("news")]
    asked = [pair for pair in news if pair.score >= ALERT]
    before = [pair for pair in news if pair.before >= BEFORE]
    assert sum(pair.bears for pair in asked) / len(asked) > 0.65
    assert sum(pair.bears for pair in before) / len(before) < 0.5


if __name__ == "__main__":
    print("\n".join(_rows()))  # noqa: T201
