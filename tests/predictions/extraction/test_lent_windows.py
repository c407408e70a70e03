"""Windows that the sentences before, speakers, news and events near lend to a claim."""

from datetime import date

import pytest

from tests.predictions.extraction.inheriting import END_OF_2031, found, of


class TestNewsOfAForecast:
    LEAD = (
        "Harbours to silt up\n\nBy 2045, a third of the harbours on the coast will be closed, says a study.\n\n"
        "About forty villages will lose their ferries.\n\n"
    )

    def test_what_it_goes_on_to_say_has_the_date_of_its_first_lines(self) -> None:
        assert of("villages", self.LEAD).deadline == date(2045, 12, 31)

    def test_what_hangs_on_a_condition_has_not(self) -> None:
        text = f"{self.LEAD}If nobody dredges, the market will move inland.\n"
        assert of("inland", text).deadline is None

    def test_a_date_of_something_else_is_none_of_the_forecast(self) -> None:
        text = "The council wants a new pier by 2045.\n\nAbout forty villages will lose their ferries.\n"
        assert of("villages", text).deadline is None


class TestSentencesBefore:
    def test_a_window_is_lent_once_and_not_from_claim_to_claim(self) -> None:
        filler = (
            "Nobody in the village talks about it any more, and the council has other worries now. "
        )
        text = (
            f"The ferry will be sold by 2033. It will be scrapped. {filler * 3}"
            f"The lighthouse will stand empty. {filler * 3}The school will close."
        )
        assert of("scrapped", text).deadline == date(2033, 12, 31)
        assert of("school", text).deadline is None

    def test_how_long_a_thing_lasts_is_no_deadline_for_the_next_claim(self) -> None:
        text = "The pier will be shut for six years. The market will move inland."
        assert of("market", text).deadline is None

    def test_a_time_that_is_over_is_not_lent(self) -> None:
        text = "Catches had halved by 2019. The fleet would shrink further."
        assert all(c.deadline is None for c in found(text) if "fleet" in c.quote)

    def test_sooner_or_later_is_a_time_of_its_own(self) -> None:
        text = "# What will 2031 bring?\n\nThe ferry will be sold. The pier will collapse sooner or later.\n"
        assert of("ferry", text).deadline == END_OF_2031
        assert of("pier", text).deadline is None

    @pytest.mark.parametrize(
        "text",
        [
            "Prices rose in the harbour this year. The market will move inland.",
            "Catches may fall over the next six months. At some point the market will move inland.",
            "The pier will be shut by 2033. If the council agrees, the market will move inland.",
            "Rents doubled, say the papers of 27 June. The market will move inland.",
            "The port will be busy for the next three months. The market will move inland.",
            "Will the mill be sold this year? 25%. Its owner says that the market will move inland.",
            "The pier will be gone by 2040. The mayor also warned that the market will move inland.",
            "Boats will queue over the next six months, and then the market will move inland.",
            "The pier will be gone by 2040. Over the next few decades the market will move inland.",
            "The pier will be gone by 2040. For the foreseeable future the market will move inland.",
            "Even if the next two weeks stay calm, boats will be lost. The market will move inland.",
        ],
    )
    def test_what_is_no_claim_or_hangs_on_something_else_lends_nothing(self, text: str) -> None:
        assert of("market", text).deadline is None

    @pytest.mark.parametrize(
        "text",
        [
            "In 2040 the harbour is a park. The market will have moved inland.",
            "Fast forward to 2040. I think the market will have moved inland.",
            "And by 2040? I think the market will have moved inland.",
            "The pier will be gone by 2040. That is what the council says. The market will have moved inland.",
            "By 2040, there is a bridge. People cross it. They like it. Some do not. The market will have moved inland.",
            "The pier will be gone by 2040 and the market will have moved inland.",
        ],
    )
    def test_the_sentence_before_a_claim_dates_it(self, text: str) -> None:
        assert of("market", text).deadline == date(2040, 12, 31)


class TestOldForecasts:
    def test_a_last_day_that_is_over_is_that_of_the_forecast_quoted(self) -> None:
        text = (
            "# Predictions for 2031\n\nMy list said that the ferry will not be sold before 2029.\n"
        )
        assert of("ferry", text).deadline == date(2028, 12, 31)

    def test_in_a_quotation_so_is_a_year(self) -> None:
        text = "A clipping I found:\n\n> The valley will be four degrees colder in 1990.\n"
        assert of("valley", text).deadline == date(1990, 12, 31)

    @pytest.mark.parametrize(
        "text",
        [
            '- "The ferry will be gone within five years." (Mara Lindt, 1977)\n',
            '- "The ferry will be gone within five years." - Mara Lindt, The Harbour Times, 1977\n',
            "> The ferry will be gone within five years.\n> \u2014 Mara Lindt, 1977\n",
            'In 1977, Mara Lindt predicted: "The ferry will be gone within five years."\n',
        ],
    )
    def test_a_quotation_counts_from_the_year_with_which_it_is_signed(self, text: str) -> None:
        assert of("ferry", f"# Bad predictions\n\n{text}").deadline == date(1982, 12, 31)

    def test_a_year_measured_against_is_none(self) -> None:
        text = "Catches are expected to fall from 5% in 2029 to 4% in 2032."
        assert found(text)[0].deadline == date(2032, 12, 31)

    def test_what_comes_first_has_the_first_time(self) -> None:
        text = "Rents are expected to peak in the fall of 2031 before falling back by 2035."
        assert found(text)[0].deadline == date(2031, 11, 30)

    def test_a_time_in_the_subject_gives_way_to_one_after_the_verb(self) -> None:
        text = "Meeting the goals of the council by 2035 would double the catches in 2050."
        assert found(text)[0].deadline == date(2050, 12, 31)


class TestHorizonsOfSpeakers:
    TALK = (
        "[Mara] [00:10] My three-year prediction is that the ferry will be sold. It will be cheap.\n"
        "[Tom] [00:20] I think the pier will be closed.\n"
        "[Mara] [00:30] And I think the lighthouse will stand empty.\n"
        "[Tom] [00:40] Yep. 6 years, the school will be rebuilt.\n"
        "[Tom] [00:50] I think the market will move inland.\n"
        "[Mara] [00:55] Good.\n"
    )

    @pytest.mark.parametrize(
        ("words", "deadline"),
        [
            ("ferry", date(2033, 12, 20)),
            ("cheap", date(2033, 12, 20)),
            ("pier", None),
            ("lighthouse", date(2033, 12, 20)),
            ("market", date(2036, 12, 20)),
        ],
    )
    def test_they_hold_over_the_turns_of_the_same_speaker(
        self, words: str, deadline: date | None
    ) -> None:
        assert of(words, self.TALK).deadline == deadline

    def test_an_answer_is_about_the_time_of_the_question(self) -> None:
        text = (
            "ANNA: Where will fishing be in ten years?\nMARA: I think boats will be electric. Nobody will use diesel.\n"
            "ANNA: And prices?\nMARA: Prices will double.\n"
            "ANNA: And in the long run?\nMARA: Fishing will end.\n"
        )
        for words in ("electric", "diesel", "double"):
            assert of(words, text).deadline == date(2040, 12, 20)
        assert of("end", text).deadline is None


class TestWhatIsNotLent:
    @pytest.mark.parametrize(
        "words",
        [
            "Eventually the town will forget it.",
            "It will be missed for generations.",
            "Ferries, on the other hand, will always be cheap.",
            "That will lead to trouble in the years to come.",
            "I'm 80% sure that Hale will resign.",
        ],
    )
    def test_what_holds_always_or_in_the_end_has_no_day(self, words: str) -> None:
        first, second = found(f"# Thoughts\n\nThe pier will close by 2035. {words}\n")
        assert (first.deadline, second.deadline) == (date(2035, 12, 31), None)


class TestEventsThatAreNear:
    DAY = date(2012, 5, 24)

    @pytest.mark.parametrize(
        "head", ["# Song contest predictions\n\nEurovision again.", "# My Eurovision predictions\n\nHere they are."]
    )  # fmt: skip
    def test_what_is_foretold_of_one_comes_true_on_its_day(self, head: str) -> None:
        text = f"{head}\n\n- The Harlow song will win.\n- Kern will come last.\n"
        assert {c.deadline for c in found(text, self.DAY)} == {date(2012, 5, 26)}

    def test_months_before_it_has_none(self) -> None:
        text = "# Song predictions\n\nEurovision again.\n\n- The Harlow song will win.\n"
        assert {c.deadline for c in found(text, date(2012, 1, 24))} == {None}

    @pytest.mark.parametrize("when", ["tomorrow", "(TWC) tomorrow", "on Friday"])
    def test_nor_need_its_name_be_known(self, when: str) -> None:
        text = f"# Some predictions\n\nOn the record before the big tram conference {when}.\n\n- A new tram will be shown.\n"
        assert [c.deadline for c in found(text, self.DAY)] == [date(2012, 5, 25)]

    @pytest.mark.parametrize(
        ("title", "day"),
        [
            ("Predictions for Saturday's tram keynote", date(2012, 5, 26)),
            ("Predictions for tomorrow's big match", date(2012, 5, 25)),
            ("Predictions from Saturday's dinner", None),
        ],
    )
    def test_nor_stand_in_the_text(self, title: str, day: date | None) -> None:
        text = f"# {title}\n\nA few guesses.\n\n- A new tram will be shown.\n"
        assert [c.deadline for c in found(text, self.DAY)] == [day]

    def test_the_day_above_the_title_is_no_title(self) -> None:
        text = "Thursday, 26 December 2030\n\nHarbour predictions for 2031\n\nThe ferry, then.\n\nThe lighthouse will be closed.\n"
        assert of("lighthouse", text).deadline == END_OF_2031
