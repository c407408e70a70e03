"""Predictions of other kinds in a report: how they ended is told in their own words."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from bot.render.post import Plain
from bot.render.record import record_view
from bot.reports.building import build
from bot.reports.model import Ask
from bot.reports.page import page
from bot.reports.post import report_message
from bot.reports.terminal import report_view
from predictions.model import Kind, Prediction
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
    assert fields["Resolved"] == f"{said} How"
    assert said.replace("<", "&lt;").replace(">", "&gt;") in page(report)
    printed = StringIO()
    console = Console(width=200, file=printed)
    console.print(report_view(report))
    console.print(record_view(record, None, "UTC"))
    told = printed.getvalue()
    assert f"{said}, decided" in told  # in the record
    assert f"  {said}  " in told  # in the report
