"""A denial turned into what it denies: "will not close" into "will close", "nobody" into "someone"."""

import re

from predictions.extraction.wording.asides import FRONTED
from predictions.extraction.wording.events import acts
from predictions.extraction.wording.foreseen import to_come
from predictions.extraction.wording.verbal import has_verb, says_something
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_DOES_NOT = regex(
    r"\b(does|do|did)(?:n't| not)((?: obviously| necessarily| even| ever| really)?) (\w+)",
    re.IGNORECASE,
)
# "No they won't": an answer.
_ANSWER = regex(r"^no (?=(?:they|it|he|she|we|i|you|there)\b)", re.IGNORECASE)
# "Harrow still fails to qualify".
_FAILS = regex(r"\b(?:still |again )?fail(?P<does>s?) to (?P<verb>\w+)", re.IGNORECASE)
_DENIAL = regex(
    r"\b(?:not|never|no|nobody|none|will|can|could|may|might|would)\b|n't\b", re.IGNORECASE
)
_NEGATIONS = (
    (regex(r"\bwo(?:n't|nt)\b|\bwill (?:not|never|no longer)\b", re.IGNORECASE), "will"),
    (regex(r"\bcan(?:'t|not| not| never)\b", re.IGNORECASE), "can"),
    (
        regex(r"\b(could|would|should|is|are|was|were|has|have|might|need)n't\b", re.IGNORECASE),
        r"\1",
    ),
    (regex(r"\b(?:not|never|no longer|hardly|scarcely|barely) ", re.IGNORECASE), ""),
    (regex(r"^(?:no one|noone|nobody)\b", re.IGNORECASE), "someone"),
    (regex(r"^few\b", re.IGNORECASE), "many"),
    (regex(r"^little(?= will\b)", re.IGNORECASE), "much"),
    (regex(r"^none of\b", re.IGNORECASE), "some of"),
    (regex(r"^none\b", re.IGNORECASE), "some"),
    (regex(r"^nothing\b", re.IGNORECASE), "something"),
    (regex(r"\bneither (.+?) (?:nor|or) ", re.IGNORECASE), r"either \1 or "),
    (regex(r"\bneither ", re.IGNORECASE), "either "),
    (regex(r"^(?:still )?no ", re.IGNORECASE), "some "),
    (regex(r"\b(be|is|are) no (?=(?-i:[A-Z])|\w+[^su\W]s\b)", re.IGNORECASE), r"\1 "),
    (
        regex(
            r"\b(be|is|are|finds?|sees?|has|have|makes?|gets?|receives?|takes?|brings?|gains?|offers?"
            r"|gives?|produces?|faces?|needs?|shows?) no ",
            re.IGNORECASE,
        ),
        r"\1 some ",
    ),
)
# "Will not be sold until they agree": what is denied is that it will be, before they do.
_UNTIL = regex(r"\b(u|U)ntil\b")
_NOT_OR = regex(r"\beither not ", re.IGNORECASE)
_ANY = regex(r"^any(one|body|thing)?(?= )", re.IGNORECASE)
_IMPOSSIBLE = regex(
    r"(?P<be>\b(?:is|are|be|becomes?|remains?|proves?) )(?P<how>(?:\w+ly )?)impossible(?P<to> (?:to|for)\b)",
    re.IGNORECASE,
)
_NO_AHEAD = regex(r"(?:no|none|nobody|nothing|no one|noone|neither)\b", re.IGNORECASE)
# "The guild not close the yard": will not.
_BARE_NOT = regex(
    r"(?P<who>(?!(?:and|but|or|if|that|to)\b)(?:(?!(?:will|would|can|could|may|might|should"
    r"|must|do|does|did|is|are|was|were|be|has|have|to|if|that|who"
    r"|which)\b)[\w'&./-]+ ){1,6})not (?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_PLAIN_VERBS = lex.VERBS | lex.words("be have do exist go become")
# "They won't quite make it", "will they ever": what is denied is that they will.
_EVER = regex(
    r"\b(will|would|can|could|may|might|shall) (?:ever|quite|necessarily|exactly) (?=[a-z])",
    re.IGNORECASE,
)
_THIRD = {"have": "has", "be": "is", "do": "does", "go": "goes"}
# "No AGI by 2033", "still no hoverboards".
_NO_NAME = regex(r"(?:still )?no (?=(?-i:[A-Z]{2}))", re.IGNORECASE)
# "No merger at all": the merger.
_AT_ALL = regex(r"(?<!\bif)(?<!\bone) (?:at all|whatsoever)\b")
_EITHER = regex(r",? either(?=$|[,.;])")
# "No one will sail any longer", but not "any more ferries", "any longer than".
_ANY_MORE = regex(
    r" (?:anymore|any longer(?! than\b)|just yet\b"
    r"|any more(?=$|[,.;]| (?:in|by|after|at|on|from|with|because)\b))",
    re.IGNORECASE,
)
_SOON = regex(r" any ?time soon\b", re.IGNORECASE)
# "Will not be ready yet": what is denied is that it will be ready.
_YET = regex(
    r"(?<=[\w\"'])(?: quite)? yet(?=$|[.;]"
    r"| (?:be|been|have|in|by|at|on|for|as|because|become|reach|replace|[a-z]+ed)\b)",
    re.IGNORECASE,
)
_DENIED_BEFORE_YET = regex(
    r"(?:n't|\b(?:not|never|cannot|no one|nobody|nothing))\b[^,;:]{0,80}? yet\b", re.IGNORECASE
)
_OBVIOUSLY = regex(r"\b(?:obviously|necessarily) (?=\w)", re.IGNORECASE)


def without_negation(text: str) -> str:
    """The claim without the one word that denies it."""
    if _NOT_OR.search(text):
        return text
    text = _ANSWER.sub("", text, count=1)
    if fronted := FRONTED.match(text):
        return text[: fronted.end()] + without_negation(text[fronted.end() :])
    text = _without_its_company(text)
    if (doubted := _doubted(text)) is not None:
        return doubted
    if (done := _done(text)) is not None:
        return done
    if (bare := _BARE_NOT.match(text)) is not None and bare["verb"] in _PLAIN_VERBS:
        return f"{bare['who']}will {text[bare.start('verb') :]}"
    return _with_its_positive(text)


def _done(text: str) -> str | None:
    """What somebody "does not" or "fails to" do, as if they did."""
    if (fails := _FAILS.search(text)) and not _DENIAL.search(text[: fails.start()]):
        return text[: fails.start()] + _positive_of(fails) + text[fails.end() :]
    if _DOES_NOT.search(text) and not _NO_AHEAD.match(text) and not _WILL_NOT.search(text):
        return _DOES_NOT.sub(_positive, text, count=1)
    return None


def _without_its_company(text: str) -> str:
    """The claim without what stands beside a denial only: "either", "at all", "any time"."""
    text = _EITHER.sub("", text) if "either" in text else text
    text = _AT_ALL.sub("", text) if " at all" in text or " whatsoever" in text else text
    if "ntil " in text:
        text = _UNTIL.sub(lambda until: "before" if until[1] == "u" else "Before", text, count=1)
    if " any" in text or " yet" in text:
        text = _SOON.sub(" soon", _ANY_MORE.sub("", text))
    if "till " in text:
        text = _STILL_NOT.sub(r"\1", text, count=1)
    if " yet" in text and _DENIED_BEFORE_YET.search(text):
        text = _YET.sub("", text, count=1)
    return _OBVIOUSLY.sub("", text) if "obviously" in text or "necessarily" in text else text


# "The mill still won't pay".
_STILL_NOT = regex(
    r"(?:\b[Ss]till )((?:won't|will not|will never|can't|cannot|isn't|aren't|doesn't|don't"
    r"|wouldn't|hasn't|haven't)\b)"
)


def _there_will_be(text: str) -> str:
    """What there will not be ("no AGI by 2033"), as if there would."""
    rest = _NO_NAME.sub("", text, count=1)
    return rest if has_verb(rest) or says_something(rest) else f"There will be {rest}"


def _with_its_positive(text: str) -> str:
    """The claim with the first word that denies turned ("will not": "will", "nobody": "someone")."""
    if _NO_NAME.match(text):
        return _there_will_be(text)
    ahead = _NO_AHEAD.match(text) is not None
    for pattern, positive in _NEGATIONS:
        if ahead and pattern.pattern[0] != "^" and "neither" not in pattern.pattern:
            continue
        changed = pattern.sub(positive, text, count=1)
        if changed != text:
            return changed
    return text


_WILL_NOT = regex(r"\bwill (?:not|never)\b|\bwon't\b", re.IGNORECASE)
# "Don't expect rents to fall", "don't expect any openings", "it's foolish to expect rents to fall".
_DO_NOT_EXPECT = regex(
    r"(?:(?:so|but|and|please|just) )?(?:(?:do not|don't) (?:expect|(?:count|bet|bank) on|look for)"
    r"|i (?:wouldn't|would not|don't|won't) (?:count|bet|bank) on"
    rf"|{lex.FOOLISH_TO}(?: on| for)?)"
    r" (?:to see )?(?P<what>(?!it\b|that\b|this\b|them\b|to\b).{8,})$",
    re.IGNORECASE,
)
# "Unless wages rise, I don't see how the mill can stay".
_DOUBTED = regex(
    r"(?:^| )(?:i|we) (?:just |really |still |honestly |personally )?(?:don't|do not|can't"
    r"|cannot|couldn't) (?:see|believe|think|imagine|foresee)(?: that| how| why"
    r"|(?! (?:that|how|why)\b)) (?=[^,;]{1,60}? (?:will|would|can|could|is|are)\b"
    r"|(?:it|there|he|she|we|they)'(?:s|ll|re)\b)",
    re.IGNORECASE,
)


# "I can't see anything but a win for Kern": there will be a win.
_NOTHING_BUT = regex(
    r"(?:.{0,90}?\b(?:i|we) (?:can't|cannot|don't) (?:\w+ )?(?:see|imagine|expect|foresee"
    r"|picture) )?any(?:thing)? (?:but|other than|except) (?P<what>an? .{4,})$",
    re.IGNORECASE,
)


def _doubted(text: str) -> str | None:
    """What is not to be expected or not believed, as if it were; None where the claim itself is denied."""
    if "any" in text.lower() and (sure := _NOTHING_BUT.match(text)) is not None:
        return f"There will be {sure['what']}"
    if (expected := _DO_NOT_EXPECT.match(text)) is not None:
        what = expected["what"]
        return to_come(what) or acts(what) or f"There will be {_ANY_OF.sub('some ', what)}"
    believed = _DOUBTED.search(text)
    return text[believed.end() :] if believed else None


_ANY_OF = regex(r"^any (?=\w)", re.IGNORECASE)


# "There will be any cut": some cut, but "any more", "any time"; "it will be any good": good.
_ANY_SO = regex(r"\b(be|is|are|was|were|do|get|gets) any (?=(?:good|different|better|worse|use)\b)")
_ANY_AMID = regex(
    r"(?<!than )(?<!as )(?<!like )(?<!if )(?<! not )\bany(one|body|thing"
    r"|where)\b(?! (?:but|near|close|other|like|between|who|that|you|they|from)\b)"
)
_BE_ANY = regex(
    r"\b(be|get|bring|make|cause|find|have|has|had|gain|offer|receive|produce"
    r"|add) any (?!(?:more|other|longer|time|way|further|less|sooner|closer|of|one"
    r"|single)\b)(?=[a-z])",
    re.IGNORECASE,
)


def someone(text: str) -> str:
    """Read "anyone will come" as "someone will come", where the doubt in it came off."""
    if " any" in text:
        text = _BE_ANY.sub(r"\1 some ", _ANY_SO.sub(r"\1 ", text, count=1), count=1)
        text = _ANY_AMID.sub(r"some\1", text)
    return _ANY.sub(lambda match: f"some{match[1] or ''}", text, count=1)


def not_ever(text: str) -> str:
    """Read "the yard will ever close" as "the yard will close", where the doubt in it came off."""
    return _SOON.sub(" soon", _EVER.sub(r"\1 ", text, count=1))


def possible(text: str) -> str:
    """Read "it will be impossible to stop" as "it will be possible to stop", where it is denied."""
    if "impossible" not in text.lower():
        return text
    return _IMPOSSIBLE.sub(r"\g<be>\g<how>possible\g<to>", text, count=1)


def _positive(match: re.Match[str]) -> str:
    """The verb of "does not appear" without its negation: "appears"."""
    return third(match[3]) if match[1].lower() == "does" else match[3]


def _positive_of(fails: re.Match[str]) -> str:
    """The verb of "fails to appear": "appears"."""
    return third(fails["verb"]) if fails["does"] else fails["verb"]


def third(verb: str) -> str:
    """What somebody does, of a verb."""
    if verb in _THIRD:
        return _THIRD[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"
