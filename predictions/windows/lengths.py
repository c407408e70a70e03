"""Durations: "the next 18 months", "five years from now", "my three-year prediction"."""

import math
import re
from datetime import date

from predictions.regexes import regex
from predictions.windows import calendar as cal
from predictions.windows.atom import Atom, atom_of

_NUMBERS = {
    word: number
    for number, words in enumerate(
        ["zero", "a an one another", "two couple", "three", "four", "five", "six", "seven", "eight",
            "nine", "ten", "eleven", "twelve dozen", "thirteen", "fourteen", "fifteen", "sixteen",
            "seventeen", "eighteen", "nineteen", "twenty"]
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000}  # fmt: skip

_NUMBERS |= {"couple of": 2, "one hundred": 100}

_VAGUE = ("few", "several", "many")

_MONTHS_IN = {
    "year": 12,
    "yr": 12,
    "y": 12,
    "month": 1,
    "mo": 1,
    "decade": 120,
    "quarter": 3,
    "century": 1200,
    "centurie": 1200,
}


def count_of(words: str) -> float:
    """The number that a count word names."""
    if words.startswith(_PARTS):
        return 0.25 if "quarter" in words else 0.5
    if words in _NUMBERS:
        return float(_NUMBERS[words])
    tens, _, ones = words.replace("-", " ").partition(" ")
    return float(_NUMBERS[tens] + _NUMBERS[ones]) if ones else float(words)


_PARTS = ("half", "a half", "an half", "quarter", "a quarter", "an quarter")


def of_length(m: re.Match[str], today: date) -> Atom | None:
    """For "18 months", "5 to 10 years", "a year or two": up to the longer."""
    low, high, unit = m["len_a"].removeprefix("a "), m["len_b"], m["len_u"] or m["len_v"]
    low, high = low or "a", high and high.removeprefix("a ")
    ahead = bool(m["len_p"] or m["len_s"])
    if low in _VAGUE or (high in _VAGUE):
        return atom_of(m, (None, None), vague=True, length=True, ahead=ahead)
    many = max(count_of(low) + 0.5 * bool(m["len_h"]), count_of(high) if high else 0)
    many += {" or two": 1, " and a half": 0.5}.get(m["len_x"] or "", 0)
    if m["len_m"] and ahead:  # "over the next 10+ years"
        return atom_of(m, (None, None), vague=True, length=True, ahead=True)
    last = later(today, many, unit)
    first = later(today, count_of(low), unit) if high else None
    return atom_of(m, (first, last), length=True, ahead=ahead)


def later(today: date, many: float, unit: str) -> date:
    """The day that many units after today."""
    single = unit.rstrip("s")
    if unit.startswith("centur"):
        single = "century"
    if single in ("hour", "hr"):
        return cal.add_days(today, math.ceil(min(many, 9999) / 24))
    if months := _MONTHS_IN.get(single):
        whole, part = divmod(min(many, 9999) * months, 1)
        return cal.add_days(cal.add_months(today, int(whole)), round(30 * part))
    days = {"fortnight": 14, "week": 7, "day": 1, "night": 1}.get(single, 0)
    return cal.add_days(today, round(min(many, 9999) * days))


def of_nextu(m: re.Match[str], today: date) -> Atom | None:
    """For "the next decade", "the coming months"."""
    plural = m["nextu_u"].endswith("s") and m["nextu_u"] != "s"
    two = "couple" in (m["nextu_m"] or "")
    if plural and not two:
        return atom_of(m, (None, None), vague=True, length=True, ahead=True)
    many = 2 if two or m["nextu_x"] == " or two" else 1.5 if m["nextu_x"] else 1
    if many == 1 and (period := _calendar_unit(m, today)):
        return atom_of(m, period)
    if m["nextu_u"] == "year" and many == 1 and (period := _year_to_come(m, today)):
        return atom_of(m, period)
    return atom_of(m, (None, later(today, many, m["nextu_u"])), length=True, ahead=True)


# "By the end of the next decade", "early in the next decade": the one on the calendar.
_PART_OF = regex(
    r"\b(?:end|close|start|beginning|middle|turn|dawn|half|part) of $"
    r"|\b(?:early|late|mid|well|far|deep) (?:in |into )?$"
)


def _calendar_unit(m: re.Match[str], today: date) -> cal.Period | None:
    """The next year, decade or century of the calendar, where the words speak of a part of it or a decade is about to turn."""
    unit, year = m["nextu_u"], today.year
    start = m.start() + (len(m[0]) - len(m[0].lstrip()))
    part = _PART_OF.search(m.string, max(0, start - 24), start)
    if unit == "decade":
        begins = year // 10 * 10 + 10
        turns = (date(min(begins, 9990), 1, 1) - today).days < _TURN
        return (
            (date(begins, 1, 1), date(begins + 9, 12, 31))
            if (part or turns) and begins < 9990
            else None
        )
    return cal.year_of(min(year + 1, 9999)) if part and unit == "year" else None


_TURN = 62  # days


def _year_to_come(m: re.Match[str], today: date) -> cal.Period | None:
    """The calendar year where it is about to begin or has just begun; "the coming year" is said of it until March."""
    return cal.turning(today, begun=59) if "coming" in m[0] else cal.turning(today)


def of_year_ahead(m: re.Match[str], today: date) -> Atom | None:
    """The year ahead: the calendar year where one is about to begin, or has just begun."""
    unit = m["ahead_u"] or "year"
    if unit == "year" and (period := cal.turning(today)):
        return atom_of(m, period)
    return atom_of(m, (None, later(today, 1, unit)), length=True, ahead=True)


def of_same(m: re.Match[str], today: date) -> Atom | None:
    """For "this time next year"."""
    return atom_of(m, (None, later(today, 1, m["same_u"])), length=True, ahead=True)


def of_horizon(m: re.Match[str], today: date) -> Atom | None:
    """Due three years from now: "my three-year prediction"."""
    many = m["horizon_n"].removeprefix("a ")
    if many in _VAGUE:
        return None
    last = later(today, count_of(many), m["horizon_u"])
    return atom_of(m, (None, last), length=True, ahead=True)
