"""A list says the same in whatever layout: each pair of values of two axes is read like the plain list."""

from datetime import date

import pytest

from predictions.candidate import Basis
from predictions.extraction import extract
from tests.predictions.extraction.bandings import (
    ABOUT_PREDICTING,
    ANSWERS,
    ASKED,
    BANDED,
    EVENTS_TO_COME,
    HEADED,
    LOOKALIKES,
    WORDINGS,
    about_predicting,
    asked,
    banded,
    headed,
    headed_layouts,
    layouts_of,
    lookalike,
    plain_layout,
)
from tests.predictions.extraction.layouts import (
    AXES,
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


@pytest.mark.parametrize(("one", "other"), two_axes(AXES), ids=map(" and ".join, two_axes(AXES)))
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


def read_of_names(text: str) -> list[tuple[str, str]]:
    """What is found: each name or claim, and which way it leans; a claim may hold what is remarked on it in its sentence."""
    found = []
    for c in extract(text, published=DAY, author="Ada"):
        claim = next((claim for claim in EVENTS_TO_COME if c.quote.startswith(claim)), c.quote)
        found.append((claim, c.polarity.value))
    return found


@pytest.mark.parametrize(
    ("one", "other"), two_axes(BANDED), ids=map(" and ".join, two_axes(BANDED))
)
def test_a_name_is_foretold_by_what_stands_over_it_in_whatever_layout(one: str, other: str) -> None:
    unread = []
    for layout in layouts_of(one, other):
        text, said = banded(layout)
        if read_of_names(text) != [(name, way) for name, _, way in said]:
            unread.append((layout[one], layout[other]))
    assert unread == []


@pytest.mark.parametrize("wording", WORDINGS)
def test_what_is_said_of_a_name_is_a_whole_sentence(wording: str) -> None:
    text, said = banded(plain_layout() | {"wording": wording})
    statements = [c.statement for c in extract(text, published=DAY, author="Ada")]
    assert statements == [f"{name} will {predicate or 'make it'}" for name, predicate, _ in said]


def test_how_sure_the_line_over_a_name_is_becomes_its_chance() -> None:
    text, _ = banded(plain_layout() | {"wording": "certain to"})
    found = {c.quote: c.probability for c in extract(text, published=DAY, author="Ada")}
    assert found == {
        "Kern": 0.95,
        "Harlow Rovers": 0.95,
        "Lund": 0.75,
        "San Vale": 0.75,
        "Oslo Trams": 0.2,
        "Ada Poe": 0.2,
    }


@pytest.mark.parametrize("title", LOOKALIKES)
def test_what_stands_below_other_lines_is_not_foretold(title: str) -> None:
    names = {name for below in LOOKALIKES[title].values() for name in below}
    misread = [
        (layout["band"], layout["entry"])
        for layout in layouts_of("band", "entry")
        if names & {quote for quote, _ in read_of_names(lookalike(layout, title))}
    ]
    assert misread == []


@pytest.mark.parametrize(
    ("one", "other"), two_axes(HEADED), ids=map(" and ".join, two_axes(HEADED))
)
def test_the_head_of_an_entry_is_foretold_and_not_what_explains_it(one: str, other: str) -> None:
    unread = []
    for layout in headed_layouts(one, other):
        text, said = headed(layout)
        candidates = extract(text, published=DAY, author="Ada")
        if [c.quote.strip(" .!*") for c in candidates] != said:
            unread.append((layout[one], layout[other]))
    assert unread == []


@pytest.mark.parametrize("title", ABOUT_PREDICTING)
def test_a_text_about_predicting_makes_no_predictions(title: str) -> None:
    misread = [
        (layout["head"], layout["text"])
        for layout in headed_layouts("head", "below")
        if extract(about_predicting(layout, title), published=DAY, author="Ada")
    ]
    assert misread == []


@pytest.mark.parametrize("layout", ASKED)
def test_a_bare_answer_is_foretold_by_the_question_before_it(layout: str) -> None:
    candidates = extract(asked(layout, "# My predictions for 2031"), published=DAY, author="Ada")
    found = [(c.quote.strip(" .*"), c.statement, c.polarity.value) for c in candidates]
    assert found == [(answer, said, way) for _, answer, said, way in ANSWERS]


@pytest.mark.parametrize("title", ["# Questions and answers", "# Minutes of the council", "# Quiz"])
@pytest.mark.parametrize("layout", ASKED)
def test_an_answer_is_not_foretold_where_nothing_is_announced(layout: str, title: str) -> None:
    answers = {answer for _, answer, _, _ in ANSWERS}
    candidates = extract(asked(layout, title), published=DAY, author="Ada")
    assert [
        c.statement for c in candidates if c.quote.strip(" .*") in answers - {"They won't"}
    ] == []
