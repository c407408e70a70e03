"""Two readings of a text side by side: what both found, and what only one of them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from predictions.candidate import Candidate, Span


@dataclass(frozen=True, slots=True)
class Pairing:
    """Candidates of the rules and of the model; each stands in one place only."""

    both: tuple[tuple[Candidate, Candidate], ...]  # the rules', the model's
    rules: tuple[Candidate, ...]
    model: tuple[Candidate, ...]


def paired(rules: Sequence[Candidate], model: Sequence[Candidate]) -> Pairing:
    """Return which candidates of two readings are the same forecast: the closest spans, one to one.

    A repeat is a place of its candidate like any other, so that one of the rules may meet several
    of the model; the first of them speaks for all.
    """
    placed: dict[int, list[int]] = {}  # the rules' by number: the model's
    spans: set[tuple[int, Span]] = set()
    taken: set[int] = set()
    for _, mine, span, theirs in sorted(_meetings(rules, model)):
        if (mine, span) in spans or theirs in taken:
            continue
        spans.add((mine, span))
        taken.add(theirs)
        placed.setdefault(mine, []).append(theirs)
    return Pairing(
        both=tuple((rules[mine], model[min(placed[mine])]) for mine in sorted(placed)),
        rules=tuple(one for number, one in enumerate(rules) if number not in placed),
        model=tuple(one for number, one in enumerate(model) if number not in taken),
    )


def places(candidate: Candidate) -> tuple[Span, ...]:
    """Return where a candidate stands, its repeats included."""
    return ((candidate.start, candidate.end), *candidate.repeats)


def _meetings(
    rules: Sequence[Candidate], model: Sequence[Candidate]
) -> Iterator[tuple[tuple[bool, float, bool], int, Span, int]]:
    """Yield each two places that may be one, the closest with the smallest key."""
    order = sorted(range(len(model)), key=lambda number: model[number].start)
    starts = [model[number].start for number in order]
    longest = max((one.end - one.start for one in model), default=0)
    for mine, one in enumerate(rules):
        for nth, (start, end) in enumerate(places(one)):
            for theirs in order[bisect_left(starts, start - longest) : bisect_left(starts, end)]:
                other = model[theirs]
                close = _closeness((start, end), (other.start, other.end))
                if close:
                    alike = one.author == other.author
                    yield (nth > 0, -close, not alike), mine, (start, end), theirs


def _closeness(one: Span, other: Span) -> float:
    """Return how much of two places is shared; 0 where they are too unlike to be one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    short, long = sorted((one[1] - one[0], other[1] - other[0]))
    if 2 * shared < short or long > 3 * short + 80:
        return 0.0
    return 2 * shared / (short + long)
