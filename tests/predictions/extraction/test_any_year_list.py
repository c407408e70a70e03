"""A list for one year has that year as its deadline, whenever it was written, checked or graded, and however it says so."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from predictions.extraction import extract
from tests.predictions.extraction import years
from tests.predictions.extraction.years import Told


def read(told: Told) -> dict[str, date | None]:
    """The deadline of each claim that is found."""
    found = extract(told.text, published=told.day, author="Ada")
    return {claim: c.deadline for c in found for claim in told.due if claim in c.quote}


@pytest.mark.parametrize(
    "texts",
    [years.ahead, years.checked, years.graded, years.in_one, years.two_lists, years.from_then],
    ids=["ahead", "checked", "graded", "lines", "two lists", "from then"],
)
def test_a_list_for_a_year_is_due_with_that_year(texts: Callable[[], Iterator[Told]]) -> None:
    misread = [(told, found) for told in texts() if (found := read(told)) != told.due]
    assert misread == []


@pytest.mark.parametrize(
    ("opening", "day", "last"),
    [
        # What is looked at only in passing dates nothing.
        ("In the summer, this prediction seemed bold: Kern leaves by June 2033. Here are more predictions.", date(2032, 6, 1), None),
        ("I made these predictions on 3 June 2032.", date(2033, 1, 4), None),
        ("I wrote these predictions down in December 2031.", date(2032, 3, 1), None),
    ],
)  # fmt: skip
def test_when_a_list_was_made_is_no_deadline(opening: str, day: date, last: date | None) -> None:
    text = (
        f"# Harbour notes\n\n{opening}\n\n- The ferry will be sold.\n- The pier will burn down.\n"
    )
    found = extract(text, published=day, author="Ada")
    assert {c.deadline for c in found if c.start > text.index("- The ferry")} == {last}
