"""The words of a sentence as the model sees them: figures and names are made one."""

from itertools import accumulate
from sys import intern
from typing import NamedTuple

from predictions.extraction.layout.document import Document
from predictions.extraction.words.lexicon import words as _set
from predictions.extraction.words.memo import Memo
from predictions.extraction.words.wordkinds import KIND, TELLING
from predictions.regexes import regex

# Letters of both cases: figures and words with a capital are told by how they stand.
_TOKEN = regex(r"([A-Za-z]+(?:'[A-Za-z]+)?|\d[\d.,]*%?|[$\u20ac\u00a3%?!\"])")
_SELF = ("i", "i'm", "i'd", "i'll", "i've")


class Tokens(NamedTuple):
    """The words of part of a document, in columns: one object a word would cost more than all else."""

    starts: list[int]  # places in the document
    plain: list[str]  # as they stand
    words: list[str]  # in lower case; names and figures are marks
    kinds: list[str]
    telling: list[str]  # what the kinds say of each clause in the part


def tokens_in(document: Document, start: int, end: int) -> Tokens:
    """The words of part of a document; those of the last part asked for are kept."""
    known = document.tokens
    if known is None or known[0] != (start, end):
        known = document.tokens = ((start, end), _read(document.copy[start:end], start))
    return known[1]


def _read(text: str, start: int) -> Tokens:
    pieces = _TOKEN.split(text)  # what stands between words, and the words, in turn
    starts = [*accumulate(map(len, pieces), initial=start)][1:-1:2]
    plain = pieces[1::2]
    words = [*map(_SEEN_AS.__getitem__, plain)]
    kinds = [*map(KIND.__getitem__, words)]
    telling = [*map(_TELLS.__getitem__, sorted(TELLING.intersection(kinds)))]
    return Tokens(starts, plain, words, kinds, telling)


_TELLS = {name: intern("sentence=" + name) for name in TELLING}


def _seen_as(word: str) -> str:
    """The word in lower case, or what stands for a figure or for a word with a capital."""
    if word[0].isdigit():
        return _figure(word)
    low = word.lower()
    return low if low[0] == word[0] or low in _SELF else "Cap"


_SEEN_AS = Memo(_seen_as)


def _figure(word: str) -> str:
    if word.endswith("%"):
        return "PCT"
    return "YEAR" if len(word) == 4 and word[:2] in ("19", "20", "21") else "NUM"


# Kinds of verbs and nouns: they carry over to words that the corpus never showed.
_CLASSES = {
    "change": _set(
        "rise rises fall falls grow grows shrink shrinks decline declines increase increases "
        "decrease drop drops climb soar surge plunge slow accelerate double triple halve peak "
        "recover rebound exceed exceeds reach reaches hit hits top surpass beat beats overtake "
        "narrow widen improve improves worsen worsens weaken strengthen remain remains stay stays "
        "continue continues expand spread deepen stabilise stabilize"
    ),
    "event": _set(
        "win wins lose loses pass passes fail fails collapse collapses die dies resign resigns "
        "happen happens occur succeed end ends survive survives invade default split merge leave "
        "leaves arrive arrives come comes appear appears emerge emerges disappear disappears "
        "vanish vanishes replace replaces become becomes displace dominate ban bans elect elected "
        "approve approved cancel cancelled defeat declare land lands crash break breaks launch "
        "launches adopt adopted cure cured solve solved achieve achieved sell sells buy agree "
        "agrees strike qualify sack sacked return returns get gets"
    ),
    "speech": _set(
        "discuss describe explain argue show present publish cover return look talk write report "
        "list summarise summarize focus introduce outline consider examine explore share post "
        "update answer mention note address review turn see notice find learn discover try use "
        "help start begin walk ask tell call email send"
    ),
    "plan": _set(
        "plan plans aim aims intend intends hope hopes want wants target targets goal goals pledge "
        "pledged vow vowed promise promised ambition seek seeks try tries need needs committed "
        "commitment propose proposed"
    ),
    "schedule": _set(
        "held hold holds meet meets meeting open opens close closes begin begins start starts kick "
        "take place published release released available scheduled due expires matures session "
        "ceremony event conference deadline tickets register application applications"
    ),
    "generic": _set(
        "usually often always typically generally sometimes tend tends any every each anyone "
        "everyone whenever normally rarely frequently"
    ),
    "measure": _set(
        "percent per cent million billion trillion points degrees gw mw dollars euros pounds share "
        "rate growth gdp inflation price prices revenue margin unemployment turnout majority votes "
        "seats"
    ),
    "opinion": _set(
        "think believe expect predict suspect guess bet reckon doubt forecast anticipate confident "
        "sure likely unlikely probably chance odds probability certain betting wager possible "
        "impossible plausible plausibly inevitable inevitably conceivable doubtful surprised "
        "surprise maybe perhaps possibly confident sure"
    ),
    "meta": _set(
        "prediction predictions forecast forecasts forecasting forecasters question questions "
        "probability probabilities estimate estimates calibration respondents survey participants "
        "phrase phrases method model section chapter page figure table document license example "
        "examples"
    ),
    "you": _set("you your yours you'll you're"),
    "rules": _set(
        "shall must resolves resolve rule rules clause section pursuant hereby party parties "
        "contract license terms permitted required"
    ),
    "code": _set(
        "function method class parameter argument returns return file files server api library "
        "install config default option value command code version browser click"
    ),
    "future": _set(
        "future decade decades century eventually soon someday tomorrow ultimately forever never "
        "again longer"
    ),
    "past": _set("was were had did said went came took made saw wrote ago yesterday last"),
}
CLASSES_OF: dict[str, list[str]] = {}
for _name, _words in _CLASSES.items():
    for _word in _words:
        CLASSES_OF.setdefault(_word, []).append(_name)

# Words that say nothing by themselves.
STOP = _set(
    "the a an of in or and as to at with its it's this that these those for on from by than be "
    "is are was were has have had it they them their our your my his her we i you he she but "
    'so not no if into over under out up down about more most some any all such s t , . " '
    "there here which who what when where while just only also even very too then now own same "
    "other"
)
