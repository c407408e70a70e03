"""Grades: how people say that a prediction came true or did not ("Sadly, no", "Nailed it", "Not even close", "Half right")."""

from enum import StrEnum

from predictions.patterns import factored


class Grade(StrEnum):
    """What a grade says of a claim as it is worded."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"  # half of it, or nobody knows yet


_RIGHT = (
    r"yes|yep|yeah|yup|correct|right|true|happened|came true|come true|hit|success(?:ful)?"
    r"|nailed(?: it| this one| that(?: one)?)?|spot[- ]on|bang on|dead on"
    r"|on the (?:nose|money|mark)|definitely|absolutely|certainly|of course|check|bingo|win"
    r"|pass(?:ed)?|confirmed|(?:it |this |that )?(?:did happen|happened|did|has|came true)"
    r"|called it|got (?:it|this one|that one)(?: right)?|full (?:marks|credit)"
)
_WRONG = (
    r"no|nope|nah|wrong|incorrect|false|(?:it |this |that )?(?:did|has)(?:n't"
    r"| not)(?: happen(?:ed)?| come true)?|never (?:happened|came true)"
    r"|not (?:even close|really|quite|at all|a chance|happening|to be|in the slightest"
    r"|this (?:time|year)|true|correct|right)"
    r"|no (?:way|chance|dice|luck|such luck|cigar)"
    r"|(?:absolutely|definitely|certainly|of course|obviously) not|fail(?:ed|ure)?|epic fail"
    r"|miss(?:ed)?|swing and a miss|(?:way|miles|far|well|totally) off"
    r"|off (?:the mark|base|by a mile)|bust(?:ed)?|i wish|nowhere near"
    r"|got (?:it|this one|that one) wrong|no (?:credit|points)"
)
_OPEN = (
    r"half(?:[- ](?:right|true|correct|wrong|credit|a point))?|\u00bd"
    r"|part(?:ly|ial|ially)(?: (?:right|true|correct|credit))?|mostly|sort of|sorta|kind of|kinda"
    r"|meh|close(?: enough)?|so[- ]so|too (?:early|soon) to (?:tell|say|call|judge)|tbd|pending"
    r"|unclear|undecided|unknown|inconclusive|on track|in progress|maybe|debatable|mixed"
    r"|(?:the )?jury(?:'s| is) (?:still )?out|not (?:so far|yet)|still (?:open|waiting|pending)"
    r"|pushed"
)
_MOOD = (
    r"(?:(?:sadly|alas|also|again|thankfully|happily|luckily|fortunately|unfortunately|well|so"
    r"|still|oh|ha|haha|um|uh|hmm|hell|heck|but|and|wow|ok|okay|lol|obviously|clearly|apparently"
    r"|technically|mostly|totally|completely|utterly|pretty much|very much|very|dead|just|a big"
    r"|another|another big|that's a|this was|that was|it was|i was|score:)[,.!]* ){0,3}"
)
# Of a grade in lower case; what stands around it is the caller's.
GRADE = (
    rf"{_MOOD}(?:(?P<right>{factored(_RIGHT)}|[\u2713\u2714\u2705])"
    rf"|(?P<wrong>{factored(_WRONG)}|[\u2717\u2718\u274c])|(?P<open>{factored(_OPEN)}))(?![\w'])"
)


def grade_of(right: str | None, wrong: str | None) -> Grade:
    """The grade that a match of `GRADE` stands for."""
    return Grade.RIGHT if right else Grade.WRONG if wrong else Grade.OPEN
