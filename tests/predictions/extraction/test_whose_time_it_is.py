"""Which of the times in a sentence is the claim's, and which belong to something else in it."""

from datetime import date

import pytest

from tests.predictions.extraction.reaching import MAY, YEAR, found


class TestNumbersThatAreMeasuredAgainst:
    @pytest.mark.parametrize(
        "words",
        [
            "Traffic will fall to 100 boats in 2031 from 112 boats in 2030",
            "Traffic will rise from a range of 15 to 20 boats a day in 2029 to 22 in 2031",
            "Traffic is forecast at 90 boats in 2031 against an expected 95 in 2030",
            "Traffic will be 7% higher in December 2031 than it was in December 2032",
            "The yard will sell more boats in 2031 than they sold in 2030",
        ],
    )
    def test_have_another_time(self, words: str) -> None:
        assert [c.deadline for c in found(f"{words}.", date(2030, 6, 1))] == [YEAR]

    def test_what_a_number_rises_to_has_the_time(self) -> None:
        assert [c.deadline for c in found("Traffic will rise from 15 to 20 boats in 2031.")] == [
            YEAR
        ]

    @pytest.mark.parametrize(
        ("words", "day"),
        [
            ("Most yards today will still exist", None),
            ("Life will be similar to today", None),
            ("The fleet will not go on at today's pace", None),
            ("I doubt whether today will bring rain", MAY),
            ("The council will lose today's vote", MAY),
            ("I expect that our ferries will not be built the way we build them today", None),
            ("We can do that by hand today, but I don't expect robots for several years", None),
            ("We are confident today that the pier will be sold", None),
            ("I expect that the yards will go on falling apart (the mill was sold today)", None),
            ("I expect it to be mild, relative to the neglect we see today", None),
            ("Today it's a niche, and I expect it to spread among the guilds", None),
            ("The mill will be sold today", MAY),
            ("The pier will be closed from today", None),
            ("The town will need another bridge for tomorrow's economy", None),
            ("As we drift into tomorrow, the guilds will fade", None),
            ("The ferries of tomorrow will need no crew", None),
            ("The council will lose tomorrow's vote", date(2031, 5, 11)),
            ("The council will lose tomorrow", date(2031, 5, 11)),
        ],
    )
    def test_what_is_of_today_is_not_due_today(self, words: str, day: date | None) -> None:
        assert [c.deadline for c in found(f"{words}.", MAY)] == [day]

    def test_of_two_numbers_each_with_its_time_the_first_is_meant(self) -> None:
        text = (
            "Rents will rise to a rate of 3.3 percent this year and possibly 3.5 percent by 2033."
        )
        assert found(text, MAY)[0].deadline == YEAR


class TestNews:
    @pytest.mark.parametrize(
        ("words", "day"),
        [
            ("The bank expects growth this year of 1.5% from 2%.", YEAR),
            ("The bank expects growth to slow this year to 1.5%.", YEAR),
            ("The yard expects full-year revenue of 5 million crowns.", YEAR),
            ("Snow will fall on Tuesday in the hills, the service said.", date(2031, 5, 13)),
            ("Rain will fall in the hills, the service said on Tuesday.", None),
            ("On Tuesday, the service warned that rain will fall.", None),
            ("The service said Tuesday will be cold.", date(2031, 5, 13)),
            ("The yard today announced a change: the ferry will probably be free.", None),
            ("The mill will probably close, the guild said in its yearly report on Tuesday.", None),
            ("The mill will probably close, the guild said in a report published Tuesday.", None),
            (
                "The mill will probably close on Tuesday, the guild said in its yearly report.",
                date(2031, 5, 13),
            ),
            ("On Tuesday, the guild asked for calm, so the mill will probably be saved.", None),
            (
                "In November the elders, after a long dispute, had agreed that the mill will probably close.",
                None,
            ),
            ("By late October, the polls showed a tie, so the mayor will lose.", None),
            ("In November the mill will probably close.", date(2031, 11, 30)),
            ("The mill will probably close in November, the elders decided.", date(2031, 11, 30)),
            ("Rents will be higher than under the flood earlier in the year.", None),
            ("Rents will fall later in the year.", YEAR),
            ("Kern suggested in October that the plans will probably be dropped.", None),
            ("In April, Kern said the plans will probably be dropped.", None),
            ("In November, the bank said, rents will probably rise.", date(2031, 11, 30)),
            ("The yard will probably show an interest, having bought the mill in 2027.", None),
            (
                "The guild will probably win by having its rivals sell less in June.",
                date(2031, 6, 30),
            ),
        ],
    )
    def test_the_time_of_the_claim_is_not_that_of_speech(
        self, words: str, day: date | None
    ) -> None:
        assert [c.deadline for c in found(words, MAY)] == [day]

    @pytest.mark.parametrize(
        "before",
        ["Back in September, when I saw it first, I was in doubt.", "On Tuesday, the guild asked for calm."],
    )  # fmt: skip
    def test_when_something_was_is_not_lent(self, before: str) -> None:
        assert [c.deadline for c in found(f"{before} The mill will close.", MAY)] == [None]

    @pytest.mark.parametrize(
        ("title", "day"),
        [
            ("Unemployment slips again in April", None),
            ("The mill's Q1 and full year 2030 results", None),
            ("What will come in November", date(2031, 11, 30)),
            ("Forecast for April", date(2032, 4, 30)),
        ],
    )
    def test_a_title_on_what_is_just_over_looks_back(self, title: str, day: date | None) -> None:
        text = f"---\ntitle: {title}\n---\n\n- The mill will close.\n- Rents will fall.\n"
        assert [c.deadline for c in found(text, MAY)] == [day] * 2

    def test_an_update_carries_its_day_and_no_deadline(self) -> None:
        text = (
            "The mill runs.\n\n**UPDATE (1 July 2031): the mill will be sold and opened anew.**\n"
        )
        assert [c.deadline for c in found(text, MAY)] == [None]
        text = "The guild will publish an update by 1 July 2031.\n"
        assert [c.deadline for c in found(text, MAY)] == [date(2031, 7, 1)]

    @pytest.mark.parametrize("when", ["on June 9", "in June"])
    def test_a_day_or_month_in_a_title_is_not_that_from_which_it_speaks(self, when: str) -> None:
        text = f"# The plan for a return {when}\n\nFans will probably be let in on Monday.\n"
        assert [c.deadline for c in found(text, MAY)] == [date(2031, 5, 12)]

    def test_what_an_outlook_foretells_of_a_season_is_over_with_it(self) -> None:
        text = "The bureau has raised its 2031 hurricane season outlook.\n\nIt now gives a 70% chance of 12 to 17 storms.\n\nThe season is expected to be the most active since 2022.\n"
        assert {c.deadline for c in found(text, MAY)} == {date(2031, 11, 30)}


class TestFinancialYears:
    @pytest.mark.parametrize(
        ("said", "days"),
        [
            ("fiscal 2030/31, ending March 31", [date(2031, 3, 31), date(2032, 3, 31)]),
            ("the year to end-September", [date(2031, 9, 30), date(2032, 9, 30)]),
            ("the financial year", [date(2031, 6, 30), date(2032, 6, 30)]),
        ],
    )
    def test_end_where_the_text_says_so(self, said: str, days: list[date]) -> None:
        text = (
            f"The port gave its figures for {said}.\n\nTolls will fall in 2030/31. "
            "Traffic will grow by two percent in 2031/32.\n"
        )
        assert [c.deadline for c in found(text, date(2031, 1, 20))] == days

    def test_this_one_and_the_next_are_counted_from_its_end(self) -> None:
        text = (
            "The year ending June 30 was a good one.\n\nTolls will fall this financial year. "
            "Traffic will grow next fiscal year.\n"
        )
        days = [c.deadline for c in found(text, date(2031, 1, 20))]
        assert days == [date(2031, 6, 30), date(2032, 6, 30)]

    def test_without_its_end_it_is_the_calendar_year(self) -> None:
        assert found("Tolls will fall this financial year.")[0].deadline == YEAR
