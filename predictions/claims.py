"""Whether two claims say the same: the same content words in the same order, and the same days.

To take two forecasts for one is worse than to overlook a repeat, so that every doubt keeps them apart.
Words that turn a claim ("first", "under", "most", "not") and numbers count as content.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from predictions.candidate import Candidate
from predictions.matching_words import root
from predictions.regexes import regex
from predictions.windows import Window, find_windows
from predictions.windows.folding import fold

# Grammar, and the words of forecasting itself: with or without them a claim says the same.
_GRAMMAR = """
a an the will would shall is are be been being was were has have had do does did to of that there this
it its in on at by for as so and then also still indeed just really actually i we my our think believe
say said expect predict guess bet likely probably probable possible perhaps maybe possibly plausibly
presumably certainly surely definitely chance chances odds probability likelihood prediction
forecast claim happen happens happening occur occurs we'll i'd now going with
"""
_EMPTY = frozenset(_GRAMMAR.split())
# "Rises to 5 %" is not "rises by 5 %".
_WORD = regex(r"(?:to|by|from) (?=[$€£]?\d)|[$€£]?\d[\d.,]*%?|[^\W\d_][\w'.&-]*")
# "In Bergen, the wall is built" says "the wall is built in Bergen".
_FRONTED = regex(r"(?:in|on|at|for|across|throughout) [^,.;:]{2,60}, (?=\w)", re.IGNORECASE)
_PASSIVE = frozenset(("be", "is", "are", "get", "gets", "been", "being"))
_PAST = {
    "bought": "buy", "sold": "sell", "won": "win", "lost": "lose", "built": "build", "beaten": "beat",
    "taken": "take", "made": "make", "found": "find", "held": "hold", "left": "leave", "given": "give",
    "written": "write", "broken": "break", "chosen": "choose", "fallen": "fall", "risen": "rise",
}  # fmt: skip
# "Bought" does not begin as "buy" does.
_PRESENT = frozenset(map(root, _PAST.values()))
_TIMES = frozenset(
    ("year", "years", "month", "months", "week", "weeks", "decade", "decades", "century", "quarter")
)
_FEWEST = 3  # content words; shorter claims repeat by chance
_OFFERED = 2  # of a claim about one thing ("The tram opens"), where a person decides
_ARTICLE = regex(r"(the|an?)\b", re.IGNORECASE)
_TODAY = date(2000, 1, 1)  # relative windows are only looked for, never counted


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asserted, in which days, and under which condition."""

    words: tuple[str, ...]
    turned: tuple[str, ...]  # the same in the active voice where the words are passive
    not_before: date | None
    deadline: date | None
    condition: tuple[str, ...]
    article: str = ""  # with which it opens: "The tram opens" is about one tram

    def says(self, other: "Claim") -> bool:
        """True where both say the same, in either voice, whatever the days."""
        if min(len(self.words), len(other.words)) < _FEWEST or self.condition != other.condition:
            return False
        return bool({self.words, self.turned} & {other.words, other.turned})

    def equals(self, other: "Claim", *, on: date | None = None) -> bool:
        """True where both say the same of the same days.

        `on`: the day on which the later of them was said. A first day that had come by then bounds
        nothing any more: in May 2030 "in 2030" and "by the end of 2030" are one claim.
        """
        return self.days_left(on) == other.days_left(on) and self.says(other)

    def may_equal(self, other: "Claim", *, on: date) -> bool:
        """True where a person is to be asked whether both are one: where they are equal, or short ones of one thing.

        "The tram opens" has an article for a third word, "rates rise" is said of any country.
        """
        short = len(self.words) == _OFFERED and self.words == other.words
        if short and self.article and self.article == other.article:
            return self.frame(on) == other.frame(on)
        return self.equals(other, on=on)

    def frame(self, on: date | None) -> tuple[object, ...]:
        """When and under which condition it is to be so."""
        return *self.days_left(on), self.condition

    def beginnings(self) -> tuple[str, ...]:
        """Letters with which words begin that stand in every wording of the claim; none where none are sure to."""
        plain = (word for word in self.words if word.isascii() and word.isalpha())
        return tuple([word[:3] for word in plain if len(word) > 3 and word not in _PRESENT])

    def days_left(self, on: date | None) -> tuple[date | None, date | None]:
        """The first and last day; none for a first day that had come by then."""
        begun = on is not None and self.not_before is not None and self.not_before <= on
        return None if begun else self.not_before, self.deadline


@lru_cache(maxsize=10_000)  # an author's predictions are compared with each candidate in turn
def claim(
    statement: str,
    *,
    not_before: date | None = None,
    deadline: date | None = None,
    condition: str | None = None,
) -> Claim:
    """Return a claim by its affirmative statement, for comparing it with others."""
    text = _without_days(fold(statement), not_before, deadline)
    if fronted := _FRONTED.match(text):
        text = f"{text[fronted.end() :]} {fronted[0].rstrip(', ')}"
    on_what = fold(condition or "").lower().removeprefix("if ")  # people write it with and without
    article = _ARTICLE.match(text)
    return Claim(
        words=content(text),
        turned=_active(text),
        not_before=not_before,
        deadline=deadline,
        condition=content(on_what),
        article=article[1].lower().removesuffix("n") if article else "",
    )


def claim_of(candidate: Candidate) -> Claim:
    """Return the claim of something found in a document."""
    return claim(
        candidate.statement,
        not_before=candidate.not_before,
        deadline=candidate.deadline,
        condition=candidate.condition,
    )


def content(text: str) -> tuple[str, ...]:
    """Return the roots of the words that say something, in order."""
    words = [word.strip(".'-") for word in _WORD.findall(text.lower())]
    return tuple([root(_PAST.get(word, word)) for word in words if word and word not in _EMPTY])


@lru_cache(maxsize=10_000)
def gist(text: str) -> tuple[str, ...]:
    """Return a few words that every wording of the same claim shares: cheap, to tell most apart."""
    plain = {word for word in content(text) if word.isalpha() and word not in _TIMES}
    return tuple(sorted(sorted(plain, key=lambda word: (-len(word), word))[:3]))


def _without_days(text: str, not_before: date | None, deadline: date | None) -> str:
    """The text without the words for its own window; other days ("than in 1990") are content."""
    for window in reversed(find_windows(text, today=_TODAY)):
        if _is_own(window, not_before, deadline):
            text = f"{text[: window.start]} {text[window.end :]}"
    return " ".join(text.split())


def _is_own(window: Window, not_before: date | None, deadline: date | None) -> bool:
    if window.relative:
        return True
    return bool(
        (deadline and window.deadline == deadline)
        or (not_before and window.not_before == not_before)
    )


def _active(text: str) -> tuple[str, ...]:
    """The content of "A is bought by B" as "B buys A"; as it stands where it is not passive."""
    before, by, after = text.partition(" by ")
    words = before.lower().split()
    if not by or len(words) < 3 or not words[-1].endswith(("ed", "en", "t", "n")):
        return content(text)
    done, doer = content(before), content(after)
    if len(done) < 2 or not doer or not _PASSIVE & set(words[-3:-1]):
        return content(text)
    return (*doer, done[-1], *done[:-1])
