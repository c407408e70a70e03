"""Candidates as JSON Lines, the contract that scripts rely on."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from predictions.candidate import (
    Basis,
    Candidate,
    Differing,
    FoundBy,
    Polarity,
    Readings,
    Recorded,
)
from predictions.extraction.checks import checks

Json = dict[str, Any]


def to_json(candidate: Candidate) -> Json:
    """One candidate as a JSON object with every key of the contract."""
    return {
        "quote": candidate.quote,
        "start": candidate.start,
        "end": candidate.end,
        "statement": candidate.statement,
        "polarity": candidate.polarity.value,
        "probability": candidate.probability,
        "probability_low": candidate.probability_low,
        "probability_high": candidate.probability_high,
        "basis": candidate.basis.value if candidate.basis else None,
        "cue": candidate.cue,
        "not_before": candidate.not_before.isoformat() if candidate.not_before else None,
        "deadline": candidate.deadline.isoformat() if candidate.deadline else None,
        "deadline_from": candidate.deadline_from,
        "condition": candidate.condition,
        "author": candidate.author,
        "reported": candidate.reported,
        "confidence": candidate.confidence,
        "repeats": [list(span) for span in candidate.repeats],
        "supersedes": list(candidate.supersedes) if candidate.supersedes else None,
        "recorded": _recorded(candidate.recorded),
        "readings": _readings(candidate.readings),
        "missing": [
            {"what": check.missing.value, "words": check.words, "suggestion": check.suggestion}
            for check in checks(candidate)
        ],
    }


def _recorded(recorded: Recorded | None) -> Json | None:
    if recorded is None:
        return None
    return {
        "outcome": recorded.outcome,
        "mark": recorded.mark,
        "start": recorded.start,
        "end": recorded.end,
    }


def _readings(readings: Readings | None) -> Json | None:
    if readings is None:
        return None
    return {
        "found_by": readings.found_by.value,
        "statement_by": readings.statement_by.value,
        "differing": [
            {"field": one.field, "by": one.by.value, "other": one.other}
            for one in readings.differing
        ],
    }


def _readings_in(data: Mapping[str, Any]) -> Readings:
    return Readings(
        found_by=FoundBy(data["found_by"]),
        statement_by=FoundBy(data["statement_by"]),
        differing=tuple(
            Differing(one["field"], FoundBy(one["by"]), one["other"]) for one in data["differing"]
        ),
    )


def to_lines(candidates: Iterable[Candidate]) -> str:
    """Candidates as JSON Lines, each line ended."""
    return "".join(
        json.dumps(to_json(candidate), ensure_ascii=False) + "\n" for candidate in candidates
    )


def from_json(data: Mapping[str, Any]) -> Candidate:
    """Return the candidate that `to_json` wrote, also before some of its fields were known.

    What is missing is not read back: it follows from the rest.

    Raises:
        InvalidValue: a value that no candidate can hold.
    """
    return Candidate(
        quote=data["quote"],
        start=data["start"],
        end=data["end"],
        statement=data["statement"],
        polarity=Polarity(data["polarity"]),
        probability=data["probability"],
        probability_low=data["probability_low"],
        probability_high=data["probability_high"],
        basis=Basis(data["basis"]) if data["basis"] else None,
        cue=data["cue"],
        not_before=date.fromisoformat(data["not_before"]) if data["not_before"] else None,
        deadline=date.fromisoformat(data["deadline"]) if data["deadline"] else None,
        deadline_from=data["deadline_from"],
        condition=data["condition"],
        author=data["author"],
        reported=data["reported"],
        confidence=data["confidence"],
        repeats=tuple((first, last) for first, last in data["repeats"]),
        supersedes=tuple(data["supersedes"]) if data.get("supersedes") else None,
        recorded=Recorded(**data["recorded"]) if data.get("recorded") else None,
        readings=_readings_in(data["readings"]) if data.get("readings") else None,
    )
