"""Lists in the plain present: claims where they answer a question for predictions, and nowhere else."""

from datetime import date

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.announced import ASKING, CLAIMS, OTHERS, threads

DAY = date(2031, 1, 2)


def read(text: str) -> list[str]:
    """The quotes of what is found, without full stops."""
    return [c.quote.rstrip(".") for c in extract(text, published=DAY)]


@pytest.mark.parametrize("asking", ASKING)
def test_a_list_that_answers_a_question_for_predictions_is_read_in_whatever_page(
    asking: str,
) -> None:
    unread = [text for text in threads(asking) if read(text) != CLAIMS]
    assert unread == []


@pytest.mark.parametrize("kind", OTHERS)
def test_a_list_that_foretells_nothing_is_no_list_of_predictions(kind: str) -> None:
    assert read(OTHERS[kind]) == []


def test_the_list_alone_says_nothing_of_what_is_to_come() -> None:
    text = "Here are mine:\n\n1. The old mill closes.\n2. Nobody takes the tram.\n"
    assert read(text) == []


@pytest.mark.parametrize(
    "reason",
    [
        "It lost money last year.",
        "Nobody eats rye today.",
        "The rock is too hard.",
        "That's what my sister says.",
        "(My uncle works there.)",
        "Drills cost a fortune already.",
        "Who needs it?",
    ],
)
def test_a_sentence_of_an_entry_that_gives_its_reason_is_no_claim(reason: str) -> None:
    text = f"Any predictions for 2031?\n\nMine:\n\n1. The mill closes. {reason}\n2. No tunnel.\n"
    assert read(text) == ["The mill closes", "No tunnel"]


@pytest.mark.parametrize(
    ("entry", "claims"),
    [
        ("The mill closes and the yard takes its place", 2),
        ("The mill stays open, but its owners sell the yard", 2),
        ("The mill still exists but loses its oven", 2),
        ("The mill closes; the yards expand", 2),
        ("Mills and yards merge", 1),
        ("Rents between the mill and the yard rise", 1),
        ("The council opens a tram line and a ferry pier", 1),
        ("Kern, Lund and Roe form a coalition", 1),
        ("The mill loses its oven and goes on", 1),
    ],
)
def test_an_entry_that_says_two_things_is_two_claims(entry: str, claims: int) -> None:
    text = f"Any predictions for 2031?\n\nMine:\n\n1. {entry}.\n2. The ferries stop.\n"
    assert len(read(text)) == claims + 1


MOSTLY = [
    "Ferry fares will rise",
    "The mill will close",
    "Solar roofs will become the norm",
    "Wool is going to be cheap",
]


@pytest.mark.parametrize(
    "opening",
    [
        "# Predictions for 2031\n",
        "Predictions tend to be far off. I write them down all the same, so that nobody can say afterwards that I did not, and so that I can see for myself what I thought. Here are mine.\n",
        "Every winter the whole village sits in the hall and guesses what the next year brings, with tea, cake and a prize of forty crowns for the best of us, which my aunt has won six times so far. Below are my predictions for 2031.\nTrade\n",
    ],
)
@pytest.mark.parametrize(
    "entry", ["A ferry tax is introduced in at least one town", "Printed maps return"]
)
def test_what_most_entries_foretell_the_others_do_too(opening: str, entry: str) -> None:
    items = "\n".join(f"- {said}." for said in (*MOSTLY, entry))
    assert read(f"{opening}\n{items}\n") == [*MOSTLY, entry]


@pytest.mark.parametrize(
    "entry",
    [
        "My notes are on the table",
        "Ask me again in May",
        "Wool was dear last year",
        "Source: the Harbour Gazette",
    ],
)
def test_an_entry_that_foretells_nothing_is_no_claim_in_any_company(entry: str) -> None:
    items = "\n".join(f"- {said}." for said in (*MOSTLY, entry))
    assert read(f"# Predictions for 2031\n\n{items}\n") == MOSTLY


def test_two_numbered_headings_that_say_what_will_be_are_claims() -> None:
    text = (
        "# This week's predictions\n\n## 1. Kern Will Buy the Mill\n\nThe mill is old. Its owner is tired.\n\n"
        "## 2. Ferry Companies Will Deploy Paper Tickets\n\nPaper is cheap. Screens break.\n"
    )
    assert read(text) == ["Kern Will Buy the Mill", "Ferry Companies Will Deploy Paper Tickets"]


CALLED = {
    "glued in front": "open prediction{}",
    "glued in front with a capital": "Open prediction{}",
    "glued with its number": "Prediction #{number}{}",
    "in a line above with its number": "Prediction {number}\n{}",
    "in a line above": "Open prediction\n{}",
    "in a line above with a colon": "Prediction {number}:\n{}",
    "in front with a colon": "Open prediction: {}",
}
OF_A_SITE = [
    "The old mill closes",
    "Paper tickets disappear from the ferries",
    "The union loses half of its members",
    "A tunnel opens under the strait",
    "The harbour tax doubles the price of wool",
]


@pytest.mark.parametrize("called", CALLED)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "above", ["\u2190 2030\n5 open predictions\n", "# Predictions for 2031\n\n"]
)
def test_what_a_page_calls_predictions_are_claims(called: str, between: str, above: str) -> None:
    entries = (CALLED[called].format(said, number=n) for n, said in enumerate(OF_A_SITE, 1))
    assert read(above + between.join(entries) + "\n") == OF_A_SITE


def test_other_labels_make_no_predictions() -> None:
    entries = "\n".join(f"open question{said}" for said in OF_A_SITE)
    assert read(f"5 open questions\n{entries}\n") == []


def test_a_line_that_only_speaks_of_predictions_is_no_label() -> None:
    lines = "Prediction markets pay\nPrediction of rain is hard\nPredictions Wanted\n"
    assert read(lines) == []


LINES = [
    "The old mill closes.",
    "Paper tickets disappear from the ferries.",
    "The union loses half of its members.",
    "A tunnel opens under the strait.",
    "The harbour tax doubles the price of wool.",
    "No more printed maps.",
]


@pytest.mark.parametrize(
    "above", ["# Predictions for 2031", "Predictions for 2031", "My predictions:", "## Forecasts"]
)
def test_lines_without_bullets_below_a_title_of_predictions_are_claims(above: str) -> None:
    text = "\n\n".join((above, *LINES))
    assert read(text) == [said.rstrip(".") for said in LINES]


@pytest.mark.parametrize("above", ["# Notes from the harbour", "Welcome", "## What we saw"])
def test_lines_below_another_title_are_none(above: str) -> None:
    assert read("\n\n".join((above, *LINES))) == []


def test_lines_that_say_how_things_are_are_no_claims_below_any_title() -> None:
    lines = [
        "The mill is old.",
        "Its owner is tired.",
        "I asked her twice.",
        "You know the place.",
        "It was built by my uncle.",
    ]
    assert read("\n\n".join(("# Predictions for 2031", *lines))) == []


@pytest.mark.parametrize(
    "lead",
    [
        "However, I think there are some lessons that you will want to learn:",
        "I'm going to end with a plug for the book I think should be in every mill:",
        "The photos won't be there for a month, but when they are I highly recommend, I think:",
        "I think a loom will sell when it gets three things right:",
    ],
)
def test_what_leads_to_something_else_makes_no_forecasts_of_what_stands_below(lead: str) -> None:
    entries = ["Red looms", "Blue looms", "A loom of glass"]
    below = "".join(f"- {entry}\n" for entry in entries)
    assert not {*entries} & {*read(f"# Looms\n\nIt rained.\n\n{lead}\n\n{below}")}
    assert {*entries} <= {*read(f"# Looms\n\nI think these will never be sold:\n\n{below}")}


def test_a_sentence_that_goes_on_behind_the_end_of_a_page_is_no_claim_of_its_own() -> None:
    page = (
        "# Minutes of the guild\n\n## The forecast\n\nIn the guild's central forecast, sales of wool remain"
        " sluggish this year as the squeeze{end}\n\nweavers' incomes continues to weigh on the price of"
        " coats, and rents fall to a low.\n\nMembers agreed.\n"
    )
    assert "rents fall to a low" not in read(page.format(end=" on"))
    assert "rents fall to a low" in read(page.format(end="."))
