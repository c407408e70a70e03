"""The chart of one prediction: who said what, the crowd, and what happened meanwhile."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.charts.inside import of_png
from bot.reports.history import history_of
from predictions.candidate import Basis
from predictions.model import Evidence
from predictions.outcomes import Outcome
from storage import dossier, gathering
from storage.ledger import Ledger
from tests.bot.conftest import Calledit
from tests.bot.reports.made import NOW, OPENED, claim, say, settle, someone

HAPPENED = datetime(2025, 10, 1, 12, tzinfo=UTC)


@pytest.fixture
def number(sqlite_url: str) -> int:
    """Give a prediction with three forecasts, two evidences and its end."""
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        made = claim(session, "Rain *falls* <b>on</b> Monday 😀", deadline=date(2025, 12, 31))
        say(session, made, someone(session, "Ann"), 0.2)
        say(session, made, someone(session, "Ann"), 0.6, OPENED + timedelta(days=9))
        say(session, made, someone(session, "Reader"), 0.9, basis=Basis.SURVEYED)
        for n, title in enumerate(("Clouds\ngather", "[red]Wind[/red]")):
            seen = Evidence(
                source_id=None,
                url=None,
                title=title,
                text="",
                seen_at=NOW,
                published_at=OPENED + timedelta(days=30 * (n + 1)),
            )
            [kept] = gathering.add_evidence(session, [seen])
            assert kept.id is not None
            gathering.match(session, kept.id, made, relevance=1.0, why="words")
        settle(session, made, Outcome.parse("yes"), NOW, happened_at=HAPPENED)
    ledger.close()
    return made


def test_a_history_holds_every_forecast_and_what_happened_in_its_order(
    number: int, sqlite_url: str
) -> None:
    ledger = Ledger(sqlite_url)
    with ledger.read() as session:
        found = history_of(dossier.record(session, number, now=NOW), now=NOW)
    ledger.close()
    assert [(each.forecaster, each.probability, each.implied) for each in found.told] == [
        ("Ann", 0.2, False),
        ("Reader", 0.9, True),
        ("Ann", 0.6, False),
    ]
    assert [(f"{each.at:%Y-%m-%d}", each.label, each.outcome) for each in found.happenings] == [
        ("2025-01-31", "Clouds\ngather", None),
        ("2025-03-02", "[red]Wind[/red]", None),
        ("2025-10-01", "YES, happened", True),
        ("2025-12-31", "Deadline", None),
    ]
    assert found.until == HAPPENED


def test_a_running_prediction_is_drawn_up_to_now(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.write() as session:
        made = claim(session, deadline=date(2099, 1, 1))
        say(session, made, someone(session, "Ann"), 0.2)
        found = history_of(dossier.record(session, made, now=NOW), now=NOW)
    assert found.until == NOW
    assert found.happenings == ()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_show_draws_it_with_its_words(
    number: int, inside: Calledit, tmp_path: Path, theme: str
) -> None:
    ran = inside("show", str(number), "--png", "h.png", "--theme", theme)
    assert (ran.code, ran.err) == (0, "")
    drawn = (tmp_path / "h.png").read_bytes()
    words = of_png(drawn)
    assert words is not None
    assert words.startswith("3 forecasts by 2 forecasters; the crowd's median went from 20 % to 60")
    assert "2025-10-01 YES, happened" in words
    assert f"Written: h.png\n  alt text: {words}\n" in ran.out
    assert inside("show", str(number), "--png", "h.png").code == 1
    assert (tmp_path / "h.png").read_bytes() == drawn
    quiet = inside("show", str(number), "--png", "h.png", "--force", "--json")
    assert quiet.out.startswith("{")
    assert "Written" not in quiet.out
