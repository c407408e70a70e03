"""What the first model sees of a clause: kinds and stems of its words, its cues, who speaks."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from sys import intern

from predictions.extraction.deciding.place import (
    document_features,
    of_block,
    place_features,
    window_features,
)
from predictions.extraction.deciding.series import with_series
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.extraction.words.memo import Memo
from predictions.extraction.words.tokens import CLASSES_OF, STOP, Tokens, tokens_in
from predictions.extraction.words.wordkinds import KIND, VERBAL, stem
from predictions.regexes import regex


def features_of(document: Document, proposals: Sequence[Proposal]) -> list[list[str]]:
    """For each proposal the names of the features that hold; each is 1, all others are 0."""
    # What is asked of blocks, clauses and places one after another: what each question needs stays at hand.
    for index in {proposal.sentence.block: None for proposal in proposals}:
        of_block(document, index)
    clauses = [_of_clause(document, proposal) for proposal in proposals]
    places = [place_features(document, proposal) for proposal in proposals]
    whole = document_features(document) if proposals else []
    alone = [
        list(dict.fromkeys([*clause, *place, *whole]))
        for clause, place in zip(clauses, places, strict=True)
    ]
    return with_series(document, proposals, alone)


def features(document: Document, proposal: Proposal) -> list[str]:
    """The names of the features that hold for one proposal."""
    return features_of(document, [proposal])[0]


def _of_clause(document: Document, proposal: Proposal) -> list[str]:
    """What its words and times say of a clause."""
    (first, last), (a, b) = proposal.sentence.span, (proposal.start, proposal.end)
    sentence = tokens_in(document, first, last)
    i, j = bisect_left(sentence.starts, a), bisect_left(sentence.starts, b)
    words, kinds = sentence.words[i:j], sentence.kinds[i:j]
    if words and words[0] == "Cap":
        words[0] = sentence.plain[i].lower()  # a capital says nothing at the head of a clause
        kinds[0] = KIND[words[0]]
    found = _words(words, kinds)
    found += _cues(document, proposal, sentence)
    found += sentence.telling
    inside = [name for name, x, _ in proposal.clause.cues if a <= x < b]
    voice = _voice(document.low, proposal) if proposal.sentence.seen & _SAYING else ""
    if voice:
        found.append("voice=" + voice)
        found += [f"voice={voice}&{name}" for name in dict.fromkeys(inside) or ("none",)]
    windows = window_features(document, proposal)
    found += windows
    finite = _finite(words)
    found.append("finite=" + finite)
    strong = next((name for name in inside if name in lex.STRONG), None)
    main = strong or (inside[0] if inside else "none")
    for window in windows:
        if not window.startswith("window-kind"):
            found += [_JOINED["finite=" + finite, window], _JOINED[main, window]]
    if proposal.form != "prose" and VERBAL.isdisjoint(kinds):
        found.append("no-verb-" + proposal.form)
    return found


def _words(words: list[str], kinds: list[str]) -> list[str]:
    """Stems and classes, pairs of kinds, and what the clause opens with."""
    found: list[str] = [*chain.from_iterable(map(_SAYS_OF.__getitem__, words))]
    found += map(_PAIRS.__getitem__, zip(["^", *kinds], [*kinds, "$"], strict=True))
    found += [_OPENS[tuple(kinds[:2])], _OPENS[tuple(kinds[:4])]]
    found += _FIRST[words[0] if words else ""]
    return found


# The same names come again and again: made once, they need not be hashed again either.
def _says_of(word: str) -> tuple[str, ...]:
    classes = tuple(intern("class=" + name) for name in CLASSES_OF.get(word, ()))
    return classes if word in STOP else (intern("s=" + stem(word)), *classes)


def _pair(kinds: tuple[str, str]) -> str:
    return intern(f"kinds={kinds[0]}_{kinds[1]}")


def _opens(kinds: tuple[str, ...]) -> str:
    return intern("opens=" + "_".join(kinds))


def _first(word: str) -> tuple[str, str]:
    subject = _PRONOUN.get(word, "other") if word else ""
    return intern("first=" + word), intern("subject=" + subject)


def _joined(names: tuple[str, str]) -> str:
    return intern(f"{names[0]}&{names[1]}")


_SAYS_OF, _PAIRS, _OPENS, _FIRST = Memo(_says_of), Memo(_pair), Memo(_opens), Memo(_first)
_JOINED = Memo(_joined)
_PRONOUN = {
    "i": "1", "we": "1p", "you": "2", "he": "3", "she": "3", "it": "it", "they": "3p",
    "this": "this", "that": "this", "these": "this", "those": "this", "there": "there",
    "who": "who", "which": "which", "what": "wh", "how": "wh", "when": "when", "why": "wh",
    "if": "if", "where": "wh",
}  # fmt: skip


def _cues(document: Document, proposal: Proposal, sentence: Tokens) -> list[str]:
    """Each cue of the future, with what stands around it in the clause."""
    found = []
    a, b = proposal.start, proposal.end
    for name, x, y in proposal.clause.cues:
        found.append("cue=" + name)
        if not a <= x < b:
            continue
        found.append("in=" + name)
        if name not in lex.STRONG:
            continue
        cue = document.low[x:y]
        at, after = bisect_left(sentence.starts, x), bisect_left(sentence.starts, y)
        head = max(at - 2, bisect_left(sentence.starts, a))
        left, right = "_".join(sentence.kinds[head:at]), "_".join(sentence.kinds[after : after + 2])
        subject = _subject(document.copy, sentence.words[at - 1] if head < at else "", x)
        found += [
            "cue=" + cue,
            f"around={left}|{cue}|{right}",
            f"before={left}|{name}",
            f"after={name}|{right}",
            f"subject-cue={subject}_{cue}",
        ]
        for word in sentence.words[after : after + 2]:
            for group in CLASSES_OF.get(word, ()):
                found += [f"subject-verb={subject}_{name}_{group}", f"cue-verb={name}_{group}"]
        if x - a > _LATE:
            found.append("late-cue")
    return found


_LATE = 60  # characters before the predicate: the subject is long, or is none


def _subject(copy: str, word: str, at: int) -> str:
    """What kind of word stands before the predicate: a pronoun, a name, a plural, a thing."""
    if known := _PRONOUN.get(word):
        return known
    start = copy.rfind(" ", 0, max(0, at - 1)) + 1
    if copy[start : start + 1].isupper():
        return "Cap"
    return "plural" if word.endswith("s") and not word.endswith(("ss", "us", "is")) else "thing"


_FUTURE = lex.words("will won't shall gonna 'll")
_MODAL = lex.words("may might could would should can can't cannot couldn't wouldn't shouldn't must")
_BE_PAST = lex.words(
    "was were had did wasn't weren't didn't hadn't said thought saw came went began became got made took gave"
)
_BE_NOW = lex.words(
    "is are has have does do isn't aren't hasn't haven't doesn't don't am i'm it's that's "
    "there's we're they're you're he's she's"
)
_PERFECT = lex.words("is are be been has have")


def _finite(words: list[str]) -> str:
    """The tense of the first finite verb, roughly: future, modal, past, present, or none."""
    for place, tense in enumerate(map(_TENSES.__getitem__, words)):
        if tense and (found := _after(words[place - 1] if place else "", tense)):
            return "going" if found == "present" and "going" in words else found
    return "none"


def _after(before: str, tense: str) -> str:
    """The tense of a verb behind a word; "" where it is none there: "has risen", "the rises"."""
    if tense == "participle":
        return "" if before in _PERFECT else "past"
    return "" if tense == "event" and before in STOP else tense


def _tense(word: str) -> str:
    """The tense of a word that may be a finite verb; "" for all others."""
    if word in _FUTURE or word[-3:] == "'ll":
        return "future"
    if word in _MODAL or word[-2:] == "'d":
        return "modal"
    if word in _BE_PAST:
        return "past"
    if word.endswith("ed") and len(word) > 4:
        return "participle"
    if word in _BE_NOW:
        return "present"
    return "event" if lex.is_verb(word) else ""


_TENSES = Memo(_tense)


_SAYS = regex(
    rf"\b(?P<verb>{lex.SAYING}|announces?|announced|according to|in (?:the )?(?:view|opinion) of)\b"
)
_SAYING = needs(lex.SAYING_WORDS | lex.words("announce announces announced according view opinion"))
_STEMS = (
    "predict", "forecast", "expect", "believ", "think", "claim", "say", "said", "warn", "argu", "hop",
    "fear", "doubt", "anticipat", "project", "estimat", "suspect", "guess", "bet", "according",
    "reckon", "announc",
)  # fmt: skip


def _voice(low: str, proposal: Proposal) -> str:
    """Who introduces the claim: "own-think", "other-predict" or nobody."""
    lead = low[max(proposal.clause.outer[0], proposal.start - 120) : proposal.start]
    said = [*_SAYS.finditer(lead)]
    if not said:
        return ""
    match = said[-1]
    stem_of = next((name for name in _STEMS if match["verb"].startswith(name)), "else")
    before = lead[: match.start()].split()[-3:]
    own = bool({"i", "we", "my", "our", "i'd", "i'm", "we're", "i'll"} & {*before})
    return ("own-" if own else "other-") + stem_of
