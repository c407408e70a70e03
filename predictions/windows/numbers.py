"""Numbers that only look like years: of a page or a product, a level of the market."""

from predictions.regexes import regex
from predictions.windows.found import Found

# "GPT-2030", "page 2031", "Vision 2030", "RFC 2100".
_NAMED = regex(
    r"(?:\b(?:pages?|pp?\.|rooms?|flights?|routes?|sections?|\u00a7|iso|din|rfc|hr|bill|item"
    r"|no\.|number|chapter|lot|suite|channel|agenda|vision|runner|cyberpunk|rtx|gtx|rsa|sha"
    r"|ext\.|port"
    r"|level|top|grade|part|version|build|patch|engine|unit|exhibit|box|psalm|article|office"
    r"|windows(?: server)?|sql server|exchange server|sharepoint|visual studio|autocad"
    r"|ecmascript) ?|[a-z]{2}-|\d-|\d ?x ?)$"
)
# "Will close at 2031", "goes to 2050", "stays above 2100".
_LEVEL = regex(
    r"\b(?:(?:close[sd]?|closing|end(?:s|ed)?|ending|finish(?:es|ed)?|trad(?:e[sd]?|ing)"
    r"|settle[sd]?|stands?|peak(?:s|ed)?|bottom(?:s|ed)?|capped"
    r"|priced)(?: (?:the|this) (?:year|month|week|quarter))?(?: (?:out|up|off))? at"
    r"|(?:rises?|rising|climb(?:s|ing)?|falls?|falling|drops?|dropping|slides?|surges?|jumps?"
    r"|dips?|goes|go|up|down)(?: back)? to"
    r"|(?<!we )(?<!you )(?<!calendar )(?<!clock )(?:hits?|tops?|breach(?:es)?)|above|below) $"
)


# "To end 2031 at 2275": what stands behind the time itself, and on which level.
_AT = " at "
# "2048 x 1536", of points.
_BY = regex(r" ?x ?\d")
# "Between 2400 and 3100", which are no years.
_AND_NUMBER = regex(r" ?(?:and|to|-) ?[$\u00a3\u20ac]?\d")


def is_no_year(found: Found) -> bool:
    """True for a number that names a thing or a level; a preposition of time makes it a year."""
    if not found.prep:
        return bool(_BY.match(found.tail) or _NAMED.search(found.head) or _LEVEL.search(found.head))
    if found.prep == "between":
        return _AND_NUMBER.match(found.tail) is not None
    if _BY.match(found.tail):
        return True
    return found.prep == "at" and (found.head == _AT or _LEVEL.search(found.head) is not None)
