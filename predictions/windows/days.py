"""Days by their date, their name or their distance: "30 June", "on 9/17", "next Friday", "Easter"."""

import re
from datetime import date

from predictions.regexes import regex
from predictions.windows import calendar as cal
from predictions.windows.atom import Atom, atom_of, in_year_behind, one_day


def of_iso(m: re.Match[str], _: date) -> Atom | None:
    """2031-06-30."""
    return atom_of(m, one_day(cal.day(int(m["iso"][:4]), int(m["iso_m"]), int(m["iso_d"]))))


def of_slash(m: re.Match[str], today: date) -> Atom | None:
    """4/22/31 or 22/4/31; where both readings are dates, the one that lies ahead, else month first."""
    one, two, year = int(m["slash_a"]), int(m["slash_b"]), int(m["slash_y"])
    year += 2000 if year < 100 else 0
    both = (cal.day(year, one, two), cal.day(year, two, one))
    days = [day for day in both if day]
    return atom_of(
        m, one_day(next((day for day in days if day >= today), days[0] if days else None))
    )


def _in_year(m: re.Match[str], today: date, kind: str) -> Atom | None:
    month, number = cal.MONTHS[m[f"{kind}_m"]], int(m[f"{kind}_d"])
    if year := m[f"{kind}_y"]:
        return atom_of(m, one_day(cal.day(int(year), month, number)))
    if found := in_year_behind(m, today, lambda year: one_day(cal.day(year, month, number))):
        return found
    return atom_of(m, one_day(cal.coming(today, month, number)))


def of_dmy(m: re.Match[str], today: date) -> Atom | None:
    """30 June 2031, or the next 30 June."""
    return _in_year(m, today, "dmy")


def of_mdy(m: re.Match[str], today: date) -> Atom | None:
    """June 30, 2031, or the next June 30."""
    return _in_year(m, today, "mdy")


def of_ddmy(m: re.Match[str], today: date) -> Atom | None:
    """3 to 9 June 2031, "30 October and 29 November"."""
    month = m["ddmy_n"]
    first, last = (m["ddmy_d"], m["ddmy_m"] or month), (m["ddmy_e"], month)
    return _between(m, today, first, last, (m["ddmy_y"], m["ddmy_z"]))


def of_mddy(m: re.Match[str], today: date) -> Atom | None:
    """June 3-9, 2031, "October 30 and November 29"."""
    month = m["mddy_m"]
    first, last = (m["mddy_d"], month), (m["mddy_e"], m["mddy_n"] or month)
    return _between(m, today, first, last, (m["mddy_y"], m["mddy_z"]))


def _between(
    m: re.Match[str],
    today: date,
    first: tuple[str, str],
    last: tuple[str, str],
    years: tuple[str | None, str | None],
) -> Atom | None:
    """From one day and month to another, of the years named or the next; the first where the other is before it."""
    (one, of_one), (two, of_two) = first, last
    month, other = cal.MONTHS[of_one], cal.MONTHS[of_two]
    if years[1]:
        end = cal.day(int(years[1]), other, int(two))
    else:
        end = cal.coming(today, other, int(two))
    if end is None:
        return None
    year = int(years[0]) if years[0] else end.year - (month > other)
    begin = cal.day(year, month, int(one))
    return atom_of(m, (begin, max(begin, end))) if begin else None


def of_dots(m: re.Match[str], _: date) -> Atom | None:
    """30.6.2031, the day first."""
    return atom_of(m, one_day(cal.day(int(m["dots_y"]), int(m["dots_m"]), int(m["dots_d"]))))


def of_md(m: re.Match[str], today: date) -> Atom | None:
    """The next 22 April for "on 4/22": month first, as only Americans leave out the year."""
    month = int(m["md_m"])
    return (
        atom_of(m, one_day(cal.coming(today, month, int(m["md_d"])))) if 1 <= month <= 12 else None
    )


def of_nth(m: re.Match[str], today: date) -> Atom | None:
    """The 17th: of this month, or of the next if that is over."""
    number = int(m["nth_d"])
    for month in (today, cal.add_months(today, 1)):
        found = cal.day(month.year, month.month, number)
        if found and found >= today:
            return atom_of(m, one_day(found))
    return None


_NEW_YEAR = regex(r"\b(?:(?:in|for|during|of) the|my|our) new year$")


# "New Year's predictions" are those for the year, not for its first day.
_OF_THE_YEAR = regex(r"(?:'s)? (?:predictions?|forecasts?|outlook|bets|prophec(?:y|ies))\b")


_AUTUMN = 9


def _is_the_year(m: re.Match[str]) -> bool:
    at_end = m[0] == "new year" and _NEW_YEAR.search(m.string, 0, m.end()) is not None
    return at_end or _OF_THE_YEAR.match(m.string, m.end()) is not None


def of_feast(m: re.Match[str], today: date) -> Atom | None:
    """Christmas, Easter, New Year: of the year named, or the next."""
    year = int(m["feast_y"] or 0)
    if said := m["feast_n"]:  # "by Christmas next year"
        year = min(today.year + (said == "next"), 9999)
    if m["feast_f"] in cal.MOVABLE:
        return atom_of(m, one_day(cal.movable(m["feast_f"], today, year)))
    if m[0] == "new year" and m.string.startswith(", new ", m.end()):
        return None  # "New year, new boats"
    if m[0].startswith("new year") and _is_the_year(m):
        begun = today.month < _AUTUMN  # "how the New Year's predictions fare", in March
        return atom_of(m, cal.turning(today) or cal.year_of(min(today.year + (not begun), 9999)))
    month, number = cal.FEASTS.get(m["feast_f"], (12, 25))
    coming = cal.day(year, month, number) if year else cal.coming(today, month, number)
    return atom_of(m, one_day(coming))


def of_weekday(m: re.Match[str], today: date) -> Atom | None:
    """The next such day; the day itself where nothing says that another is meant (news name it so)."""
    number = cal.WEEKDAYS.index(m["weekday_w"])
    if number == today.weekday() and not m[0].startswith(("next", "coming")):
        return atom_of(m, one_day(today))
    return atom_of(m, one_day(cal.next_weekday(today, number)))


def of_today(m: re.Match[str], today: date) -> Atom | None:
    """Today, this afternoon, tomorrow."""
    return atom_of(m, one_day(cal.add_days(today, int(m[0] == "tomorrow"))))
