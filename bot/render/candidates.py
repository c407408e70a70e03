"""What was found in a document, as a page on the terminal."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render import words
from bot.render.readings import differing_lines, found_line
from predictions.candidate import Candidate, Polarity, Recorded
from predictions.extraction.checks import Check, Missing, checks
from predictions.text import one_line


def candidates_view(candidates: Sequence[Candidate]) -> Group:
    """Return every candidate with its quote first: nothing is paraphrased without it."""
    if not candidates:
        return Group(Text("No forecasts found."))
    parts: list[RenderableType] = []
    for candidate in candidates:
        parts.append(candidate_view(candidate))
        parts.append(Text(""))
    parts.append(Text(words.plural(len(candidates), "forecast"), style="bold"))
    return Group(*parts)


def candidate_view(candidate: Candidate) -> Text:
    """Return one candidate: quote, statement and what was read from the words."""
    text = Text()
    text.append(f"“{one_line(candidate.quote)}”", style="italic")
    text.append(f"  {candidate.start}–{candidate.end}\n", style="dim")
    text.append(f"  {one_line(candidate.statement)}", style="bold")
    denied = candidate.polarity is Polarity.NO
    text.append("  denied\n" if denied else "\n", style="red")
    text.append(f"  {window_line(candidate)}; {probability_line(candidate)}; ", style="")
    text.append(f"confidence {candidate.confidence:.2f}")
    if candidate.readings:
        text.append(f"\n  {found_line(candidate.readings)}")
    for line in differing_lines(candidate):
        text.append(f"\n  {line}", style="bold")
    if candidate.condition:
        text.append(f"\n  condition: {one_line(candidate.condition)}")
    if candidate.author:
        reported = " (reported)" if candidate.reported else ""
        text.append(f"\n  by: {one_line(candidate.author)}{reported}")
    if candidate.repeats:
        text.append(f"\n  said {len(candidate.repeats) + 1} times")
    if candidate.supersedes:
        text.append("\n  replaces the forecast at {}–{}".format(*candidate.supersedes))
    if candidate.recorded:
        text.append(f"\n  {recorded_line(candidate.recorded)}")
    for check in checks(candidate):
        text.append(f"\n  {missing_line(check)}", style="magenta")
    return text


def recorded_line(recorded: Recorded) -> str:
    """Return what a mark in the document says of the outcome."""
    mark = "struck through" if recorded.mark == "strike-through" else f"marked “{recorded.mark}”"
    if recorded.outcome is None:
        return f"{mark} in the document, which can be read either way"
    return f"{mark} in the document: came out {recorded.outcome.upper()}"


def missing_line(check: Check) -> str:
    """Return what a claim lacks, and what would settle it."""
    at_fault = f" “{words.cut(one_line(check.words), 60)}”" if check.words else ""
    if check.missing is Missing.VAGUE:
        return f"{check.missing}{at_fault}: {check.suggestion}"
    return f"no {check.missing}{at_fault}: {check.suggestion}"


def window_line(candidate: Candidate) -> str:
    """Return the days in which it can come true, and whether the words themselves name them."""
    inherited = " (from the context)" if candidate.deadline_from == "context" else ""
    return words.days(candidate.not_before, candidate.deadline) + inherited


def probability_line(candidate: Candidate) -> str:
    """Return the number, and where it was read from words, from which and by what."""
    if candidate.probability is None:
        return "no probability given"
    shown = words.percent(candidate.probability)
    if candidate.basis is not None and candidate.basis.implied:
        return f"≈ {shown}, implied by “{one_line(candidate.cue or '')}” ({candidate.basis})"
    return shown
