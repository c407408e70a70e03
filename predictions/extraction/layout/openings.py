"""Openings: titles and first lines, without what stands on every page of a site: do they announce predictions?"""

from predictions.extraction.layout.blocks import Block, Kind
from predictions.regexes import regex

_OPENING = regex(
    r"\b(?:predictions?|forecasts|prophecies)\b(?! (?:market|model|platform|site|tournament|error))"
)
# "Why predictions fail", "How to forecast", "Prediction markets explained": about predicting, which foretells nothing.
_ABOUT_PREDICTING = regex(
    r"\b(?:why|how (?:to|not to|do|does|people|experts|i (?:make|write))|lessons?"
    r"|learn(?:ed|ing|t)?|myths?|fallac(?:y|ies)|mistakes?|tips|guide|introduction|primer"
    r"|problems? (?:with|of)|trouble with|psychology of|science of|art of|limits of"
    r"|case (?:for|against)|better at)\b.{0,40}\b(?:predict(?:ions?|ing)?"
    r"|forecast(?:s|ing|ers)?|prophecies)\b"
    r"|\b(?:prediction|forecast|forecasting) (?:markets?|models?|errors?|tournaments?"
    r"|platforms?|algorithms?|skills?|accuracy)\b"
    r"|\b(?:predictions|forecasts)\b\W.{0,30}\b(?:explained|fail|go wrong"
    r"|how (?:it|they|the model|we)|methodology|faq)\b"
)
# "What will 2040 look like?", "Where do you see the ferries in ten years?"
_ASKS = regex(
    r"\b(?:what|how|where|who)(?:'s| will"
    r"| do(?:es)? (?:you|everyone|everybody|people|we) (?:think|expect|see|predict|imagine)"
    r"| are you expecting)\b[^.?!\n]{0,90}\b(?:20[2-9]\d"
    r"|in (?:the )?(?:next |coming )?(?:\w+ ){1,2}years(?:' time)?|(?:years?|a decade) from now"
    r"|(?:next|coming) (?:\w+ )?(?:years?|decade|century)|future)\b[^.?!\n]{0,40}\?"
)
# Ways to go: "Home | Threads | Log in", "Forum > Off topic", "Skip to content", "posted by Kern | 44 replies".
_CHROME = regex(
    r"[^\n]*(?:[|\u00bb\u203a][^\n]*[|\u00bb\u203a]|\S > \S)[^\n]*"
    r"|\W*(?:skip to|jump to|go to|back to|log ?in|sign (?:in|up)|menu|search|home|forums?"
    r"|posted|share|print|subscribe|\d+ (?:replies|comments|points|views))\b[^\n.?!]{0,60}\W*"
)
_LEADS_ON = regex(
    r"[.!?:\u2026)] (?:(?:so|now|and|well|anyway|without further ado),? )*(?:here(?:'s| are| is"
    r"| come)|these are|below (?:are|is)|the following are"
    r"|what follows (?:are|is)) (?:(?P<mine>mine)"
    r"|(?:my|our|some|a few|the)(?: \w+){0,3} (?:predictions|forecasts"
    r"|prophecies))\b[^.?!\n]{0,60}[.:!\u2026]*\W*(?:[\w&/-]+ ){0,3}[\w&/-]*\W*$"
)
# A page without its line ends: "Predictions for the Future Hey everyone, ...".
_FLAT = regex(
    r"(?:(?:[A-Z\d][\w'\u2019-]*|for|of|and|the|in|to|a|on|by|from"
    r"|&)[ :|-]+){0,5}Predictions?[ :|-]+(?:(?:[A-Z\d][\w'\u2019-]*|for|of|and|the|in|to|a|on"
    r"|by|from|&)[ :|-]+){2,}(?=[a-z])"
)
_LINES, _BLOCKS = 3, 9
_LONGEST_LINE, _LONGEST_CHROME = 200, 160


def speaks_about_predicting(title: str) -> bool:
    """True for a title that is about predictions and how they are made, and announces none."""
    return _ABOUT_PREDICTING.search(title) is not None


def opens_with_predictions(text: str, low: str, blocks: list[Block]) -> bool:
    """True where the first lines speak of predictions or ask for some: posts to a forum have no title."""
    lines = [
        _first_line(text, low, block) for block in blocks[:_BLOCKS] if block.kind is not Kind.META
    ]
    return any(
        _speaks(low, a, b)
        if b - a < _LONGEST_LINE
        else _ends_in_predictions(low, a, b) or _FLAT.match(text, a, b)
        for a, b in [(a, b) for a, b in lines if a < b][:_LINES]
    )


def _speaks(low: str, start: int, end: int) -> bool:
    spoken = _OPENING.search(low, start, end) or _ASKS.search(low, start, end)
    return spoken is not None and not speaks_about_predicting(low[start:end])


def _ends_in_predictions(low: str, start: int, end: int) -> bool:
    """True for an introduction whose last sentence leads to predictions: "... Here are mine."."""
    led = _LEADS_ON.search(low, max(start, end - _LONGEST_LINE), end)
    return led is not None and (
        led["mine"] is None or _OPENING.search(low, start, led.start()) is not None
    )


def _first_line(text: str, low: str, block: Block) -> tuple[int, int]:
    """The first line that is the text's own, or all of a block that does not part into lines."""
    start = block.start
    while start < block.end:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        if end - start > _LONGEST_CHROME or not _CHROME.fullmatch(low, start, end):
            break
        start = end + 1
    return start, next((at for at in block.breaks if at > start), block.end)
