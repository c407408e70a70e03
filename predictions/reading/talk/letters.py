"""Letters below each other in a text, each under its "From:" and "Date:" lines."""

import re
from collections.abc import Iterable
from datetime import date

from predictions.reading.dates import find_date
from predictions.reading.talk.message import Message, Piece, Place, lines_of, safe
from predictions.reading.talk.quotes import quoted
from predictions.reading.talk.transcript import Talk
from predictions.regexes import regex

_HEAD = regex(
    r"(?:^From [^\n]{3,200}\d{4}[^\n]{0,20}\n)?(?:^[A-Z][\w-]{1,24}:[ \t][^\n]{0,600}\n(?:[ \t]+\S[^\n]{0,300}\n){0,8}){1,40}(?=[ \t]*\r?\n)",
    re.MULTILINE,
)
_FROM = regex(r"^From:[ \t]*(?P<who>[^\n]{1,200}?)[ \t]*\r?$", re.MULTILINE)
_SENT = regex(r"^(?:Date|Sent):[ \t]*(?P<when>[^\n]{6,80})$", re.MULTILINE)
_SUBJECT = regex(r"^Subject:[ \t]*(?:(?:re|fwd?|aw)(?:\[\d+\])?: ?)*(?P<title>[^\n]{1,200}?)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)  # fmt: skip
_SIGNATURE = regex(r"[ \t]*--[ \t]?|_{20,}|-{10,} next part -{10,}")
_FORWARD = regex(r"-{2,}[ \t]*(?:Original Message|Forwarded message|Urspr\u00fcngliche Nachricht)[ \t]*-{2,}", re.IGNORECASE)  # fmt: skip
_OF_HEAD = regex(r"[> \t*]*(?:From|Von)[*]?:[* \t]*(?P<name>[^<\n\[]{2,80}?)[ \t]*(?:[<\[][^\n]*)?")
_FIELD = regex(r"[ \t*]*(?:From|Sent|To|Cc|Date|Subject|Von|Gesendet|An|Betreff)[*]?:")
_FEWEST = 2


def letters(text: str) -> Talk | None:
    """The letters of a text; None where there are not several."""
    found = [
        (head, sender)
        for head in _HEAD.finditer(text)
        if (sender := _FROM.search(head[0])) and _SENT.search(head[0])
    ]
    if len(found) < _FEWEST:
        return None
    ends = [*(head.start() for head, _ in found[1:]), len(text)]
    messages = []
    for (head, sender), end in zip(found, ends, strict=True):
        pieces = _body(text, head.end(), end)
        sent = _SENT.search(head[0])
        if pieces and sent:
            messages.append(Message(_name(sender["who"]), day_of(sent["when"].strip()), pieces))
    subject = _SUBJECT.search(found[0][0][0])
    opening = text[: found[0][0].start()]
    return Talk(
        tuple(messages), (Piece(opening.rstrip(), 0),), title=subject["title"] if subject else None
    )


# "Mara Kern (+4915112345)", as programs for messages export it.
_HIDDEN = regex(
    r"\S+ at \S+ \(([^()]{1,60})\)"
)  # "kern at example.org (Mara Kern)", of an archive of a list
_BESIDE = regex(r"[ \t]*[(<\[][^()<>\[\]]*[)>\]]$")


def _name(who: str) -> str | None:
    """The name in a "From:" line, on whichever side of the address; else what stands before its "@"."""
    from email.utils import parseaddr  # noqa: PLC0415 - only for letters

    if hidden := _HIDDEN.fullmatch(who):
        return hidden[1]
    name, address = parseaddr(who)
    if "@" not in address:
        return _BESIDE.sub("", who).strip(' "') or None
    return name or address.partition("@")[0]


def _body(text: str, start: int, end: int) -> tuple[Piece, ...]:
    return safe(quoted(said(lines_of(text, start, end))))


def day_of(stamp: str) -> date | None:
    """The day of a "Date:" line, in the sender's own time."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - only for letters

    try:
        return parsedate_to_datetime(stamp).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return find_date(stamp)


def said(lines: Iterable[Place]) -> list[Place]:
    """The lines of a mail without its signature; the mail that it answers, below, in the marks of a quote."""
    done: list[Place] = []
    kept, quoting = list(lines), False
    for number, (place, line) in enumerate(kept):
        if _SIGNATURE.fullmatch(line) and not quoting:
            break
        if _FORWARD.fullmatch(line.strip()):
            near = (other for _, other in kept[number + 1 : number + 4])
            head = next((h for other in near if (h := _OF_HEAD.fullmatch(other))), None)
            done.append((None, f"[quote={head['name'].strip()}]" if head else "[quote]"))
            quoting = True
        elif not (quoting and _FIELD.match(line)):
            done.append((place, line))
    return done
