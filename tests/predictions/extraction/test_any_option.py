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
