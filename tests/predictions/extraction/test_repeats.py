"""Repeats become one candidate, marks become recorded outcomes, what is taken back is linked."""

from datetime import date

import pytest

from predictions.candidate import Candidate, Polarity
from predictions.extraction import extract

PUBLISHED = date(2026, 1, 5)


def found(text: str, author: str | None = "Ann Example") -> tuple[Candidate, ...]:
    return extract(text, published=PUBLISHED, author=author)


class TestRepeats:
    def test_a_claim_in_other_words_is_one_candidate_with_two_spans(self) -> None:
        text = (
            "By 2030, the new tram will reach the hospital on the hill.\n\nMuch was said.\n\n"
            "To sum up: the new tram will have reached the hospital on the hill by 2030."
        )
        (one,) = found(text)
        ((start, end),) = one.repeats
        assert "will have reached" in text[start:end]

    def test_the_wording_with_a_number_is_kept_and_the_other_is_its_repeat(self) -> None:
        text = (
            "The new tram will reach the hospital on the hill by 2030.\n\nWhy?\n\n"
            "- The new tram reaches the hospital on the hill by 2030: 70%\n"
        )
        (one,) = found(text)
        assert (one.probability, len(one.repeats)) == (0.7, 1)
        assert text[slice(*one.repeats[0])].startswith("The new tram will reach")

    @pytest.mark.parametrize(
        "other",
        [
            "The new tram reaches the hospital on the hill by 2032: 70%",
            "The new tram reaches the hospital on the hill by 2030: 40%",
            "The new tram does not reach the hospital on the hill by 2030: 70%",
            "The new tram reaches the castle on the hill by 2030: 70%",
        ],
    )
    def test_another_day_number_side_or_word_is_another_forecast(self, other: str) -> None:
        text = f"# Predictions\n\n- The new tram reaches the hospital on the hill by 2030: 70%\n- {other}\n"
        assert len(found(text)) == 2

    @pytest.mark.parametrize(("year", "several"), [("2026", 1), ("2027", 2)])
    def test_in_a_year_is_by_its_end_once_it_has_begun(self, year: str, several: int) -> None:
        text = (
            f"The new tram will reach the hospital on the hill in {year}.\n\nWhy?\n\n"
            f"- By the end of {year}, the new tram reaches the hospital on the hill: 70%\n"
        )
        assert len(found(text)) == several

    def test_two_people_who_say_the_same_are_two_forecasts(self) -> None:
        text = (
            "**Ann** (2026-01-01):\n\nThe new tram will reach the hospital on the hill by 2030.\n\n"
            "**Bob** (2026-01-02):\n\nBy 2030 the new tram will reach the hospital on the hill.\n\n"
            "**Ann** (2026-01-03):\n\nWater is wet.\n"
        )
        assert [one.author for one in found(text, author=None)] == ["Ann", "Bob"]


FIRST = "The old mill in the valley will close by 2028."


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (FIRST, "By 2028 the old mill in the valley will close.", 1),
        (FIRST, "I expect the old mill in the valley to close by 2028.", 1),
        (FIRST, "The old mill in the valley is likely to close by 2028.", 1),
        ("Before 2028, no ferry will sink in the sound.", "No ferry will sink in the sound before 2028.", 1),
        (FIRST, "The old mill in the valley could close by 2028.", 2),  # "could" is less than "will"
        (FIRST, "The guild expects the old mill in the valley to close by 2028.", 2),  # not the author
        (FIRST, "The old mill in the valley will close in 2028.", 2),  # 2027 would do for one only
        (FIRST, "If rents rise, the old mill in the valley will close by 2028.", 2),
        (FIRST, "The old mill in the valley will not close by 2028.", 2),
        ("Wages rise by 5% in the valley in 2027.", "Wages rise to 5% in the valley in 2027.", 2),
        ("Anna Kern will beat Bela Moor in 2027.", "Bela Moor will beat Anna Kern in 2027.", 2),
    ],
)  # fmt: skip
def test_only_what_would_be_decided_alike_is_one_forecast(one: str, other: str, kept: int) -> None:
    text = f"# My predictions\n\n{one}\n\nMuch was said about it, here and elsewhere.\n\n{other}\n"
    assert len(found(text)) == kept


@pytest.mark.parametrize(
    ("heading", "kept"), [("Bergen", 2), ("Stavanger", 1), ("All predictions", 1)]
)
def test_the_same_item_under_another_heading_may_be_about_something_else(
    heading: str, kept: int
) -> None:
    item = "- More new houses are finished than in 2025: 60%\n"
    text = f"# What I predict\n\n## Stavanger\n\n{item}- A ferry sinks: 5%\n\n## {heading}\n\n{item}- A mill burns: 5%\n"
    houses = [one for one in found(text) if "houses" in one.statement]
    assert len(houses) == kept
    deeper = text.replace("- More", "### Building\n\n- More")
    assert len([one for one in found(deeper) if "houses" in one.statement]) == kept


class TestMarks:
    @pytest.mark.parametrize(
        ("item", "outcome", "mark"),
        [
            ("- ✓ The tram reaches the hospital in 2025: 60%", "yes", "✓"),
            ("- The tram reaches the hospital in 2025: 60% ✗", "no", "✗"),
            ("- ❌ The tram reaches the hospital in 2025: 60%", "no", "❌"),
            ("- [x] The tram reaches the hospital in 2025: 60%", "yes", "x"),
            ("- ~~The tram reaches the hospital in 2025: 60%~~", "no", "strike-through"),
            ("- <del>The tram reaches the hospital in 2025: 60%</del>", "no", "strike-through"),
            ("- The tram reaches the hospital in 2025: 60% — WRONG", "no", "WRONG"),
            ("- The tram reaches the hospital in 2025: 60% (came true)", "yes", "came true"),
            ("- The tram reaches the hospital in 2025: 60% (didn't happen)", "no", "didn't happen"),
            ("- The tram does not reach the hospital in 2025: 60% ✓", "no", "✓"),
            ("- ~~No tram reaches the hospital in 2025: 60%~~", "yes", "strike-through"),
            ("- ~~The tram reaches the hospital in 2025: 20%~~", "no", "strike-through"),
        ],
    )
    def test_a_mark_is_the_outcome_of_the_statement(
        self, item: str, outcome: str, mark: str
    ) -> None:
        text = f"# My predictions for 2025\n\n{item}\n"
        (one,) = found(text)
        assert one.recorded is not None
        assert (one.recorded.outcome, one.recorded.mark) == (outcome, mark)
        if mark != "strike-through":
            assert text[one.recorded.start : one.recorded.end] == mark
        assert text[one.start : one.end] == one.quote
        assert one.statement.endswith("tram reaches the hospital in 2025")

    def test_a_results_column_answers_for_every_forecaster_of_the_row(self) -> None:
        text = (
            "# Predictions for 2025\n\n| Question | Ann | Bob | Outcome |\n|---|---|---|---|\n"
            "| The tram reaches the hospital in 2025 | 60% | 30% | ✗ |\n"
            "| A ferry sinks in the harbour in 2025 | 10% | 20% | yes |\n"
        )
        recorded = [(one.author, one.recorded and one.recorded.outcome) for one in found(text)]
        ann = "Ann Example"  # the author, whose column it is
        assert recorded == [(ann, "no"), ("Bob", "no"), (ann, "yes"), ("Bob", "yes")]

    @pytest.mark.parametrize(
        "item",
        [
            "- ✅ The tram reaches the hospital by 2031: 60%",  # nobody can know that yet
            "- The tram reaches the hospital in 2025: 30% — RIGHT",  # right to doubt it, or it came?
        ],
    )
    def test_a_mark_that_can_be_read_either_way_is_kept_without_an_outcome(self, item: str) -> None:
        (one,) = found(f"# Predictions\n\n{item}\n")
        assert one.recorded is not None
        assert one.recorded.outcome is None

    @pytest.mark.parametrize(
        "item",
        [
            "- [ ] The tram reaches the hospital in 2025: 60%",
            "- The tram reaches the hospital in 2025: 60%, and that is right by me",
            "- The tram reaches the hospital in 2025, right after the summer: 60%",
            "- The tram ~~soon~~ reaches the hospital in 2025: 60%",
        ],
    )
    def test_other_words_and_boxes_are_no_outcome(self, item: str) -> None:
        (one,) = found(f"# Predictions for 2025\n\n{item}\n")
        assert one.recorded is None


class TestSuperseded:
    @pytest.mark.parametrize(
        "now",
        [
            "now I'd say 40%",
            "today I would put it at 40%",
            "I've since lowered that to 40%",
        ],
    )
    def test_a_bare_number_takes_the_place_of_the_one_before(self, now: str) -> None:
        text = f"I used to say 60% that the new tram reaches the hospital by 2030; {now}."
        old, new = found(text)
        assert (old.probability, new.probability) == (0.6, 0.4)
        assert new.supersedes == (old.start, old.end)
        assert (new.statement, new.deadline) == (old.statement, old.deadline)
        assert "new tram reaches the hospital" in new.statement

    @pytest.mark.parametrize(
        "now",
        [
            "Update: now I'd say there's a 45% chance the new tram reaches the hospital by 2030.",
            "Correction: the new tram reaches the hospital by 2030: 45%.",
        ],
    )
    def test_an_update_says_the_claim_again_with_another_number(self, now: str) -> None:
        text = f"# Predictions\n\nThe new tram reaches the hospital by 2030: 60%.\n\nA year went by.\n\n{now}\n"
        old, new = found(text)
        assert new.supersedes == (old.start, old.end)
        assert new.statement == old.statement

    def test_the_new_number_is_for_the_claim_as_it_was_worded(self) -> None:
        text = (
            "I used to say 80% that the new tram won't reach the hospital by 2030; now I'd say 60%."
        )
        old, new = found(text)
        assert (old.polarity, new.polarity) == (Polarity.NO, Polarity.NO)
        assert (old.probability, new.probability) == (0.2, 0.4)

    def test_an_update_with_another_number_is_linked_to_what_it_updates(self) -> None:
        text = (
            "# Predictions\n\n- The new tram reaches the hospital by 2030: 60%\n\n"
            "Update: the new tram will reach the hospital by 2030 with 30% probability.\n"
        )
        old, new = found(text)
        assert new.supersedes == (old.start, old.end)
        assert old.supersedes is None

    def test_a_correction_of_the_day_is_linked(self) -> None:
        text = (
            "The new tram will reach the hospital by 2030.\n\n"
            "Correction: the new tram will reach the hospital by 2032.\n"
        )
        old, new = found(text)
        assert (old.deadline, new.deadline) == (date(2030, 12, 31), date(2032, 12, 31))
        assert new.supersedes == (old.start, old.end)

    def test_two_numbers_without_such_words_are_two_forecasts(self) -> None:
        text = (
            "# Predictions\n\n- The new tram reaches the hospital by 2030: 60%\n"
            "- The new tram reaches the hospital by 2032: 80%\n"
        )
        assert [one.supersedes for one in found(text)] == [None, None]
