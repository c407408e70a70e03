"""Days of great events of sport, film and song: finals, closing days, ceremonies, by the year in their name."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from predictions.regexes import regex

_DAYS = {
    "world cup": """2002-06-30 2006-07-09 2010-07-11 2014-07-13 2018-07-15 2022-12-18 2026-07-19""",
    "euro": """2004-07-04 2008-06-29 2012-07-01 2016-07-10 2020:2021-07-11 2024-07-14""",
    "olympics": """2000-10-01 2004-08-29 2008-08-24 2012-08-12 2016-08-21 2020:2021-08-08 2024-08-11 2028-07-30
        2002-02-24 2006-02-26 2010-02-28 2014-02-23 2018-02-25 2022-02-20 2026-02-22""",
    "oscars": """2002-03-24 2003-03-23 2004-02-29 2005-02-27 2006-03-05 2007-02-25 2008-02-24 2009-02-22
        2010-03-07 2011-02-27 2012-02-26 2013-02-24 2014-03-02 2015-02-22 2016-02-28 2017-02-26 2018-03-04
        2019-02-24 2020-02-09 2021-04-25 2022-03-27 2023-03-12 2024-03-10 2025-03-02 2026-03-15""",
    "super bowl": """2002-02-03 2003-01-26 2004-02-01 2005-02-06 2006-02-05 2007-02-04 2008-02-03 2009-02-01
        2010-02-07 2011-02-06 2012-02-05 2013-02-03 2014-02-02 2015-02-01 2016-02-07 2017-02-05 2018-02-04
        2019-02-03 2020-02-02 2021-02-07 2022-02-13 2023-02-12 2024-02-11 2025-02-09 2026-02-08""",
    "golden globes": """2010-01-17 2011-01-16 2012-01-15 2013-01-13 2014-01-12 2015-01-11 2016-01-10 2017-01-08 2018-01-07
        2019-01-06 2020-01-05 2021-02-28 2022-01-09 2023-01-10 2024-01-07 2025-01-05 2026-01-11""",
    "grammys": """2010-01-31 2011-02-13 2012-02-12 2013-02-10 2014-01-26 2015-02-08 2016-02-15 2017-02-12 2018-01-28
        2019-02-10 2020-01-26 2021-03-14 2022-04-03 2023-02-05 2024-02-04 2025-02-02 2026-02-01""",
    "eurovision": """2004-05-15 2005-05-21 2006-05-20 2007-05-12 2008-05-24 2009-05-16 2010-05-29 2011-05-14 2012-05-26
        2013-05-18 2014-05-10 2015-05-23 2016-05-14 2017-05-13 2018-05-12 2019-05-18 2021-05-22 2022-05-14 2023-05-13
        2024-05-11 2025-05-17 2026-05-16""",
    "wrestlemania": """2002-03-17 2003-03-30 2004-03-14 2005-04-03 2006-04-02 2007-04-01 2008-03-30 2009-04-05 2010-03-28
        2011-04-03 2012-04-01 2013-04-07 2014-04-06 2015-03-29 2016-04-03 2017-04-02 2018-04-08 2019-04-07 2020-04-05
        2021-04-11 2022-04-03 2023-04-02 2024-04-07 2025-04-20""",
}  # fmt: skip
_NAMES = {
    "european championship": "euro", "euros": "euro", "olympic games": "olympics", "summer olympics": "olympics",
    "winter olympics": "olympics", "academy awards": "oscars", "oscar": "oscars",
    "golden globe awards": "golden globes",
    "golden globe": "golden globes", "grammy awards": "grammys", "grammy": "grammys",
    "eurovision song contest": "eurovision",
}  # fmt: skip
# "The 92nd Academy Awards", "WrestleMania 27": the year of the one before the first.
_ORDINALS = {
    "oscars": 1928,
    "golden globes": 1943,
    "grammys": 1958,
    "wrestlemania": 1984,
    "super bowl": 1966,
}
HINTS = (
    "world cup", "euro", "olympic", "oscar", "academy awards", "super bowl", "golden globe", "grammy", "wrestlemania",
)  # fmt: skip
_ALONE = (
    "world cup|european championship|(?:(?:summer|winter) )?olympics|olympic games|oscars"
    "|academy awards|super bowl|golden globes|golden globe awards|grammys|grammy awards"
    "|eurovision song contest|eurovision|wrestlemania"
)
_NAME = f"euros?|{_ALONE}"
_SAID = "(?:predictions?|picks|preview|forecast|odds|bracket)"
_EVENT = regex(
    r"\b(?:(?P<prep>before|by|in|at|during|until|after|ahead of)\s+)?(?:the )?"
    rf"(?:(?P<year>20\d\d) (?:fifa |uefa )?(?P<a>{_NAME}"
    rf"|(?:oscar|golden globe|grammy)(?= {_SAID}))"
    rf"|(?P<which>next|upcoming|coming|this year's|this summer's) (?P<b>{_NAME})"
    rf"|(?P<nth>\d\d)(?:st|nd|rd|th) (?:annual )?(?P<e>{_NAME})"
    rf"|(?P<f>wrestlemania|super bowl) (?P<count>\d\d)"
    rf"|(?:fifa |uefa )?(?P<c>{_NAME}) (?P<later>20\d\d)"
    # "Oscar picks" are for the ceremony that is near.
    rf"|(?P<d>{_NAME}|oscar|golden globe|grammy) {_SAID}(?:,?:? (?:for )?(?P<of>20\d\d))?)\b"
)
_ONLY_NAME = regex(rf"\b(?:{_ALONE})\b(?! (?:19|20)\d\d)")
_NEAR = timedelta(days=120)


def _calendar(days: str) -> dict[int, date]:
    """The days by the years that name them: a "2020" may be held in 2021."""
    calendar = {}
    for entry in days.split():
        named, _, held = entry.rpartition(":")
        day = date.fromisoformat(held)
        calendar[int(named or day.year)] = day
    return calendar


_CALENDAR = {name: _calendar(days) for name, days in _DAYS.items()}


def scheduled(low: str, today: date) -> Iterator[tuple[re.Match[str], date]]:
    """The events named with their year or number, or as the next one, where their day is known."""
    for match in _EVENT.finditer(low):
        said = match["a"] or match["b"] or match["c"] or match["d"] or match["e"] or match["f"]
        name = _NAMES.get(said, said)
        year = (
            match["year"]
            or match["later"]
            or match["of"]
            or _year_of(name, match["nth"] or match["count"])
        )
        if year is None and (match["nth"] or match["count"]):
            continue
        days = _CALENDAR[name]
        day = days.get(int(year)) if year else _next(name, today)
        if day and (match["d"] is None or day - today <= _NEAR):
            yield match, day


def _year_of(name: str, number: str | None) -> int | None:
    first = _ORDINALS.get(name)
    return first + int(number) if number and first else None


def _next(name: str, today: date) -> date | None:
    return next((day for day in sorted(_CALENDAR[name].values()) if day >= today), None)


def soon(low: str, today: date, *, within: int) -> date | None:
    """The day of the first event that a text in lower case names without a year, where it is so many days away at most."""
    if not any(map(low.__contains__, HINTS)):
        return None
    for match in _ONLY_NAME.finditer(low):
        day = _next(_NAMES.get(match[0], match[0]), today)
        if day and (day - today).days <= within:
            return day
    return None
