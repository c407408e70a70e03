"""The marked corpus is well formed, and its reader takes the marks out without losing a character."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.errors import InvalidValue
from predictions.extraction.training.load import corpus, documents, held_out, passages, strip

PASSAGES = tuple(corpus())
HELD_OUT = tuple(held_out())
DOCUMENTS = tuple(documents())
PLAIN = st.text(alphabet=st.characters(exclude_characters="[]{}<>", codec="utf-8"))


def test_marks_are_taken_out_and_offsets_are_those_of_the_clean_text() -> None:
    text, labels = strip(
        "I say [[it rains]]{no; p=0.3; by=2030-12-31; author=A, B} and [[it pours]]."
    )
    assert text == "I say it rains and it pours."
    assert [text[x.start : x.end] for x in labels] == ["it rains", "it pours"]
    first, second = labels
    assert (first.polarity, first.p, first.by) == ("no", 0.3, date(2030, 12, 31))
    assert first.word("author") == "A, B"
    assert (second.polarity, second.p, second.by, second.tier) == ("yes", None, None, "core")


def test_a_hard_negative_carries_its_reason() -> None:
    text, (label,) = strip("<<Will it rain?>>{question} It may.")
    assert (text, label.hard_negative) == ("Will it rain? It may.", "question")


def test_a_note_may_hold_one_pair_of_braces() -> None:
    _, (label,) = strip('[[X | 5%]]{p=0.05; note=same row: {"Bo": 0.1}} | 10% |')
    assert label.word("note") == 'same row: {"Bo": 0.1}'


@pytest.mark.parametrize(
    "broken",
    [
        "[[open",
        "closed]]",
        "[[ padded]]",
        "[[]]",
        "[[x]]{maybe}",
        "[[x]]{p=1.2}",
        "[[x]]{p=some}",
        "[[x]]{by=2023-02-30}",
        "[[x]]{by=}",
        "[[x]]{from=2031-01-01; by=2030-12-31}",
        "<<no reason>>",
    ],
)
def test_a_broken_mark_is_refused(broken: str) -> None:
    with pytest.raises(InvalidValue):
        strip(broken)


@given(PLAIN)
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    assert strip(text) == (text, ())


@given(st.lists(st.tuples(PLAIN, PLAIN.filter(lambda s: bool(s) and s == s.strip()))))
def test_every_quote_stands_at_its_offsets(parts: list[tuple[str, str]]) -> None:
    marked = "".join(f"{before}[[{quote}]]{{no}}" for before, quote in parts)
    text, labels = strip(marked)
    assert text == "".join(before + quote for before, quote in parts)
    assert [text[x.start : x.end] for x in labels] == [quote for _, quote in parts]


def test_passages_know_their_register_date_title_and_line_numbers() -> None:
    content = "# published=2024-03-01\n# title=Year\n## lists\n\\# Heading\n- [[x]]\n\nplain\n"
    first, second = passages("demo", content)
    assert (first.register, first.published, first.title) == ("lists", date(2024, 3, 1), "Year")
    assert [(line.text, line.number) for line in first.lines] == [("# Heading", 4), ("- x", 5)]
    assert (second.register, [line.text for line in second.lines]) == ("lists", ["plain"])


def test_a_passage_without_a_date_is_refused() -> None:
    with pytest.raises(InvalidValue):
        tuple(passages("demo", "a line before any directive\n"))


def test_the_corpus_is_large_varied_and_neither_mostly_yes_nor_mostly_no() -> None:
    lines = [line for passage in PASSAGES for line in passage.lines]
    marked = sum(bool(line.labels) for line in lines)
    assert len(lines) >= 3000
    assert len({passage.genre for passage in PASSAGES}) >= 15
    assert 0.3 <= marked / len(lines) <= 0.5


def test_no_line_of_the_corpus_is_there_twice() -> None:
    seen = [line.text for passage in PASSAGES for line in passage.lines if len(line.text) > 45]
    table_rules = [text for text in seen if not re.fullmatch(r"[|:\- ]+", text)]
    assert sorted(table_rules) == sorted(set(table_rules))


def test_quotes_of_the_corpus_are_verbatim_and_do_not_overlap() -> None:
    for line in (line for passage in PASSAGES for line in passage.lines):
        assert all(line.text[x.start : x.end] == x.quote for x in line.labels)
        assert all(a.end <= b.start for a, b in pairwise(line.labels))


def test_no_window_of_the_corpus_ends_before_the_forecast_was_made() -> None:
    late = [
        f"{passage.genre} line {line.number}: {label.quote}"
        for passage in PASSAGES
        for line in passage.lines
        for label in line.labels
        if label.by and label.by < (label.made or passage.published)
    ]
    assert late == []


def test_stated_percentages_in_short_list_items_are_annotated() -> None:
    missed = [
        f"{passage.genre} line {line.number}: {line.text}"
        for passage in PASSAGES
        for line in passage.lines
        for label in line.labels
        if re.search(r"(?:: |, | \| | \()<?\d+%\)?$", label.quote)
        and label.p is None
        and label.tier == "core"
    ]
    assert missed == []


def test_held_out_documents_are_whole_marked_and_of_every_group() -> None:
    assert len(HELD_OUT) >= 14
    assert {d.header["group"] for d in HELD_OUT} == {"prose", "list", "reported", "negative"}
    for document in HELD_OUT:
        assert 300 <= len(document.text.split()) <= 900
        finds = [label for label in document.labels if label.hard_negative is None]
        assert bool(finds) == (document.header["group"] != "negative")


def test_held_out_documents_share_no_sentence_with_what_is_taught() -> None:
    taught = {line.text for passage in PASSAGES for line in passage.lines}
    taught |= {line for document in DOCUMENTS for line in document.text.split("\n")}
    texts = [document.text for document in HELD_OUT]
    assert not [x for x in taught if len(x) > 40 and any(x in text for text in texts)]


def test_training_documents_are_whole_marked_and_of_every_group() -> None:
    assert len(DOCUMENTS) >= 300
    assert {d.header["group"] for d in DOCUMENTS} == {"prose", "list", "reported", "negative"}
    assert len({d.file for d in DOCUMENTS} | {d.file for d in HELD_OUT}) == len(DOCUMENTS) + len(
        HELD_OUT
    )
    for document in DOCUMENTS:
        assert all(document.text[x.start : x.end] == x.quote for x in document.labels)
        if document.header["group"] == "negative":
            assert not [x for x in document.labels if x.hard_negative is None and x.tier == "core"]
