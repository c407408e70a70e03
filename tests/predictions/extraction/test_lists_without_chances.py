"""Lists whose claims have no number, or figures that are none of chances."""

import pytest

from tests.predictions.extraction.shapes import BRIDGE, MAYOR, TRAM, Shape, assert_found

SHAPES = [
    Shape(
        "how well one did, in a list, is no forecast",
        "Of my predictions at each level so many came true:\n\n- 50%: 4 of 9 (44%)\n- 70%: 8 of 11 (73%)\n- 90%: 10 of 10 (100%)\n",
        {},
    ),
    Shape(
        "figures of the claim beside its number",
        "- Unemployment falls below 4%: 30%\n- The Kern party gets more than 20% of the vote: 65%\n- Rents rise by 5% or more (80%)\n",
        {"Unemployment falls": 0.3, "The Kern party": 0.65, "Rents rise": 0.8},
    ),
    Shape(
        "figures of the claim and no number",
        "- Unemployment falls to 4%\n- The Kern party gets 20% of the vote\n- Rents rise by 5%\n- Turnout: 61%\n",
        {"Unemployment falls": None, "The Kern party": None, "Rents rise": None, "Turnout": None},
    ),
    Shape(
        "a median and an interval are no probabilities",
        "- The first crewed landing will come in 2036 (80% CI: 2033-2041)\n- The last coal plant of Harlow will close in 2039 (median; 90% interval 2035 to 2050)\n",
        {"The first crewed landing": None, "The last coal plant": None},
    ),
    Shape(
        "a median with percentiles",
        "- Inflation will end the year at 3% (10th: 1%, 90th: 6%)\n- We predict that turnout will be **62%** (p10: 50%, p90: 70%)\n",
        {
            "Inflation will end the year at 3% (10th: 1%, 90th: 6%)": None,
            "turnout will be **62%** (p10: 50%, p90: 70%)": None,
        },
    ),
    Shape(
        "a year in front of each claim",
        f"- **2033**: {BRIDGE}\n- **2035**: {TRAM}\n- By 2040 — coal ends in Harlow\n- Around 2045: {MAYOR}\n",
        {BRIDGE: None, TRAM: None, "coal ends in Harlow": None, MAYOR: None},
        head="# Predictions for the coming decades\n\n",
    ),
    Shape(
        "phrases below words that only announce",
        "I also predict:\n\n- Long queues at the new bridge\n- The price of steel to drop, as it does each spring\n- A number of letters to the editor on how ugly the trams are\n",
        {"Long queues": None, "The price of steel to drop": None, "A number of letters": None},
    ),
    Shape(
        "how good a model is",
        "- **Accuracy**: 72.4%\n- **Average confidence**: 61%\n- High confidence threshold: 70%\n- Last 10 days: 65.3%\n",
        {},
        head="# Predictions for tonight\n\n",
    ),
    Shape(
        "stars for confidence",
        f"- {BRIDGE} (confidence: ★★★★☆)\n- {MAYOR} (confidence: ★★☆☆☆)\n",
        {BRIDGE: None, MAYOR: None},
    ),
    Shape(
        "scores of matches",
        "- Kern Rovers 2-1 Harrow Town\n- Lund 0-0 Ostby\n- Harlow 3-2 Vale\n",
        {"Kern Rovers 2-1": None, "Lund 0-0": None, "Harlow 3-2": None},
    ),
    Shape(
        "percent changes none",
        "- Rents: +5%\n- Wages: -1.5%\n- Turnout (2026): 61%\n",
        {},
        head="# The year in numbers\n\n",
    ),
    Shape(
        "results below the matches of a week",
        "Harlow at Vale (VAL -3)\nHarlow 28, Vale 23\nConfidence: 4.7\nI like the way they run.\n",
        {"Harlow 28, Vale 23": None},
        head="Welcome to my weekly picks.\n\n",
    ),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_figures_of_what_is_claimed_are_no_chances(shape: Shape) -> None:
    assert_found(shape)
