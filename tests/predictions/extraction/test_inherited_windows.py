"""What a title, a heading, an opening or the sentence before gives to what follows, and what it does not."""

from datetime import date

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract

PUBLISHED = date(2030, 12, 20)
END_OF_2031 = date(2031, 12, 31)


def found(text: str, published: date = PUBLISHED) -> tuple[Candidate, ...]:
    return extract(text, published=published, author="Ada")


def of(words: str, text: str, published: date = PUBLISHED) -> Candidate:
    """The candidate whose quote holds the words."""
    (candidate,) = (c for c in found(text, published) if words in c.quote)
    return candidate


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
