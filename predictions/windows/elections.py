"""Days of national elections, by country: those held or announced; American ones follow from the law."""

from datetime import date, timedelta

_HELD = {
    "uk": """1992-04-09 1997-05-01 2001-06-07 2005-05-05 2010-05-06 2015-05-07 2017-06-08 2019-12-12 2024-07-04""",
    "canada": """2000-11-27 2004-06-28 2006-01-23 2008-10-14 2011-05-02 2015-10-19 2019-10-21 2021-09-20 2025-04-28""",
    "australia": """2001-11-10 2004-10-09 2007-11-24 2010-08-21 2013-09-07 2016-07-02 2019-05-18 2022-05-21 2025-05-03""",
    "germany": """2002-09-22 2005-09-18 2009-09-27 2013-09-22 2017-09-24 2021-09-26 2025-02-23""",
}
_DAYS = {
    country: [date.fromisoformat(day) for day in days.split()] for country, days in _HELD.items()
}


def election_day(year: int) -> date:
    """The American one: the Tuesday after the first Monday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(0 - first.weekday()) % 7 + 1)


def national_election(country: str, today: date, *, within: int) -> date | None:
    """The country's next election, today included, where it is known and at most so many days away."""
    if country == "us":
        year = min(today.year, 9998)
        days = [election_day(y) for y in (year, year + 1) if y % 2 == 0]
    else:
        days = _DAYS[country]
    return next((day for day in days if 0 <= (day - today).days <= within), None)
