"""What is no sentence by itself gets the verb it leaves out, where that is sure; the look-alikes have a verb already."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.wording.nouns import as_sentence
from predictions.extraction.wording.picked import as_award, as_outcome
from predictions.extraction.wording.verbal import has_verb


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("Rents below 300", "Rents will be below 300"),
        ("Herring price still above $200 in May", "Herring price will still be above $200 in May"),
        ("Crew between 19 and 22", "Crew will be between 19 and 22"),
        ("Catch lower than in 2025", "Catch will be lower than in 2025"),
        ("New quay approved in Harlow", "New quay will be approved in Harlow"),
        ("Some register of boats created", "Some register of boats will be created"),
        ("Mayor Kern replaced by the end of the year", "Mayor Kern will be replaced by the end of the year"),
        ("Major strike (worse than 2019) in the docks", "There will be a major strike (worse than 2019) in the docks"),
        ("Early election in Norby", "There will be an early election in Norby"),
        ("Some strike in the docks that stops > 10 ferries", "There will be some strike in the docks that stops > 10 ferries"),
        ("More boats than last year", "There will be more boats than last year"),
        ("At least one new quay intended to bring the ferries back", "There will be at least one new quay intended to bring the ferries back"),
        ("A 1.5% gain in the third quarter", "There will be a 1.5% gain in the third quarter"),
        ("More interest in boats going forward", "There will be more interest in boats going forward"),
        ("A rising number of strikes until we have a deal", "There will be a rising number of strikes until we have a deal"),
        ("Solar-powered ferries", "There will be solar-powered ferries"),
    ],
)  # fmt: skip
def test_the_verb_that_is_left_out(words: str, statement: str) -> None:
    assert as_sentence(words, listed=True) == statement


@pytest.mark.parametrize(
    "words",
    [
        "Rents fall below 300",
        "The index closes above 3,000",
        "Fall below 106 by the end of 2027",
        "The guild kept prices below 300",
        "Some ferry sinks in 2027",
        "A ferry sinks in 2027",
        "Shortages worsen everywhere",
        "The guild approved the plan in May",
        "Some yards that closed will open",
        "Old yards in the north begin to open",
        "Six months",
        "10 years from now",
        "Within the next five years",
        "Best rider: Kern",
        "New Orleans (41 - 41)",
        "I get two dogs",
        "It left prices at 2%",
        "The war in the north",
        "Norby will hold an early election",
        "Kern and Lund take the cup",
        "A further step leads to a new quay",
        "A study by the guild found rents rising",
    ],
)
def test_what_has_a_verb_or_names_nothing_to_come_is_left(words: str) -> None:
    assert as_sentence(words, listed=True) == words


def test_plain_nouns_within_a_sentence_are_left() -> None:
    assert as_sentence("Solar-powered ferries", listed=False) == "Solar-powered ferries"


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("rents fall", True),
        ("the yard closes the gate", True),
        ("shortages worsen", True),
        ("new boats in the harbour", False),
        ("strikes that stop ferries", False),
    ],
)
def test_whether_a_word_is_a_verb(words: str, verb: bool) -> None:
    assert has_verb(words) is verb


@pytest.mark.parametrize(
    ("pick", "statement"),
    [
        ("Harrow in six", "Harrow will win in six"),
        ("Kern Rovers wins in 6 games", "Kern Rovers will win in 6 games"),
        ("7. Kern Rovers (58 - 24)", "Kern Rovers will finish 58-24"),
        ("Kern Rovers 2-1 Harrow", "Kern Rovers will beat Harrow 2-1"),
        ("Kern Rovers 0-1 Harrow", "Harrow will beat Kern Rovers 1-0"),
        ("Kern Rovers 1-1 Harrow", "Kern Rovers and Harrow will draw 1-1"),
        ("Harrow 28, Lund 23", "Harrow will beat Lund 28-23"),
        ("Harrow in 2027", "Harrow in 2027"),
        ("Best rider: Kern", "Best rider: Kern"),
    ],
)
def test_a_pick_says_who_wins(pick: str, statement: str) -> None:
    assert as_outcome(pick) == statement


def statements(text: str) -> list[str]:
    return [c.statement for c in extract(text, published=date(2026, 12, 30), author="Ann")]


def test_who_is_selected_wins_what_the_heading_names() -> None:
    text = "# Regatta 2027 predictions\n\n## Best helm predictions\n\nWho will win: Anna Kern\n\n## Best crew\n\nSelected boat: Harrow\n"
    assert statements(text) == ["Anna Kern will win Best helm", "Harrow will win Best crew"]


def test_noun_phrases_in_a_list_of_predictions_are_sentences() -> None:
    text = "# Predictions for 2027\n\n- Rents below 300: 80%\n- No early election in Norby: 70%\n- New quay approved in Harlow: 60%\n"
    assert statements(text) == [
        "Rents will be below 300",
        "There will be some early election in Norby",
        "New quay will be approved in Harlow",
    ]


def test_an_item_that_begins_with_its_verb_has_the_name_above_it() -> None:
    text = "# Predictions for 2027\n\n## Norby\n\n- Enters a recession: 10%\n\n## Politics\n\n- Loses its charm: 20%\n"
    assert statements(text) == ["Norby enters a recession", "Loses its charm"]


def test_an_adverb_stands_before_what_will_be_done() -> None:
    assert as_sentence("Solar boats widely adopted", listed=True) == (
        "Solar boats will be widely adopted"
    )


def test_a_rating_is_no_doing() -> None:
    assert (
        as_sentence("Approval rating below 40", listed=True) == "Approval rating will be below 40"
    )
    assert as_sentence("The guild selling below 40", listed=True) == "The guild selling below 40"


def test_the_month_of_an_item_that_goes_on_is_no_verb() -> None:
    text = "# Predictions for 2027\n\n- I get a boat by the end of May: 10%\n  - ...by the end of June: 30%\n"
    assert statements(text) == [
        "Ann gets a boat by the end of May 2027",
        "Ann gets a boat by the end of June 2027",
    ]


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("Best picture: The Ferry", "The Ferry will win Best picture"),
        ("BEST SOUND: The Ferry", "The Ferry will win BEST SOUND"),
        ("Finals MVP: Anna Kern", "Anna Kern will win Finals MVP"),
        ("Coach of the Year: Bo Lund (Harrow)", "Bo Lund (Harrow) will win Coach of the Year"),
        ("Best case: rents will fall", "Best case: rents will fall"),
        ("Norby: Anna Kern", "Norby: Anna Kern"),
        ("Best of all: nobody comes?", "Best of all: nobody comes?"),
    ],
)
def test_a_prize_and_a_name_say_who_will_win_it(words: str, statement: str) -> None:
    assert as_award(words) == statement


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("2072: Tunnel completed", "Tunnel will be completed in 2072"),
        ("2031: First bridge opened in Norby", "The first bridge will be opened in Norby in 2031"),
        ("2031: the year of the ferry", "2031: the year of the ferry"),
        ("Kern still mayor of Norby", "Kern will still be mayor of Norby"),
        ("Anna Kern still in office on May 1", "Anna Kern will still be in office on May 1"),
        ("Rents up by 10%", "Rents will be up by 10%"),
        (
            "More fully equipped ferry for Norby",
            "There will be a more fully equipped ferry for Norby",
        ),
        ("Rents go up by 5%", "Rents go up by 5%"),
        ("Prices still fall", "Prices still fall"),
        ("Norby to stay up 3 nights", "Norby to stay up 3 nights"),
    ],
)
def test_lines_that_leave_out_what_will_be(line: str, sentence: str) -> None:
    assert as_sentence(line, listed=True) == sentence


@pytest.mark.parametrize(
    ("pick", "sentence"),
    [
        ("Harrow v Norby: 2-1", "Harrow will beat Norby 2-1"),
        ("Harrow v Norby: 0-1", "Norby will beat Harrow 1-0"),
        ("Harrow v Norby Town: 1-1", "Harrow and Norby Town will draw 1-1"),
        ("Harrow vs Norby: Norby in six", "Norby will beat Harrow in six"),
        ("HAR vs NOR: HAR in 4", "HAR will beat NOR in 4"),
        ("Harrow Rovers, Norby Town: NOR", "Norby Town will beat Harrow Rovers"),
        ("1st round: Kern in 6", "1st round: Kern will win in 6"),
        ("Semi-final: Kern 23, Lund 20", "Semi-final: Kern will beat Lund 23-20"),
        ("Harrow v Norby: Lund", "Harrow v Norby: Lund"),
        ("Harrow Town, Norby Town: Town", "Harrow Town, Norby Town: Town"),
    ],
)
def test_a_pick_between_two_sides_says_who_beats_whom(pick: str, sentence: str) -> None:
    assert as_outcome(pick) == sentence


def test_a_part_is_a_prize() -> None:
    assert as_award("Supporting actress: Anna Kern") == "Anna Kern will win Supporting actress"
