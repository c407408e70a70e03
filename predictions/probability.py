"""Probabilities as people type them."""

import math
import re
from fractions import Fraction

from predictions.errors import InvalidValue
from predictions.regexes import regex

_NUMBER = r"(\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})"
_PERCENT = regex(rf"{_NUMBER}\s*(?:%|percent|per cent)")
_PLAIN = regex(_NUMBER)
_ODDS = regex(rf"{_NUMBER}\s*(?::|to)\s*{_NUMBER}(\s*(?:against|for|on))?")
_SHARE = regex(rf"{_NUMBER}\s*(in|/|out of)\s*{_NUMBER}")
_COMMA = regex(r"(?<=\d),(?=\d{1,2}(?!\d))")  # 70,5 %; three digits may be thousands
_HOW = "write a probability like 70%, 0.7, 3:1 or 1 in 20"


def parse_probability(text: str) -> float:
    """Read a probability as people write it: `70`, `70 %`, `0.7`, `3:1`, `1 in 20`, `7 out of 10`.

    A decimal comma does as well as a point: `70,5 %`. Odds are odds for; `3:1 against` is odds against.
    `60/40` names both sides of a hundred: 60 %.

    Raises:
        InvalidValue: not a number, outside 0 to 100 %, or ambiguous; the message says what to write.
    """
    plain = " ".join(text.lower().replace("\u00a0", " ").replace("\u202f", " ").split())
    plain = _COMMA.sub(".", plain)
    plain = plain.removesuffix("chance").removesuffix("odds").strip().lstrip("~≈")
    if match := _PERCENT.fullmatch(plain):
        return _checked(float(match[1]) / 100, text)
    if match := _ODDS.fullmatch(plain):
        return _odds(match, text)
    if match := _SHARE.fullmatch(plain):
        return _share(match, text)
    if match := _PLAIN.fullmatch(plain):
        return _plain(match[1], text)
    raise InvalidValue("probability", f"{_shown(text)} is not a probability; {_HOW}")


def _plain(digits: str, text: str) -> float:
    value = float(digits)
    if value == 1:
        raise InvalidValue("probability", f"{_shown(text)} could be 1 % or 100 %: write 1% or 100%")
    if 1 < value < 2:
        wanted = f"{value:g}% if that is meant"
        raise InvalidValue(
            "probability",
            f"{_shown(text)} is neither a fraction of 1 nor clearly a percentage; write {wanted}",
        )
    return _checked(value if value < 1 else value / 100, text)


def _odds(match: re.Match[str], text: str) -> float:
    wins, losses = Fraction(match[1]), Fraction(match[2])
    if (match[3] or "").strip() == "against":
        wins, losses = losses, wins
    if wins + losses == 0:
        raise InvalidValue("probability", f"{_shown(text)} has no meaning; {_HOW}")
    return float(wins / (wins + losses))


def _share(match: re.Match[str], text: str) -> float:
    part, whole = Fraction(match[1]), Fraction(match[3])
    if match[2] == "/" and part + whole == 100:
        whole = Fraction(100)  # 50/50, 60/40: both sides of a hundred, not one out of the other
    if whole == 0:
        raise InvalidValue("probability", f"{_shown(text)} divides by zero; {_HOW}")
    return _checked(float(part / whole), text)


def _checked(value: float, text: str) -> float:
    if not (math.isfinite(value) and 0 <= value <= 1):
        raise InvalidValue("probability", f"{_shown(text)} is outside 0 to 100 %; {_HOW}")
    return value


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
