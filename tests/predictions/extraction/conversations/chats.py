"""The conversation as chats, captions and transcripts write it."""

from collections.abc import Callable
from datetime import date

from tests.predictions.extraction.conversations.said import TURNS, Turn


def by_day(line: Callable[[Turn], str], day: Callable[[date], str]) -> Callable[[], str]:
    def write() -> str:
        lines, last = [], None
        for turn in TURNS:
            if turn.day != last:
                lines.append(day(turn.day))
            last = turn.day
            lines.append(line(turn))
        return "\n".join(lines) + "\n"

    return write


def flat(turn: Turn) -> str:
    return " ".join(turn.said)


def signal(turn: Turn) -> str:
    return f"From: {turn.name} (+49151{turn.who})\nType: incoming\nSent: {turn.at:%a, %d %b %Y %H:%M:%S} +0000\nReceived: {turn.at:%a, %d %b %Y %H:%M:%S} +0000\n\n{turn.text}\n"


def stamped(turn: Turn, n: int) -> str:
    return f"00:{n:02}:00.000 --> 00:{n:02}:59.000"


def srt(n: int, turn: Turn) -> str:
    return (
        f"{n}\n00:{n:02}:00,000 --> 00:{n:02}:59,000\n{turn.name.split()[1].upper()}: {flat(turn)}"
    )


def th(day: date) -> str:
    return f"{day:%A}, {day:%B} {day.day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10 if day.day // 10 != 1 else 0, 'th') }, {day.year}"


def interview() -> str:
    said = "\n\n".join(f"{''.join(p[0] for p in t.name.split())}: {flat(t)}" for t in TURNS)
    return f"A talk about the harbour, with Mara Kern (MK), Jonas Lind (JL) and Adaeze Obi (AO).\n\n{said}\n"
