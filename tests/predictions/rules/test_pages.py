"""Words on pages, and what is published."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from predictions.decisions import Decision, Nothing, Propose
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
    assert "says “Yesterday: Licence granted at last”" in decision.reason
    assert not decision.final
    assert isinstance(decided(rule, text("No licence yet")), Nothing)


def test_only_a_trusted_page_is_final() -> None:
    before = text("pending", at=NOW - timedelta(days=3))
    rule = OnPage(url=PAGE, pattern="granted", trusted=True)
    assert getattr(decided(rule, before, text("granted")), "final", None) is True
    rule = OnPage(url=PAGE, pattern="granted")
    assert getattr(decided(rule, before, text("granted")), "final", None) is False


def test_a_page_that_said_so_when_it_was_first_read_may_mean_something_older() -> None:
    rule = OnPage(url=PAGE, pattern="granted", trusted=True)
    first = text("Licence granted", at=NOW - timedelta(days=300))  # before the window opened
    for readings in ([text("Licence granted")], [first, text("Licence granted. New: a map")]):
        decision = decided(rule, *readings)
        assert isinstance(decision, Propose)
        assert not decision.final
        assert decision.reason.endswith("as it did when it was first read")


def test_what_a_page_shows_after_the_deadline_is_for_people_to_date() -> None:
    rule = OnPage(url=PAGE, pattern="granted", trusted=True)
    pending = text("pending", at=NOW)
    late = text("granted", at=datetime(2027, 1, 1, 9, tzinfo=UTC))
    decision = decided(rule, pending, late, now=AFTER)
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.final) == (YES, False)
    assert "first seen on 2027-01-01, after the deadline" in decision.reason


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("The licence was not granted.\nMore", "The licence was not granted."),
        ("é" * 200 + " it was granted today", "…it was granted today"),
        ("Zusatz " * 20 + "granted " + "später " * 20, "granted"),
    ],
)
def test_the_words_around_a_phrase_are_quoted_as_they_stand(words: str, quote: str) -> None:
    decision = decided(OnPage(url=PAGE, pattern="granted"), text(words))
    said = decision.reason.partition("“")[2].partition("”")[0]
    assert quote in said
    assert said.strip("…") in words
    assert len(said) < 200


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


def test_a_headline_asks_and_the_authoritys_own_decides() -> None:
    def told(**more: bool) -> Decision:
        entry = replace(published("Will they launch it today?", NOW), source="feed")
        return decided(Published(source="feed", subject="o/r", pattern="launch", **more), entry)

    assert isinstance(told(), Propose)
    assert not getattr(told(), "final", True)
    assert getattr(told(trusted=True), "final", False)


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
