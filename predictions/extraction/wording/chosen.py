"""What an option says of the thing that it stands below: "Winner of the cup:" over "Kern", "Election this year:" over "No"."""

from predictions.extraction.wording.events import base_verb
from predictions.extraction.wording.names import with_the
from predictions.extraction.wording.nouns import DEFINITE
from predictions.extraction.wording.statement import of_question
from predictions.extraction.wording.verbal import has_verb
from predictions.extraction.wording.won import slot, with_article
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_YES, _NO = r"(?:yes|yep|yeah|true)", r"(?:no|nope|nah|false|neither|none of (?:these|the above))"
_ANSWER = regex(rf"\W*(?:{_YES}|(?P<no>{_NO}))\W*", 2)
_WHEN = (
    r"(?:this|next|coming|the coming|in|for|of|by) (?:the )?(?:(?:year|season|month|term|week)s?"
    r"|(?:\d{4}(?:[-/]\d{2,4})?)|spring|summer|autumn|fall|winter)"
)
_TAIL = regex(rf"[\s,]*(?:\([^()]*\)|\b{_WHEN}|\b\d{{4}}(?:[-/]\d{{2,4}})?)[\s:?*_.-]*$", 2)
_WINNER = regex(
    r"(?:the )?(?:overall |likely |eventual )?(?:winners?|champions?"
    r"|victors?)(?: (?:of|in|for|at)(?: the)?)?:? (?P<of>.+)"
    r"|(?P<what>.+?)(?:'s?)? (?:winners?|victors?)",
    2,
)
_NEXT = regex(r"(?:the |our |their )?(?P<next>(?:next|new|future) .+)", 2)
_NOMINEE = regex(r"(?:the )?(?P<what>(?:.+ )?nominees?(?: (?:for|of) .+)?)", 2)
_MOST = regex(
    r"(?:the )?(?P<what>(?:(?:most|least|best|worst|top|leading|(?:[a-z]{2,}est)) [\w/ -]{2,50}"
    r"|(?:[\w-]+ ){1,3}of the (?:year|season|tournament|decade)))",
    2,
)
# Alone they say too little: "Outcome" of what stands above.
_BARE = regex(
    r"(?:the )?(?:final |likely |possible )?(?:outcomes?|results?|winners?|scenarios?|options?"
    r"|answers?|verdict|favou?rites?)",
    2,
)
_ORDINAL = regex(r"(?:first|second|third|fourth|last|final|1st|2nd|3rd)\b", 2)
_PLURAL = regex(r"nominees\b", 2)


def is_answer(words: str) -> bool:
    """True for "Yes" and "No"."""
    return _ANSWER.fullmatch(words) is not None


def names_what_comes(topic: str) -> bool:
    """True for a topic that names who is to win, follow or be chosen."""
    bare = _bare(topic)
    return any(p.fullmatch(bare) for p in (_WINNER, _NEXT, _NOMINEE)) or slot(bare) is not None


def chosen(option: str, topics: list[str]) -> tuple[str, bool]:
    """What an option says as a sentence, and whether it denies it; of its topics the nearest stands last."""
    words = " ".join(option.split()).strip(' *_"\u201c\u201d')
    if not topics:
        return _game(words), False
    topic = topics[-1]
    bare = _bare(topic)
    below = len(topics) > 1 and _BARE.fullmatch(bare) is not None
    if below:
        bare = topic = topics[-2].strip(" *_:")
    if answer := _ANSWER.fullmatch(words):
        return _happens(topic), answer["no"] is not None
    return _says(words, bare, told=not below or _WON.match(topics[-1]) is not None), False


_AT = regex(r"(?:@|at) ?(?P<away>.+)|(?:(?:home )?(?:vs?\.?|versus|against) )?(?P<home>.+)", 2)


def _game(opponent: str) -> str:
    """That the team whose games are listed wins one of them: "@ Harlow"."""
    match = _AT.fullmatch(opponent)
    away, home = (match["away"], match["home"]) if match else (None, opponent)
    name = with_the(away or home or opponent)
    name = _small(name) if name.startswith("The ") else name
    return f"The team will win {'at' if away else 'against'} {name}"


def _bare(topic: str) -> str:
    words = " ".join(topic.replace("*", " ").replace("_", " ").split()).strip(" :.-#\u2013\u2014")
    while (tail := _TAIL.search(words)) and tail.start():
        words = words[: tail.start()]
    return words.strip(" :,-\u2013\u2014")


def _happens(topic: str) -> str:
    """That what is asked for, or named, comes."""
    asked = topic.strip(" *_:")
    if asked.endswith("?"):
        return of_question(asked)
    if has_verb(asked):
        return asked
    if DEFINITE.match(asked):
        return f"{asked} will happen"
    article = (
        "" if asked.split()[-1].endswith("s") else "an " if asked[:1].lower() in "aeio" else "a "
    )
    return f"There will be {article}{asked}"


_WON = regex(r"\W*(?:the )?winner", 2)


def _says(words: str, topic: str, *, told: bool) -> str:
    first = words.split(maxsplit=1)[0]
    last = topic.rsplit(maxsplit=1)[-1].lower() if topic else ""
    if " " in topic and not _ASKS.match(topic) and base_verb(last) in _TAKING:
        return f"{topic} {words}"
    if first.islower() and base_verb(first) and lex.is_verb(first):
        return f"{topic} {words}" if not topic.endswith("?") else words[0].upper() + words[1:]
    if has_verb(words) and not _NAMED.fullmatch(words):
        return words[0].upper() + words[1:]
    who = with_the(words)
    did = _filled(_bare(topic)) if told else None
    return f"{who[0].upper()}{who[1:]} will {did}" if did else f"{topic}: {words}"


_ASKS = regex(r"(?:who|which|what|whose)\b", 2)
# Words that look like verbs behind others, in names: "Oslo Trams", "Someone else".
_NAMED = regex(
    r"(?:[A-Z][\w.'&/-]*(?: |$))+|(?i:(?:some|any)(?:one|body) else\b.*|(?:any|all|the) others?\b.*)"
)


def _filled(topic: str) -> str | None:
    """What is said of whoever a topic asks for; None where it does not."""
    if coming := _NEXT.fullmatch(topic):
        return f"be the {_small(coming['next'])}"
    if won := _WINNER.fullmatch(topic):
        what = won["of"] or won["what"]
        return f"win {'the ' if _ORDINAL.match(what) else ''}{with_article(what)}"
    if among := _NOMINEE.fullmatch(topic):
        return f"be {'among ' if _PLURAL.search(topic) else ''}the {among['what']}"
    put = slot(topic)
    if put and not put.wished and not put.denied:
        return put.predicate
    if most := _MOST.fullmatch(topic):
        return f"be the {_small(most['what'])}"
    return None


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


_TAKING = lex.words(
    "take win lose hold flip gain keep carry get pick elect choose sign buy reach make call hit"
)
