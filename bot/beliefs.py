"""Beliefs and outcomes of every kind of prediction, as people type and read them."""

import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from bot.days import day_in_words, deadline_of
from bot.render import words
from bot.render.kinds import value_words
from predictions.beliefs import Belief, Ladder, Probability, Quantiles, Shares, knows_its_middle
from predictions.errors import InvalidValue
from predictions.model import Kind, Prediction
from predictions.outcomes import AMBIGUOUS, ANNULLED, Outcome, Verdict
from predictions.probability import parse_probability

ROUNDING = 0.02  # shares that people add up in their heads: 33, 33 and 33
SIZES = {
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("m", "mn", "million"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
    **dict.fromkeys(("tn", "trillion"), 1e12),
}
MEASURES = ("k", "m", "b")  # as a unit: kelvins, metres, bits
CURRENCIES = "$€£¥"
DEFAULT_LEVELS = (0.1, 0.5, 0.9)
HOW = {
    Kind.BINARY: "70, 70 %, 0.7, 3:1 or 1 in 20",
    Kind.CHOICE: "one line for each option, such as: Red: 60",
    Kind.NUMERIC: "10th, 50th and 90th percentile: 5 / 8 / 12 (or 25%: 7; 75%: 9, or <= 5: 10%; <= 9: 70%)",
    Kind.DATE: "10th, 50th and 90th percentile: 2027-01-01 / 2028-06-30 / never (or by 2028-06-30: 30%)",
}
ENDED_AS = {
    Kind.NUMERIC: "8.5 or another number, ambiguous or annulled",
    Kind.DATE: "2028-06-30 or another day, never, ambiguous or annulled",
}
B = TypeVar("B", Quantiles, Ladder)

_PIECES = re.compile(r"[;\n]+")
# Behind a number and before a space or a name: in "60,5" and "Smith, John" it parts nothing.
_PARTING_COMMA = re.compile(r"(?<=[\d%])\s*,(?=\s|[^\d\s])")
_AT_MOST = re.compile(r"(?:<=|≤|<|by|at most)\s*(.+?)\s*[:=]\s*(.+)", re.IGNORECASE)
_PAIR = re.compile(r"(.+?)\s*[:=]\s*(.+)")
_LEVEL = re.compile(r"([pq])?\s*(\d+(?:\.\d+)?)\s*(%)?", re.IGNORECASE)
_NEVER = frozenset(("never", "not by then", "later"))
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
_SIZED = re.compile(rf"(.*?\d\.?)({'|'.join(SIZES)})", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:0,\d+|\d+,\d{1,2})")


def read_belief(prediction: Prediction, text: str, today: date) -> Belief:
    """Read what somebody typed as a forecast on that prediction, on that day.

    Raises:
        InvalidValue: it cannot be read; the message says what to write.
    """
    match prediction.kind:
        case Kind.BINARY:
            return Probability(value=parse_probability(text))
        case Kind.CHOICE:
            return _shares(prediction.options, text)
        case _:
            return _distribution(prediction, text, today)


def _shares(options: Sequence[str], text: str) -> Shares:
    in_order = text.split("/")
    if len(in_order) == len(options) and ":" not in text:
        text = ";".join(f"{o}: {part}" for o, part in zip(options, in_order, strict=True))
    given: dict[int, float] = {}
    for piece in _pieces_of(options, text):
        name, _, number = piece.rpartition(":") if ":" in piece else piece.rpartition(" ")
        if not name.strip():
            raise InvalidValue("forecast", f"{piece!r} names no option; write {HOW[Kind.CHOICE]}")
        which = option_number(options, name, HOW[Kind.CHOICE])
        if which in given:
            raise InvalidValue("forecast", f"{options[which]!r} stands there twice")
        if number.strip():  # a line of the form that was left as it was says nothing
            given[which] = parse_probability(number.strip())
    missing = [number for number in range(len(options)) if number not in given]
    if len(missing) == 1 and sum(given.values()) < 1:
        given[missing[0]] = 1 - sum(given.values())
    total = sum(given.values())
    if abs(total - 1) > ROUNDING:
        raise InvalidValue(
            "forecast", f"the options sum to {total * 100:.4g} %; they have to make 100 %"
        )
    return Shares(tuple(given.get(number, 0.0) / total for number in range(len(options))))


def _pieces_of(options: Sequence[str], text: str) -> Iterator[str]:
    """Yield what is said of one option each; a comma may part two, or belong to a name or number."""
    known = {option.casefold() for option in options}
    for line in filter(None, map(str.strip, _PIECES.split(text))):
        if line.rpartition(":")[0].strip().casefold() in known:
            yield line
        else:
            yield from filter(None, map(str.strip, _PARTING_COMMA.split(line)))


def option_number(options: Sequence[str], text: str, how: str) -> int:
    """Return which option was meant, by its whole name or an unmistakable beginning.

    `how` says what to write where none was.

    Raises:
        InvalidValue: none, or more than one.
    """
    wanted = text.strip().casefold()
    exact = [n for n, option in enumerate(options) if option.casefold() == wanted]
    near = [n for n, option in enumerate(options) if option.casefold().startswith(wanted)]
    for found in (exact, near):
        if len(found) == 1 and wanted:
            return found[0]
    if several := exact or (near if wanted else []):
        meant = words.options([options[n] for n in several])
        raise InvalidValue("option", f"{text.strip()!r} may be any of: {meant}. Write {how}")
    known = words.options(options)
    raise InvalidValue("option", f"{text.strip()!r} is none of: {known}. Write {how}")


def _distribution(prediction: Prediction, text: str, today: date) -> Quantiles | Ladder:
    how = HOW[prediction.kind]

    def value(written: str) -> float:
        return _value(prediction, written, today, how)

    pieces = _points_of(prediction, text)
    if len(pieces) == 1 and not re.search(r"[:=]", pieces[0]):
        values = [value(part) for part in _parts(pieces[0])]
        if len(values) != len(DEFAULT_LEVELS):
            had = words.plural(len(values), "value")
            raise InvalidValue("forecast", f"{text!r} has {had}; write {how}")
        return Quantiles(DEFAULT_LEVELS, tuple(values))
    if pieces and all(_AT_MOST.fullmatch(piece) for piece in pieces):
        at_most = partial(_last_day, today) if prediction.kind is Kind.DATE else value
        return _ladder(prediction, sorted(_rung(piece, at_most) for piece in pieces))
    points = sorted(_point(piece, value, how) for piece in pieces)
    return _reaching_the_middle(
        Quantiles(tuple(level for level, _ in points), tuple(at for _, at in points)),
        "name the 50th percentile, or one on each side of it",
    )


def _points_of(prediction: Prediction, text: str) -> list[str]:
    """Return what is said of one percentile or threshold each; a day may have a comma within."""
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    if prediction.kind is Kind.NUMERIC:
        apart = [part.strip() for piece in pieces for part in _PARTING_COMMA.split(piece)]
        if all(_PAIR.fullmatch(part) for part in apart):
            return apart
    return pieces


def _ladder(prediction: Prediction, rungs: list[tuple[float, float]]) -> Ladder:
    """Return thresholds with their probabilities; of a day what is left over is "not by then"."""
    falls = [at for (_, before), (at, p) in itertools.pairwise(rungs) if p < before]
    if falls:
        shown = value_words(prediction, falls[0])
        raise InvalidValue(
            "forecast", f"at most {shown} can't be less likely than at most something smaller"
        )
    never = prediction.never
    if never is not None and rungs[-1][0] < never and rungs[-1][1] < 1:
        last = rungs[-1][1]
        rungs = [*rungs, *([(never - 1, last)] if rungs[-1][0] < never - 1 else []), (never, 1.0)]
    return _reaching_the_middle(
        Ladder(tuple(at for at, _ in rungs), tuple(p for _, p in rungs)),
        "name a threshold of 50 % or less and one of 50 % or more",
    )


def _reaching_the_middle(belief: B, how: str) -> B:
    """Return a belief whose middle is known.

    Raises:
        InvalidValue: it says nothing of one half, so that whoever says least would be scored best.
    """
    if not knows_its_middle(belief):
        raise InvalidValue("forecast", f"leaves open where its middle is; {how}")
    return belief


def _parts(text: str) -> list[str]:
    """Return the values of a line; a bare slash or space may stand inside one of them."""
    for between in (r"\s+/\s+", r"/|\.\.+"):
        parts = re.split(between, text)
        if len(parts) > 1:
            return parts
    return re.split(r",?\s+", text)


def _rung(piece: str, value: Callable[[str], float]) -> tuple[float, float]:
    match = _AT_MOST.fullmatch(piece)
    assert match is not None  # noqa: S101 (the caller has looked)
    return value(match[1]), parse_probability(match[2])


def _point(piece: str, value: Callable[[str], float], how: str) -> tuple[float, float]:
    match = _PAIR.fullmatch(piece)
    level = _LEVEL.fullmatch(match[1].strip()) if match else None
    if match is None or level is None:
        raise InvalidValue("forecast", f"{piece!r} can't be read; write {how}")
    return _share_of(*level.groups()), value(match[2])


def _share_of(before: str | None, digits: str, behind: str | None) -> float:
    """Return a percentile as a share: p10, 10 and 10% are a tenth, and so is 0.1."""
    number = float(digits)
    marked = bool(before or behind)
    if number == 1 and not marked:
        raise InvalidValue("forecast", "the percentile 1 could be 1 % or 100 %: write 1% or 100%")
    share = number if number < 1 and not marked else number / 100
    if share > 1:
        raise InvalidValue("forecast", f"there is no percentile {digits}; they go from 0 to 100")
    return share


def _value(prediction: Prediction, text: str, today: date, how: str) -> float:
    """Return a number or a day as a number.

    Raises:
        InvalidValue: it is none; the message says to write as in `how`.
    """
    cleaned = text.strip()
    try:
        if prediction.kind is Kind.DATE:
            never = prediction.never
            if never is not None and cleaned.casefold() in _NEVER:
                return never
            return float(_day(cleaned, today).toordinal())
        value = _number(cleaned.replace("−", "-"), prediction.unit or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InvalidValue("value", f"{cleaned!r} can't be read; write {how}")
    return value


def _last_day(today: date, text: str) -> float:
    """Return by when something is to have happened: by 2028 means by its last day."""
    day = deadline_of(text, today)
    if day is None:
        raise InvalidValue("value", f"{text!r} can't be read; write {HOW[Kind.DATE]}")
    return float(day.toordinal())


def _day(text: str, today: date) -> date:
    return day_in_words(text, today) or date.fromisoformat(text)


def _bare(text: str, unit: str) -> str:
    """Return a number without the unit, or the first words of it, that somebody wrote with it."""
    said = unit.split()
    for count in range(len(said), 0, -1):
        ending = " ".join(said[:count])
        if text.casefold().endswith(ending.casefold()) and ending:
            return text[: -len(ending)]
    return text.lstrip(CURRENCIES)


def _number(text: str, unit: str) -> float:
    """Return a number, in the unit of the prediction."""
    bare = _bare(text, unit)
    written = re.sub(r"\s", "", bare)
    sized = _SIZED.fullmatch(written)
    plain = _plain_number(sized[1] if sized else written)
    if sized is None:
        return float(plain)
    # Eight thousand are 0.008 of what is counted in millions.
    first = unit.split(" ", maxsplit=1)[0].casefold().lstrip(CURRENCIES)
    counted = 1.0 if first in MEASURES else SIZES.get(first, 1.0)
    return float(plain) * SIZES[sized[2].casefold()] / counted


def _plain_number(text: str) -> str:
    """Return a number with a point before its fraction: 1,000 is a thousand, 1,5 one and a half."""
    if _THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    return text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text


def read_outcome(prediction: Prediction, text: str, today: date) -> Outcome:
    """Read what somebody typed as the outcome of that prediction, on that day.

    Raises:
        InvalidValue: it fits no outcome of that kind.
    """
    simple = {"ambiguous": AMBIGUOUS, "annulled": ANNULLED, "void": ANNULLED}
    written = text.strip().casefold()
    an_option = written in {option.casefold() for option in prediction.options}
    if (known := simple.get(written)) is not None and not an_option:
        return known
    match prediction.kind:
        case Kind.BINARY:
            return Outcome.parse(text)
        case Kind.CHOICE:
            how = "one of them, ambiguous (also for a tie), or annulled"
            return Outcome(Verdict.VALUE, float(option_number(prediction.options, text, how)))
        case kind:
            how = ENDED_AS[kind]
            return Outcome(Verdict.VALUE, _value(prediction, text, today, how))
