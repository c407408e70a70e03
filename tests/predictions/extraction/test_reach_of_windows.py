"""How far a window reaches: from titles, openings, questions and claims to what stands below them."""

from datetime import date

import pytest

from tests.predictions.extraction.reaching import JANUARY, MAY, YEAR, found, of


class TestClaims:
    @pytest.mark.parametrize(
        ("first", "lent"),
        [
            ("The pier will close by 2035.", date(2035, 12, 31)),
            ("In 2035 the pier will close.", date(2035, 12, 31)),
            ("The pier will close within five years.", None),
            ("The pier will close in the spring of 2032.", None),
        ],
    )
    def test_a_year_goes_on_to_the_next_sentence_and_a_span_of_time_does_not(
        self, first: str, lent: date | None
    ) -> None:
        assert of("shrink", f"{first} The fleet will shrink.") == lent

    def test_in_a_text_of_predictions_a_span_goes_on_too(self) -> None:
        text = "# Predictions\n\nThe pier will close within five years. The fleet will shrink.\n"
        assert of("shrink", text) == date(2036, 1, 3)

    @pytest.mark.parametrize(
        ("second", "lent"),
        [
            ("The fleet will shrink in the same period.", date(2036, 1, 3)),
            ("By then the fleet will shrink.", date(2036, 1, 3)),
            ("Two years later, the fleet will shrink.", None),
        ],
    )
    def test_what_points_back_has_the_time_before_and_what_is_later_has_not(
        self, second: str, lent: date | None
    ) -> None:
        assert of("fleet", f"The pier will close within five years. {second}") == lent

    @pytest.mark.parametrize("scene", ["It is 2035.", "Fast forward to 2035.", "**2035.**"])
    def test_a_scene_goes_on_to_the_end_of_its_paragraph(self, scene: str) -> None:
        text = f"{scene} The pier will be closed. The town will be glad. The fleet will be small.\n"
        assert {c.deadline for c in found(text)} == {date(2035, 12, 31)}


class TestOpenings:
    @pytest.mark.parametrize(
        "line",
        [
            "Unless otherwise noted, the deadline is the end of 2032.",
            "The time frame for all of them is the end of 2032.",
            "These are to be judged at the end of 2032.",
        ],
    )
    def test_when_all_falls_due_is_that_of_each(self, line: str) -> None:
        text = f"# My bets\n\n{line}\n\n- The ferry will be sold: 60%\n- The pier will close: 30%\n"
        assert {c.deadline for c in found(text)} == {date(2032, 12, 31)}

    @pytest.mark.parametrize(
        ("opening", "lent"),
        [
            ("It is time for us to look ahead at the harbour in 2032.", date(2032, 12, 31)),
            ("It is time for us to look ahead at the next ten years.", date(2041, 5, 10)),
            ("It is time for us to look ahead at the next year.", None),
            ("It is time for us to look ahead at the 21st century.", None),
            ("It is time for us to look ahead at the figures for July.", None),
        ],
    )
    def test_without_a_title_they_lend_years_and_far_horizons(
        self, opening: str, lent: date | None
    ) -> None:
        text = f"{opening}\n\nMuch has been said of it.\n\nThe fleet will shrink.\n"
        assert of("shrink", text, MAY) == lent

    def test_the_day_on_which_it_is_said_is_not_lent(self) -> None:
        text = (
            "# Harbour firm forecasts lower profit\n\nThe firm forecast lower profit on Friday.\n\n"
            "It forecast that traffic would fall.\n"
        )
        assert of("traffic", text) is None

    def test_how_likely_things_are_announces_their_day(self) -> None:
        text = (
            "I do this every year.\n\nEach is a statement with the likelihood of it happening by 1 March 2032.\n\n"
            "Personal\n\nI will buy a boat: 95% I have seen one.\n\nI will move: 20% Not now.\n"
        )
        assert {c.deadline for c in found(text)} == {date(2032, 3, 1)}

    @pytest.mark.parametrize(
        ("opening", "lent"),
        [
            ("My prediction is that the pier will be gone by 2035.", None),
            ("My bet that the pier will be gone by 2035 still stands.", None),
            ("My predictions, all of them for 2035:", date(2035, 12, 31)),
        ],
    )
    def test_a_claim_in_them_is_no_announcement(self, opening: str, lent: date | None) -> None:
        text = (
            f"Some thoughts.\n\n{opening}\n\nMuch has been said of it.\n\nThe fleet will shrink.\n"
        )
        assert of("shrink", text, MAY) == lent


class TestTitles:
    TEXT = "---\ntitle: {}\n---\n\nHere we go.\n\n- The ferry will be sold: 60%\n"

    @pytest.mark.parametrize(
        ("title", "published", "lent"),
        [
            ("Harbour predictions, 2031", MAY, None),
            ("Harbour predictions, 2031", JANUARY, YEAR),
            ("Harbour predictions for 2031", MAY, YEAR),
            ("Boat Fair 2031 predictions", MAY, None),
            ("Harbour predictions, 2032", MAY, date(2032, 12, 31)),
        ],
    )
    def test_the_year_in_which_a_title_is_written_says_when(
        self, title: str, published: date, lent: date | None
    ) -> None:
        assert of("ferry", self.TEXT.format(title), published) == lent

    @pytest.mark.parametrize(
        "lead", ["at the Boat Fair 2031 keynote on Monday", "at tomorrow's event"]
    )
    def test_what_is_foretold_of_a_near_event_has_its_day(self, lead: str) -> None:
        text = f"---\ntitle: Boat Fair 2031 predictions\n---\n\nWhat I expect {lead}:\n\n- They show a new hull\n- A new boat will come: 60%\n"
        day = date(2031, 5, 12) if "Monday" in lead else date(2031, 5, 11)
        assert of("boat will come", text, MAY) == day

    def test_the_first_of_the_lines_of_a_page_may_be_its_title(self) -> None:
        text = (
            "Twelve things that will happen to harbours in 2031\nAda Kern wrote this.\n"
            "The mayors of the coast have met again, and nobody knows what they have said to each other this time, though the papers were full of it for a whole week.\n"
            "Ferries will be cheaper. Nobody has seen the new ones, and the old ones are tired.\n"
        )
        assert of("cheaper", text) == YEAR

    @pytest.mark.parametrize(
        ("title", "lent"),
        [
            ("Summer outlook 2031", date(2031, 8, 31)),
            ("Forecast for the weekend", date(2031, 5, 11)),
            ("Season preview 2031/32", date(2032, 5, 31)),
        ],
    )
    def test_seasons_and_weekends(self, title: str, lent: date) -> None:
        assert of("dry", f"# {title}\n\nIt will be dry in the hills.\n", MAY) == lent

    def test_one_that_compares_two_years_gives_neither(self) -> None:
        title = "Port lifts its 2030 forecast but trims that for 2031"
        text = f"# {title}\n\nThe port was glad.\n\nTraffic will average 90 boats this year.\n"
        assert of("Traffic", text, date(2030, 11, 14)) == date(2030, 12, 31)

    def test_spans_count_from_the_day_of_writing_also_before_the_year_begins(self) -> None:
        text = "# Predictions for 2031\n\nThe ferry will be sold within three years.\n"
        assert of("ferry", text, date(2030, 12, 11)) == date(2033, 12, 11)

    def test_an_item_is_no_title(self) -> None:
        text = "- Prediction that the pier closes within six years\n- Ferries will become cheaper\n"
        assert of("cheaper", text) is None


class TestWhatFollowsInTheSentence:
    @pytest.mark.parametrize(
        ("joint", "lent"),
        [(", and", YEAR), (", while", YEAR), (", but", None), (" because", None)],
    )
    def test_goes_back_where_nothing_turns(self, joint: str, lent: date | None) -> None:
        text = f"Rents will rise further{joint} the ferry will be sold by the end of 2031.\n"
        assert of("Rents", text) == lent

    def test_may_is_a_month_and_no_verb(self) -> None:
        text = "I'd expect the crown to strengthen in May and then again in October.\n"
        assert of("crown", text) == date(2031, 5, 31)


class TestQuestions:
    ASKED = "Will the toll bridge open by the end of 2033?"

    def test_one_that_stands_alone_dates_its_answers(self) -> None:
        text = f"# Tolls\n\nWe asked around.\n\n{self.ASKED}\n\nThe town is poor.\n\nThe bridge will open: 30%.\n"
        assert of("bridge will open", text) == date(2033, 12, 31)

    @pytest.mark.parametrize(
        "between", ["## Boats", "- An item.", "Will the fleet shrink?", "a\n\nb\n\nc\n\nd\n\ne"]
    )
    def test_it_holds_until_something_else_begins(self, between: str) -> None:
        text = f"# Tolls\n\n{self.ASKED}\n\n{between}\n\nThe fleet will shrink a little.\n"
        assert of("fleet will shrink", text) is None


class TestLabelsAndSections:
    def test_an_eta_dates_its_heading_and_what_is_below(self) -> None:
        text = (
            "# Some predictions\n\n### No more tolls\n**ETA: 5 years**\n\nTolls will be gone.\n\n"
            "### Other\n\nFerries will be quiet.\n"
        )
        assert of("Tolls will be gone", text) == date(2036, 1, 3)
        assert of("quiet", text) is None

    @pytest.mark.parametrize(
        "line",
        [
            "And here's what I'm predicting for 2031...",
            "This is what we expect to happen in 2031:",
            "These are my predictions for 2031",
        ],
    )
    def test_a_line_of_its_own_opens_the_next_year(self, line: str) -> None:
        text = (
            "These were my predictions for 2030...\n- The pier will close. WRONG\n"
            f"{line}\n- The ferry will be sold.\n- The council will pay by the end of the year.\n"
        )
        assert of("pier", text, date(2030, 12, 28)) == date(2030, 12, 31)
        assert of("ferry", text, date(2030, 12, 28)) == YEAR

    @pytest.mark.parametrize(
        ("lead", "published", "year"),
        [
            ("I made ten predictions at the beginning of the year:", date(2031, 12, 20), 2031),
            ("I posted my predictions in January:", date(2031, 12, 20), 2031),
            ("I made ten predictions at the beginning of last year:", date(2031, 12, 20), 2030),
            ("I made these predictions at the start of the year:", date(2031, 1, 3), 2030),
        ],
    )
    def test_calls_made_as_a_year_began_are_for_that_year(
        self, lead: str, published: date, year: int
    ) -> None:
        text = (
            f"How I did.\n\n{lead}\n\n- The pier will close. FAIL\n- The ferry will be sold. HIT\n"
        )
        assert of("ferry", text, published) == date(year, 12, 31)

    def test_this_years_predictions_are_those_of_the_title(self) -> None:
        text = "---\ntitle: 2032 predictions\n---\n\nThis year's predictions are these.\n\n1. The ferry will be sold.\n"
        assert of("ferry", text, date(2031, 11, 5)) == date(2032, 12, 31)


class TestLists:
    @pytest.mark.parametrize("lead", ["Norway this year:", "Vote in Lund this year:"])
    def test_a_lead_in_may_end_with_its_time(self, lead: str) -> None:
        text = f"Elections elsewhere.\n\n{lead}\n\n- The Reds will win: 60%\n- The Blues will lose: 20%\n"
        assert {c.deadline for c in found(text, MAY)} == {YEAR}

    def test_when_it_will_be_laughed_at_is_no_deadline(self) -> None:
        text = "The year in wild guesses\n\nHere's my best shot. A year from now, we'll have a good laugh.\n\n1. The ferry will be sold in 2032.\n2. The pier will close.\n3. The docks will be dredged.\n"
        days = {c.deadline for c in found(text, date(2032, 1, 2)) if "laugh" not in c.quote}
        assert days == {date(2032, 12, 31)}

    def test_a_lead_in_that_goes_on_to_the_next_year_gives_that(self) -> None:
        text = (
            "---\ntitle: Our 2032 predictions\n---\n\nThe 2031 predictions went badly. "
            "Let's see how we do for 2032.\n\n* The ferry will be sold.\n* The pier will close.\n"
        )
        days = {c.deadline for c in found(text, date(2031, 12, 27))}
        assert days == {date(2032, 12, 31)}

    @pytest.mark.parametrize(
        ("heading", "day"),
        [
            ("Sunday", date(2031, 5, 11)),
            ("**Tonight**", MAY),
            ("Monday Night", date(2031, 5, 12)),
            ("Sunday dinners", None),
        ],
    )
    def test_headings_that_are_days_date_their_weather(
        self, heading: str, day: date | None
    ) -> None:
        text = f"# Harbour weather\n\n## {heading}\n\nRain will fall in the hills. High near 75.\n"
        assert of("Rain", text, MAY) == day


@pytest.mark.parametrize(
    "words",
    [
        "Eventually the ferry will be sold",
        "The ferry will be sold within our lifetime",
        "Over the short run the ferry will be sold",
        "In the immediate future I expect the ferry to be sold",
        "The ferry will be sold only in a far-off future",
        "The ferry will not be sold for several years",
    ],
)
def test_what_comes_in_the_end_has_no_year_of_the_title(words: str) -> None:
    text = f"# Predictions for 2031\n\nThe pier will close. {words}.\n"
    assert of("ferry", text) is None


def test_several_years_until_now_leave_the_year_of_the_title() -> None:
    text = "# Predictions for 2031\n\nThey have quarrelled for several years now, and the ferry will be sold.\n"
    assert of("ferry", text) == YEAR


def test_what_was_said_in_a_past_year_is_not_for_the_year_of_the_title() -> None:
    text = (
        "# Predictions for 2031\n\nThe pier will close.\n\n"
        '**1936:** "The ferry will never pay for itself." \u2014 Ann Roe\n'
    )
    assert (of("pier", text), of("ferry", text)) == (YEAR, None)
    assert of("ferry", text.replace("1936", "2031")) == YEAR
