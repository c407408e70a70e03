"""What the linear model sees of a clause: its words, its cues, and where it stands."""

import itertools
import re

from predictions.extraction import lexicon as lex
from predictions.extraction.blocks import Block, Kind
from predictions.extraction.context import context_window
from predictions.extraction.document import Document
from predictions.extraction.proposals import Proposal

_TOKEN = re.compile(r"\d[\d.,]*%?|[a-z]+(?:'[a-z]+)?|[$\u20ac\u00a3%?!\"]")
_PRONOUN = {
    "i": "1",
    "we": "1p",
    "you": "2",
    "he": "3",
    "she": "3",
    "it": "it",
    "they": "3p",
    "this": "this",
    "that": "this",
    "there": "there",
    "these": "this",
    "those": "this",
    "who": "who",
    "which": "which",
    "what": "wh",
    "how": "wh",
    "when": "when",
    "why": "wh",
    "if": "if",
    "where": "wh",
}
_PAST = re.compile(r"\b(?:was|were|had|did|said|wrote|went|came|got|made|took|saw)\b|[a-z]{3}ed\b")
_PREDICT_NEAR = re.compile(
    r"\b(?:predict\w*|forecast\w*|prophec\w*|expect\w*|outlook|bets?|probabilit\w*|odds|future|guess\w*)\b"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Kinds of verbs and nouns: they carry over to words that the corpus never showed.
_CLASSES = {
    "change": _set("rise rises fall falls grow grows shrink shrinks decline declines increase increases decrease drop drops climb soar surge plunge slow accelerate double triple halve peak recover rebound exceed exceeds reach reaches hit hits top surpass beat beats overtake narrow widen improve improves worsen worsens weaken strengthen remain remains stay stays continue continues expand spread deepen stabilise stabilize"),
    "event": _set("win wins lose loses pass passes fail fails collapse collapses die dies resign resigns happen happens occur succeed end ends survive survives invade default split merge leave leaves arrive arrives come comes appear appears emerge emerges disappear disappears vanish vanishes replace replaces become becomes displace dominate ban bans elect elected approve approved cancel cancelled defeat declare land lands crash break breaks launch launches adopt adopted cure cured solve solved achieve achieved sell sells buy agree agrees strike qualify sack sacked return returns get gets"),
    "speech": _set("discuss describe explain argue show present publish cover return look talk write report list summarise summarize focus introduce outline consider examine explore share post update answer mention note address review turn see notice find learn discover try use help start begin walk ask tell call email send"),
    "plan": _set("plan plans aim aims intend intends hope hopes want wants target targets goal goals pledge pledged vow vowed promise promised ambition seek seeks try tries need needs committed commitment propose proposed"),
    "schedule": _set("held hold holds meet meets meeting open opens close closes begin begins start starts kick take place published release released available scheduled due expires matures session ceremony event conference deadline tickets register application applications"),
    "generic": _set("usually often always typically generally sometimes tend tends any every each anyone everyone whenever normally rarely frequently"),
    "measure": _set("percent per cent million billion trillion points degrees gw mw dollars euros pounds share rate growth gdp inflation price prices revenue margin unemployment turnout majority votes seats"),
    "opinion": _set("think believe expect predict suspect guess bet reckon doubt forecast anticipate confident sure likely unlikely probably chance odds probability certain betting wager possible impossible plausible plausibly inevitable inevitably conceivable doubtful surprised surprise maybe perhaps possibly confident sure"),
    "meta": _set("prediction predictions forecast forecasts forecasting forecasters question questions probability probabilities estimate estimates calibration respondents survey participants phrase phrases method model section chapter page figure table document license example examples"),
    "you": _set("you your yours you'll you're"),
    "rules": _set("shall must resolves resolve rule rules clause section pursuant hereby party parties contract license terms permitted required"),
    "code": _set("function method class parameter argument returns return file files server api library install config default option value command code version browser click"),
    "future": _set("future decade decades century eventually soon someday tomorrow ultimately forever never again longer"),
    "past": _set("was were had did said went came took made saw wrote ago yesterday last"),
}  # fmt: skip
_STOP = _set(
    "the a an of in or and as to at with its it's this that these those for on from by than be is are was were has have had it they them their our your my his her we i you he she but so not no if into over under out up down about more most some any all such s t , . \" there here which who what when where while just only also even very too then now own same other"
)
_CLASS_OF: dict[str, list[str]] = {}
for _name, _words in _CLASSES.items():
    for _word in _words:
        _CLASS_OF.setdefault(_word, []).append(_name)


def features(document: Document, proposal: Proposal) -> list[str]:
    """The names of the features that hold; each is 1, all others are 0."""
    low, (a, b) = document.low, (proposal.start, proposal.end)
    text = low[a:b]
    raw = document.copy[a:b]
    tokens = _tokens(raw, text)
    sentence = low[slice(*proposal.sentence.span)]
    found = ["w=" + token for token in dict.fromkeys(tokens) if token not in _STOP]
    found += [
        "b=" + x + "_" + y
        for x, y in itertools.pairwise(tokens)
        if x not in _STOP or y not in _STOP
    ]
    found.append("first=" + (tokens[0] if tokens else ""))
    found.append("subject=" + _PRONOUN.get(tokens[0] if tokens else "", "other"))
    for kind, x, y in proposal.clause.cues:
        found.append("cue=" + kind)
        if a <= x < b:
            found.append("in=" + kind)
            if kind == "modal":
                found.append("modal=" + low[x:y])
            if kind in ("will", "going", "modal", "set"):
                before = _TOKEN.findall(low, max(a, x - 30), x)[-2:]
                subject = _subject(document.copy, before[-1] if before else "", x)
                found.append(f"subject-cue={subject}_{low[x:y]}")
                after = _TOKEN.findall(low, y, min(len(low), y + 40))[:2]
                found.append("cue-after=" + low[x:y] + "_" + (after[0] if after else ""))
                for word in after:
                    found += [f"subject-verb={subject}_{kind}_{c}" for c in _CLASS_OF.get(word, ())]
                    found += [f"cue-verb={kind}_{c}" for c in _CLASS_OF.get(word, ())]
                if after:
                    found.append(f"word-verb={subject}_{after[-1]}")
                found.append("cue-before=" + (before[-1] if before else "") + "_" + low[x:y])
                if x - a > 60:
                    found.append("late-cue")
    voice = _voice(low, proposal)
    if voice:
        found.append("voice=" + voice)
        found += [
            f"voice={voice}&{kind}"
            for kind in dict.fromkeys(k for k, x, _ in proposal.clause.cues if a <= x < b)
            or ("none",)
        ]
    found += dict.fromkeys("class=" + c for token in tokens for c in _CLASS_OF.get(token, ()))
    windows = _window_features(document, proposal)
    found += windows
    finite = _finite(tokens)
    found.append("finite=" + finite)
    found += [f"finite={finite}&{w}" for w in windows if not w.startswith("window-kind")]
    strong = next((k for k, x, _ in proposal.clause.cues if a <= x < b and k in lex.STRONG), None)
    inner = [k for k, x, _ in proposal.clause.cues if a <= x < b]
    main = strong or (inner[0] if inner else "none")
    found += [f"{main}&{w}" for w in windows if not w.startswith("window-kind")]
    found += _place_features(document, proposal, sentence)
    return found


def _subject(copy: str, word: str, at: int) -> str:
    """What kind of word stands before the predicate: a pronoun, a name, a plural, a thing."""
    if known := _PRONOUN.get(word):
        return known
    start = copy.rfind(" ", 0, max(0, at - 1)) + 1
    if copy[start : start + 1].isupper():
        return "Cap"
    return "plural" if word.endswith("s") and not word.endswith(("ss", "us", "is")) else "thing"


_FUTURE = _set("will won't shall gonna 'll")
_MODAL = _set("may might could would should can can't cannot couldn't wouldn't shouldn't must")
_BE_PAST = _set(
    "was were had did wasn't weren't didn't hadn't said thought saw came went began became got made took gave"
)
_BE_NOW = _set(
    "is are has have does do isn't aren't hasn't haven't doesn't don't am i'm it's that's there's we're they're you're he's she's"
)


def _finite(tokens: list[str]) -> str:
    """The tense of the first finite verb, roughly: future, modal, past, present, or none."""
    for before, token in zip(["", *tokens], tokens, strict=False):
        if token in _FUTURE or token[-3:] == "'ll":
            return "future"
        if token in _MODAL or token[-2:] == "'d":
            return "modal"
        if token in _BE_PAST or (
            token.endswith("ed")
            and len(token) > 4
            and before not in ("is", "are", "be", "been", "has", "have")
        ):
            return "past"
        if token in _BE_NOW:
            return "going" if "going" in tokens else "present"
        if lex.is_verb(token) and before not in _STOP:
            return "event"
    return "none"


_SAYS = re.compile(rf"\b(?P<verb>{lex.SAYING}|according to|in (?:the )?(?:view|opinion) of)\b")
_STEMS = (
    "predict",
    "forecast",
    "expect",
    "believ",
    "think",
    "claim",
    "say",
    "said",
    "warn",
    "argu",
    "hop",
    "fear",
    "doubt",
    "anticipat",
    "project",
    "estimat",
    "suspect",
    "guess",
    "bet",
    "according",
    "reckon",
)


def _voice(low: str, proposal: Proposal) -> str:
    """Who introduces the claim: "own-think", "other-predict" or nobody."""
    lead = low[max(proposal.clause.outer[0], proposal.start - 120) : proposal.start]
    said = [*_SAYS.finditer(lead)]
    if not said:
        return ""
    match = said[-1]
    stem = next((stem for stem in _STEMS if match["verb"].startswith(stem)), "else")
    before = lead[: match.start()].split()[-3:]
    own = bool({"i", "we", "my", "our", "i'd", "i'm", "we're", "i'll"} & {*before})
    return ("own-" if own else "other-") + stem


def _tokens(raw: str, text: str) -> list[str]:
    """The words, with figures and names made one."""
    return [_plain(match, raw) for match in _TOKEN.finditer(text)]


_SELF = ("i", "i'm", "i'd", "i'll", "i've")


def _plain(match: re.Match[str], raw: str) -> str:
    word, start = match[0], match.start()
    if word[0].isdigit():
        if word.endswith("%"):
            return "PCT"
        return "YEAR" if len(word) == 4 and word[:2] in ("19", "20", "21") else "NUM"
    return "Cap" if start and raw[start].isupper() and word not in _SELF else word


def _window_features(document: Document, proposal: Proposal) -> list[str]:
    found = []
    published = document.today
    clause = proposal.clause
    for window in proposal.sentence.windows:
        if window.kind == "attributive":
            found.append("attributive")
            continue
        day = window.deadline or window.not_before
        where = "own" if clause.outer[0] <= window.start < clause.outer[1] else "near"
        if day is None:
            tense = "unknown"
        elif published is None:  # nobody knows better; most dated claims look ahead
            tense = "ahead"
        elif day < published:
            tense = "past"
        elif (day - published).days < 32:
            tense = "now"
        else:
            tense = "ahead"
        found.append(f"window={where}-{tense}")
        found.append(f"window-kind={where}-{window.kind}-{tense}")
    if not any(name.startswith("window=") for name in found):
        found.append("window=none")
    return list(dict.fromkeys(found))


def _place_features(document: Document, proposal: Proposal, sentence: str) -> list[str]:
    block = document.blocks[proposal.sentence.block]
    kind = "item" if block.kind is Kind.HEADING else block.kind.value
    lead = document.low[proposal.sentence.span[0] : proposal.start]
    tail = document.low[proposal.end : proposal.sentence.span[1]]
    holds = {
        "stated": proposal.stated is not None,
        "stated=" + proposal.form: proposal.stated is not None,
        "title-predictive": document.predictive,
        "title-predictive-" + kind: document.predictive,
        "question": sentence.rstrip(" \"')").endswith("?"),
        "quoted": block.quoted,
        "nested": proposal.clause.nested,
        "not-first": not proposal.clause.first,
        "in-quotes": lead.count('"') % 2 == 1,
        "past-in-sentence": _PAST.search(sentence) is not None,
        "predict-in-sentence": _PREDICT_NEAR.search(sentence) is not None,
        "under-prediction": _under_prediction(document, block),
        "under-window": _under_window(document, proposal),
        "under-window-" + kind: _under_window(document, proposal),
    }
    found = ["block=" + kind, "form=" + proposal.form, "size=" + _size(proposal)]
    found += [name for name, true in holds.items() if true]
    found += [
        "lead=" + word for word in dict.fromkeys(_TOKEN.findall(lead)[-12:]) if word not in _STOP
    ]
    found += [
        "tail=" + word for word in dict.fromkeys(_TOKEN.findall(tail)[:6]) if word not in _STOP
    ]
    return found


def _under_window(document: Document, proposal: Proposal) -> bool:
    """True where title, heading or lead-in give the claim a window ahead."""
    window = context_window(document, proposal.sentence.block)
    today = document.today
    return bool(window and window.deadline and (today is None or window.deadline >= today))


def _under_prediction(document: Document, block: Block) -> bool:
    """True under a heading or lead-in that speaks of predictions."""
    above = (*block.headings[-1:], *((block.lead,) if block.lead is not None else ()))
    spans = ((document.blocks[index].start, document.blocks[index].end) for index in above)
    return any(_PREDICT_NEAR.search(document.low, a, min(b, a + 400)) for a, b in spans)


def _size(proposal: Proposal) -> str:
    size = proposal.end - proposal.start
    return "s" if size < 30 else "m" if size < 90 else "l" if size < 200 else "xl"
