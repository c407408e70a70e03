"""Readers on documents made to trip them: text or one clear refusal, never anything else."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.errors import UnreadableDocument
from predictions.extraction import extract
from predictions.reading import read
from predictions.reading.confined import parse_html, parse_pdf

NAMED = (
    "p div span ul ol li table tr td th thead tbody blockquote h1 h2 h3 pre code del s strike a b em "
    "article section main nav footer time cite dl dt dd br hr img script style template noscript "
    "form select option iframe svg math sup sub details summary"
)
TAGS = NAMED.split()
ATTRIBUTES = (
    "", ' class="comment"', ' class="comment-author"', ' rel="author"', ' datetime="2026-02-30"', ' rowspan="99999"',
    ' colspan="-1"', ' style="text-decoration: line-through"', ' itemprop="text"', " id=c1", ' href="javascript:x"',
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "The bridge will open by 2030: 70%", "\u2713", "~~", "**Ann** (2026-01-01):", "\x00", "\u202e", "&nbsp;", "&#x110000;", "&amp", "<", "]]>",
        "\U0001f600", "| a | b |", "```", "---", "no", "2026-01-01", " ", "\n\n", "<!--", "-->", "<![CDATA[",
    ]
)  # fmt: skip
OPEN = st.builds(
    lambda tag, more: f"<{tag}{more}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)
)
CLOSE = st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS))
PAGES = st.lists(OPEN | CLOSE | WORDS, max_size=60).map("".join)
LINES = st.lists(
    st.sampled_from(
        [
            "WEBVTT", "NOTE x", "STYLE", "1", "00:00:01.000 --> 00:00:02.000", "00:00:09,000 --> 00:00:01,000", "99:99:99.999 --> 0",
            "<v Ann>The bridge will open by 2030.", "<v>", "<00:00:01.000><c>No.</c>", "ANN: yes", "- no", "{\\an8}x", "", "\ufeff", "&lt;i&gt;",
            "[00:01] Ann: It will rain by 2030.", "[x] ", "> quote", ">> deeper", "> \u2014 Ola Berg", "+++", "title = 'x", "---", "date: 99999-99-99",
            "Author: ", "| a | 70% |", "|---|---|", "[^1]: note", "~~struck", "<del>x</del>",
        ]
    )
    | st.text(max_size=12),
    max_size=40,
).map("\n".join)  # fmt: skip
NAMES = st.sampled_from(["a.txt", "a.md", "a.vtt", "a.srt", "a.json", None, "2026-13-45-x.md"])


def one_line(refused: UnreadableDocument) -> None:
    """A refusal is one sentence for a person."""
    assert "\n" not in str(refused)


def held(text: str) -> None:
    """What was read can be searched, and every quote stands in it."""
    for one in extract(text, published=date(2026, 1, 5)):
        assert text[one.start : one.end] == one.quote


@settings(max_examples=150, deadline=None)
@given(page=PAGES)
def test_a_page_of_any_tags_is_read_or_refused(page: str) -> None:
    try:
        found = parse_html(page.encode("utf-8", "replace"))
    except UnreadableDocument:
        return
    held(found["text"])
    assert "\x00" not in found["text"]


@settings(max_examples=200, deadline=None)
@given(text=LINES, name=NAMES)
def test_captions_transcripts_and_notes_of_any_lines_are_read_or_refused(
    text: str, name: str | None
) -> None:
    try:
        document = read(text.encode("utf-8", "replace"), name=name)
    except UnreadableDocument as refused:
        one_line(refused)
        return
    held(document.text)
    if name in ("a.txt", "a.md"):
        assert document.text == text.removeprefix("\ufeff")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8) | st.sampled_from(["2026-02-03T10:00:00+00:00", "9999-99-99", "> x"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["messages", "content", "author", "name", "nickname", "timestamp", "guild", "channel", "embeds", "id"]), inner, max_size=5
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(data=VALUES)
def test_an_export_of_any_shape_is_read_or_refused(data: object) -> None:
    whole = data if isinstance(data, dict) else {"messages": data}
    try:
        document = read(json.dumps(whole).encode(), name="export.json")
    except UnreadableDocument:
        return
    held(document.text)


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        parse_pdf(b"%PDF-1.7\n" + data)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x",
        "<table>" + "<tr><td rowspan=65534 colspan=1000>x" * 300 + "</table>",
        "<p>" + "<b><i>" * 20_000 + "x",
        "<ul><li>" * 20_000 + "x",
        "<p>" + "&amp;" * 200_000,
        "<p title='" + "x" * 2_000_000 + "'>The bridge opens by 2030.",
    ],
    ids=["deep", "spans", "inline", "lists", "entities", "attribute"],
)
def test_a_page_made_to_hurt_ends_in_text_or_one_sentence(page: str) -> None:
    try:
        document = read(page.encode(), name="page.html")
    except UnreadableDocument as refused:
        one_line(refused)
        return
    assert len(document.text) < 5_000_000
