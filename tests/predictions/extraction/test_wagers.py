"""A message of one line gives its one number to all else it says, where that has a time to come."""

from datetime import date

import pytest

from predictions.extraction import extract

DAY = date(2026, 2, 3)
WAGERS = """
    deal by friday 20%|There will be a deal by friday 6 February 2026|0.2
    20% deal by friday|There will be a deal by friday 6 February 2026|0.2
    **20%** deal by friday|There will be a deal by friday 6 February 2026|0.2
    deal by friday @ 20%|There will be a deal by friday 6 February 2026|0.2
    deal by friday ~20% imo|There will be a deal by friday 6 February 2026|0.2
    fed cuts in march 60%|Fed cuts in march 2026|0.6
    60% fed cuts in march|Fed cuts in march 2026|0.6
    he's gone by march, 80%|He's gone by march 2026|0.8
    maybe 1 in 5 that he resigns before march|He resigns before march 2026|0.2
    i'd say 30% btc 200k this year|Btc 200k in 2026|0.3
    i give it 30% that btc hits 200k this year|Btc hits 200k in 2026|0.3
    i'm like 90% sure openai ipos before 2028|Openai ipos before 2028|0.9
"""
NONE = """
    unemployment rose to 4% this year
    20% of them left this week
    20% off until friday
    20% cheaper until friday
    i'm 80% done with this by friday
    turnout in june 60%
    rent went up this year 10%
    only 5% left this month
    humidity today 80%
    1 in 5 people left this year
    100% see you tomorrow
    75% by june imo
    early may be late for 20% of them
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


@pytest.mark.parametrize("line", lines(WAGERS))
@pytest.mark.parametrize(
    "text", ["{}", "**Ann** (2026-02-03):\n\n{}\n\n**Bo** (2026-02-03):\n\nhm\n"]
)
def test_a_message_gives_its_number_to_what_it_says(line: str, text: str) -> None:
    message, statement, probability = line.split("|")
    [found] = extract(text.format(message), published=DAY, author="Ann")
    assert (found.statement, found.probability) == (statement, float(probability))
    assert found.quote in message


@pytest.mark.parametrize("message", lines(NONE))
def test_how_much_is_no_wager(message: str) -> None:
    assert [found for found in extract(message, published=DAY) if found.probability] == []


def test_the_same_words_in_a_longer_text_are_no_wager() -> None:
    text = "Notes of the week.\n\ndeal by friday 20%\n\nThe guild met twice and went home again.\n"
    assert extract(text, published=DAY) == ()
