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
