"""On lists: what is said of a list of predictions itself ("my sixth year doing this", "I'll take another swing at it"), and of comments on it."""

from functools import reduce
from operator import or_

from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

_I = (
    r"(?:i|we)(?:'ll| will|'m going to|'re going to| am going to| are going to|'d like to"
    r"| would like to|'ve decided to| decided to| thought i'd| figured i'd)"
)
_AND = r"(?: (?:\w+ly|also|again|once|more|now|just|even|try to|try and|attempt to|do my best to))*"
_LISTED = r"(?:predictions?|predicting|forecasts?|prophecies|guesses|list|post|thread|tradition)"
# "I'll take another swing at it", "we'll go through the big rumours": the writer's next steps with a list.
_OWN_STEP = (
    needs(
        "take give have touch go throw toss try limit stick keep compute score tally gather "
        "collect add put write say predict include list make"
    ),
    regex(
        rf"\b{_I}{_AND} (?:take (?:a|another|my|one more|yet another) (?:\w+ )?(?:swing|stab"
        rf"|shot|crack|go|run|turn)\b|give (?:it|this|that) (?:a|another|my) "
        rf"|have (?:a|another) (?:go|stab|crack|try)\b|touch (?:up)?on\b"
        rf"|go (?:through|over|down) (?:them|these|the list|each|all)\b"
        rf"|(?:throw|toss) (?:my|our|some|a few) (?:\w+ )?(?:guesses|predictions|hat"
        rf"|two cents)\b|(?:limit|stick|keep|confine) (?:myself|this|it|these|them|the list"
        rf"|to)\b|compute (?:\w+ )?(?:score|entropy|brier|calibration)"
        rf"|(?:score|tally) (?:\w+ ){{0,3}}{_LISTED})"
        rf"|\b{_I}{_AND} (?:gather|collect|round|add|tally|count|compare|look|check"
        rf"|go) [^.;]{{2,60}}?\b(?:see|find out|know) (?:who|how|which)\b"
        rf"|\b(?:i|we) (?:was|were) (?:going|about|tempted|planning) to (?:put|write|say"
        rf"|predict|add|include|list|make) "
    ),
)
# "This will be my sixth year doing predictions", "a few of these will be less likely to be accurate".
_OF_IT = (
    needs(
        "year time edition installment instalment attempt likely accurate right wrong correct true"
    ),
    regex(
        rf"(?:this|it)(?:'ll| will| is|'s)(?: going to)?(?: be| mark)? (?:my|our"
        rf"|the) (?:\w+ ){{0,2}}(?:year|time|edition|instal?lment"
        rf"|attempt)\b[^.;]{{0,40}}\b(?:{_LISTED}|doing this|of this|at this)\b"
        r"|.{0,90}\b(?:of these|of them|of those|of mine|these|they)\b[^.;]{0,50}\b(?:less|more"
        r"|un)(?: )?likely to be (?:accurate|right|wrong|correct|true)\b"
        r"|(?:(?:i'm|i am|i) (?:pretty |quite |fairly )?(?:sure|bet|guess|suspect|expect|think"
        r"|confident)(?: that)? )?(?:some|most|many|half|all|few|none|several|a few"
        r"|one or two)(?: of)? (?:these|them|those|mine|the above"
        r"|what follows)(?: \w+)? (?:will|may|might|could|won't|is going to"
        r"|are going to)(?: \w+ly| not| still| also)? (?:be|turn out|prove|come|look|sound"
        r"|seem)(?: to be)?(?: \w+ly)? (?:right|wrong|correct|accurate|true|off|incorrect|silly"
        r"|dumb|obvious|embarrassing|false)\b"
    ),
)
# "Below a prediction list for 2031", "the following is likely to happen".
_LEADING = (
    needs("below above following list"),
    regex(
        rf"\W*(?:below|above|following)(?: is| are)?:? (?:an? |the |my |our "
        rf"|some )?(?:[\w-]+ ){{0,3}}{_LISTED}\b[^.;]{{0,40}}\W*$"
        r"|.{0,80}\bthe following (?:\w+ )?(?:is|are|will|may|might"
        r"|could)(?: \w+){0,3} (?:happen|occur|come|take place)\b[^.;]{0,20}\W*$"
    ),
)
# "Rude comments will be removed": what is done with what others write.
_COMMENTS = (
    needs("comment comments replies posts spam"),
    regex(
        r"[^.;]{0,60}\b(?:comments?|replies|posts|spam)\b[^.;]{0,60}\b(?:will|may|might"
        r"|can)(?: not)? be (?:\w+ly )?(?:removed|deleted|moderated|blocked|ignored|hidden"
        r"|approved|published|posted|allowed|tolerated|edited|screened)\b"
    ),
)
_FIRST_PERSON = needs("i we")
_MATCHED = (_OF_IT, _LEADING, _COMMENTS)
_OF_LISTS = reduce(or_, (needed for needed, _ in _MATCHED))


def on_lists(low: str, proposal: Proposal) -> bool:
    """True for what is said of a list of predictions, and foretells nothing."""
    if proposal.stated is not None:
        return False
    seen, a, b = proposal.sentence.seen, proposal.start, proposal.end
    needed, pattern = _OWN_STEP
    if seen & _FIRST_PERSON and seen & needed and pattern.search(low, a, b):
        return True
    if not seen & _OF_LISTS:
        return False
    begin = proposal.sentence.span[0] if proposal.clause.first else a
    return any(seen & needed and pattern.match(low, begin, b) for needed, pattern in _MATCHED)
