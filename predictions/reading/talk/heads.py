"""The heads above the posts of a copied forum or thread: lines that say who wrote what follows, and when."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from predictions.reading.talk.stamps import Stamped, named, stamped
from predictions.regexes import regex

Lines = Sequence[tuple[int, str]]
# Lines that a page writes around a post.
_CHROME = regex(
    r"(?:\W|\b(?:reply|replies|like[sd]?|share[sd]?|upvote[sd]?|downvote[sd]?|report|quote"
    r"|permalink|embed|save|parent|edit(?:ed)?|flag|context|give award|award|avatar|collapse"
    r"|expand|more options"
    r"|link|copy link|follow|subscribe|translate|see more|show more|read more"
    r"|view (?:more|all)(?: replies| comments)?"
    r"|(?:senior |junior |full |hero |sr\.? |jr\.? |new |active |regular |registered "
    r"|well-known |elite |super )*(?:member|user|moderator|administrator|admin|poster|veteran)"
    r"|top commenter|verified|author|op|liked by|collapse thread|react|repost|bookmark|hide"
    r"|next|prev|root|favorite|agree|disagree|thanks|to)\b|\d[\d.,]*[km]?\b)*",
    re.IGNORECASE,
)
_FIELD = regex(
    r"[ \t*-]*(?:join(?:ed)?(?: date)?|posts?|messages?|location|registered|reputation"
    r"|rep power|threads?|likes?(?: received)?|score|votes?|tagged|reaction score|age|gender"
    r"|points|re)\b ?:.{0,60}",
    re.IGNORECASE,
)
_UP, _DOWN = 8, 2  # lines in which the name of a line with nothing but a time is looked for
_AROUND = 10  # lines that a page may write above and below


@dataclass(frozen=True, slots=True)
class Head:
    """Lines from `first` to before `last` that say who wrote what follows."""

    first: int
    last: int
    name: str
    when: str
    sure: bool


def heads(lines: Lines, at: Sequence[int]) -> list[Head]:
    """The heads of the posts of a text, by the numbers of its lines that say when; none of other texts."""
    found = [(number, said) for number in at if (said := stamped(lines[number][1]))]
    if len(found) < _FEWEST:
        return []
    alone = [number for number, said in found if said.name is None]
    names = _beside(lines, alone)
    done: list[Head] = []
    for number, said in found:
        head = _head(lines, number, said, names.get(number))
        if head and (not done or head.first >= done[-1].last):
            done.append(head)
    return done if _are_heads(done) and _have_bodies(lines, done) else []


_FEWEST = 2
_MOSTLY = 0.5
_NEARLY_ALL, _FEWEST_ONCE = 0.8, 3


def _are_heads(found: list[Head]) -> bool:
    """True for names that come back; or for at least three, in words that only programs write."""
    times = Counter(head.name for head in found)
    if len(found) < _FEWEST or len(times) < _FEWEST:
        return False
    if sum(times[head.name] > 1 for head in found) >= _MOSTLY * len(found):
        return True
    sure = sum(head.sure for head in found)
    return len(found) >= _FEWEST_ONCE and sure >= _NEARLY_ALL * len(found)


_A_SENTENCE = 4
# "* store.c (open): no leak", in the log of the changes of a program.
_CHANGE = regex(r"[ \t]*\* ?[\w./{},*-]{1,60}[ ,:(]")


def _have_bodies(lines: Lines, found: list[Head]) -> bool:
    """True where most of the heads have words below them."""
    ends = [*(head.first for head in found[1:]), len(lines)]
    said = sum(
        any(len(line.split()) >= _A_SENTENCE for _, line in lines[head.last : end])
        for head, end in zip(found, ends, strict=True)
    )
    changed = sum(
        _CHANGE.match(lines[head.last : head.last + 2][-1][1]) is not None
        for head in found
        if head.last < len(lines)
    )
    return said > _MOSTLY * len(found) > changed


def _head(lines: Lines, number: int, said: Stamped, name_at: int | None) -> Head | None:
    first, last = number, number + 1
    name = said.name
    if name is None:
        if name_at is None:
            return None
        name = named(lines[name_at][1])
        first, last = min(first, name_at), max(last, name_at + 1)
    while first > max(0, number - _AROUND) and is_around(lines, first - 1):
        first -= 1
    while last < min(len(lines), number + _AROUND) and is_around(lines, last):
        last += 1
    return Head(first, last, name or "", said.when, said.sure)


def is_around(lines: Lines, number: int) -> bool:
    """True for a line that a page wrote around a post; a figure that a sentence ends with is none."""
    bare = lines[number][1].strip()
    if not _is_chrome(bare):
        return False
    if number == 0 or not _FIGURE.fullmatch(bare):
        return True
    before = lines[number - 1][1].strip()
    return not bare.endswith(".") and (
        not before or _ENDS.search(before) is not None or _is_chrome(before)
    )


_FIGURE = regex(r"\d[\d.,]*")
_ENDS = regex(r"[.!?\u2026][\"'\u201d\u2019)]*$")


def _is_chrome(bare: str) -> bool:
    return bool(bare) and (_CHROME.fullmatch(bare) or _FIELD.fullmatch(bare)) is not None


def _beside(lines: Lines, alone: Sequence[int]) -> dict[int, int]:
    """The line that names somebody, above or below each line of nothing but a time; the side on which names come back."""
    above = {
        n: at
        for n in alone
        if (at := _near(lines, range(n - 1, max(-1, n - 1 - _UP), -1))) is not None
    }
    below = {
        n: at
        for n in alone
        if (at := _near(lines, range(n + 1, min(len(lines), n + 1 + _DOWN)))) is not None
    }
    return max(above, below, key=lambda side: _coming_back(lines, side))


def _near(lines: Lines, numbers: range) -> int | None:
    handle = None
    for number in numbers:
        line = lines[number][1].strip()
        if named(line) and not _is_chrome(line):
            if not line.startswith("@"):
                return number
            handle = number  # the name may stand beyond it
        elif line and not _is_chrome(line):
            break
    return handle


def _coming_back(lines: Lines, side: dict[int, int]) -> tuple[int, int]:
    times = Counter(named(lines[at][1]) for at in side.values())
    return sum(count for count in times.values() if count > 1), len(side)
