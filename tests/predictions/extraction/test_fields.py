"""Field by field, on sentences written for these tests."""

from datetime import date

import pytest

from predictions.candidate import Basis, Candidate, Polarity
from predictions.extraction import extract

PUBLISHED = date(2025, 3, 1)


def found(text: str, title: str | None = None) -> tuple[Candidate, ...]:
    return extract(text, published=PUBLISHED, author="Ada", title=title)


def only(text: str, title: str | None = None) -> Candidate:
    (candidate,) = found(text, title)
    return candidate


class TestQuotes:
    def test_a_sentence_with_four_forecasts_gives_four_spans(self) -> None:
        text = "Rents will fall by 2027, wages will rise by 2028, the mill will close in 2029, and the port will be sold by 2030."
        assert [c.quote for c in found(text)] == [
            "Rents will fall by 2027",
            "wages will rise by 2028",
            "the mill will close in 2029",
            "the port will be sold by 2030",
        ]

    def test_who_says_it_is_not_part_of_the_claim(self) -> None:
        candidate = only("Mara Lindqvist says that the mine will close by 2029.")
        assert (candidate.quote, candidate.author, candidate.reported) == (
            "the mine will close by 2029",
            "Mara Lindqvist",
            True,
        )

    def test_a_trailing_source_is_not_part_of_the_claim(self) -> None:
        candidate = only("The mine will close by 2029, said Mara Lindqvist.")
        assert (candidate.quote, candidate.author) == (
            "The mine will close by 2029",
            "Mara Lindqvist",
        )

    def test_a_claim_in_brackets_stands_beside_the_sentence_around_it(self) -> None:
        quotes = [
            c.quote
            for c in found(
                "The dam will be built by 2032 (and the valley will be flooded in 2034)."
            )
        ]
        assert "the valley will be flooded in 2034" in quotes


class TestWindows:
    def test_a_date_in_the_sentence(self) -> None:
        candidate = only("The ferry will stop running by 2031.")
        assert (candidate.deadline, candidate.deadline_from) == (date(2031, 12, 31), "sentence")

    @pytest.mark.parametrize(
        "text",
        [
            "# Predictions for 2027\n\n- The ferry to the island will disappear.",
            "By the end of 2027:\n\n- The ferry to the island will disappear.",
            "## 2027\n\nWages in the valley will double.",
        ],
    )
    def test_a_date_is_inherited_from_title_lead_in_and_heading(self, text: str) -> None:
        candidate = only(text)
        assert (candidate.deadline, candidate.deadline_from) == (date(2027, 12, 31), "context")

    def test_a_date_is_inherited_from_the_parent_item(self) -> None:
        text = "Outlook\n\n- By 2031\n  - The ferry will stop running: 70%\n"
        assert only(text).deadline == date(2031, 12, 31)

    def test_not_until_opens_the_window(self) -> None:
        candidate = only("The tram won't reach the hospital until 2029.")
        assert (candidate.polarity, candidate.not_before) == (Polarity.YES, date(2029, 1, 1))

    def test_an_interview_of_long_ago_counts_from_its_own_year(self) -> None:
        candidate = only(
            "In a 2010 interview, Mara Lindqvist said that in 20 years the glacier will be gone."
        )
        assert candidate.deadline == date(2030, 12, 31)

    def test_without_a_day_of_publication_only_absolute_dates_are_kept(self) -> None:
        relative, absolute = extract(
            "Wages in the valley will fall sharply within five years. The port will be sold by 2030.",
            published=None,
        )
        assert (relative.deadline, absolute.deadline) == (None, date(2030, 12, 31))

    def test_events_that_the_caller_names_are_deadlines(self) -> None:
        (candidate,) = extract(
            "The mill will close before the harvest fair.",
            published=PUBLISHED,
            events={"harvest fair": date(2025, 9, 6)},
        )
        assert candidate.deadline == date(2025, 9, 5)


class TestPolarity:
    @pytest.mark.parametrize(
        "text",
        [
            "The mill won't close before 2030.",
            "No tram will run to the hospital by 2030.",
            "I doubt that the tram will reach the hospital by 2030.",
            "It is unlikely that the tram will reach the hospital by 2030.",
            "I'd be surprised if the tram reached the hospital by 2030.",
            "Nobody will use the ferry in 2030.",
            "The tram will never reach the hospital.",
        ],
    )
    def test_denials(self, text: str) -> None:
        assert only(text).polarity is Polarity.NO

    @pytest.mark.parametrize(
        "text",
        [
            "Fewer than ten ferries will run in 2030.",
            "The old mill will still stand in 2030.",
            "I wouldn't be surprised if the tram reached the hospital by 2030.",
            "There is no doubt that the tram will reach the hospital by 2030.",
            "It is not unlikely that the tram will reach the hospital by 2030.",
        ],
    )
    def test_what_looks_like_a_denial_and_is_none(self, text: str) -> None:
        assert only(text).polarity is Polarity.YES


class TestProbability:
    @pytest.mark.parametrize(
        ("text", "value", "basis"),
        [
            ("- The tram reaches the hospital by 2030: 70%", 0.7, Basis.STATED),
            ("- The tram reaches the hospital by 2030 (70%)", 0.7, Basis.STATED),
            ("- 70%: the tram reaches the hospital by 2030", 0.7, Basis.STATED),
            ("- No tram reaches the hospital by 2030: 70%", 0.3, Basis.STATED),
            (
                "There is a 15% chance that the tram reaches the hospital by 2030.",
                0.15,
                Basis.STATED,
            ),
            (
                "There is a 1 in 20 chance that the tram reaches the hospital by 2030.",
                0.05,
                Basis.ODDS,
            ),
            ("I put the odds at 3:1 that the tram reaches the hospital by 2030.", 0.75, Basis.ODDS),
            ("The tram will probably reach the hospital by 2030.", 0.75, Basis.SURVEYED),
            ("The tram probably won't reach the hospital by 2030.", 0.26, Basis.SURVEYED),
            ("The tram is unlikely to reach the hospital by 2030.", 0.2, Basis.SURVEYED),
            ("I expect the tram will reach the hospital by 2030.", 0.75, Basis.ANALOGUE),
        ],
    )
    def test_a_number_is_that_of_the_affirmative_statement(
        self, text: str, value: float, basis: Basis
    ) -> None:
        candidate = only(text)
        assert candidate.probability == pytest.approx(value)
        assert candidate.basis is basis

    @pytest.mark.parametrize(
        "text",
        [
            "Sales of the ferry company will grow by 20% in 2026.",
            "Trams will carry 60% of all commuters by 2030.",
            "Unemployment in the valley will fall below 5% by 2027.",
        ],
    )
    def test_a_growth_rate_or_a_share_is_no_probability(self, text: str) -> None:
        assert only(text).basis is None

    @pytest.mark.parametrize(
        "text",
        [
            "Sales are set to grow at around 10 per cent by 2027.",
            "We will see the number of trams rise by ~25%",
            "Harrow won 50% of the vote in 2021 and will keep her seat in 2027; Kern won only 23%.",
            "A survey of rents from 2020 to 2025 will show at least one rise.",
        ],
    )
    def test_what_was_measured_is_no_probability(self, text: str) -> None:
        assert all(c.basis is not Basis.STATED for c in found(text))

    def test_shares_of_votes_are_no_probabilities(self) -> None:
        text = (
            "# Council predictions for 2027\n\nVoters are angry; a third of all votes came late, voting ends at "
            "eight, and the vote in the hills decides.\n\nPrediction:\n\n- Harrow gets 51% (12k votes)\n- Kern will get 49%\n"
        )
        assert {c.basis for c in found(text)} == {None}

    def test_a_number_before_a_link_is_that_of_its_item(self) -> None:
        text = "- Rents lower at the end of 2027 than now:\n  60% [now 2.3%](https://a.example/rents)\n"
        assert only(text).probability == 0.6

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("The quay will be dug by 2031 (80%), and rents will fall by 2032.", [0.8, None]),
            ("I think the mill will close by 2030 (60%), but the weir will hold until 2035.", [0.6, None]),
            ("Inflation will be lower by 2031 (2%), and rents will fall by 2032.", [None, None]),
        ],
    )  # fmt: skip
    def test_a_number_in_brackets_behind_a_deadline_is_that_claim_s(
        self, text: str, numbers: list[float | None]
    ) -> None:
        assert [one.probability for one in found(text)] == numbers

    def test_a_flat_will_has_no_number(self) -> None:
        assert only("The tram will reach the hospital by 2030.").probability is None

    def test_a_range_keeps_its_ends(self) -> None:
        candidate = only("- The tram reaches the hospital by 2030: 60-70%")
        assert (candidate.probability_low, candidate.probability, candidate.probability_high) == (
            0.6,
            0.65,
            0.7,
        )

    def test_options_with_shares_are_parted(self) -> None:
        values = [
            c.probability
            for c in found("# Who wins in 2026\n\n- Blues 50%, Reds 35%, Greens 15%\n")
        ]
        assert values == [0.5, 0.35, 0.15]

    def test_a_heading_gives_its_probability_to_the_items_below(self) -> None:
        text = "# Forecasts for 2026\n\n## Likely (75%)\n\n- The tram reaches the hospital\n- The mill is sold\n"
        assert [(c.probability, c.deadline) for c in found(text)] == [
            (0.75, date(2026, 12, 31))
        ] * 2


class TestWhoseForecast:
    def test_the_author_of_the_document_by_default(self) -> None:
        candidate = only("The mill will close by 2030.")
        assert (candidate.author, candidate.reported) == ("Ada", False)

    def test_words_in_quotation_marks_under_a_name_are_theirs(self) -> None:
        text = '# Voices\n\n## Mara Lindqvist\n\n* [2024-05](http://a.b/c) "The mill will close by 2030."\n'
        candidate = only(text)
        assert (candidate.author, candidate.reported) == ("Mara Lindqvist", True)

    def test_speakers_own_what_they_say(self) -> None:
        text = (
            "Ada: Welcome back. What happens to rents?\n\nBen: Rents will fall sharply by 2027.\n\n"
            "Ada: I disagree. Wages will rise by 2028.\n\nBen: We shall see."
        )
        assert [(c.author, c.reported) for c in found(text)] == [("Ben", True), ("Ada", False)]

    def test_columns_of_a_table_are_forecasters(self) -> None:
        text = "# Predictions for 2026\n\n| Question | Ada | Ben |\n|---|---|---|\n| The mill closes | 30% | 55% |\n| No tram runs | 90% | 80% |\n"
        assert [(c.author, c.probability, c.reported) for c in found(text)] == [
            ("Ada", 0.3, False),
            ("Ben", 0.55, True),
            ("Ada", pytest.approx(0.1), False),
            ("Ben", pytest.approx(0.2), True),
        ]

    @pytest.mark.parametrize("head", ["Prediction", "Post"])
    def test_what_came_of_a_row_is_not_its_question_however_long(self, head: str) -> None:
        text = (
            f"# Predictions for 2026\n\n| {head} | Confidence | Outcome |\n|---|---|---|\n"
            "| The mill closes | 95% | It closed in May, after a long and bitter strike |\n"
            "| Trams run late | 60% | They ran on time all year, whatever the weather was |\n"
        )
        assert [(c.quote, c.probability) for c in found(text)] == [
            ("The mill closes | 95%", 0.95),
            ("Trams run late | 60%", 0.6),
        ]

    def test_a_table_of_calibration_holds_no_forecasts(self) -> None:
        text = "# Predictions for 2026\n\n| Predicted probability | Actual probability |\n|---|---|\n| 90+% | 89% |\n| 80-89% | 75% |\n"
        assert found(text) == ()


class TestRefused:
    @pytest.mark.parametrize(
        "text",
        [
            "Will the tram reach the hospital by 2030?",
            "What will happen to the mill in 2030?",
            "The licensee shall give notice by 2030.",
            "You may copy the work until 2030.",
            "The mill would have closed by 2030.",
            "The mill closed in 2019.",
            "Suppose that the mill will close by 2030.",
            "```\nthe tram will run by 2030\n```",
        ],
    )
    def test_what_is_no_forecast(self, text: str) -> None:
        assert found(text) == ()

    def test_empty_text(self) -> None:
        assert found("") == ()


def test_a_condition_is_kept() -> None:
    candidate = only("If the council agrees, the tram will reach the hospital by 2030.")
    assert candidate.condition == "If the council agrees"


def test_a_repeated_claim_is_one_candidate_with_two_spans() -> None:
    claim = "The new tram will reach the hospital on the hill by 2030."
    text = f"{claim}\n\nSomebody answered.\n\n> {claim}\n"
    candidate = only(text)
    ((start, end),) = candidate.repeats
    assert text[start:end] == candidate.quote


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The mill won't close before 2030.", "The mill will close before 2030"),
        (
            "- The tram does not reach the hospital in 2026: 80%",
            "The tram reaches the hospital in 2026",
        ),
        ("- No ferry sinks in 2026 (95%)", "Some ferry sinks in 2026"),
        ("- The ferry sinks in 2026. (Confidence: 95%)", "The ferry sinks in 2026"),
        ("- The ferry sinks in 2026 - my confidence: 95%", "The ferry sinks in 2026"),
        (
            "The tram will probably reach the hospital by 2030.",
            "The tram will reach the hospital by 2030",
        ),
        ("The mill has debts. It will be sold by 2030.", "The mill will be sold by 2030"),
    ],
)
def test_the_statement_is_affirmative_and_stands_alone(text: str, statement: str) -> None:
    assert only(text).statement == statement


def test_front_matter_gives_date_and_author() -> None:
    text = "---\ntitle: Notes\ndate: 2020-05-01\nauthor: Ben Okri\n---\n\nThe mill will close within five years.\n"
    (candidate,) = extract(text, published=None)
    assert (candidate.author, candidate.deadline) == ("Ben Okri", date(2025, 5, 1))


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("authors: [Ben Okri, 'Ada Moor']", "Ben Okri and Ada Moor"),
        ("authors:\n  - ben-okri\ntags:\n  - mills", "ben-okri"),
        ("author:\n  name: Ben Okri\n  site: mills.example", "Ben Okri"),
        ("author: |\n  Ben Okri\nlang: en", "Ben Okri"),
        ("speakers:\n- Ben Okri", "Ben Okri"),
        ("author:\nlang: en", None),
        ("tags:\n  - authors\n  - Ben Okri", None),
    ],
)
def test_front_matter_names_its_writers_in_whatever_form(lines: str, author: str | None) -> None:
    text = f"---\ntitle: Notes\n{lines}\n---\n\nThe mill will close within five years.\n"
    (candidate,) = extract(text, published=date(2020, 5, 1))
    assert (candidate.author, candidate.reported) == (author, False)


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ('"Remarks by Mayor Kern on the mill, May 2020"', "Mayor Kern"),
        ('"Remarks by Mayor\\_Kern at the Mill"', "Mayor Kern"),
        ("Statement from the guild", None),
        ("Remarks on trams by the river", None),
    ],
)
def test_a_title_names_whose_remarks_they_are(title: str, author: str | None) -> None:
    text = f"---\ntitle: {title}\n---\n\nThe mill will close within five years.\n"
    (candidate,) = extract(text, published=date(2020, 5, 1))
    assert (candidate.author, candidate.reported) == (author, False)


class TestQuestionsWithNumbers:
    @pytest.mark.parametrize(
        ("text", "statement", "probability"),
        [
            ("**Will the bridge open before 2030?** [50%](https://a.example/1). Hm.", "The bridge will open before 2030", 0.5),
            ("**Will the town fall by 1 April?** \u2014 69% chance (was 80%)", "The town will fall by 1 April 2025", 0.69),
            ("- Will the strike end this year? (Agora: 40%)", "The strike will end this year", 0.4),
            ("1. [Will three towns fall by June 1?](https://a.example/9/): **71% \u2014\u2192 70%**", "Three towns will fall by June 1, 2025", 0.7),
            ("- If the bill passes, will its author resign? **12%**", "If the bill passes, its author will resign", 0.12),
        ],
    )  # fmt: skip
    def test_a_question_and_its_number_are_one_forecast(
        self, text: str, statement: str, probability: float
    ) -> None:
        (one,) = found(f"# Odds of the month\n\n{text}\n")
        assert (one.statement, one.probability) == (statement, probability)
        assert one.basis is Basis.STATED


@pytest.mark.parametrize(
    "text",
    [
        "Barley for May delivery rose by two crowns.",
        "The May contracts closed at 40 crowns in Harlow.",
    ],
)
def test_the_month_of_may_is_no_doubt(text: str) -> None:
    assert not found(text)


def test_what_may_come_is_one() -> None:
    (one,) = found("Barley may rise above 90 crowns by 2031.")
    assert one.cue == "may"


def test_picks_need_no_verb_where_predictions_are_announced() -> None:
    text = (
        "Predictions for the 2031 awards\n\nMost deserving: *Ash*\n\nMost likely: *The Harbour*\n"
    )
    assert [c.quote for c in found(f"# {text}")] == ["Most likely: *The Harbour"]
