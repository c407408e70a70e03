"""The words before a period: prepositions and shades ("by the end of"), read backwards."""

from predictions.regexes import regex

# What may stand before a period, read backwards from it. The groups nest in this order:
# preposition, shade of the period ("the end of"), then the period itself.
BEFORE = regex(
    r"(?:(?:^|(?<=[\s(\[,;:—/\"'-]))"
    r"(?P<prep>no later than|not later than|as early as|as soon as|as late as|any ?time before"
    r"|sometime in|some time in"
    r"|not before|not until|(?:no|not) (?:earlier|sooner) than|at the earliest in|prior to"
    r"|ahead of|earlier than|later than|sooner than|starting in|starting from|beginning in"
    r"|starting|beginning(?! of)|as of|as from|between now and"
    r"|up to|up until|(?:un)?til(?:l)? after|in less than|in under|in fewer than|less than"
    r"|within|inside of|inside|by|b4|before|until|till|'til|through|throughout|over|during|in"
    r"|on|at"
    r"|around|about|circa|c\.|after|since|from|post|pre|for|come|between|within the|under|past"
    r"|beyond|into|of|only in)"
    r"(?P<about>(?: (?:about|around|roughly|approximately|at least|at most|maybe|perhaps|say"
    r"|approx\.?|only|just|well under|just under|just over|no more than|not more than|another"
    r"|like|probably|the course of|some|possibly|nearly|almost|close to|a little over"
    r"|a little under|little more than|as little as|as few as|no less than|no fewer than"
    r"|upwards of|either|the space of|a matter of)){1,2})?"
    r"(?: |-)(?:the )?[~\u2248]?)?"
    r"(?P<shade>(?:the )?(?:very |back |tail )?(?:end|close|start|beginning|middle|turn|rest"
    r"|remainder|balance|course|whole|entirety|dawn|mid-?point)(?: of|-) ?(?:the )?(?:year )?"
    r"|(?:the )?(?:early|later?|mid|middle)(?: |-)(?:part of (?:the )?|in (?:the )?)?"
    r"|(?:the )?(?:first|last|opening|closing|final) (?:few )?(?:days|weeks"
    r"|months) of (?:the )?|(?:the )?(?P<half>first|opening|second|latter|last|next|front"
    r"|back) (?:half|part) of (?:the )?(?:year )?"
    r"|(?:ends?|finish(?:es)?|closes?|exits?)(?: (?:up|out|off))? |last out |eoy "
    r"|year[ -]?end )?(?:the )?(?:(?:(?:calendar )?year|years|period|decade) (?:of |from "
    r"|between |to )?)?"
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\.?,? (?:the )?)?$",
    factor=True,
)

# All words of that pattern: it reaches back to the first word that is none of them, and into that one at most.
_OF_THEM = """
no another like probably earliest later than not early as soon late any time anytime sometime some
before until prior to ahead of earlier sooner starting in from beginning up less under fewer
within inside by b4 till 'til through throughout over during on at around about circa c. after
since post pre for come between the past beyond into only roughly approximately least most maybe
perhaps say approx approx. just course very end close start middle turn rest remainder balance
whole entirety space matter dawn midpoint mid-point point back tail opening closing final few days
weeks months years period decade some possibly nearly almost close little either upwards fewer a
later to between year now and well more mid part first front back second latter last next half eoy
yearend ends finish finishes closes exit exits out off calendar ofthe ofyear
"""

_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
OPENING = (
    frozenset(_OF_THEM.split())
    | {day + mark for day in _DAYS.split() for mark in ("", ",", ".", ".,")}
    | {""}
)


def opening(head: str) -> int:
    """Where the words begin that may belong to a period after them."""
    at = len(head)
    while at > 0:
        start = max(head.rfind(" ", 0, at - 1), head.rfind("-", 0, at - 1)) + 1
        if head[start : at - 1] not in OPENING and head[start:at] not in OPENING:
            return start
        at = start
    return 0
