"""What a headline states, or the lines that stand before a text."""

from datetime import date

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.proposals import proposed

PUBLISHED = date(2025, 3, 1)


# Too long to be a claim without a cue where the title announces some.
BODY = (
    "\n\nAda drove one for years between the old mill and the harbour, with a bell, a lamp and a box"
    " of sand beside her, and she knew every house and most of the people who lived on the way, some"
    " of whom waved, while others, as she told us in the kitchen, only looked at their watches.\n"
)


def below(head: str, body: str = BODY) -> list[str]:
    return proposed(head + body)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            '---\ntitle: "Trams will not come back to Harlow"\ntags: [trams]\n---',
            ["Trams will not come back to Harlow"],
        ),
        (
            "---\nlead: >\n  The bridge is unlikely to open this year.\n  It is old.\n---",
            ["The bridge is unlikely to open this year"],
        ),
        (
            "---\ntitle: Why we won't have trams in ten years\n---",
            ["we won't have trams in ten years"],
        ),
        ("#+TITLE: Trams will win in Harlow", ["Trams will win in Harlow"]),
        ("# Why trams won't run in Harlow", ["trams won't run in Harlow"]),
        ("# Harlow is set to lose its trams", ["Harlow is set to lose its trams"]),
    ],
)
def test_a_headline_that_says_what_will_be_is_a_claim(text: str, claims: list[str]) -> None:
    assert below(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Will trams come back?\n---",
        "---\ntitle: What trams will do to Harlow\n---",
        "---\nslug: trams-will-win\nurl: https://harlow.example/trams-will-win\n---",
        "---\ntitle: Trams in Harlow\ndescription: Why should I take the tram?\n---",
        "# What will happen to trams",
        "# Why should I wait when trams won't run?",
    ],
)
def test_a_headline_that_asks_or_announces_is_none(text: str) -> None:
    assert below(text) == []


def test_what_the_title_and_the_text_say_is_said_twice() -> None:
    head = "---\ntitle: Harlow will lose its trams\n---\n\n"
    assert below(head, "Harlow will lose its trams.\n") == ["Harlow will lose its trams"] * 2


def test_the_subject_of_a_mail_is_its_title_and_its_picks_are_forecasts() -> None:
    text = (
        "From: ada@example.org (Ada Lund)\nNewsgroups: rec.sport.harlow\nSubject: Re: Playoff predictions\nLines: 12\n\n"
        "1st round:\n\nHAR vs VAL:  HAR in 4.\nIt looks safe.\n\nLUN vs KER:  KER in 6.\nLUN has no goalie.\n"
    )
    quotes = [c.quote for c in extract(text, published=date(2031, 4, 15), author="Ada")]
    assert quotes == ["HAR vs VAL:  HAR in 4", "LUN vs KER:  KER in 6"]
