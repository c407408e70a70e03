"""From a text to candidates: propose, decide, bind, build, merge."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from predictions.candidate import Candidate, Span
from predictions.extraction.deciding.accepting import accepted
from predictions.extraction.layout.document import Document, read_document
from predictions.extraction.layout.squeezing import Squeezed, led_back
from predictions.extraction.linking.merge import merge_repeats
from predictions.extraction.linking.outcomes import record_outcomes
from predictions.extraction.linking.superseding import link
from predictions.extraction.proposing.followers import followers_of
from predictions.extraction.proposing.forms import forms_proposed
from predictions.extraction.proposing.rows import rows_proposed
from predictions.extraction.timing.announcing import first_day
from predictions.extraction.timing.binding import Binder, Bound
from predictions.extraction.wording.build import begun, built
from predictions.extraction.wording.drafts import Draft
from predictions.extraction.wording.suppositions import only_supposes
from predictions.reading.talk import conversation
from predictions.windows import Events


def extract(
    text: str,
    *,
    published: date | None,
    author: str | None = None,
    title: str | None = None,
    events: Events | None = None,
    spoken: bool = False,
    marked: bool = False,
    done: Callable[[float], None] | None = None,
) -> tuple[Candidate, ...]:
    """The forecasts in a text, in order of their place.

    Args:
        text: plain text or Markdown; quotes are verbatim spans of it.
        published: the day the text was made, from which "within five years" counts.
        author: whose forecasts these are where the text gives them to nobody else.
        title: the title, where it is not in the text.
        events: days of events that people use as deadlines, by their names in lower case, beside the
            built-in ones.
        spoken: a reader made the text of captions or messages: each "Name: ..." is a speaker.
        marked: a reader made the text of a page: each line "**Name** (2024-03-03):" names who wrote
            what follows, and when.
        done: told from time to time which share of the work was done since it was told last; all of
            them sum to 1, more or less.
    """
    if not (spoken or marked) and (talk := conversation(text)):
        found = extract(
            talk.text,
            published=published or (None if talk.below else talk.last_day),
            author=author,
            title=title or talk.title,
            events=events,
            spoken=not talk.below,
            marked=True,
            done=done,
        )
        placed = (led_back(candidate, talk.back, talk.text, text) for candidate in found)
        return tuple(sorted(placed, key=lambda candidate: (candidate.start, candidate.end)))
    return _extracted(
        text, published, author, title, events, spoken=spoken, marked=marked, done=done
    )


def as_read(
    text: str, *, published: date | None, author: str | None, title: str | None
) -> tuple[Document, Callable[[Span], Span]]:
    """A text (of one part) as `extract` reads it before anything is proposed, and the way of its spans back to the text.

    For those who fit the models: what they learn from must be what is asked of them.
    """
    talk = conversation(text)
    if talk:
        published = published or (None if talk.below else talk.last_day)
    squeezed = Squeezed(talk.text if talk else text)
    document = read_document(
        squeezed.text,
        published=published,
        author=author,
        title=title or (talk.title if talk else None),
        spoken=talk is not None and not talk.below,
        marked=talk is not None,
    )
    document.today = first_day(document)
    return document, (lambda span: talk.back(squeezed.back(span))) if talk else squeezed.back


def _extracted(
    text: str,
    published: date | None,
    author: str | None,
    title: str | None,
    events: Events | None,
    *,
    spoken: bool,
    marked: bool,
    done: Callable[[float], None] | None,
) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    squeezed = Squeezed(text)
    plain = squeezed.text
    for start, end in _parts(plain):
        part = read_document(
            plain[start:end],
            published=published,
            author=author,
            title=title,
            events=events,
            spoken=spoken,
            marked=marked,
        )
        part.on_stage = _of_a_part(done, (end - start) / max(len(plain), 1))
        title = title or part.title or None
        published, author = published or part.published, author or part.author
        found += (_moved(candidate, start) for candidate in _in_document(part))
    return tuple(map(squeezed.as_written, merge_repeats(found, plain, published)))


_IN_PARTS = 0.75  # of all the work; the rest is the repeats of all parts together


def _of_a_part(
    done: Callable[[float], None] | None, share: float
) -> Callable[[float], None] | None:
    """Return what the stages of a part tell, whose text has this share of the whole."""
    return None if done is None else lambda stage: done(stage * share * _IN_PARTS)


# Longer texts are read in parts, so that memory stays a small multiple of the text. A part knows
# the title, the author and the date, but not the headings of the part before.
_PART = 2_000_000


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > _PART:
        near = start + _PART // 2, start + _PART
        cut = max(text.rfind("\n\n", *near), text.rfind("\n", *near), text.rfind(". ", *near) + 1)
        cut = cut if cut > start else start + _PART
        yield start, cut
        start = cut
    yield start, len(text)


def _moved(candidate: Candidate, by: int) -> Candidate:
    if by == 0:
        return candidate
    before, mark = candidate.supersedes, candidate.recorded
    return replace(
        candidate,
        start=candidate.start + by,
        end=candidate.end + by,
        supersedes=(before[0] + by, before[1] + by) if before else None,
        recorded=replace(mark, start=mark.start + by, end=mark.end + by) if mark else None,
    )


def _in_document(document: Document) -> list[Candidate]:
    document.today = first_day(document)
    found = _from_forms(document)
    document.passed(0.02)
    binder = Binder(document)
    drafts: list[Draft] = []
    for proposal in accepted(document):
        bound = binder.bind(proposal)
        draft = begun(document, proposal, bound, drafts[-1] if drafts else None)
        if not only_supposes(document, proposal, draft.condition):
            drafts.append(draft)
            binder.remember(proposal, bound)
    document.passed(0.1)
    found += built(document, drafts)
    document.passed(0.13)
    found.sort(key=lambda candidate: (candidate.start, candidate.end))
    linked = link(document, record_outcomes(document, found))
    document.passed(0.1)
    return linked


def _from_forms(document: Document) -> list[Candidate]:
    proposed = [*rows_proposed(document), *forms_proposed(document), *followers_of(document)]
    if not proposed:
        return []
    binder = Binder(document)
    drafts = []
    for row in proposed:
        bound = Bound(row.window, "context") if row.window else binder.bind(row.proposal)
        drafts.append(begun(document, row.proposal, bound, None))
    return built(document, drafts)
