"""A cheap look at a text, which most do not pass: whether it may be a conversation of some form.

The forms themselves, whose patterns take a while to compile, are loaded with the first text that may be of them.
"""

import re

from predictions.regexes import regex

# What a line has that says when: figures of a year or a day, an age.
_FIGURES = regex(
    r"\d(?:\d{3}(?!\d)|[./-]\d{1,2}[./-]\d\d|(?:mo|[smhdwy])(?=\r?$| \d| ago)| ?[a-z]{1,7} ago)",
    re.MULTILINE,
)
_FIGURES_OR_AGO = regex(rf"{_FIGURES.pattern}| ago\b", re.MULTILINE)
_YEAR = 4  # figures
_NEAR = 16  # characters before a year in which its day stands
LONGEST = 160  # characters of a line that says who wrote something, and when
_YAML = regex(r"\s*(?:#[^\n]*\n\s*)*(?:-[ \t]+)?[\w\"'][\w \"'-]{0,30}:(?:[ \t]|\r?\n)")
_ARROW = regex(r"^>>(?!>)(?:[ \t]+\w|[A-Za-z])", re.MULTILINE)
_FEWEST = 2


def may_be_data(text: str) -> bool:
    """True for what begins like JSON or YAML."""
    return text.lstrip()[:1] in ("{", "[") or _YAML.match(text) is not None


def may_be_letters(text: str) -> bool:
    """True for a text with several senders."""
    return text.count("From:") >= _FEWEST


def has_arrows(text: str) -> bool:
    """True for a text with several lines behind ">>"."""
    return text.count(">>") >= _FEWEST and len(_ARROW.findall(text)) >= _FEWEST


def dated_lines(text: str) -> list[int]:
    """Where the short lines begin that have a day or an age in them."""
    found: list[int] = []
    done = 0
    signs = _FIGURES_OR_AGO if " ago" in text else _FIGURES
    for sign in signs.finditer(text):
        at = sign.start()
        if at < done or (sign.end() - at == _YEAR and not _has_day(text, at)):
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", sign.end())
        done = len(text) if end < 0 else end
        if done - start <= LONGEST:
            found.append(start)
    return found


def _has_day(text: str, at: int) -> bool:
    """True for four figures that are no year, or have another figure near before them or a dash behind."""
    if text[at + 1 : at + _YEAR].isdigit() and text[at + _YEAR : at + _YEAR + 1] not in (
        "-",
        "/",
        ".",
    ):
        return any(map(str.isdigit, text[max(0, at - _NEAR) : at].rpartition("\n")[2]))
    return True
