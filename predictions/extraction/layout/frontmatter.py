"""What a file says of itself before its text: YAML or TOML between rules, the keywords of org-mode, the head of a mail."""

import re

from predictions.regexes import regex

_FRONT = regex(r"(---|\+\+\+)[ \t]*\n")
_KEYWORDS = regex(r"(?:#\+\w+:[^\n]{0,400}(?:\n|$)){1,40}")
# "From: ...", "Subject: ...", and an empty line.
_MAIL = regex(
    r"(?:[A-Z][\w-]{1,24}:[ \t][^\n]{0,600}\n(?:[ \t]+\S[^\n]{0,300}\n){0,8}){3,40}(?=[ \t]*\n)"
)
_SUBJECT = regex(r"^Subject: ", re.MULTILINE)
_LONGEST = 8000


def front_matter(text: str) -> tuple[tuple[int, int] | None, int]:
    """Where it stands, if there is any, and where the text begins."""
    if keywords := _KEYWORDS.match(text):
        return (0, keywords.end()), keywords.end()
    mail = _MAIL.match(text)
    if mail and _SUBJECT.search(text, 0, mail.end()):
        return (0, mail.end()), mail.end()
    begin = _FRONT.match(text)
    stop = text.find(f"\n{begin[1]}", begin.end() - 1, _LONGEST) if begin else -1
    if begin is None or stop < 0:
        return None, 0
    end = text.find("\n", stop + 1)
    return (begin.end(), max(stop, begin.end())), len(text) if end < 0 else end + 1


def _field(keys: str) -> re.Pattern[str]:
    """A field by its key: what stands beside it, and the lines below that belong to it."""
    return regex(
        rf"^{keys}[ \t]*[:=][ \t]*(?P<same>[^\n]*)(?P<below>(?:\n[ \t]*-[ \t][^\n]*|\n[ \t]+[^\n]*)*)",
        re.IGNORECASE | re.MULTILINE,
    )


# "authors: [Anna Kern]", "author:" over "- Anna Kern" or "name: Anna Kern".
_WRITERS = _field(r"(?:#\+)?(?:authors?|byline|writers?)")
_SPEAKERS = _field(r"(?:speakers?|presenters?)")
_NAMED = regex(r"(?:-[ \t]*)?(?:\{[ \t]*)?(?:name[ \t]*[:=][ \t]*)?(?P<name>.*?)[ \t,}]*$")
_OTHER_FIELD = regex(r"[a-z_]+[ \t]*[:=][ \t]*\S", re.IGNORECASE)
_LONGEST_NAME = 80


def writer_in(matter: str) -> str | None:
    """Who wrote a file, or speaks in it, by its front matter: one name, a list of them, or fields of each."""
    for key in (_WRITERS, _SPEAKERS):
        match = key.search(matter)
        names = _names(match["same"], match["below"]) if match else []
        if names:
            return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return None


def _names(same: str, below: str) -> list[str]:
    value = same.strip()
    if value.startswith("[") and value.endswith("]"):
        entries = value[1:-1].split(",")
    elif value and value not in (">", "|", ">-", "|-"):
        entries = [value]
    else:
        entries = [line.strip() for line in below.split("\n")]
        named = [line for line in entries if re.match(r"(?:-[ \t]*)?name[ \t]*[:=]", line)]
        entries = named or [line for line in entries if not _OTHER_FIELD.match(line)]
    found = (_NAMED.match(entry.strip()) for entry in entries)
    names = (match["name"].strip(" \t\"'") for match in found if match)
    return [name for name in names if 1 < len(name) <= _LONGEST_NAME]


# "Remarks by President Kern on the ferry": who speaks below.
_REMARKS = regex(
    r"(?:remarks|speech|statement|keynote|lecture|testimony"
    r"|address)(?: as prepared(?: for delivery)?)? (?:by"
    r"|from) (?P<who>(?-i:(?:[A-Z][\w.'\u2019-]+ ){1,4}?[A-Z][\w.'\u2019-]+))(?= (?:on|at|in"
    r"|before|to|after|during|for|and|announcing|following|with|about)\b|\W*[,:|\u2013\u2014]"
    r"|\W*$)",
    re.IGNORECASE,
)


def speaker_in(title: str) -> str | None:
    """The speaker that a title names."""
    named = _REMARKS.search(title)
    return named["who"] if named else None
