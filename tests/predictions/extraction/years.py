"""Lists for one year, composed of axes: when they were written or graded, where the year is said, what leads to the entries, how these stand."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle, product
from typing import NamedTuple

CLAIMS = ("The Harlow ferry will be sold", "The old lighthouse will be closed", "Kern Boats will go bankrupt", "The Lund docks will be dredged")  # fmt: skip
SPRING = "The pier will reopen by the end of April"
NEXT = "The Harlow play will open next year"

# Days of writing for the year 2032, and whether it is over and graded.
AHEAD = {"days before": date(2031, 12, 29), "in December": date(2031, 12, 12), "new year": date(2032, 1, 1), "January": date(2032, 1, 17)}  # fmt: skip
CHECKED = {"in March": date(2032, 3, 10), "in July": date(2032, 7, 2)}
GRADED = {"last days": date(2032, 12, 30), "a year later": date(2033, 1, 3), "late": date(2033, 2, 20)}  # fmt: skip

TITLES = ("Predictions 2032", "2032 predictions", "My predictions for 2032", "Harbour predictions: 2032", "Crystal ball 2032", "Twelve predictions for '32", "2032: what I expect", "Happy new year! 2032 predictions")  # fmt: skip
CHECKS = ("2032 predictions so far", "Checking in on my predictions for 2032", "2032 predictions: a first look", "2032 predictions: halfway there", "A mid-year look at my 2032 predictions", "2032 predictions, three months in")  # fmt: skip
RESULTS = ("Prediction results 2032", "2032 predictions, graded", "How my 2032 predictions did", "Scoring my predictions for 2032", "2032 predictions: the results are in", "How did I do in 2032?", "2032 in hindsight: my predictions")  # fmt: skip

LEADS_AHEAD = (
    "", "As is my yearly tradition, I offer a few predictions for the new year, to be revisited (and mocked) a year later. So, without further ado, this year's predictions:",
    "Every January, I say what will happen in the coming year, to be scored on New Year's Eve.", "It is that time again. Here are this year's predictions.", "I do this every year. Let's go.",
    "Last year I got four out of nine. Now for the new year:", "What does the year ahead hold? My picks:", "Some housekeeping first: last year's list scored 60%. On to this year's predictions.",
)  # fmt: skip
LEADS_CHECKED = (
    "", "It is time to check in on the New Year's predictions, written before midnight.", "A quick look at how my New Year predictions fare. Most need time.", "We are well into the year, so how do they stand?", "Three months in, here is where my New Year's forecasts stand.",
)  # fmt: skip
LEADS_GRADED = (
    "", "Each year on my blog I like to say what will happen in the coming year. Let's see how I did. First, my predictions:", "I should have posted this a while ago.", "Here is what I said, and what came of it:",
    "Better late than never. The verdict stands behind each.", "A year ago I made some calls. Here is how they went:", "Back in December 2031 I posted the following predictions:",
    "I had written these predictions down on Dec 29, 2031.",
)  # fmt: skip

ENTRIES = {"dashes": "- {}{}.\n", "numbers": "{n}. {}{}.\n", "paragraphs": "{}{}.\n\n", "dots": "\u2022 {}{}.\n"}  # fmt: skip
# Plain lines below the line that announces them, with headings in capitals between them.
IN_ONE = ("These are my predictions for 2032.", "Every January, I predict the coming year, to be scored on New Year's Eve. These are my predictions for 2032.", "My predictions for 2032:", "Here is what I expect of 2032.", "Predictions for 2032, to be graded in January.", "Happy new year! Predictions for 2032 below.")  # fmt: skip
# The list of the year that is over, and that of the next, each under a line of its own.
OVER = ("{} 2032 Predictions (how they did in bold)", "{} predictions for 2032 (results in brackets)", "{} 2032 predictions", "{} Predictions of 2032: results", "{} 2032 predictions, and how they did")  # fmt: skip
WHOSE = ("Guild Staff's", "My", "Last year's", "Kern's", "The Lunds'")


class Told(NamedTuple):
    """A text, its day, and the deadline of each claim in it."""

    text: str
    day: date
    due: dict[str, date]


def _listed(kind: str, claims: tuple[str, ...], marks: tuple[str, ...] = ("",)) -> str:
    rows = (
        ENTRIES[kind].format(claim, marks[n % len(marks)], n=n) for n, claim in enumerate(claims, 1)
    )
    return "".join(rows)


def _due(claims: tuple[str, ...], year: int, following: int = 2033) -> dict[str, date]:
    own = {SPRING: date(year, 4, 30), NEXT: date(following, 12, 31)}
    return {claim: own.get(claim, date(year, 12, 31)) for claim in claims}


def ahead() -> Iterator[Told]:
    """For a year that is about to begin or has just begun."""
    claims = (CLAIMS[0], SPRING, *CLAIMS[1:])
    kinds = cycle(ENTRIES)
    for day, title, lead in product(AHEAD.values(), TITLES, LEADS_AHEAD):
        text = f"{title}\n\n{lead}\n\n{_listed(next(kinds), claims)}"
        yield Told(text, day, _due(claims, 2032))
    for day, title, lead in product(AHEAD.values(), TITLES, LEADS_AHEAD):
        coming = (*CLAIMS[:2], NEXT, *CLAIMS[2:])
        following = 2032 if day.year < 2032 else 2033
        text = f"# {title}\n\n{lead}\n\n{_listed('dashes', coming)}"
        yield Told(text, day, _due(coming, 2032, following))


def checked() -> Iterator[Told]:
    """Looked at again before the year is over."""
    kinds = cycle(ENTRIES)
    for day, title, lead in product(CHECKED.values(), CHECKS, LEADS_CHECKED):
        text = f"# {title}\n\n{lead}\n\n{_listed(next(kinds), CLAIMS, (' - too early to say', ' - looks good'))}"
        yield Told(text, day, _due(CLAIMS, 2032))


def graded() -> Iterator[Told]:
    """Graded when the year is over, or in its last days; "next year" is the one that the list was for."""
    claims = (CLAIMS[0], SPRING, NEXT, *CLAIMS[1:])
    marks = (" - RIGHT", " - WRONG")
    kinds = cycle(ENTRIES)
    for day, title, lead in product(GRADED.values(), RESULTS, LEADS_GRADED):
        text = f"# {title}\n\n{lead}\n\n{_listed(next(kinds), claims, marks)}"
        yield Told(text, day, _due(claims, 2032, 2032))


def in_one() -> Iterator[Told]:
    """Lines without a blank one between them, long enough that no reader takes them for an opening."""
    more = tuple(f"The {n} quays of Lund will be let by the guild to whoever asks for them first: 60%" for n in ("two", "three", "four", "five", "six", "seven"))  # fmt: skip
    for day, opening in product(AHEAD.values(), IN_ONE):
        lines = "\n".join(f"{claim}: {60 + n}%" for n, claim in enumerate((*CLAIMS, SPRING)))
        text = f"{opening}\nHARBOUR\n{lines}\nQUAYS\n" + "\n".join(more) + "\n"
        yield Told(text, day, _due((*CLAIMS, SPRING), 2032))


def two_lists() -> Iterator[Told]:
    """The list of the year that is over and that of the next, below a day and a title for the next."""
    old, new = (*CLAIMS[:2], SPRING), CLAIMS[2:]
    due = _due(old, 2032) | _due(new, 2033)
    for line, whose, kind in product(OVER, WHOSE, ENTRIES):
        past, coming = line.format(whose), f"{whose} 2033 predictions".replace("Last", "This")
        text = (
            f"Tuesday, January 4, 2033\n\nPredicting the future: 2033\n\nFirst, let's look at how they did last year.\n\n"
            f"{past}\n\n{_listed(kind, old, (' - RIGHT', ' - WRONG'))}\n{coming}\n\n{_listed(kind, new)}"
        )
        yield Told(text, date(2033, 1, 4), due)


def from_then() -> Iterator[Told]:
    """Predictions for some years, looked at again on the way: they count from when they were made."""
    made = {
        "At the start of the decade, I made some predictions for the next ten years.": date(2039, 12, 31),
        "Readers might recall that, at the beginning of this decade, we made predictions for the next ten years.": date(2039, 12, 31),
        "Three years ago I wrote down my predictions for the next ten years.": date(2042, 6, 1),
        "Five years ago I made predictions for the next decade.": date(2040, 6, 1),
        "In 2031 I posted predictions for the next ten years.": date(2041, 12, 31),
        "Back in January 2031 I made some predictions for the next five years.": date(2036, 12, 31),
    }  # fmt: skip
    titles = ("The checklist 2035", "Predictions, revisited", "Where my predictions stand")
    for (opening, last), title, kind in product(made.items(), titles, ENTRIES):
        text = f"# {title}\n\n{opening}\n\nHalf of the time is over.\n\n{_listed(kind, CLAIMS)}"
        yield Told(text, date(2035, 6, 1), dict.fromkeys(CLAIMS, last))
