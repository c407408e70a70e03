"""What the columns of a table are: the question, forecasts and whose, outcomes, remarks, days."""

import re
from dataclasses import dataclass
from datetime import date

from predictions.extraction.chances.cellvalues import cell_value, picked_value
from predictions.extraction.layout.grids import Row
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex
from predictions.windows.folding import lower

_FORECAST = regex(
    r"\b(?:predictions?|predicted|forecasts?|probabilit\w+|prob|chances?|odds|confiden\w+"
    r"|credences?|estimates?|p\(|likelihood|how (?:likely|sure|confident)|certainty|p)\b|%"
)
_SCORED = regex(
    r"\b(?:actual\w*|observed|correct|accura\w+|brier|scores?|points?|average error|calibrat\w+"
    r"|errors?|hits?|came true|happened|true|verdict|frequency|percentiles?|quantiles?"
    r"|ranges?|intervals?|ci|low|high|lower|upper|min|max|stake|paid|return)\b"
)
_OUTCOME = regex(
    rf"{_SCORED.pattern}|\b(?:outcomes?|results?|resolution|resolved|status|right|wrong|grades?"
    rf"|change|delta|source|n)\b"
)
_QUESTION = regex(
    r"\b(?:predictions?|forecasts?|questions?|claims?|statements?|events?|propositions?"
    r"|what (?:i|we) (?:said|predicted|expect))\b"
)
# Below these stand claims; below "Forecast" perhaps amounts.
_CLAIMED = regex(r"\b(?:predictions?|questions?|claims?|statements?|events?|propositions?)\b")
_REMARK = regex(
    rf"{_OUTCOME.pattern}|\b(?:verdict|notes?|comments?|remarks?|reason(?:s|ing)?|rationale|why"
    rf"|evidence|explanation|what happened|links?|(?:key )?indicators?|drivers|blockers"
    rf"|risks)\b"
)
_DAY = regex(
    r"\b(?:by|deadlines?|due|when|dates?|resol(?:ves?|ution date)|until|expir\w+|horizon"
    r"|clos(?:es|ing)|year|timeframe|time frame)\b"
)
_MADE = regex(
    r"\b(?:made|created|posted|time ?stamp|logged|added|predicted on"
    r"|(?:prediction|forecast) date|said|updated)\b"
)
# When it came out: nobody forecast that day.
_OVER = regex(r"\b(?:outcome|actual|happened|graded|closed on)\b")
_WHO = regex(r"\W*(?:who|forecasters?|predictors?|by whom|name|person|author|experts?|pundits?)\W*")
# What somebody held first, beside what they hold now.
_BEFORE = regex(r"\b(?:initial|original|previous|prior|old|first|last year|was)\b")
_NOW = regex(r"\b(?:final|current|updated?|revised|posterior|new|now|latest|this year)\b")
# Beside a column of these, in parts of one, what was forecast is only counted: how calibrated somebody was.
_COUNTED = regex(r"\b(?:actual\w*|observed|correct|true|right|came true|happened|frequency)\b")
# "| variable | coef | p |", "| class | precision |": what a computation gives.
_COMPUTED = regex(
    r"\b(?:coef\w*|std|stderr|s\.?e|df|f1|precision|recall|auc|statistic|p[- ]values?"
    r"|t[- ]stat\w*|accuracy|baseline|epochs?|loss|combinations|genotypes?|tokens?|rarity"
    r"|damage|(?:hit|drop|spawn) (?:chances?|rates?)|image|mape|rmse|mae|r2|bleu|top-\d)\b"
)
_MEASURED = regex(
    r"\d|\b(?:shares?|growth|rates?|change|yield|margin|turnout|votes?|support|polls?|approval"
    r"|discount|coverage|progress|done|weight|uptime|cost|price|size|population|total|values?"
    r"|amount|count)\b"
)
_PICK = regex(r"\b(?:predict\w*|forecasts?|picks?|winners?|favou?rites?)\b")
# The head of a column of names, one of which each row picks.
_PICKED = regex(
    r"\W*(?:(?:my|our|the) )?(?:picks?|tips?|predictions?"
    r"|(?:predicted|projected|picked|expected) (?:winners?|champions?)"
    r"|winner prediction)(?: (?:for )?\d{4})?\W*"
)
_NAME = regex(
    r"(?:the )?[A-Z][\w.'&-]*(?: (?:[A-Z&][\w.'&-]*|of|the|de|van|and)){0,5}(?: \([^()]{1,40}\))?"
)
# Of a match, or the name of what a longer cell describes.
_SIDE = regex(
    r"\b(?:home|away|visitors?|hosts?|teams?|opponents?|underdog|player|scenarios?|case)\b"
)
_YEARS = regex(r"\b(?:20|21)\d\d\b")
# "Projected collapse": below it stands when.
_PROJECTED = regex(r"\W*(?:projected|predicted|forecasted) (?!winners?|champions?)\w")
_WORD = regex(r"[^\W\d_]{3}")
_SIGNED = regex(r"[\s*_`(]*[+-]\d{1,4}(?:[.,]\d+)? ?%")
_HORIZON = regex(
    r"\W*(?:(?:in|by|before|until|the|end of|p\() ?){0,4}(?P<year>(?:20|21)\d\d)\)?\W*"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns are what; `horizons` holds the forecasts that are headed by a year."""

    question: int
    opening: int = 0  # where what is asked begins: names of two sides stand in two columns
    numbers: tuple[int, ...] = ()
    picks: tuple[int, ...] = ()  # a name with a number
    names: tuple[int, ...] = ()  # a name without one
    projected: int | None = None  # when it comes
    horizons: frozenset[int] = frozenset()
    days: int | None = None
    who: int | None = None
    remarks: frozenset[int] = frozenset()
    made: frozenset[int] = frozenset()  # when it was said


def columns_of(
    copy: str,
    heads: list[str],
    rows: list[Row],
    *,
    announced: bool,
    of_chances: bool,
    today: date | None,
) -> Columns | None:
    """The roles of the columns below lower-case heads; None where no column says what is forecast."""
    question = _question(copy, heads, rows)
    if question is None or any(_COMPUTED.search(head) for head in heads):
        return None
    table = _Table(copy, heads, rows, question)
    others = [c for c in range(len(heads)) if c != question]
    claimed = announced and _CLAIMED.search(heads[question]) is not None
    horizons = frozenset(
        c
        for c in others
        if (of_chances or (claimed and table.in_percent(c))) and table.is_horizon(c, today)
    )
    announced = announced or _QUESTION.search(heads[question]) is not None
    numbers = [c for c in others if c in horizons or table.is_forecast(c, announced=announced)]
    if any(heads[c].strip() == "yes" for c in numbers):
        numbers = [c for c in numbers if heads[c].strip() != "no"]
    if any(_COUNTED.search(heads[c]) and table.is_counted(c) for c in others):
        numbers = []
    if any(_NOW.search(heads[c]) or _FORECAST.fullmatch(heads[c].strip()) for c in numbers):
        numbers = [c for c in numbers if not _BEFORE.search(heads[c])]
    plain = [c for c in range(len(heads)) if c not in numbers]
    picks = tuple(c for c in plain if table.is_pick(c))
    return Columns(
        question,
        table.opening(others),
        tuple(numbers),
        picks,
        tuple(c for c in plain if announced and not picks and table.is_of_names(c)),
        next((c for c in others if (announced or of_chances) and table.is_projected(c)), None),
        horizons,
        next((c for c in others if _is_day(heads[c]) and c not in numbers), None),
        next((c for c in others if _WHO.fullmatch(heads[c]) and c not in numbers), None),
        frozenset(c for c in others if _REMARK.search(heads[c])),
        frozenset(c for c in others if _MADE.search(heads[c])),
    )


def is_who(head: str) -> bool:
    """True for the head of a column of forecasters."""
    return _WHO.fullmatch(lower(head)) is not None


def _is_day(head: str) -> bool:
    return _DAY.search(head) is not None and not (_MADE.search(head) or _OVER.search(head))


def _question(copy: str, heads: list[str], rows: list[Row]) -> int | None:
    """The column that says what is forecast: by its head, else the one with most words in it."""

    def worded(column: int) -> bool:
        cells = [row[column] for row in rows if column < len(row)]
        return 2 * sum(_WORD.search(copy, a, b) is not None for a, b in cells) > len(cells)

    columns = [
        c
        for c in range(len(heads))
        if worded(c) and not _WHO.fullmatch(heads[c]) and not _PROJECTED.match(heads[c])
    ]
    named = [c for c in columns if _QUESTION.search(heads[c]) or "milestone" in heads[c]]
    told = [c for c in columns if not _REMARK.search(heads[c])]
    both = [c for c in named if c in told]
    return max(
        both or told or named or columns,
        key=lambda c: sum(row[c][1] - row[c][0] for row in rows if c < len(row)),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class _Table:
    copy: str
    heads: list[str]
    rows: list[Row]
    question: int

    def is_forecast(self, column: int, *, announced: bool) -> bool:
        """A column of probabilities whose head does not say that it is something else."""
        head = self.heads[column]
        named = _FORECAST.search(head.replace("%", "")) is not None
        if _SCORED.search(head) or (_OUTCOME.search(head) and not named) or self._is_signed(column):
            return False
        # "Improvement (%)" may be the percent of anything.
        says = named or ("%" in head and (announced or _WORD.search(head) is None))
        return self._of_numbers(column) and (
            says or (announced and not _MEASURED.search(head) and self.in_percent(column))
        )

    def is_pick(self, column: int) -> bool:
        """A column of names with a percentage under "Predicted winner"."""
        if not _PICK.search(self.heads[column]) or _SCORED.search(self.heads[column]):
            return False
        filled = self._filled(column)
        return sum(picked_value(text, 0, 0) is not None for text in filled) > 0.5 * len(filled)

    def is_of_names(self, column: int) -> bool:
        """A column of names under "My pick", beside what is won."""
        if column == 0 or _PICKED.fullmatch(self.heads[column]) is None:
            return False
        filled = self._filled(column)
        names = sum(
            _NAME.fullmatch(" ".join(text.split()).strip(" *_`")) is not None for text in filled
        )
        return bool(filled) and names >= 0.8 * len(filled)

    def is_projected(self, column: int) -> bool:
        """A column of years under "Projected ..."."""
        if _PROJECTED.match(self.heads[column]) is None:
            return False
        filled = self._filled(column)
        return bool(filled) and sum(
            _YEARS.search(text) is not None for text in filled
        ) >= 0.8 * len(filled)

    def opening(self, others: list[int]) -> int:
        """The column with which a row begins to say what it is about."""
        if _QUESTION.search(self.heads[self.question]):
            return self.question
        worded = (c for c in others if c < self.question and _SIDE.search(self.heads[c]))
        return next(worded, self.question)

    def is_horizon(self, column: int, today: date | None) -> bool:
        """A column of probabilities headed by a year to come."""
        year = _HORIZON.fullmatch(self.heads[column])
        ahead = year is not None and (today is None or int(year["year"]) >= today.year)
        return ahead and self._of_numbers(column)

    def is_counted(self, column: int) -> bool:
        """A column of numbers between none and all."""
        values = [
            cell_value(text, 0, len(text), self.heads[column]) for text in self._filled(column)
        ]
        between = sum(value is not None and 0 < value.value < 1 for value in values)
        return 2 * between > len(values)

    def _is_signed(self, column: int) -> bool:
        """A column of changes: "-14.1%", "+3%"."""
        return any(_SIGNED.match(text) for text in self._filled(column))

    def _filled(self, column: int) -> list[str]:
        texts = [self.copy[slice(*row[column])] for row in self.rows if column < len(row)]
        return [text for text in texts if text.strip(" -\u2014?/na")]

    def _of_numbers(self, column: int) -> bool:
        filled, head = self._filled(column), self.heads[column]
        numbers = sum(cell_value(text, 0, len(text), head) is not None for text in filled)
        return bool(filled) and numbers >= 0.6 * len(filled)

    def in_percent(self, column: int) -> bool:
        """A column of percentages."""
        filled = self._filled(column)
        return sum("%" in text for text in filled) >= 0.6 * len(filled)


_HEAD_WORDS = regex(
    r"(?:'s)?\b\s*(?:predictions?|forecasts?|claims?|statements?|milestones?|events?|questions?"
    r"|what i said|prob(?:\.|abilit(?:y|ies))?|estimates?|conf(?:\.|idence)|odds|chance"
    r"|credence|\(%\)|%|p\(yes\)).*$",
    re.IGNORECASE,
)
_NO_NAMES = lex.words(
    """
    me i us mine ours my our the a an how predicted what p probability unconditional conditional
    initial original previous prior old first final current updated update revised posterior new
    now latest likelihood certainty conf prob value number level yes no in by before until end
    total win winning home away
"""
)


# How a season, a cup or a vote may end for each of those who take part.
_ENDS = lex.words(
    """
    champion champions championship title relegation relegated promotion promoted playoffs final
    finals semifinal semifinals quarterfinal quarterfinals group round top bottom winner winners
    runner-up qualify survive gold silver bronze medal
"""
)


def ends_a_season(head: str) -> bool:
    """True for "Champion", "Top half": what the numbers of a column are the chances of, for each row."""
    first = head.strip(" *_'").lower().partition(" ")[0]
    return first in _ENDS


def forecaster(head: str) -> str | None:
    """Whose numbers a column holds, by its head as written."""
    name = _HEAD_WORDS.sub("", head).strip(" *_'")
    if not name[:1].isupper() or name.split()[0].lower().strip("(:.") in _NO_NAMES:
        return None
    return None if ends_a_season(name) else name
