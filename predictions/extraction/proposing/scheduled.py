"""What stands in a calendar or a law: what the speakers will be doing, where an event will be held, what a rule says shall be."""

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

# "We'll be staying by the weir", "my team will be testing it": no "we will be seeing more of them".
_DOING = regex(
    r"\b(?:i|we|(?:my|our) (?:team|family|group|company))(?:'ll| will|'m going to|'re going to"
    r"| am going to| are going to| is going to)(?: \w+ly| also| all| then)? be (?:\w+ly )?"
    r"(?:start|read|stay|pursu|launch|publish|check|tak|conduct|shutt|watch|shift|visit|add"
    r"|post|writ|host|hold|attend|present|speak|cover|test|work|runn|travel|giv|shar|releas"
    r"|updat|do|meet|play|com|send|show|tour|record|bring|driv|explor|review)ing\b"
)
# "We'll be working on this for a decade": nobody has that in a calendar.
_LONG = regex(
    r"\b(?:years|decades?|century|centuries|generations?|lives|forever|for good"
    r"|(?:until|till|by|through) (?:\w+ ){0,3}\d{4})\b"
)
_BE = needs("be")
# "The next meeting will take place on Friday", "a replay will be available".
_EVENT = regex(
    r"\b(?:conference|meeting|session|event|workshop|webinar|seminar|ceremony|hearing|replay"
    r"|recording|slides|call|tickets|registration|festival|course|class|show|party|lecture|talk"
    r"|gala|reception|tour)s?\b(?: [\w'-]+){0,6}? will (?:also |then |again )?(?:take place"
    r"|be (?:held|hosted|available|posted|published|open|streamed|recorded|run))\b"
    r"|\b(?:it|this|that) will (?:also |then |again )?(?:take place"
    r"|be (?:held|hosted|streamed)) (?:at|on|in|from)\b"
)
_EVENTS = needs("place held hosted available posted published open streamed recorded run")
# "Every owner shall keep a lamp"; but "we shall see fewer", "it shall pass".
_SHALL = regex(
    r"\b(?!(?:i|we|you|it|he|she|they|there|which|who|that|what|this|these|soon|never"
    r"|also)\b)[a-z]{3,} shall (?:not |also |only )?[a-z]"
)
_LEGAL = needs("shall")
_WORDS = _BE | _EVENTS | _LEGAL


def scheduled(document: Document, proposal: Proposal) -> bool:
    """True for what is planned, fixed or laid down, where nobody announces predictions."""
    seen, a, b = proposal.sentence.seen, proposal.start, proposal.end
    if not seen & _WORDS or proposal.stated is not None or document.predictive:
        return False
    low = document.low
    for needed, pattern in _PATTERNS:
        if seen & needed and (match := pattern.search(low, a, b)):
            if pattern is _DOING and _LONG.search(low, match.end(), b):
                return False
            ahead = (x for kind, x, _ in proposal.clause.cues if kind in _BEFORE)
            begin = proposal.sentence.span[0]
            return not (any(a <= x < match.start() for x in ahead) or _HELD.search(low, begin, a))
    return False


_PATTERNS = ((_BE, _DOING), (_EVENTS, _EVENT), (_LEGAL, _SHALL))
# "I doubt that it will be held": somebody's view of a plan.
_HELD = regex(
    r"\b(?:think|thinks|doubts?|suspects?|expects?|believes?|guess|bet|predicts?|likely"
    r"|possible|sure|confident|afraid|fears?)\b"
)
_BEFORE = ("will", "going", "modal", "set", "opinion", "lexical")
