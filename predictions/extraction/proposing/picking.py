"""Where picks are announced: by the title, by a line above them, and what of it is over or no contest."""

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

# Nothing is called where none of these words stands.
MAY_CALL = regex(
    r"p(?<!\w\w)(?:redict|icks?\b|rognos|rojected)|f(?<!\w\w)orecast|wi(?<!\w\w\w)ll win"
    r"|who wins|b(?<!\w\w)racket"
)
ANNOUNCES = regex(
    r"(?:p(?<!\w\w)(?:redict(?:ions?|ing|ed (?:winners?|results?|standings|scores?))?|icks"
    r"|rognos\w+|rojected (?:winners|standings|finish))|f(?<!\w\w)orecasts?"
    r"|(?:m(?<!\w\w)y|o(?<!\w\w)ur) (?:calls|bracket|ballot|winners|tips|choices|pick)"
    r"|b(?<!\w\w)rackets?|w(?<!\w\w)ho(?: else)? (?:(?:do )?(?:i|we|you) (?:think|reckon) "
    r"|is going to |are going to |is |are )?(?:will |'ll )?(?:wins?|takes?|qualif\w+"
    r"|goes? (?:through|down|up)|going (?:down|up)|comes? up|finish\w*)"
    r"|(?:i(?<!\w\w)|w(?<!\w\w)e) (?:think|say|pick|predict)[^.]{0,30}(?:win\w*|following)"
    r"|h(?<!\w\w)ere are mine|b(?<!\w\w)est guess(?:es)?)\b"
)
# One of these is in whatever that finds.
ANNOUNCING = ("predict", "pick", "prognos", "forecast", "y calls", "r calls", "bracket", " ballot",
    " winners", " tips", " choices", "who ", "i think", "e think", "i say", "e say", "projected ",
    "here are mine", "best guess")  # fmt: skip
_PAST = regex(
    r"\b(?:results?|recap|reviewed|final scores?|schedule|fixtures|line-?ups?|rosters?"
    r"|last (?:week|year|season|night|month)(?:'s)?|previous(?:ly)?|history"
    r"|past (?:winners|champions)|all[- ]time|power rankings?|head[- ]to[- ]head"
    r"|scor(?:ed|ing|ecard)|graded|yesterday(?:'s)?|actual(?:ly)?|draft results|nominees"
    r"|nominations|how (?:i|we|my|our|they|it)[\w ]{0,20} (?:did|went|fared|scored)"
    r"|standings (?:after|as of|so far)|current(?:ly)?|so far|winners (?:were|since)"
    r"|what happened|played|tv|channels?|odds)\b"
)
OVER = regex(rf"^(?!.*{ANNOUNCES.pattern}).*{_PAST.pattern}")
_LONGEST_LEAD = 220


def told(document: Document) -> bool:
    """True where the title or the first lines speak of picks or predictions."""
    title = document.title.lower()
    if title and OVER.match(title):
        return False
    if document.predictive or (title and ANNOUNCES.search(title)):
        return True
    opening = document.blocks[:3]
    return any(
        ANNOUNCES.search(document.low, b.start, b.end)
        if b.end - b.start < _LONGEST_LEAD
        else leads_on(document.low, b.start, b.end)
        for b in opening
        if b.kind is not Kind.META
    )


_LEADS_ON = regex(
    r"\b(?:here(?:'s| are| is| come)|below|as follows|(?:the )?following|without further ado"
    r"|these are|let's (?:start|begin|go|get))\b"
)
_LAST = regex(r"[.!?]\s+(?=[\w\"'][^.!?]*[.!?:;]*\s*$)")


def leads_on(low: str, start: int, end: int) -> bool:
    """True for a long paragraph whose last sentence says that picks follow: "So here are our best guesses."."""
    near = max(start, end - _LONGEST_LEAD)
    last = _LAST.search(low, near, end)
    at = last.end() if last else near
    return _LEADS_ON.search(low, at, end) is not None and ANNOUNCES.search(low, at, end) is not None


def picks_winners(document: Document) -> bool:
    """True where the title speaks of predictions, or somebody says more than once that they pick."""
    title = document.title.lower()
    announced = bool(title and ANNOUNCES.search(title) and not OVER.match(title))
    return announced or keeps_picking(document)


# "I picked Kern", "a tough one to pick".
_PICKING = regex(
    r"\b(?:i(?:'m| am)? (?:pick(?:ed|ing)?|predict(?:ing)?)|i'll (?:go with|take|pick)|to pick"
    r"|my picks?|i(?:'m| am) (?:going to |gonna )?call(?:ing)? [\w, &'-]{3,60} to (?:go|come"
    r"|win|stay|finish|be))\b"
)
# One of these is in whatever that finds, and found much faster.
_SAYS_SO = ("i pick", "i'm pick", "i am pick", "i predict", "i'm predict", "i am predict",
    "i'll go with", "i'll take", "i'll pick", "to pick", "my pick", "going to call", "gonna call",
    "m calling")  # fmt: skip
_FEWEST_PICKS = 2


def keeps_picking(document: Document) -> bool:
    """True where the writer says more than once that they pick somebody."""
    key = ("keeps_picking", 0)
    if key not in document.answers:
        may = any(map(document.holds, _SAYS_SO))
        document.answers[key] = may and len(_PICKING.findall(document.low)) >= _FEWEST_PICKS
    return document.answers[key]


_SPREADS = regex(r"\b(?:spreads?|ats|cover(?:s|ed|ing)?|points?|underdogs?|picks?|nfl|ncaa|nba)\b")
_BEST = regex(
    r"\W*(?:\d{1,2}[.)] +)?(?:(?P<best>(?:[Bb]est"
    r"|[Oo]utstanding) (?!(?:[Pp]icture|[Dd]irector|[Aa]ct(?:or|ress)|[Ss]upporting"
    r"|[Ll]ead)\b))|(?:[Dd]irector|[Pp]icture|[Cc]inematograph\w+|[Ff]ilm [Ee]diting"
    r"|\w+ [Dd]esign|[Ss]ound|[Mm]ake-?up|[Dd]ocumentary|[Oo]riginal|[Aa]dapted|[Ll]ead(?:ing)?"
    r"|[Ss]upporting|[Aa]ct(?:or|ress)|[Vv]isual)\b)"
)
_AWARDS = regex(
    r"\b(?:awards?|oscars?|prizes?|win\w*|nomin\w+|ballots?|ceremony|grammys?|emmys?|tonys?"
    r"|globes?|baftas?|academy|trophy)\b"
)
# A table that somebody foretells.
_TABLES = regex(
    r"\b(?:(?:predict\w*|projected|final|league|season) (?:[\w'-]+ ){0,2}(?:table|placings"
    r"|finishing (?:order|positions?))|standings|order of finish"
    r"|how (?:they|it)(?:'ll| will) finish"
    r"|(?:A\.?L\.?|N\.?L\.?|AFC|NFC|American League|National League|Eastern|Western)\.? (?:East"
    r"|West|North|South|Central|Conference)"
    r"|(?:Eastern|Western|Atlantic|Pacific|Metropolitan|Central|Northern"
    r"|Southern) (?:Conference|Division)|Group [A-L])\b",
    2,
)
# One of these is in it.
COUNTING = (" table", " placings", " finish", "standings", " east", " west", " north", " south",
    " central", " conference", " division", "group ")  # fmt: skip
_OTHER_ORDER = regex(r"\b(?:draft|seeds?|seeding|power|mock|playoff picture)\b", 2)


def bets_on_spreads(document: Document) -> bool:
    """True for a text about points given and taken, so that "Saints -7" is no temperature."""
    return _SPREADS.search(document.low) is not None


def is_won(document: Document, line: str) -> bool:
    """True but for what somebody holds best, and for who does what: "Best album", "Director"."""
    label = _BEST.match(line)
    if label is None or (label["best"] and "predict" in document.low):
        return True
    return _AWARDS.search(document.low) is not None


def is_table(words: str) -> bool:
    """True for words over a table to come; not over the order of a draft."""
    return _TABLES.search(words) is not None and _OTHER_ORDER.search(words) is None
