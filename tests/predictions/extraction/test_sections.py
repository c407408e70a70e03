"""The year of a section that a line opens, of a look back, and of an opening; and from when they speak."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.layout.nesting import read_blocks
from predictions.extraction.layout.retrospect import year_looked_back_on
from predictions.extraction.layout.sections import read_sections

TWO_YEARS = """It is time again for predictions for the coming year. First, how I did on 2031:
2031 Predictions
Ferries
-The Harrow ferry will close - true
-The new pier will open this year - no
Weather
-There will be a major nor'easter in spring - yes

2032 predictions:
Ferries
-The Harrow ferry will open again
"""


def deadlines(text: str, published: date) -> list[date | None]:
    return [c.deadline for c in extract(text, published=published, author="Ada")]


class TestSections:
    def test_a_line_that_names_a_year_of_predictions_opens_a_section(self) -> None:
        first, this_year, in_spring, last = deadlines(TWO_YEARS, date(2032, 1, 5))
        assert (first, this_year, last) == (
            date(2031, 12, 31),
            date(2031, 12, 31),
            date(2032, 12, 31),
        )
        assert in_spring == date(2031, 5, 31)

    @pytest.mark.parametrize(
        "line",
        [
            "My predictions for 2031:",
            "**2031 Predictions - Results**",
            "Now on 2031",
            "Forecasts for the year 2031",
            "How did my 2031 predictions go?",
        ],
    )
    def test_only_a_whole_line_that_announces_is_one(self, line: str) -> None:
        found = read_sections(line, line.lower(), [], date(2032, 1, 5)).at(len(line))
        assert (found.day == date(2031, 1, 1)) is (line != "Now on 2031")

    def test_a_sentence_about_predictions_opens_none(self) -> None:
        line = "Our 2031 predictions were wrong about the ferry."
        assert read_sections(line, line.lower(), [], date(2032, 1, 5)).at(50).window is None

    def test_a_heading_closes_it(self) -> None:
        text = (
            "2031 predictions\n\n- The ferry will close\n\n# Other news\n\n- The pier will open\n"
        )
        sections = read_sections(text, text.lower(), read_blocks(text), date(2032, 1, 5))
        assert sections.at(text.index("ferry")).window is not None
        assert sections.at(text.index("pier")).window is None


class TestLooksBack:
    def test_what_one_thought_over_the_last_year_was_for_that_year(self) -> None:
        text = "Let's see what I thought might happen over the last year:\n\n- Harrow will win the cup\n"
        assert deadlines(text, date(2031, 12, 30)) == [date(2031, 12, 31)]
        assert deadlines(text, date(2032, 1, 9)) == [date(2031, 12, 31)]

    @pytest.mark.parametrize(
        ("line", "year"),
        [
            ("how i did with my picks last year", 2030),
            ("last year's predictions, graded", 2030),
            ("the predictions i made a year ago", 2030),
        ],
    )
    def test_last_year_is_the_year_before_in_december_too(self, line: str, year: int) -> None:
        window = year_looked_back_on(line, 0, len(line), date(2031, 12, 30))
        assert window is not None
        assert window.deadline == date(year, 12, 31)


class TestOpenings:
    def test_a_year_about_to_begin_is_this_year_and_next_year(self) -> None:
        text = (
            "It is time to look forward to 2033. Here are my predictions for the coming year, which I hope "
            "you will find more useful than those of the years before, since I have slept on them for once.\n\n"
            "1. The market will rise throughout the year.\n2. Fares will double next year.\n"
        )
        assert deadlines(text, date(2032, 12, 30)) == [date(2033, 12, 31)] * 2


class TestLinesAndHeadings:
    def test_a_line_that_is_a_time_introduces_the_list_below_it(self) -> None:
        text = (
            "In 2034\n- Tolls will double\n- Hale will resign\n\nIn 2035\n- The pier will be sold\n"
        )
        years = [date(2034, 12, 31), date(2034, 12, 31), date(2035, 12, 31)]
        assert deadlines(text, date(2033, 6, 1)) == years

    def test_the_months_of_a_diary_are_the_days_it_counts_from(self) -> None:
        text = (
            "# Diary\n\n## January 2033\n\nTolls will double by summer.\n\n"
            "## March 2034\n\nHale will resign this year.\n"
        )
        assert deadlines(text, date(2034, 6, 1)) == [date(2033, 8, 31), date(2034, 12, 31)]

    def test_months_ahead_are_stations_of_a_timeline(self) -> None:
        text = (
            "# The plan\n\n## January 2033\n\nTolls will double.\n\n"
            "## March 2034\n\nHale will resign.\n"
        )
        assert deadlines(text, date(2032, 6, 1)) == [date(2033, 1, 31), date(2034, 3, 31)]

    def test_a_launch_that_is_set_for_a_day_is_what_the_text_is_about(self) -> None:
        text = "The launch of the ferry is set for 3 July 2033.\n\nI think it will be delayed.\n"
        assert deadlines(text, date(2033, 6, 1)) == [date(2033, 7, 3)]


@pytest.mark.parametrize(
    ("head", "published", "day"),
    [
        (
            "It's December, so here is what I think will happen next year:",
            date(2033, 12, 15),
            date(2034, 12, 31),
        ),
        ("My predictions for next year", date(2033, 11, 15), date(2034, 12, 31)),
        ("Happy new year! Here are my predictions.", date(2033, 1, 2), date(2033, 12, 31)),
        (
            "# My predictions\n\n**Near term (2033-2035)**",
            date(2033, 6, 15),
            date(2035, 12, 31),
        ),
        (
            "# My predictions\n\nThe deadline for each is 31 March 2034.",
            date(2033, 6, 15),
            date(2034, 3, 31),
        ),
    ],
)
def test_what_announces_a_list_dates_it(head: str, published: date, day: date) -> None:
    listed = f"{head}\n\n1. Tolls will double.\n2. Hale will resign.\n"
    assert deadlines(listed, published)[-2:] == [day, day]
