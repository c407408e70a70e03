"""The words for periods: every kind is a pattern in linear time, with bounded repeats and no nesting."""

import re
from collections.abc import Iterator

from predictions.regexes import regex

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)

_YEAR = r"(?:1[89]\d\d|2[0-4]\d\d)"

_ORD = r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)"

_UNIT = (
    r"(?:fortnights?|years?|months?|weeks?|days?|nights?|decades?|quarters?|centur(?:y|ies)|yrs?"
    r"|mos?|hours?)"
)

_COUNT = (
    r"(?:\d{1,4}(?:\.\d)?|a (?:couple(?: of)?|few|dozen|hundred|thousand)"
    r"|(?:an? )?(?:half(?: an?)?|quarter(?: of a)?(?=[ -]centur))|another|an?"
    r"|one(?: hundred)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|hundred|thousand|couple(?: of)?|few|several|many|dozen)"
)

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

_FEAST = (
    r"(?:easter|good friday|thanksgiving|black friday|cyber monday|labou?r day|memorial day"
    r"|christmas(?: day| eve)?|xmas|new year(?:'s)?(?: eve| day)?|halloween|valentine's day"
    r"|independence day|fourth of july)"
)

_THIS = r"(?:this|next|current|coming|upcoming|following|the|last|past|previous)"

# What may stand behind "by the 15th", so that it is a day: "in the 1st round" is none, and "the 12th of August" has its
# own kind.
_BEHIND_NTH = (
    r"[^ ]|$| [^a-z]| (?:a(?:n|nd|t|s|fter|ll|lso|nyone)?|and|or|nor|but|so|then|when|while|if"
    r"|because|since|that|this|these|those|there|though|i|i'\w+|we|he|she|it|you|they"
    r"|(?:we|he|she|it|you|they)'\w+"
    r"|the|my|our|his|her|its|your|their|no|not|nobody|someone|everyone|everybody|everything"
    r"|nothing|most|many|some|both|to|at|in|on|by|for|from|with|until|till|through|before"
    r"|during|of (?:the|this|next|every|each) month"
    r"|is|are|was|were|will|won't|would|may|might|could|can|should|must|has|have|had|does|do"
    r"|did|instead|already|however|latest|maybe|probably|perhaps|exactly|onwards?)\b"
)

# How what begins a period begins, behind what is in no word: only there the whole pattern is tried, at one place in
# forty. A search passes over letters at once, and knows nothing of a look back at the head of a pattern.
_BEGINS = (
    r"(?=\d(?!\d{0,3}%)|'|a(?:n?-|n? (?:[-ahqy]|ce|co|d[aeo]|f[eou]|mo|or|sh|to|we)|nother|pr"
    r"|ug|utum)|black f|c(?:hr|omi|oup|ourse of|urr|yber m)|d(?:ec(?:\b|em)|oz)"
    r"|e(?:ast|igh|lev|oy)"
    r"|f(?:all\b|eb|ew|ull[- ]y|i(?:[fv]|na[ln]|rst|sc)|o(?:llow|rt|ur)|riday|y)|good f"
    r"|h(?:al[fl]|undred|[12])|indep|j(?:an|u[ln])|la(?:st|bo)"
    r"|m(?:any|ar(?:\b|ch)|ay\b|emor|id(?:-|y| ?[cdy])|on(?:d|th(?:['-]|(?<=end of month))))"
    r"|n(?:ew y|ext|in|ov)|o(?:ct|ne)|p(?:ast|rev)"
    r"|q(?:[1-4]|uarter(?:['-]|(?<=end of quarter)))|s(?:atur|e(?:con|p|v)|ix|pring|um|unday)"
    r"|t(?:en|h(?:ank|e (?:\d|a[cu]|c[aeo]|de|e[in]|f[aiou]|ha|m[io]|n[ei]|qu|s|t[hw]|up|w[ehi]"
    r"|y)|i(?:r|s\b)|ous|re|u)|o(?:day|mor|nig)|ue|w)"
    r"|upco|decade's|century's|(?<=end of )(?:ce|de)|valen|w(?:edn|eek(?<=end of week)|in)|xm"
    r"|y(?:e ?[' ]?[23]|ear(?:['-]| end|(?<=end of year))))"
)

_BEGINNING = regex(r"[^a-z0-9_](?<!\w)" + _BEGINS)

# The words for periods, each kind as a group of its name; a period is of the first kind that matches.
KINDS = (
    rf"(?P<iso>(?<![\d-]){_YEAR}(?P<iso_s>[-/])(?P<iso_m>\d\d?)(?P=iso_s)(?P<iso_d>\d\d?)(?![\d-]))",
    r"(?P<dots>(?<![\d.])(?P<dots_d>\d\d?)\.(?P<dots_m>\d\d?)\.(?P<dots_y>20\d\d)(?![\d.]\d))",
    r"(?P<md>(?:(?<=\bon |\bby )|(?<=\bbefore )|(?<=\buntil ))(?P<md_m>\d\d?)/(?P<md_d>\d\d?)(?![\d/]))",
    r"(?P<slash>(?<![\d/])(?P<slash_a>\d\d?)/(?P<slash_b>\d\d?)/(?P<slash_y>(?:20)?\d\d)(?![\d/]))",
    (
        rf"(?P<booked>(?<![\d$.,-])(?P<booked_y>{_YEAR})(?: ?[-/] ?(?P<booked_b>{_YEAR}"
        rf"|\d\d))? (?:fiscal|financial|academic|school|tax) year\b)"
    ),
    r"(?P<mslash>(?<![\d/.,-])(?P<mslash_m>0?[1-9]|1[0-2])/(?P<mslash_y>20\d\d)(?![\d/%]))",
    (
        rf"(?P<fiscal>\b(?:fy ?|fiscal(?: year)? "
        rf"|financial year )(?:'?(?P<fiscal_y>{_YEAR}|\d\d))(?:[-/](?P<fiscal_b>{_YEAR}|\d\d))?\b)"
    ),
    (
        rf"(?P<months>\b(?P<months_a>{_MONTH})\.?(?:,? (?P<months_x>{_YEAR}))? ?(?:-|/|to|through"
        rf"|till|until|and|or) ?(?:early |mid-"
        rf"|late )?(?P<months_b>{_MONTH})\b\.?,? (?:of )?(?P<months_y>{_YEAR})(?![\d%]))"
    ),
    (
        rf"(?P<ddmy>\b(?P<ddmy_d>\d\d?)(?:st|nd|rd"
        rf"|th)?(?: (?P<ddmy_m>{_MONTH})\.?(?:,? (?P<ddmy_y>{_YEAR}))?)? ?(?:-|to|through|until"
        rf"|till|and) ?(?P<ddmy_e>\d\d?)(?:st|nd|rd"
        rf"|th)? (?:of )?(?P<ddmy_n>{_MONTH})\b\.?(?:,? (?P<ddmy_z>{_YEAR})\b)?)"
    ),
    (
        rf"(?P<mddy>\b(?P<mddy_m>{_MONTH})\.? (?P<mddy_d>\d\d?)(?:st|nd|rd"
        rf"|th)?(?:,? (?P<mddy_y>{_YEAR}))? ?(?:-|to|through|until|till"
        rf"|and) ?(?:(?P<mddy_n>{_MONTH})\.? )?(?P<mddy_e>\d\d?)(?:st|nd|rd|th)?\b(?!%|:\d"
        rf"|[.,]\d)(?:,? (?P<mddy_z>{_YEAR})\b)?)"
    ),
    (
        rf"(?P<dmy>\b(?P<dmy_d>\d\d?)(?:st|nd|rd"
        rf"|th)?(?: of)? (?P<dmy_m>{_MONTH})\b\.?(?:,? (?P<dmy_y>{_YEAR})\b)?)"
    ),
    (
        rf"(?P<mdy>\b(?P<mdy_m>{_MONTH})\.? (?:the )?(?P<mdy_d>\d\d?)(?:st|nd|rd|th)?\b(?!%|:\d"
        rf"|[.,]\d)(?:,? (?:of )?(?P<mdy_y>{_YEAR})\b)?)"
    ),
    (
        rf"(?P<mq>\b(?P<mq_m>{_MONTH})\.? quarter\b(?!-)(?:(?: of|,)? (?P<mq_y>{_YEAR}|'\d\d"
        rf"|(?:next|this) year)\b)?)"
    ),
    rf"(?P<my>\b(?P<my_m>{_MONTH})(?:\.?,? (?:of )?|-)(?P<my_y>{_YEAR}|'\d\d|(?:next|this) year)(?![\d%]))",
    (
        rf"(?P<qy>\b(?P<qy_n>[qh][1-4])(?:(?: ?[/-] ?"
        rf"| (?:and|or|to|through) )(?P<qy_b>[qh][1-4]))?[ (),./-]*(?:of )?(?P<qy_y>(?:fy ?"
        rf"|fiscal (?:year )?)?{_YEAR}|(?:fy ?)?'\d\d|fy ?\d\d"
        rf"|(?<=[qh][1-4] )[2-9]\d(?=[.,;:)]|$| (?:the|a|we|it|they|there)\b)(?![.,]\d)"
        rf"|(?:next|this) year)?\b(?! ?visas?\b|-?b\b)"
        rf"|\b(?P<nq_n>[1-4][qh])[ ']?(?P<nq_y>{_YEAR}|\d\d|(?:next|this) year)\b"
        rf"|\b(?P<yq_y>{_YEAR})[ -]?(?P<yq_n>[qh][1-4])\b)"
    ),
    (
        rf"(?P<weekof>\b(?P<weekof_o>first|second|third|last) (?P<weekof_u>week"
        rf"|half) of (?P<weekof_m>{_MONTH})\b(?:,? (?P<weekof_y>{_YEAR}))?)"
    ),
    r"(?P<same>\bthis time next (?P<same_u>year|month|week)\b)",
    (
        r"(?P<tens>'(?P<tens_d>[2-9]0)'?s\b|\bthe (?P<tens_w>twenties|thirties|forties|fifties"
        r"|sixties|seventies|eighties|nineties)\b"
        r"|(?:(?<=\bthe early )|(?<=\bthe mid[ -])|(?<=\bthe late ))(?P<tens_v>twenties|thirties"
        r"|forties|fifties|sixties|seventies|eighties|nineties)\b)"
    ),
    rf"(?P<midyear>\bmid[- ]?year\b(?: (?P<midyear_y>{_YEAR}))?)",
    r"(?P<mid>\b(?:mid[- ]?decade|mid[- ]?century|the half-century|the middle of the century)\b)",
    r"(?P<short>'(?P<short_y>\d\d)\b(?!s|%))",
    rf"(?P<nth>\bthe (?P<nth_d>\d\d?)(?:st|nd|rd|th)\b(?={_BEHIND_NTH}))",
    (
        rf"(?P<part>\b(?:(?P<part_a>{_YEAR}|next year(?='s)"
        rf"|this year(?='s))(?:'s)? )?(?:{_ORD} (?:or|and|to"
        rf"|or maybe) (?:the )?)?(?P<part_o>{_ORD})[ -](?P<part_u>quarter|half|month"
        rf"|week)(?: of (?:the )?(?P<part_y>(?:fy ?|fiscal (?:year )?)?{_YEAR}|year|next year"
        rf"|this year)\b(?!s|'s|[/-]\d)| (?P<part_b>{_YEAR}|next year|this year)\b(?!'s"
        rf"|[/-]\d))?\b(?! of (?:(?:the |this )?(?:(?:next|coming|following) )?(?:\d{{4}}|'\d0s"
        rf"|decade|century|twenties|thirties|forties|fifties|match|game|season)"
        rf"|(?:the|an?|this|that|my|our|his|her|its|your|their|each|every"
        rf"|all)\b(?! (?:(?:calendar|fiscal|financial|current|coming|new|next|same) )?year\b))"
        rf"|-(?:final|marathon|life|mile)))"
    ),
    (
        rf"(?P<quarters>\b(?P<quarters_o>first|last|final) (?P<quarters_n>[123]/4|three quarters"
        rf"|(?:[2-9]|two|three|four|five|six|eight|nine"
        rf"|ten) months)(?: of (?:the )?(?P<quarters_y>{_YEAR}|(?:next |this )?year))?\b)"
    ),
    (
        rf"(?P<season>\b(?P<season_s>spring|summer|autumn"
        rf"|(?:(?<=in )|(?<=by )|(?<=the )|(?<=\b(?:by|in) early )|(?<=\b(?:by|in) late ))fall"
        rf"|fall(?! next year)|winter)\b(?:(?:(?: of)?| outlook| forecast"
        rf"| predictions) (?P<season_y>{_YEAR}|'\d\d)(?:/\d\d)?\b"
        rf"|(?: of)? (?P<season_n>next year)\b)?(?! sale| holiday| school| term| games| olympic"
        rf"|(?<=fall) of (?!(?:that|the same) year)))"
    ),
    (
        rf"(?P<gone>\b(?:last|this past) (?:{_MONTH}|{_WEEKDAY}|spring|summer|autumn|fall|winter"
        rf"|christmas|easter|thanksgiving)\b)"
    ),
    (
        rf"(?P<feast>\b(?<!nor')(?<!happy )(?P<feast_f>{_FEAST})(?:(?<=thanksgiving) day)?(?:,? (?P<feast_y>{_YEAR})"
        rf"|,?(?: of)? (?P<feast_n>next|this) year)?\b)"
    ),
    (
        rf"(?P<term>(?<![\d$.,-])(?P<term_a>{_YEAR})(?: ?[-/] ?(?P<term_b>{_YEAR}"
        rf"|\d\d))? (?:[a-z]+ ){{0,2}}?(?P<term_s>(?:hurricane |tropical )?season|nhl|nba"
        rf"|premier league|champions league|la liga|serie a|bundesliga)\b)"
    ),
    rf"(?P<played>(?:(?<=season )|(?<=preview ))(?P<played_a>{_YEAR}) ?[-/] ?(?P<played_b>{_YEAR}|\d\d)\b)",
    (
        rf"(?P<range>(?<![\d$.,-])(?P<range_a>{_YEAR}) ?(?P<range_s>-|/|to|through|and"
        rf"|or) ?(?P<range_b>{_YEAR}|(?<=[-/])\d\d|(?<=[-/] )\d\d)(?![\d%-]| ?(?:st|nd|rd|th)\b))"
    ),
    (
        r"(?P<decade>\b(?P<decade_y>(?:1[89]|2[0-4])\d0)' ?s\b"
        r"|\b(?P<decade_z>(?:1[89]|2[0-4])\d0) ?s\b(?: ?(?:-|/|and|or|to"
        r"|through) ?(?:the )?(?P<decade_b>(?:1[89]|2[0-4])\d0)'? ?s\b)?)"
    ),
    r"(?P<century>\b(?P<century_n>20th|21st|22nd|twentieth|twenty-first|twenty-second) century\b)",
    (
        r"(?P<ahead>\bthe (?P<ahead_u>week|month|quarter|year|decade|century) (?:ahead|to come)\b"
        r"|\byear-ahead (?=predictions?|forecasts?|outlook|bets|calls)\b)"
    ),
    (
        r"(?P<both>\bthis year (?:and|or) (?:(?P<both_s>early|mid|late) "
        r"|the )?next(?: year)?\b(?! (?:week|month))"
        r"|(?P<both_n>\bnext year (?:and|or) the (?:year|one) after\b(?: that)?)"
        r"|(?P<both_l>\bthe (?P<both_u>year|month|week) after next\b))"
    ),
    (
        rf"(?P<span>\b(?:(?P<span_e>year|month|quarter)(?:(?:'s|-) ?|(?<=\bat year|\bby year) )end"
        rf"|(?:the )?(?:year|decade|century)'s end"
        rf"|(?:eoy|(?<=\bby )ye|(?<=\bat )ye|(?<=\buntil )ye)(?: ?'?(?P<span_y>{_YEAR}|\d\d)\b(?!%)"
        rf"|(?<=y) (?P<span_n>next year)\b|(?<=y)\b)"
        rf"|(?<=end of )(?:year|month|quarter|week|decade|century)"
        rf"|(?P<span_t>{_THIS}) (?:(?:calendar|fiscal|financial|academic|school|full|entire"
        rf"|whole) )?(?P<span_u>(?<!the )(?:season|summer|winter|spring|autumn|fall)|weekend|year"
        rf"|month|week|quarter|decade|century)\b(?:'s end)?"
        rf"|full[- ]year)(?! (?:of )?(?:-|(?:1[89]|2[0-4])\d\d\b)))"
    ),
    (
        rf"(?P<horizon>\b(?P<horizon_n>{_COUNT})(?: |-)(?P<horizon_u>year|month"
        rf"|decade)s?(?: out)? (?:predictions?|forecasts?|outlook|bets?|guess(?:es)?|horizon|view"
        rf"|time ?frame|timescale)\b)"
    ),
    (
        r"(?P<spoken>(?:(?<=\bin )|(?<=\bby )|(?<=\bto )|(?<=\bbefore )|(?<=\buntil )|(?<=\btill )"
        r"|(?<=\bafter )|(?<=\baround )|(?<=\bend of )|(?<=\bearly )|(?<=\blate )"
        r"|(?<=\bmid[ -]))twenty[ -](?P<spoken_t>twenty|thirty|forty"
        r"|fifty)(?:[ -](?P<spoken_n>one|two|three|four|five|six|seven|eight"
        r"|nine))?\b(?! (?:percent|per cent|people|thousand|million|years?|months?|days?|weeks?"
        r"|times)\b))"
    ),
    (
        rf"(?P<length>(?P<len_p>\b(?:the )?(?:next|coming|upcoming"
        rf"|(?:(?<=the )|(?!following [\w-]+ [a-z]+ of ))following"
        rf"|course of the next) (?:(?:sort"
        rf"|kind) of )?)?(?<![\d.,$-])(?P<len_a>\b{_COUNT})(?P<len_m>\+)?(?:-?ish\b)?(?P<len_h> and a half"
        rf"|\u00bd|[ -]1/2)?(?: ?(?:-to-|-|to|or) ?(?P<len_b>{_COUNT}))?(?:(?: |-)(?:more |or more "
        rf"|or so |full |short |additional )?(?P<len_u>{_UNIT})"
        rf"|(?P<len_v>(?<=\d)(?:yrs?|y|mos?|hrs?)))\b(?P<len_x> or two| or so"
        rf"| and a half)?(?P<len_s>'? time| from (?:now|today)| hence| away| ahead(?! of)"
        rf"| down the (?:road|line|track)| in(?:to)? the future| out(?=[,.;:)]|$))?)"
    ),
    (
        rf"(?P<nextu>\b(?:the )?(?:next|coming|upcoming|following) (?P<nextu_m>few |several "
        rf"|couple of |couple |many )?(?P<nextu_u>{_UNIT})\b(?P<nextu_x> or two| and a half)?)"
    ),
    (
        rf"(?P<weekday>\b(?<!every )(?<!each )(?<!super )(?:(?:this|next"
        rf"|coming) )?(?P<weekday_w>{_WEEKDAY})\b(?! (?:night's|morning's)"
        rf"|,? (?:the )?\d\d?(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|,? {_MONTH}\.? \d\d?(?!\d)))"
    ),
    r"(?P<today>\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening))\b)",
    (
        rf"(?P<year>(?<![\d$£€#.,/:])(?P<year_y>{_YEAR})(?:ish)?\b(?![\d%/]|:\d|[.,]\d|-\d"
        rf"| ?(?:percent|per cent|people|km|miles|dollars|euros|points|votes|seats|jobs|mw|gw|tons"
        rf"|units|bce?|feet|ft|hours|hrs|gmt|utc|bits|lines|pixels|met(?:er|re)s|kg|rpm)\b))"
    ),
    rf"(?P<month>\b(?:(?P<month_n>next) )?(?P<month_m>{_MONTH})\b)",
)

# What can only begin with a figure, and what cannot.
_WITH_FIGURE = frozenset(
    ["iso", "dots", "md", "mslash", "slash", "dmy", "term", "played", "range", "decade", "year", "ddmy", "booked"]
)  # fmt: skip

_WITHOUT = frozenset(
    ["fiscal", "months", "mddy", "mdy", "my", "weekof", "same", "tens", "mid", "short", "nth",
        "quarters", "season", "gone", "feast", "ahead", "both", "span", "nextu", "weekday",
        "today", "midyear", "month", "spoken", "mq"]
)  # fmt: skip


def _without(kinds: frozenset[str]) -> re.Pattern[str]:
    """A pattern of all other kinds."""
    return regex("|".join(k for k in KINDS if k[len("(?P<") : k.index(">")] not in kinds))


_BY_FIGURE, _BY_LETTER = _without(_WITHOUT), _without(_WITH_FIGURE)


def atoms_in(low: str) -> Iterator[re.Match[str]]:
    """The words for periods in lower-case text, in order: what one pattern of all kinds would find."""
    done = 0
    # A word at the very start has a blank before it as well.
    for beginning in _BEGINNING.finditer(" " + low):
        at = beginning.start()
        kinds = _BY_FIGURE if low[at].isdecimal() else _BY_LETTER
        if at >= done and (match := kinds.match(low, at)):
            done = match.end()
            yield match


# A cheap look first: words of which an atom needs one, the common ones first.
_HINTS = (
    "year", "day", "month", "may", "mar", "dec", "mid", "half", "sep", "nov", "oct", "jun", "jul",
    "jan", "feb", "apr", "aug", "week", "decade",
    "centur", "quarter", "today", "night", "tomorrow", "time next", "morning", "noon", "evening",
    "summer", "winter", "spring", "autumn", "eas", "eoy", "yrs", "fortnight", "is fall", "xt fall",
    "he fall", "by fall", "in fall",
    "thanks", "christmas", "xmas", "hallow", "twenty",
)  # fmt: skip

_IES = regex(r"ies\b")


def hinted(low: str) -> bool:
    """True for a text with one of those words; without, and without a digit, it holds no atom."""
    if any(map(low.__contains__, _HINTS)):
        return True
    return "ies" in low and _IES.search(low) is not None
