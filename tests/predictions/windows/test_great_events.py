"""Finals and ceremonies by their year, their number, or as the one that is near."""

from datetime import date

import pytest

from predictions.windows import find_windows
from predictions.windows.schedule import soon

TODAY = date(2016, 1, 20)


def last(text: str) -> date | None:
    return next((w.deadline for w in find_windows(text, today=TODAY) if w.kind == "event"), None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by the 2016 Eurovision Song Contest", date(2016, 5, 14)),
        ("Eurovision 2017", date(2017, 5, 13)),
        ("at the 88th Academy Awards", date(2016, 2, 28)),
        ("the 58th annual Grammy Awards", date(2016, 2, 15)),
        ("WrestleMania 32", date(2016, 4, 3)),
        ("Super Bowl 50", date(2016, 2, 7)),
        ("my Grammy picks", date(2016, 2, 15)),
        ("Oscar predictions 2016", date(2016, 2, 28)),
        ("final 2016 Oscar picks", date(2016, 2, 28)),
        ("next WrestleMania", date(2016, 4, 3)),
    ],
)
def test_by_year_by_number_and_as_the_next(text: str, day: date) -> None:
    assert last(text) == day


@pytest.mark.parametrize(
    "text",
    ["the 12th World Cup", "Golden Globe odds", "Eurovision is loud", "WrestleMania 99", "Eurovision 2044"],
)  # fmt: skip
def test_unknown_numbers_and_events_that_are_far_give_no_day(text: str) -> None:
    assert last(text) is None


def test_a_name_alone_is_the_event_that_is_near() -> None:
    assert soon("who wins the super bowl", TODAY, within=30) == date(2016, 2, 7)
    assert soon("who wins the oscars", TODAY, within=30) is None
    assert soon("the oscars 2015, again", TODAY, within=60) is None
    assert soon("ten thousand euros", TODAY, within=300) is None
