"""A quote is led to the document's own words where they differ in nothing that can be read, and to one place only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.llm.placing import place

TEXT = (
    "# The harbour\n\n"
    "The [old pier](https://osby.example/pier_1) — built in 1911[12] — will **very likely**, they say, fall in\n"
    "2031.\u00a0Rents won&rsquo;t rise by 5&nbsp;% before “the flood”.\n\n"
    "The ferry, which nobody has painted since the war… will stop by 2029. Kern's mill will re\u00adopen.\n\n"
    "The quay will be [[sale_of_quays | sold]] to [Osby](https://w.example/Osby_(town)#now).\n\n"
    "| Kern wins | 70 |\n| Lund wins | 30 |\n\n> It will rain\n> in May. It will rain in June.\n"
)


def found(quote: object, text: str = TEXT) -> str | None:
    span = place(quote, text, (0, len(text)))
    return None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("quote", "own"),
    [
        ("will **very likely**, they say, fall", "will **very likely**, they say, fall"),
        ("will very likely, they say, fall in 2031", "will **very likely**, they say, fall in\n2031"),
        ("The old pier - built in 1911 - will very likely, they say, fall in 2031.",
         TEXT[TEXT.index("The [old") : TEXT.index(".\u00a0Rents")]),
        ("Rents won't rise by 5 % before 'the flood'", "Rents won&rsquo;t rise by 5&nbsp;% before “the flood"),
        ("- **Rents** won’t rise by 5% before the flood", "Rents won&rsquo;t rise by 5&nbsp;% before “the flood"),
        ("Kern’s mill will reopen", "Kern's mill will re\u00adopen"),
        ("Kern wins 70", "Kern wins | 70"),
        ("The quay will be sold to Osby", "The quay will be [[sale_of_quays | sold]] to [Osby](https://w.example/Osby_(town)#now)"),
        ("It will rain in May", "It will rain\n> in May"),
        ("The ferry ... will stop by 2029", "The ferry, which nobody has painted since the war… will stop by 2029"),
        ("The ferry, which nobody […] will stop by 2029.", "The ferry, which nobody has painted since the war… will stop by 2029"),
        ("…nobody has painted since the war...", "nobody has painted since the war"),
    ],
)  # fmt: skip
def test_marks_that_say_nothing_may_differ(quote: str, own: str) -> None:
    assert found(quote) == own


@pytest.mark.parametrize(
    "quote",
    [
        "the old pier will fall",  # leaves words out, and does not say so
        "Rents will rise by 5 %",
        "rents won't rise by 6 %",
        "Rents won't rise by 5 before the flood",
        "Kern ... 30",  # too little on either side
        "It will rain … will stop by 2029",  # not in this order
        "The old pier … in May",  # over several paragraphs
        "Pigs fly",
        "It *will* rain",  # in two places
        "…",
        "***",
        "",
        None,
        ["It will rain"],
        "x" * 5000,
    ],
)
def test_what_differs_in_more_or_stands_in_several_places_is_not_found(quote: object) -> None:
    assert found(quote) is None


def test_the_same_words_again_are_found_in_the_order_in_which_they_are_quoted() -> None:
    text = "Norway: rents rise. Sweden: prices fall. Denmark: rents rise."
    whole = (0, len(text))
    first = place("rents rise", text, whole)
    between = place("prices fall", text, whole)
    assert first == (8, 18)
    assert between is not None
    assert place("rents rise", text, whole, placed=[between]) == (50, 60)
    assert place("rents rise", text, whole, placed=[first]) == (50, 60)
    assert place("rents rise", text, whole, placed=[between, (50, 60)]) == first


def test_a_name_is_not_found_in_a_longer_one_where_it_stands_by_itself() -> None:
    text = "Lundgren will lose. Lund will win."
    assert place("Lund", text, (0, len(text))) == (20, 24)
    assert place("gren will", text, (0, len(text))) == (4, 13)


@given(
    words=st.lists(st.sampled_from(["rain", "snow", "will", "fall", "5", "%", "Kern's", "—", "*", "“", "…", "&amp;", "[1]"]), min_size=1, max_size=30),
    data=st.data(),
)  # fmt: skip
def test_what_is_copied_from_a_text_is_found_in_it_and_stays_a_part_of_it(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = place(text[start:end], text, (0, len(text)))
    if any(char.isalnum() for char in text[start:end]):
        assert span is not None
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(text)
