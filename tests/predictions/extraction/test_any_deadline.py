"""Claims take the deadline that a careful reader gives them, wherever and however the document says it."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.horizons import (
    AS_OPENING,
    AS_TIME,
    AS_TITLE,
    CLAIMS,
    DECEMBER,
    DISTRACTORS,
    ENTRIES,
    GRADED,
    JANUARY,
    LAST_YEAR,
    LEADS,
    LOOKED_BACK,
    MIDYEAR,
    NEXT_SECTIONS,
    OPEN,
    OPENINGS,
    OWN,
    PAST_SECTIONS,
    PERIODS,
    QUESTIONS,
    RULES,
    SCENES,
    TIMES,
    TITLES,
    WORDED_OPENINGS,
    WORDED_TITLES,
    Page,
    Told,
    answered,
    by_sections,
    coming_year,
    end_of,
    in_tables,
    later,
    looking_back,
    page,
    two_years,
)

YEAR, SOON, FAR = ("2034", end_of(2034)), ("the coming year", coming_year), ("the next five years", later(5))  # fmt: skip
# One of each place, for what stands beside it and for the kinds of entries.
PLACES = (
    ("heading", "Predictions for 2034", end_of(2034)), ("given", "Predictions for 2034", end_of(2034)), ("matter", "What I expect of the coming year", coming_year),
    ("opened", "Here are my predictions for 2034.", end_of(2034)), ("amid", "Here are my predictions for the coming year.", coming_year), ("lead", "By the end of 2034:", end_of(2034)),
    ("section", "By 2034", end_of(2034)), ("second", "In the next five years", later(5)), ("opened", "All of these are by December 31, 2034 unless stated otherwise.", end_of(2034)),
)  # fmt: skip


def worded() -> Iterator[Page]:
    """Every title, opening and lead-in at every place that can hold it."""
    for words, (period, due) in product(TITLES, (YEAR, SOON, FAR)):
        yield from (page(place, words.format(period), DECEMBER, due) for place in AS_TITLE)
    for words, (period, due) in product(OPENINGS, (YEAR, SOON, FAR)):
        yield from (page(place, words.format(period), DECEMBER, due) for place in AS_OPENING)
    for words, (period, due) in product(LEADS, (YEAR, SOON, FAR)):
        yield page("lead", words.format(period), DECEMBER, due)
    for (words, due), day in product(WORDED_TITLES.items(), (DECEMBER, JANUARY)):
        yield from (page(place, words, day, due) for place in ("heading", "matter", "given"))
    for words, due in WORDED_OPENINGS.items():
        yield from (page(place, words, DECEMBER, due) for place in AS_OPENING)


def periods() -> Iterator[Page]:
    """Every period that predictions are for, as of December, January and June."""
    for (period, due), day in product(PERIODS.items(), (DECEMBER, JANUARY, MIDYEAR)):
        yield page("heading", f"Predictions for {period}", day, due)
        yield page("heading", f"What I expect of {period}", day, due)
        yield page("opening", f"Here are my predictions for {period}.", day, due)
        yield page("lead", f"My predictions for {period}:", day, due)
        yield page("section", f"Predictions for {period}", day, due)


def times() -> Iterator[Page]:
    """Every time as a heading, lead-in or parent, and every rule at the top."""
    for (words, due), place in product(TIMES.items(), AS_TIME):
        said = f"{words}:" if place in ("lead", "parent") else words
        yield page(place, said, DECEMBER, due)
        if place != "parent":
            yield page(place, said, MIDYEAR, due, kind="paragraphs")
    for (rule, due), place in product(RULES.items(), ("opened", "amid")):
        yield page(place, rule, DECEMBER, due)


def beside() -> Iterator[Page]:
    """What distracts, and every kind of entry, at each place."""
    for (place, words, due), distractor in product(PLACES, DISTRACTORS):
        yield page(place, words, DECEMBER, due, beside=distractor)
    for (place, words, due), kind in product(PLACES, (*ENTRIES, "table")):
        if (place, kind) != ("lead", "headings"):
            yield page(place, words, DECEMBER, due, kind=kind)


def read(text: str, day: date, title: str | None) -> dict[str, date | None]:
    """The deadline of each claim, by its first word."""
    found = extract(text, published=day, author="Ada", title=title)
    named = (*CLAIMS, OWN[0], OPEN)
    return {next((n for n in named if n in c.quote), c.quote): c.deadline for c in found}


@pytest.mark.parametrize("pages", [worded, periods, times, beside])
def test_a_list_has_the_deadline_of_what_stands_above_it(
    pages: Callable[[], Iterator[Page]],
) -> None:
    misread = []
    for text, day, title, due in pages():
        wanted = dict.fromkeys(CLAIMS, due) | {OWN[0]: OWN[1], OPEN: None}
        found = read(text, day, title)
        if any(found.get(claim, date.min) != last for claim, last in wanted.items()):
            misread.append((text, title, day, due, found))
    assert misread == []


@pytest.mark.parametrize(
    "texts",
    [
        lambda: looking_back(GRADED, LOOKED_BACK, LAST_YEAR),
        lambda: two_years(PAST_SECTIONS, NEXT_SECTIONS),
        by_sections,
        lambda: answered(QUESTIONS, SCENES),
        in_tables,
    ],
    ids=["looking back", "two years", "sections", "answers", "tables"],
)
def test_each_part_of_a_text_has_its_own_deadline(texts: Callable[[], Iterator[Told]]) -> None:
    misread = []
    for text, day, due, title in texts():
        found = read(text, day, title)
        if any(found.get(claim, date.min) != last for claim, last in due.items()):
            misread.append((text, title, day, found))
    assert misread == []


@pytest.mark.parametrize(
    "words",
    [
        "They will fall by 2034, people say.",
        "Everything changed in 2029.",
        "All of these were made in January 2031.",
        "Each of them was read by thousands in 2030.",
        "I will check the docks at the end of 2034.",
        "We will review our lease by the end of 2034.",
        "Unless it rains, the fair opens on 3 May 2032.",
        "My predictions for 2030 are in this post.",
        "I was wrong about all of it in 2030.",
        "These docks are from 1962.",
    ],
)
@pytest.mark.parametrize("kind", ["items", "paragraphs"])
def test_a_time_beside_the_claims_is_not_theirs(words: str, kind: str) -> None:
    text, day, title, _ = page("opened", words, DECEMBER, end_of(2034), kind=kind)
    found = read(text, day, title)
    assert [found[claim] for claim in CLAIMS] == [None] * len(CLAIMS)


@pytest.mark.parametrize(
    "claim",
    [
        "The firms that rule the quays today will be gone",
        "The docks will struggle to find their place in the 21st century",
        "Mayor Kern announces that she will run for governor in 2036",
        "The Lund index will be between 2400 and 2900",
        "The Harlow ferry will be sold: 70% (made on 20 December 2031)",
    ],
)
def test_a_time_that_is_not_when_it_comes_true_leaves_the_deadline_of_the_list(claim: str) -> None:
    text = (
        f"# Predictions for 2032\n\n- The pier will burn down.\n- {claim}.\n- The mole will sink.\n"
    )
    found = extract(text, published=DECEMBER, author="Ada")
    assert {c.deadline for c in found if c.start > text.index("- The pier") + 20} == {
        date(2032, 12, 31)
    }


def test_in_the_last_days_of_a_year_its_predictions_are_looked_back_on() -> None:
    text = "# My 2032 predictions\n\n- The ferry is sold before Easter. (wrong)\n- Kern Boats will close in November. (right)\n"
    found = extract(text, published=date(2032, 12, 28), author="Ada")
    assert [c.deadline for c in found] == [date(2032, 3, 27), date(2032, 11, 30)]


@pytest.mark.parametrize(
    "above", ["## Last year's predictions", "## Results for 2031", "My predictions for 2031 were:"]
)
def test_the_times_of_an_old_list_are_those_of_its_year(above: str) -> None:
    text = (
        f"# Harbour predictions\n\n{above}\n\n- The ferry will be sold this year. (wrong)\n- Kern Boats will close before Easter. (right)\n\n"
        "## Predictions for 2032\n\n- The pier will burn down before Easter: 70%\n"
    )
    found = extract(text, published=JANUARY, author="Ada")
    assert [c.deadline for c in found] == [date(2031, 12, 31), date(2031, 4, 12), date(2032, 3, 27)]


def test_a_day_without_a_year_is_one_of_the_year_that_a_list_is_for() -> None:
    text = "# Harbour predictions\n\n## Predictions for 2034\n\n- The ferry will be sold by June.\n- Kern Boats will close in five years.\n- The pier will burn down by May 2033.\n"
    found = extract(text, published=MIDYEAR, author="Ada")
    assert [c.deadline for c in found] == [date(2034, 6, 30), date(2037, 6, 14), date(2033, 5, 31)]
