"""Names as picks have them: words with capitals, "and", "of", numbers ("49ers"); no full stop but that of "St." or within initials."""

from predictions.regexes import regex

PART = r"(?:(?:St|Mt|Ft|Dr|Mr|Mrs|Ms|Jr|Sr|[A-Z])\.(?= ?[A-Z])|(?:[A-Z&]|\d\ders\b)[\w'&-]*(?:[./][\w'&-]+)*)"
NAME = (
    rf"{PART}(?: (?:{PART}|\(\d{{1,2}}\)|#\d{{1,2}}|of|the|de|del|di|da|van|von|and"
    rf"|'[A-Z]\w+'(?= [A-Z]))){{0,5}}"
)
# A separator between what is asked and who is named: a dash, a colon, an arrow, dots, a gap.
DASH = r"(?:-{1,3}|[\u2013\u2014])"
ARROW = r"(?:-+>|=+>|[\u2190-\u21ff\u27a1]\ufe0f?)"

# Sides whose names end in "s" and are places, or are no plural.
_PLACES = frozenset(
    [
        "dallas", "texas", "kansas", "memphis", "arkansas", "illinois", "massachusetts",
        "indianapolis", "minneapolis", "paris", "wales", "reims", "nantes",
        "lens", "brussels", "netherlands", "honduras", "cyprus", "laos", "barbados", "angeles",
        "orleans", "louis", "vegas", "hays",
    ]
)  # fmt: skip
_NICKNAME = regex(r"\d\ders|[A-Z][a-z]+s|(?:Red|White) Sox")


def with_the(name: str) -> str:
    """The name of a team with its article: "the Mets"; others as they are."""
    last = name.lower()
    if not _NICKNAME.fullmatch(name) or last in _PLACES or last.endswith(("ss", "us", "is")):
        return name
    return f"The {name}"
