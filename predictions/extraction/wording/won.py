"""What is won: the labels behind which a name says who wins what ("East", "Best picture", "Ohio", "Will win"), and those of wishes."""

from collections.abc import Callable
from dataclasses import dataclass

from predictions.extraction.chances.verdicts import verdict_in
from predictions.patterns import factored
from predictions.regexes import regex

_DIVISION = (
    r"(?P<league>(?:NL|AL|AFC|NFC|national league|american league"
    r"|[A-Z][\w.]{0,14}(?: [A-Z]\w+)?) )?(?:north|south|east|west|central|midwest"
    r"|north-?(?:east|west)|south-?(?:east|west)|pacific|atlantic|metropolitan|metro|eastern"
    r"|western)(?: (?:division|conference|region))?"
)
_WON = {
    "the play-offs": r"play-?offs? (?:winners?|champions?)",
    "the wild card": r"wild ?cards?(?: (?:team|winner|spot|#?\d))?",
    "": (
        r"(?:(?:overall|league|national|the|outright) )?(?:champions?|champs?|winners?"
        r"|to win(?: it all| outright)?)|(?:most likely|predicted)(?: (?:winner|champion)s?)?"
        r"|(?:(?:who|what|which)(?: i think)? |my pick: )?(?:will|to|gonna|going to) (?:probably "
        r"|likely )?win|winner will be"
    ),
}
_SO_MANY = r"(?:(?:the )?(?:two|three|four|five|both|all|\d) )?"
_TEAMS = r"(?:teams?|clubs?|sides?|spots?|places?)"
_IS = {
    "relegated": (
        rf"(?:to (?:be|get) )?relegat(?:ed|ion)"
        rf"|{_SO_MANY}(?:teams? )?(?:to (?:be|get) )?relegated(?: {_TEAMS})?"
        rf"|{_SO_MANY}relegat(?:ed|ion) {_TEAMS}|(?:to )?(?:go|going) down"
    ),
    "promoted": (
        rf"(?:to (?:be|get) )?promot(?:ed|ion)"
        rf"|{_SO_MANY}(?:teams? )?(?:to (?:be|get) )?promoted(?: {_TEAMS})?"
        rf"|{_SO_MANY}promot(?:ed|ion) {_TEAMS}|(?:to )?(?:go|going|come|coming) up"
        rf"|automatic(?:ally)?(?: promot(?:ed|ion))?"
    ),
    "runner-up": r"runners?[- ]?up",
    "eliminated": (
        r"(?:(?:to be )?eliminated|eviction|evicted|(?:going|voted|sent) (?:home|out)|elimination"
        r"|voted off)"
    ),
    "eliminated first": r"first (?:out|eliminated|boot|evicted|to go)",
    "top scorer": r"(?:[\w']+ ){0,2}(?:top|leading) (?:goal[ -]?)?scorers?|most goals",
    "sacked first": (
        r"(?:(?:first|next) (?:manager|coach|boss)|manager|coach|boss) (?:to (?:be|get) )?(?:sacked"
        r"|fired|go|leave|out)|first (?:sacking|manager out|sacked)|sack race(?: winner)?"
    ),
}
_ENDS = {
    "finish last": r"last(?: place)?|wooden spoon|bottom(?: of the (?:table|league))?|cellar",
    "finish first": r"first(?: place)?|1st(?: place)?|top(?: of the (?:table|league))?",
    "finish second": r"second(?: place)?|2nd(?: place)?",
    "finish third": r"third(?: place)?|3rd(?: place)?",
    "finish fourth": r"fourth(?: place)?|4th(?: place)?",
    "finish in the top four": (
        r"(?:(?:the )?rest of )?(?:the )?top (?:four|4)"
        r"|champions league(?: (?:places|spots|qualifiers))"
    ),
    "finish in the top six": r"(?:(?:the )?rest of )?(?:the )?top (?:six|6)",
    "finish in the top ten": r"(?:the )?top (?:ten|10)",
    "reach the play-offs": r"(?:in the )?play-offs(?: (?:teams?|places|spots))?",
    "finish fifth": r"fifth(?: place)?|5th(?: place)?",
    "win gold": r"gold(?: medal(?:l?ist)?)?",
    "win silver": r"silver(?: medal(?:l?ist)?)?",
    "win bronze": r"bronze(?: medal(?:l?ist)?)?",
    "reach the final four": r"final (?:four|4)",
    "reach the final": r"(?:grand )?finals?|finalists?",
    "reach the semi-finals": r"semi-?final(?:ist)?s?",
    "reach the playoffs": r"(?:make )?(?:the )?playoffs?(?: teams?)?",
    "qualify": r"qualif(?:y|iers?|ying)|through|advancing",
    "win pole": r"pole(?: position)?",
    "finish on the podium": r"podium",
    "set the fastest lap": r"fastest lap",
}
_COULD = regex(
    r"(?:could|might|may|can) (?:also )?win(?: it)?|spoilers?|upset pick|watch out for", 2
)
# A wish, and no forecast.
_WISHED = regex(
    r"(?:(?:who |what )?(?:should|ought to|deserves?)(?: (?:have|to))? (?:win|won|be|been)\b.*"
    r"|(?:my|our) (?:vote|favou?rite|heart|ballot|choice|preference)|(?:most )?deserving"
    r"|i (?:want|hope|wish).*|want to win|hope|should win|should've (?:been|won).*"
    r"|(?:personal|my) (?:pick|preference|fave)\b.*prefer.*|snubs?|snubbed|nominees?)",
    2,
)
_PRIZE = regex(
    r"(?:the )?(?:(?:best|outstanding)(?: [\w'()/,&-]+){1,8}"
    r"|(?:[\w'-]+ ){1,3}of the (?:year|season|tournament|decade|week|match|night)"
    r"|(?:(?:finals|season|league|AL|NL|AFC|NFC|super bowl|world series) )?(?:MVP|CY|[DO]POY"
    r"|[DO]?RO[TY]Y?|COY|COTY|MIP|6?SMOY|6MOY|manager|rookie)"
    r"|(?:(?:AL|NL) )?(?:cy young|heisman|ballon d'or|vezina|norris|hart|calder|art ross"
    r"|rocket richard|conn smythe|golden (?:boot|ball|glove|globe|lion|bear)|palme d'or|palme"
    r"|oscar|booker|pulitzer|turner|nobel)(?: (?:trophy|award|prize|winner))?(?: \w+){0,2}"
    r"|(?:(?:best )?(?:supporting|leading|lead) )?act(?:or|ress)(?: in (?:a|an) [\w -]{3,30})?"
    r"|(?:original|adapted) (?:screenplay|song|score)|cinematography|film editing"
    r"|costume design|production design|visual effects|makeup(?: and hairstyling)?"
    r"|sound(?: (?:editing|mixing|design))?|animated (?:feature|short)"
    r"|documentary(?: (?:feature|short))?|international feature|foreign language film|director"
    r"|picture"
    r"|(?:[\w'.-]+ ){1,5}(?:title|cup|bowl|trophy|crown|open|league|race"
    r"|seat)(?: (?:winner|champion|champs?|\d{4}))?s?"
    r"|[\w' -]{0,30}\b(?:world series|super bowl|stanley cup|nba finals?|pennant|championship"
    r"|masters|wimbledon|(?:us|french|australian|british) open|grand prix|premier league"
    r"|champions league|europa league|la liga|serie a|bundesliga|ligue 1|eredivisie|eurovision"
    r"|election|primary|caucus(?:es)?|governor(?:ship)?|mayor|senate|house|presidency|president"
    r"|referendum)(?: (?:winner|champion|champs?|\d{4}))?s?)",
    2,
)
_GROUP = regex(
    r"(?:group|pool|bracket|region|district|ward|stage|race|bout|match|game|heat|leg|round"
    r"|semi(?:-?final)?|quarter(?:-?final)?) ?(?:#? ?\d{1,2}|[A-L])",
    2,
)
_STATES = factored(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia"
    "|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts"
    "|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey"
    "|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania"
    "|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington"
    "|west virginia|wisconsin|wyoming"
)
_STATE = regex(
    rf"(?:{_STATES})(?:[- ](?:\d{{1,2}}(?:st|nd|rd|th)?|sen(?:ate)?|gov(?:ernor)?|at[- ]large))*", 2
)
_SHORT_STATE = regex(
    r"(?:(?:N|S|W)\. ?(?:Carolina|Dakota|Virginia)|Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ind|Kan"
    r"|Mass|Mich|Minn|Mont|Neb|Nev|N\.? ?[CDHJMY]|Okla|Oreg?|Penna?|R\. ?I|S\. ?[CD]|Tenn|Tex"
    r"|Wash|Wisc?|W\. ?Va|Wyo)",
    2,
)
_CODE = regex(
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
    r"|S[CD]|T[NX]|UT|V[AT]|W[AIVY])(?:-(?:\d{1,2}|AL|Sen|Gov|SEN|GOV))?"
)
_ROLE = regex(
    r"(?P<of>(?-i:[A-Z]{2,4}|Eastern|Western|East|West) )?(?P<what>dark ?horse|sleeper"
    r"|(?:biggest |big |surprise |surprising )?(?:surprise|disappointment|bust|flop|upset"
    r"|letdown)(?: (?:team|player|package))?|breakout (?:team|player|star)|cinderella|villain"
    r"|hero|man of the match|number one|no\. ?1 pick"
    r"|first overall pick)(?: of the (?:year|season|tournament))?",
    2,
)
_CLEAR = regex(
    r"^(?:(?:my|the|our|predicted|projected"
    r"|(?-i:NL|AL|AFC|NFC)(?= (?-i:[Pp]layoff|[Ww]ild|[Cc]hamp|[Ww]inner))) )*(?:(?:pick"
    r"|prediction|winner)s? (?:for|of) )?(?:the )?"
    r"|(?: \(?(?:pick|prediction|winner|champions?|champs?|title)s?\)?)?[\s:*_]*$",
    2,
)
_DOES = regex(
    r"(?:might|may|could|would|should|will|won't|can|can't|is|are|to|not|in|on|at|if|the ones"
    r"|those|teams|i|we|my|our)\b",
    2,
)
_ASKED = regex(
    r"(?:who|what|which|to|not|going|won't|will not|missing"
    r"|failing)\b(?! (?:i think )?(?:will|to|going to|gonna) (?:probably |likely )?win$"
    r"| be \w+ed$| win$)",
    2,
)


# "2nd, 3rd, 4th": as many names stand behind it.
_PLACES = regex(r"(?:\d(?:st|nd|rd|th)(?:,? (?:and|&) |[,/] ?|-)?){2,6}", 2)
_AND = regex(r"^(?:and|so|now|finally|lastly|next|then),? (?=(?:who|which|what)\b)", 2)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a name is put into: what that says of it, or that it only is a wish."""

    predicate: str
    wished: bool = False
    denied: bool = False
    team: bool = False  # by a side of a league, whose name may want an article


def slot(label: str, group: str = "") -> Slot | None:
    """What a label says of the name behind it; None where it names nothing that is won.

    Args:
        label: "East", "Best picture", "Will win".
        group: what the labels stand under: "National League" over "East", a prize over "Will win".
    """
    words = " ".join(label.replace("*", " ").replace("_", " ").split()).strip(" :.-#")
    words = _AND.sub("", words)
    if not words:
        return None
    if _WISHED.fullmatch(words):
        return Slot("", wished=True)
    if _ASKED.match(words):
        verdict = verdict_in(words.lower().rstrip("?"))
        told = verdict.predicate if verdict else None
        return Slot(_as_written(told, words), denied=verdict.denies) if verdict and told else None
    if _PLACES.fullmatch(words):
        return Slot(f"finish {words}")
    bare = _CLEAR.sub("", words).strip() or words
    return next((found for read in _READERS if (found := read(bare, words, group))), None)


def _as_written(predicate: str, words: str) -> str:
    """A predicate in small letters with the capitals that a label gives its names."""
    written = {word.lower(): word for word in words.rstrip("?").split() if not word.islower()}
    return " ".join(written.get(word, word) for word in predicate.split())


def _ended(bare: str, _words: str, _group: str) -> Slot | None:
    if not _ANY_ENDED.fullmatch(bare):
        return None
    return next((Slot(how) for how, written in _ENDED if written.fullmatch(bare)), None)


def _taken(bare: str, words: str, group: str) -> Slot | None:
    prize = with_article(" ".join(group.split()).strip(" :.*_#")) if group else ""
    for won, written in _TAKEN:
        if written.fullmatch(bare) or written.fullmatch(words):
            of = f"the {group} {won.removeprefix('the ')}" if won and group else won or prize
            return Slot(f"win {of}".strip(), team=won != "")
    return Slot(f"win {prize}".strip()) if _COULD.fullmatch(words) else None


def _division(bare: str, _words: str, group: str) -> Slot | None:
    division = _DIVISION_WON.fullmatch(bare)
    if division is None:
        return None
    of = f"{group} " if group and not division["league"] else ""
    return Slot(f"win the {of}{bare}", team=True)


def _role(bare: str, _words: str, _group: str) -> Slot | None:
    role = _ROLE.fullmatch(bare)
    if role is None:
        return None
    return Slot(f"be the {role['of'] or ''}{role['what'].lower()}", team=bool(role["of"]))


def _prize(bare: str, _words: str, _group: str) -> Slot | None:
    if _DOES.match(bare):
        return None
    won = any(kind.fullmatch(bare) for kind in (_PRIZE, _GROUP, _STATE, _SHORT_STATE, _CODE))
    return Slot(f"win {with_article(bare)}") if won else None


_READERS: tuple[Callable[[str, str, str], Slot | None], ...] = (
    _ended,
    _taken,
    _division,
    _role,
    _prize,
)
_ENDED = [(f"be {how}", regex(words, 2)) for how, words in _IS.items()] + [
    (how, regex(words, 2)) for how, words in _ENDS.items()
]
_ANY_ENDED = regex("|".join([*_IS.values(), *_ENDS.values()]), 2)
_TAKEN = [(won, regex(words, 2)) for won, words in _WON.items()]
_DIVISION_WON = regex(_DIVISION, 2)
_THE = regex(
    r"\b(?:series|bowl|cup|trophy|championship|title|pennant|crown|open|prix|election|primary"
    r"|caucus(?:es)?|race|league|senate|house|presidency|award|prize|final|referendum|seat"
    r"|masters)$|^(?:ballon|heisman|golden|cy young)\b",
    2,
)


def with_article(prize: str) -> str:
    """A prize as it is won: "the Harlow Cup", "Best Picture"."""
    return f"the {prize}" if _THE.search(prize) and not prize.lower().startswith("the ") else prize
