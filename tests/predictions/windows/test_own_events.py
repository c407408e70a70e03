"""The user's own calendar: read from lines, found by the names in it."""

from datetime import date

import pytest

from predictions.errors import InvalidValue
from predictions.windows import find_windows, parse_events

LINES = """# votes
2027-10-24 Swiss federal election; the federal election
2031-10-26 Swiss federal election; federal election  # the one after

2026-11-13: harvest fair
"""
TODAY = date(2026, 3, 1)


def test_lines_are_days_and_names() -> None:
    both = (date(2027, 10, 24), date(2031, 10, 26))
    assert parse_events(LINES) == {
        "swiss federal election": both,
        "federal election": both,
        "harvest fair": (date(2026, 11, 13),),
    }


@pytest.mark.parametrize(
    ("words", "not_before", "deadline"),
    [
        ("It ends before the next federal election.", None, date(2027, 10, 23)),
        ("It ends by the Swiss federal election.", None, date(2027, 10, 24)),
        ("It ends by the 2031 federal election.", None, date(2031, 10, 26)),
        ("It ends by the federal election of 2031.", None, date(2031, 10, 26)),
        ("It opens after the Harvest Fair.", date(2026, 11, 14), None),
    ],
)
def test_a_name_is_the_day_that_is_meant(
    words: str, not_before: date | None, deadline: date | None
) -> None:
    [window] = find_windows(words, today=TODAY, events=parse_events(LINES))
    assert (window.kind, window.not_before, window.deadline) == ("event", not_before, deadline)


def test_an_event_that_is_over_and_has_no_next_gives_no_day() -> None:
    events = parse_events(LINES)
    assert (
        find_windows("By the next federal election.", today=date(2032, 1, 1), events=events) == []
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("soon: the fair", "line 2: is no day and name"),
        ("2027-13-40 the great fair", "line 2: is no day and name"),
        ("2027-10-24", "line 2: is no day and name"),
        ("2027-10-24 go", "line 2: needs names of 4 to 80"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        parse_events(f"# mine\n{line}\n")
