"""Predictions of other kinds in a report: how they ended is told in their own words."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from bot import actions
from bot.beliefs import read_outcome
from bot.render.post import Plain
from bot.render.record import record_view
from bot.reports import phrases
from bot.reports.building import build
from bot.reports.data import report_data
from bot.reports.model import Ask
from bot.reports.page import page
from bot.reports.post import report_message
from bot.reports.terminal import report_view
from predictions.model import Kind, Prediction, Visibility
from predictions.outcomes import Outcome, Verdict
from predictions.times import Window
from storage import dossier, recording, resolving
from storage.ledger import Ledger
from tests.bot.reports.made import NOW, OPENED


@pytest.mark.parametrize(
    ("kind", "more", "value", "said"),
    [
        (Kind.CHOICE, {"options": ("Red", "Dark <blue>")}, 1.0, "Dark <blue>"),
        (Kind.NUMERIC, {"unit": "ferries"}, 1500.0, "1,500 ferries"),
        (Kind.DATE, {}, 739631.0, "2026-01-15"),
    ],
)
def test_an_option_a_number_and_a_day_are_named(
    ledger: Ledger, kind: Kind, more: dict[str, Any], value: float, said: str
) -> None:

    asked = Prediction(statement="How", created_at=OPENED, window=Window(), kind=kind, **more)
    with ledger.write() as session:
        number = recording.add_prediction(session, asked).id or 0
        resolving.resolve(session, number, Outcome(Verdict.VALUE, value), now=NOW)
    with ledger.read() as session:
        report = build(session, Ask(), now=NOW)
        record = dossier.record(session, number, now=NOW)
    fields = {each.name: each.value for each in report_message(report, style=Plain()).fields}
    assert fields["Resolved"] == f"{said} (nobody had forecast) How"
    assert said.replace("<", "&lt;").replace(">", "&gt;") in page(report)
    printed = StringIO()
    console = Console(width=200, file=printed)
    console.print(report_view(report))
    console.print(record_view(record, None, "UTC"))
    told = printed.getvalue()
    assert f"{said}, decided" in told  # in the record
    assert f"  {said}  " in told  # in the report


def test_long_words_of_a_number_leave_its_statement_room_on_a_narrow_terminal(
    ledger: Ledger,
) -> None:
    unit = "ferries a day in the whole of the archipelago"
    asked = Prediction(
        statement="How many ferries run",
        created_at=OPENED,
        window=Window(),
        kind=Kind.NUMERIC,
        unit=unit,
    )
    with ledger.write() as session:
        number = recording.add_prediction(session, asked).id or 0
        person = recording.forecaster_named(session, "Ann")
        actions.forecast(session, number, "5 / 8 / 90000000", forecaster=person, now=OPENED)
        resolving.resolve(session, number, Outcome(Verdict.VALUE, 123_456_789.0), now=NOW)
    with ledger.read() as session:
        report = build(session, Ask(), now=NOW)
    printed = StringIO()
    Console(width=80, file=printed).print(report_view(report))
    lines = printed.getvalue().splitlines()
    [row] = [line for line in lines if "123,456,789" in line]
    assert "How many ferries run" in row
    assert row.startswith(f" {number} ")
    assert any("CRPS" in line for line in lines)
    assert report.settled[0].score.startswith("CRPS 69,")
    assert "." not in report.settled[0].score  # of millions nobody reads thousandths


@pytest.fixture
def mixed(ledger: Ledger) -> Ledger:
    """Hold an ended and a running number, choice and day, and a yes; two people forecast on all."""
    today = NOW.date()
    kinds: list[tuple[Kind, dict[str, Any], tuple[str, str], str]] = [
        (Kind.NUMERIC, {"unit": "boats"}, ("5 / 8 / 12", "6 / 8 / 10"), "9"),
        (Kind.CHOICE, {"options": ("Red", "Blue")}, ("Red: 60", "Red: 80"), "Red"),
        (
            Kind.DATE,
            {},
            ("2026-01-10 / 2026-02-01 / never", "2026-01-10 / 2026-02-03 / never"),
            "2026-02-02",
        ),
        (Kind.BINARY, {}, ("70", "90"), "yes"),
    ]
    with ledger.write() as session:
        for runs in (False, True):
            for kind, more, told, outcome in kinds:
                deadline = today + timedelta(days=30 if runs else -1)
                asked = Prediction(
                    statement=f"{kind} {'to come' if runs else 'ended'}",
                    created_at=OPENED,
                    window=Window(None, deadline),
                    kind=kind,
                    **more,
                )
                made = recording.add_prediction(session, asked)
                for who, text in zip(("Ann", "Bo"), told, strict=True):
                    person = recording.forecaster_named(session, who)
                    actions.forecast(session, made.id or 0, text, forecaster=person, now=OPENED)
                if not runs:
                    ending = read_outcome(made, outcome, today)
                    resolving.resolve(session, made.id or 0, ending, now=NOW)
    return ledger


def test_a_report_tells_of_every_kind_and_which_of_them_its_means_leave_out(mixed: Ledger) -> None:
    with mixed.read() as session:
        report = build(session, Ask(), now=NOW)
    number, choice, day, yes = sorted(report.settled, key=lambda each: each.prediction_id)
    assert (number.score, number.together, number.best) == ("CRPS 0.700", "8 boats", ("Bo", 0.6))
    assert (choice.score, choice.together) == ("Brier 0.200 (0–2)", "70 % Red")
    assert (day.ended, day.together) == ("2026-02-02", "2026-02-02")
    assert day.score.startswith("CRPS ")
    assert [each.forecasters for each in (number, choice, day, yes)] == [2, 2, 2, 2]
    assert not yes.score
    assert yes.brier == pytest.approx(0.05)
    assert report.stated.scores is not None
    assert report.stated.scores.questions == 1
    coming = {due.statement: (phrases.crowd_of(due), due.forecasters) for due in report.coming}
    assert coming == {
        "numeric to come": ("8 boats", 2),
        "choice to come": ("70 % Red", 2),
        "date to come": ("2026-02-02", 2),
        "binary to come": ("80 %", 2),
    }
    said = "Not in them: 3 choices, numbers or days, each with its own score under Resolved."
    printed = StringIO()
    Console(width=200, file=printed).print(report_view(report))
    whole = [printed.getvalue(), page(report), report_message(report, style=Plain()).text]
    assert all(said in each for each in whole)
    assert "CRPS 0.700" in whole[0]
    assert "CRPS 0.700" in whole[1]
    data = report_data(report)
    assert data["counts"]["valued"] == 3
    assert {each["score"] for each in data["resolved"]} >= {None, "CRPS 0.700"}


def test_what_is_hidden_has_no_crowd_in_a_report(ledger: Ledger) -> None:
    asked = Prediction(
        statement="How many",
        created_at=OPENED,
        window=Window(None, NOW.date() + timedelta(days=30)),
        kind=Kind.NUMERIC,
        visibility=Visibility.UNTIL_FORECAST,
    )
    with ledger.write() as session:
        made = recording.add_prediction(session, asked)
        person = recording.forecaster_named(session, "Ann")
        actions.forecast(session, made.id or 0, "5 / 8 / 12", forecaster=person, now=OPENED)
    with ledger.read() as session:
        [due] = build(session, Ask(), now=NOW).coming
    assert (due.together, due.crowd, due.forecasters) == ("", None, 0)
