"""Two sides and which of them is picked: "Kern vs Lund - Kern by a knockout", "Kern def. Lund", "Kern to beat Lund"."""

from dataclasses import dataclass, replace

from predictions.extraction.wording.names import ARROW, DASH, NAME
from predictions.extraction.wording.picked import result
from predictions.extraction.wording.won import slot
from predictions.regexes import regex


@dataclass(frozen=True, slots=True)
class Pick:
    """What a line picks: which of its characters say so, and what that is as a sentence."""

    start: int
    end: int
    said: str
    denied: bool = False
    sure: bool = True  # not by any line like it that tells what has been


LINE_MARK = regex(
    r"[ \t]*(?:(?:[-*+>\u2022\u00bb#~\u2192]+|\W{0,3}#?\(?\d{1,2}[.):/]+|\[[ xX]?\])[ \t]+|[\"'(]|(?=\w))*"
)
_VS = regex(rf"[ \t]++(?:vs?\.?|versus|against|@|at)[ \t]+|[ \t]++(?:{DASH}|x|/)[ \t]+", 2)
_LABEL = regex(r"[^:\n]{2,40}:[ \t]+(?=[A-Z#\d(])")
_TO_PICK = regex(
    rf"[ \t]*(?:[ \t]{DASH}[ \t]|:|[=|]|{ARROW}|\.{{2,}}|[.,][ \t]|\(|\t|[ \t]{{3,}}|\n)[\s*_\"]*"
)
_CALLS = (
    r"(?:(?:(?:my|the|our) )?(?:pick|prediction|winner|call|tip|choice|verdict)s?(?: is)?"
    r"|i(?:'ll| will| would|'d)? (?:pick|say|take|go with|like|have|predict)"
    r"|i'm (?:going with|taking|picking)|going with|give me|taking)"
)
_CALLED = regex(rf"(?:{_CALLS}(?:[:,]| -)? )?(?:the (?=[A-Z]))?", 2)
_WORD = regex(r"[^\s()]+")
_GAMES = r"in (?:[3-7]|three|four|five|six|seven)(?: (?:games|sets|matches))?"
_HOW = (
    rf"(?:{_GAMES}|in (?:a|an|the|extra|over|straight|\d+|one|two|three|four"
    rf"|five)[ -][\w-]+(?: [\w-]+){{0,3}}"
    rf"|(?:by|via) (?:\d+\.\d+|[\w/']+(?:-\w+)?)(?: (?!because\b|as\b|since\b|but\b|although\b"
    rf"|though\b|if\b|for\b)[\w/']+(?:-\w+)?){{0,6}}"
    rf"|on (?:points|penalties|pens|aggregate|the cards)|with ease|"
    rf"(?:easily|comfortably|narrowly|barely|again|clean(?:ly)?)"
    rf"|\(?\d{{1,3}} ?[-:] ?\d{{1,3}}\)?|(?:KO|TKO|SUB|UD|SD|MD|DQ)\b(?: ?R?\d{{1,2}})?)"
)
_WINS = regex(
    rf"(?P<wins>,? (?:(?:will )?(?:wins?|take|takes|retains?|advances?|survives?|goes through"
    rf"|go through|moves? on|gets? (?:it|the win|the nod))"
    rf"|to (?:win|take|retain|advance|go through|survive|get the win|move on)"
    rf"|for the win)(?: (?:it|this|this one|again|out|here"
    rf"|the [A-Z]\w+))?)?(?P<how>(?:,? {_HOW}){{0,2}})",
    2,
)
_IS_TO = regex(r" (?P<not>not )?to (?P<do>(?:(?:\w+ly|just) )?[a-z]{2,}[^.;:(\n]{0,90})")
_ENDS = regex(
    r"[\s*_\"'!)]*(?:$|[.,;:(!?\n]|(?:-{1,3}|[\u2013\u2014]) |[\u2713\u2717]"
    r"|(?:because|as|since|but|although|though|if|unless|for|purely|due)\b)"
)
_DRAW = regex(r"(?:(?:a|the) )?(?:draw|tie|push|stalemate|no contest|time limit draw|split)\b", 2)
_POINTS = regex(r"(?P<one>\d{1,3}) ?[-:] ?(?P<two>\d{1,3})\b(?![-:/.%]?\d)")
_LEFT_OUT = frozenset(["the", "a", "an", "and", "&", "of", "team", "fc", "vs"])
_LONGEST, _MOST_WORDS = 80, 7
_SIDE = regex(
    r"(?:the )?[#(\"']*[A-Z\d][\w.'&\"()#/-]*(?:,?[ \t]+(?:[#(\"'&]*[A-Z\d][\w.'&\"()#/-]*|of"
    r"|the|and|&|de|van|von|der|del|la|el|al|w/|with|winner|loser|champion|champ|\(c\)"
    r"|c\.)){0,9}"
)


def side_picked(line: str) -> Pick | None:
    """Which of two sides a line picks; None where it names no sides or picks none of them."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    return _versus(line, start) or _beats(line, start) or _scored(line, start)


def meets(line: str) -> bool:
    """True for a line that only names two sides."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    end = len(line.rstrip(" *_:.)\t"))
    return any(
        _is_side(line[start : parting.start()]) and _is_side(line[parting.end() : end])
        for parting in _VS.finditer(line, start, end)
    )


def picked_below(meeting: str, line: str, *, labelled: bool = False) -> Pick | None:
    """Which of the sides of a meeting the line below it picks; its places are those of that line.

    Args:
        meeting: a line that names two sides.
        line: one below it, which may pick one of them.
        labelled: whether it must say itself that it is a pick, or be a score.
    """
    above = meeting.rstrip(" *_:.)\t")
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    if labelled and not (_CALLED.match(line, start).end() > start or _ONLY_POINTS.fullmatch(line)):  # type: ignore[union-attr]
        return None
    pick = _versus(f"{above}\n{line[start:]}", LINE_MARK.match(above).end())  # type: ignore[union-attr]
    by = start - len(above) - 1
    return replace(pick, start=start, end=pick.end + by) if pick and pick.end > len(above) else None


_ONLY_POINTS = regex(r"\W*\d{1,3} ?[-:\u2013] ?\d{1,3}\W*")


def _versus(line: str, start: int) -> Pick | None:
    for parting in _VS.finditer(line, start, start + _LONGEST + 10):
        one = line[start : parting.start()]
        if label := _LABEL.match(one):
            one = one[label.end() :]
        if not _is_side(one):
            continue
        for cut in _TO_PICK.finditer(line, parting.end(), parting.end() + _LONGEST + 10):
            other = line[parting.end() : cut.start()]
            if not _is_side(other):
                continue
            if pick := _picked(line, start, one, other, cut.end()):
                return pick
    return None


def _is_side(words: str) -> bool:
    """True for what may name a side: some words with a capital, no sentence."""
    bare = words.strip("*_ \t\"'(")
    return 0 < len(bare) <= _LONGEST and _SIDE.fullmatch(bare) is not None


def _picked(line: str, start: int, one: str, other: str, at: int) -> Pick | None:
    """Who is picked of two sides by what stands at a place behind them."""
    at = _CALLED.match(line, at).end()  # type: ignore[union-attr]
    first, second = _plainly(one), _plainly(other)
    if draw := _DRAW.match(line, at):
        return _to(line, start, draw.end(), f"{first} and {second} will draw")
    if (points := _POINTS.match(line, at)) and _ENDS.match(line, points.end()):
        said = result(first, int(points["one"]), second, int(points["two"]))
        return _to(line, start, points.end(), said)
    for end in reversed(_ends_of_names(line, at)):
        name = line[at:end]
        won = [side for side in (one, other) if _is_for(name, side)]
        if len(won) == 1:
            winner, loser = (first, second) if won[0] == one else (second, first)
            if _SEVERAL.search(winner):
                winner = _plainly(name)
            if pick := _with_how(line, start, end, winner, loser):
                return pick
    return None


_SEVERAL = regex(r",| and | & |/")


def _ends_of_names(line: str, at: int) -> list[int]:
    """Where the name that begins at a place may end: after each of its words."""
    name = _NAMED.match(line, at)
    words = _WORD.finditer(line, at, name.end()) if name else ()
    return [word.end() - word[0].endswith(".") for word in words][:_MOST_WORDS]


def _with_how(line: str, start: int, end: int, winner: str, loser: str) -> Pick | None:
    """The pick with how they win, where nothing else is said of the name."""
    if deed := _IS_TO.match(line, end):
        wins = _WINS.match(line, end)
        if not (wins and wins["wins"] and _ENDS.match(line, wins.end())):
            stop = end + len(line[end : deed.end()].rstrip())
            if deed["do"].startswith(("win ", "beat ", "retain ")) and " and " not in deed["do"]:
                stop = min(stop, deed.end())
            return _to(
                line,
                start,
                stop,
                f"{winner} will {line[deed.start('do') : stop]}",
                bool(deed["not"]),
            )
    wins = _WINS.match(line, end)
    if wins is None or not _ENDS.match(line, wins.end()):
        return None
    how = " ".join(wins["how"].split()).strip("(), ")
    said = f"{winner} will beat {loser}{' ' + how if how else ''}"
    return _to(line, start, wins.end(), said)


def _to(line: str, start: int, end: int, said: str, denied: bool = False) -> Pick:
    end = start + len(line[start:end].rstrip(" .,*_\n"))
    end += line.count("(", start, end) > line.count(")", start, end) and line[end : end + 1] == ")"
    return Pick(start, end, " ".join(said.split()), denied)


def _plainly(side: str) -> str:
    """A side without its seed, rank or marks: "(2) Kern", "Lund #4"."""
    bare = _SEED.sub(" ", side.replace("*", " ").replace("_", " "))
    return " ".join(bare.split()).strip(" ,.") or side.strip()


_SEED = regex(r"\(?#?\b\d{1,2}[.)]? |^\d{1,2} (?=[A-Z])| ?\(\d[\d-]*\)|#\d+|[\"]")


def _is_for(name: str, side: str) -> bool:
    """True for the name of a side, words of it, its initials or its beginning."""
    said, named = _tokens(name), _tokens(side)
    if not said or not named:
        return False
    whole = set(said) <= set(named) or (set(named) < set(said) and said[-1] in named)
    initials = "".join(word[0] for word in named)
    short = said[0]
    cut = len(said) == 1 and name.strip("*_ ").isupper() and len(short) > 1
    return whole or (cut and (short == initials or any(word.startswith(short) for word in named)))


def _tokens(words: str) -> list[str]:
    found = [word.strip(".,'\"()#*_").lower() for word in words.replace("-", " ").split()]
    return [word for word in found if word and word not in _LEFT_OUT]


_NAMED = regex(rf"['\"]?(?:#?\d{{1,2}} )?{NAME}")
_BEATS = regex(
    rf"(?P<one>(?:[#(]?\d{{1,2}}[).]? )?{NAME})(?: (?P<to>will"
    rf"|to)(?P<not> not)?)? (?P<verb>(?i:over|past|def(?:eat)?s?\.?|beats?|bt\.?|d\.|>|upsets?"
    rf"|tops?|edges?(?: out)?|outlasts?|outscores?|eliminates?|knocks? out|sweeps?|takes? down"
    rf"|downs|crush(?:es)?|destroys?|stuns?|submits?|finishes"
    rf"|(?P<loses>loses? to|falls? to|bows? out to)))"
    rf" (?:the )?(?P<two>(?:[#(]?\d{{1,2}}[).]? )?{NAME})"
)


_SCORED = regex(
    rf"(?P<one>{NAME}) +(?P<first>\d{{1,3}}) ?[-:\u2013] ?(?P<second>\d{{1,3}}) +(?P<two>{NAME})"
    rf"|(?P<home>{NAME}) (?P<points>\d{{1,3}}), (?P<away>{NAME}) (?P<against>\d{{1,3}})"
)


def _scored(line: str, start: int) -> Pick | None:
    """Who wins by a whole line "Kern 2-1 Lund", as results have it, too."""
    label = _LABEL.match(line, start)
    match = _SCORED.match(line, label.end() if label else start)
    if match is None or not _ENDS.match(line, match.end()):
        return None
    one, other = _plainly(match["one"] or match["home"]), _plainly(match["two"] or match["away"])
    points, against = (
        int(match["first"] or match["points"]),
        int(match["second"] or match["against"]),
    )
    pick = _to(line, start, match.end(), result(one, points, other, against))
    return replace(pick, sure=False)


def _beats(line: str, start: int) -> Pick | None:
    at = start
    if label := _LABEL.match(line, start):
        at = label.end()
    match = _BEATS.match(line, at)
    if match is None:
        return None
    winner, loser = _plainly(match["one"]), _plainly(match["two"])
    if match["loses"]:
        winner, loser = loser, winner
    wins = _WINS.match(line, match.end())
    if wins is None or wins["wins"] or not _ENDS.match(line, wins.end()):
        return None
    how = " ".join(wins["how"].split()).strip("(), ")
    said = f"{winner} will beat {loser}{' ' + how if how else ''}"
    begin = at if label and slot(label[0]) is None else start  # "World Series: Kern over Lund"
    pick = _to(line, begin, wins.end(), said, bool(match["not"]))
    return Pick(pick.start, pick.end, pick.said, pick.denied, sure=bool(match["to"]))
