"""Merging repeats: a claim quoted, reprinted or said in other words is one candidate with several spans."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from predictions.candidate import Basis, Candidate, Recorded, Span
from predictions.claims import Claim, claim_of, gist
from predictions.extraction.wording.introductions import told_by
from predictions.extraction.wording.plain import plain
from predictions.regexes import regex

_WORD = regex(r"\w+")
_LONG = 25  # characters; shorter claims ("it will") repeat by chance
_NEAR = 0.1  # words of probability whose medians are nearer mean much the same
_MIGHT = 0.5  # who says "could" means less than who says "will"
_MOST_APART = 20  # different claims with one gist: a text that holds more repeats itself to no end


@dataclass(slots=True)
class _Forecast:
    """One forecast, by the candidate that says most, and everywhere that it is said."""

    best: Candidate
    spans: list[Span]
    recorded: Recorded | None
    claim: Claim | None = field(default=None)
    told: str | None = field(default=None)  # by whom but the author, as far as it was asked

    def add(self, other: "_Forecast") -> None:
        if _says(other.best) > _says(self.best):
            self.best = other.best
        self.spans += other.spans
        self.recorded = self.recorded or other.recorded

    def candidate(self) -> Candidate:
        if len(self.spans) == 1:
            return self.best
        own = (self.best.start, self.best.end)
        rest = sorted(span for span in self.spans if span != own)
        return replace(self.best, repeats=tuple(rest), recorded=self.recorded)


def merge_repeats(
    candidates: list[Candidate], text: str = "", published: date | None = None
) -> list[Candidate]:
    """Fold repeats into one candidate, the one that says most; in order of place.

    In a list under headings ("## Norway", "## Sweden") the same words may be about different things; in `text`
    the headings are looked up. `published`: the day on which all of it was said.
    """
    found = [_Forecast(one, [(one.start, one.end)], one.recorded) for one in candidates]
    merged = [
        forecast.candidate() for forecast in _reworded(_reprinted(found, text), text, published)
    ]
    return sorted(merged, key=lambda candidate: (candidate.start, candidate.end))


def _reprinted(found: Iterable[_Forecast], text: str) -> list[_Forecast]:
    """Fold what has the same words into the first; different numbers stay apart."""
    first: dict[object, _Forecast] = {}
    own: dict[object, _Forecast] = {}
    kept: list[_Forecast] = []
    for forecast in found:
        one = forecast.best
        words = " ".join(_WORD.findall(one.quote.lower()))
        said = (words, _number(one), one.polarity, one.author)
        if (quoted := own.setdefault(said, forecast)) is not forecast and _is_quoted(text, one):
            quoted.spans += (
                forecast.spans
            )  # the same person's words, which count from the day they were said
            continue
        # Tables repeat questions under other forecasters, lists under other years.
        before = first.setdefault(
            (words, _number(one), one.polarity, one.deadline, one.supersedes), forecast
        )
        if (
            before is forecast
            or len(words) < _LONG
            or one.supersedes
            or _of_different_things(before.best, one, text)
        ):
            kept.append(forecast)
        else:
            before.add(forecast)
    return kept


def _is_quoted(text: str, one: Candidate) -> bool:
    """True for what somebody else quotes behind ">"."""
    return text.startswith(">", text.rfind("\n", 0, one.start) + 1)


_ITEM = regex(r"[ \t>]*(?:[-*+\u2022]|\d{1,3}[.)])[ \t]")
_SUMMARY = regex(
    r"\b(?:summary|summing|recap|overview|in short|tl;?dr|conclusions?|all|full|list"
    r"|predictions|forecasts|repeated|again|review|results)\b",
    re.IGNORECASE,
)


def _of_different_things(one: Candidate, other: Candidate, text: str) -> bool:
    """True for items of lists under two headings, neither of which sums up."""
    mine, theirs = _heading(text, one.start), _heading(text, other.start)
    if not mine or not theirs or mine == theirs:
        return False
    return not _SUMMARY.search(mine) and not _SUMMARY.search(theirs)


_FAR = 20_000  # characters; whoever writes more under one heading does not count on it
_MOST_HEADINGS = 40
_HIGHEST = 2  # the title, at the first level, is above everything


def _heading(text: str, place: int) -> str:
    """The Markdown headings over an item, the nearest first; "" for what is none, or stands under none."""
    line = text.rfind("\n", 0, place) + 1
    if not _ITEM.match(text, line):
        return ""
    headings: list[str] = []
    first = max(0, place - _FAR)
    level, above = 7, text.rfind("\n#", first, place)
    for _ in range(_MOST_HEADINGS):
        if above < 0 or level <= _HIGHEST:
            break
        words = text[above + 1 : text.find("\n", above + 1)]
        depth = len(words) - len(words.lstrip("#"))
        if _HIGHEST <= depth < level:
            headings.append(words.strip("# "))
            level = depth
        above = text.rfind("\n#", first, above) if depth > 1 else -1
    return " / ".join(headings)


def _reworded(found: list[_Forecast], text: str, published: date | None) -> list[_Forecast]:
    """Fold what says the same in other words, by the same author, about the same days."""
    folded = set()
    for group in _alike(found):
        apart: list[_Forecast] = []
        for forecast in group:
            forecast.claim = claim_of(forecast.best)
            forecast.told = told_by(plain(forecast.best.quote))
            like = (one for one in apart[-_MOST_APART:] if _same(one, forecast, published))
            before = next(
                (o for o in like if not _of_different_things(o.best, forecast.best, text)), None
            )
            if before is None:
                apart.append(forecast)
            else:
                before.add(forecast)
                folded.add(id(forecast))
    return [forecast for forecast in found if id(forecast) not in folded]


def _alike(found: list[_Forecast]) -> list[list[_Forecast]]:
    """Those that share polarity, last day and gist: cheap to find."""
    groups: defaultdict[object, list[_Forecast]] = defaultdict(list)
    for forecast in found:
        one = forecast.best
        if words := gist(one.statement):
            groups[one.polarity, one.deadline, words].append(forecast)
    return [group for group in groups.values() if len(group) > 1]


def _same(one: _Forecast, other: _Forecast, published: date | None) -> bool:
    """True where one forecaster may have said both and meant one forecast."""
    mine, theirs = one.best, other.best
    if mine.supersedes or theirs.supersedes or mine.author != theirs.author:
        return False
    outcomes = {r.outcome for r in (one.recorded, other.recorded) if r and r.outcome}
    if len(outcomes) > 1 or not _agree(mine, theirs):
        return False
    if one.told != other.told:
        return False  # "the guild expects ..." is the guild's, whoever passes it on
    assert one.claim is not None and other.claim is not None  # noqa: S101, PT018 (the group's)
    return one.claim.equals(other.claim, on=published)


def _agree(one: Candidate, other: Candidate) -> bool:
    """True where the numbers do not speak against it; a flat "will" agrees with any but a "might"."""
    numbers = (_number(one), _number(other))
    if None not in numbers:
        return numbers[0] == numbers[1]
    if numbers == (None, None) and one.probability is not None and other.probability is not None:
        return abs(one.probability - other.probability) < _NEAR
    if numbers == (None, None):
        return min(one.probability or 1, other.probability or 1) >= _MIGHT
    return True


def _number(candidate: Candidate) -> float | None:
    """The probability as far as it was stated."""
    stated = candidate.basis in (Basis.STATED, Basis.ODDS)
    return candidate.probability if stated else None


def _says(candidate: Candidate) -> int:
    """A stated number says more than words of probability, they more than a flat "will"."""
    return (_number(candidate) is not None) + (candidate.probability is not None)
