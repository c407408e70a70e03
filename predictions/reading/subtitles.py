"""WebVTT and SRT subtitles as paragraphs by speaker: cues, times and repeated lines are gone."""

from collections.abc import Iterator
from dataclasses import dataclass

from predictions.reading.cues import Cue, Piece, cues, names_every_line, pieces
from predictions.reading.document import Parsed
from predictions.reading.marks import UNKNOWN, escaped, speaker_line
from predictions.regexes import regex

_TITLE = regex(r"\ufeff?WEBVTT(?:[ \t]+-?[ \t]*(?P<title>[^\n]{1,200}))?")
_ENDS = regex(r"[.!?…][\"”’)]?$")
_PAUSE = 4.0  # seconds of silence that begin a new paragraph
_LONG = 600  # characters after which a finished sentence does


@dataclass(slots=True)
class _Said:
    speaker: str | None
    text: str
    end: float


def parse_subtitles(text: str) -> Parsed:
    """Return the words of a WebVTT or SRT file, a paragraph for each turn."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    title = _TITLE.match(text)
    found = list(cues(text))
    said = _paragraphs(found, named=names_every_line(found))
    named = any(each.speaker for each in said)
    return Parsed(
        text="\n\n".join(_written(each, named=named) for each in said),
        title=title["title"] if title else None,
    )


def _written(said: _Said, *, named: bool) -> str:
    """Return a paragraph under its speaker; where others are named, one of nobody's says so."""
    words = escaped(said.text)
    return f"{speaker_line(said.speaker or UNKNOWN, None)} {words}" if named else words


def _paragraphs(found: list[Cue], *, named: bool) -> list[_Said]:
    done: list[_Said] = []
    before: tuple[str, ...] = ()
    for cue in found:
        speaker: str | None = None  # a voice holds until the cue ends or another is named
        for line in _new(cue.lines, before):
            for piece in pieces(line, named=named):
                speaker = piece.speaker if piece.opens else speaker
                _add(done, cue, piece, speaker)
        if done and cue.lines:
            done[-1].end = cue.end
        before = cue.lines or before
    return done


def _new(lines: tuple[str, ...], before: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a cue that the cue before did not show: rolling captions show each twice."""
    rolling = True
    for line in lines:
        rolling = rolling and line in before
        if not rolling:
            yield line


def _add(done: list[_Said], cue: Cue, piece: Piece, speaker: str | None) -> None:
    if not piece.text:
        return
    last = done[-1] if done else None
    if last is not None and _goes_on(last, cue, piece, speaker):
        last.text += f" {piece.text}"
        last.end = cue.end
    else:
        done.append(_Said(speaker, piece.text, cue.end))


def _goes_on(before: _Said, cue: Cue, piece: Piece, speaker: str | None) -> bool:
    if piece.opens and (speaker is None or speaker != before.speaker):
        return False
    if cue.start - before.end > _PAUSE:
        return False
    return len(before.text) < _LONG or _ENDS.search(before.text) is None
