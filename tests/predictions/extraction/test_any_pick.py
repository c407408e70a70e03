"""Who wins is read in whatever layout a list of picks has, and no list of results, rosters or fixtures is taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.candidate import Candidate
from predictions.extraction import extract
from predictions.extraction.wording.margins import against_the_spread, by_so_much, opens_with_names
from predictions.extraction.wording.sides import side_picked
from tests.predictions.extraction.layouts import two_axes
from tests.predictions.extraction.pickings import (
    BACKINGS,
    FORECAST_NOBODY,
    MET,
    SLOTTED,
    layouts,
    met,
    slotted,
)

# With these, lines are made that might name a winner, in capitals and without.
WORDS = (
    "Kern", "kern", "KERN", "Lund", "(2)", "#3", "the", "The", "of", "and", "will", "to", "not", "beat", "Beats", "defeats", "def.", "d.", ">", "over", "Top", "crushes",
    "loses to", "bows out to", "vs", "VS.", "v", "at", "@", "-", "\u2013", "x", "/", "2-1", "24,", "-7", "(+3.5)", "pk", "pick'em", "by 10", "win", "wins", "Pick:", "my lock -",
    "Match:", "Lock = ", "(home)", "*", "**", "3.", "Ohio's bet:", "Kern's", "in six", "winner", "champ", "w/", "c.",
)  # fmt: skip
DAY = date(2030, 12, 20)
REMARKED = "The crowd will love it"


def found(text: str) -> list[Candidate]:
    return [c for c in extract(text, published=DAY, author="Ada") if c.statement != REMARKED]


@pytest.mark.parametrize(("one", "other"), two_axes(MET), ids=map(" and ".join, two_axes(MET)))
def test_who_beats_whom_is_read_in_whatever_layout(one: str, other: str) -> None:
    unread = []
    for layout in layouts(MET, one, other):
        text, said = met(layout)
        if [c.statement for c in found(text)] != said:
            unread.append((layout[one], layout[other]))
    assert unread == []


@pytest.mark.parametrize(
    ("one", "other"), two_axes(SLOTTED), ids=map(" and ".join, two_axes(SLOTTED))
)
def test_who_wins_what_is_read_in_whatever_layout(one: str, other: str) -> None:
    unread = []
    for layout in layouts(SLOTTED, one, other):
        text, said = slotted(layout)
        if [c.statement for c in found(text)] != said:
            unread.append((layout[one], layout[other]))
    assert unread == []


@pytest.mark.parametrize(("sentence", "quote", "said", "way"), BACKINGS)
def test_whom_a_sentence_backs_is_its_forecast(
    sentence: str, quote: str, said: str, way: str
) -> None:
    text = f"# My predictions for the weekend\n\nKern vs Lund - Kern\n\n{sentence}\n"
    assert (quote, said, way) in [(c.quote, c.statement, c.polarity.value) for c in found(text)]


@pytest.mark.parametrize("text", FORECAST_NOBODY)
def test_lists_of_names_that_foretell_nothing_are_no_picks(text: str) -> None:
    assert found(text) == []


def test_a_wish_is_no_pick() -> None:
    text = "# Award predictions\n\n## Best Picture\n\nWill win: The Ferry\nShould win: The Quay\n\n## Best Actor\n\nWill win: Lou Kern\nShould win: Bo Lund. He is the best.\n"
    assert [c.statement for c in found(text)] == [
        "The Ferry will win Best Picture",
        "Lou Kern will win Best Actor",
    ]


def test_a_division_is_that_of_the_league_above_it() -> None:
    text = "Everybody makes predictions. Here are mine:\n\nNational League\nEast - Mets\nWild Card - Cubs\n\nAmerican League\nEast - Rays\n\nNL Dark Horse - Giants\n"
    assert [c.statement for c in found(text)] == [
        "The Mets will win the National League East",
        "The Cubs will win the National League wild card",
        "The Rays will win the American League East",
        "The Giants will be the NL dark horse",
    ]


def test_a_table_to_come_says_who_finishes_where() -> None:
    text = "Predicted standings\n\n1. Harlow Rovers\n2. Lund Town\n3. Norby\n"
    assert [(c.quote, c.statement) for c in found(text)] == [
        ("1. Harlow Rovers", "Harlow Rovers will finish first"),
        ("2. Lund Town", "Lund Town will finish second"),
        ("3. Norby", "Norby will finish third"),
    ]


def test_what_stands_beside_a_pick_in_its_sentence_is_read_too() -> None:
    text = "# Predictions\n\nKern vs Lund - Kern\n\nI think the Eagles will win, but I'll take the Bears and the points.\n"
    assert [c.statement for c in found(text)] == [
        "Kern will beat Lund",
        "The Eagles will win",
        "The Bears will cover the spread",
    ]


def test_a_pick_hangs_on_what_it_says_and_not_on_a_sentence_before_its_list() -> None:
    text = "# Predictions\n\nIt would be fun if people put up their predictions. Here are mine:\n\nKern vs Lund - Kern\n\nVale vs Norby - depends. If Kern wins, then Norby. If Lund wins, then Vale.\n"
    assert [(c.statement, c.condition) for c in found(text)] == [
        ("Kern will beat Lund", None),
        ("Norby will win", "If Kern wins"),
        ("Vale will win", "If Lund wins"),
    ]


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8), st.sampled_from((" ", "  ", "\t")))
def test_a_line_that_names_a_winner_is_seen_at_the_first_look(words: list[str], gap: str) -> None:
    line = gap.join(words)
    names = against_the_spread(line) or side_picked(line) or by_so_much(line)
    assert opens_with_names(line) or not names


def statements(text: str) -> list[str]:
    return [c.statement for c in found(text)]


PICKS_OF_SEVERAL = """The season opens on Sunday, and everybody in the office has been at it for weeks, with tables and charts and one long quarrel about the goalkeeper of Norby, who is said to leave in May. So here are our best guesses at who wins what.

Ada:

AL East: Norby Blues

AL Wild Cards: Vale, San Marlo

World Series: Blues over Rovers in 6 games

AL MVP: Lou Kern

Bo:

AL East: Lund Rovers

World Series: Rovers over Blues in 7 games
"""


def test_the_picks_of_several_people_below_their_names_are_read() -> None:
    candidates = found(PICKS_OF_SEVERAL)
    assert [c.statement for c in candidates] == [
        "Norby Blues will win the AL East",
        "Vale, San Marlo will win the wild card",
        "Blues will beat Rovers in 6 games",
        "Lou Kern will win AL MVP",
        "Lund Rovers will win the AL East",
        "Rovers will beat Blues in 7 games",
    ]
    assert "World Series: Blues over Rovers in 6 games" in [c.quote for c in candidates]


SEASON = {
    "Play-off winners: Norby Town": "Norby Town will win the play-offs",
    "Three relegated teams: Vale, Lund, Wick": "Vale, Lund, Wick will be relegated",
    "Teams to be relegated - Vale and Wick": "Vale and Wick will be relegated",
    "Promoted clubs: Lund, Harlow": "Lund, Harlow will be promoted",
    "Going down: Wick": "Wick will go down",
    "Top Goal Scorer: Lou Kern": "Lou Kern will be top scorer",
    "Championship top scorer: Lou Kern": "Lou Kern will be top scorer",
    "2nd, 3rd, 4th: Vale, Lund, Norby": "Vale, Lund, Norby will finish 2nd, 3rd, 4th",
    "Top four: Vale, Lund, Norby, Wick": "Vale, Lund, Norby, Wick will finish in the top four",
    "Runner Up: Vale. Which would be funny.": "Vale will be runner-up",
    "First manager to be sacked: Bo Lund": "Bo Lund will be sacked first",
    "Sack race: Bo Lund": "Bo Lund will be sacked first",
    "Most goals: Mo Poe": "Mo Poe will be top scorer",
}


@pytest.mark.parametrize(("line", "said"), [*SEASON.items()])
@pytest.mark.parametrize("mark", ["", "- ", "**", "1. "])
def test_what_a_season_brings_is_read_behind_its_label(line: str, said: str, mark: str) -> None:
    marked = f"**{line.replace(':', ':**', 1)}" if mark == "**" and ":" in line else f"{mark}{line}"
    assert said in statements(f"Season predictions\n\n{marked}\n\nChampions: Harlow Rovers\n")


def test_what_a_panel_answers_below_a_question_is_read() -> None:
    remark = (
        "They have the squad, the ground and the money, and nobody else has kept its best players. "
        * 4
    )
    text = f"# Our predictions\n\nWho will win the Harlow League?\n\nAda: Vale. {remark}\n\nBo: Norby Town\n\n**Mo**: Vale\n\nAnd who else will finish in the top four?\n\nAda: Lund, Wick and Norby\n\nBo - Oslo, Lund\n"
    assert [s for s in statements(text) if "will win" in s or "top four" in s] == [
        "Vale will win the Harlow League",
        "Norby Town will win the Harlow League",
        "Vale will win the Harlow League",
        "Lund, Wick and Norby will finish in the top four",
        "Oslo, Lund will finish in the top four",
    ]


ELECTION = {
    "Kern: 303 EV - 51.2% of Popular Vote": "Kern will get 303 electoral votes",
    "Kern 332": "Kern will get 332 electoral votes",
    "Arizona - Kern (R) - Hold (But it will be close)": "Kern will win Arizona",
    "Mass. - Kern (D) - Pick up": "Kern will win Mass",
    "N. Dakota - Kern (R) - Pick Up": "Kern will win N. Dakota",
    "Maine - Ada Kern +1 Dem": "Ada Kern will win Maine",
    "Maine - Ada Kern Rep +1": "Ada Kern will win Maine",
    "Harlow - Kern (D) - Hold": "Kern will win Harlow",
    "Reformers pick up 5 seats": "Reformers will pick up 5 seats",
    "Democrats gain control of the Senate": "Democrats will gain control of the Senate",
}


@pytest.mark.parametrize(("line", "said"), [*ELECTION.items()])
def test_what_an_election_brings_is_read_in_its_lines(line: str, said: str) -> None:
    text = f"2032 election predictions\n\nPresident\n\n{line}\n\nOhio - Lund (D)\nIowa - Lund (D)\nVermont - Poe (I) - Hold\n"
    if said.endswith("votes"):
        text += "\nElectoral votes:\nLund 206\n"
    assert next((c.quote, c.statement) for c in found(text)) == (line, said)


@pytest.mark.parametrize(
    "line", ["Norby (-6.5) vs. Vale", "Norby (-6.5) at Vale", "Vale at Norby (-6.5)"]
)
def test_a_spread_over_a_game_is_no_pick(line: str) -> None:
    assert found(f"# Week 3 picks against the spread\n\n{line}\n") == []


TIPS = {
    "I'm going to call Wick, Lund and Vale to go down": "Wick, Lund and Vale will go down",
    "I'll tip Norby to win the cup": "Norby will win the cup",
    "I'm picking him to win": "He will win",
    "I'll go Norby": "Norby will win",
    "Wick and Lund are dead men walking": "Wick and Lund are dead men walking",
    "my gut is telling me to take the under": "The total will stay under",
    "I like the over": "The total will go over",
    "This one is a rout": "This one will be a rout",
    "Vale, Lund and Wick are my top three, in that order": "Vale, Lund and Wick will be the top three",
    "It has to be Vale again for me": "Vale will win",
}


@pytest.mark.parametrize(("tip", "said"), [*TIPS.items()])
def test_a_sentence_picks_in_other_words(tip: str, said: str) -> None:
    text = f"# Picks for week 4\n\nKern vs Lund - Kern\n\nIt was a long week. {tip}. The crowd is tired.\n"
    assert (tip, said) in [(c.quote, c.statement) for c in found(text)]


NO_TIPS = (
    "# Picks for week 4\n\nKern vs Lund - Kern\n\nTake the over-packed tram home. It was a rout last week. I'm going to call Ada to tell her. This is my top drawer.\n",
    "They called Ada and Bo to go through the books. The dead men walking in the film are extras. We go Tuesday.\n",
    "Squad news\n\nTop scorer: Lou Kern\nCaptain: Ada Poe\nGoing out: Mo Lund\n",
    "Election results: our predictions come later\n\nResults so far\n\nArizona - Kern (R) - Hold\nMaine - Poe (D) - Pick up\n",
    "Who will win the league? That was asked in March.\n\nAda: Monday\n\nBo: Tuesday\n",
)


@pytest.mark.parametrize("text", NO_TIPS)
def test_words_like_those_of_tips_pick_nobody(text: str) -> None:
    assert [s for s in statements(text) if s != "Kern will beat Lund"] == []


@pytest.mark.parametrize("label", ["Prediction", "**Prediction**", "My prediction", "Forecast"])
@pytest.mark.parametrize("number", [" (70%).", ", 70%"])
def test_a_pick_says_its_own_number(label: str, number: str) -> None:
    text = f"{label}: the mill closes in 2032{number}\n"
    [found] = extract(text, published=date(2031, 3, 3))
    assert (found.statement, found.probability) == ("The mill closes in 2032", 0.7)
