"""Words that count from the day of a document become the days that the claim's window knows."""

from datetime import date

import pytest

from predictions.extraction import extract


def said(text: str) -> str:
    (found,) = extract(text, published=date(2031, 6, 4), author="Ann")  # a Wednesday
    return found.statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The mill will close this year.", "The mill will close in 2031"),
        ("The mill will close by the end of the year.", "The mill will close by the end of 2031"),
        ("The mill will close by year-end.", "The mill will close by the end of 2031"),
        ("The mill will close before next year.", "The mill will close before 2032"),
        ("The mill will close before the end of next year.", "The mill will close before the end of 2032"),
        ("The mill will close early next year.", "The mill will close in early 2032"),
        ("The mill will close later this year.", "The mill will close later in 2031"),
        ("The mill will close in the second half of next year.", "The mill will close in the second half of 2032"),
        ("Next year will see the mill close.", "2032 will see the mill close"),
        ("Next year, the mill will close.", "In 2032, the mill will close"),
        ("Tomorrow will be colder than today.", "5 June 2031 will be colder than today"),
        ("The mill will close next month.", "The mill will close in July 2031"),
        ("The mill will close next quarter.", "The mill will close in the third quarter of 2031"),
        ("My guess is that rents fall this week.", "Rents fall in the week to 8 June 2031"),
        ("The mill will close tomorrow.", "The mill will close on 5 June 2031"),
        ("My guess is that it rains on Friday.", "It rains on Friday 6 June 2031"),
        ("The mill will close in October.", "The mill will close in October 2031"),
        ("The mill will close before October.", "The mill will close before October 2031"),
        ("The mill will close on October 5.", "The mill will close on October 5, 2031"),
        ("The mill will close in the third quarter.", "The mill will close in the third quarter of 2031"),
        ("The mill will close by Christmas.", "The mill will close by Christmas 2031"),
        ("The mill will close within five years.", "The mill will close by 4 June 2036"),
        ("In ten years, the mill will be closed.", "By 4 June 2041, the mill will be closed"),
        ("Rents will rise by a tenth over the next three years.", "Rents will rise by a tenth over the three years to 4 June 2034"),
        ("The iPhone will be dead by the end of this decade.", "The iPhone will be dead by the end of the 2030s"),
    ],
)  # fmt: skip
def test_a_time_that_counts_from_today_is_written_out(text: str, statement: str) -> None:
    assert said(text) == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The mill will close in 2033.", "The mill will close in 2033"),
        ("The mill will close in October 2033.", "The mill will close in October 2033"),
        (
            "The count for May 2033 will be high, due mid-June.",
            "The count for May 2033 will be high, due mid-June",
        ),
        ("Next year's fair will draw 3,000 people.", "Next year's fair will draw 3,000 people"),
        ("The mill will close in the coming years.", "The mill will close in the coming years"),
        ("My guess is that it rains on Friday morning.", "It rains on Friday morning"),
    ],
)
def test_what_is_written_out_or_not_known_stays(text: str, statement: str) -> None:
    assert said(text) == statement


def test_a_time_that_a_heading_lends_is_put_nowhere() -> None:
    text = "## Predictions for 2033\n\n- The mill will close: 70%\n- The yard will be sold: 60%\n"
    found = extract(text, published=date(2031, 6, 4), author="Ann")
    assert [one.statement for one in found] == ["The mill will close", "The yard will be sold"]
