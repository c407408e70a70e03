"""What is said of a document that was added: what came of it, and what nobody knows of it yet."""

from collections.abc import Iterator, Sequence
from shlex import quote

from bot import accepting
from bot.accepting import Accepted
from bot.reading import Given
from bot.render.words import plural
from bot.review.likeness import author_of
from predictions.model import Document
from storage.reviewing import Waiting


def summary(
    document: Document, found: int, fresh: int, taken: int, left: int, *, in_all: int
) -> str:
    """Return in one line what was found, what of it is new and accepted, and what waits; `in_all` waits."""
    known = found - fresh
    only = f" --document {document.id}" if in_all > left else ""
    return (
        f"Document {document.id}: {plural(found, 'forecast')} found"
        + (f", {known} known from before" if known else "")
        + f", {taken} accepted, {left} wait{'s' if left == 1 else ''} for review"
        + (f" (calledit review{only})" if left else "")
    )


def not_taken(sure: Sequence[Waiting], taken: Sequence[Accepted], before: int) -> Iterator[str]:
    """Say what --accept has left to a person: what waited before, what may be joined, outcomes."""
    if before:
        wait = "1 that waits" if before == 1 else f"{before} that wait"
        yield f"--accept leaves {wait} from before to you: calledit review"
    if newer := len(sure) - len(taken):
        yield (
            "1 may be a newer forecast on a prediction that is there: review joins it."
            if newer == 1
            else f"{newer} may be newer forecasts on predictions that are there: review joins them."
        )
    if proposed := sum(made.proposal is not None for made in taken):
        marked = (
            "outcome that the document marks is"
            if proposed == 1
            else ("outcomes that the document marks are")
        )
        yield f"{proposed} {marked} proposed: calledit list --state 'in review'"


def ignored(document: Document, given: Given) -> Iterator[str]:
    """Say what a person told of a document that was stored before, when something else was known."""
    stays = (
        f"document {document.id} stays as it was added first, and a copy of the file under another "
        "name is a document of its own"
    )
    if given.published and given.published != document.published:
        yield f"Published on {document.published}, not on {given.published}: {stays}."
    if given.author and given.author != document.author:
        yield f"By {document.author}, not by {given.author}: {stays}."


def unknown(document: Document, waiting: Sequence[Waiting], writer: str | None) -> Iterator[str]:
    """Say what nothing tells of a document, although scores depend on it, and how to tell it."""
    again = f"calledit add {quote(document.origin)}"
    if any(accepting.written_on(document, each.data) is None for each in waiting):
        yield (
            "No day is known for it, so that its forecasts count as made when you accept them. "
            f"If it is older: {again} --published YYYY-MM-DD"
        )
    unnamed = (
        each.data["probability"] is not None
        and not each.data["reported"]
        and author_of(document, each.data) is None
        for each in waiting
    )
    if writer is None and any(unnamed):
        yield (
            "Nobody is named as its author, so that its probabilities enter nobody's record. "
            f"If you know who wrote it: {again} --author NAME"
        )
