"""Several people who have their say in one text: each forecast is credited to the name that it stands under or before."""

from datetime import date

import pytest

from predictions.extraction import extract

PUBLISHED = date(2030, 1, 3)
SAID = {
    "Ada Kern": "Rents will fall in Harrow by 5% in 2030.",
    "Boris Lund": "The mill will close before June 2030.",
    "Carla Wirth": "The council will sell the ferry in 2030.",
}
LAYOUTS = {
    "bold": "**{name}**: {said}\n\n",
    "plain": "{name}: {said}\n\n",
    "dash": "{name} - {said}\n\n",
    "long dash": "*{name}* \u2014 {said}\n\n",
    "items": "- **{name}:** {said}\n",
    "numbered": "{number}. {name}, mayor of Lund: {said}\n",
    "item below an item": "1. **{name}** (Lund)\n   - {said}\n",
    "heading": "### {name}\n\n{said}\n\n",
    "heading of theirs": "### {name}'s predictions\n\n{said}\n\n",
    "bold line": "**{name}, economist at Lund Bank**\n\n{said}\n\n",
    "behind": "- {said} ({name})\n",
    "office behind": "- {said} ({name}, Lund Bank)\n",
    "signed": "> {said}\n\n{name}\n\n",
    "line and year": "{said}\n{name}, mayor of Lund\n1999\n\n",
}


def _written(layout: str, names: list[str]) -> str:
    entries = [
        LAYOUTS[layout].format(name=name, said=said, number=number)
        for number, (name, said) in enumerate(zip(names, SAID.values(), strict=True), 1)
    ]
    return "# What is to come in Harrow\n\nThree voices from the valley.\n\n" + "".join(entries)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_claim_is_credited_to_the_name_it_stands_with(layout: str) -> None:
    found = extract(_written(layout, [*SAID]), published=PUBLISHED, author="The Harrow Post")
    assert [(c.author, c.reported) for c in found] == [(name, True) for name in SAID]


@pytest.mark.parametrize("layout", ["bold", "items", "heading", "dash"])
@pytest.mark.parametrize(
    "heads",
    [
        ["Housing", "Industry", "Transport"],
        ["Harrow Rovers", "Lund City", "Kern United"],
        ["Norway", "New Zealand", "South Africa"],
    ],
)
def test_topics_teams_and_countries_are_no_panel(layout: str, heads: list[str]) -> None:
    found = extract(_written(layout, heads), published=PUBLISHED, author="Ada Kern")
    assert [(c.author, c.reported) for c in found] == [("Ada Kern", False)] * 3


def test_people_of_whom_something_is_foretold_are_no_panel() -> None:
    text = (
        "# Predictions for 2030\n\n"
        "- Ada Kern: will win the vote in May 2030\n"
        "- Boris Lund: he will sell the mill in 2030\n"
        "- Carla Wirth: loses her seat by June 2030\n"
    )
    found = extract(text, published=PUBLISHED, author="Dana Roe")
    assert {(c.author, c.reported) for c in found} == {("Dana Roe", False)}


def test_a_first_name_is_the_whole_name_that_the_text_gives() -> None:
    text = (
        _written("dash", ["Ada", "Boris", "Carla"])
        + "\nAda Kern, Boris Lund and Carla Wirth live here.\n"
    )
    found = extract(text, published=PUBLISHED, author="The Harrow Post")
    assert [c.author for c in found] == [*SAID]


def test_the_author_among_the_names_is_the_author() -> None:
    found = extract(_written("bold", [*SAID]), published=PUBLISHED, author="Boris Lund")
    assert [(c.author, c.reported) for c in found] == [
        ("Ada Kern", True),
        ("Boris Lund", False),
        ("Carla Wirth", True),
    ]


def test_one_of_several_authors_is_no_other() -> None:
    text = "Boris predicts that the mill will close by June 2030."
    (found,) = extract(text, published=PUBLISHED, author="The Hour (Ada Kern, Boris Lund)")
    assert (found.author, found.reported) == ("Boris Lund", False)


@pytest.mark.parametrize("lead", ["Here's the predictions:", "Both predict that"])
def test_words_that_name_nobody_are_nobodys_name(lead: str) -> None:
    text = f"# Predictions for 2030\n\n{lead}\n\n1. The mill will close by June 2030.\n"
    (found,) = extract(text, published=PUBLISHED, author="Ada Kern")
    assert found.author not in ("Here", "Both")


def test_items_of_a_quoted_list_that_begin_with_a_topic_name_nobody() -> None:
    text = "My picks:\n\n> 1. Rents: will fall by 5% in 2030\n> 2. Wages: will rise by 2% in 2030\n"
    found = extract(text, published=PUBLISHED, author="Ada Kern")
    assert {c.author for c in found} == {"Ada Kern"}
