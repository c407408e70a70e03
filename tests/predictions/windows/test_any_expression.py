"""Words for times mean the same days whatever stands before them, and whenever they are said."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from predictions.windows import Window, find_windows
from tests.predictions.windows.expressions import (
    NO_DAY,
    NO_TIME,
    Said,
    durations,
    from_today,
    parts,
    whole_periods,
)

TODAY = date(2030, 8, 14)
Expressions = Callable[[], Iterator[Said]]


def read(words: str, today: date) -> list[Window]:
    """The windows of a claim with the words behind it, but for what only describes a noun."""
    found = find_windows(f"The ferry will be sold {words}.", today=today)
    return [window for window in found if window.kind != "attributive"]


@pytest.mark.parametrize("expressions", [whole_periods, parts, durations, from_today])
def test_words_mean_the_days_of_the_calendar(expressions: Expressions) -> None:
    misread = []
    for said in expressions():
        found = read(said.words, said.today)
        days = [(w.not_before, w.deadline) for w in found]
        first = days[0][0] if days and said.last and said.first is None else said.first
        if days != [(first, said.last)]:
            misread.append((*said, days))
    assert misread == []


@pytest.mark.parametrize("words", NO_DAY)
def test_words_from_which_no_last_day_follows_give_none(words: str) -> None:
    assert [w.deadline for w in read(words, TODAY) if w.deadline] == []


@pytest.mark.parametrize("sentence", NO_TIME)
def test_what_only_looks_like_a_time_is_none(sentence: str) -> None:
    found = find_windows(sentence, today=TODAY)
    assert [w for w in found if w.kind != "attributive"] == []


@pytest.mark.parametrize(
    ("words", "over"),
    [
        ("Sales of wool rose 2% in {}", True),
        ("The rate was higher in {}", True),
        ("They were sold in {}", True),
        ("Output fell 0.7 pct in {}", True),
        ("The looms slipped by 3 points in {}", True),
        ("Sales of wool will have risen 2% in {}", False),
        ("The vote was due in {}", False),
        ("The ferry was expected to sail in {}", False),
        ("Kern was reelected in {}", False),
        ("The bill passed in {}", False),
        ("Sales would double if it rained in {}", False),
        ("Sales rose, and the mill closes in {}", False),
        ("Kern, who was mayor, runs in {}", False),
        ("The guild said sales in {} will rise", False),
        ("The guild said in {}", True),
    ],
)
@pytest.mark.parametrize("month", ["July", "late July", "November"])
def test_a_month_in_which_something_was_is_the_last_one(
    words: str, month: str, *, over: bool
) -> None:
    [window] = find_windows(words.format(month), today=TODAY)
    assert window.deadline is not None
    assert (window.deadline < TODAY) == over


@pytest.mark.parametrize(
    ("said", "quarter", "last"),
    [
        (date(2031, 4, 28), "March", date(2031, 3, 31)),  # whose figures are told that day
        (date(2031, 4, 28), "June", date(2031, 6, 30)),
        (date(2031, 4, 28), "December", date(2031, 12, 31)),
        (date(2031, 1, 20), "December", date(2030, 12, 31)),
        (date(2031, 8, 14), "March", date(2032, 3, 31)),
    ],
)
def test_a_quarter_is_called_by_its_last_month(said: date, quarter: str, last: date) -> None:
    [window] = find_windows(f"Sales for the {quarter} quarter will rise.", today=said)
    assert window.deadline == last
