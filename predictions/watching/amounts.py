"""One number as people write it: with a sign, a currency, thousands parted, a decimal comma, "million", a unit.

What could be read in two ways is no number, but for one: `1,234` is read as in English, where the comma parts
thousands.
"""

import re

from predictions.regexes import regex
from predictions.text import one_line

_CURRENCY = r"(?:(?:US|A|C|HK|NZ)?\$|[€£¥₹₩]|[A-Z]{3}(?= |\d))"
_LETTER = "[^\\W\\d_²³¹½¼¾]"
_DIGITS = r"""
    (?P<english>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?)
  | (?P<indian>\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?)
  | (?P<continental>\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})
  | (?P<spaced>\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?)
  | (?P<comma>0,\d+|\d+,(?:\d{1,2}|\d{4,}))
  | (?P<plain>\d+(?:\.\d+)?|\.\d+)
"""
_AMOUNT = regex(
    rf"""(?P<sign>[+-]?)\ ?(?P<before>{_CURRENCY})?\ ?(?P<minus>-?)(?:{_DIGITS})
    (?P<scale>\ ?(?:thousand|million|billion|trillion|mn|mln|bn|tn)\b|[kKMB]\b|[mbt](?=$|\ [A-Z]))?
    (?P<unit>\ ?(?:%|°\ ?[CF]|[€£¥]|{_LETTER}{{1,12}}(?:/{_LETTER}{{1,8}}[²³]?)?))?""",
    re.VERBOSE,
)
_SCALES = {
    "k": 1e3, "K": 1e3, "thousand": 1e3, "M": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6,
    "B": 1e9, "b": 1e9, "bn": 1e9, "billion": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12,
}  # fmt: skip
_MAY_BE_UNITS = frozenset("mbt")  # metres, bytes, tonnes: with a currency before them they are none
_LONGEST = 60  # characters
_MINUS = str.maketrans("−–‒﹣－", "-----")


def amount(text: str) -> float | None:
    """Return the one number that a text is; None where it is more, less, or could be read in two ways."""
    plain = one_line(text.translate(_MINUS))
    match = _AMOUNT.fullmatch(plain) if len(plain) <= _LONGEST else None
    if match is None or (match["sign"] and match["minus"]):
        return None
    scale = (match["scale"] or "").strip()
    if scale in _MAY_BE_UNITS and not match["before"]:
        return None
    value = float(_digits(match)) * _SCALES.get(scale, 1.0)
    return -value if "-" in (match["sign"], match["minus"]) else value


def _digits(match: re.Match[str]) -> str:
    """Return the digits as Python reads them."""
    if whole := match["english"] or match["indian"]:
        return whole.replace(",", "")
    if whole := match["continental"]:
        return whole.replace(".", "").replace(",", ".")
    if whole := match["spaced"]:
        return re.sub("[ '’]", "", whole).replace(",", ".")
    return (match["comma"] or match["plain"]).replace(",", ".")
