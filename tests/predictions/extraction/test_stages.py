"""Each stage by itself, on text written for these tests."""

import csv
import json
from datetime import date
from importlib.resources import files

import pytest

from predictions.candidate import Basis, Candidate, Polarity
from predictions.extraction.chances.believing import find_stated
from predictions.extraction.chances.hedges import find_hedges
from predictions.extraction.checks import Missing, checks
from predictions.extraction.deciding.accepting import judged
from predictions.extraction.deciding.company import NAMES, surroundings
from predictions.extraction.deciding.decision import model
from predictions.extraction.jsonl import to_json, to_lines
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import read_document
from predictions.extraction.layout.nesting import read_blocks
from predictions.extraction.layout.normalise import matching_copy
from predictions.extraction.layout.sentences import LONGEST, sentences
from predictions.extraction.proposing.clauses import cut
from predictions.extraction.wording.statement import affirm, of_question
from predictions.extraction.wording.subjects import put_for
from predictions.windows import find_windows


def kinds(text: str) -> list[Kind]:
    return [block.kind for block in read_blocks(text)]


class TestBlocks:
    def test_kinds_are_told_by_their_lines(self) -> None:
        text = "# One\n\nTwo.\n\n- three\n- four\n\n| a | b |\n|---|---|\n\n```\ncode\n```\n"
        assert kinds(text) == [
            Kind.HEADING,
            Kind.PARAGRAPH,
            Kind.ITEM,
            Kind.ITEM,
            Kind.ROW,
            Kind.ROW,
            Kind.CODE,
        ]

    def test_nested_items_know_their_parent_and_headings(self) -> None:
        blocks = read_blocks("# A\n\n## B\n\n- one\n  - two\n")
        assert (blocks[3].parent, blocks[3].headings) == (2, (0, 1))

    def test_a_list_knows_its_lead_in(self) -> None:
        blocks = read_blocks("This I expect:\n\n- one\n")
        assert blocks[1].lead == 0

    def test_a_sentence_at_the_margin_ends_an_item(self) -> None:
        assert kinds("- It rains: 80%\nThat was the list.") == [Kind.ITEM, Kind.PARAGRAPH]

    def test_front_matter_is_apart(self) -> None:
        assert kinds("---\ntitle: x\n---\nText.") == [Kind.META, Kind.PARAGRAPH]

    def test_list_items_in_html_are_items(self) -> None:
        assert kinds("<ol>\n<li>One thing</li>\n<li>Another</li>\n</ol>\n").count(Kind.ITEM) == 2


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("It rains. It pours.", 2),
            ("Dr. Lind met Prof. Okri at 5 p.m. on Monday.", 1),
            ("The U.S. economy grows.", 1),
            ('"It rains." He left.', 2),
            ("Prices rose by 2.5 percent.", 1),
            ("a line that\nwraps on", 1),
        ],
    )
    def test_full_stops_of_abbreviations_do_not_end_a_sentence(self, text: str, count: int) -> None:
        (block,) = read_blocks(text)
        assert len(list(sentences(matching_copy(text), block))) == count

    def test_text_without_full_stops_is_read_in_bounded_pieces(self) -> None:
        text = "word and more words " * 500
        (block,) = read_blocks(text)
        spans = list(sentences(text, block))
        assert max(b - a for a, b in spans) <= LONGEST
        assert "".join(text[a:b].replace(" ", "") for a, b in spans) == text.replace(" ", "")


class TestClauses:
    def pieces(self, text: str) -> list[str]:
        windows = find_windows(text, today=date(2025, 1, 1))
        return [text[c.start : c.end] for c in cut(text.lower(), (0, len(text)), windows)]

    def test_two_predicates_are_parted_at_their_joint(self) -> None:
        assert self.pieces("Rents will fall, and wages may rise.") == [
            "Rents will fall",
            "wages may rise",
        ]

    def test_a_subject_with_and_in_it_is_not_parted(self) -> None:
        assert self.pieces("Bread, milk and butter will all get dearer.") == [
            "Bread, milk and butter will all get dearer"
        ]

    def test_verbs_that_share_a_relative_pronoun_are_parted(self) -> None:
        text = "It is a plan that raises rents and secures money for the tram by 2031 (as well as removes parking)."
        assert self.pieces(text)[1:] == ["secures money for the tram by 2031", "removes parking"]

    def test_a_condition_stays_with_its_claim(self) -> None:
        assert self.pieces("If the rain stops, the river will fall.") == [
            "If the rain stops, the river will fall"
        ]

    def test_a_fact_before_a_contrast_is_cut_off(self) -> None:
        assert self.pieces("The mill has lost money for years, but it will be saved.") == [
            "it will be saved"
        ]


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("there is a 20% chance of snow", 0.2),
            ("i'm 70% on that", 0.7),
            ("i'd put 35% on the court", 0.35),
            ("the odds of a default are 1 in 25", 0.04),
            ("i'd say sixty-five percent", 0.65),
            ("a two-thirds chance of rain", 0.666667),
            ("i'd call it 70/30", 0.7),
            ("i make it 5 to 1 against a strike", 0.166667),
            ("even odds of a strike", 0.5),
            ("snow tomorrow: p=0.3", 0.3),
        ],
    )
    def test_numbers_of_belief_are_bound(self, text: str, value: float) -> None:
        assert [s.value for s in find_stated(text, 0, len(text))] == [pytest.approx(value)]

    @pytest.mark.parametrize(
        "text",
        [
            "sales grew by 20%",
            "20% of all trams",
            "the odds of 95% depopulation are small",
            "unemployment is below 5%",
            "one in five women",
            "they won 3 to 1",
            "the bill passed 60 to 40",
        ],
    )
    def test_numbers_of_content_are_not(self, text: str) -> None:
        assert find_stated(text, 0, len(text)) == []


class TestHedges:
    def test_the_longest_reading_holds(self) -> None:
        (hedge,) = find_hedges("it is highly unlikely", 0, 21)
        assert (hedge.meaning.phrase, hedge.meaning.denies) == ("highly unlikely", True)

    def test_every_row_of_the_table_is_in_order_and_names_its_source(self) -> None:
        text = files("predictions.extraction").joinpath("phrases.csv").read_text("utf-8")
        rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
        assert all(0 <= int(r["low"]) <= int(r["median"]) <= int(r["high"]) <= 100 for r in rows)
        surveyed = [r["source"] for r in rows if r["basis"] == "surveyed"]
        assert all(source.startswith(("CAPphrase", "zonination")) for source in surveyed)
        phrases = [phrase for r in rows for phrase in r["phrases"].split(" / ")]
        assert len(phrases) == len(set(phrases))


class TestStatement:
    @pytest.mark.parametrize(
        ("quote", "denied", "statement"),
        [
            ("the mill does not carry on", True, "The mill carries on"),
            ("the mills don't close", True, "The mills close"),
            ("Nobody will come", True, "Someone will come"),
            ("None of the mills closes", True, "Some of the mills closes"),
            ("80% chance that it rains", False, "It rains"),
            ("**The tram** runs (60%)", False, "The tram runs"),
        ],
    )
    def test_one_negation_and_the_number_come_off(
        self, quote: str, denied: bool, statement: str
    ) -> None:
        assert affirm(quote, denied=denied) == statement

    def test_a_pronoun_is_filled_in(self) -> None:
        assert put_for("It'll be sold", "It", "The mill") == "The mill will be sold"
        assert put_for("Its roof will fall", "Its", "The mill") == "The mill's roof will fall"

    def test_a_question_becomes_its_yes(self) -> None:
        assert of_question("[Will it rain?](http://a.b)") == "It will rain"
        assert of_question("[Will Kern glorp?](http://a.b)") == 'Yes to "Will Kern glorp?"'


def candidate(statement: str, **more: object) -> Candidate:
    values: dict[str, object] = {
        "quote": "x",
        "start": 0,
        "end": 1,
        "polarity": Polarity.YES,
        "confidence": 0.5,
    }
    return Candidate(statement=statement, **(values | more))  # type: ignore[arg-type]


class TestChecks:
    def test_a_claim_with_day_and_measure_needs_nothing(self) -> None:
        assert checks(candidate("Oil is above $100", deadline=date(2030, 1, 1))) == ()

    def test_what_is_missing_is_named(self) -> None:
        found = checks(candidate("It becomes much more popular", condition="if it rains"))
        assert [check.missing for check in found] == [
            Missing.DEADLINE,
            Missing.VAGUE,
            Missing.SUBJECT,
        ]


def test_a_list_whose_numbers_are_escaped_is_a_list() -> None:
    blocks = read_blocks("> 1\\. Rents fall: 40%\n> 2\\. Wages rise: 70%\n")
    assert [(block.kind, block.number) for block in blocks] == [(Kind.ITEM, "1"), (Kind.ITEM, "2")]


class TestLines:
    def test_every_key_of_the_contract_is_there_even_when_empty(self) -> None:
        keys = "quote start end statement polarity probability probability_low probability_high basis cue not_before deadline deadline_from condition author reported confidence repeats supersedes recorded readings missing"
        assert list(to_json(candidate("X"))) == keys.split()

    def test_dates_are_iso_and_one_candidate_is_one_line(self) -> None:
        found = candidate(
            "X\ny", deadline=date(2030, 1, 2), probability=0.5, basis=Basis.ODDS, repeats=((3, 4),)
        )
        lines = to_lines([found, found]).splitlines()
        assert len(lines) == 2
        row = json.loads(lines[0])
        assert (row["deadline"], row["basis"], row["repeats"]) == ("2030-01-02", "odds", [[3, 4]])


def test_siblings_lift_and_lower_a_doubtful_item() -> None:
    text = "Predictions for 2027\n\n- Rents will fall\n- Wages may rise\n- Prices will double\n"
    document = read_document(text, published=date(2026, 1, 1), author=None, title=None)
    proposals, _ = judged(document)
    doubtful = next(n for n, p in enumerate(proposals) if "Wages" in text[p.start : p.end])
    siblings = NAMES.index("siblings")
    lifted, lowered = (
        surroundings(
            document, proposals, [0.0 if n == doubtful else others for n in range(len(proposals))]
        )[doubtful]
        for others in (5.0, -5.0)
    )
    assert lifted[siblings] > 0.5 > -0.5 > lowered[siblings]
    assert model().company[siblings] > 0


@pytest.mark.parametrize(
    ("words", "hedged"),
    [
        ("may 2027 will be dry", False),
        ("it will be dry from may to september", False),
        ("it will open by 14 may", False),
        ("may will be wet", False),
        ("it may rain by june", True),
        ("prices may to some extent fall", True),
        ("this may be the end of it", True),
    ],
)
def test_the_month_is_no_word_of_probability(words: str, hedged: bool) -> None:
    assert bool(find_hedges(words, 0, len(words))) is hedged
