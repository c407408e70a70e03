"""What of a claim's words its own predicate does not deny: brackets, conditions, causes, who says so."""

import re

from predictions.extraction.words.lexicon import CONDITION, SAYING
from predictions.regexes import regex

MAIN = regex(
    r"\b(?:will|won't|wont|shall|shan't|may|might|could|would|should|can|cannot|can't|couldn't"
    r"|wouldn't|shouldn't|is|are|isn't|aren't|am|was|were|does|doesn't|do|don't|has|have|hasn't"
    r"|haven't|remains?|ends?|becomes?|gets?)\b|'(?:ll|re|m)\b"
    r"|'s(?= (?:going|not|never|no|a|an|the|still|likely|about|been|over|\w+ing)\b)|n't\b",
    factor=True,
)
PREDICATE = regex(r"\b(?:will|won't|would|could|may|might|can|can't|cannot)\b|'(?:ll|d)\b")
_BRACKETS = regex(r"\([^()]{0,400}(?:\)|$)")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


# "The mill, which has not paid for years, will close".
_ASIDE = regex(r", (?:which|who|whose) [^,;.]{3,90},(?= )")
# "He is so badly prepared that he won't win": what the claim is comes after "that".
_SO_THAT = regex(r"s(?<!\w\w)(?:o|uch)\b[^.;]{3,90}?\bthat\b")
# "People who don't pay will leave": they will.
_WHO = regex(
    r"\s*(?:[\w'-]+ ){1,5}?(?:who|which|that(?= (?:do|does|did|can|could|is|are|was|were|have"
    r"|has|had)(?:n't| not)\b| never\b| (?:have|has|are|were) (?:been )?\w+(?:ed"
    r"|en)\b))\b[^,;.]{2,70}? (?=(?:will|would|could|may|might|can|are going|is going)\b)"
)
# "No, the mill won't close": the answer is not the claim's.
_ANSWER = regex(r"\W*(?:no|nope|nah|never)[,.!;:] +(?=\w)")
# "It is unlikely that nobody comes": the claim, with its own negation, begins after "that".
_HELD = regex(
    r"\s*(?:it|that) ?(?:is|'s|was|seems|looks)(?: \w+){0,3} (?:un|im)?(?:likely|probable"
    r"|plausible|possible|doubtful|conceivable) that\b"
    r"|\s*(?:it|that) ?(?:is|'s) (?:my|our) (?:[\w-]+ ){0,2}(?:impression|view|belief|opinion"
    r"|feeling|sense|guess|understanding|expectation|hope)(?:, \w+,)? that\b"
    r"|\s*(?:i|we) (?:can |could |will )?(?:assure|promise|tell|guarantee) (?:you|everyone)(?:,| that)?\b"
)
# "If it works, and above all if it is cheap, ...": one condition after another.
_CONDITION = regex(
    rf"\s*(?:(?:and|or|but)(?: \w+){{0,2}}? )?(?:{CONDITION.pattern}|whether\b|until\b|while\b"
    rf"|(?:even )?though\b|although\b|because\b)"
)
# "Before 2030, no ferry will sink": who is denied comes after the time.
FRONTED = regex(
    r"\s*(?:and |but |so )?(?:in|by|before|within|after|during|until|over|for|at|on|throughout"
    r"|as of|this|next|unlike|despite|with|under|to"
    r"|even) [^,;.]{2,80}, (?=(?:no|none|nobody|nothing|neither|never|nor)\b)",
    re.IGNORECASE,
)
# "So far it holds, but if we don't find a buyer, it will close".
_IF_AMID = regex(
    r"(?:(?<=[,;:] )|(?<=\bthat ))(?:but |and |so )?(?:even )?(?:if|until|unless|because(?! of)"
    r"|although|while) [^,;.]{3,110},(?= )|(?<=\band )if [^,;.]{3,100},(?= )"
)
_AMID = (" if ", " until ", " unless ", " because ", " although ", " while ")
# "It didn't say so this year, but rents will rise": what was not done before is not denied of what comes.
_NOT_SO_FAR = regex(
    r"\s*(?:(?!(?:will|would|could|may|might|can)\b"
    r"|'ll\b)[^\s,;]+ ){1,6}?(?:[^\s,;]+ )?(?:didn't|did not|hasn't|has not|haven't|have not"
    r"|wasn't|was not|weren't|were not|isn't|is not|aren't|are not)\b"
    r"(?:(?!\b(?:will|would|could|may|might|can)\b"
    r"|'ll\b)[^,;]){2,90}, but (?=[^;]{4,120}?(?:\b(?:will|would|could|may|might|going to)\b"
    r"|'ll\b))"
)
# "The truth is, after ten years of talk, the mill can't live up to it".
_THE_TRUTH = regex(
    r"\W*(?:and |but |so )?(?:the|my|our) (?:\w+ )?(?:truth|fact|reality|bottom line|point"
    r"|short of it|long and short|upshot|catch|problem|thing) is(?: that\b"
    r"|, (?:[^,;.]{3,60}, )?)"
)
# "No longer a mill, it will be a hall".
_NO_LONGER = regex(r"\s*no longer (?:an? |the |mere(?:ly)? |just )?[^,;.]{2,60}, (?=\w)")
# "I agree with Kern that the mill is saying | it will not sell": who says so, where they deny nothing themselves.
_DENIAL = r"(?:not|never|no|nobody|none|few|neither|nor|hardly|cannot|without)\b|n't\b"
_SAYS_THAT = regex(
    rf"(?:(?!{_DENIAL}|(?:will|would|could|may|might|can|should)\b|'ll\b|'d\b)[^.;]){{2,110}}?"
    r"\b(?:(?:say|think|believ|argu|claim|insist|predict|warn|conclud|indicat|suspect|suggest"
    r"|stat|maintain)(?:s|es|e|ing|ed)?|said|thought|means?|shows?|agrees?) (?:that )?"
    rf"(?=(?:[\w'-]+ ){{1,9}}?(?:(?:will|would|can|could|is|are|does|do|has|have) (?:not|never)"
    rf"|\w+n't|cannot)\b)"
)


def without_asides(text: str) -> str:
    """The words of a claim with a blank for what its own predicate does not deny: brackets, conditions, causes."""
    if "(" in text:
        text = _BRACKETS.sub(_blank, text)
    while (condition := _CONDITION.match(text)) and (comma := text.find(",", condition.end())) > 0:
        text = " " * (comma + 1) + text[comma + 1 :]
    if any(map(text.__contains__, _AMID)):
        text = _IF_AMID.sub(_blank, text)
    if ", wh" in text:
        text = _ASIDE.sub(_blank, text)
    return _without_introductions(text)


def _without_introductions(text: str) -> str:
    """The words with a blank for what leads to a claim: a time, an answer, who says so."""
    if ", n" in text:
        text = _blanked(text, FRONTED.match(text))
    text = _blanked(text, _NO_LONGER.match(text))
    if ", but " in text:
        text = _blanked(text, _NOT_SO_FAR.match(text))
    if (answer := _ANSWER.match(text)) and MAIN.search(text, answer.end()):
        text = _blanked(text, answer)
    for introduction in (_THE_TRUTH, _HELD, _SAYS_THAT, _WHO):
        text = _blanked(text, introduction.match(text))
    if (result := _SO_THAT.search(text)) and PREDICATE.search(text, result.end()):
        text = _blanked(text, result)
    return text


# "Although nobody believes it now, | the mill will reopen": said beside the claim, not of it.
_BESIDE = regex(
    r"\W*(?:and |but |so )?(?:although|(?:even )?though|while|whilst|because|since|whereas"
    r"|despite|unlike|contrary to)\b[^,;]{3,160}, "
)


def after_what_leads(low: str, start: int, end: int) -> int:
    """Where the words begin that say how sure a claim is: behind a clause that only leads to it."""
    beside = _BESIDE.match(low, start, end)
    return beside.end() if beside else start


# "While | the mill does not pay, the yard will close": the conjunction came off before the claim.
_CAME_OFF = regex(
    r"\b(?:while|whilst|although|though|because|since|whereas|if|when|once|unless|until"
    r"|as(?: with)?|given(?: the fact)? that|despite|fact that) $"
)
_LEADING = (
    "while ", "whilst ", "although ", "though ", "because ", "since ", "whereas ", "if ", "when ",
    "once ", "unless ", "until ",
    "as ", "with ", "that ", "despite ",
)  # fmt: skip


def after_first_clause(low: str, start: int, end: int) -> int:
    """Where a claim begins whose first clause only leads to it, as the word before says; else its start."""
    if not low.endswith(_LEADING, 0, start) or not _CAME_OFF.search(low, max(0, start - 16), start):
        return start
    comma = low.find(", ", start, end)
    return comma + 1 if comma > 0 and MAIN.search(low, comma, end) else start


def _blanked(text: str, match: re.Match[str] | None) -> str:
    return " " * match.end() + text[match.end() :] if match else text


# "The guild shows all the boats that we | didn't see".
_UNSEEN_BEFORE = regex(
    rf"\b(?!(?:{SAYING}|so|such|likely|clear|sure|certain|fact|chance|view|belief|idea|hunch"
    rf"|feeling|sense|out)\b)[a-z]{{3,}} (?:that|which|whom) (?:i|you|we|they|he|she|it|people"
    rf"|others) (?:(?:did|have|has|had)(?:n't| not)|never)$"
)
_NEAR = 60  # characters
# "Fairs made for | nobody".
_FOR_NOBODY = regex(r"\b(?:to|for|by|with|of|on|from|in) (?:nobody|no one|nothing)$")
_FACTS = (
    r"so|such|is|are|was|were|be|likely|unlikely|clear|sure|certain|confident|convinced|doubt|fact"
    r"|chance|probability|possibility|possible|evidence|sign|view|belief|idea|prediction|saying"
    r"|arguing|claiming|warning|noting|believing|thinking"
)
_RELATIVE = regex(r"\b(?:who|which|that|where|whose)\b[^,;.:]{0,50}$")
_BARE = regex(r"not (?:having|being)\b")
_AUXILIARY = regex(
    r"(?:\b(?:is|are|was|were|am|be|been|has|have|had|get|gets|may|might|could|would|will|still"
    r"|also|likely|\w+ly)|'(?:s|re|m|ve|ll|d)) $"
)
# "He thinks that it won't": no relative.
_COMPLEMENT = regex(rf"\b(?:{SAYING}|{_FACTS}),? that $|\bthat(?= is\b|'s\b)")


def of_a_part(text: str, at: int, end: int) -> bool:
    """True for a denial within the subject, or of a noun or participle: "those that do not pay will leave"."""
    if _BARE.match(text, at):
        return _AUXILIARY.search(text[:at]) is None
    if _UNSEEN_BEFORE.search(text, max(0, at - _NEAR), end):
        return True
    later = PREDICATE.search(text, end)
    if later is None or PREDICATE.search(text, 0, at) is not None:
        return False
    if _FOR_NOBODY.search(text, max(0, at - 10), end):
        return True
    if text.startswith("not ", at) and MAIN.search(text, 0, at) is None and text[:at].strip():
        return True  # "companies not party to the deal will"
    relative = _RELATIVE.search(text, max(0, at - 60), at)
    return relative is not None and not _COMPLEMENT.search(text[: relative.start() + 5])


_KNOWING = (
    r"(?:know|think|believe|see|find|hope|prove|mean|hear|feel|learn|agree|admit|ensure|guarantee"
    r"|promise|reveal|show|understand|swear|bet|guess|suspect|doubt|fear|wish|discover|notice"
    r"|decide|realize|realise|conclude|announce|declare|confirm|figure|remember|forget|accept|sure"
    r"|glad|sorry|clear|certain|confident|so|such)(?:s|d|ed)?"
)
# "It will meet a hill | it can't climb", "in ways we cannot imagine".
_ITS_OBJECT = regex(
    rf"\b(?!(?:and|but|so|or|then|now|if|when|while|because|what|how|why|where|before|after"
    rf"|until|than|do|does|did|will|would|may|might|could|can|lest|nor|yet)\b"
    rf"|(?:{SAYING}|{_KNOWING})\b)[a-z]+s? (?:i|you|he|she|it|we|they|people|others"
    rf"|nobody else) (?:\w+ )?$"
)
# "Cloth never touched by hands".
_A_PARTICIPLE = regex(
    r"(?:never|not(?: yet)?) (?:\w+ly )?(?:\w{3,}ed|\w+(?:ught|own|ade|ung)|seen|done|met|sold"
    r"|built) (?:by|in|on|with|before)\b(?<! be)"
)
_ADVERB = regex(r",? \w+ly, $")  # "will sadly, not be"
_CLAUSE_BEGINS = regex(
    r"\b(?:that|which|who|because|if|but|although|though|while|so|decid\w+|reali[sz]\w+"
    r"|announc\w+|declar\w+|as (?:they|it|he|she|we|i|you|there|the)|when)\b|[,;:]"
)


def within_a_later_part(text: str, main: int, at: int) -> bool:
    """True for a denial behind the end of the main predicate that is one of another clause, an object or a participle."""
    return (
        _CLAUSE_BEGINS.search(_ADVERB.sub("", text[main:at])) is not None
        or _ITS_OBJECT.search(text, main, at) is not None
        or (_A_PARTICIPLE.match(text, at) is not None and not _AUXILIARY.search(text[:at]))
    )
