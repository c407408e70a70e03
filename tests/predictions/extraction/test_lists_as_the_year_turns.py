"""A list that is posted as a year turns is for that year, where it looks no farther and nothing says for when it is."""

from datetime import date

import pytest

from predictions.extraction import extract

DAYS = [date(2030, 12, 15), date(2030, 12, 31), date(2031, 1, 1), date(2031, 1, 5), date(2031, 1, 18)]  # fmt: skip
CLAIMS = ("The ferry will be sold", "The lighthouse will be closed", "Nobody will dredge the harbour", "Fares will double")  # fmt: skip
OPENINGS = ("These are often wrong.", "I have a different set of predictions:", "The harbour, then.")  # fmt: skip
MARKS = ("- {}.", "{n}. {}.", "  \u2022 {}.", "{n}) {}.")


def listed(claims: tuple[str, ...], opening: str, mark: str) -> str:
    rows = (mark.format(claim, n=n) for n, claim in enumerate(claims, 1))
    return f"{opening}\n\n" + "\n".join(rows) + "\n"


def deadlines(text: str, day: date) -> set[date | None]:
    found = {c.quote: c.deadline for c in extract(text, published=day)}
    assert sum(any(claim in quote for claim in CLAIMS) for quote in found) == len(CLAIMS), found
    return {last for quote, last in found.items() if any(claim in quote for claim in CLAIMS)}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("mark", MARKS)
def test_one_item_that_names_the_year_is_enough(day: date, opening: str, mark: str) -> None:
    text = listed((*CLAIMS, "The mayor will resign in 2031"), opening, mark)
    assert deadlines(text, day) == {date(2031, 12, 31)}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_predictions_need_not_even_name_it(day: date) -> None:
    assert deadlines(listed(CLAIMS, OPENINGS[1], MARKS[0]), day) == {date(2031, 12, 31)}


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ("The mayor will resign in 2031", date(2030, 6, 15)),
        ("The mayor will resign in 2031", date(2031, 3, 1)),
        ("The mayor will resign by 2036", DAYS[1]),
        ("The mayor will resign in ten years", DAYS[1]),
        ("A bridge will be the work of the next decade", DAYS[1]),
        ("The mayor will resign in 2031 (said on 2030-11-04)", DAYS[1]),
    ],
)
def test_other_days_and_lists_that_look_farther_are_left_open(more: str, day: date) -> None:
    assert deadlines(listed((*CLAIMS, more), OPENINGS[1], MARKS[0]), day) == {None}


def test_so_are_lists_that_promise_nothing_and_name_no_year() -> None:
    assert deadlines(listed(CLAIMS, OPENINGS[0], MARKS[0]), DAYS[1]) == {None}


AS_A_DECADE_TURNS = pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2029, 12, 30), date(2039, 12, 31)),
        (date(2030, 1, 2), date(2039, 12, 31)),
        (date(2030, 6, 1), None),
        (date(2032, 1, 2), None),
    ],
)
NEW_DECADE = "A New Decade. Any Predictions?\n\nHere are mine:\n\n- The ferry will be sold.\n- Fares will double.\n"


@AS_A_DECADE_TURNS
def test_predictions_for_a_new_decade_are_for_the_one_that_turns(
    day: date, last: date | None
) -> None:
    assert {c.deadline for c in extract(NEW_DECADE, published=day)} == {last}


@pytest.mark.parametrize(
    ("opening", "last"),
    [
        ('I read the guild\'s paper from 1900, "What May Happen in the Next Hundred Years".', date(2000, 12, 31)),
        ('In 1950 a paper told us what will happen in the next fifty years.', date(2000, 12, 31)),
        ('I read the guild\'s new paper, "What May Happen in the Next Hundred Years".', date(2130, 6, 20)),
        ('I read a paper of 1900 and one of 1950, "What May Happen in the Next Hundred Years".', date(2130, 6, 20)),
    ],
)  # fmt: skip
def test_what_was_foretold_long_ago_counts_from_then(opening: str, last: date) -> None:
    text = (
        f'{opening}\n\nTheir predictions:\n\n- "The ferry will be sold."\n- "Fares will double."\n'
    )
    found = extract(text, published=date(2030, 6, 20), title="Old predictions")
    assert {c.deadline for c in found if "ferry" in c.quote or "Fares" in c.quote} == {last}


@pytest.mark.parametrize("more", ["Ferries will be common by the end of the decade", "Rents will stagnate for the whole of the decade", "A tram will be built this decade"])  # fmt: skip
@AS_A_DECADE_TURNS
def test_a_list_that_speaks_of_the_decade_as_one_turns_is_for_it(
    more: str, day: date, last: date | None
) -> None:
    assert deadlines(listed((*CLAIMS, more), OPENINGS[0], MARKS[0]), day) == {last}


def test_who_runs_in_a_later_year_makes_no_list_look_farther() -> None:
    claims = (*CLAIMS, "Kern will be ahead for the 2036 presidential nomination")
    assert deadlines(listed(claims, OPENINGS[1], MARKS[0]), DAYS[3]) == {date(2031, 12, 31)}


@pytest.mark.parametrize(
    ("opening", "last"),
    [
        ("I really feel 2031 is going to be a big year.", date(2031, 12, 31)),
        ("2031 promises to be lively.", date(2031, 12, 31)),
        ("I feel that 2034 will be a big year.", None),
        ("In 2031 I will have been here for ten years.", None),
    ],
)
def test_predictions_that_open_with_what_the_year_will_be_are_for_it(
    opening: str, last: date | None
) -> None:
    text = f"# Harbour predictions\n\n{opening}\n\n## Boats\n\nThe ferry will be sold.\n"
    assert [c.deadline for c in extract(text, published=DAYS[3]) if "ferry" in c.quote] == [last]


@pytest.mark.parametrize(
    ("title", "year"), [("How my 2031 predictions went", 2031), ("A look back", 2030)]
)
def test_last_year_s_predictions_are_for_the_year_that_the_title_names(
    title: str, year: int
) -> None:
    text = f"# {title}\n\nIt was a long year.\n\n## Last year's predictions\n\n- Kern wins the vote: 90%\n- Harrow joins the guild: 40%\n"
    found = extract(text, published=date(2031, 12, 30))
    assert [c.deadline for c in found] == [date(year, 12, 31)] * 2


@pytest.mark.parametrize(
    ("before", "year"),
    [
        ("If you haven't read my follow-up to my 2030 predictions, you can find it [here](https://example.org/a).", 2031),
        ("You can read my 2030 predictions here.", 2031),
        ("Here is how my 2030 predictions did:", 2030),
    ],
)  # fmt: skip
def test_calls_of_the_year_before_that_stand_elsewhere_lend_no_year(before: str, year: int) -> None:
    text = f"# 2031 predictions\n\n{listed(CLAIMS, before, MARKS[0])}"
    assert deadlines(text, date(2031, 1, 2)) == {date(year, 12, 31)}
