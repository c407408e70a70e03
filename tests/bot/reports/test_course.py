"""The chart of a choice, a number or a day: lines of options, or a fan of percentiles."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import actions
from bot.beliefs import read_outcome
from bot.charts.inside import of_png
from bot.reports.course import course_of
from bot.reports.history import history_chart
from predictions.model import Kind, Prediction
from predictions.times import Window
from storage import dossier, recording, resolving
from storage.dossier import Record
from storage.ledger import Ledger
from tests.bot.conftest import Calledit

OPENED = datetime(2026, 1, 1, 12, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(
    ledger: Ledger,
    kind: Kind,
    said: list[tuple[str, str]],
    *,
    outcome: str = "",
    **more: Any,
) -> Record:
    """Give the record of a prediction with a forecast a day, and how it ended."""
    with ledger.write() as session:
        asked = Prediction(
            statement="What comes",
            created_at=OPENED,
            window=Window(None, date(2026, 3, 1)),
            kind=kind,
            **more,
        )
        made = recording.add_prediction(session, asked)
        number = made.id or 0
        for day, (who, text) in enumerate(said):
            person = recording.forecaster_named(session, who)
            actions.forecast(
                session, number, text, forecaster=person, now=OPENED + timedelta(days=day)
            )
        if outcome:
            resolving.resolve(session, number, read_outcome(made, outcome, NOW.date()), now=NOW)
        return dossier.record(session, number, now=NOW)


def test_a_number_is_a_fan_of_the_medians_of_everybodys_newest_percentiles(
    sqlite_ledger: Ledger,
) -> None:
    said = [("Ann", "5 / 8 / 12"), ("Bo", "6 / 10 / 20"), ("Ann", "7 / 9 / 11")]
    record = told(sqlite_ledger, Kind.NUMERIC, said, outcome="9", unit="boats")
    course = course_of(record, until=NOW)
    low, middle, high = (
        [value for _, value in steps]
        for steps in (course.low, course.crowd.lines[0].steps, course.high)
    )
    assert (low, middle, high) == ([5, 5.5, 6.5], [8, 9, 9.5], [12, 16, 15.5])
    assert [(line.label, [v for _, v in line.steps]) for line in course.people] == [
        ("Ann", [8, 9]),
        ("Bo", [10]),
    ]
    assert (course.crowd.truth, course.ended) == (9, "9 boats")
    words = of_png(history_chart(record, now=NOW, theme="light"))
    assert words is not None
    assert words.startswith(
        "3 forecasts by 2 forecasters; the crowd's median went from 8 boats to 9.5 boats, its 10th "
        "to 90th percentile 6.5 boats to 15.5 boats at the end"
    )
    assert "9 boats, decided" in words


def test_a_choice_is_a_line_for_each_option_and_names_the_one_that_came(
    sqlite_ledger: Ledger,
) -> None:
    said = [("Ann", "Red: 60"), ("Bo", "Red: 20")]
    record = told(sqlite_ledger, Kind.CHOICE, said, outcome="Red", options=("Red", "Blue"))
    course = course_of(record, until=NOW)
    lines = {line.label: [value for _, value in line.steps] for line in course.crowd.lines}
    assert lines["Red"] == pytest.approx([0.6, 0.4])
    assert lines["Blue"] == pytest.approx([0.4, 0.6])
    assert (course.came, course.people, course.low) == ("Red", (), ())
    words = of_png(history_chart(record, now=NOW, theme="dark"))
    assert words is not None
    assert "Blue went from 40 % to 60 %, Red went from 60 % to 40 %" in words


def test_a_day_that_may_never_come_keeps_its_place_on_the_axis(sqlite_ledger: Ledger) -> None:
    said = [("Ann", "2026-01-10 / 2026-02-01 / never"), ("Bo", "2026-01-10 / 2026-02-03 / never")]
    record = told(sqlite_ledger, Kind.DATE, said)
    course = course_of(record, until=NOW)
    assert course.crowd.shown(course.high[-1][1]) == "never"
    assert course.crowd.shown(course.crowd.lines[0].steps[-1][1]) == "2026-02-02"
    words = of_png(history_chart(record, now=NOW, theme="light"))
    assert words is not None
    assert "2026-01-10 to never at the end" in words


def test_what_nobody_forecast_is_an_empty_chart(sqlite_ledger: Ledger) -> None:
    record = told(sqlite_ledger, Kind.CHOICE, [], options=("Red", "Blue"))
    assert of_png(history_chart(record, now=NOW, theme="light")) == (
        "Course of the forecasts: none yet."
    )


def test_a_crowd_of_many_and_many_options_are_drawn(sqlite_ledger: Ledger) -> None:
    names = tuple(f"Option {number} *with* a_name $x$" for number in range(12))
    many = told(
        sqlite_ledger,
        Kind.CHOICE,
        [("Ann", f"{names[0]}: 99%, {names[11]}: 1%")],
        outcome=names[11],
        options=names,
    )
    assert history_chart(many, now=NOW, theme="dark").startswith(b"\x89PNG")
    people = [
        (f"Person {number}", f"{number} / {number + 1} / {number + 9}") for number in range(9)
    ]
    crowd = told(sqlite_ledger, Kind.NUMERIC, people, unit="m$")
    assert history_chart(crowd, now=NOW, theme="light").startswith(b"\x89PNG")


def test_show_draws_a_number(sqlite_url: str, inside: Calledit, tmp_path: Path) -> None:
    ledger = Ledger(sqlite_url)
    record = told(ledger, Kind.NUMERIC, [("Ann", "5 / 8 / 12")], unit="boats")
    ledger.close()
    ran = inside("show", str(record.prediction.id), "--png", "n.png")
    assert (ran.code, ran.err) == (0, "")
    words = of_png((tmp_path / "n.png").read_bytes())
    assert f"Written: n.png\n  alt text: {words}\n" in ran.out
