"""Lines: whether one runs on into the next, or stands for itself."""

import re

from predictions.regexes import regex

_BREAKING = regex(r"[.!?;]['\")\]*_]{0,3}[ \t]*$")
_LABELLED = regex(
    r"[ \t*_]*[A-Z][\w' -]{0,24}[*_]{0,2}:[*_]{0,2}[ \t]*\S[^\n]{0,80}$", re.MULTILINE
)
_FIELD = regex(r"[ \t*_]*[a-z][a-z-]{2,15}(?: [a-z-]{1,15})?:[ \t]+\S[^\n]{0,120}$")
_LONGEST = 100
_NUMBERED = regex(r"\W{0,12}\d{1,3}(?:\.\d)? ?%")


FEWEST = 3
_BEGINS = regex(r"[ \t*_\"'\u201c(\[~$\u00a3\u20ac#]{0,8}(?:[A-Z]|\.?\d|(?:\.{2,6}|\u2026) ?\w)")
_RUNS_ON = regex(
    r"(?:,|\b(?:a|an|the|and|or|of|to|in|on|at|by|for|with|from|that|is|are|be|will|as|his|her"
    r"|its|their|my|our|not|but|than))[ \t]*$"
)


def runs_on(line: str) -> bool:
    """True for a line that ends in the middle of a sentence: with a comma, "the" or "to"."""
    return _RUNS_ON.search(line) is not None


_CLOSED = regex(r"(?:</\w{1,8}>)+[ \t]*$")


def leads_in(text: str, start: int, end: int, line: str) -> bool:
    """True for "80% sure:", on a line of its own above lines that begin with a capital."""
    if end - start > _LONGEST:
        return False
    words = _CLOSED.sub("", text[start:end]).rstrip(" \t*_")
    return words.endswith(":") and line.lstrip(' \t*_"')[:1].isupper()


def breaks(before: str, line: str, width: int, *, item: bool) -> bool:
    """True between a line that ends a sentence, or is much shorter than its neighbours, and the next."""
    capital = line.lstrip()[:1].isupper()
    if _BREAKING.search(before) or before.endswith("  "):  # Markdown's hard line break
        return True
    if "%" in before[-5:] and (
        capital or _BEGINS.match(line)
    ):  # "X - 70%": an item without a bullet
        return True
    if ":" in before and (
        (_LABELLED.match(before) and _LABELLED.match(line))  # "Winner: Kern", line under line
        or (
            item and _FIELD.match(line) and _FIELD.match(before)
        )  # "claim: ...", "probability: 0.8"
    ):
        return True
    if "%" in line.lstrip()[:6] and "%" in before.lstrip()[:6] and _NUMBERED.match(line):
        return True
    short = len(before) < 0.6 * max(width, len(line))
    return (short or len(before) > 240) and capital and not runs_on(before)


def stand_alone(lines: list[str]) -> bool:
    """True for short lines that all begin anew and run on nowhere."""
    if max(map(len, lines)) >= _LONGEST or not all(map(_BEGINS.match, lines)):
        return False
    return not any(map(runs_on, lines[:-1]))


# "99 The mill stays open", "80% - Kern wins", in a column of their own; what begins otherwise goes on.
_IN_COLUMN = regex(
    r"[ \t*_(\[]{0,4}\d{1,3}(?:[.,]\d)?(?: ?%)?[)\]*_]{0,3}(?:[ \t]*[:|\u2013\u2014-])?[ \t]+[^\s\d]"
)
_FEWEST_IN_COLUMN, _MOST_IN_COLUMN = 4, 0.75


def in_column(lines: list[str]) -> list[int]:
    """The lines that begin with a figure, where from the first on nearly all do: each stands for itself."""
    begin = [n for n, line in enumerate(lines) if _IN_COLUMN.match(line)]
    if len(begin) < _FEWEST_IN_COLUMN:
        return []
    return begin if len(begin) >= _MOST_IN_COLUMN * (len(lines) - begin[0]) else []


# "#3 The dam holds", "[4] Kern wins"; "The dam holds (80%)": two lines of these are two entries.
_COUNTED = regex(r"[ \t]*\W{0,3}(?:[A-Z][a-z]{0,11}\.? ?)?\d{1,3}[.):\]/ ]")


SHORT = 64  # characters of a line that hardly fills a column


def are_short_entries(lines: list[str]) -> bool:
    """True for short lines that begin anew and end without a full stop."""
    ends = any(line.rstrip().endswith((".", "!", "?", ":", ";")) for line in lines)
    return not ends and max(map(len, lines)) <= SHORT and stand_alone(lines)


def are_entries(lines: list[str]) -> bool:
    """True for lines that each begin with a number, or each hold a percentage."""
    return all(map(_COUNTED.match, lines)) or all("%" in line for line in lines)


_LONG = 200


def are_paragraphs(lines: list[str], breaks: int) -> bool:
    """True for lines of which some are long and nearly all begin anew: each is a paragraph, and no list of numbers."""
    if len(lines) < FEWEST or max(map(len, lines)) < _LONG or breaks < 0.8 * (len(lines) - 1):
        return False
    return 2 * sum("%" in line for line in lines) < len(lines)
