"""Blanks, line ends, marks that no reader sees and markup amid a sentence change nothing that is read."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract
from predictions.extraction.layout.squeezing import Squeezed

PUBLISHED = date(2031, 3, 1)
TEXT = """\
---
title: What comes next for the harbour
---
# What comes next for the harbour

The board thinks that the new crane will be working by the end of 2033, and I doubt it. Nobody has built the rails,
so the ferries will probably move to the northern quay before July 2032. If the strike goes on, freight will fall to
half of what it is within two years.

## Predictions for 2032

- The lighthouse is sold: 70%
- ~~The mayor resigns: 20%~~
- No ship of more than 300 metres calls at the
  port: 85%

> The quay will sink into the mud long before the town has paid for it.
"""


def read(text: str) -> list[tuple[object, ...]]:
    found = extract(text, published=PUBLISHED, author="Ida Kern")
    assert all(text[each.start : each.end] == each.quote for each in found)
    return [told(each) for each in found]


def told(found: Candidate) -> tuple[object, ...]:
    words = re.sub(r"[\u00ad\u200b\ufeff\[*]|\]\([^)]*\)|</?em>", "", found.quote).split()
    recorded = found.recorded and found.recorded.outcome
    return (
        words,
        found.statement,
        found.polarity,
        found.not_before,
        found.deadline,
        found.probability,
        found.condition,
        found.author,
        recorded,
    )


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="line ends of old machines"),
        pytest.param(lambda text: re.sub(r"(?<=\S)\n", " \n", text), id="a blank at each end"),
        pytest.param(lambda text: re.sub(r"(?<=\S)\n", " \r\n", text), id="a blank before those"),
        pytest.param(
            lambda text: re.sub(r"(?<=[a-z,]) (?=[a-z])", "  ", text), id="justified lines"
        ),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(lambda text: text.replace("er", "e\u00adr"), id="soft hyphens"),
        pytest.param(
            lambda text: re.sub(r" (?=[a-z])", " \u200b", text), id="blanks without width"
        ),
        pytest.param(
            lambda text: re.sub(
                r"(?<=[a-z] )([a-z]{5,})(?= [a-z])", r"[\1](https://a.org/\1_1)", text
            ),
            id="links",
        ),
        pytest.param(
            lambda text: re.sub(
                r"(?<=[a-z] )([a-z]+\n[a-z]+)(?= [a-z])", r"[\1](https://a.org)", text
            ),
            id="links over the end of a line",
        ),
        pytest.param(
            lambda text: re.sub(r"(?<=[a-z] )([a-z]{5,})(?= [a-z])", r"*\1*", text), id="emphasis"
        ),
        pytest.param(
            lambda text: re.sub(r"(?<=[a-z] )([a-z]{5,})(?= [a-z])", r"<em>\1</em>", text),
            id="tags",
        ),
    ],
)
def test_what_nobody_sees_changes_nothing(written: Callable[[str], str]) -> None:
    assert len(read(TEXT)) >= 6
    assert read(written(TEXT)) == read(TEXT)


def test_blanks_in_a_line_of_few_words_still_part_columns() -> None:
    rows = "quarry  floods in spring  likely\nmill  burns down  unlikely\n"
    assert Squeezed(rows).text == rows


def test_two_blanks_at_the_end_of_a_line_still_break_it() -> None:
    lines = "Predictions for 2032\n\nThe mill will close.  \nThe bridge will open.  \nThe ferry will return.\n"
    quotes = [each.quote for each in extract(lines, published=PUBLISHED)]
    assert quotes == ["The mill will close", "The bridge will open", "The ferry will return"]


def test_a_quote_holds_both_brackets_of_a_link_or_none_and_ends_before_its_address() -> None:
    text = "[Ida Kern](https://a.org) expects that the *old* mill will [close](https://b.org/c). [Lund](https://c.org) will win."
    found = extract(text, published=PUBLISHED)
    assert [each.quote for each in found] == [
        "the *old* mill will [close]",
        "[Lund](https://c.org) will win",
    ]
    assert [each.author for each in found] == ["Ida Kern", None]


def test_a_number_that_links_to_a_market_is_still_the_market_s() -> None:
    text = "Will the mill close in 2031? [64%](https://manifold.markets/a/b)\n"
    assert Squeezed(text).text == text


def test_bold_words_at_the_head_of_an_item_keep_their_marks() -> None:
    text = "- **The mill closes** and nobody is paid.\n- **The quay sinks** in the spring.\n"
    assert Squeezed(text).text == text


@pytest.mark.parametrize("host", ["www.hour.com", "hour.co.uk", "news.hour.org"])
def test_an_address_without_its_scheme_says_nothing(host: str) -> None:
    text = (
        f"Ada Kern, The Hour, {host}/sites/ada/guild-predicts-jobs-will-be-lost-by-2041 and more.\n"
    )
    assert extract(text, published=date(2031, 5, 1)) == ()
