"""Rows of exported tables, cell by cell, on both databases."""

import math
from datetime import UTC, datetime

from bot.reports.calibrating import calibration_table
from bot.reports.rows import forecast_rows, resolution_rows, score_rows
from predictions.candidate import Basis
from predictions.model import ForecasterKind
from predictions.outcomes import YES
from storage import resolving
from storage.ledger import Ledger
from storage.scope import Scope
from tests.bot.reports.made import NOW, claim, say, settle, someone

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
MIDDLE = datetime(2025, 7, 2, 12, 30, 0, 5, UTC)
HAPPENED = datetime(2025, 10, 1, 8, tzinfo=UTC)
DECIDED = datetime(2025, 10, 2, tzinfo=UTC)


def test_a_forecast_cell_by_cell(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = claim(session, "-Rain", tags=("b", "a"))
        ann = someone(session, "@Ann")
        say(session, number, ann, 0.5, BEGIN)
        say(session, number, ann, 1.0, MIDDLE)
        say(session, number, ann, 0.25, HAPPENED, basis=Basis.SURVEYED)
        settle(session, number, YES, DECIDED, happened_at=HAPPENED)
        rows = list(forecast_rows(session, Scope()))
        stated = list(forecast_rows(session, Scope(), implied=False))
    begin = [str(number), "'-Rain", "'@Ann", "stated", "0.5", "", "", "2025-01-01T00:00:00Z", None]
    ended = ["2025-12-31", "yes", "2025-10-01T08:00:00Z", "2025-10-02T00:00:00Z"]
    share = (MIDDLE - BEGIN) / (HAPPENED - BEGIN)
    first, second, late = (list(row) for row in rows)
    assert first[:13] == begin + ended
    assert first[13] == "0.25"
    assert float(str(first[14])) == -math.log(0.5)
    assert abs(float(str(first[15])) - share) < 1e-12
    assert first[16:] == ["", "", "a;b", "", str(ann.id), "person"]
    assert second[7] == "2025-07-02T12:30:00.000005Z"
    assert abs(float(str(second[15])) - (1 - share)) < 1e-12
    assert late[3:7] == ["surveyed", "0.25", "0.15", "0.35"]
    assert late[15] == "0.0"  # made when the answer could be known
    assert stated == rows[:2]


def test_a_certainty_that_failed_scores_infinity_and_says_so(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = claim(session)
        say(session, number, someone(session, "Ann"), 0.0, BEGIN)
        settle(session, number, YES)
        [row] = forecast_rows(session, Scope())
        [score] = score_rows(session, Scope())
    assert (row[13], row[14]) == ("1.0", "inf")
    assert score[12:15] == (1.0, 1.0, math.inf)


def test_corrections_are_rows_of_their_own(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = claim(session)
        settle(session, number, YES, DECIDED)
        resolving.reopen(session, number, now=datetime(2025, 10, 3, tzinfo=UTC), note="=oh")
        rows = list(resolution_rows(session, Scope()))
    assert [(row[1], row[2], row[4], row[10]) for row in rows] == [
        (1, "no", "yes", ""),
        (2, "no", "reopened", "'=oh"),
    ]


def test_a_member_and_an_author_of_one_name_are_one_in_the_calibration(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = claim(session)
        say(session, number, someone(session, "Ann"), 0.85, BEGIN)
        say(session, number, someone(session, "Ann", ForecasterKind.AUTHOR), 0.82, BEGIN)
        settle(session, number, YES)
        rows = list(calibration_table(session, Scope(), now=NOW))
    assert len({row[:4] for row in rows}) == len(rows) == 20
    [both] = [row for row in rows if row[0] == "Ann" and row[5]]
    assert both[5] == 2


def test_calibration_of_everybody_of_each_and_of_tags(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = claim(session, tags=("x",))
        say(session, number, someone(session, "Ann"), 0.85, BEGIN)
        say(session, number, someone(session, "Bo"), 0.35, BEGIN)
        settle(session, number, YES)
        rows = list(calibration_table(session, Scope(), now=NOW))
    groups = list(dict.fromkeys((row[0], row[1], row[2]) for row in rows))
    assert groups == [
        ("", "", "stated"),
        ("Ann", "", "stated"),
        ("Bo", "", "stated"),
        ("", "x", "stated"),
    ]
    assert len(rows) == 40
    [full] = [row for row in rows if row[0] == "Ann" and row[5]]
    assert full[3:9] == (0.8, 0.9, 1, 1, 0.85, 1.0)
