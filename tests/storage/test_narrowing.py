"""Narrowed lists are the same whichever way they are found."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from predictions.model import State
from predictions.times import Window
from storage import finding, narrowing, recording, statements
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add, forecast, someone

COUNT = 40
RUNNING = (State.DUE, State.OPEN)
ASKED: tuple[dict[str, Any], ...] = (
    {"words": "rain"},
    {"words": "snow berg"},
    {"words": "ÅRHUS"},
    {"words": "hail"},
    {"words": "*"},
    {"tag": "often"},
    {"tag": "once", "words": "rain"},
    {"tag": "never"},
    {"words": "rain", "guild_id": 7},
    {"words": "rain", "number": 3},
    {"tag": "often", "due_before": NOON + timedelta(days=12)},
)


@pytest.fixture
def varied(ledger: Ledger) -> tuple[Ledger, int]:
    """Fill a ledger so that some things stand in nearly all predictions and others in one."""
    with ledger.write() as session:
        who = someone(session, "Ann")
        for n in range(COUNT):
            place = ("Bergen", "Århus", "Rainham")[n % 3]
            number = add(
                session,
                f"{'Snow' if n % 10 == 4 else 'Rains'} in {place} {n}",
                window=Window(None, date(2026, 2, 10) + timedelta(days=(n * 17) % COUNT)),
                tags=("often", "once") if n == 11 else ("often",) if n % 4 else (),
                guild_id=7 if n % 2 else None,
            )
            if n % 5 == 0:
                made = NOON - timedelta(days=60)
                recording.add_forecast(session, forecast(number, who, 0.4, made))
                recording.add_forecast(session, forecast(number, who, 0.5, made))
    return ledger, who


@pytest.mark.parametrize(
    ("first", "more", "few"),
    [(300, 3_000, 10_000), (2, 300, 10_000), (2, 4, 10_000), (2, 4, 0), (2, 4, 5)],
    ids=["at once", "a second walk", "looked up", "neither", "only the rare looked up"],
)
def test_every_way_finds_the_same_page(
    varied: tuple[Ledger, int], monkeypatch: pytest.MonkeyPatch, first: int, more: int, few: int
) -> None:
    ledger, who = varied
    monkeypatch.setattr(narrowing, "FIRST_STEPS", first)
    monkeypatch.setattr(narrowing, "MORE_STEPS", more)
    monkeypatch.setattr(narrowing, "FEW", few)
    theirs: dict[str, Any] = {"forecaster_ids": (who,)}
    wanted = (theirs, {**theirs, "tag": "often"}, *ASKED)
    pages = product(((), RUNNING, (State.DUE,)), ((0, 2), (1, 1), (0, 60), (5, 3)))
    for (states, (offset, limit)), asked in product(pages, wanted):
        with ledger.read() as session:
            everything = finding.listing(session, now=NOON, states=states, limit=COUNT)
            held = [row for row in everything if _holds(row, asked)]
            page = finding.listing(
                session, now=NOON, states=states, offset=offset, limit=limit, **asked
            )
            lines = finding.lines(
                session, now=NOON, states=states, offset=offset, limit=limit, **asked
            )
        expected = held[offset : offset + limit]
        assert page == expected, (asked, states, offset)
        assert [line.id for line in lines] == [row.prediction.id for row in expected]


def _holds(row: Any, asked: dict[str, Any]) -> bool:
    made, by = row.prediction, narrowing.Narrowed(**asked)  # type: ignore[typeddict-item]
    spoken = made.statement.casefold().replace("å", "a").split()
    starts = [word.casefold().replace("å", "a") for word in (by.get("words") or "").split()]
    due = made.window.due_at
    return (
        all(any(word.startswith(start) for word in spoken) for start in starts)
        and by.get("tag") in (None, *made.tags)
        and by.get("guild_id") in (None, made.guild_id)
        and by.get("number") in (None, made.id)
        and ("due_before" not in by or due < by["due_before"])
        and ("forecaster_ids" not in by or (made.id - 1) % 5 == 0)
    )


@pytest.mark.parametrize(
    "words", ["rain", "RAIN", "år", "ar", "ærlig", "straße", "o'neill", "c++", "42", "日本", "é e"]
)
def test_some_rows_are_read_by_the_rules_of_the_whole_index(ledger: Ledger, words: str) -> None:
    said = (
        "Rain, rainbow",
        "Århus is ærlig",
        "Straße 42",
        "O’Neill's C++",
        "日本 2030",
        "é",
        "É e",
    )
    with ledger.write() as session:
        for statement in said:
            add(session, statement)
    with ledger.read() as session:
        rows = [row.prediction for row in finding.listing(session, now=NOON)]
        by_index = set(session.exec(statements.holding(session, words)).all())
        assert statements.holding_among(session, rows, words) == by_index
