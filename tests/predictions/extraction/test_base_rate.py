"""How often a text forecasts says how far each of its finds may be believed."""

import json
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from predictions.extraction import extract, fit_base_rate
from predictions.extraction.deciding.base_rate import Find, least, settle
from predictions.extraction.deciding.company import sigmoid
from predictions.extraction.fit_base_rate import FINDS, finds, fitted, main, rows
from predictions.extraction.layout.document import read_document
from predictions.extraction.proposing.walk import propose
from predictions.extraction.training.gold import write_gold
from predictions.extraction.training.load import documents

# 600 words of which nothing looks ahead.
LOOM = "\n\n".join(
    f"The loom of row {row} stands on four feet. Its shuttle is of beech and its comb of steel, and the weaver"
    f" of shift {row} oils both in the morning before she sits down and reads the pattern from the card."
    for row in range(1, 19)
)
LEVER = "The lever will move the shuttle."


def confidence(
    claim: str, *, around: str, sure: float = 0.6, by_form: bool = False, ahead: bool = False
) -> float:
    """What is left of the first claim of a text when the models hold all claims likely by so much."""
    document = read_document(
        f"{claim}\n\n{around}\n", published=date(2025, 3, 1), author="Ada", title=None
    )
    found = [Find(proposal, sure, by_form, ahead) for proposal in propose(document)]
    assert found
    for find in found:
        find.proposal.confidence = sure
    settle(document, found)
    return found[0].proposal.confidence


def test_what_is_half_believed_goes_where_nothing_else_is_foretold() -> None:
    assert confidence(LEVER, around=LOOM * 3) < least()


def test_the_same_stays_in_a_line_of_its_own() -> None:
    assert confidence(LEVER, around="") >= least()


def test_the_same_stays_among_many_forecasts() -> None:
    many = "\n\n".join(f"Row {row} will be sold by {2030 + row}." for row in range(18))
    assert confidence(LEVER, around=many + LOOM) >= least()


def test_what_is_sure_stays() -> None:
    assert confidence(LEVER, around=LOOM * 3, sure=0.97) >= least()


def test_an_opinion_is_believed_before_a_mere_will() -> None:
    assert confidence("I think it will be sold.", around=LOOM) > confidence(
        "It will be sold.", around=LOOM
    )


def test_what_names_a_time_to_come_is_believed_before_what_names_none() -> None:
    assert confidence(LEVER, around=LOOM, ahead=True) > confidence(LEVER, around=LOOM)


def test_what_its_form_tells_stays() -> None:
    assert confidence(LEVER, around=LOOM * 3, sure=0.1, by_form=True) >= least()


def test_beyond_the_rarest_that_was_learned_from_length_changes_nothing() -> None:
    once, twice = (confidence(LEVER, around=LOOM * times, sure=0.9) for times in (20, 40))
    assert once == twice


def test_what_ships_is_what_the_table_gives() -> None:
    shipped = json.loads(
        files("predictions.extraction").joinpath("base_rate.json").read_text("utf-8")
    )
    again = fitted(rows(FINDS))
    assert shipped["weights"] == pytest.approx(again["weights"], abs=0.002)
    assert (shipped["bias"], shipped["least"]) == pytest.approx(
        (again["bias"], again["least"]), abs=0.002
    )


@pytest.mark.parametrize("band", range(3, 10))
def test_of_what_is_held_likely_by_so_much_as_many_are_forecasts(band: int) -> None:
    """In the table, which holds texts that forecast a lot and texts that hardly do."""
    model = fitted(rows(FINDS))
    bias, weights = model["bias"], model["weights"]
    said = [
        (sigmoid(bias + sum(weights[n] * x for n, x in known.items())), right)  # type: ignore[operator,index]
        for known, right in rows(FINDS)
    ]
    mine = [(sure, right) for sure, right in said if band <= sure * 10 < band + 1]
    assert len(mine) > 100
    expected, share = (sum(values) / len(mine) for values in zip(*mine, strict=True))
    assert share == pytest.approx(expected, abs=0.08)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give eight documents in the scorer's format."""
    whole = [each for each in documents() if {"author", "kind"} <= each.header.keys()]
    write_gold(whole[:8], tmp_path / "gold")
    return tmp_path / "gold"


def test_in_a_judged_folder_only_what_was_judged_counts(folder: Path) -> None:
    labelled = [right for _, right in finds(folder, judged=False)]
    judged = [right for _, right in finds(folder, judged=True)]
    assert sum(labelled) == sum(judged) > 0
    assert len(judged) < len(labelled)


def test_folders_become_the_table_and_the_table_the_weights(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fit_base_rate, "FINDS", tmp_path / "finds.csv")
    monkeypatch.setattr(fit_base_rate, "HERE", tmp_path)
    assert main(["--labelled", str(folder)]) == 0
    found = [known for known, _ in finds(folder, judged=False)]
    kept = [known for known, _ in rows(tmp_path / "finds.csv")]
    assert len(kept) == len(found) > 0
    for one, other in zip(kept, found, strict=True):
        assert one == pytest.approx(other, abs=0.001)
    first = (tmp_path / "base_rate.json").read_bytes()
    shutil.rmtree(folder)
    assert main([]) == 0
    assert (tmp_path / "base_rate.json").read_bytes() == first


def test_a_folder_without_its_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["somewhere"]) == 2
    assert "--labelled or --judged" in capsys.readouterr().err


def test_a_lone_forecast_of_a_long_chat_is_believed_by_what_is_said_around_it() -> None:
    small_talk = "".join(
        f"[3/{14 + n % 2}/2031 10:12 AM] {'kern' if n % 2 else 'lind'}\nNothing to see here, go on.\n\n"
        for n in range(600)
    )
    claim = "There is a 40% chance that the mill will close within a year."
    [found] = extract(
        f"{small_talk}[4/14/2031 10:12 AM] obi\n{claim}\n", published=date(2031, 5, 1)
    )
    assert (found.author, found.probability) == ("obi", 0.4)
