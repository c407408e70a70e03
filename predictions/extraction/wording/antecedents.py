"""What words that point back stand for where no subject tells: what was said to come, the same noun, what happens."""

import re

from predictions.extraction.wording.events import plain_verb
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_WITH = "of|in|for|between|against|on|from|with"
_WORD = rf"(?!(?:{_WITH})\b)[\w'-]+"
_NOUN = (
    rf"(?:an?|another|some|several|more|new|one|many) (?:{_WORD} ){{0,4}}?{_WORD}"
    rf"(?: (?:{_WITH}) (?!\d|the (?:next|coming)|early|late|this"
    rf"|next)(?:(?:an?|the|our|its|their) )?(?:{_WORD} ){{0,2}}?{_WORD}){{0,2}}"
)
# "There will be a strike in the docks. | It will ..."
_TO_COME = regex(
    rf"(?:\bthere(?:'ll| will| would| may| might| could| is going to)(?: \w+ly| also"
    rf"| still)? be|\bthere (?:is|are)|\b(?:we|you|i)(?:'ll| will| may| might| would"
    rf"|'d)?(?: also| still| \w+ly)? (?:see|get|expect|predict|foresee)) (?!(?:an?|some"
    rf"|no) (?:\w+ )?(?:chance|lot|few|way|number|reason|risk|possibility|doubt|need|sense"
    rf"|feeling|bit|kind|sort)s?\b)(?P<what>{_NOUN})(?=$|[.,;:!?]"
    rf"| (?:that|which|who|when|as|by|because|and|but|centered|called|to|this|next"
    rf"|(?:in|by|before|within|during|over) (?:\d+|early|late|mid|the (?:next|coming)))\b)",
    re.IGNORECASE,
)


def said_to_come(text: str) -> str | None:
    """What a sentence says there will be ("There will be a strike in May": a strike); the last of them."""
    found = [match["what"] for match in _TO_COME.finditer(text)]
    return found[-1] if found else None


# Left of these words a noun phrase begins.
_BOUNDS = lex.words(
    """
    in on at by for of to from with without about over under into between against during than like
    as and or but that which who if when because while will would could may might can should is are
    was were be been has have had see sees expect get gets use uses need needs want wants favor
    favour favors becoming not also still only through
"""
)
_ARTICLES = lex.words("the a an some several our")
_POINTING = regex(r"(?:this|that|these|those)((?: [a-z][\w-]*){1,3})$", re.IGNORECASE)
_MOST_WORDS = 5
_NONE = lex.words("no any this that these those every each which what my your his her their its")


def of_the_same_noun(pointing: str, before: str) -> str | None:
    """What "these models" stand for in the words before ("will favour small, open models": small, open models)."""
    match = _POINTING.match(pointing)
    if match is None:
        return None
    own = match[1].split()
    words = before.split()
    for at in range(len(words) - 1, 0, -1):
        if words[at].strip(".,;:!?()\"'").lower() == own[-1].lower():
            return _noun_before(words, at, own)
    return None


def _noun_before(words: list[str], head: int, own: list[str]) -> str | None:
    """The noun phrase that ends at a place, where it is sure where it begins and says more than its noun."""
    first = head
    while first:
        word = words[first - 1]
        low = word.strip(",\"'(").lower()
        if low in _ARTICLES:
            first -= 1
            break
        listed = first > 1 and words[first - 2].endswith(",")  # "small, open yards"
        if low in _BOUNDS or (not listed and (low in lex.VERBS or lex.is_verb(low))):
            break
        first -= 1
        if low in _NONE or plain_verb(low) or word[-1] in ".;:!?)" or head - first > _MOST_WORDS:
            return None
    if words[first].lower() in ("more", "fewer", "less"):
        return None
    phrase = " ".join(words[first : _tail(words, head) + 1]).strip(".,;:!?()\"'")
    known = {word.strip("(\"',").lower() for word in phrase.split()}
    return phrase if {word.lower() for word in own} < known and '"' not in phrase else None


_LINKS = lex.words("of on against for between")
_LONGEST_TAIL = 5  # words


def _tail(words: list[str], head: int) -> int:
    """Where the noun phrase ends that goes on behind its noun ("an attack on the old bridge.")."""
    if head + 1 >= len(words) or words[head][-1] in ".,;:!?" or words[head + 1] not in _LINKS:
        return head
    for at in range(head + 2, min(len(words), head + 2 + _LONGEST_TAIL)):
        if words[at].lower() in _BOUNDS or not words[at][0].isalpha():
            return head
        if words[at][-1] in ".,;:!?" or at == len(words) - 1:
            return at
    return head


_HAPPENS = regex(
    r"(?P<who>(?!(?:i|we|you|he|she|it|they|this|that|there|these|those|who|what|which|if|when"
    r"|no|nobody|nothing|so)\b)(?:[\w'&/-]+ ){1,7}?)(?:will|is going to"
    r"|are going to) (?P<verb>[a-z]+)(?P<rest>(?: [\w'$%.&/-]+){0,9}?)\.?$",
    re.IGNORECASE,
)
_DOUBLING = regex(r"[^aeiou]?[^aeiou][aeiou][bdgmnpt]$|(?:begin|control|quit|win|run)$")
_PLAIN = lex.VERBS | lex.words("be have do become emerge disappear make use")


def what_happens(text: str) -> str | None:
    """What a sentence says will happen, as a noun: "Kern will close the mill" as "Kern closing the mill"."""
    match = _HAPPENS.fullmatch(text.rstrip(" ."))
    if match is None or match["verb"] not in _PLAIN:
        return None
    if any(word in _LEFT_OUT for word in f"{match['who']}{match['rest']}".lower().split()):
        return None
    return f"{match['who']}{gerund(match['verb'])}{match['rest']}"


_LEFT_OUT = lex.words(
    "not never no it they he she his her its their this that will would which who and but we i"
)


def gerund(verb: str) -> str:
    """The form of a verb in "-ing"."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    doubled = len(verb) < _SHORT and _DOUBLING.fullmatch(verb) is not None
    return verb + (verb[-1] if doubled else "") + "ing"


_SHORT = 6  # letters: "stop" doubles its last, "open" and "deliver" do not
