"""What a title, a heading or an opening gives to what stands below, and what it does not."""

from datetime import date

import pytest

from tests.predictions.extraction.inheriting import END_OF_2031, found, of


class TestAnnouncements:
    def test_the_first_line_of_a_plain_text_is_its_title(self) -> None:
        text = (
            "Harbour predictions for 2031\n\nMy picks:\n\nThe ferry will be sold by late summer. "
            "I have won my bets so far.\n\nThe lighthouse will be closed.\n"
        )
        assert of("lighthouse", text).deadline == END_OF_2031

    @pytest.mark.parametrize(
        "opening",
        ["I made some predictions here on March 12th of last year:", "Predictions made on 5 May:"],
    )
    def test_the_day_on_which_predictions_were_made_is_no_deadline(self, opening: str) -> None:
        text = f"{opening}\n\n- The ferry is sold: 70%\n- The lighthouse closes: 20%\n"
        assert [c.deadline for c in found(text)] == [None, None]

    def test_a_claim_near_the_announcement_keeps_its_date_for_itself(self) -> None:
        text = (
            "# Notes\n\nSome bets on the harbour. The ferry will be sold by June 2031.\n\n"
            "## Other\n\nThe lighthouse will be closed.\n"
        )
        assert of("lighthouse", text).deadline is None

    def test_predictions_of_last_year_give_nothing_to_those_of_this_one(self) -> None:
        text = (
            "---\ntitle: Harbour predictions for 2031\n---\n\nMy predictions for 2029 went well. "
            "Here we go again.\n\n### The lighthouse will be closed\n\nThe ferry will be sold.\n"
        )
        assert {c.deadline for c in found(text)} == {END_OF_2031}

    def test_a_section_that_opens_with_its_own_window_has_it(self) -> None:
        text = (
            "# Predictions for 2031\n\n- The ferry is sold: 60%\n\n### Further out\n\n"
            "These predictions will be judged at the end of 2036.\n\n- The harbour is dredged: 80%\n"
        )
        assert of("ferry", text).deadline == END_OF_2031
        assert of("dredged", text).deadline == date(2036, 12, 31)

    def test_what_may_happen_next_year_is_an_announcement(self) -> None:
        text = (
            "Time to look at what might happen next year.\n\n## Fishing\n\nThe fleet will shrink.\n"
        )
        assert of("fleet", text).deadline == END_OF_2031

    def test_in_a_look_back_the_year_is_the_year_looked_back_on(self) -> None:
        text = (
            "---\ntitle: 2030 predictions, reviewed\n---\n\nI posted my predictions for the year in January.\n\n"
            "> 80% chance that the ferry will be sold\n"
        )
        assert of("ferry", text, date(2031, 1, 9)).deadline == date(2030, 12, 31)

    @pytest.mark.parametrize(
        ("label", "last"),
        [
            ("target: '2050-01-01'", date(2050, 1, 1)),
            ("deadline: 2040", date(2040, 12, 31)),
            ("resolution_date: June 2035", date(2035, 6, 30)),
            ("target: production", None),
        ],
    )
    def test_front_matter_says_when_what_a_page_foretells_falls_due(
        self, label: str, last: date | None
    ) -> None:
        text = f"---\ntitle: A new fleet\n{label}\ntags: [predictions]\n---\n\nThe fleet will be electric.\n"
        assert of("electric", text, date(2030, 5, 7)).deadline == last

    @pytest.mark.parametrize(
        "title", ["Predictions for 2032 and beyond", "Mid 2030 predictions for 2031 and beyond"]
    )
    def test_a_title_without_an_end_dates_nothing(self, title: str) -> None:
        text = f"---\ntitle: {title}\n---\n\nThe fleet will be electric.\n"
        assert of("electric", text, date(2030, 5, 7)).deadline is None

    @pytest.mark.parametrize(
        "heading",
        ["The 2040s", "2040-2049: hard landings", "2. The 2040s and beyond", "In the 2040s"],
    )
    def test_a_heading_that_is_a_period_dates_what_is_below(self, heading: str) -> None:
        text = f"# The harbour\n\n## {heading}\n\nThe fleet will be electric.\n"
        assert of("electric", text).deadline == date(2049, 12, 31)

    @pytest.mark.parametrize(
        "opening",
        [
            "Let me close out 2030 with a list of predictions. Each of these prophecies for 2031 comes in pairs.",
            "Now that 2030 is nearly over, I have put my 2031 predictions together.",
            "These are some predictions for the next year and a bit, to be judged at the end of 2031.",
        ],
    )
    def test_the_time_beside_the_word_is_that_of_the_predictions(self, opening: str) -> None:
        text = f"{opening}\n\nThe ferry will be sold.\n"
        assert of("ferry", text).deadline == END_OF_2031

    def test_a_review_in_the_next_year_is_about_the_year_of_its_title(self) -> None:
        text = (
            "---\ntitle: 2030 Predictions Review\n---\n\nNow that it's 2031, I've scored my 2030 predictions.\n\n"
            "## Results\n\n- The ferry is sold: 70%\n"
        )
        assert of("ferry", text, date(2031, 1, 5)).deadline == date(2030, 12, 31)

    @pytest.mark.parametrize(
        "opening",
        [
            "Prices rose when a paper of the bank, which few have read, gave its forecast for 2031 and was quoted at length on all sides.",
            "Changes in prediction markets since the post of 28 February, with notes on each of them and some thanks to the readers.",
        ],
    )
    def test_forecasts_of_others_announce_nothing(self, opening: str) -> None:
        assert of("ferry", f"{opening}\n\nThe ferry will be sold.\n").deadline is None

    def test_in_a_text_about_a_year_a_summer_is_not_lent_on(self) -> None:
        text = "# Predictions for 2031\n\nThe pier will be shut by late summer. The ferry will be sold.\n"
        assert of("ferry", text).deadline == END_OF_2031

    def test_old_predictions_in_a_list_keep_their_year_beside_the_new_ones(self) -> None:
        text = (
            "---\ntitle: My predictions for 2031\n---\n\nA year ago, I made a few predictions about the harbour in 2030. "
            "Let's see how I did.\n\n- Wrong: the ferry will be sold by June 2030.\n- Right: the lighthouse will be closed.\n\n"
            "Here are my predictions for 2031:\n\n- The school will be rebuilt.\n"
        )
        assert of("ferry", text).deadline == date(2030, 6, 30)
        assert of("lighthouse", text).deadline == date(2030, 12, 31)
        assert of("school", text).deadline == END_OF_2031

    def test_front_matter_between_plus_signs_has_a_title(self) -> None:
        text = '+++\ntitle = "Predictions for 2031"\n+++\n\n- The ferry is sold: 70%\n'
        assert of("ferry", text).deadline == END_OF_2031

    @pytest.mark.parametrize(
        "opening",
        [
            "By 2036 the coast will look different. Here is how.",
            "I have five predictions. All of them should come true by 2036.",
            "What will the years to come bring? Here are my bets, to be settled by the end of 2036.",
        ],
    )
    def test_a_short_opening_dates_what_it_announces(self, opening: str) -> None:
        text = f"{opening}\n\n1. The ferry will be sold.\n2. The pier will be closed.\n"
        assert of("ferry", text).deadline == date(2036, 12, 31)

    def test_a_vote_on_a_day_dates_what_is_foretold_of_it(self) -> None:
        text = "The election is on 3 November 2032. Polls are close.\n\nI think Mara will win.\n"
        assert of("Mara", text).deadline == date(2032, 11, 3)

    def test_one_paragraph_lends_nothing_to_the_next(self) -> None:
        text = "The budget will cut the deficit over the next decade.\n\nA lower deficit will help the harbour.\n"
        assert of("help the harbour", text).deadline is None


class TestSectionsWithADayOfTheirOwn:
    DIARY = (
        "# Notes on the harbour\n\n## 3 December 2030\n\nThe pier will be closed within six months.\n\n"
        "## Update, May 4, 2030\n\nThe ferry will be sold within six months.\n\nThe lighthouse will stay empty.\n\n"
        "# About\n\nThis page will be moved within six months.\n"
    )

    def test_they_count_from_that_day(self) -> None:
        assert of("pier", self.DIARY).deadline == date(2031, 6, 3)
        assert of("ferry", self.DIARY).deadline == date(2030, 11, 4)
        assert all(c.deadline == date(2031, 6, 20) for c in found(self.DIARY) if "moved" in c.quote)

    def test_their_day_is_no_deadline(self) -> None:
        assert of("lighthouse", self.DIARY).deadline is None

    def test_a_day_ahead_is_a_station_of_a_timeline(self) -> None:
        text = "# Plan\n\n## 3 May 2031\n\nThe ferry will be sold.\n"
        assert of("ferry", text).deadline == date(2031, 5, 3)

    def test_letters_of_an_archive_count_from_their_own_day(self) -> None:
        text = (
            "From: Mara <m@example.org>\nDate: Tue, 5 Nov 2024 10:22:01 -0800\nSubject: mills\n\n"
            "The mill will be closed within five years.\n\nFrom: Tom <t@example.org>\n"
            "Date: Thu Jun 26 11:57:19 2025\nSubject: piers\n\nThe pier will be gone in ten years.\n"
        )
        assert of("mill", text).deadline == date(2029, 11, 5)
        assert of("pier", text).deadline == date(2035, 6, 26)


class TestTitlesAndLeads:
    @pytest.mark.parametrize(
        ("head", "deadline"),
        [
            ("# Where will the harbour be in five years?", date(2035, 12, 20)),
            ("# Notes\n\n## 5 years", date(2035, 12, 20)),
            ("# Notes\n\n## One year out", date(2031, 12, 20)),
            ("# Notes\n\n## Within a decade", date(2040, 12, 20)),
            ("# Notes\n\n## Short term (1-2 years)", date(2032, 12, 20)),
            ("# Notes\n\n## Next year", END_OF_2031),
            ("# Looking forward to 2031", END_OF_2031),
            ("In this talk I want to look at the next ten years.", date(2040, 12, 20)),
            ("What do I expect for the next decade?", date(2040, 12, 20)),
            ("# Harbour: the first 50 years", None),
        ],
    )
    def test_horizons_in_headings_and_opening_lines(self, head: str, deadline: date | None) -> None:
        assert of("ferry", f"{head}\n\nThe ferry will be sold, I think.\n").deadline == deadline

    @pytest.mark.parametrize(
        ("head", "deadline"),
        [
            ("# New Year's predictions", END_OF_2031),
            ("# My annual predictions", END_OF_2031),
            ("# Predictions\n\nIt's that time of year again.", END_OF_2031),
            ("# Looking ahead\n\nWe are heading into 2031.", END_OF_2031),
            ("# Predictions", None),
            ("# Notes\n\nIt's that time of year again.", None),
        ],
    )
    def test_predictions_at_the_turn_of_the_year(self, head: str, deadline: date | None) -> None:
        text = f"{head}\n\nThe ferry will be sold, I think.\n"
        assert of("ferry", text, date(2030, 12, 28)).deadline == deadline

    def test_picks_are_for_the_ceremony_that_is_near(self) -> None:
        text = "# Oscars predictions\n\nThe ferry film will win, I think.\n"
        assert of("ferry", text, date(2026, 3, 1)).deadline == date(2026, 3, 15)
        assert of("ferry", text, date(2025, 7, 1)).deadline is None

    def test_a_forecast_for_a_day_is_for_that_day(self) -> None:
        text = "# Forecast for Saturday\n\nThe ferry will be late, I think.\n"
        assert of("ferry", text, date(2031, 5, 8)).deadline == date(2031, 5, 10)

    def test_a_title_that_names_a_time_to_come_dates_its_text(self) -> None:
        text = "# The coast in 2040\n\nThe ferry will be electric.\n"
        assert of("ferry", text).deadline == date(2040, 12, 31)

    def test_a_newsletter_is_named_after_its_month(self) -> None:
        text = "# Forecasting letter: November 2030\n\nI think the ferry will be sold.\n"
        assert of("ferry", text, date(2030, 12, 4)).deadline is None

    def test_what_comes_if_ever_has_no_date(self) -> None:
        text = "# Predictions for 2031\n\nThings we won't get soon, if ever:\n\n- A bridge to the island\n"
        assert of("bridge", text).deadline is None

    def test_one_day_to_go_is_not_some_day(self) -> None:
        text = "# Predictions for 2031\n\nWith one day to go, I think the ferry will be sold.\n"
        assert of("ferry", text).deadline == END_OF_2031

    @pytest.mark.parametrize(
        ("text", "deadline"),
        [
            ("2031 sales of the yard will double.", date(2031, 12, 31)),
            ("The 2033 fleet will be electric.", date(2033, 12, 31)),
            ("The yard that built the 2029 fleet will close.", None),
        ],
    )
    def test_the_year_of_what_is_to_come(self, text: str, deadline: date | None) -> None:
        assert found(text)[0].deadline == deadline


class TestTimesThatAreNoDeadlines:
    def test_the_day_on_which_it_was_said(self) -> None:
        text = "On Monday, the port authority warned traffic would fall in 2031."
        assert found(text)[0].deadline == END_OF_2031

    def test_what_a_claim_is_measured_against(self) -> None:
        text = "Rents will end the year 2031 lower than in March 2032."
        assert found(text)[0].deadline == END_OF_2031
        assert found("Boats will be quieter than they are today.")[0].deadline is None

    @pytest.mark.parametrize(
        "words",
        [
            "new permits are up from 2030",
            "the ferry will look like the one that came out in October",
            "the yard that sold boats this year will close",
            "nights will be below normal for December",
            "nights will be below normal for mid-to-late December",
            "boats will be quieter compared with March 2031",
            "the deficit will be higher than predicted in March 2031",
            "the harbour will be as quiet as it was in May 2031",
        ],
    )
    def test_what_a_claim_looks_back_on(self, words: str) -> None:
        text = f"# Predictions for 2032\n\n- {words}: 70%\n"
        assert found(text, date(2031, 2, 1))[0].deadline == date(2032, 12, 31)

    def test_the_years_that_lie_behind(self) -> None:
        text = "Prices will keep the course of the last 15 years."
        assert found(text)[0].deadline is None

    def test_what_was_done_this_year(self) -> None:
        text = "# Predictions for 2031\n\nThe council will extend the pier we got this year.\n"
        assert found(text)[0].deadline == END_OF_2031

    def test_since_when_does_not_say_until_when(self) -> None:
        text = "# Predictions for 2031\n\n- The lamp is green and has been since November 1: 70%\n"
        assert found(text)[0].deadline == END_OF_2031
