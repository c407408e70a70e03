"""Whose voice a document speaks in: its author's, or that of others on whom it reports."""

import re

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.voices.attribution import sources_in
from predictions.extraction.words.glance import runs
from predictions.regexes import regex

_SAMPLE = 30_000  # characters; a report is one from its first pages
_QUOTED = regex(r'"[^"\n]{2,600}"')
_I = regex(r"i(?<!\wi)\b(?![.:)])")
_MINE = ("my", "me", "mine", "myself")
_OURS = ("we", "our", "us", "ours")
_TOLD = regex(
    r"\b(?:said|says|told|according to|added|warned|warns|argued|argues|predicted|predicts"
    r"|forecasts?|estimates?|estimated|projected|projects"
    r"|projections?|reported|researchers|scientists|analysts|economists|experts"
    r"|the (?:report|study|survey|paper|authors?|agency|company|spokes\w+))\b"
)
_FEWEST_TOLD, _FEWEST_OTHERS = 4, 1
_OUTLOOK = ("forecast", "projection", "estimate")
# In a thousand words outside quotation marks.
_MINE_AT_MOST, _OURS_AT_MOST, _TOLD_AT_LEAST = 1.0, 15.0, 7.0
# "Notes on the talk", "this piece summarises the article": what follows is another's.
_WORK = (
    r"(?:talk|article|paper|report|study|book|podcast|interview|lecture|keynote|episode|speech"
    r"|webinar|conversation|presentation|debate|q&a|ama|essay|memo|testimony|documentary|livestream"
    r"|fireside chat)"
)
_DIGEST = regex(
    rf"\b(?:summar(?:y|i[sz]es|i[sz]ing) (?:of )?|recap of|notes (?:from|on|of)|takeaways from"
    rf"|points (?:in|from|of)|highlights (?:from|of)|quotes from|excerpts from|insights from"
    rf"|review of)(?: [\w'.]+){{0,5}}? {_WORK}\b"
    rf"|\b{_WORK} (?:notes|summary|recap|takeaways|digest)\b"
    r"|^(?:type|kind): (?:interview|podcast|talk|lecture|webinar)\b",
    re.MULTILINE,
)
_DIGESTS = (
    "summar", "recap", "notes", "takeaways", "points ", "highlights", "quotes from", "excerpts",
    "insights", "review of",
    "digest", "type: ", "kind: ",
)  # fmt: skip
_OPENING = 1500
_GIVEN_BY = regex(
    r"(?:\b(?:talk|article|paper|report|study|book|podcast|interview|lecture|keynote|speech"
    r"|webinar|Interview) (?:by|with|of)"
    r"|\b(?:[Ss]peaker|[Pp]resenter|[Gg]uest"
    r"|[Aa]uthor)\W{1,5})\W*(?P<name>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3})"
)


def reports(document: Document) -> bool:
    """True for news, encyclopedias, summaries: nobody speaks as "I", and somebody is said to say it all along."""
    known = document.answers.get(_KEY)
    if known is None:
        known = (
            _reports(document.low[:_SAMPLE])
            or _notes_a_recording(document)
            or _collects_old_calls(document)
        )
        document.answers[_KEY] = known
    return known


_KEY = ("reports", 0)


# "The mill will close [00:12:40].": where in a recording somebody said it.
_STAMPED = regex(r"\[\d{1,2}:\d\d:\d\d\]")
_FEWEST_STAMPS, _LEAST_SAID = 4, 20  # characters


def _notes_a_recording(document: Document) -> bool:
    """True for notes that say behind their sentences when it was said, in which nobody says "I"."""
    text = document.text[:_SAMPLE]
    stamps = (match.start() for match in _STAMPED.finditer(text))
    if sum(text.rfind("\n", 0, at) < at - _LEAST_SAID for at in stamps) < _FEWEST_STAMPS:
        return False
    return len(_I.findall(document.low[:_SAMPLE])) <= _MINE_AT_MOST * len(text.split()) / 1000


# "Predictions for the future, from 1900", "1964: predictions": of people long ago, where the day is another.
_CALLS = r"(?:predictions?|forecasts?|prophec(?:y|ies))"
_OLD_CALLS = regex(
    rf"\b{_CALLS}\b[^.\n]{{0,50}}?\b(?:from|made in|made by|of|in"
    rf"|by)\b[^.\n]{{0,40}}?\b(1[5-9]\d\d|20[01]\d)\b"
    rf"|\b(1[5-9]\d\d|20[01]\d)(?:'s|:)? (?:\w+ )?{_CALLS}\b"
)
_LONG_AGO = 15  # years
_OWNED, _BESIDE = regex(r"\b(?:i|my|mine|we|our|ours)\b"), 40  # characters
_FIRST_LINES = 500


def _collects_old_calls(document: Document) -> bool:
    """True for a text whose opening announces predictions that were made long ago, and not by its author."""
    if (day := document.published) is None:
        return False
    opening = f"{document.title.lower()}\n{document.low[:_FIRST_LINES]}"
    return any(
        int(old[1] or old[2]) <= day.year - _LONG_AGO
        and not _OWNED.search(opening, max(0, old.start() - _BESIDE), old.end() + _BESIDE)
        for old in _OLD_CALLS.finditer(opening)
    )


def _reports(low: str) -> bool:
    if any(map(low[:_OPENING].__contains__, _DIGESTS)) and _DIGEST.search(low, 0, _OPENING):
        return True
    words = _QUOTED.sub(" ", low)
    separate = words.split()
    thousands = len(separate) / 1000
    most = max(1, _MINE_AT_MOST * thousands)
    if separate.count("i") > most or (mine := len(_I.findall(words))) > most:
        return False
    plain = runs(words).split()
    if mine + sum(map(plain.count, _MINE)) > most:
        return False
    told = _TOLD.findall(words)
    if sum(map(plain.count, _OURS)) > max(_OURS_AT_MOST * thousands, len(told)):
        return False
    # An outlook of one's own is full of "forecasts", too.
    others = sum(not word.startswith(_OUTLOOK) for word in told)
    return others >= _FEWEST_OTHERS and len(told) >= max(_FEWEST_TOLD, _TOLD_AT_LEAST * thousands)


_PIECE = 1000
_OVER = 80  # characters of the next piece, so that no name is cut in two
_NEAR = 8  # pieces that are looked back through


def source_before(document: Document, position: int) -> str | None:
    """Who was last said to say something before a place, by name."""
    if giver := _giver(document):
        return giver[0]
    here = position // _PIECE
    start = here * _PIECE
    if names := sources_in(document.copy[start:position]):
        return names[-1]
    for piece in range(here - 1, max(-1, here - _NEAR), -1):
        if names := _sources(document, piece):
            return names[-1]
    return next(iter(_sources(document, here)), None)


def _giver(document: Document) -> list[str]:
    """Who gave the talk or wrote the paper that a digest is of, as its opening says; looked for once."""
    if _OPENS not in document.sources:
        giver = _GIVEN_BY.search(document.copy, 0, _OPENING)
        document.sources[_OPENS] = [giver["name"]] if giver else []
    return document.sources[_OPENS]


_OPENS = -1  # no piece


def _sources(document: Document, piece: int) -> list[str]:
    """Who is named in a piece of the text; each is read once."""
    if piece not in document.sources:
        start = piece * _PIECE
        document.sources[piece] = sources_in(
            document.copy[start : start + _PIECE + _OVER].rpartition(" ")[0]
        )
    return document.sources[piece]


# "Prices are expected to fall": somebody expects it, and it need not be the author.
_IMPERSONAL = regex(
    r"\b(?:is|are|was|were|be)(?: \w+ly| now| still)? (?:expected|projected|predicted|forecast"
    r"|forecasted|estimated|tipped|thought|believed|said) to\b"
)


def is_impersonal(document: Document, proposal: Proposal) -> bool:
    """True for a passive that leaves out who expects it, where the author announces no predictions."""
    if document.predictive:
        return False
    passive = _IMPERSONAL.search(document.low, proposal.start, proposal.end)
    if passive is None:
        return False
    before = document.low[max(0, proposal.start - _OWNS) : passive.start()]
    # What "will be expected" of somebody nobody foresees; "our sales are expected to" is a forecast of one's own.
    return (
        not before.endswith(("will ", "would "))
        and _OUR.match(document.low, proposal.start) is None
    )


_OWNS = 8  # characters
_OUR = regex(r"\W*(?:and |but |so )?(?:our|we|my|i)\b")


# Dialogue as stories tell it, in a text that hardly names a number: nobody there speaks to the reader.
_TAG = regex(
    r"[,?!.]['\"] ?(?:he|she|i|they|said|cried|replied|answered|asked|exclaimed|returned"
    r"|observed|remarked|the \w+)\b|\b(?:said|cried|replied|answered|asked) (?:he|she|i|the)\b"
)
_TOLD_ALOUD = regex(
    r"\b(?:cried|replied|answered|whispered|shouted|laughed|exclaimed|murmured|muttered"
    r"|remarked|sighed|nodded|i said|said i|i asked|resumed|interposed|rejoined|quoth|gasped"
    r"|faltered|sobbed|stammered|my (?:dear|love|lord|lady))\b"
)
_ALOUD = (
    "cried", "replied", "answered", "whispered", "shouted", "laughed", "exclaimed", "murmured", "muttered", "remarked",
    "sighed", "nodded", "i said", "said i", "i asked",
)  # fmt: skip
_FIGURES = regex(r"\d+")
_TAGS_AT_LEAST, _FIGURES_AT_MOST = 2.0, 3.0  # in a thousand words
_STORY = ("narrates", 0)


def narrates(document: Document) -> bool:
    """True for a story with people who talk to each other."""
    known = document.answers.get(_STORY)
    if known is None:
        low = document.low[:_SAMPLE]  # what is counted fastest, and rules out most, first
        known = any(map(document.holds, _ALOUD)) and _told(low, len(low.split()) / 1000)
        document.answers[_STORY] = known
    return known


def _told(low: str, thousands: float) -> bool:
    return (
        len(_FIGURES.findall(low)) <= _FIGURES_AT_MOST * thousands
        and len(_TOLD_ALOUD.findall(low)) >= 2
        and len(_TAG.findall(low)) >= max(2, _TAGS_AT_LEAST * thousands)
    )
