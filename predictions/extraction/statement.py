"""The normalised statement: affirmative, with its pronouns and its window filled in."""

import re

_SPACE = re.compile(r"\s+")
_PROBABILITY_TAIL = re.compile(
    r"\s*[:(\u2014\u2013=|,-]*\s*[~<>\u2248]?\s*\d{1,3}(?:\.\d+)?\s*(?:-\s*\d{1,3}\s*)?(?:%|per ?cent)\)?\s*(?:chance|probability|likely|confidence)?[.)]*\s*$",
    re.IGNORECASE,
)
_PROBABILITY_HEAD = re.compile(
    r"^\s*[(\[]?[~<>]?\d{1,3}(?:\.\d+)?\s*(?:%|per ?cent)[)\]]?\s*(?:[:\u2014,-]|(?:chance|probability|likelihood|confident|sure|likely|odds)\b(?: (?:that|of))?)?\s*",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:probably|perhaps|maybe|possibly|plausibly|presumably|almost certainly|certainly|definitely|surely|inevitably|undoubtedly|likely|hopefully|conceivably) ",
    re.IGNORECASE,
)
_NEGATIONS = (
    (
        re.compile(
            r"\bwo(?:n't|nt)\b|\bwill not\b|\bwill never\b|\bwill no longer\b", re.IGNORECASE
        ),
        "will",
    ),
    (re.compile(r"\bcan(?:'t|not)\b|\bcan not\b", re.IGNORECASE), "can"),
    (
        re.compile(
            r"\b(could|would|should|is|are|was|were|has|have|might|need)n't\b", re.IGNORECASE
        ),
        r"\1",
    ),
    (re.compile(r"\b(?:does|do|did)(?:n't| not) (?:obviously |necessarily )?", re.IGNORECASE), ""),
    (re.compile(r"\b(?:not|never|no longer|hardly|scarcely|barely) ", re.IGNORECASE), ""),
    (re.compile(r"^no one\b|^nobody\b", re.IGNORECASE), "someone"),
    (re.compile(r"^none of\b", re.IGNORECASE), "some of"),
    (re.compile(r"^nothing\b", re.IGNORECASE), "something"),
    (re.compile(r"^neither ", re.IGNORECASE), "either "),
    (re.compile(r"^no ", re.IGNORECASE), ""),
    (re.compile(r"\bbe no ", re.IGNORECASE), "be a "),
)
_CURLY = str.maketrans({"\u2019": "'", "\u2018": "'"})
_PRONOUN = re.compile(
    r"^(it|they|this|that|these|those|he|she)\b(?=('s|'ll|'re|'d)? )", re.IGNORECASE
)


def affirm(quote: str, *, denied: bool, subject: str | None = None) -> str:
    """The quote as a positive statement: number and hedge off, one negation out, subject in."""
    text = _SPACE.sub(" ", quote.translate(_CURLY)).strip(' "*_.,;:')
    text = _PROBABILITY_TAIL.sub("", text)
    text = _PROBABILITY_HEAD.sub("", text)
    text = _HEDGES.sub("", text)
    if denied:
        for pattern, positive in _NEGATIONS:
            changed = pattern.sub(positive, text, count=1)
            if changed != text:
                text = changed
                break
    if subject and (match := _PRONOUN.match(text)):
        text = subject + text[match.end() :]
    text = _SPACE.sub(" ", text).strip(' "*_.,;:|\u2026')
    return text[:1].upper() + text[1:] if text else quote.strip()
