"""WebVTT and SRT subtitles as paragraphs by speaker: cues, times and repeated lines are gone."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from predictions.reading.document import Parsed
from predictions.text import one_line

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*({_TIME})[ \t]*-->[ \t]*({_TIME})")
_VOICE = re.compile(r"<v(?:\.[\w.-]*)?[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^>\n]{0,200}|\d[\d:.]{3,15})?>|\{\\[^}\n]{1,40}\}")
_NAMED = re.compile(
    r"(?:>>\s*|-\s*)?(?:\[?([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})\]?|([A-Z][A-Z .'’-]{1,40})):\s+(?=\S)"
)
_CHANGE = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")
_SOUND = re.compile(r"[\[(♪][^\])♪\n]{0,80}[\])♪]|♪")
_ENDS = re.compile(r"[.!?…][\"”’)]?$")
_PAUSE = 4.0  # seconds of silence that begin a new paragraph
_LONG = 600  # characters after which a finished sentence does


@dataclass(slots=True)
class _Said:
    speaker: str | None
    text: str
    start: float
    end: float


def parse_subtitles(text: str) -> Parsed:
    """Return the words of a WebVTT or SRT file, a paragraph for each turn."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    title = re.match(r"\ufeff?WEBVTT(?:[ \t]+-?[ \t]*(?P<title>[^\n]{1,200}))?", text)
    blocks = re.split(r"\n[ \t]*\n", text)
    paragraphs = _paragraphs(line for block in blocks for line in _cue(block))
    return Parsed(
        text="\n\n".join(
            f"{said.speaker}: {said.text}" if said.speaker else said.text for said in paragraphs
        ),
        title=title["title"] if title else None,
    )


def _cue(block: str) -> Iterator[_Said]:
    """Yield what is said in a cue, by line; blocks without a timing are notes and styles."""
    lines = block.strip("\n").split("\n")
    for number, line in enumerate(lines[:3]):
        if timing := _TIMING.match(line):
            start, end = _seconds(timing[1]), _seconds(timing[2])
            speaker: str | None = None
            for words in lines[number + 1 :]:
                # A voice holds until the cue ends or another is named.
                speaker, text = _spoken(words, speaker)
                if text:
                    yield _Said(speaker, text, start, end)
            return


def _spoken(words: str, speaker: str | None) -> tuple[str | None, str]:
    if voice := _VOICE.search(words):
        speaker = one_line(html.unescape(voice[1])) or None
    words = one_line(_SOUND.sub(" ", html.unescape(_TAG.sub("", words))))
    if named := _NAMED.match(words):
        return (named[1] or named[2]).strip(), words[named.end() :]
    if change := _CHANGE.match(words):
        # Someone else speaks, and nobody says who.
        return speaker or "", words[change.end() :]
    return speaker, words


def _paragraphs(lines: Iterator[_Said]) -> list[_Said]:
    done: list[_Said] = []
    last_line = ""
    for said in lines:
        # Rolling captions show each line again above the next.
        if said.text == last_line:
            done[-1].end = said.end
            continue
        last_line = said.text
        if done and _goes_on(done[-1], said):
            done[-1].text += f" {said.text}"
            done[-1].end = said.end
        else:
            done.append(said)
    return done


def _goes_on(before: _Said, said: _Said) -> bool:
    if said.speaker is not None and said.speaker != before.speaker:
        return False
    if said.start - before.end > _PAUSE:
        return False
    return len(before.text) < _LONG or _ENDS.search(before.text) is None


def _seconds(stamp: str) -> float:
    parts = [float(part) for part in stamp.replace(",", ".").split(":")]
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))
