"""Words for matching: their stems, which say nothing, which say little, which say the same."""

import re
from functools import lru_cache

from predictions.regexes import regex

_NUMBER = regex(r"[$€£]?(\d[\d,.]*?)[.,]?(k|m|bn)?(%?)")
_UNITS = {"k": 1e3, "m": 1e6, "bn": 1e9}

# Endings that change little of what a word is about, the longest that fits first.
_ENDINGS = (
    ("ations", "at"), ("ation", "at"), ("ments", ""), ("ment", ""), ("ingly", ""), ("ings", ""),
    ("ing", ""), ("iness", "y"), ("ness", ""), ("ities", ""), ("ity", ""), ("ies", "y"),
    ("ied", "y"), ("ives", ""), ("ive", ""), ("ions", ""), ("ion", ""), ("ers", ""), ("er", ""),
    ("ors", ""), ("or", ""), ("edly", ""), ("ed", ""), ("ally", "al"), ("ly", ""), ("sses", "ss"),
    ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("es", ""), ("ss", "ss"), ("us", "us"),
    ("is", "is"), ("s", ""),
)  # fmt: skip

MONTHS = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    ]
)

# Said of a deadline: by Christmas, before spring 2027.
SEASONS = frozenset(["spring", "summer", "autumn", "winter", "christmas", "easter"])

# Names that end like ordinary words: they stay names at the beginning of a statement.
_NAMES_LIKE_WORDS = """
arsenal bengal crystal montreal nepal portugal royal senegal ahmed mohammed italy sicily
billy emily holly kelly lily molly sally
"""

# Grammar and the words of forecasting itself: they stand in every prediction.
_STOP = """
a about above across actually after again against all almost already also although always among an
and another any anyone anything are around as at away back be became because become becomes been
before being below between both but by came can cannot chance come comes could day days deadline did
do does doing done down due during each early either end ends enough even ever every expect expected
expects fewer few first following for forecast from full get gets given go goes going had happen
happens has have having he her here hers him his how however if in inside instead into is it its
itself just later latest least less let like likely likelihood long made make makes many maybe me
might month months more most much must my near nearly never next no nobody none nor not nothing now
odds of off on once one only onto or other others our out outside over own per perhaps possible
possibly predict predicted prediction probability probable probably quarter rather same say says see
shall she should since so some someone something soon still such than that the their theirs them then
there these they thing things this those though through thus till time times to too toward towards
two three four five six seven eight nine ten under unless unlikely until up upon us very via was way
we week weeks well were what when where whether which while who whoever whole whom whose why will
with within without won't would year years yet you your mid late
"""

# News of every kind is full of these: finding one says little.
_FAINT = """
announce report company country government new public world global office official people person
nation national state market launch release plan million billion trillion percent number high higher
low lower rate increase rise fall decline grow growth change large big small major show use work
start begin reach exceed pass hit top share group team system service product industry business
technology research study data include sign win lead leader leading head president minister election
vote law bill court case deal agree talk call part side local general international set run take
bring keep remain hold level record price cost sale sell buy open close final order daily monthly
total average annual AI tech online internet digital trade trading value operate provide publish
model adopt economy economic policy program project site several former current become least quarter
"""

# Words of one event, named alike. Only where taking one for the other costs little.
_SAME = """
resign quit oust depart
acquire acquisition takeover buyout merge merger
approve authorise authorize greenlight approval
ban prohibit outlaw forbid prohibition
unveil debut rollout
bankrupt bankruptcy insolvent insolvency
walkout strike
ceasefire truce armistice
kill dead death die died fatal
jail prison imprison sentence imprisonment
arrest detain custody
earthquake quake
hurricane typhoon cyclone
layoff redundancy unemployment joblessness displace displacement
invade invasion incursion
sue lawsuit litigate litigation
vaccine vaccinate vaccination immunisation immunization
delay postpone defer
recession downturn
tariff levy
outbreak epidemic
car vehicle automobile
film movie
gasoline petrol
autonomous driverless robotaxi
carbon co2
attempt try tried
job work employment
cut reduce slash reduction
"""

# Words that tell how one kind of event goes on or ends, this way or the other: whoever waits for a
# resignation wants to hear of calls for it, of who stays, and of the successor.
_KIN = """
win winner victory victorious triumph champion title crown lose loser defeat beat final semifinal trophy medal succeed overcome clinch claim
resign oust sack fire dismiss remove leave exit stay replace replacement successor succeed
acquire bid bidder buy buyer purchase sell sale sold offer deal stake approve block owner rescue
approve reject clear block permit license allow ban regulator ruling
elect election vote poll ballot win victory majority candidate campaign lead lose reelect inaugurate
convict guilty acquit clear verdict jury trial sentence jail charge indict court plead judge prosecutor arrest appeal
launch release unveil ship sale announce introduce reveal delay available cancel
bankrupt collapse chapter administration creditor rescue debt default
rise increase climb jump soar surge top exceed record high grow growth gain rally raise hike above
fall drop decline slump plunge slide low sink shrink reduce decrease below ease
close shut shutdown reopen open closure
cancel scrap abandon abolish axe ditch drop delay suspend
strike pay union dispute ballot settle talk
sign join transfer move contract deal agree fee bid target swoop switch leave
die murder funeral
pass approve ratify parliament bill law adopt reject veto debate senate
agree agreement deal accord pact treaty talk negotiate sign deadlock breakthrough collapse
invade attack offensive troop war capture take seize siege ceasefire
hit strike landfall storm approach damage batter near evacuate
erupt eruption volcano lava
free release hostage captor kidnap
arrest police suspect charge
fight bout rematch clash face
return back comeback
extend extension prolong expire end deadline
"""


@lru_cache(maxsize=131072)
def stem(word: str) -> str:
    """Return what a word has in common with its inflections and with words of the same event."""
    cut = root(word)
    return _NAMED_ALIKE.get(cut, cut)


@lru_cache(maxsize=131072)
def root(word: str) -> str:
    """Return what a word has in common with its inflections; a number by its value."""
    number = _NUMBER.fullmatch(word.lower())
    if number:
        return _number(number)
    return _cut(word.lower().replace("’", "'").removesuffix("'s").replace(".", "").replace("&", ""))


def _number(match: re.Match[str]) -> str:
    digits, unit, percent = match.groups()
    try:
        value = float(digits.replace(",", "")) * _UNITS.get(unit or "", 1.0)
    except ValueError:
        return digits
    return f"{value:.10g}{percent}"


def _cut(word: str) -> str:
    if not word.isascii() or len(word) <= 3:
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


_NAMED_ALIKE = {
    _cut(word): _cut(line.split()[0])
    for line in _SAME.strip().splitlines()
    for word in line.split()
}
STOP = frozenset(_STOP.split()) | MONTHS
NAMES_LIKE_WORDS = frozenset(_NAMES_LIKE_WORDS.split())
FAINT = frozenset(stem(word) for word in _FAINT.split())


def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _KIN.strip().splitlines():
        family = frozenset(map(stem, line.split()))
        for word in family:
            found.setdefault(word, set()).update(family)
    return {word: frozenset(kin) for word, kin in found.items()}


KIN = _families()  # for each stem of an event, those of the same kind of event
