"""Words in bold with which the entries of a list of predictions begin: they are predicted, what follows explains them."""

from datetime import date

import pytest

from predictions.extraction import extract

DAY = date(2030, 12, 20)
HEAD = "# Predictions for 2031\n\n"


def quotes(text: str) -> list[str]:
    return [candidate.quote for candidate in extract(text, published=DAY, author="Ada")]


@pytest.mark.parametrize(
    "items",
    [
        (
            "1. **The mill dies a quiet death** - Its owners face one trouble after another, and the looms are old.\n"
            "2. **Uproar in the town council** - The seats are held by people who loathe each other. It is a shame.\n"
            "3. **No tram on Sundays** - Hardly anybody rides it, the drivers are tired.\n"
        ),
        (
            "**The mill dies a quiet death.** Its owners face one trouble after another.\n\n"
            "**Uproar in the town council.** The seats are held by people who loathe each other.\n\n"
            "**No tram on Sundays.** Hardly anybody rides it.\n"
        ),
        (
            "<ul>\n<li><b>The mill dies a quiet death</b> (its looms are old)</li>\n"
            "<li><b>Uproar in the town council</b> (they loathe each other)</li>\n"
            "<li><b>No tram on Sundays</b> (hardly anybody rides it)</li>\n</ul>\n"
        ),
    ],
)
def test_the_head_is_the_claim_and_the_rest_a_remark(items: str) -> None:
    assert quotes(HEAD + items) == [
        "The mill dies a quiet death" + ("." if "death.**" in items else ""),
        "Uproar in the town council" + ("." if "council.**" in items else ""),
        "No tram on Sundays" + ("." if "Sundays.**" in items else ""),
    ]


def test_what_stands_before_a_dash_is_the_claim_where_all_entries_have_one() -> None:
    items = (
        "1. The mill is sold - its owners face one trouble after another, and laugh about it\n"
        "2. The council loses its head - the seats are held by people who loathe each other\n"
        "3. Old Kern is re-elected - nobody else wants to sit in that draughty hall all year\n"
    )
    assert quotes(HEAD + items) == [
        "The mill is sold",
        "The council loses its head",
        "Old Kern is re-elected",
    ]


def test_what_the_remark_says_of_the_future_is_a_claim_too() -> None:
    items = (
        "- **The mill dies a quiet death** - Nobody will buy its cloth.\n"
        "- **Uproar in the town council** - They loathe each other.\n"
        "- **No tram on Sundays** - The drivers are tired.\n"
    )
    assert "Nobody will buy its cloth." in {
        f"{quote.rstrip('.')}." for quote in quotes(HEAD + items)
    }


@pytest.mark.parametrize(
    "text",
    [
        # Labels of what is spoken of.
        "# Predictions for 2031\n\n- **The old mill**: it is a ruin\n- **The town council**: they are tired\n- **The Sunday tram**: it is empty\n",
        # Words in bold of a text that predicts nothing.
        "# How to run a mill\n\n- **Oil the looms daily** - Dust is their death.\n- **Pay on Fridays** - Weavers are hungry.\n- **Count every bale** - Thieves are many.\n",
        "# Predictions for 2031\n\n**ETA: five years**\n\n**ETA: ten years**\n\n**ETA: many years**\n",
    ],
)
def test_labels_and_the_heads_of_other_lists_are_none(text: str) -> None:
    assert not [quote for quote in quotes(text) if quote.startswith(("The ", "Oil", "Pay", "ETA"))]


def test_a_confidence_below_a_heading_without_a_verb_is_that_of_the_heading() -> None:
    text = f"{HEAD}## A new lock at Harlow\n\nBarges wait for days.\n\nConfidence is greater than 90%.\n\n## The mill becomes a museum\n\nIt is empty.\n\n**Confidence:** 60%, **Bets:** none\n"
    found = {c.quote: c.probability for c in extract(text, published=DAY, author="Ada")}
    assert found["The mill becomes a museum"] == 0.6


@pytest.mark.parametrize(
    "line",
    [
        "(2) Kern Rovers defeat (7) Harrow",
        "Lund over Ostby",
        "49ers 27, Vale 24",
        "Lund beat Vale in six",
    ],
)
def test_who_beats_whom_is_a_pick(line: str) -> None:
    assert quotes(f"{HEAD}## Final\n\n{line}\n") == [line.removeprefix("(2) ")]


def test_who_beat_whom_elsewhere_is_none() -> None:
    assert quotes("# Results of the week\n\nKern Rovers defeat Harrow\n\nLund over Ostby\n") == []


def test_names_below_many_questions_are_options() -> None:
    question = "## {n}. Which town leads in {thing} by 2035?\n\nType: multiple\n\n- Harlow\n- Vale\n- A town that is not there yet\n\n"
    text = "# Questions about the future\n\n" + "".join(
        question.format(n=n, thing=thing) for n, thing in enumerate(("steel", "wool", "trams"), 1)
    )
    assert not [quote for quote in quotes(text) if quote in ("Harlow", "Vale", "Type: multiple")]


def test_milestones_below_a_period_to_come_are_claims_and_those_of_a_plan_are_none() -> None:
    table = "| Milestone | Key indicators |\n|---|---|\n| Trams without drivers on all lines of the valley | Two towns try them already, and the makers promise more each year |\n| Locks that open by themselves | The first was built in 2029 and works |\n"
    found = extract(f"# Trams\n\n## Medium term (2033-2036)\n\n{table}", published=DAY)
    assert [(c.quote, str(c.deadline)) for c in found] == [
        ("Trams without drivers on all lines of the valley", "2036-12-31"),
        ("Locks that open by themselves", "2036-12-31"),
    ]
    assert extract(f"# Roadmap of the tram project\n\n## 2033-2036\n\n{table}", published=DAY) == ()
    assert extract(f"# Trams\n\n## Early years (2010-2014)\n\n{table}", published=DAY) == ()


@pytest.mark.parametrize(
    "verdicts",
    [("CORRECT", "INCORRECT (with bells on)", "HALF CORRECT"), ("\u2705", "\u274c", "\u2705")],
)
def test_what_stands_before_the_verdicts_of_a_list_is_predicted(verdicts: tuple[str, ...]) -> None:
    claims = (
        "Mayor Kern is sidelined by his own council.",
        "Harlow commissions a further tram.",
        "Old Ada is allowed to rejoin the guild.",
    )
    items = [f"- {claim} {verdict}" for claim, verdict in zip(claims, verdicts, strict=True)]
    text = "I did badly.\nThese were my predictions for 2030...\n" + "\n".join(items) + "\n"
    assert [quote.rstrip(". ") for quote in quotes(text)] == [claim.rstrip(".") for claim in claims]


def test_verdicts_on_anything_else_make_no_claims() -> None:
    items = "- The mill pays its weavers well. TRUE\n- The tram runs on coal. FALSE\n- Harlow is older than Vale. TRUE\n"
    assert quotes(f"# What do you know of Harlow?\n\n{items}") == []


def test_where_most_numbered_headings_state_something_all_do() -> None:
    text = f"{HEAD}## 1. Kern buys the mill\n\nHe is rich.\n\n## 2. The lock stays shut\n\nIt leaks.\n\n## 3. Harlow open data for trams\n\nIt is time.\n"
    assert "Harlow open data for trams" in quotes(text)


def test_headings_of_several_words_with_a_number_below_each_are_claimed() -> None:
    text = (
        f"{HEAD}## A desktop of Harlow's own\n\nIt was said before, and it came late.\n\nConfidence is greater than 90%.\n\n"
        "## Free trams on market days\n\nThe guild will ask for it again.\n\nConfidence: 70%\n\n"
        "## New locks on the canal\n\nBarges wait for days.\n\nConfidence is about 60%.\n"
    )
    found = {c.quote: c.probability for c in extract(text, published=DAY, author="Ada")}
    assert found.items() >= {
        ("A desktop of Harlow's own", 0.9),
        ("Free trams on market days", 0.7),
        ("New locks on the canal", 0.6),
    }


COUNTED = (
    "{mark}Trams here, there and everywhere\n\nThe council likes them.\n\n"
    "{mark}The slow death of the mill\n\nNobody buys its flour.\n\n"
    "{mark}The ferry moves upstream\n\nIts quay is old.\n\n"
    "{mark}Shops leave the hill\n\nRents are high there.\n"
)


@pytest.mark.parametrize("mark", ["## ", "### ", "#### "])
@pytest.mark.parametrize(
    "lead",
    [
        "Here are four lucky predictions that could be made for the town.",
        "So what are my predictions? I will just name four.",
        "As ever, 4 bold forecasts.",
    ],
)
def test_as_many_headings_as_predictions_are_announced_are_predicted(mark: str, lead: str) -> None:
    text = f"# Forecasts for 2031\n\n{lead}\n\n" + COUNTED.format(mark=mark)
    assert quotes(text) == [
        "Trams here, there and everywhere",
        "The slow death of the mill",
        "The ferry moves upstream",
        "Shops leave the hill",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Notes on the town\n\nFour things struck me.\n\n" + COUNTED.format(mark="## "),
        "# Forecasts for 2031\n\nHere are three predictions.\n\n## Housing\n\nIt is dear.\n\n## Trams\n\nThey are old.\n\n## Wool\n\nIt is cheap.\n",
    ],
)
def test_headings_of_something_else_and_topics_are_not(text: str) -> None:
    assert "The slow death of the mill" not in quotes(text)
    assert not {"Housing", "Trams", "Wool"}.intersection(quotes(text))


def test_a_year_of_something_is_a_claim() -> None:
    text = (
        HEAD
        + "**2031: The Year of the Tram**\n\nIt is a trend.\n\n**2031: the year of wool**\n\nIt is warm.\n\n"
        "**The mill won't close**\n\nIts owner is rich.\n"
    )
    assert "2031: The Year of the Tram" in quotes(text)


FEW = "- A new lock is opened\n- The mill changes hands\n- Kern loses the vote\n- Rents double in Lund\n- Two ferries are sold\n"


@pytest.mark.parametrize("head", ["## 2031 Predictions", "## My bold predictions for 2031"])
@pytest.mark.parametrize("names", [("### Bo", "### Ann Roe"), ("### Trams", "### The river")])
def test_lists_of_several_people_or_topics_below_one_heading_are_announced(
    head: str, names: tuple[str, str]
) -> None:
    text = f"# Episode 9\n\nIt is time.\n\n{head}\n\n{names[0]}\n\n{FEW}\n{names[1]}\n\n- It will rain\n"
    assert {"A new lock is opened", "Kern loses the vote", "Two ferries are sold"} <= {
        quote.rstrip(".") for quote in quotes(text)
    }


@pytest.mark.parametrize("head", ["## What we saw in Lund", "## How our predictions are scored"])
def test_lists_below_other_headings_are_not(head: str) -> None:
    text = f"# Episode 9\n\nIt is time.\n\n{head}\n\n### Bo\n\n{FEW}"
    assert "A new lock is opened" not in quotes(text)  # of some of the others the model thinks so


LABELLED = (
    "More trams: As petrol grows dear, the council could adopt a new line.\n\n"
    "The river: With so much rain, locks might become rare.\n\n"
    "Wool and flax: Few wear it. The guild may continue to shrink.\n\n"
    "The mill: Its owner is old.\n"
)


def test_paragraphs_with_labels_below_a_lead_in_are_its_items() -> None:
    text = "# Trends\n\nHere are some predictions for the town:\n\n" + LABELLED
    assert "locks might become rare" in quotes(text)
    assert "The guild may continue to shrink" in quotes(text)


def test_what_people_say_in_turn_is_no_list() -> None:
    talk = "Here is what we said:\n\nBo: The mill is old.\n\nAnn: It is.\n\nBo: Nobody buys its flour.\n\nAnn: Nobody does.\n"
    assert quotes(talk) == []
