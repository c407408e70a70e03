"""Transcripts with a time before each line are read as if the lines went on."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from predictions.extraction import extract
from predictions.extraction.layout.captions import stamps
from predictions.extraction.layout.squeezing import Squeezed

SAID = (
    "so this is what I think about the", "valley and what the guild wants from", "it now I told you last week that the",
    "mill is old and that nobody has paid", "for its roof and I believe that the mill", "will close by the end of",
    "2031 and that is not all because the", "tram is going", "to be extended to Lund in the next", "two years and so we may",
    "yet see the day when nobody walks and", "that will be the end of my little talk", "for this week thank you all for coming",
)  # fmt: skip
TEXT = "".join(f"{n // 6:02}:{n * 7 % 60:02} {line}\n" for n, line in enumerate(SAID))
BARE = "\n".join(SAID) + "\n"


def found(text: str) -> list[tuple[str, date | None]]:
    return [(one.quote, one.deadline) for one in extract(text, published=date(2030, 1, 5))]


def test_phrases_go_on_over_the_times_of_their_lines() -> None:
    plain = [(quote.split(), day) for quote, day in found(BARE)]
    stamped = [([w for w in quote.split() if w not in TIMES], day) for quote, day in found(TEXT)]
    assert stamped == plain
    assert date(2031, 12, 31) in [day for _, day in stamped]


def test_phrases_go_on_over_the_heads_of_subtitles() -> None:
    cues = "\n".join(
        f"{n + 700}\n00:47:{n:02}.120 --> 00:47:{n + 1:02}.090\n{line}\n"
        for n, line in enumerate(SAID)
    )
    there = extract(cues, published=date(2030, 1, 5))
    assert [(one.statement, one.deadline) for one in there] == [
        (one.statement, one.deadline) for one in extract(BARE, published=date(2030, 1, 5))
    ]
    assert all(cues[one.start : one.end] == one.quote for one in there)


TIMES = {line.split()[0] for line in TEXT.splitlines()}


def test_quotes_are_as_they_stand_between_the_times() -> None:
    for one in extract(TEXT, published=date(2030, 1, 5)):
        assert TEXT[one.start : one.end] == one.quote
        assert not any(time in one.statement for time in TIMES)


def test_times_hard_before_a_word_and_in_brackets_are_read() -> None:
    hard = "".join(f"{line[:5]}{line[6:]}\n" for line in TEXT.splitlines())
    assert len(found(hard)) == len(found(TEXT))
    brackets = "".join(f"[{line[:5]}]{line[5:]}\n" for line in TEXT.splitlines())
    assert len(found(brackets)) == len(found(TEXT))


def test_a_log_whose_lines_are_sentences_is_left_as_it_is() -> None:
    log = "".join(f"10:{n:02} The mill will close in 203{n % 10}.\n" for n in range(15))
    assert not stamps(log)
    assert not stamps(BARE)
    assert not stamps("09:30 the fair opens\n10:15 the mayor speaks\n")


RUN_ON = [line for line in SAID if line[0].islower()]  # what mostly begins otherwise is a log


@given(st.lists(st.sampled_from(RUN_ON), min_size=12, max_size=30), st.data())
def test_every_character_is_found_where_it_stood(lines: list[str], data: st.DataObject) -> None:
    text = "".join(f"{n // 60:02}:{n % 60:02} {line}\n" for n, line in enumerate(lines))
    read = Squeezed(text)
    assert len(read.text) < len(text)
    at = data.draw(st.integers(0, len(read.text) - 1))
    for one in extract(text, published=date(2030, 1, 5)):
        assert text[one.start : one.end] == one.quote
    assert text[read.place(at)] == read.text[at]
