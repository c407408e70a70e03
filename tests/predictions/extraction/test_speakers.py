"""What is said in a thread, a dialogue or a pasted chat is the speaker's."""

from datetime import date

import pytest

from predictions.extraction import extract

THREAD = """**wren_7** (2026-02-01):

The old harbour crane will be scrapped by 2028.

**Odo** (2026-02-02):

I disagree. The crane will become a museum by 2031.
"""
DIALOGUE = """ANNA: How is the mill?

BERT: The mill will close by 2029.

ANNA: And then?

BERT: The owners will sell the land before 2032.
"""
LIST = """**Economy**: Inflation will fall below three percent by 2027.

**Sport**: Harrow will win the cup by 2028.
"""


def authors(text: str, author: str | None = None) -> list[str | None]:
    return [c.author for c in extract(text, published=date(2026, 3, 1), author=author)]


def test_a_thread_names_the_author_of_each_claim() -> None:
    assert authors(THREAD) == ["wren_7", "Odo"]


def test_the_speaker_comes_before_the_author_of_the_document() -> None:
    found = extract(THREAD, published=date(2026, 3, 1), author="Odo")
    assert [(c.author, c.reported) for c in found] == [("wren_7", True), ("Odo", False)]


def test_nobody_in_a_transcript_is_reported_by_whoever_wrote_it_down() -> None:
    for author in (None, "The Valley Panel"):
        found = extract(DIALOGUE, published=date(2026, 3, 1), author=author)
        assert [(c.author, c.reported) for c in found] == [("BERT", False), ("BERT", False)]


def test_whom_a_speaker_quotes_is_reported() -> None:
    text = DIALOGUE + "\nANNA: Mara Lindqvist says that the dam will break by 2033.\n"
    found = extract(text, published=date(2026, 3, 1))
    assert (found[-1].author, found[-1].reported) == ("Mara Lindqvist", True)


def test_picks_under_two_words_that_come_back_are_no_speakers() -> None:
    text = "".join(
        f"## Prize {n}\n\nMost Deserving: *Ash*\n\nMost Likely: *The Harbour*\n\n" for n in range(3)
    )
    text += "The Harbour will win most prizes in 2027.\n"
    assert authors(text, "Ann")[-1] == "Ann"


def test_a_dialogue_in_capitals_is_read() -> None:
    assert authors(DIALOGUE) == ["BERT", "BERT"]


def test_bold_topics_are_no_speakers() -> None:
    assert authors(LIST, "Ann") == ["Ann", "Ann"]


def test_each_message_of_an_export_looks_ahead_from_its_own_day() -> None:
    text = (
        "**Cid** (2024-06-10):\n\nTaxes will rise by the end of the year, 60%\n\n"
        "**Ann** (2026-01-05):\n\nI bet the bridge opens in two weeks, 70%.\n"
    )
    found = extract(text, published=date(2026, 6, 10), spoken=True)
    assert [str(candidate.deadline) for candidate in found] == ["2024-12-31", "2026-01-19"]


@pytest.mark.parametrize(
    "labels", [("Prediction", "EDIT"), ("Advantage", "Disadvantage"), ("Key Player", "Ranking")]
)
def test_what_heads_a_part_of_a_text_speaks_for_nobody(labels: tuple[str, str]) -> None:
    one, other = labels
    text = (
        f"{one}: The ferry to Norby will stop running by 2031, whatever the council says.\n\n"
        f"{other}: The mill will be sold by 2032, since the owner has no money left.\n\n"
    ) * 3
    found = extract(text, published=date(2030, 6, 1), author="Ada Kern")
    assert {candidate.author for candidate in found} == {"Ada Kern"}


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Yes, Harrow has claimed that the mill will close by 2031.", "Harrow"),
        ("Broadly stated, the tax will lead to fewer boats by 2031.", "Ada Kern"),
        ("Worth noting that the mill will close by 2031.", "Ada Kern"),
    ],
)
def test_how_a_sentence_begins_is_nobody_s_name(text: str, author: str) -> None:
    [found] = extract(text, published=date(2030, 6, 1), author="Ada Kern")
    assert found.author == author
