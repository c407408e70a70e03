"""The normalised statement: affirmative, with its number and hedges off, its subject filled in."""

import re

from predictions.extraction.words import lexicon as lex
from predictions.patterns import factored
from predictions.windows.folding import translated

_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"\]\([^)\s]{0,600}\)|\]\[[^\]]{0,80}\]|\[\^?\w{1,12}\]|<[^<>]{1,300}>|[\[\]*]")
_FIGURES = (
    r"\d(?<!\d\d)\d{0,2}(?:\.\d+)?\s*(?:(?:-|\u2013|to)\s*\d{1,3}(?:\.\d+)?\s*)?(?:%|per ?cent)\+?"
)
_NUMBER = rf"(?:about |around |roughly |only |maybe )?[~<>\u2248]?\s*{_FIGURES}"
_AT_END = r"\)?\s*(?:chance|probability|likely|confidence|confident|sure)?[.)]*\s*$"
_LAST_FIGURES = re.compile(_FIGURES + _AT_END, re.IGNORECASE)
# "... resumes. (Confidence: 95%)": what the number is called goes with it.
_LABEL = r"(?:\s*[.:(\[\u2014\u2013|,-]\s*[([]?(?:my |our |overall )?(?:confidence|probability|likelihood|credence|certainty)(?: level| score| rating)?(?: (?:in|of|that|for) this(?: \w+)?)?(?: is| at)?\s*(?=[\s:=-]))?"
_TAIL = re.compile(
    rf"{_LABEL}\s*[:(\u2014\u2013=|,-]*\s*(?:(?:(?<=\s)|^)(?:(?:at |with )?an? |with ))?{_NUMBER}{_AT_END}",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"^\s*(?:an? |the )?[(\[]?{_NUMBER}[)\]]?\s*(?:[:\u2014,-]|(?:chance|probability|likelihood|confident|sure|likely|odds)\b(?: (?:that|of))?)\s*",
    re.IGNORECASE,
)
# "I give a crewed landing a 1% chance", once the number is off.
_GIVEN = re.compile(
    r"^(?:i|we)(?:'d| would)?(?: \w+ly| still| only)? (?:give|assign) (?=.)", re.IGNORECASE
)
_CELLS = re.compile(r"\|.*$")
_DEGREE = r"(?:(?:very|most|quite|highly|rather|fairly|pretty|more than|extremely|almost|nearly|all but|far from|reasonably|so|increasingly) )"
_HEDGES = re.compile(
    factored(
        rf"(?:\b{_DEGREE}{{0,2}})?\b(?:probably|perhaps|maybe|possibly|plausibly|presumably|almost certainly|certainly|definitely|surely|inevitably|undoubtedly|hopefully|conceivably) "
    ),
    re.IGNORECASE,
)
# "will very likely win", "Harrow likely win"; but "the most likely winner" keeps its adjective.
_LIKELY = re.compile(
    factored(
        rf"(?:(?<=\bwill )|(?<=ould )|(?<='ll )|(?<=\bto ))(?:{_DEGREE}){{0,2}}likely |(?<!\bthe )(?<!\ba )(?<!\bis )(?<!\bare )(?<!\bmost )(?<!\bmore )(?<!\bless )(?<!\bvery )(?<!\bhighly )(?<!\bas )\blikely (?!to\b)"
    ),
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^(?:(?:i|we)(?:'d| would|'m| am|'ve)? (?:think|believe|expect|predict|suspect|guess|say|bet|be (?:very )?surprised if|be shocked if|doubt(?: that)?|don't think|don't believe|don't expect)"
    r"|(?:i|we) used to (?:say|think|believe|guess)(?: there (?:is|was))?(?: an?)?(?: \d{1,3} ?%)?(?: chance)?(?: that)?"
    r"|there is (?:a|an|some|no|little) (?:\w+ )?(?:chance|doubt|question) (?:that )?|it(?:'s| is) (?:\w+ ){0,3}(?:likely|unlikely|possible|impossible|probable|improbable) that) ",
    re.IGNORECASE,
)
# "A is very unlikely to win": the doubt is the number's, the claim is that A will win.
_LIKELY_TO = re.compile(
    rf"\b(?:(?<!will )(?<!would )(?:is|are)|remains?|seems?|looks?|appears?)(?: now| still| also)? {_DEGREE}{{0,2}}(?:(?:un)?likely|certain|bound|sure) to (?=\w)",
    re.IGNORECASE,
)
_CHANCE = re.compile(
    rf"^there(?:'s| is| was| remains) (?:an? |still )*{_NUMBER} (?:chance|probability|likelihood|risk) (?:that |of )?(?=\w)",
    re.IGNORECASE,
)
# "I expect the bridge to open": what is expected will be.
_EXPECTED = re.compile(
    r"^(?:i|we) (?:\w+ly |still |now |do )?expect (?!that )((?:[\w'\u2019.-]+ ){1,8}?)to (?=[a-z])",
    re.IGNORECASE,
)
_UNDERSTOOD = re.compile(
    r"^it(?:'s| is) (?:understood|seen|regarded|described|viewed) as something that ", re.IGNORECASE
)
_DOES_NOT = re.compile(
    r"\b(does|do|did)(?:n't| not)((?: obviously| necessarily| even| ever| really)?) (\w+)",
    re.IGNORECASE,
)
_NEGATIONS = (
    (re.compile(r"\bwo(?:n't|nt)\b|\bwill (?:not|never|no longer)\b", re.IGNORECASE), "will"),
    (re.compile(r"\bcan(?:'t|not| not| never)\b", re.IGNORECASE), "can"),
    (re.compile(r"\b(could|would|should|is|are|was|were|has|have|might|need)n't\b", re.IGNORECASE), r"\1"),
    (re.compile(r"\b(?:not|never|no longer|hardly|scarcely|barely) ", re.IGNORECASE), ""),
    (re.compile(r"^(?:no one|nobody)\b", re.IGNORECASE), "someone"),
    (re.compile(r"^none of\b", re.IGNORECASE), "some of"),
    (re.compile(r"^nothing\b", re.IGNORECASE), "something"),
    (re.compile(r"\bneither (.+?) (?:nor|or) ", re.IGNORECASE), r"either \1 or "),
    (re.compile(r"\bneither ", re.IGNORECASE), "either "),
    (re.compile(r"^no (?=(?-i:[A-Z]{2}))", re.IGNORECASE), ""),
    (re.compile(r"^no ", re.IGNORECASE), "some "),
    (re.compile(r"\b(be|is|are) no (?=(?-i:[A-Z])|\w+[^su\W]s\b)", re.IGNORECASE), r"\1 "),
    (re.compile(r"\b(be|is|are|find|finds|see|has|have) no ", re.IGNORECASE), r"\1 some "),
)  # fmt: skip
_THIRD = {"have": "has", "be": "is", "do": "does", "go": "goes"}
_CURLY = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2011": "-"})
_PRONOUN = re.compile(
    r"^(it|they|this|that|these|those|he|she)\b(?=(?:'s|'ll|'re|'d)? )", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Za-z]{2,}")
_EMPTY = frozenset(
    [
        "i",
        "we",
        "say",
        "says",
        "said",
        "put",
        "it",
        "at",
        "give",
        "chance",
        "of",
        "the",
        "a",
        "by",
        "in",
        "that",
        "guess",
        "predict",
        "community",
        "market",
        "metaculus",
        "forecast",
        "estimate",
        "this",
        "for",
        "probability",
        "on",
    ]
)
_MARKS = ' "*_.,;:|\u2026\u2713\u2714\u2611\u2705\u2717\u2718\u274c\u2612\u2716\ufe0f'


def affirm(quote: str, *, denied: bool, subject: str | None = None) -> str:
    """The quote as a positive statement: number and hedge off, one negation out, subject in."""
    text = (
        _LINK.sub("", _CELLS.sub("", quote))
        if "|" in quote or "]" in quote or "<" in quote
        else quote
    )
    text = translated(text, _CURLY).replace("*", "").replace("~~", "")
    text = " ".join(text.split()).strip(_MARKS)
    if text[:1] in "iIwW" and (match := _EXPECTED.match(text)):
        text = f"{match[1]}will {text[match.end() :]}"
    text = _without_number(_after(_CHANCE, text) if text[:1] in "tT" else text)
    text = _without_hedges(_after(_OPINION, text) if text[:1] in "iIwWtT" else text)
    if text[:1] in "iI" and (match := _UNDERSTOOD.match(text)):
        text = f"it {text[match.end() :]}"
    if denied:
        text = _without_negation(text)
    if subject:
        text = _with_subject(text, subject)
    text = " ".join(text.split()).strip(_MARKS)
    return text[:1].upper() + text[1:] if text else quote.strip()


def _after(opening: re.Pattern[str], text: str) -> str:
    match = opening.match(text)
    return text[match.end() :] if match else text


_LONGEST_TAIL = 120  # characters: "(about 60 to 70 per cent confidence)" and more


_LONGEST_LEAD = 24  # "with a roughly ~"
_LEADS = " :(\u2014\u2013=|,-"


def _tail(text: str) -> int:
    """Where the number at the end begins, with the words that lead to it."""
    near = max(0, len(text) - _LONGEST_TAIL)
    figures = _LAST_FIGURES.search(text, near)
    if figures is None:
        return len(text)
    start = max(near, figures.start() - _LONGEST_LEAD)
    while start > near and text[start - 1] in _LEADS:
        start -= 1
    tail = _TAIL.search(text, start)
    return tail.start() if tail else len(text)


def _without_number(text: str) -> str:
    """The claim without the probability at its end or its start."""
    if "%" not in text and "cent" not in text.lower():
        return text
    bare = text[: _tail(text)]
    return _HEAD.sub("", _GIVEN.sub("", bare) if bare != text else text, count=1)


# Of each word in _HEDGES the end.
_HEDGING = (
    "ably ", "erhaps ", "aybe ", "ibly ", "ertainly ", "initely ", "urely ", "tedly ", "opefully ",
)  # fmt: skip


_SURE_TO = ("likely to ", "certain to ", "bound to ", "sure to ")


def _without_hedges(text: str) -> str:
    """The claim without its words of probability; a cheap look saves most claims the patterns."""
    low = text.lower()
    if any(map(low.__contains__, _SURE_TO)):
        text = _LIKELY_TO.sub("will ", text)
    if "likely " in low:
        text = _LIKELY.sub("", text)
    if any(map(low.__contains__, _HEDGING)):
        text = _HEDGES.sub("", text)
    return text


def is_empty(statement: str) -> bool:
    """True where the words only give a number or a date for something named elsewhere."""
    return all(word.lower() in _EMPTY for word in _WORDS.findall(statement))


def of_question(question: str) -> str:
    """The statement that a question asks for."""
    plain = _SPACE.sub(" ", _LINK.sub("", question)).strip(_MARKS)
    if not plain.endswith("?"):
        return plain
    return _answered(plain) or f'Yes to "{plain}"'


_WILL = re.compile(r"(?P<condition>[Ii]f [^,?]{3,120}, )?[Ww]ill (?P<rest>[^?]+)\?")
_NOT_A_VERB_AFTER = lex.words(
    "the a an this that these those his her its their my our your of in on at by for from with to and or no any"
)
_PLAIN_VERBS = lex.VERBS | lex.words("be have do still ever")


def _answered(question: str) -> str | None:
    """The claim behind a question ("Will it open?": "It will open"); None where no verb is known."""
    match = _WILL.fullmatch(question)
    words = match["rest"].split(" ") if match else []
    for place in range(1, len(words)):
        if words[place] in _PLAIN_VERBS and words[place - 1].lower() not in _NOT_A_VERB_AFTER:
            claim = " ".join([*words[:place], "will", *words[place:]])
            start = (match["condition"] or "") if match else ""
            return (start or claim[0].upper()) + (claim if start else claim[1:])
    return None


def _without_negation(text: str) -> str:
    if _DOES_NOT.search(text):
        return _DOES_NOT.sub(_positive, text, count=1)
    for pattern, positive in _NEGATIONS:
        changed = pattern.sub(positive, text, count=1)
        if changed != text:
            return changed
    return text


def _positive(match: re.Match[str]) -> str:
    """The verb of "does not appear" without its negation: "appears"."""
    verb = match[3]
    if match[1].lower() != "does":
        return verb
    if verb in _THIRD:
        return _THIRD[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


def _with_subject(text: str, subject: str) -> str:
    """Put the subject for a pronoun, or before a verb that lacks one."""
    if match := _PRONOUN.match(text):
        rest = text[match.end() :]
        rest = {"'s": " is", "'ll": " will", "'re": " are", "'d": " would"}.get(
            rest.split(" ")[0], rest.split(" ")[0]
        ) + rest[len(rest.split(" ")[0]) :]
        return subject + rest
    return f"{subject} {text}"
