"""Days of great events of sport and film: finals, closing days, ceremonies, by the year in their name."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from predictions.regexes import regex

_DAYS = {
    "world cup": """2002-06-30 2006-07-09 2010-07-11 2014-07-13 2018-07-15 2022-12-18 2026-07-19""",
    "euro": """2004-07-04 2008-06-29 2012-07-01 2016-07-10 2020:2021-07-11 2024-07-14""",
    "olympics": """2000-10-01 2004-08-29 2008-08-24 2012-08-12 2016-08-21 2020:2021-08-08 2024-08-11 2028-07-30
        2002-02-24 2006-02-26 2010-02-28 2014-02-23 2018-02-25 2022-02-20 2026-02-22""",
    "oscars": """2010-03-07 2011-02-27 2012-02-26 2013-02-24 2014-03-02 2015-02-22 2016-02-28 2017-02-26 2018-03-04
        2019-02-24 2020-02-09 2021-04-25 2022-03-27 2023-03-12 2024-03-10 2025-03-02 2026-03-15""",
    "super bowl": """2010-02-07 2011-02-06 2012-02-05 2013-02-03 2014-02-02 2015-02-01 2016-02-07 2017-02-05 2018-02-04
        2019-02-03 2020-02-02 2021-02-07 2022-02-13 2023-02-12 2024-02-11 2025-02-09 2026-02-08""",
}  # fmt: skip
_NAMES = {
    "european championship": "euro", "euros": "euro", "olympic games": "olympics", "summer olympics": "olympics",
    "winter olympics": "olympics", "academy awards": "oscars", "oscar": "oscars",
}  # fmt: skip
HINTS = ("world cup", "euro", "olympic", "oscar", "academy awards", "super bowl")
_NAME = "world cup|euros?|european championship|(?:(?:summer|winter) )?olympics|olympic games|oscars|academy awards|super bowl"
_EVENT = regex(
    r"\b(?:(?P<prep>before|by|in|at|during|until|after|ahead of)\s+)?(?:the )?"
    rf"(?:(?P<year>20\d\d) (?:fifa |uefa )?(?P<a>{_NAME})|(?P<which>next|upcoming|coming|this year's|this summer's) (?P<b>{_NAME})"
    rf"|(?:fifa |uefa )?(?P<c>{_NAME}) (?P<later>20\d\d)"
    # "Oscar picks" are for the ceremony that is near.
    rf"|(?P<d>{_NAME}|oscar) (?:predictions?|picks|preview|forecast|odds|bracket))\b"
)
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
    """The events named with their year, or as the next one, where their day is known."""
    for match in _EVENT.finditer(low):
        name = match["a"] or match["b"] or match["c"] or match["d"]
        days = _CALENDAR[_NAMES.get(name, name)]
        year = match["year"] or match["later"]
        ahead = (day for day in sorted(days.values()) if day >= today)
        day = days.get(int(year)) if year else next(ahead, None)
        if day and (match["d"] is None or day - today <= _NEAR):
            yield match, day
