"""A list says the same in whatever layout: each pair of values of two axes is read like the plain list."""

from datetime import date

import pytest

from predictions.candidate import Basis
from predictions.extraction import extract
from tests.predictions.extraction.layouts import (
    CLAIMS,
    COUNTED,
    PLAIN,
    Layout,
    pairs,
    two_axes,
    written,
)

DAY = date(2030, 12, 20)
SAID = [(claim, p / 100) for claim, p in CLAIMS.items()]


def read(text: str) -> list[tuple[str, float | None]]:
    """What is found: each claim with the number that stands with it, anything else by its quote."""
    found = []
    for c in extract(text, published=DAY, author="Ada"):
        claim = next((claim for claim in CLAIMS if claim in c.quote), c.quote)
        value = c.probability if c.basis in (Basis.STATED, Basis.ODDS) else None
        denied = claim.startswith("No ") or " not " in claim
        found.append((claim, round(1 - value, 4) if value is not None and denied else value))
    return found


@pytest.mark.parametrize(("one", "other"), two_axes(), ids=map(" and ".join, two_axes()))
def test_a_list_says_the_same_in_whatever_layout(one: str, other: str) -> None:
    unread = [
        (getattr(layout, one), getattr(layout, other))
        for layout in pairs(one, other)
        if read(written(layout)) != SAID
    ]
    assert unread == []


@pytest.mark.parametrize("title", COUNTED)
@pytest.mark.parametrize("axis", ["place", "between"])
def test_what_is_counted_is_a_chance_in_no_layout(title: str, axis: str) -> None:
    entries = dict(zip(COUNTED[title], (35, 25, 15, 10, 8, 7), strict=True))
    misread = []
    for layout in pairs(axis, "bullet"):
        counted = Layout(
            **(layout._asdict() | {"title": f"{title}\n\n", "remark": PLAIN["remark"]})
        )
        candidates = extract(written(counted, entries), published=DAY, author="Ada")
        if any(c.basis in (Basis.STATED, Basis.ODDS) for c in candidates):
            misread.append((layout.bullet, layout.place))
    assert misread == []
