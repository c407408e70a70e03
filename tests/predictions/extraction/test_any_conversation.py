"""A conversation says the same in whatever file it comes: what is forecast, by whom, from which day."""

from collections.abc import Iterator

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract
from predictions.reading import ReadDocument, read
from predictions.reading.turns import MARKED, SPOKEN
from predictions.sandbox.pool import Sandbox
from tests.predictions.extraction.conversations.formats import FORMATS
from tests.predictions.extraction.conversations.said import CLAIMS, LAST, Format


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as workers:
        yield workers


def found_in(form: Format, sandbox: Sandbox) -> tuple[ReadDocument, tuple[Candidate, ...]]:
    written = form.write()
    data = written.encode() if isinstance(written, str) else written
    document = read(data, name=form.name, sandbox=sandbox)
    return document, extract(
        document.text,
        published=(document.published if form.dated else None) or LAST,
        author=document.author,
        title=document.title,
        spoken=document.media_type in SPOKEN,
        marked=document.media_type in MARKED,
    )


@pytest.mark.parametrize("name", FORMATS)
def test_a_conversation_says_the_same_in_whatever_file(name: str, sandbox: Sandbox) -> None:
    document, found = found_in(FORMATS[name], sandbox)
    said = [
        (next((claim for claim in CLAIMS if claim in " ".join(c.quote.split())), c.quote), c.author, c.deadline)
        for c in found
    ]  # fmt: skip
    assert said == FORMATS[name].expected()
    assert all(document.text[c.start : c.end] == c.quote for c in found)


def test_a_quote_that_was_wrapped_is_the_same_forecast_said_again() -> None:
    text = (
        "kern 3 days ago | prev | next [-]\n\nThe ferry will be gone within two years.\n\n"
        "lind 3 days ago | prev | next [-]\n\n> The ferry will be gone within\n> two years.\n\nI doubt that you are right.\n\n"
        "kern 2 days ago | prev | next [-]\n\nAs you say, so it is.\n"
    )
    [ferry] = extract(text, published=LAST)
    assert (ferry.author, len(ferry.repeats)) == ("kern", 1)


def test_line_ends_of_windows_change_nothing_of_a_conversation() -> None:
    for name in ("phpbb.txt", "letters.txt", "jekyll.md", "irc_days.log"):
        text = str(FORMATS[name].write())
        one, other = (
            [(c.author, c.deadline) for c in extract(written, published=LAST)]
            for written in (text, text.replace("\n", "\r\n"))
        )
        assert len(one) == len(CLAIMS)
        assert one == other
