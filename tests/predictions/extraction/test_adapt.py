"""The step that fits the model to labelled real documents."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from predictions.extraction.adapt import AT_LEAST, WORDS, adapt, labelled, main, unseen_scores
from predictions.extraction.deciding.company import NAMES
from predictions.extraction.deciding.decision import trained
from predictions.extraction.train import texts
from predictions.extraction.training.gold import write_gold
from predictions.extraction.training.load import documents
from predictions.extraction.words.lexicon import separated


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give ten documents in the scorer's format."""
    made = tmp_path_factory.mktemp("gold")
    whole = [each for each in documents() if {"author", "kind"} <= each.header.keys()]
    write_gold(whole[:10], made)
    return made


def test_it_learns_how_much_each_kind_of_thing_counts_and_common_words(folder: Path) -> None:
    readings = list(labelled(folder))
    fitted = adapt(readings)
    weights = fitted["weights"]
    assert isinstance(weights, dict)
    assert len(weights) > 100
    words = {name for name in weights if name.startswith(WORDS)}
    assert words
    for word in words:
        uses = sum(any(word in names for names in reading.names) for reading in readings)
        assert uses >= AT_LEAST
    assert set(fitted["company"]) == set(NAMES)  # type: ignore[call-overload]


def test_clauses_judged_one_by_one_teach_the_model_but_neither_company_nor_threshold(
    folder: Path,
) -> None:
    readings = list(labelled(folder))
    without, with_them = adapt(readings[:6]), adapt(readings[:6], readings[6:])
    assert without["weights"] != with_them["weights"]
    only = unseen_scores(readings[:6])
    assert [len(scores) for scores in only] == [len(reading.names) for reading in readings[:6]]
    assert unseen_scores(readings[:6], readings[6:]) != only


def test_what_ships_carries_no_word_that_our_own_texts_lack() -> None:
    shipped = json.loads(
        files("predictions.extraction").joinpath("adaptation.json").read_text("utf-8")
    )
    words = {name for name in shipped["weights"] if name.startswith(WORDS)}
    assert words <= trained().weights.keys()
    ours = {word for text in texts() for word in separated(text.text.lower()).split()}
    assert shipped["matter"]
    assert shipped["matter"].keys() <= ours
    assert 0.25 <= shipped["threshold"] <= 0.6


def test_a_hard_negative_is_a_negative_like_any_other(folder: Path) -> None:
    for reading in labelled(folder):
        core = reading.source.spans("core")
        for proposal, clear in zip(reading.proposals, reading.clear, strict=True):
            apart = all(proposal.end <= a or proposal.start >= b for a, b in core)
            aside = reading.source.spans("soft")
            if apart and all(proposal.end <= a or proposal.start >= b for a, b in aside):
                assert clear


def test_without_a_folder_it_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "folder of labelled documents" in capsys.readouterr().err
