"""What the linear model sees of a clause: its words, its cues, and where it stands."""

import re

from predictions.extraction.document import Document
from predictions.extraction.blocks import Kind
from predictions.extraction.proposals import Proposal

_TOKEN = re.compile(r"\d[\d.,]*%?|[a-z]+(?:'[a-z]+)?|[$\u20ac\u00a3%?!\"]")
_PRONOUN = {"i": "1", "we": "1p", "you": "2", "he": "3", "she": "3", "it": "it", "they": "3p", "this": "this", "that": "this", "there": "there", "these": "this", "those": "this", "who": "who", "which": "which", "what": "wh", "how": "wh", "when": "when", "why": "wh", "if": "if", "where": "wh"}
_PAST = re.compile(r"\b(?:was|were|had|did|said|wrote|went|came|got|made|took|saw|\w{3,}ed)\b")
_PREDICT_NEAR = re.compile(r"\b(?:predict\w*|forecast\w*|prophec\w*|expect\w*|outlook|bets?|probabilit\w*|odds|future|guess\w*)\b")


def features(document: Document, proposal: Proposal) -> list[str]:
    """The names of the features that hold; each is 1, all others are 0."""
    low, (a, b) = document.low, (proposal.start, proposal.end)
    text = low[a:b]
    raw = document.copy[a:b]
    tokens = _tokens(raw, text)
    sentence = low[slice(*proposal.sentence.span)]
    found = ["w=" + token for token in dict.fromkeys(tokens)]
    found += ["b=" + x + "_" + y for x, y in zip(tokens, tokens[1:], strict=False)]
    found.append("first=" + (tokens[0] if tokens else ""))
    found.append("subject=" + _PRONOUN.get(tokens[0] if tokens else "", "other"))
    for kind, x, y in proposal.clause.cues:
        found.append("cue=" + kind)
        if a <= x < b:
            found.append("in=" + kind)
            if kind in ("will", "going", "modal", "set"):
                before = _TOKEN.findall(low, max(a, x - 30), x)[-2:]
                after = _TOKEN.findall(low, y, min(len(low), y + 40))[:2]
                found.append("cue-after=" + low[x:y] + "_" + (after[0] if after else ""))
                found.append("cue-before=" + (before[-1] if before else "") + "_" + low[x:y])
                if x - a > 60:
                    found.append("late-cue")
    found += _window_features(document, proposal)
    found += _place_features(document, proposal, sentence)
    return found


def _tokens(raw: str, text: str) -> list[str]:
    tokens = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        first = token[0]
        if first.isdigit():
            token = "PCT" if token.endswith("%") else "YEAR" if len(token) == 4 and token[:2] in ("19", "20", "21") else "NUM"
        elif match.start() and raw[match.start()].isupper() and token not in ("i", "i'm", "i'd", "i'll", "i've"):
            token = "Cap"
        tokens.append(token)
    return tokens


def _window_features(document: Document, proposal: Proposal) -> list[str]:
    found = []
    published = document.published
    clause = proposal.clause
    for window in proposal.sentence.windows:
        day = window.deadline or window.not_before
        where = "own" if clause.outer[0] <= window.start < clause.outer[1] else "near"
        if day is None or published is None:
            tense = "unknown"
        elif day < published:
            tense = "past"
        elif (day - published).days < 32:
            tense = "now"
        else:
            tense = "ahead"
        found.append(f"window={where}-{tense}")
        found.append(f"window-kind={where}-{window.kind}-{tense}")
    if not found:
        found.append("window=none")
    return found


def _place_features(document: Document, proposal: Proposal, sentence: str) -> list[str]:
    block = document.blocks[proposal.sentence.block]
    found = ["block=" + block.kind.value, "form=" + proposal.form]
    if proposal.stated:
        found += ["stated", "stated=" + proposal.form]
    if document.predictive:
        found.append("title-predictive")
        found.append("title-predictive-" + block.kind.value)
    if sentence.rstrip(" \"')").endswith("?"):
        found.append("question")
    if block.quoted:
        found.append("quoted")
    if proposal.clause.nested:
        found.append("nested")
    if not proposal.clause.first:
        found.append("not-first")
    lead = document.low[proposal.sentence.span[0] : proposal.start]
    found += ["lead=" + token for token in dict.fromkeys(_TOKEN.findall(lead)[-12:])]
    if '"' in lead and lead.count('"') % 2:
        found.append("in-quotes")
    tail = document.low[proposal.end : proposal.sentence.span[1]]
    found += ["tail=" + token for token in _TOKEN.findall(tail)[:8]]
    if _PAST.search(sentence):
        found.append("past-in-sentence")
    if _PREDICT_NEAR.search(sentence):
        found.append("predict-in-sentence")
    for index in (*block.headings[-1:], *((block.lead,) if block.lead is not None else ())):
        above = document.blocks[index]
        if _PREDICT_NEAR.search(document.low, above.start, min(above.end, above.start + 400)):
            found.append("under-prediction")
    size = proposal.end - proposal.start
    found.append("size=" + ("s" if size < 30 else "m" if size < 90 else "l" if size < 200 else "xl"))
    return found
