"""What a document is for: laying down how a course or releases run, or promising what a party would do.

Such texts speak of the future in every sentence and forecast nothing: their "will" is a rule or a vow.
"""

import re
from collections import Counter

from predictions.extraction.layout.document import Document
from predictions.patterns import factored
from predictions.regexes import regex

_SAMPLE = 30_000  # characters
_COURSE = regex(
    r"\b(?:exams?|midterms?|finals?|assignments?|homeworks?|lectures?|grad(?:e|es|ed|ing)"
    r"|syllabus|course|instructors?|quiz(?:zes)?|office hours|textbook|labs?|students?)\b",
    factor=True,
)
_COURSE_WORDS = frozenset(
    ["syllabus", "course", "exam", "exams", "homework", "lectures", "midterm"]
)
_RELEASES = regex(
    r"\b(?:releases?|released|versions?|lts|maintenance|deprecat(?:ed?|es|ions?)|changelog"
    r"|supported|branch(?:es)?|patch(?:es)?|semver|upgrades?|backport(?:s|ed)?)\b",
    factor=True,
)
_RELEASE_WORDS = frozenset(
    ["lts", "maintenance", "deprecated", "deprecation", "semver", "backported", "backports"]
)
_RATE, _KINDS = 45, 6  # in a thousand words; different ones
_RELEASE_RATE = 60  # people who foretell releases write of them, too
_LEAST_TELLING = 2
_WILL = regex(r"w(?<!\w\w)(?:ill|ould)\b(?! not)")
# "Tuition fees will be scrapped", "the party will also introduce": what is in somebody's power.
_VOW = regex(
    r"w(?<!\w\w)(?:ill|ould) (?:also |then |all |instead |both )?(?:be )?"
    + factored(
        r"(?:(?:re)?introduc|abolish|scrap|ban|increas|lift|repeal|(?:re)?nationalis|privatis"
        r"|fund|cut|reform|review|provid|creat|invest|end|remov|replac|rais|reduc|guarante"
        r"|protect|extend|expand|freez|waive|legalis|support|restor|lower|consult|levi|borrow"
        r"|exempt|ensur|promot|encourag|deliver|impos|establish|strengthen|prioritis)\w*"
    )
)
_DOUBT = regex(
    r"\b(?:likely|probably|expect\w*|forecast\w*|predict\w*|may|might|could|chance|odds|perhaps"
    r"|i think|i believe|i bet)\b",
    factor=True,
)
_VOWS, _VOWS_OF_WILLS, _DOUBTS_OF_WILLS = 8, 0.45, 0.25
_KEY = ("lays down", 0)


def lays_down(document: Document) -> bool:
    """True for the rules of a course or of releases, and the programmes of parties."""
    known = document.answers.get(_KEY)
    if known is None:
        known = not document.predictive and _lays_down(document)
        document.answers[_KEY] = known
    return known


def _lays_down(document: Document) -> bool:
    low, whole = document.low[:_SAMPLE], len(document.words) <= _SAMPLE
    times = document.counts() if whole else Counter(document.words[:_SAMPLE].split())
    return (
        _of_rules(low, times, _COURSE, _COURSE_WORDS, _RATE)
        or _of_rules(low, times, _RELEASES, _RELEASE_WORDS, _RELEASE_RATE)
        or _of_vows(low, times)
    )


def _of_rules(
    low: str, times: Counter[str], kinds: re.Pattern[str], telling: frozenset[str], rate: int
) -> bool:
    if sum(word in times for word in telling) < _LEAST_TELLING:
        return False
    found = kinds.findall(low)
    return len(found) * 1000 >= rate * times.total() and len(set(found)) >= _KINDS


def _of_vows(low: str, times: Counter[str]) -> bool:
    if times["will"] < _VOWS:
        return False
    vows, wills = len(_VOW.findall(low)), len(_WILL.findall(low))
    return (
        vows >= _VOWS
        and vows >= _VOWS_OF_WILLS * wills
        and len(_DOUBT.findall(low)) <= _DOUBTS_OF_WILLS * wills
    )
