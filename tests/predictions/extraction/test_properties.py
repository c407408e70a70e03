from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.candidate import Candidate
from predictions.extraction import extract
from predictions.extraction.jsonl import to_lines
from predictions.extraction.layout.normalise import matching_copy

PUBLISHED = date(2025, 3, 1)
# Pieces of markup, cues and windows, so that generated text reaches every stage.
PIECES = st.sampled_from(
    [
        "The river ", "will ", "won\u2019t ", "rise ", "by 2030", ". ", "\n", "\n\n", "- ", "  - ", "1. ", "## ", "> ", "| ", "|", "---\n",
        "70%", " (80%)", ": 5%", "she said ", "that ", "\u201c", "\u201d", "\"", "(", ")", "[", "](x) ", "**", "_", "~~", "<li>", "</li>",
        "if it rains, ", "probably ", "not ", "no ", "may ", "and ", ", but ", "; ", "I think ", "in the next decade", "May ", "2028-2030", "\u2014",
        "\x00", "\u00a0", "\u2028", "\u0130", "\U0001f600", "12:34 ", "00:00:01.000 --> 00:00:02.000", "```\n", "Predictions for 2027", "\u2713", "[x] ", "WRONG", "<del>", "</del>", "now I'd say 40%", "Update: ", "I used to say ", "?", "\u2026", "|---|---|\n",
        "<table>", "</table>", "<tr>", "<td>", "</td>", "\r\n", "\r", "**Ann** (2025-01-01):\n\n", "[2025-01-01 10:00] bo: ", "Ann: ", "Bo 00:01\n", "1:3",
        "the [closed river](x \"a _b_ c\") ", "a *wet* ", "so <em>low</em> ", "  ", " \n", "  \n", " \r\n", "\u00ad", "\u200b", "\ufeff", "the river will  rise by next year, say most of them\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)


def verbatim(text: str, found: tuple[Candidate, ...]) -> bool:
    spans = [(c.quote, c.start, c.end) for c in found]
    return all(text[start:end] == quote for quote, start, end in spans)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)), st.booleans(), st.booleans())
def test_any_text_gives_only_verbatim_spans_in_order(
    text: str, published: date | None, spoken: bool, marked: bool
) -> None:
    found = extract(text, published=published, spoken=spoken, marked=marked)
    assert verbatim(text, found)
    assert [(c.start, c.end) for c in found] == sorted((c.start, c.end) for c in found)
    assert all(0 <= a < b <= len(text) for c in found for a, b in c.repeats)
    assert all(c.supersedes[1] <= c.start for c in found if c.supersedes)
    marks = [c.recorded for c in found if c.recorded]
    assert all(text[m.start : m.end] == m.mark or m.mark == "strike-through" for m in marks)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_lines_every_time(text: str) -> None:
    assert to_lines(extract(text, published=PUBLISHED)) == to_lines(
        extract(text, published=PUBLISHED)
    )


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_the_matching_copy_is_as_long_as_the_text(text: str) -> None:
    assert len(matching_copy(text)) == len(text)


def test_a_table_without_a_row_is_none() -> None:
    assert extract("<table></table>\n\nThe wall is old.\n", published=PUBLISHED) == ()


def test_long_text_is_read_in_parts_with_offsets_of_the_whole() -> None:
    filler = "Nothing of the kind was said in the report of the committee.\n\n" * 70_000
    text = f"{filler}I am 80% sure that the river Tamble will flood the lower town by 2030.\n\n{filler[:100]}"
    (found,) = extract(text, published=PUBLISHED)
    assert (
        text[found.start : found.end]
        == found.quote
        == "the river Tamble will flood the lower town by 2030"
    )


def test_a_captioned_text_without_any_full_stop_is_read_to_its_end() -> None:
    words = "and then we talked about the old harbour and what it was like to live there " * 200
    text = words + "and I think the new harbour will be finished by 2031 " + words
    assert any("finished by 2031" in c.quote for c in extract(text, published=PUBLISHED))


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "text",
    [
        "Date: 3 Mar 2031\n\nThe river will rise by 2040.\n",
        "Posted by Kern on 2031-03-03\n\nThe river will rise by 2040.\n",
        "The river will rise by 2040. \u2713\n",
        "# Predictions for the next couple of weeks\n\nThe river will rise.\n",
    ],
)
def test_days_at_the_ends_of_the_calendar_break_nothing(text: str, published: date) -> None:
    assert verbatim(text, extract(text, published=published))


def test_names_take_what_the_nearest_line_says_of_them_the_one_above_first() -> None:
    text = (
        "Who will qualify? My predictions for 2031\n\nLong shots:\n\n- Norby\n\nWill be promoted:\n\n- Kern\n\n"
        "Safe bets:\n\n- Lund\n\nWill be relegated:\n\n- Voss\n"
    )
    found = {c.quote: c.statement for c in extract(text, published=PUBLISHED)}
    assert [found[name].partition(" will ")[2] for name in ("Norby", "Lund")] == [
        "be promoted",
        "be promoted",
    ]
