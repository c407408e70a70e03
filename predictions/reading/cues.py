"""The cues of WebVTT and SRT files, and who speaks in their lines."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from predictions.regexes import regex
from predictions.text import one_line

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = regex(rf"[ \t]*({_TIME})[ \t]*-->[ \t]*({_TIME})")
_VOICE = regex(r"<v(?:\.[\w.-]*)?[ \t]+([^>\n]{1,80})>")
_TAG = regex(r"</?(?:[a-zA-Z][^>\n]{0,200}|\d[\d:.]{3,15})?>|\{\\[^}\n]{1,40}\}")
_PACE = regex(r"</?c(?:\.[^>\n]{0,80})?>|<\d[\d:.]{3,15}>")  # when each word is said
_ASIDE = r"(?:[ \t]*\([^()\n\d]{1,30}\))?"  # "(he/him)", "(Guest)"
_PROPER = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|\d{1,2})){0,3}|[A-Z][A-Z .'’-]{1,40}"
_NAMED = regex(rf"(?:>>\s*|[-–—]\s*)?(?:\[(?P<a>{_PROPER})\]|(?P<b>{_PROPER})){_ASIDE}:\s+(?=\S)")
_BRACKETED = regex(rf"\[(?P<a>{_PROPER})\]\s+(?=\w)")
# "ola's phone: ...": any words, where each cue of a file begins with a name.
_ANY_NAME = regex(rf"(?P<a>[^\W_][^:\n<>\[\]()?!]{{0,47}}?){_ASIDE}:\s+(?=\S)")
_CHANGE = regex(r"\s*(?:>>+|(?:^|(?<=[.?!…])\s)[-–—](?=\s))\s*")
_SOUND = regex(r"[\[(♪][^\])♪\n]{0,80}[\])♪]|♪")
_SOUNDS = regex(
    r"\[(?:music|applause|laugh\w*|cheer\w*|noise|inaudible|crosstalk|silence|sighs?|coughs?"
    r"|foreign|background\b.*"
    r"|audio\b.*|chuckles?|clears throat|pause|unintelligible)\]",
    re.IGNORECASE,
)
_LAST_FIRST = regex(r"(?P<last>[^,]+), (?P<first>[^,]+)")
_NUMBER = regex(r"\d{1,7}|[0-9a-fA-F-]{20,60}(?:/\d+-\d+)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at one moment, by its lines."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one speaker; `opens` where somebody begins, who is None if nobody says who."""

    text: str
    speaker: str | None = None
    opens: bool = False


def cues(text: str) -> Iterator[Cue]:
    """Yield the cues of a file; notes, styles and numbers are none."""
    timing: re.Match[str] | None = None
    held: list[str] = []
    for line in [*text.split("\n"), "00:00:00.000 --> 00:00:00.000"]:
        begins = _TIMING.match(line)
        if begins:
            if timing:
                if held and _NUMBER.fullmatch(held[-1].strip()):
                    held.pop()  # the number of the cue that begins
                yield _cue(timing, held)
            timing, held = begins, []
        elif timing and line:
            held.append(line)
        elif timing:
            yield _cue(timing, held)
            timing, held = None, []


def names_every_line(found: Sequence[Cue]) -> bool:
    """Return whether nearly all cues begin with words and a colon, as meeting software writes them."""
    filled = [cue for cue in found if cue.lines]
    named = sum(1 for cue in filled if _ANY_NAME.match(cue.lines[0]))
    return len(filled) > 1 and named >= _NEARLY_ALL * len(filled)


_NEARLY_ALL = 0.9


def pieces(line: str, *, named: bool) -> Iterator[Piece]:
    """Yield what is said in a line, parted where the speaker changes.

    `named`: each cue of the file begins with a name, whatever that looks like.
    """
    if voice := _VOICE.search(line):
        yield Piece(_plain(line), _name(voice[1]), opens=True)
        return
    words = _TAG.sub("", line)
    name = (_ANY_NAME if named else _NAMED).match(words) or _speaker_in_brackets(words)
    if name:
        yield Piece(
            _plain(words[name.end() :]), _name(next(filter(None, name.groups()))), opens=True
        )
        return
    changes = _CHANGE.split(words)
    for number, part in enumerate(changes):
        # Someone else speaks, and nobody says who.
        yield Piece(_plain(part), None, opens=number > 0)


def _cue(timing: re.Match[str], lines: list[str]) -> Cue:
    bare = (html.unescape(_PACE.sub("", line)).strip() for line in lines)
    shown = tuple(line for line in bare if line)
    return Cue(_seconds(timing[1]), _seconds(timing[2]), shown)


def _speaker_in_brackets(words: str) -> re.Match[str] | None:
    return None if _SOUNDS.match(words) else _BRACKETED.match(words)


def _plain(words: str) -> str:
    return one_line(_SOUND.sub(" ", _TAG.sub("", words)))


def _name(words: str) -> str | None:
    """Return a name as people say it: "Lind, Mara (Guest)" is Mara Lind."""
    words = one_line(re.sub(r"\([^()]*\)", " ", words))
    turned = _LAST_FIRST.fullmatch(words)
    return (f"{turned['first']} {turned['last']}" if turned else words) or None


def _seconds(stamp: str) -> float:
    parts = [float(part) for part in stamp.replace(",", ".").split(":")]
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))
