"""What is decided early waits for its deadline, in all that is told of the record."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from bot.reports import phrases
from bot.reports.building import build
from bot.reports.calibrating import calibration_table
from bot.reports.model import Ask, Report
from bot.reports.terminal import report_view
from predictions.outcomes import NO, YES
from storage.ledger import Ledger
from storage.scope import Scope
from tests.bot.reports.made import claim, say, settle, someone

MARCH, JUNE, JULY = (datetime(2026, month, 1, tzinfo=UTC) for month in (3, 6, 7))
OPENED = datetime(2026, 1, 1, 12, tzinfo=UTC)
EARLY = datetime(2026, 3, 10, tzinfo=UTC)
LAST_DAY = date(2026, 6, 29)


def made(session: Session, count: int, *, came_early: int, deadline: date | None) -> None:
    """Add claims that somebody gave 40 %, of which some came true long before their deadline."""
    for number in range(count):
        asked = claim(session, f"Claim {number}", created_at=OPENED, deadline=deadline)
        say(session, asked, someone(session, "Ann"), 0.4, OPENED)
        if number < came_early:
            settle(session, asked, YES, EARLY, happened_at=EARLY)


def end(session: Session, first: int, last: int) -> None:
    """Let the others fail, the day after their deadline."""
    for number in range(first, last + 1):
        settle(session, number, NO, datetime(2026, 6, 30, 12, tzinfo=UTC))


def of(ledger: Ledger, ask: Ask, now: datetime) -> Report:
    with ledger.read() as session:
        return build(session, ask, now=now)


def test_what_came_true_early_accuses_nobody_while_its_fellows_cannot_have_failed(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        made(session, 30, came_early=12, deadline=LAST_DAY)
    halfway = of(ledger, Ask(), EARLY)
    assert halfway.stated.scores is None
    assert halfway.stated.waiting == 12
    assert "came before its deadline" in halfway.stated.sentence
    assert halfway.months == ()
    with ledger.read() as session:
        assert list(calibration_table(session, Scope(), now=EARLY)) == []
    with ledger.write() as session:
        end(session, 13, 30)
    ended = of(ledger, Ask(), JULY)
    assert ended.stated.scores is not None
    assert ended.stated.scores.base_rate == pytest.approx(0.4)
    assert ended.stated.scores.cox_p > 0.5
    assert ended.stated.waiting == 0
    assert [(month.month, month.questions) for month in ended.months] == [("2026-06", 30)]
    assert ended.months[0].interval == pytest.approx(ended.stated.scores.brier_ci)


def test_a_period_tells_of_what_came_to_count_in_it(ledger: Ledger) -> None:
    with ledger.write() as session:
        made(session, 30, came_early=12, deadline=LAST_DAY)
        end(session, 13, 30)
    march = of(ledger, Ask(since=MARCH, until=JUNE), JULY)
    assert (march.settled_in_all, march.stated.scores, march.stated.waiting) == (12, None, 12)
    assert march.boards[0].leaders[0].pending == 12
    june = of(ledger, Ask(since=JUNE, until=JULY), JULY)
    assert june.settled_in_all == 18  # the list has what was resolved then
    assert june.stated.scores is not None
    assert june.stated.scores.questions == 30
    assert june.boards[0].leaders[0].questions == 30
    assert of(ledger, Ask(since=JULY), JULY).stated.waiting == 0


def test_without_a_deadline_the_decision_is_the_end(ledger: Ledger) -> None:
    with ledger.write() as session:
        made(session, 3, came_early=3, deadline=None)
    report = of(ledger, Ask(), EARLY)
    assert report.stated.scores is not None
    assert report.stated.scores.questions == 3
    assert report.boards[0].leaders[0].questions == 3


def test_what_waits_is_counted_beside_what_counts(ledger: Ledger) -> None:
    with ledger.write() as session:
        made(session, 2, came_early=2, deadline=date(2026, 12, 31))
        made(session, 1, came_early=1, deadline=date(2026, 3, 31))
    report = of(ledger, Ask(), JUNE)
    assert phrases.basis(report.stated).endswith(
        "by 1 forecaster; 2 more were decided early and wait for their deadline"
    )
    assert report_view(report)
