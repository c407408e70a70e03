"""Words on pages, and what is published."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from predictions.decisions import Nothing, Propose
from predictions.outcomes import YES
from predictions.readings import (
    Reading,
    TextReading,
)
from predictions.rules.kinds import (
    OnPage,
    Published,
)
from tests.predictions.rules.deciding import (
    AFTER,
    NOW,
    PAGE,
    decided,
    published,
    text,
)


def test_a_phrase_on_a_page_is_quoted_and_left_to_people() -> None:
    rule = OnPage(url=PAGE, pattern=r"licen[cs]e granted")
    decision = decided(rule, text("Yesterday: Licence granted at last"))
    assert isinstance(decision, Propose)
    assert "“Licence granted”" in decision.reason
    assert not decision.final
    assert isinstance(decided(rule, text("No licence yet")), Nothing)


def test_only_a_trusted_page_is_final() -> None:
    rule = OnPage(url=PAGE, pattern="granted", trusted=True)
    assert getattr(decided(rule, text("granted")), "final", None) is True


def test_a_page_counts_only_while_the_window_is_open() -> None:
    rule = OnPage(url=PAGE, pattern="granted")
    before = datetime(2025, 12, 1, tzinfo=UTC)
    assert isinstance(decided(rule, text("granted", at=before)), Nothing)


def test_a_selector_is_met_by_what_it_picks() -> None:
    rule = OnPage(url=PAGE, selector=".passed")
    assert isinstance(decided(rule, text(None, selector=".passed")), Nothing)
    assert isinstance(decided(rule, text("Yes", selector=".passed")), Propose)
    assert isinstance(decided(rule, text("Yes", selector=".other")), Nothing)


def test_a_property_of_wikidata_is_met_by_its_value_and_never_denied_by_its_absence() -> None:
    url = "https://www.wikidata.org/wiki/Q42"
    rule = OnPage(url=url, selector="P570", source="wikidata")

    def statement(value: str | None) -> TextReading:
        return TextReading(source="wikidata", subject=url, selector="P570", text=value, read_at=NOW)

    assert isinstance(decided(rule, statement(None), now=AFTER), Nothing)
    found = decided(rule, statement("2026-05-04"))
    assert isinstance(found, Propose)
    assert not found.final


def test_what_was_never_there_cannot_have_gone() -> None:
    rule = OnPage(url=PAGE, pattern="under review", absent=True)
    earlier = NOW - timedelta(days=3)
    assert isinstance(decided(rule, text("something else")), Nothing)
    assert isinstance(decided(rule, text("under review", at=earlier), text("")), Nothing)
    gone = decided(rule, text("under review", at=earlier), text("closed"))
    assert isinstance(gone, Propose)
    assert not gone.final
    back = decided(rule, text("closed", at=earlier), text("under review"))
    assert isinstance(back, Nothing)


def test_a_hostile_pattern_and_a_hostile_page_end_in_time() -> None:
    rule = OnPage(url=PAGE, pattern="^(a+)+$")
    assert isinstance(decided(rule, text("a" * 50_000 + "!")), Nothing)


def test_a_release_in_the_window_decides() -> None:
    rule = Published(source="github", subject="o/r", pattern=r"^v?2\.")
    inside = datetime(2026, 3, 1, tzinfo=UTC)
    decision = decided(rule, published("v1.9", inside), published("v2.0", inside))
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.final, decision.happened_at) == (YES, True, inside)


@pytest.mark.parametrize(
    "reading",
    [
        published("v2.0", datetime(2025, 3, 1, tzinfo=UTC)),  # before the window
        published("v2.0", NOW + timedelta(days=1)),  # claims to be from the future
        published("v2.0", NOW, preliminary=True),
        published("v1.0", NOW),
    ],
)
def test_publications_that_do_not_count(reading: Reading) -> None:
    rule = Published(source="github", subject="o/r", pattern=r"^v2")
    assert isinstance(decided(rule, reading), Nothing)


def test_a_corrected_date_takes_the_place_of_the_first() -> None:
    rule = Published(source="github", subject="o/r")
    first = published("v2", NOW - timedelta(days=1))
    assert isinstance(decided(rule, first), Propose)
    corrected = replace(first, published_at=datetime(2025, 1, 1, tzinfo=UTC), read_at=NOW)
    assert isinstance(
        decided(rule, replace(first, read_at=NOW - timedelta(hours=1)), corrected), Nothing
    )


def test_a_publication_without_a_date_is_for_people() -> None:
    decision = decided(Published(source="github", subject="o/r"), published("v2", None))
    assert isinstance(decision, Propose)
    assert not decision.final
