from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from predictions.windows import find_windows
from tests.predictions.windows.the_window import TODAY, only

Y = date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the bridge opens by 2028", None, Y(2028, 12, 31)),
        ("it happens in 2027", Y(2027, 1, 1), Y(2027, 12, 31)),
        ("not before July 2025", Y(2025, 7, 1), None),
        ("ready before July 2025", None, Y(2025, 6, 30)),
        ("between 2026 and 2028 the fleet doubles", Y(2026, 1, 1), Y(2028, 12, 31)),
        ("by 2028-2030 the plant runs", Y(2028, 1, 1), Y(2030, 12, 31)),
        ("until 2029\u20132031 nothing moves", Y(2029, 1, 1), Y(2031, 12, 31)),
        ("after 2029-2031 it is cheap", Y(2029, 1, 1), None),
        ("after 2029 it is cheap", Y(2030, 1, 1), None),
        ("within five years", None, Y(2029, 6, 1)),
        ("in the next eighteen months", None, Y(2025, 12, 1)),
        ("over the next decade or two", None, Y(2044, 6, 1)),
        ("ten years from now", None, Y(2034, 6, 1)),
        ("by the end of the decade", None, Y(2029, 12, 31)),
        ("by the end of this century", None, Y(2100, 12, 31)),
        ("in the first half of 2025", Y(2025, 1, 1), Y(2025, 6, 30)),
        ("in the second quarter", Y(2024, 4, 1), Y(2024, 6, 30)),
        ("in early 2026", Y(2026, 1, 1), Y(2026, 4, 30)),
        ("late in the 2030s", Y(2030, 1, 1), Y(2039, 12, 31)),
        ("at 2030 levels of funding", None, Y(2030, 12, 31)),
        ("fiscal 2026 will be better", Y(2026, 1, 1), Y(2026, 12, 31)),
        ("on 3 May 2026", Y(2026, 5, 3), Y(2026, 5, 3)),
        ("by November 1st", None, Y(2024, 11, 1)),
        ("as early as 2026", Y(2026, 1, 1), Y(2026, 12, 31)),
        ("reefs recover by mid century", None, Y(2050, 12, 31)),
        ("reefs recover before mid-century", None, Y(2049, 12, 31)),
        ("in Q2 next year", Y(2025, 4, 1), Y(2025, 6, 30)),
        ("in 2H25 the port reopens", Y(2025, 7, 1), Y(2025, 12, 31)),
        ("by Aug '25", None, Y(2025, 8, 31)),
        ("by the early 2040s", None, Y(2043, 12, 31)),
        ("in the mid-2030s", Y(2030, 1, 1), Y(2036, 12, 31)),
        ("by decade's end", None, Y(2029, 12, 31)),
        ("by the decade's end", None, Y(2029, 12, 31)),
        ("by end of century", None, Y(2100, 12, 31)),
        ("by mid-year", None, Y(2024, 6, 30)),
        ("in a couple of years", None, Y(2026, 6, 1)),
        ("in a year and a half", None, Y(2025, 12, 1)),
        ("in another decade", None, Y(2034, 6, 1)),
        ("in ~5 years", None, Y(2029, 6, 1)),
        ("in like five years", None, Y(2029, 6, 1)),
        ("inside of two years", None, Y(2026, 6, 1)),
        ("over the next 48 hours", None, Y(2024, 6, 3)),
        ("this fall is dry", Y(2024, 9, 1), Y(2024, 11, 30)),
        ("Spring 2025", Y(2025, 3, 1), Y(2025, 5, 31)),
        ("by the 4th of July", None, Y(2024, 7, 4)),
        ("top in the 2024/25 season", Y(2024, 7, 1), Y(2025, 5, 31)),
        ("this year or next", Y(2024, 1, 1), Y(2025, 12, 31)),
        ("no earlier than 2026", Y(2026, 1, 1), None),
        ("at the earliest in 2026", Y(2026, 1, 1), None),
        ("in the 2028 presidential election", None, Y(2028, 11, 7)),
        ("the 2024 US Presidential Election Forecast", None, Y(2024, 11, 5)),
        ("World Cup 2026 picks", None, Y(2026, 7, 19)),
        ("before the next Olympics", None, Y(2024, 8, 10)),
        ("at the 2028 Olympics", None, Y(2028, 7, 30)),
        ("the 2024 Atlantic hurricane season will be busy", Y(2024, 1, 1), Y(2024, 11, 30)),
        ("in the 2025 season", Y(2025, 1, 1), Y(2025, 12, 31)),
        ("before falling back by 2026", None, Y(2026, 12, 31)),
        ("grow 2% in 2026 and 10%", Y(2026, 1, 1), Y(2026, 12, 31)),
        ("before 2026 is over", None, Y(2026, 12, 31)),
        ("in the back half of 2025", Y(2025, 7, 1), Y(2025, 12, 31)),
        ("for the full year it falls", Y(2024, 1, 1), Y(2024, 12, 31)),
        ("the fiscal year ending in June 2025", Y(2025, 6, 1), Y(2025, 6, 30)),
        ("it will take ten years to build", None, Y(2034, 6, 1)),
        ("Come March, we know", None, Y(2025, 3, 31)),
        ("November's election is close", Y(2024, 11, 1), Y(2024, 11, 30)),
        ("by 30.6.2025", None, Y(2025, 6, 30)),
        ("before Labor Day", None, Y(2024, 9, 1)),
        ("by Memorial Day", None, Y(2025, 5, 26)),
        ("a preview of season 2024/25", Y(2024, 7, 1), Y(2025, 5, 31)),
        ("2024-25 NHL picks", Y(2024, 7, 1), Y(2025, 5, 31)),
        ("the 2025 NBA finals", Y(2025, 1, 1), Y(2025, 12, 31)),
        ("in the week ahead", None, Y(2024, 6, 8)),
        ("in another 50 years", None, Y(2074, 6, 1)),
        ("for the next four years of growth", None, Y(2028, 6, 1)),
        ("my three-year prediction: the mill closes", None, Y(2027, 6, 1)),
        ("this year and the next", Y(2024, 1, 1), Y(2025, 12, 31)),
        ("the vote on 9/17", Y(2024, 9, 17), Y(2024, 9, 17)),
        ("snow melts this afternoon", Y(2024, 6, 1), Y(2024, 6, 1)),
        ("Saturday will be cold", Y(2024, 6, 1), Y(2024, 6, 1)),
        ("next Saturday will be cold", Y(2024, 6, 8), Y(2024, 6, 8)),
        ("in 2027 and beyond", Y(2027, 1, 1), None),
        ("before the midterms", None, Y(2026, 11, 2)),
        ("after the next presidential election", Y(2024, 11, 6), None),
        ("by end-March", None, Y(2025, 3, 31)),
        ("in Q4'25", Y(2025, 10, 1), Y(2025, 12, 31)),
        ("between now and 2030", None, Y(2030, 12, 31)),
        ("by mid-decade", None, Y(2026, 12, 31)),
        ("in well under ten years", None, Y(2034, 6, 1)),
        ("in no more than five years", None, Y(2029, 6, 1)),
        ("it is more than ten years away", Y(2034, 6, 1), None),
        ("it is five years out", None, Y(2029, 6, 1)),
        ("in the week of 10 March 2025", Y(2025, 3, 10), Y(2025, 3, 10)),
        ("on a five-year horizon", None, Y(2029, 6, 1)),
        ("by 2040ish", None, Y(2040, 12, 31)),
        ("in the '30s", Y(2030, 1, 1), Y(2039, 12, 31)),
        ("the year after next", Y(2026, 1, 1), Y(2026, 12, 31)),
        ("next year or the year after", Y(2025, 1, 1), Y(2026, 12, 31)),
        ("in the financial year 2025-26", Y(2025, 7, 1), Y(2026, 6, 30)),
        ("on or before 1 May 2025", None, Y(2025, 5, 1)),
        ("no sooner than 2026", Y(2026, 1, 1), None),
        ("prices to fall next year", Y(2025, 1, 1), Y(2025, 12, 31)),
        ("ready by fall next year", None, Y(2025, 11, 30)),
        ("back to $149 by year end", None, Y(2024, 12, 31)),
        ("over the next three nights", None, Y(2024, 6, 4)),
        ("during the next month and a half", None, Y(2024, 7, 16)),
        ("by March next year", None, Y(2025, 3, 31)),
        ("in May of next year", Y(2025, 5, 1), Y(2025, 5, 31)),
        ("dry till at least August", None, Y(2024, 8, 31)),
        ("it sells more in one quarter 2026", Y(2026, 1, 1), Y(2026, 12, 31)),
        ("first-quarter growth is slow", Y(2024, 1, 1), Y(2024, 3, 31)),
        ("in fourth-quarter 2025", Y(2025, 10, 1), Y(2025, 12, 31)),
        ("in the 2025 second half", Y(2025, 7, 1), Y(2025, 12, 31)),
        ("it drops late next quarter to help", Y(2024, 7, 1), Y(2024, 9, 30)),
        ("in the second half of 2025/26", Y(2026, 1, 1), Y(2026, 6, 30)),
        ("in 2025/26 it grows", Y(2025, 7, 1), Y(2026, 6, 30)),
        ("in 2025/2026 it grows", Y(2025, 1, 1), Y(2026, 12, 31)),
        ("it reopens at the end of the third quarter next year", None, Y(2025, 9, 30)),
        ("in the second or third quarter of 2026", Y(2026, 7, 1), Y(2026, 9, 30)),
        ("rents stagnate for the whole of the decade", None, Y(2029, 12, 31)),
        ("rents stagnate over the whole of 2026", Y(2026, 1, 1), Y(2026, 12, 31)),
        ("shut for the entire year", None, Y(2024, 12, 31)),
        ("the quay stays shut until after 2027", None, Y(2027, 12, 31)),
        ("we are within ten years of a cure", None, Y(2034, 6, 1)),
        ("the index to end 2025 at 2275", None, Y(2025, 12, 31)),
    ],
)  # fmt: skip
def test_windows_are_read_by_the_conventions(
    text: str, first: date | None, last: date | None
) -> None:
    window = only(text)
    if "midterms" in text:
        assert window.kind == "event"
    assert (window.not_before, window.deadline) == (first, last)


def test_events_can_be_added() -> None:
    (window,) = find_windows(
        "before the harvest fair", today=TODAY, events={"harvest fair": date(2024, 9, 14)}
    )
    assert window.deadline == date(2024, 9, 13)


@pytest.mark.parametrize("today", [date(1, 1, 1), date(2025, 3, 1), date(9999, 12, 31)])
@pytest.mark.parametrize(
    "text",
    [
        "by sepember 2031",
        "a few year forecast",
        "an quarter of a century from today",
        "sep '00",
        "in 1h 00",
        "by january of last year",
    ],
)
def test_odd_words_for_times_break_nothing_on_any_day(text: str, today: date) -> None:
    assert all(0 <= w.start < w.end <= len(text) for w in find_windows(text, today=today))


def test_a_dozen_years_are_twelve() -> None:
    (window,) = find_windows("my a dozen year forecast", today=date(2025, 3, 1))
    assert window.deadline == date(2037, 3, 1)


PIECES = st.sampled_from(
    [
        "by ",
        "in ",
        "2028",
        "the ",
        "next ",
        "five ",
        "years ",
        "end of ",
        "Q3 ",
        "May ",
        "31 ",
        "-",
        "2030",
        "decade",
        "before ",
        "until ",
        ", ",
        "mid-",
        "9999",
        "1800",
        "month",
        "0",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join), st.dates())
@example("by the start of the century", date(3, 1, 1))
def test_spans_lie_in_order_inside_the_text(text: str, today: date) -> None:
    windows = find_windows(text, today=today)
    ends = [0]
    for window in windows:
        assert ends[-1] <= window.start < window.end <= len(text)
        ends.append(window.end)
        if window.not_before and window.deadline and window.kind != "within":
            assert window.not_before <= window.deadline


@pytest.mark.parametrize(
    ("words", "not_before", "deadline"),
    [
        ("from May to September 2027", date(2027, 5, 1), date(2027, 9, 30)),
        ("between May and September 2027", date(2027, 5, 1), date(2027, 9, 30)),
        ("from May 2027 to June 2028", date(2027, 5, 1), date(2028, 6, 30)),
        ("November to February 2028", date(2027, 11, 1), date(2028, 2, 29)),
        ("in March or April 2027", date(2027, 3, 1), date(2027, 4, 30)),
        ("by March or April 2027", None, date(2027, 4, 30)),
        ("before May-June 2030", None, date(2030, 4, 30)),
    ],
)
def test_months_that_go_on_to_others_are_one_window(
    words: str, not_before: date | None, deadline: date | None
) -> None:
    [window] = find_windows(words, today=date(2026, 2, 5))
    assert (window.not_before, window.deadline) == (not_before, deadline)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("it falls in Q1/Q2 2026", Y(2026, 1, 1), Y(2026, 6, 30)),
        ("it falls in Q3 or Q4 of 2026", Y(2026, 7, 1), Y(2026, 12, 31)),
        ("it falls in Q1/Q2", Y(2024, 1, 1), Y(2024, 6, 30)),
        ("between October 30 and November 29, 2026", Y(2026, 10, 30), Y(2026, 11, 29)),
        ("between 30 November and 9 January 2026", Y(2025, 11, 30), Y(2026, 1, 9)),
        ("from 3 to 9 August", Y(2024, 8, 3), Y(2024, 8, 9)),
        ("on June 30 and 5 other days", Y(2024, 6, 30), Y(2024, 6, 30)),
        ("in the 2030s and 2040s", Y(2030, 1, 1), Y(2049, 12, 31)),
        ("in the fall of next year", Y(2025, 9, 1), Y(2025, 11, 30)),
        ("before 3/15, that is", None, Y(2025, 3, 14)),
        ("by the Fourth of July", None, Y(2024, 7, 4)),
        ("over the next two weeks following a good show", None, Y(2024, 6, 15)),
    ],
)
def test_two_periods_that_are_one(text: str, first: date | None, last: date | None) -> None:
    window = only(text)
    assert (window.not_before, window.deadline) == (first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 12 March of last year", Y(2023, 3, 12)),
        ("on March 12th, last year", Y(2023, 3, 12)),
        ("on October 3 of this year", Y(2024, 10, 3)),
        ("by 12 March of next year", Y(2025, 3, 12)),
    ],
)
def test_the_year_of_a_day_may_stand_behind_it_in_words(text: str, day: date) -> None:
    assert [window.deadline for window in find_windows(text, today=TODAY)] == [day]
