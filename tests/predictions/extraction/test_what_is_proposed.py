"""What is put before the model: constructions that state a claim without the usual cues."""

from datetime import date

import pytest

from predictions.candidate import Polarity
from predictions.extraction import extract
from tests.predictions.extraction.proposals import proposed

PUBLISHED = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("What comes next is going to be loud.", "What comes next is going to be loud"),
        ("Changes in the valley are coming.", "Changes in the valley are coming"),
        ("A second term seems pretty certain.", "A second term seems pretty certain"),
        ("Look for the mill to reopen.", "Look for the mill to reopen"),
        ("I look for rents to climb.", "I look for rents to climb"),
        ("Night trams are still a long way off.", "Night trams are still a long way off"),
        (
            "The towns in the valley are prone to see rain.",
            "The towns in the valley are prone to see rain",
        ),
        (
            "Will the mill be sold? I give 32% probability that it will.",
            "Will the mill be sold? I give 32% probability that it will.",
        ),
        ("Harrow is the favourite to win the cup.", "Harrow is the favourite to win the cup"),
        ("My money is on Harrow.", "My money is on Harrow"),
        ("The mill's days are numbered.", "The mill's days are numbered"),
        ("Trams are here to stay.", "Trams are here to stay"),
        ("I predict: the mill closes first.", "I predict: the mill closes first"),
        (
            "Rents will double, with wages expected to rise by 3% in 2026.",
            "wages expected to rise by 3% in 2026",
        ),
        (
            "The four valley states which joined the pact last year will see rents double.",
            "The four valley states which joined the pact last year will see rents double",
        ),
        (
            "There will be times when you won't know which tram to take.",
            "There will be times when you won't know which tram to take",
        ),
        (
            "The Rovers win the cup (80% confidence, others at 40) said the mayor.",
            "The Rovers win the cup (80% confidence, others at 40)",
        ),
    ],
)
def test_a_claim_is_proposed(text: str, claim: str) -> None:
    assert claim in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "What happens is written on the wall.",
        "We looked for the mill.",
        "I look for the mill.",
        "She put the cups away.",
        "My favourite tea is green.",
        "The pages are numbered.",
        "She paid with the money on the table.",
        "They were picking apples.",
        "A certain number of people came.",
        "She sat on the bench, with her bag set to one side.",
        "Score: 12-10 at half time.",
        "The tribunal sat (80% of the seats were empty).",
    ],
)
def test_the_same_words_without_a_claim(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("More than 40% of the wool comes from Kern.", 0),
        ("More than 40% of the wool comes from Kern in 2027.", 1),
        ("More than 40% of the wool came from Kern in 2017.", 0),
        ("# Predictions for 2027\n\n- More than 40% of the wool comes from Kern.", 1),
    ],
)
def test_a_share_alone_looks_ahead_only_where_a_time_or_an_announcement_does(
    text: str, count: int
) -> None:
    assert len(proposed(text)) == count


def test_a_share_in_the_midst_of_a_paragraph_is_none_under_a_title_of_predictions_either() -> None:
    text = "My mill will close. More than 40% of the wool comes from Kern.\n"
    assert proposed(text, title="Predictions for 2027") == ["My mill will close"]


def test_items_that_go_on_from_the_one_before_need_no_words() -> None:
    text = "# Bets for 2026\n\n- More than ten trams: 80%\n- ...20: 60%\n- \U0001f534 ...30: 5%\n"
    assert [c.probability for c in extract(text, published=PUBLISHED)] == [0.8, 0.6, 0.05]


def test_an_item_is_proposed_with_what_it_says_before_its_first_cue() -> None:
    text = "# Predictions for 2026\n\n- The mill opens again, but still does not pay its debts.\n"
    assert proposed(text) == ["The mill opens again", "does not pay its debts"]


@pytest.mark.parametrize("line", ["Prediction: 2-1", "Score prediction: Rovers 0 - 3"])
def test_a_predicted_score_announces_itself(line: str) -> None:
    assert line in proposed(f"Rovers play City here.\n\n{line}\n")


def test_picks_of_many_names_where_predictions_are_announced() -> None:
    lines = ["To be relegated: Harrow, Kern", "Golden boot: Ann Roe", "Player of the year: Bea Poe"]
    assert proposed("\n\n".join(lines), title="Season predictions") == lines


def test_lines_that_are_labels_with_names_are_picks_each() -> None:
    lines = ["MVP: Ann Roe", "Finals MVP: Ann Roe", "ROY: Cy Doe", "Top four: Harrow, Kern"]
    assert (
        proposed("Here they are.\n\n" + "\n".join(lines), title="Season predictions")[1:] == lines
    )


@pytest.mark.parametrize("mark", ["&rsquo;", "&#8217;", "&#39;", "\u00e2\u20ac\u2122"])
def test_an_apostrophe_that_a_page_left_in_pieces_is_one(mark: str) -> None:
    text = f"The mill won{mark}t reopen by 2027. Rents will follow Ada{mark}s."
    one, two = extract(text, published=PUBLISHED)
    assert (one.quote, one.polarity) == (f"The mill won{mark}t reopen by 2027", Polarity.NO)
    assert text[two.start : two.end] == two.quote == f"Rents will follow Ada{mark}s"


def test_a_title_folded_over_two_lines_of_front_matter_is_read() -> None:
    text = "---\ntitle: >\n  Predictions for 2027\ndate: 2026-11-02\n---\n\nWinner: Kern\n"
    (one,) = extract(text, published=None)
    assert (one.quote, one.deadline) == ("Winner: Kern", date(2027, 12, 31))


def test_a_line_that_leads_to_others_is_no_claim_where_predictions_are_promised() -> None:
    text = "# My predictions for 2031\n\n- Other predictions:\n  - The mill closes\n  - Trams run late\n"
    assert proposed(text) == ["The mill closes", "Trams run late"]


def test_a_heading_that_says_what_is_expected_is_a_claim() -> None:
    text = "# Report\n\n## Rents are expected to rise\n\nThey did so before.\n"
    assert "Rents are expected to rise" in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The trams are about to change all of that.",
        "Wool is heading for nine dollars.",
        "Pain is on the way.",
        "Cheap wool is just around the corner.",
        "The millers are in for a hard winter.",
        "The mill is fated to close.",
        "Cheap wool is still years out.",
    ],
)
def test_what_is_near_is_proposed(text: str) -> None:
    assert proposed(text) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        "This is about the mill.",
        "They met on the way home.",
        "He stood in for his father at the corner.",
        "The head of the mill is here.",
    ],
)
def test_the_same_words_of_what_is_here_are_not(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The days of the cheap mill are over.",
            ["The days of the cheap mill are over"],
        ),
        ("The days of rain were long.", []),
        ("I am putting my money on Harrow.", ["I am putting my money on Harrow"]),
        (
            "Most millers expect less wool but still anticipate that prices will ease.",
            ["Most millers expect less wool", "prices will ease"],
        ),
        (
            "Wool is heading for nine dollars which means that coats will be dear.",
            ["Wool is heading for nine dollars", "coats will be dear"],
        ),
        (
            "The bank said on Monday in a statement that rents will fall.",
            ["rents will fall"],
        ),
        (
            "The guild estimates a loss of 40 coats from a tax on its second-largest market that takes effect in May.",
            [
                "The guild estimates a loss of 40 coats from a tax on its second-largest market that takes effect in May"
            ],
        ),
    ],
)
def test_words_of_expecting_lead_to_their_own_claim(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


def test_a_number_for_what_somebody_else_said_is_not_that_of_what_follows() -> None:
    text = "> The ferry stops by 2030.\n\nI'd put that at 90%. Rents will fall by 2035.\n"
    [rents] = [one for one in extract(text, published=PUBLISHED) if "Rents" in one.quote]
    assert (rents.quote, rents.probability) == ("Rents will fall by 2035", None)
    [own] = extract("90%. Rents will fall by 2035.\n", published=PUBLISHED)
    assert own.probability == 0.9


PICKS = (
    "# Playoffs\n\n## First round\n(2) Rovers defeat (7) 49ers.\n\nI picked them for their pitch.\n\n"
    "## Final\nRovers over Kern in six.\n\nI'll go with the Rovers.\n"
)


def test_who_beats_whom_is_a_pick_where_the_writer_picks_winners() -> None:
    assert {"Rovers defeat (7) 49ers.", "Rovers over Kern in six."} <= set(proposed(PICKS))


def test_who_beat_whom_is_news_where_nobody_picks_winners() -> None:
    assert proposed("# News\n\nRovers defeat Harrow.\n\nThe town was glad.\n") == []
