"""Whose voice a document speaks in, and whom a sentence gives its claim to."""

from datetime import date

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract

NEWS = """The harbour will need ten new cranes by 2031, the port authority said on Tuesday.

Mara Lindqvist, who led the study, told reporters that traffic had doubled. Container traffic will double again by 2035.

According to the report, rents near the quay will rise by a third by 2030. Analysts said the estimate was low.

The old ferry will stop running in 2028.
"""
DIGEST = """# On trams

These are my notes from the talk by Mara Lindqvist in Harrow.

- Trams will carry most commuters by 2035.
- I think buses will carry most commuters by 2035.
"""


def found(text: str, author: str = "Ada Moor") -> tuple[Candidate, ...]:
    return extract(text, published=date(2026, 3, 1), author=author)


def whose(text: str, author: str = "Ada Moor") -> list[tuple[str | None, bool]]:
    return [(c.author, c.reported) for c in found(text, author)]


class TestDocuments:
    def test_news_pass_on_what_others_forecast_in_every_sentence(self) -> None:
        candidates = found(NEWS, "The Harrow Post")
        assert len(candidates) >= 3
        assert all(c.reported for c in candidates)

    def test_what_no_sentence_gives_to_anybody_is_the_last_source_s(self) -> None:
        by_words = {c.quote[:9]: c.author for c in found(NEWS, "The Harrow Post")}
        assert by_words["Container"] == "Mara Lindqvist"

    def test_a_columnist_who_cites_others_keeps_what_is_their_own(self) -> None:
        own = NEWS.replace(
            "The old ferry", "I have lived here for long, I know my town: the old ferry"
        )
        own += "\nI walk there with my dog, and I like it. The mill will close by 2029.\n"
        assert whose(own)[-1] == ("Ada Moor", False)

    def test_notes_on_a_talk_are_the_talk_s_but_for_views_of_one_s_own(self) -> None:
        assert [reported for _, reported in whose(DIGEST)] == [True, False]

    def test_notes_name_the_one_who_gave_the_talk(self) -> None:
        assert whose(DIGEST)[0] == ("Mara Lindqvist", True)

    def test_what_front_matter_calls_an_interview_is_another_s(self) -> None:
        text = "---\ntype: interview\n---\n\nTrams will carry most commuters by 2035.\n"
        assert whose(text)[0][1]
        assert not whose(text.replace("interview", "essay"))[0][1]

    def test_times_in_a_recording_behind_its_sentences_tell_that_others_speak(self) -> None:
        said = [
            "Trams will carry most commuters by 2035",
            "The mill will close by 2029",
            "Rents will double by 2030",
            "The ferry will stop running by 2031",
        ]
        notes = " ".join(f"{each} [00:1{n}:05]." for n, each in enumerate(said))
        assert [c.quote for c in found(notes)] == said
        assert all(reported for _, reported in whose(notes))
        lines = "\n".join(f"[00:1{n}:05] {each}." for n, each in enumerate(said))
        assert not any(reported for _, reported in whose(lines))
        assert not any(reported for _, reported in whose("I know, I was there. " + notes))

    @pytest.mark.parametrize(
        ("opening", "reported"),
        [
            ("Predictions for the future, from 1901", True),
            ("1964: Predictions", True),
            ("Here are ten forecasts made in 1950 for the end of the century.", True),
            ("My predictions for 2027", False),
            ("Predictions that I made in 2009", False),
            ("My 2008 predictions, graded", False),
            ("Predictions made in the Kern Arms", False),
        ],
    )
    def test_predictions_made_long_ago_are_others(self, opening: str, reported: bool) -> None:
        claims = "- Trams will run on every hill.\n- There will be no smoke over the valley.\n"
        assert {said for _, said in whose(f"# {opening}\n\n{claims}")} == {reported}

    def test_the_report_is_the_one_named_before(self) -> None:
        text = "Harbour Watch expects the crane to be scrapped by 2028. Rents will double by 2030, the report said."
        assert {author for author, _ in whose(text)} == {"Harbour Watch"}

    def test_initials_of_a_transcript_are_the_name_that_it_gives_them(self) -> None:
        text = (
            "Speakers: Mara Lindqvist (ML), Odo Kern\n\nML: The mill will close by 2029.\n\nOK: Why is that so soon?\n\n"
            "ML: The owners will sell the land before 2032.\n\nOK: Thank you for your time today.\n"
        )
        assert whose(text) == [("Mara Lindqvist", False)] * 2

    def test_a_group_that_writes_of_itself_by_its_name_reports_nobody(self) -> None:
        text = "Harbour Watch expects the crane to be scrapped by 2028."
        assert whose(text, "Harbour Watch (Ada Moor)")[0][1] is False


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "author"),
        [
            ("Mara Lindqvist has hinted that the mill will close by 2029.", "Mara Lindqvist"),
            ("[Mara Lindqvist](https://a.example/one) says the mill will close by 2029.", "Mara Lindqvist"),
            ("In an interview on Monday, Lindqvist gave 50/50 odds on the mill closing by 2029.", "Lindqvist"),
            ("Almost all forecasters expect the mill to close by 2029.", None),
            ("Prices at the quay are projected to double by 2029.", None),
            ("She and other [Ferrymen](https://a.example/two) have argued that the mill will close by 2029.", "Ferrymen"),
            ("Some economists warn that rents will double by 2029.", None),
            ("A new survey suggests that rents will double by 2029.", None),
            ("The mill will close by 2029 (80% sure) - predicted by a well known banker.", "a well known banker"),
        ],
    )  # fmt: skip
    def test_a_claim_that_is_given_to_somebody(self, text: str, author: str | None) -> None:
        assert whose(text)[0] == (author, True)

    @pytest.mark.parametrize(
        "text",
        [
            "They may do as they see fit, but the mill will close by 2029.",
            "As I said, we will see the mill close by 2029.",
            "No doubt that the mill will close by 2029.",
            "The expected loss of the mill will be higher in 2029.",
            "Don't expect the mill to be open in 2029.",
            "The workers will have a say on who runs the mill in 2029.",
        ],
    )
    def test_words_that_give_it_to_nobody(self, text: str) -> None:
        assert whose(text)[0] == ("Ada Moor", False)

    def test_a_passive_under_announced_predictions_is_the_author_s(self) -> None:
        text = "# My predictions for 2027\n\nThe mill is expected to close by autumn.\n"
        assert whose(text) == [("Ada Moor", False)]


class TestQuotations:
    def test_all_sentences_of_a_quotation_are_the_speaker_s(self) -> None:
        text = (
            'I met her at the quay. "The mill will close by 2029," said Mara Lindqvist of the port. '
            '"Rents will double by 2030. The ferry will stop running by 2031."'
        )
        assert whose(text) == [("Mara Lindqvist", True)] * 3

    def test_a_name_below_a_quotation_signs_it(self) -> None:
        text = '> "The mill will close by 2029, and I will dance."  \n> <small>Mara Lindqvist, sailor</small>\n'
        assert whose(text)[0] == ("Mara Lindqvist", True)

    @pytest.mark.parametrize(
        ("item", "author"),
        [
            ('"The mill will close within ten years." \u2014 Mara Lindqvist, mayor, 1931', "Mara Lindqvist"),
            ('"The mill will close within ten years." -- Western Harbour memo, 1931', "Western Harbour memo"),
            ("The mill will close within ten years. \u2013 Mara Lindqvist, 1931", "Mara Lindqvist"),
            ('"The mill will close within ten years."\n  Mara Lindqvist, mayor', "Mara Lindqvist"),
            ('Mara Lindqvist, mayor of Harrow: "The mill will close within ten years."', "Mara Lindqvist"),
            ("The mill will close within ten years (Mara Lindqvist, 1931)", "Mara Lindqvist"),
            ("The mill will close within ten years - Mara Lindqvist, mayor, 1931", "Mara Lindqvist"),
            ("1931, Mara Lindqvist, mayor: The mill will close within ten years.", "Mara Lindqvist"),
            ("The mill will close within ten years.\n  - Mara Lindqvist, mayor, 1931", "Mara Lindqvist"),
            ("Mara Lindqvist (1931): The mill will close within ten years.", "Mara Lindqvist"),
        ],
    )  # fmt: skip
    def test_collected_sayings_are_their_signers_(self, item: str, author: str) -> None:
        candidates = found(f"# Predictions\n\n* {item}\n")
        assert (candidates[0].author, candidates[0].reported) == (author, True)

    @pytest.mark.parametrize(
        "item",
        [
            "Harrow Cup 2027: Kern will win in the last minute.",
            "Three ports will close (Kern, Harrow and Upper Kern)",
            "The mill will close within ten years - Kern, Harrow or both",
            "Another mill will close within ten years\n  - Kern, Harrow or Upper Kern",
        ],
    )
    def test_what_only_looks_like_a_signature(self, item: str) -> None:
        assert whose(f"# Predictions\n\n* {item}\n")[0] == ("Ada Moor", False)

    def test_a_signature_below_a_block_quote_signs_it(self) -> None:
        text = "Some words.\n\n> The mill will close within ten years.\n\n\u2014 Mara Lindqvist, mayor\n"
        assert whose(text)[0] == ("Mara Lindqvist", True)

    def test_a_heading_after_a_quotation_does_not_sign_it(self) -> None:
        text = 'They have it on the wall: "The mill will close within ten years."\n\nFerry Tales\n\nSome text.\n'
        assert whose(text)[0][0] != "Ferry Tales"

    def test_a_claim_that_its_own_author_signs_is_not_reported(self) -> None:
        text = "The mill will close within ten years.\n\nRents will double by 2030. \u2014 Ada Moor, 2026\n"
        assert {reported for _, reported in whose(text)} == {False}

    def test_what_one_said_oneself_in_quotation_marks_is_one_s_own(self) -> None:
        text = 'Last year I wrote, "The mill will close by 2029, and rents will fall."'
        assert {reported for _, reported in whose(text)} == {False}

    def test_a_block_quote_under_a_line_that_announces_it_is_another_s(self) -> None:
        text = "An article in the local paper states:\n\n> The mill will close by 2029.\n"
        assert whose(text) == [(None, True)] or whose(text)[0][1]

    def test_a_block_quote_of_one_s_own_words_is_one_s_own(self) -> None:
        text = "A year ago I wrote:\n\n> The mill will close by 2029.\n"
        assert whose(text) == [("Ada Moor", False)]


STORY = """"You will never find him," said the old woman. "He will be across the river by morning."

"Then I shall follow the road," I answered. "Brandt will be waiting for him at the mill."

She laughed. "Brandt will sell you both," she cried. "Mark my words, you will be in irons by spring."
"""


class TestStories:
    def test_people_in_a_story_forecast_nothing(self) -> None:
        assert found(STORY) == ()

    def test_news_with_people_who_speak_are_no_story(self) -> None:
        text = (
            STORY + "\nThe mill will close in 2029, and 300 people will lose their work by 2030.\n"
        )
        assert len(found(text)) >= 1


def test_a_quote_that_somebody_without_a_name_signs_is_nobodys() -> None:
    text = (
        "I sold it all.\n\n> Rates will never rise again. \u2014 a fund manager, 2021\n\n"
        "> The bridge will open by 2031.\n>\n> \u2014 the mayor of a small town\n\n> Gold will rise by 2030.\n"
    )
    found = {one.quote: one for one in extract(text, published=date(2026, 1, 5), author="Ilse")}
    assert [(one.author, one.reported) for one in found.values()] == [
        (None, True),
        (None, True),
        (None, True),
    ]


COLUMNS = """# Predictions for 2027

| Question | Ada | Bo |
|---|---|---|
| Will the mill close? | 70% | 40% |
"""


class TestColumns:
    def test_a_column_headed_by_the_author_s_first_name_is_the_author_s(self) -> None:
        assert whose(COLUMNS) == [("Ada Moor", False), ("Bo", True)]

    def test_of_two_authors_a_column_says_which(self) -> None:
        assert whose(COLUMNS, "Ada Moor and Bo Kern")[0] == ("Ada", False)


def owners(text: str) -> list[tuple[str | None, bool]]:
    found = extract(text, published=date(2026, 1, 5), author="Ilse Roe")
    return [(one.author, one.reported) for one in found]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Let us see how they did.\n\nHarrow Staff's 2027 Predictions (how they did in bold)\n\nKern will leave in May (70 percent) \u2014 RIGHT\n\nRents will fall (60 percent) \u2014 WRONG\n", "Harrow"),
        ("The Harrow's predictions for 2027 are out. All told they make 24. Here are the first two:\n\n- Kern will return to the hall (55 percent)\n- Rents will stay below ten (65 percent)\n", "Harrow"),
        ("I thought it fun to look at some of the things that folks are predicting for 2027:\n\n1. Boats will outsell bikes\n2. Trams will climb the hill\n", None),
        ("Bo Lund drew a line through it. His extrapolation is stark:\n\n- By mid-2027, trams will run alone.\n- By 2028, boats will sail themselves.\n", None),
        ("# The year ahead\n\n## Bo Lund's predictions for 2027\n\n- Kern will leave in June\n- Rents will fall in 2027\n", "Bo Lund"),
        ("# Annotated forecasts\n\nHis predictions make sense.\n\n> 1. The guild will close the mill.\n\nThis one is easy.\n\n> 2. Rents will fall by ten.\n", None),
    ],
)  # fmt: skip
def test_a_list_belongs_to_whom_its_line_names(text: str, owner: str | None) -> None:
    found = owners(text)
    assert len(found) > 1
    assert set(found[-2:]) == {(owner, True)}


def test_each_list_of_a_round_up_has_its_own_head() -> None:
    lists = "Bo Lund, Internet and Trade Predictions on The Mill\n\n1. Boats will fly\n\n2. Locks will fail\n\nQuill Best, Five trade predictions for 2027 on Harrow.com\n\n1. Trams will climb\n\n2. Rents will fall\n"
    assert owners(f"# All predictions for 2027\n\n{lists}") == [
        ("Bo Lund", True),
        ("Bo Lund", True),
        ("Quill Best", True),
        ("Quill Best", True),
    ]


@pytest.mark.parametrize(
    "head",
    ["My 2027 Predictions", "New Year's Predictions for 2027", "NFL, Week 9 Picks and Predictions", "Trade and Travel Predictions for 2027",
     "Ilse Roe's predictions for 2027", "Harrow, Our Predictions for 2027"],
)  # fmt: skip
def test_a_head_that_names_nobody_else_leaves_the_list_to_its_author(head: str) -> None:
    found = owners(
        f"Good evening.\n\n{head}\n\n- Kern will leave in May 2027\n- Rents will fall by 2027\n"
    )
    assert found[-2:] == [("Ilse Roe", False)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 I wrote this:\n\n> The guild will close the mill in 2027.\n\nNot bad.\n",
        "> Trams will run alone by 2030.\n\nMuch is said of it. Trams will run alone by 2030. That is all.\n",
        "Our sales are expected to fall in 2027.\n",
        "Everybody in the yard will be expected to sail by 2028.\n",
    ],
)
def test_what_is_quoted_of_oneself_or_said_of_ones_own_is_the_authors(text: str) -> None:
    assert {reported for _, reported in owners(text)} == {False}
