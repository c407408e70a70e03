"""What a file says of itself before its text: YAML or TOML between rules, the keywords of org-mode, the head of a mail."""

import re

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n")
_KEYWORDS = re.compile(r"(?:#\+\w+:[^\n]{0,400}(?:\n|$)){1,40}")
# "From: ...", "Subject: ...", and an empty line.
_MAIL = re.compile(
    r"(?:[A-Z][\w-]{1,24}:[ \t][^\n]{0,600}\n(?:[ \t]+\S[^\n]{0,300}\n){0,8}){3,40}(?=[ \t]*\n)"
)
_SUBJECT = re.compile(r"^Subject: ", re.MULTILINE)
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
