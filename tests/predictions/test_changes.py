"""What a reviewer makes of a candidate stays a candidate: verbatim, within bounds, checked."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions import changes
from predictions.errors import InvalidValue
from predictions.extraction import extract
from predictions.extraction.jsonl import to_json

TODAY = date(2026, 1, 5)
TEXT = "The harbour bridge will probably open, and ferries will stop running, by the end of 2031."


def candidate(text: str = TEXT, **more: Any) -> dict[str, Any]:
    """Return a candidate that is all of a text."""
    whole = {
        "quote": text, "start": 0, "end": len(text), "statement": text.rstrip("."), "polarity": "yes",
        "probability": 0.75, "probability_low": 0.6, "probability_high": 0.85, "basis": "surveyed",
        "cue": "probably", "not_before": None, "deadline": "2031-12-31", "deadline_from": "sentence",
        "condition": None, "author": "Ann", "reported": False, "confidence": 0.9, "repeats": [],
    }  # fmt: skip
    return whole | more


class TestEditing:
    def test_words_are_read_as_people_write_them(self) -> None:
        written = {"deadline": "end of 2032", "probability": "3:1", "not_before": "after 2028"}
        data = changes.edited(candidate(), written, today=TODAY)
        assert (data["deadline"], data["not_before"]) == ("2032-12-31", "2029-01-01")
        assert (data["probability"], data["basis"], data["cue"]) == (0.75, "stated", None)

    def test_a_field_that_is_left_as_shown_keeps_its_basis(self) -> None:
        before = candidate()
        shown = {field: changes.shown(before, field) for field in changes.FIELDS}
        assert shown["probability"] == "75%"
        data = changes.edited(before, shown, today=TODAY)
        assert (data["basis"], data["cue"], data["deadline_from"]) == (
            "surveyed",
            "probably",
            "sentence",
        )

    def test_two_readers_differ_no_more_over_what_a_person_decided(self) -> None:
        differing = [
            {"field": "deadline", "by": "rules", "other": "2030-12-31"},
            {"field": "author", "by": "rules", "other": None},
        ]
        told = {"found_by": "rules and model", "statement_by": "model", "differing": differing}
        data = changes.edited(candidate(readings=told), {"deadline": "2032"}, today=TODAY)
        assert data["readings"] == told | {"differing": differing[1:]}

    def test_what_a_person_cut_or_joined_was_read_by_nobody_before(self) -> None:
        told = {"found_by": "rules", "statement_by": "rules", "differing": []}
        parts = changes.parts(candidate(readings=told), [TEXT.index("and ferries")])
        assert [part["readings"] for part in parts] == [None, None]
        assert changes.united(parts[0] | {"readings": told}, parts[1], TEXT)["readings"] is None

    def test_an_empty_line_clears_a_field(self) -> None:
        data = changes.edited(candidate(), {"deadline": "", "probability": ""}, today=TODAY)
        assert (data["deadline"], data["probability"], data["basis"]) == (None, None, None)

    @pytest.mark.parametrize(
        ("field", "text"),
        [
            ("deadline", "someday"),
            ("probability", "1.5"),
            ("statement", " "),
            ("statement", "x" * 1001),
            ("not_before", "2040"),  # after the last day
            ("quote", "other words"),  # the document's, not the reviewer's
        ],
    )
    def test_what_cannot_be_is_refused_by_its_field(self, field: str, text: str) -> None:
        with pytest.raises(InvalidValue):
            changes.edited(candidate(), {field: text}, today=TODAY)

    def test_a_criterion_settles_what_the_words_leave_open(self) -> None:
        vague = candidate(statement="Umbrellas become widely popular")
        assert [check.missing for check in changes.missing(vague)] == ["vague term"]
        data = changes.edited(vague, {"criteria": "Two papers say so."}, today=TODAY)
        assert data["criteria"] == "Two papers say so."
        assert changes.missing(data) == ()
        blank = changes.edited(vague, {"criteria": "[source] says so."}, today=TODAY)
        assert [check.words for check in changes.missing(blank)] == ["[source]"]


class TestSplitting:
    def test_parts_are_verbatim_and_a_number_stays_where_its_words_stand(self) -> None:
        [at, *_] = changes.cuts(TEXT)
        first, second = changes.parts(candidate(), [at])
        assert all(TEXT[p["start"] : p["end"]] == p["quote"] for p in (first, second))
        assert first["quote"] == "The harbour bridge will probably open"
        assert second["quote"] == "ferries will stop running, by the end of 2031."
        assert (first["probability"], second["probability"]) == (0.75, None)
        assert {p["deadline"] for p in (first, second)} == {"2031-12-31"}

    def test_a_cut_that_leaves_no_words_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="without words"):
            changes.parts(candidate(), [0])

    @given(st.text(st.sampled_from("ab ,;-.and"), min_size=1, max_size=60), st.data())
    def test_whatever_the_quote_parts_are_verbatim_or_refused(
        self, quote: str, data: st.DataObject
    ) -> None:
        at = data.draw(st.lists(st.integers(0, len(quote)), max_size=4))
        try:
            made = changes.parts(candidate(quote), at)
        except InvalidValue:
            return
        assert all(quote[p["start"] : p["end"]] == p["quote"] for p in made)
        assert [p["start"] for p in made] == sorted(p["start"] for p in made)


class TestUniting:
    def test_two_halves_of_a_sentence_become_its_whole(self) -> None:
        first, second = changes.parts(candidate(), [changes.cuts(TEXT)[0]])
        whole = changes.united(second, first, TEXT)
        assert whole["quote"] == TEXT
        assert whole["repeats"] == []
        assert whole["probability"] == 0.75

    def test_the_same_forecast_said_twice_keeps_both_places(self) -> None:
        text = f"{TEXT} Much was said in between by many people. {TEXT}"
        again = candidate(start=len(text) - len(TEXT), end=len(text))
        one = changes.united(candidate(), again, text)
        assert (one["start"], one["end"]) == (0, len(TEXT))
        assert one["repeats"] == [[len(text) - len(TEXT), len(text)]]


@given(st.text(max_size=400), st.data())
def test_a_quote_in_its_context_never_fails(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = changes.surroundings(text, start, end, around=40)
    assert len(before) <= 42
    assert len(after) <= 42


def test_older_candidates_without_the_newer_fields_can_be_reviewed() -> None:
    data = changes.edited(candidate(), {"statement": "The bridge opens"}, today=TODAY)
    assert (data["supersedes"], data["recorded"]) == (None, None)


def test_every_found_candidate_survives_an_edit_that_changes_nothing() -> None:
    for one in extract(TEXT, published=TODAY):
        data = to_json(one)
        shown = {field: changes.shown(data, field) for field in changes.FIELDS}
        assert changes.edited(data, shown, today=TODAY) == data
