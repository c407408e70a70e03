"""Small phrases that stand in many places: percentages, days, who said it, how it ended."""

from collections.abc import Sequence
from datetime import date, datetime

from predictions.beliefs import Probability
from predictions.model import Forecaster, Prediction
from predictions.outcomes import Outcome, Verdict
from predictions.text import cut as cut  # noqa: PLC0414 (one room of words for whoever writes posts)
from predictions.times import zone

LONGEST_FIELD = 1_024  # of a post, as Discord takes it
OUTCOMES = {
    Verdict.YES: "YES",
    Verdict.NO: "NO",
    Verdict.AMBIGUOUS: "AMBIGUOUS",
    Verdict.ANNULLED: "ANNULLED",
    Verdict.REOPENED: "REOPENED",
}


def percent(value: float) -> str:
    """Return a probability as people write it: 70 %, 0.5 %, 99.9 %; never a false 0 or 100."""
    hundredths = value * 100
    if value in (0.0, 1.0) or abs(hundredths - round(hundredths)) < 0.05:
        whole = round(hundredths)
        if value in (0.0, 1.0) or 0 < whole < 100:
            return f"{whole} %"
    if hundredths < 0.1:
        return "< 0.1 %"
    if hundredths > 99.9:
        return "> 99.9 %"
    return f"{hundredths:.1f} %"


def belief(held: Probability) -> str:
    """Return a probability in few words; one that was read from words shows its range and basis."""
    if not held.basis.implied:
        return percent(held.value)
    low = held.value if held.low is None else held.low
    high = held.value if held.high is None else held.high
    return f"≈ {percent(held.value)} (implied: {percent(low)}–{percent(high)}, {held.basis})"


def in_brief(held: Probability) -> str:
    """Return a probability in the room of a cell: "70 %", "≈ 75 %" where it was read from words."""
    return f"{'≈ ' * held.basis.implied}{percent(held.value)}"


def outcome(ended: Outcome) -> str:
    """Return an outcome in capitals, a partial one with its share."""
    if ended.verdict is Verdict.PARTIAL:
        return f"PARTIAL {percent(ended.value or 0)}"
    if ended.verdict is Verdict.VALUE:
        return f"{ended.value:g}"
    return OUTCOMES[ended.verdict]


def moment(at: datetime, time_zone: str) -> str:
    """Return a moment as the person's clock shows it."""
    return at.astimezone(zone(time_zone)).strftime("%Y-%m-%d %H:%M %Z")


def window(prediction: Prediction) -> str:
    """Return when a prediction can come true."""
    return days(prediction.window.not_before, prediction.window.deadline)


def days(first: date | None, last: date | None) -> str:
    """Return the days from the first to the last that count."""
    match first is not None, last is not None:
        case True, True:
            return f"{first} to {last}"
        case True, False:
            return f"from {first}, no deadline"
        case False, True:
            return f"by {last}"
        case _:
            return "no deadline"


def name(forecaster: Forecaster | None) -> str:
    """Return a forecaster's name, or a dash for nobody."""
    return forecaster.name if forecaster else "—"


def counted(lines: Sequence[str], most: int, room: int = LONGEST_FIELD) -> str:
    """Return as many lines as there is room for, that many at most; the others are counted.

    Escapes can double the length of somebody's words: fewer lines rather than a list cut off.
    """
    kept = list(lines[:most])
    while True:
        left = len(lines) - len(kept)
        text = "\n".join([*kept, *([f"… and {left:,} more"] if left else [])])
        if len(text) <= room or len(kept) < 2:
            return text
        kept.pop()


def plural(count: int, noun: str, several: str | None = None) -> str:
    """Return a count with its noun: 1 post, 2 posts; of nouns that take no plain s, `several` is the plural."""
    return f"{count:,} {noun if count == 1 else several or f'{noun}s'}"


def footer(mark: str, about: str) -> str:
    """Return the last line of a post: its mark, by which it is found again, and what it is about.

    A post that is only shown, and not sent, has no mark.
    """
    return f"CalledIt {mark} · {about}" if mark else f"CalledIt · {about}"


def options(names: Sequence[str]) -> str:
    """Return the options of a prediction in a row."""
    # Where a name holds a comma, commas would make two of it.
    return ("; " if any("," in name for name in names) else ", ").join(names)
