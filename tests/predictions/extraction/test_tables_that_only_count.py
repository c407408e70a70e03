"""Tables of chances and shares that nobody forecasts: of games, tests, contracts, surveys and measurements."""

from datetime import date

import pytest

from predictions.candidate import Basis
from predictions.extraction import extract
from tests.predictions.extraction.markups import MARKUPS, Rows, bars

DAY = date(2030, 12, 20)
ANNOUNCED = "# Predictions for 2031\n\nThe bridge will open in May 2031.\n\n#"
COUNTED: dict[str, Rows] = {
    "# Rules of the game\n\n### Event table": [["Event", "Probability", "Effect"], ["Plague", "2%", "Population -5%"], ["Nuclear accident", "0.5%", "GDP x0.8"], ["Tech breakthrough", "~10%", "GDP x1.05"]],
    "# Drop rates of the dungeon": [["Item", "Drop chance", "Level"], ["Iron sword", "12%", "3"], ["Golden ring", "0.5%", "9"]],
    "# Slot machine": [["Symbols", "Chance", "Payout"], ["Three cherries", "0.8%", "50"], ["Two bells", "4%", "5"]],
    "# Biomes": [["Creature", "Spawn chance", "Biome"], ["Wolf", "8%", "forest"], ["Polar fox", "2%", "tundra"]],
    "# Pea plants": [["Genotype", "Probability", "Phenotype"], ["AA", "0.25", "round"], ["Aa", "0.5", "round"]],
    "# Next-word probabilities": [["Token", "Probability"], ["the", "0.42"], ["a", "0.21"]],
    "# Model output": [["Image", "Prediction", "Confidence"], ["img_01.png", "cat", "97%"], ["img_02.png", "dog", "88%"]],
    "# Tariff of the insurance": [["Damage", "Chance in a year", "Premium"], ["Burst pipe", "3%", "40"], ["Stolen bicycle", "5%", "30"]],
    "# Error budgets": [["Service", "SLO", "Budget left"], ["Login answers in time", "99.9%", "62%"], ["Mail is delivered", "99%", "85%"]],
    "# Chaos testing": [["Fault", "Probability"], ["Drop a packet", "0.05"], ["Delay the answer", "0.2"]],
    "# Survey of readers": [["Answer", "Share"], ["I ride the tram every day", "41%"], ["I never ride it", "22%"]],
    "# Climate of Harlow": [["Month", "Rain days", "Chance of sun"], ["January", "14", "35%"], ["May", "9", "60%"]],
    "# Grading": [["Component", "Weight"], ["Homework is due weekly", "30%"], ["Final project", "40%"]],
    "# A test of two buttons": [["Variant", "Clicks", "Probability to be best"], ["Green", "310", "12%"], ["Blue", "340", "81%"]],
}  # fmt: skip


def numbers(text: str) -> list[str]:
    candidates = extract(text, published=DAY, author="Ada")
    return [c.quote for c in candidates if c.basis in (Basis.STATED, Basis.ODDS)]


@pytest.mark.parametrize("title", COUNTED)
@pytest.mark.parametrize("before", ["", ANNOUNCED], ids=["alone", "beside predictions"])
def test_what_is_laid_down_or_measured_has_no_chance(title: str, before: str) -> None:
    for markup in MARKUPS:
        text = f"{before}{title}\n\n{markup(COUNTED[title])}\n"
        assert numbers(text) == [], markup.__name__


@pytest.mark.parametrize("title", ["Rules of the game", "Drop rates", "Error budgets"])
def test_entries_below_such_a_heading_have_none_either(title: str) -> None:
    entries = "- Food contamination: 5%\n- The login answers in time: 99%\n- Plague: 2%\n"
    assert numbers(f"{ANNOUNCED}# {title}\n\n{entries}") == []


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ("# Risks", [["Scenario", "Probability"], ["Slow decline", "40%"], ["Collapse", "5%"]]),
        ("# The cup", [["Team", "Chance"], ["Kern Rovers", "35%"], ["Lund", "20%"]]),
        ("# Risks", [["Event", "Probability"], ["The dam breaks", "1%"], ["A strike", "30%"]]),
        ("# What may come", [["What", "Chance by 2035"], ["Fusion", "30%"], ["Moon base", "5%"]]),
    ],
)
def test_what_may_happen_has_its_chance_where_nothing_is_announced(
    heading: str, rows: Rows
) -> None:
    assert len(numbers(f"{heading}\n\n{bars(rows)}\n")) == len(rows) - 1


def test_names_below_a_topic_of_predictions_have_their_chances() -> None:
    rows = [["Event", "Probability"], ["Government shutdown", "30%"], ["General strike", "5%"]]
    assert len(numbers(f"{ANNOUNCED}# Politics\n\n{bars(rows)}\n")) == len(rows) - 1


def test_a_column_that_ends_or_falls_due_is_no_timeline() -> None:
    rows = [["Expert", "Field", "Term ends"], ["Bo Kern", "trams", "2032"], ["Cy", "dams", "2033"]]
    assert extract(f"# The experts\n\n{bars(rows)}\n", published=DAY, author="Ada") == ()
