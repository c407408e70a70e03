"""The figures must not fall: on the labelled documents beside the project, and on our own."""

from pathlib import Path

import pytest

from predictions.extraction.training.gold import write_gold
from predictions.extraction.training.load import held_out
from tests.quality.scoring import Scored, Scorer, find_scorer

SCORER = find_scorer()
pytestmark = pytest.mark.skipif(
    SCORER is None, reason="the labelled documents are not beside the project"
)


@pytest.fixture(scope="module")
def development() -> Scored:
    assert isinstance(SCORER, Scorer)
    return SCORER.score(SCORER.development)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    assert isinstance(SCORER, Scorer)
    folder: Path = tmp_path_factory.mktemp("gold")
    write_gold(tuple(held_out()), folder)
    return SCORER.score(folder)


@pytest.mark.parametrize(
    ("metric", "group", "least"),
    [
        ("f1", "all", 0.86),
        ("f1", "prose", 0.75),
        ("f1", "list", 0.96),
        ("recall", "seed", 1.0),
        ("verbatim quote rate", "all", 1.0),
        ("deadline exact, explicit", "all", 0.95),
        ("deadline exact, inherited", "all", 0.85),
        ("polarity accuracy", "all", 0.97),
        ("polarity recall on no", "all", 0.93),
        ("explicit probability exact", "all", 0.97),
    ],
)
def test_the_development_figures_hold(
    development: Scored, metric: str, group: str, least: float
) -> None:
    assert (development.rates[group][metric] or 0) >= least


def test_no_hard_negative_of_the_seed_document_is_taken(development: Scored) -> None:
    assert development.rates["seed"]["hard negatives extracted"] == 0


def test_no_probability_is_given_where_none_was_stated(development: Scored) -> None:
    assert (development.rates["all"]["false stated probability"] or 0) <= 0.01


def test_the_held_out_figures_hold(own: Scored) -> None:
    assert (own.rates["all"]["f1"] or 0) >= 0.65
    assert own.rates["all"]["verbatim quote rate"] == 1


def test_confidence_rises_with_being_right(development: Scored, own: Scored) -> None:
    pairs = development.confidences + own.confidences
    sure = [ok for confidence, ok in pairs if confidence >= 0.9]
    doubtful = [ok for confidence, ok in pairs if confidence < 0.9]
    assert sum(sure) / len(sure) > sum(doubtful) / len(doubtful) + 0.15


def test_the_users_three_examples_come_out_of_the_seed_document() -> None:
    assert isinstance(SCORER, Scorer)
    (seed,) = [doc for doc in SCORER.module.load(SCORER.development) if doc.row["group"] == "seed"]
    from datetime import date

    from predictions.extraction import extract

    found = {c.start: c for c in extract(seed.text, published=date(2025, 12, 15))}
    wanted = [
        ("AGI doesn", "no", date(2028, 12, 31)),
        ("rouses the public", "yes", date(2030, 12, 31)),
        ("After 2029", "yes", None),
    ]
    for opening, polarity, deadline in wanted:
        candidate = next(c for c in found.values() if c.quote.startswith(opening))
        assert (candidate.polarity.value, candidate.deadline) == (polarity, deadline)
