"""What is put before the model: constructions that state a claim without the usual cues."""

from datetime import date

import pytest

from predictions.candidate import Polarity
from predictions.extraction import extract
from predictions.extraction.deciding.accepting import judged
from predictions.extraction.layout.document import read_document

PUBLISHED = date(2025, 3, 1)


def proposed(text: str, title: str | None = None) -> list[str]:
    document = read_document(text, published=PUBLISHED, author="Ada", title=title)
    return [text[p.start : p.end] for p in judged(document)[0]]


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


def test_a_view_after_a_fact_is_a_claim_of_its_own() -> None:
    text = "Work on the bridge has not stopped, I believe the council will pay for it."
    assert proposed(text) == ["the council will pay for it"]


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


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The damage that the flood will do \u2014 above all in Kern, Harrow and the valley \u2014 will be felt for years.",
            [
                "The damage that the flood will do \u2014 above all in Kern, Harrow and the valley \u2014 will be felt for years"
            ],
        ),
        (
            "The ferry stops in 2027 \u2014 the mayor will see to that \u2014 and the mill will close by 2028.",
            [
                "The ferry stops in 2027",
                "the mayor will see to that",
                "the mill will close by 2028",
            ],
        ),
        (
            "Either the mill will close in 2026 or the council will buy it.",
            ["Either the mill will close in 2026 or the council will buy it"],
        ),
        (
            "The mill will close in 2026 or the council will buy it in 2027.",
            ["The mill will close in 2026", "the council will buy it in 2027"],
        ),
        (
            "Rents will be dreadful, but only in the lower valley.",
            ["Rents will be dreadful, but only in the lower valley"],
        ),
        (
            "Rents will be dreadful, but everybody in the valley knows why.",
            ["Rents will be dreadful"],
        ),
    ],
)
def test_where_a_sentence_is_cut(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Wool output will grow by 3.1% in 2026, 2.8% in 2027 and 2.4% by 2030.",
            ["Wool output will grow by 3.1% in 2026", "2.8% in 2027", "2.4% by 2030"],
        ),
        (
            "Wool output is tipped to grow by 4% this year, slowing to 3% in 2026, before picking up again to 5% in 2027.",
            [
                "Wool output is tipped to grow by 4% this year",
                "slowing to 3% in 2026",
                "picking up again to 5% in 2027",
            ],
        ),
        (
            "Wool prices will rise from $3 in 2025 to $4 in 2026.",
            ["Wool prices will rise from $3 in 2025 to $4 in 2026"],
        ),
        (
            "The ferry will stop in 2026 or 2027, and carry 40,000 people by then.",
            ["The ferry will stop in 2026 or 2027, and carry 40,000 people by then"],
        ),
    ],
)
def test_amounts_with_a_time_each_are_claims_each(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Kern Bank expects rents to rise to 5% in 2026 and 6% in 2027.", "Rents will rise to 6% in 2027"),
        (
            "Kern Bank expects rents to fall from 9% in 2025 to 6% in 2026, and to about 4% in 2027.",
            "Rents will fall from 9% in 2025 to about 4% in 2027",
        ),
        (
            "Kern Bank expects rents to rise by 5% in 2026, slowing to 2% in 2027.",
            "Rents will be slowing to 2% in 2027",
        ),
    ],
)  # fmt: skip
def test_the_last_of_several_amounts_is_said_of_the_same_by_the_same(text: str, last: str) -> None:
    first, *_, second = extract(text, published=PUBLISHED, author="Ann Roe")
    assert second.statement == last
    assert [(first.author, first.reported)] * 2 == [
        ("Kern Bank", True),
        (second.author, second.reported),
    ]


def test_amounts_with_a_time_each_share_what_stands_before_the_first() -> None:
    text = "The office puts the odds of a drought at 30 percent in 2026 and 45 percent in 2027."
    one, two = extract(text, published=PUBLISHED)
    assert (one.probability, one.deadline) == (0.3, date(2026, 12, 31))
    assert (two.probability, two.deadline) == (0.45, date(2027, 12, 31))
    assert two.statement == "There will be a drought in 2027"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("There is a fair chance that they will.", "There is a fair chance that they will"),
        ("The mayor may sell, but I doubt it will.", "I doubt it will"),
        ("I think that the council will sell the old mill.", "the council will sell the old mill"),
        (
            "By 2030 we will see a huge shortage of millers that will hurt every town.",
            "By 2030 we will see a huge shortage of millers that will hurt every town",
        ),
        ("We will say that the mill will close.", "the mill will close"),
        (
            "According to the survey, which came out on Monday, the price of wool will reach $9.",
            "the price of wool will reach $9",
        ),
        (
            "According to the almanac, the river has a 68% chance of freezing.",
            "the river has a 68% chance of freezing",
        ),
        ("The river will freeze, according to the almanac.", "The river will freeze"),
    ],
)
def test_what_introduces_a_claim_comes_off_where_the_claim_stands_alone(
    text: str, claim: str
) -> None:
    assert claim in proposed(text)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Wool will be cheap, and by the end of 2030, trams will be cheaper.",
            ["Wool will be cheap", "by the end of 2030, trams will be cheaper"],
        ),
        (
            "Harrow will be a town where trams will run at night.",
            ["Harrow will be a town where trams will run at night"],
        ),
        (
            "The council will pay for every mill and every tram that can be moved.",
            ["The council will pay for every mill and every tram that can be moved"],
        ),
        (
            "The mill will pay more or less what it can.",
            ["The mill will pay more or less what it can"],
        ),
        (
            "Boats, carts and the new trams will be fuelled with wool.",
            ["Boats, carts and the new trams will be fuelled with wool"],
        ),
        (
            "Wool will be cheap, and the trams will be cheaper.",
            ["Wool will be cheap", "the trams will be cheaper"],
        ),
    ],
)
def test_what_belongs_together_is_not_cut(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("2030: trams made of wool", ["2030: trams made of wool"]),
        ("Trams made of wool \u2013 next 50 years!", ["Trams made of wool \u2013 next 50 years"]),
        (
            "The woods will grow by half \u2014 an acre a day \u2014 by 2050.",
            ["The woods will grow by half \u2014 an acre a day \u2014 by 2050"],
        ),
        (
            "In 2030 the mill will close: the trams will have won.",
            ["In 2030 the mill will close", "the trams will have won"],
        ),
    ],
)
def test_a_time_alone_behind_a_mark_stays_with_its_claim(line: str, claims: list[str]) -> None:
    assert proposed(f"- {line}\n", title="Predictions for the valley") == claims


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
    ("text", "claim"),
    [
        (
            'Ann Roe, who runs the mill, commented, "The mill will close by 2030."',
            "The mill will close by 2030",
        ),
        (
            '"We expect to see higher rents into 2026," says Ann Roe at the bank, now forecasting a price of 9 dollars for every coat.',
            "We expect to see higher rents into 2026",
        ),
        (
            "Ann Roe told a 400-strong crowd at the wool forum that prices would soon fall.",
            "prices would soon fall",
        ),
        (
            "She wrote a piece declaring that 2030 would be the year of wool.",
            "2030 would be the year of wool",
        ),
        (
            'The mill, "the pride of Kern", will close by 2030.',
            'The mill, "the pride of Kern", will close by 2030',
        ),
    ],
)
def test_who_says_it_comes_off_a_claim(text: str, claim: str) -> None:
    assert claim in proposed(text)


def test_amounts_in_millions_with_a_year_each_are_claims_each() -> None:
    text = "The deficit will be $528M for 2026, $746M for 2027 and $992M for 2028."
    assert proposed(text) == [
        "The deficit will be $528M for 2026",
        "$746M for 2027",
        "$992M for 2028",
    ]


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


def test_what_somebody_adds_is_a_claim_of_its_own() -> None:
    text = "The mill said rents would rise, adding that wages will follow."
    assert proposed(text) == ["rents would rise", "wages will follow"]
    text = (
        "The guild puts the odds of rain at 20 percent, adding that the odds of snow are 5 percent."
    )
    assert len(proposed(text)) == 2


PICKS = (
    "# Playoffs\n\n## First round\n(2) Rovers defeat (7) 49ers.\n\nI picked them for their pitch.\n\n"
    "## Final\nRovers over Kern in six.\n\nI'll go with the Rovers.\n"
)


def test_who_beats_whom_is_a_pick_where_the_writer_picks_winners() -> None:
    assert {"Rovers defeat (7) 49ers.", "Rovers over Kern in six."} <= set(proposed(PICKS))


def test_who_beat_whom_is_news_where_nobody_picks_winners() -> None:
    assert proposed("# News\n\nRovers defeat Harrow.\n\nThe town was glad.\n") == []
