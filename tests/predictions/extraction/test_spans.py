"""Where a claim begins and ends in running text."""

from datetime import date

import pytest

from tests.predictions.extraction.proposals import proposed

PUBLISHED = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("First of all, the mill will not close.", ["the mill will not close"]),
        ("Second, trams will run at night.", ["trams will run at night"]),
        ("First responders will strike in May.", ["First responders will strike in May"]),
        ("Third graders will pay for the tram.", ["Third graders will pay for the tram"]),
        ("Wool and silk are cheap, and that trend will continue.", ["that trend will continue"]),
        (
            "I just predict that trend will continue in the valley.",
            ["that trend will continue in the valley"],
        ),
        (
            "I predict that trends will reverse in the valley.",
            ["trends will reverse in the valley"],
        ),
    ],
)
def test_a_claim_begins_with_its_subject(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "There is a real risk that it will come early.",
            ["There is a real risk that it will come early"],
        ),
        (
            "There is a real risk that the flood will come early.",
            ["the flood will come early"],
        ),
        ("We should take the chance that it will come early.", ["it will come early"]),
    ],
)
def test_a_pronoun_and_few_words_keep_what_introduces_them(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The tram law will be reformed, but not repealed, with small changes in 2026.",
            ["The tram law will be reformed, but not repealed, with small changes in 2026"],
        ),
        (
            "The tram law will be reformed in 2026, but not everyone will like it.",
            ["The tram law will be reformed in 2026", "not everyone will like it"],
        ),
        (
            "In 2026 wool will likely be equal to or less than the price of silk in 2024.",
            ["In 2026 wool will likely be equal to or less than the price of silk in 2024"],
        ),
    ],
)
def test_what_is_denied_or_compared_in_passing_is_no_claim_of_its_own(
    text: str, claims: list[str]
) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "There is a fair chance that the new ferry \u2014 a boat so light that it could fly \u2014 starts by 2028.",
            ["the new ferry \u2014 a boat so light that it could fly \u2014 starts by 2028"],
        ),
        (
            "It will be years \u2014 not in my day \u2014 before trams run at night.",
            ["It will be years \u2014 not in my day \u2014 before trams run at night"],
        ),
        (
            "The ferry will stop \u2014 the mayor will see to that \u2014 trams will run at night.",
            ["The ferry will stop", "the mayor will see to that", "trams will run at night"],
        ),
    ],
)
def test_an_aside_parts_no_claim(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The ferries aren't paid for, and if they have to pay their crews and their towns, then they will stop.",
            ["if they have to pay their crews and their towns, then they will stop"],
        ),
        (
            "We must see that unless the river freezes, everybody will walk to Harrow.",
            ["unless the river freezes, everybody will walk to Harrow"],
        ),
        (
            "We might expect that in that valley, millers will work harder.",
            ["in that valley, millers will work harder"],
        ),
        (
            "At least eight will be trams we know, and one will be new.",
            ["At least eight will be trams we know", "one will be new"],
        ),
        (
            "We must see that rents will fall, everybody will walk to Harrow.",
            ["rents will fall", "everybody will walk to Harrow"],
        ),
    ],
)
def test_what_is_put_before_a_claim_stays_with_it(text: str, claims: list[str]) -> None:
    assert [claim for claim in proposed(text) if "will" in claim] == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "If Harrow can turn its mills and fields into tram yards, Kern will be able to buy wool.",
            [
                "If Harrow can turn its mills and fields into tram yards, Kern will be able to buy wool"
            ],
        ),
        (
            "Harrow can turn its mills into tram yards, and Kern will be able to buy wool.",
            ["Harrow can turn its mills into tram yards", "Kern will be able to buy wool"],
        ),
        (
            "At some point Harrow may tire of trams, at which point there may be ferries again.",
            ["At some point Harrow may tire of trams", "at which point there may be ferries again"],
        ),
    ],
)
def test_a_condition_is_not_cut_and_what_follows_from_a_claim_is_one(
    text: str, claims: list[str]
) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Rents will rise \u2014 by up to a third in May 2026.",
            ["Rents will rise \u2014 by up to a third in May 2026"],
        ),
        (
            "Rents will rise \u2014 in Harrow they will fall in May 2026.",
            ["Rents will rise", "in Harrow they will fall in May 2026"],
        ),
    ],
)
def test_an_amount_and_a_time_behind_a_dash_stay_with_their_claim(
    text: str, claims: list[str]
) -> None:
    assert proposed(text) == claims


def test_a_line_that_ends_with_a_comma_goes_on_in_the_next_whatever_its_letter() -> None:
    text = (
        "The mayor put all of these measures to the council in one night.\n"
        "If Harrow fails,\nHarrow will stagnate for years.\n"
    )
    assert proposed(text) == ["If Harrow fails,\nHarrow will stagnate for years"]
    assert "Harrow will stagnate for years" in proposed(text.replace("fails,", "fails"))


_BARE = (
    "the mill has stood by the river for as long as anybody in the town knows. {}"
    " then again nobody asked the miller, who sits in the yard with his pipe and his dog."
)


@pytest.mark.parametrize(
    ("said", "claims"),
    [
        (
            "it will close next year. the trams will run on.",
            ["it will close next year", "the trams will run on"],
        ),
        ("mr. poe will sell it next year.", ["mr. poe will sell it next year"]),
    ],
)
def test_who_writes_no_capitals_ends_sentences_all_the_same(said: str, claims: list[str]) -> None:
    assert proposed(_BARE.format(said)) == claims


def test_a_small_letter_goes_on_with_a_sentence_where_others_begin_with_capitals() -> None:
    text = _BARE.format("The yard's no. will stay till 2030 as it is. the trams will run.").title()
    assert len(proposed(text)) == 2


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("As rents rise, the mill will close.", "the mill will close"),
        ("As such, the cost of wool will also rise.", "the cost of wool will also rise"),
        (
            "With trams getting better, it's a matter of time before the ferry stops.",
            "it's a matter of time before the ferry stops",
        ),
        (
            "Since the bridge fell, most people will take the ferry.",
            "most people will take the ferry",
        ),
        (
            "Given the rain, the frost and the price of oil, the harvest will fall.",
            "the harvest will fall",
        ),
        (
            "Though weakened, Kern is expected to hold the town.",
            "Kern is expected to hold the town",
        ),
        (
            "While the mill is old, the yard, by the river, will stay open.",
            "the yard, by the river, will stay open",
        ),
        ("As a result of the drought, wool will be dear.", "wool will be dear"),
        ("In addition to the mill, the yard will close.", "the yard will close"),
        ("As in the past, the guild will wait.", "the guild will wait"),
        ("Because of the rain the bridge will close.", "Because of the rain the bridge will close"),
        # What it would be without is said with it, and what a pronoun stands for.
        ("As rents rise, they will outpace wages.", "rents rise, they will outpace wages"),
        ("With trams in place, the mill will close.", "trams in place, the mill will close"),
        ("If rents rise, the mill will close.", "If rents rise, the mill will close"),
        ("As long as rents rise, the mill will stay.", "As long as rents rise, the mill will stay"),
        ("With luck, it will. Trams will run.", "Trams will run"),
        (
            "While new, cheap trams will be bought, they won't run.",
            "new, cheap trams will be bought",
        ),
        # Which comma the subject stands behind is in doubt.
        (
            "With votes in Kern, Harlow and Wool near, towns in Poe, Lund and Roe will be forgotten.",
            "votes in Kern, Harlow and Wool near, towns in Poe, Lund and Roe will be forgotten",
        ),
    ],
)
def test_what_a_claim_rests_on_stands_before_it(text: str, claim: str) -> None:
    assert claim in proposed(text)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            'While rents would go on being the town\'s burden, "there is reason to think they will fall."',
            [
                "rents would go on being the town's burden",
                "there is reason to think they will fall",
            ],
        ),
        (
            "As this door will only be open for a while, trams could come sooner.",
            ["this door will only be open for a while", "trams could come sooner"],
        ),
        (
            "While it will hurt the guild, making cheap wool in the valley could help the town.",
            ["it will hurt the guild", "making cheap wool in the valley could help the town"],
        ),
        (
            '"The yard will have a smaller crop," Gail Poe, head of the guild of Kern and Lund',
            ["The yard will have a smaller crop"],
        ),
        (
            'The prize will be a "golden fleece," to be worn by the mayor',
            ['The prize will be a "golden fleece," to be worn by the mayor'],
        ),
        ("The mill will close in May, right?", ["The mill will close in May"]),
        ("Will the mill close in May, right?", []),
        ("Will it close? The mill will close in May?", []),
    ],
)
def test_quotations_and_tags_end_a_claim(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


def test_what_some_deed_would_allow_is_no_claim() -> None:
    assert proposed("Build a second dam. That way the mill can go on.") == []
    assert proposed("The mill will close that way.") == ["The mill will close that way"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Lund, Wick (yes, Wick!), Kern and Poe (again?) will all be in the final.",
            ["Lund, Wick (yes, Wick!), Kern and Poe (again?) will all be in the final"],
        ),
        (
            "Will the mill (or the yard?) close? They will both be sold in 2031.",
            ["They will both be sold in 2031"],
        ),
        ("(Remember the flood?) Dykes will be built in 2031.", ["Dykes will be built in 2031"]),
    ],
)
def test_a_question_in_brackets_ends_no_sentence_that_goes_on(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Roe will win the following towns: Wick, Lund, Kern, Poe.",
            ["Roe will win the following towns: Wick, Lund, Kern, Poe"],
        ),
        (
            "The yard will do one of two things - a larger ferry or a second quay.",
            ["The yard will do one of two things - a larger ferry or a second quay"],
        ),
        (
            "There will be two things that happen: rents will fall and mills will close.",
            ["There will be two things that happen", "rents will fall", "mills will close"],
        ),
        ("The mill will close: good riddance to a ruin.", ["The mill will close"]),
    ],
)
def test_names_stay_with_what_announces_or_counts_them(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The ferry will reopen (possibly within three years).", ["The ferry will reopen"]),
        (
            "The ferry will close (and possibly reopen within three years).",
            ["The ferry will close", "possibly reopen within three years"],
        ),
    ],
)
def test_a_time_alone_in_brackets_is_no_claim(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims
