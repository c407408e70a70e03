"""The normalised statement: affirmative, without its number, its hedges, its speaker and its condition."""

import re

from predictions.extraction.wording.affirming import without_negation
from predictions.extraction.wording.chanced import MARK, chanced, in_words
from predictions.extraction.wording.foreseen import put_at, to_come, will_see
from predictions.extraction.wording.gerunds import PICTURES, pictured
from predictions.extraction.wording.introductions import claim_itself
from predictions.extraction.wording.plain import plain, tidy, without_cells
from predictions.extraction.wording.remarks import without_remarks, without_verdict
from predictions.extraction.wording.unhedged import HEDGING, without_hedges
from predictions.extraction.wording.unnumbered import without_number
from predictions.extraction.wording.verbal import has_verb
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.regexes import regex

# "I expect the bridge to open": what is expected will be.
_PREDICATE = regex(
    r"\b(?:will|won't|would|could|may|might|can|can't|cannot|shall|should|is|are|was|were|has"
    r"|have|does|do|going)(?:n't)?\b|'(?:ll|s|re|d)\b|\b\w{3,}s\b",
    re.IGNORECASE,
)
_INVERTED = regex(
    r"^(?P<head>nor|neither|not only|never(?: again| before)?|no longer"
    r"|at no (?:time|point|stage)|under no circumstances|in no (?:case|way)|on no account"
    r"|not once|nowhere) (?P<aux>will|would|can|could|may|might|is|are|does|do"
    r"|should) (?P<rest>.+)$",
    re.IGNORECASE,
)
# "The chance that it rains | is still low": what is said of the chance.
_OF_CHANCE = regex(
    r"(?: (?:is|are|was|seems?|looks?|remains?|stands?|sits?)(?: at| still| now| only| just"
    r"| very| quite| so| pretty| vanishingly| extremely| at best| about| around)* (?:low|high"
    r"|small|slim|large|tiny|remote|negligible|good|strong|real|decent|poor|zero|nil|minimal"
    r"|even|unlikely|likely|improbable|possible|absurd|false|wrong|ridiculous|laughable"
    r"|fanciful|naive|nonsense|\"?wishful thinking\"?|(?:a )?fantasy|a pipe dream|far-fetched"
    r"|on the order of|[\d<>~]).*)$",
    re.IGNORECASE,
)
_CHANCE_THAT = regex(
    r"\b(?:chances?|probability|likelihood|odds|idea|notion|hope|belief|thought|possibility"
    r"|claim|assertion|prediction|expectation|risk)s? (?:that|of) ?$"
)
_CHANCE_OF = regex(
    r"(?:the |my |our )?(?:chances?|probability|likelihood|odds|idea|notion|possibility"
    r"|claim) (?:that|of) (?=\w)",
    re.IGNORECASE,
)
_WORDS = regex(r"[A-Za-z]{2,}")
_EMPTY = lex.words(
    "i we say says said put it at give chance of the a by in that guess predict community market"
    " metaculus forecast estimate this for probability on"
)


def affirm(
    quote: str,
    *,
    denied: bool,
    number: str | None = None,
    cue: str = "",
    condition: str | None = None,
    before: str = "",
    seen: int = EVERYTHING,
) -> str:
    """The quote as a positive statement.

    Args:
        quote: the words of the claim.
        denied: whether they deny what they are about: one negation comes off.
        number: the words of its probability, "" where it has none; None: percentages at its ends are taken for it.
        cue: the words that give its probability where no number does.
        condition: what it hangs on, which stands beside the statement.
        before: what stands before the quote in its sentence, in lower case.
        seen: a glance at its sentence.
    """
    quote = _PROBABILITY_OF.sub(r"\1", quote) if "(" in quote else quote
    text = plain(without_cells(without_verdict(quote))).strip(" *_.,;:|")
    text = _without_begun(text, before)
    held = plain(condition) if condition else ""
    whole = without_condition(text, held) if held else text
    text = _NO_REASON.sub(_nothing_against, _without_weak(whole))
    seeing = _TO_SEE.search(text) if " to see " in text else None
    text = _of_a_chance(text, before) if seen & _CHANCES else text
    text = without_remarks(put_at(text) if seen & _CHANCES else text, seen)
    bare = text
    numberless = (cue and in_words(text, cue)) or without_number(text, number)
    text = claim_itself(numberless, seen)
    if seen & PICTURES:
        text = pictured(numberless, text, before)
    if seen & _EXPECTS and _EXPECTING.search(before):
        text = to_come(text) or text
    if seeing and not _MODAL.search(text):
        coming = _with_verb("will", text) or ""
        text = coming if " will " in " ".join(coming.split()[:_FIRST]) + " " else text
    if held and held.lower() in text.lower():
        text = without_condition(text, held)
    text = text if text == bare else without_remarks(text, seen)
    text = without_hedges(text) if seen & HEDGING else text
    if ", wh" in text and (who := _WHO_WILL.match(text)) is not None:
        text = f"{who['who']} {text[who.end() :]}"
    if (when := _WHEN_WILL.match(text)) is not None:
        text = f"{_with_verb('will', when['rest']) or when['rest']} {when['when']}"
    if (inverted := _INVERTED.match(text)) is not None:
        straight = _straightened(inverted)
        text = without_negation(text) if denied and straight == text else straight
    elif denied:
        text = without_negation(_without_concession(text))
        text = will_see(text) or text
    if " would " in text and not held and _was_said(before, bare if bare != text else ""):
        text = _WOULD.sub(r"\g<who>will", text, count=1)
    return tidy(text) or tidy(plain(quote)) or quote.strip()


# "As | such, rents will fall", "at | this stage, the yard will close".
_BEGUN = ("as ", "so ", "thus ", "at ", "taken ", "at_", "in ", "on ", "for ")
_BEGUN_BEFORE = regex(
    r"(?:such|far|together|(?:this|that) (?:stage|point|juncture|time|context|basis|front)"
    r"|first|least|best|present|short|general|particular|turn|contrast|summary|balance|example"
    r"|instance|now),\s+(?=\w)",
    re.IGNORECASE,
)


_AS = regex(r"\W*(?:(?:and|but|so) )?as ")


def _without_begun(text: str, before: str) -> str:
    begun = _BEGUN_BEFORE.match(text) if before.endswith(_BEGUN) else None
    if begun is None and "," not in text and _AS.fullmatch(before) and text[:5] != "such ":
        return f"As {text}"  # "As | trade slows prices will fall"
    return text[begun.end() :] if begun else text


# "When will they make peace: not before June".
_WHEN_WILL = regex(
    r"^when will (?P<rest>[^:?]{4,120})[:?] (?P<when>(?:not )?(?:before|after|until|by|in|between) .*)$",
    re.IGNORECASE,
)
# "They predicted that rents would rise": will. "A ban would hurt" stays.
_SAID = (
    r"(?:said|predicted|forecast|forecasted|estimated|warned|believed|argued|claimed|thought"
    r"|projected|expected|anticipated|added|wrote|foresaw|suggested|promised|insisted|indicated"
    r"|judged|concluded|reported|stated|explained|agreed|assumed|noted|announced|told)"
)
_SAID_BEFORE = regex(rf"\b(?:{_SAID}|to estimate)\b(?:[^.;]|\.\d){{0,120}}$")
_SAID_AT_HEAD = regex(rf"[^.;]{{2,60}}? {_SAID} (?:that )?")
# Not "(said that) a ban would hurt", which nobody has decided.
_WOULD = regex(
    r"^(?!(?:an?|any|such|no) |\w+ing )(?P<who>(?:(?!(?:will|won't|may|might|could|can|should"
    r"|is|are|if|that|which|who|what)\b)[^\s;]+ ){1,12}?)would(?! (?:have|be willing|like"
    r"|rather|love|prefer)\b)(?= [a-z])"
)


def _was_said(before: str, bare: str) -> bool:
    """True for a claim that somebody is said to have made: its "would" was a "will"."""
    return _SAID_BEFORE.search(before) is not None or _SAID_AT_HEAD.match(bare.lower()) is not None


# "P(the mill closes | rates stay high) = 70%"
_PROBABILITY_OF = regex(r"^\W*[Pp]\(\s*([^()|]{6,}?)\s*(?:\|[^()]*)?\)")
# "We expect | rents to fall".
_EXPECTING = regex(
    r"\b(?:expect|expects|expected|expecting|anticipate|anticipates|forecast|forecasts|predict"
    r"|predicts|projects|foresee|foresees) $"
)
_MODAL = regex(r"\b(?:will|would|could|may|might|can|is|are|has|have|does|do)\b")
_FIRST = 5  # words: no subject is longer
# "I would not be surprised to see | rents fall".
_TO_SEE = regex(r"\b(?:surpris|shock|astonish|amaz|stunn)\w+ to see \w")
_EXPECTS = needs(
    "expect expects expected expecting anticipate anticipates forecast forecasts predict "
    "predicts projects foresee foresees"
)
_CHANCES = needs(
    """
    chance chances probability likelihood likelihoods odds idea ideas notion notions hope hopes
    belief beliefs thought thoughts possibility claim claims assertion assertions prediction
    predictions expectation expectations risk risks
"""
)
_WEAK = regex(r"^(?:while|although|though|even though|whereas) (?=[^,]+$)", re.IGNORECASE)


def _without_weak(text: str) -> str:
    """The half of "while rents will rise, ..." that is quoted, without its conjunction."""
    return _WEAK.sub("", text)


def _of_a_chance(text: str, before: str) -> str:
    """The claim of "the chance that it rains is low", which may begin before the quote."""
    opening = _CHANCE_OF.match(text)
    if opening is None and not _CHANCE_THAT.search(before):
        return text
    said = _OF_CHANCE.search(text)
    return text[opening.end() if opening else 0 : said.start()] if said else text


# "There is no reason the mill can't reopen": it can.
_NO_REASON = regex(
    r"^there(?:'s| is) no (?:\w+ )?reason (?:why |that "
    r"|to (?:think|believe)(?: that)? )?(?P<who>[^,;]{2,60}?) (?:(?P<can>can|could|would|should"
    r"|wo|need)(?:n't|'t| not|not)|will not) (?=\w)",
    re.IGNORECASE,
)


def _nothing_against(match: re.Match[str]) -> str:
    may = (match["can"] or "will").lower()
    return f"{match['who']} {'will' if may == 'wo' else may} "


# "Although nobody asked, the guild will not sell": that it will sell, which no "although" goes with.
_CONCESSION = regex(
    r"(?:even though|although|though|while|whilst|despite"
    r"|even as)\b [^,;:]{3,140}, (?=(?:(?!(?:it|they|he|she|this|that|these"
    r"|those)\b)[^\s,;]+ ){1,8}?(?:will|would|won't|is|are|can|can't|isn't|aren't)\b)",
    re.IGNORECASE,
)


def _without_concession(text: str) -> str:
    conceded = _CONCESSION.match(text) if "," in text else None
    return text[conceded.end() :] if conceded else text


# "Anna Kern, who will be the nominee": that she will.
_WHO_WILL = regex(
    r"^(?P<who>[A-Z](?![^,]* (?:is|are|was|were|will|has|have) )[^,;:]{2,50}), (?:who"
    r"|which) (?=(?:will|would|is going|are going)\b)(?![^,]*,[^,]*\b(?:will|would|is|are|was"
    r"|has|have)\b)"
)
_GERUND = regex(
    r"(?:not )?(?!(?:assuming|barring|providing|failing|supposing|given)\b)\w+ing\b", re.IGNORECASE
)
_JOINED = regex(
    r"(?:[\s,]*\b(?:and|but|even|only|not|especially|particularly|at least|though|perhaps|maybe"
    r"|that is|or)\b)*[\s,]*$",
    re.IGNORECASE,
)
_OPENS = regex(
    r"(?:and |but |so |even |only |especially |that |then |also |now |well |or |yet |,|\s)*",
    re.IGNORECASE,
)
# "If rents (and rates) rise, ...": the condition was read up to the bracket.
_ASIDE = regex(r"\s*\([^()]*\)[^,;.]{0,80},")
_THEN = regex(r"[\s,:;]*(?:then,?\s+)?")


_EXPECTS_TO = regex(
    r"(?:i|we|they) (?:would |do |still |also )?(?:expect|anticipate) .{3,60} to \w", re.IGNORECASE
)


_ITS_VERB = regex(r" (?:would|could|should|might|may)\b")


def without_condition(text: str, condition: str) -> str:
    """The claim without its condition, at its head or its end; as it stands where no claim is left."""
    at = text.lower().find(condition.lower())
    if at < 0:
        return text
    end = at + len(condition)
    if condition.count("(") != condition.count(")"):
        return text
    if _GERUND.match(condition) or _ITS_VERB.match(text, end):
        return text  # "Closing the yard would ...", "a ban could": the condition is the subject
    opening = _OPENS.match(text, 0, at)
    if opening is not None and opening.end() == at:
        aside = _ASIDE.match(text, end)
        then = _THEN.match(text, aside.end() if aside else end)
        rest = text[then.end() if then else end :]
    elif end >= len(text.rstrip(" .,;)")):
        rest = text[:at]
        joined = _JOINED.search(rest)
        rest = rest[: joined.start()] if joined else rest
    else:
        return text
    return (
        rest
        if len(rest.split()) > 2 and (_PREDICATE.search(rest) or _EXPECTS_TO.match(rest))
        else text
    )


def is_empty(statement: str) -> bool:
    """True where the words only give a number or a date for something named elsewhere."""
    return all(word.lower() in _EMPTY for word in _WORDS.findall(statement))


def of_question(question: str) -> str:
    """The statement that a question asks for."""
    asked = plain(question).strip(" *_.,;:|")
    if not asked.endswith("?"):
        return tidy(asked)
    answered = _answered(asked) or tidy(chanced(f"{asked} {MARK}") or "")
    return answered or f'Yes to "{asked}"'


_WILL = regex(
    r"(?P<condition>(?:[Ii]f|[Bb]efore|[Bb]y|[Ii]n|[Oo]n|[Aa]fter|[Bb]etween|[Dd]uring|[Aa]s of"
    r"|[Aa]t) [^,?]{3,120}, )?[Ww]ill (?P<rest>[^?]+)\?"
)
_ASKED = r"will|would|who|what|when|where|why|how|which|whose|is|are|do|does|did|can|could|should|has|have"
_ASKING = regex(
    rf"(?:{_ASKED}|if|was|were|may|might|and|or|but|in|by|on|at)\b"
    r"|.*(?:\b(?:who|what|when|where|why|how|which|whose|whether|or)\b|,)",
    re.IGNORECASE,
)
# "The mill will close by May?": no question but for its mark.
_STATED = regex(rf"(?!(?:{_ASKED}|if)\b)[^?]{{2,60}}?(?<!,) will [^?]+\?", re.IGNORECASE)
_NOT_A_VERB_AFTER = lex.words(
    "the a an this that these those his her its their my our your of in on at by for from with "
    "to and or no any"
)
_ADVERBS = lex.words("further also still ever even soon never always")
_PLAIN_VERBS = lex.VERBS | lex.words("be have do still ever")


def _answered(question: str) -> str | None:
    """The claim behind a question ("Will it open?": "It will open"); None where no verb is known."""
    if _STATED.fullmatch(question) or (_ASKING.match(question) is None and has_verb(question[:-1])):
        return question[0].upper() + question[1:-1]
    match = _WILL.fullmatch(question)
    claim = _with_verb("will", match["rest"]) if match else None
    if match is None or claim is None:
        return None
    start = match["condition"] or ""
    return (start or claim[0].upper()) + (claim if start else claim[1:])


def _with_verb(auxiliary: str, rest: str) -> str | None:
    """Put into "it open" its auxiliary, before the verb; None where no verb is known."""
    words = rest.split(" ")
    if words[0] in _ALONE and len(words) > 1:
        return " ".join([words[0], auxiliary, *words[1:]])
    for place in range(1, len(words)):
        if words[place] in _PLAIN_VERBS and words[place - 1].lower() not in _NOT_A_VERB_AFTER:
            adverb = words[place - 1] in _ADVERBS or words[place - 1].endswith("ly")
            at = place - (adverb and place > 1)
            return " ".join([*words[:at], auxiliary, *words[at:]])
    return None


_ALONE = lex.words("i we you he she it they")


_AFTER_BE = regex(
    r"^((?:the |a |an |its |his |her |their )?(?:[\"\w'-]+ ){0,3}?[\"\w'-]+) ((?:be )?\w+ed|\w+en)\b"
)


def _straightened(match: re.Match[str]) -> str:
    """Turn "nor will the mill close" into "the mill will close"."""
    rest, auxiliary = match["rest"], match["aux"].lower()
    straight = _with_verb("" if auxiliary in ("do", "does") else auxiliary, rest)
    if straight is None and (done := _AFTER_BE.match(rest)):
        straight = f"{done[1]} {auxiliary} {rest[done.start(2) :]}"
    return " ".join(straight.split()) if straight else match[0]
