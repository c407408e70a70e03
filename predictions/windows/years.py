"""Years and their parts: months, quarters, seasons, decades, "2031-2033", "the 2031/32 season"."""

import re
from datetime import date

from predictions.regexes import regex
from predictions.windows import calendar as cal
from predictions.windows.atom import Atom, atom_of, in_year_behind, one_day
from predictions.windows.lengths import count_of

_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}


def _named_year(words: str, today: date) -> int:
    """The year of "2031", "'31" or "next year"."""
    if words.endswith("year"):
        return min(today.year + words.startswith("next"), 9999)
    number = int(words.lstrip("fiscalyer '"))
    return number if number > 99 else max(1, today.year // 100 * 100 + number)


def of_my(m: re.Match[str], today: date) -> Atom | None:
    """June 2031."""
    return atom_of(m, cal.month_of(_named_year(m["my_y"], today), cal.MONTHS[m["my_m"]]))


def of_month_slash(m: re.Match[str], _: date) -> Atom | None:
    """6/2031, the month of a year."""
    return atom_of(m, cal.month_of(int(m["mslash_y"]), int(m["mslash_m"])))


def of_months(m: re.Match[str], today: date) -> Atom | None:
    """March to June 2031, "November to February 2032"."""
    one, two = cal.MONTHS[m["months_a"]], cal.MONTHS[m["months_b"]]
    last = cal.month_of(_named_year(m["months_y"], today), two)
    year = int(m["months_x"]) if m["months_x"] else last[1].year - (one > two)
    first = cal.month_of(year, one)
    return atom_of(m, (first[0], last[1])) if first[0] <= last[1] else None


def _quarter(year: int, mark: str) -> cal.Period | None:
    size, number = (3, int(mark[1])) if mark[0] == "q" else (6, int(mark[1]))
    if number * size > 12:
        return None
    return cal.months_of(year, (number - 1) * size + 1, number * size)


# "Fourth quarter and full year 2030 results"
_AND_YEAR = regex(
    r" ?(?:and|&) (?:the )?(?:full|fiscal|whole|financial|nine|six|twelve|first)[ -](?:half"
    r"|year|months?|fiscal year)(?: ended [a-z]+ \d\d?,?| of)? (?P<year>20\d\d)\b"
)


def _with_the_year(m: re.Match[str]) -> int | None:
    """The year that is reported along with a quarter, which is one of it."""
    behind = _AND_YEAR.match(m.string, m.end())
    return int(behind["year"]) if behind else None


def of_qy(m: re.Match[str], today: date) -> Atom | None:
    """Q1 2031, H2, "2Q31", "Q3 next year"."""
    if m["qy_b"]:
        return _two_quarters(m, today)
    mark = m["qy_n"] or m["yq_n"] or m["nq_n"][::-1]
    if year := m["qy_y"] or m["yq_y"] or m["nq_y"]:
        return atom_of(m, _quarter(_named_year(year, today), mark))
    if year := _with_the_year(m):
        return atom_of(m, _quarter(year, mark))
    period = _quarter(today.year, mark)
    if period and period[1] < today:
        period = _quarter(min(today.year + 1, 9999), mark)
    return atom_of(m, period)


_REPORTED = 80  # days: so long after it has ended a company still speaks of a quarter


def of_mq(m: re.Match[str], today: date) -> Atom | None:
    """The "June quarter" of companies: the three months that end with June, just over or the next such."""
    month = cal.MONTHS[m["mq_m"]]
    if m["mq_y"]:
        last = cal.month_of(_named_year(m["mq_y"], today), month)[1]
    else:
        years = range(max(1, today.year - 1), min(today.year + 2, 9999))
        ends = (cal.month_of(year, month)[1] for year in years)
        last = next(end for end in ends if (today - end).days <= _REPORTED)
    return atom_of(m, (cal.add_months(last.replace(day=1), -2), last))


def _two_quarters(m: re.Match[str], today: date) -> Atom | None:
    """Q1/Q2 2031: from the first day of the one to the last of the other, of the year named or the next such."""
    year = _named_year(m["qy_y"], today) if m["qy_y"] else today.year
    first, last = _quarter(year, m["qy_n"]), _quarter(year, m["qy_b"])
    if first and last and not m["qy_y"] and last[1] < today:
        first, last = (_quarter(min(year + 1, 9999), m[which]) for which in ("qy_n", "qy_b"))
    if first is None or last is None or first[0] > last[1]:
        return None
    return atom_of(m, (first[0], last[1]))


def of_part(m: re.Match[str], today: date) -> Atom | None:
    """For "the second half of 2031"."""
    unit, ordinal, year = m["part_u"], m["part_o"], m["part_y"] or m["part_a"] or m["part_b"]
    if year is None and unit in ("month", "week"):
        return None
    if year is None and unit == "quarter":
        year = str(_with_the_year(m) or "") or None
    number = _ORDINALS.get(ordinal, {"quarter": 4, "half": 2, "month": 12, "week": 52}[unit])
    of = _named_year(year, today) if year else today.year
    if not year and unit in ("quarter", "half"):
        of = _coming_one(of, f"{unit[0]}{number}", today)
    if unit == "week" or (unit == "month" and number > 12):
        return None
    if unit == "month":
        return atom_of(m, cal.month_of(of, number))
    return atom_of(m, _quarter(of, f"{unit[0]}{number}"))


_LONG_OVER = 130  # days: what is reported of a quarter is reported by then


def _coming_one(year: int, mark: str, today: date) -> int:
    """The year of a quarter that none is named for: in November "the second quarter" is that of the next."""
    period = _quarter(year, mark)
    over = period and (today - period[1]).days > _LONG_OVER
    return min(year + 1, 9999) if over else year


def of_quarters(m: re.Match[str], today: date) -> Atom | None:
    """For "the first nine months of 2031"."""
    words, year = m["quarters_n"].removesuffix(" months"), m["quarters_y"]
    if year is None:  # "the first six months" of something else
        return None
    shares = {"1/4": 3, "2/4": 6, "3/4": 9, "three quarters": 9}
    many, of = shares.get(words) or round(count_of(words)), _named_year(year, today)
    first, last = (1, many) if m["quarters_o"] == "first" else (13 - many, 12)
    return atom_of(m, cal.months_of(of, first, last))


def of_season(m: re.Match[str], today: date) -> Atom | None:
    """For "spring 2031", "the summer": the next one where no year is named."""
    months = cal.SEASONS[m["season_s"]]
    if year := m["season_y"]:
        return atom_of(m, cal.months_of(_named_year(year, today), *months))
    period = cal.months_of(min(today.year, 9990), *months)
    if period[1] < today or m["season_n"]:
        period = cal.months_of(min(today.year, 9990) + 1, *months)
    return atom_of(m, period)


def of_weekof(m: re.Match[str], today: date) -> Atom | None:
    """The first week or the second half of a month."""
    month = cal.MONTHS[m["weekof_m"]]
    year = int(m["weekof_y"] or min(today.year + (month < today.month), 9999))
    first, last = cal.month_of(year, month)
    if m["weekof_u"] == "half":
        middle = date(year, month, 15)
        return atom_of(
            m, (first, middle) if m["weekof_o"] == "first" else (cal.add_days(middle, 1), last)
        )
    if m["weekof_o"] == "last":
        return atom_of(m, (cal.add_days(last, -6), last))
    number = _ORDINALS[m["weekof_o"]]
    return atom_of(m, (date(year, month, 7 * number - 6), date(year, month, 7 * number)))


_TENS = (
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)


_FAR = 35  # years


def of_tens(m: re.Match[str], today: date) -> Atom | None:
    """The next decade of that name: one under way counts."""
    if tens := m["tens_d"]:  # '30s: of this century, unless that is far off
        year = today.year // 100 * 100 + int(tens)
        year -= 100 * (year > today.year + 50)
        return atom_of(m, (date(year, 1, 1), date(year + 9, 12, 31)) if 1 <= year < 9990 else None)
    year = today.year // 100 * 100 + 20 + 10 * _TENS.index(m["tens_w"] or m["tens_v"])
    if year + 9 < today.year:
        year += 100
    if (
        year > today.year + _FAR
    ):  # "since the nineties", of this century no sooner than in the sixties
        return None
    return atom_of(m, (date(year, 1, 1), date(year + 9, 12, 31)) if year < 9990 else None)


def of_midyear(m: re.Match[str], today: date) -> Atom | None:
    """The end of June, of the year named or the next one."""
    if year := m["midyear_y"]:
        return atom_of(m, one_day(date(int(year), 6, 30)))
    return atom_of(m, one_day(cal.coming(today, 6, 30)))


def of_mid(m: re.Match[str], today: date) -> Atom | None:
    """For "mid-century", "mid-decade"."""
    if m[0].endswith("decade"):
        decade = today.year // 10 * 10
        return atom_of(m, (date(decade + 3, 1, 1), date(decade + 6, 12, 31)) if decade else None)
    year = today.year // 100 * 100 + 50
    return atom_of(m, cal.year_of(year if year >= today.year else min(year + 100, 9999)))


def of_short(m: re.Match[str], today: date) -> Atom | None:
    """A year cut to two figures ('27): the one nearest ahead, or a little behind."""
    year = today.year // 100 * 100 + int(m["short_y"])
    if year < today.year - 20:
        year += 100
    return atom_of(m, cal.year_of(year) if 1 <= year <= 9999 else None)


def of_fiscal(m: re.Match[str], _: date) -> Atom | None:
    """FY2031, FY2031-32."""
    return _fiscal(m, m["fiscal_y"], m["fiscal_b"])


def of_booked(m: re.Match[str], _: date) -> Atom | None:
    """The 2031/32 financial year."""
    return _fiscal(m, m["booked_y"], m["booked_b"])


def _fiscal(m: re.Match[str], first: str, other: str | None) -> Atom | None:
    year = int(first)
    year += 2000 if year < 100 else 0
    last = int(other or year)
    if last < 100:
        last += year // 100 * 100
    if other and last == year + 1:
        return atom_of(m, (date(last - 1, 7, 1), date(last, 6, 30)))
    # Fiscal years differ by country and firm; the plain calendar year is the reading that all share most of.
    return atom_of(m, cal.year_of(last))


def of_range(m: re.Match[str], _: date) -> Atom | None:
    """2031-2033, "2031 or 2032"; 2031/32 is one year, to the end of June where nobody says otherwise."""
    first, sign, other = int(m["range_a"]), m["range_s"], m["range_b"]
    last = int(other) if len(other) == 4 else first // 100 * 100 + int(other)
    if len(other) == 2 and sign not in ("-", "/"):
        return None
    if not first < last <= first + 200:
        return None
    if (
        sign == "/" and len(other) == 2 and last == first + 1
    ):  # one year that begins in the other's middle
        return atom_of(m, (date(first, 7, 1), date(last, 6, 30)))
    return atom_of(m, (date(first, 1, 1), date(last, 12, 31)))


def of_term(m: re.Match[str], _: date) -> Atom | None:
    """The 2031/32 season, of whatever sport: over by the end of May."""
    first, other = int(m["term_a"] or m["played_a"]), m["term_b"] or m["played_b"]
    if (
        other is None
    ):  # of hurricanes in the Atlantic, until November; of sport, some time in the year
        month, day = (11, 30) if m["term_s"].endswith(" season") else (12, 31)
        return atom_of(m, (date(first, 1, 1), date(first, month, day)))
    last = int(other) if len(other) == 4 else first // 100 * 100 + int(other)
    return atom_of(m, (date(first, 7, 1), date(last, 5, 31)) if last == first + 1 else None)


def of_decade(m: re.Match[str], _: date) -> Atom | None:
    """The 2030s."""
    year = int(m["decade_y"] or m["decade_z"])
    last = date(year + 99, 12, 31) if year % 100 == 0 and year != 2000 else cal.decade_end(year)
    if (other := int(m["decade_b"] or 0)) > year:  # "the 2030s and 2040s"
        last = cal.decade_end(other)
    return atom_of(m, (date(year, 1, 1), last))


def of_century(m: re.Match[str], _: date) -> Atom | None:
    """For "the 21st century"."""
    number = {"20th": 20, "twentieth": 20, "21st": 21, "twenty-first": 21}.get(m["century_n"], 22)
    return atom_of(m, (date(number * 100 - 99, 1, 1), date(number * 100, 12, 31)))


def of_year(m: re.Match[str], _: date) -> Atom | None:
    """2031."""
    return atom_of(m, cal.year_of(int(m["year_y"])))


def of_spoken(m: re.Match[str], _: date) -> Atom | None:
    """A year as captions spell it: "by twenty thirty-five"."""
    words = " ".join(filter(None, (m["spoken_t"], m["spoken_n"])))
    return atom_of(m, cal.year_of(2000 + int(count_of(words))))


def of_month(m: re.Match[str], today: date) -> Atom | None:
    """June: this one, or the next."""
    month = cal.MONTHS[m["month_m"]]
    if found := in_year_behind(m, today, lambda year: cal.month_of(year, month)):
        return found
    passed = month < today.month or (month == today.month and m["month_n"] is not None)
    return atom_of(m, cal.month_of(min(today.year + passed, 9999), month))
