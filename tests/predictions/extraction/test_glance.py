"""Cheap looks before patterns: they save searches and never change what is found."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.candidate import Candidate
from predictions.extraction import extract
from predictions.extraction.chances import betting
from predictions.extraction.layout.document import Document, read_document
from predictions.extraction.proposing import graded, options
from predictions.extraction.training.load import DOCUMENTS
from predictions.extraction.wording import unnumbered
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import DIGIT, EVERYTHING, glance, needs, runs
from predictions.extraction.words.grades import GRADE
from predictions.extraction.words.memo import Memo
from predictions.extraction.words.tokens import _SELF, tokens_in
from predictions.regexes import Regex
from predictions.windows import patterns, prepositions

PUBLISHED = date(2025, 3, 1)


def plain_words(*patterns: re.Pattern[str]) -> list[str]:
    """The words that stand in patterns, some of them cut off in the middle."""
    sources = " ".join(re.sub(r"\\[a-zA-Z]|\?P<\w+>", " ", one.pattern) for one in patterns)
    return sorted(set(re.findall(r"[a-z']+", sources)))


WORDS = plain_words(
    lex.CUES, lex.BOUNDARY, lex.THAT, lex.CONDITION, *map(re.compile, patterns.KINDS)
)
PHRASES = [
    "2028", "2028-2030", "the 2030s", "5", "12", "80%", "5 %", "3/4", "'27", "q3", "18", "20th", "i", "we", "it'll", "n't", "'s",
    "is likely to", "they expect", "she said", "who says", "one in five", "a third on", "fifty percent", "half an hour", "a few", "a year",
    "the end of", "by", "in", "of", "no", "not", "will", "unlikely", "if", "As Kern put it,", "The outlook is that", "A study shows", "(Kern, 2019)", "other than", "anything", "chances are slim", "according to Ann Bee",
]  # fmt: skip
SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(WORDS) | st.sampled_from(PHRASES),
        st.sampled_from([" ", " ", " ", " ", "-", ", ", "; ", ": ", "'", ". ", "/", "\u2192", "\u00e9 "]),
    ),
    min_size=2,
    max_size=25,
).map(lambda pairs: "".join(word + mark for word, mark in pairs))  # fmt: skip


@contextmanager
def nothing_skipped() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Document, "glance", lambda *_: EVERYTHING)
        yield


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=PUBLISHED, title="Predictions for 2027")


@settings(max_examples=250, deadline=None)
@given(SENTENCES)
def test_a_glance_never_changes_what_is_found(text: str) -> None:
    with nothing_skipped():
        careful = found(text)
    assert found(text) == careful


def test_a_glance_never_changes_what_is_found_in_our_own_documents() -> None:
    for path in sorted(DOCUMENTS.glob("*.md"))[::4]:
        text = path.read_text("utf-8")
        with nothing_skipped():
            careful = found(text)
        assert found(text) == careful, path.name


def test_a_glance_sees_words_between_any_marks() -> None:
    bit = needs("zyzzyva")
    for text in ("a zyzzyva.", "\u2192zyzzyva\u2026", "pre-zyzzyva's", "\u20aczyzzyva 5"):
        plain = runs(text)
        assert len(plain) == len(text)
        assert glance(plain, 0, len(plain)) & bit
    assert not glance("zyzzyvas zyzzyv\u00e9 _zyzzyva", 0, 30) & bit
    assert glance("12 zyzzyva", 0, 2) == DIGIT


def without(pattern: re.Pattern[str], look: str) -> re.Pattern[str]:
    source = cast("Regex", pattern)._source  # as it was written, not factored
    assert look in source
    return re.compile(source.replace(look, ""))


SLOW_CUES = without(lex.CUES, lex._BEGINS)
SLOW_BOUNDARY = without(lex.BOUNDARY, rf"(?:(?<! )|(?=-|{lex._CONJ}))")
SLOW_ATOMS = re.compile(rf"(?<!\w)(?:{'|'.join(patterns.KINDS)})")


@settings(max_examples=500, deadline=None)
@given(SENTENCES.map(str.lower))
def test_looking_at_first_letters_never_changes_what_matches(text: str) -> None:
    for fast, slow in (
        (lex.CUES.finditer, SLOW_CUES),
        (lex.BOUNDARY.finditer, SLOW_BOUNDARY),
        (patterns.atoms_in, SLOW_ATOMS),
    ):
        assert [(m.span(), m.lastgroup) for m in fast(text)] == [
            (m.span(), m.lastgroup) for m in slow.finditer(text)
        ]


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.sampled_from([*sorted(prepositions.OPENING), "week", "weekend", "(by", "x\nby", "bar,"])
        | st.sampled_from([" ", " ", "-", "  ", "- "]),
        max_size=12,
    ).map("".join)
)
def test_a_period_is_read_back_to_the_same_word_from_wherever_it_is_searched(head: str) -> None:
    head = head[-48:]
    near, whole = (
        prepositions.BEFORE.search(head, prepositions.opening(head)),
        prepositions.BEFORE.search(head),
    )
    assert (near and (near.span(), near.groups())) == (whole and (whole.span(), whole.groups()))


NUMBERS_AT_THE_END = st.lists(
    st.sampled_from(["it rains", "with a ", "an ", "about ", "~", "60", "5", "99.5", "1234", "-", " to ", "%", " per cent", " chance", "sure", ")", " (", ": ", " \u2014 ", ".", " ", "+"]),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(NUMBERS_AT_THE_END)
def test_a_number_at_the_end_is_found_from_its_figures_as_from_afar(words: str) -> None:
    text = " ".join(words.split()).strip(" .:")
    last, tail, _ = unnumbered._OF_FIGURES
    whole = tail.search(text, max(0, len(text) - unnumbered._LONGEST_TAIL))
    assert unnumbered._tail(text, last, tail) == (whole.start() if whole else len(text))


ODDS = st.lists(
    st.sampled_from(["7/2", "15/8", "100/30", "3/4/5", "12/", "/3", "+250", "-1500", "evens)", "evens money)", "evened", "(", "(at ", "(odds of ", "at about ", "odds of around ", "favourite ", " favourites", " against", ", ", ")", "%", " ", "a"]),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(ODDS)
def test_odds_are_found_from_their_figures_as_from_afar(words: str) -> None:
    found = [match.span() for match in betting._prices(words)]
    assert found == [match.span() for match in betting._ODDS.finditer(words)]


PLAIN_MAY = re.compile(
    r"(?:\d%?|cent)[)\]}.,;*_]{0,3}[ \t]*\n|[(\[]\d{1,3}(?:%|\))|(?<!\d)\d{1,3}[%)\]]{0,2}(?:[,;] | [/|] | and )|\n(?:o |[ \t]*<\w+>)?[^\w\n]{0,6}\d{1,3} ?(?:%|[-:\u2013\u2014])"
)


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["1", "20", "3000", "\u0663", "%", "cent", "per", "(", "[", ")", "]", "\n", "\n", " ", " ", ", ", " and ", " / ", "o ", "<br>", "-", ":", "*", ".", "Kern"]
        ),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_where_options_may_be_is_found_from_first_letters_as_without(text: str) -> None:
    spans = [match.span() for match in options._MAY.finditer(text)]
    assert spans == [match.span() for match in PLAIN_MAY.finditer(text)]


ANY_GRADE = re.compile(rf"{graded._APART}(?P<grade>{GRADE}){graded._CLOSED}", re.IGNORECASE)
GRADES = ["yes", "Sadly, no", "Wrong", "half right", "\u2713", "Update:", "Kern", "the mill", "outcome", "It has happened"]  # fmt: skip
APART = [" ", ". ", "! ", " - ", " -- ", "\u2014", "->", " => ", "\u2192", ": ", " (", "[", ",{", " *", "**", "_", "; ", "\n", "\n\n", ".\n*", "\t", ")", "?", "\u00e9"]  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(GRADES) | st.sampled_from(APART), max_size=12).map("".join))
def test_a_grade_is_found_from_what_sets_it_apart_as_without(text: str) -> None:
    spans = [(m.span(), m.span("grade"), m["right"]) for m in graded._BEHIND.finditer(text)]
    plain = [(m.span(), m.span("grade"), m["right"]) for m in ANY_GRADE.finditer(text)]
    assert spans == plain


@settings(max_examples=300, deadline=None)
@given(
    st.text("ab\u00e9.,'(1 \n", max_size=30),
    st.sampled_from(["a", "ab", "b a", "a.b", "?", "1", "\u00e9", "ba", "a'", "ab."]),
)
def test_a_document_holds_what_stands_in_it(text: str, words: str) -> None:
    document = read_document(text, published=PUBLISHED, author=None, title=None)
    assert [document.holds(words), document.holds(words)] == 2 * [words in document.low]


TOKEN = re.compile(r"\d[\d.,]*%?|[a-z]+(?:'[a-z]+)?|[$\u20ac\u00a3%?!\"]")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | SENTENCES.map(str.title) | SENTENCES)
def test_the_words_of_a_text_are_those_of_its_lower_case(text: str) -> None:
    document = read_document(f"A {text}", published=PUBLISHED, author=None, title=None)
    end = len(document.text)
    found = [(match.start(), match[0]) for match in TOKEN.finditer(document.low, 1, end)]
    seen = tokens_in(document, 1, end)
    assert [(at, plain.lower()) for at, plain in zip(seen.starts, seen.plain, strict=True)] == found
    for at, word in zip(seen.starts, seen.words, strict=True):
        if document.copy[at].isupper():
            assert word in ("Cap", *_SELF)
        elif not document.copy[at].isdigit():
            assert word == seen.plain[seen.starts.index(at)].lower()


def test_a_memo_answers_as_its_function_and_forgets_when_it_is_full() -> None:
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(size, most=2)
    words = ["a", "bb", "a", "ccc", "a"]
    assert [*map(memo.__getitem__, words)] == [1, 2, 1, 3, 1]
    assert asked == ["a", "bb", "ccc", "a"]
    assert len(memo) <= 2
