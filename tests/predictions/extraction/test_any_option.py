"""What may come out of one thing, each with its chance, is read in whatever layout it stands; lists that only count are not."""

from datetime import date
from itertools import combinations

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.choices import AXES, ONLY_COUNTED, layouts, listed

DAY = date(2030, 12, 20)
PAIRS = [*combinations(AXES, 2)]


def found(text: str) -> list[tuple[str, str, float | None]]:
    candidates = extract(text, published=DAY, author="Ada")
    return [(c.statement, c.polarity.value, c.probability) for c in candidates]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=map(" and ".join, PAIRS))
def test_options_and_their_chances_are_read_in_whatever_layout(one: str, other: str) -> None:
    unread = []
    for layout in layouts(one, other):
        text, said = listed(layout)
        if found(text) != said:
            unread.append((layout[one], layout[other]))
    assert unread == []


@pytest.mark.parametrize("text", ONLY_COUNTED)
def test_lists_of_names_that_are_only_counted_hold_no_options(text: str) -> None:
    assert [claim for claim in found(text) if claim[2] is not None] == []


ROWS = {
    "Next mayor: {}": "{} will be the next mayor",
    "Who will win the Harlow Cup? {}": "{} will win the Harlow Cup",
    "**Harlow Cup winner:** {}": "{} will win the Harlow Cup",
    "- Strongest party: {}": "{} will be the strongest party",
}
JOINTS = (", ", "; ", " / ", ", and ", " and ")
FIGURES = ("{} 50%", "{} (50)", "{}: 50", "{} - 50%", "{} 50")


@pytest.mark.parametrize(("row", "said"), [*ROWS.items()])
@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("figure", FIGURES)
def test_options_in_a_row_behind_their_topic_are_read_each(
    row: str, said: str, joint: str, figure: str
) -> None:
    shares = {"Kern": 50, "Lund": 35, "Poe": 15}
    line = joint.join(figure.format(n).replace("50", str(share)) for n, share in shares.items())
    claims = found(f"# Predictions for 2031\n\n{row.format(line)}\n")
    assert claims == [(said.format(n), "yes", share / 100) for n, share in shares.items()]


@pytest.mark.parametrize(
    "line",
    [
        "Score: Kern 50, Lund 35",
        "Last year's result: Kern 50, Lund 35, Poe 15",
        "Budget: roads 50, locks 35, ferries 15",
        "Ages: Kern 50, Lund 35, Poe 42",
    ],
)
def test_rows_that_are_only_counted_hold_no_options(line: str) -> None:
    claims = found(f"# Predictions for 2031\n\nThe ferry will close.\n\n{line}\n")
    assert [share for _, _, share in claims if share == 0.5] == []


def test_a_chance_is_that_of_its_own_opponent() -> None:
    games = [
        "@ Harlow - 60%",
        "Rovers - 70%",
        "@ Vikings - 30%",
        "Vikings - 40%",
        "vs. Norby - 55%",
    ]
    text = (
        "I give the team a percentage chance of winning each game, off the top of my head.\n"
        + "\n".join(games)
        + "\n"
    )
    assert found(text) == [
        ("The team will win at Harlow", "yes", 0.6),
        ("The team will win against the Rovers", "yes", 0.7),
        ("The team will win at the Vikings", "yes", 0.3),
        ("The team will win against the Vikings", "yes", 0.4),
        ("The team will win against Norby", "yes", 0.55),
    ]


def test_options_have_the_time_of_what_stands_over_them() -> None:
    text = "My chances, in percent:\n\nHarlow election next year:\n\nWinner first round:\n\nKern (50)\nPoe (35)\n\nWinner second round:\n\nKern (65)\nPoe (30)\n"
    candidates = extract(text, published=DAY, author="Ada")
    assert {c.deadline for c in candidates} == {date(2031, 12, 31)}
    assert candidates[2].statement == "Kern will win the second round"


def test_what_two_get_may_stand_in_a_line() -> None:
    text = "2032 election predictions\n\nKern 332 / Lund 206\n\nOhio - Lund\nIowa - Lund\n"
    assert [said for said, _, _ in found(text)][:2] == [
        "Kern will get 332 electoral votes",
        "Lund will get 206 electoral votes",
    ]
