"""/predict in all its forms."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage import finding
from storage.tables import Events
from tests.bot.discord.stage import Stage, field, labels, title


def test_a_prediction_becomes_a_card_with_buttons(stage: Stage) -> None:
    card = stage.predict(
        "It rains in Rome", probability="70", tags="Weather, rome", criteria="A gauge"
    )
    assert title(card.message) == "It rains in Rome"
    assert not card.ephemeral
    assert "70 %" in field(card.message, "Crowd")
    assert "weather" in card.text
    assert "A gauge" in card.text
    assert "Forecast …" in labels(card.message)
    assert "<t:" in field(card.message, "Window")


def test_without_arguments_a_form_is_shown_and_gives_the_same(stage: Stage) -> None:
    shown = stage.slash("predict")
    card = stage.fill(shown, statement="It snows", by="end of 2040", belief="1 in 20")
    assert title(card.message) == "It snows"
    assert "5 %" in field(card.message, "Crowd")


def test_what_was_given_already_stands_in_the_form(stage: Stage) -> None:
    shown = stage.slash("predict", statement="It hails", probability="3:1", tags="ice")
    assert shown.modal is not None
    assert "It hails" in str(shown.modal)
    assert "3:1" in str(shown.modal)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("70", "70 %"), ("70 %", "70 %"), ("0.7", "70 %"), ("3:1", "75 %"), ("1 in 20", "5 %")],
)
def test_a_probability_is_read_as_people_write_it(stage: Stage, typed: str, shown: str) -> None:
    card = stage.predict(probability=typed)
    assert shown in field(card.message, "Crowd")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"by": "yesterday-ish"}, "deadline"),
        ({"by": "2001"}, "passed"),
        ({"probability": "140"}, "outside"),
        ({"probability": "1"}, "write 1% or 100%"),
        ({"kind": "choice", "options": "only one"}, "two or more"),
        ({"kind": "choice", "options": "US; us"}, "more than capitals"),
        ({"kind": "choice", "options": ";".join("abcdefghijklmnopqrstuvwxyz")}, "limit"),
        ({"not_before": "someday"}, "someday"),
        ({"options": "Red; Blue"}, "goes with kind choice"),
        ({"unit": "boats"}, "goes with kind numeric"),
    ],
)
def test_what_can_not_be_read_comes_back_to_one_pair_of_eyes(
    stage: Stage, options: dict[str, str], problem: str
) -> None:
    before = len(stage.messages())
    given = {"statement": "It rains cats", "by": "2040", **options}
    answer = stage.run(
        stage.server.slash(
            "predict", user=stage.user("alice"), channel=stage.channel(), options=given
        )
    )
    assert answer.ephemeral
    assert problem in answer.text
    assert "It rains cats" in answer.text
    assert len(stage.messages()) == before


def test_a_refused_prediction_leaves_nothing_behind(stage: Stage) -> None:
    stage.run(
        stage.server.slash(
            "predict",
            user=stage.user("alice"),
            channel=stage.channel(),
            options={"statement": "Half made", "by": "2040", "probability": "200"},
        )
    )
    found = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="half made", limit=5)
    )
    assert found == []


def test_choice_asks_for_shares(stage: Stage) -> None:
    card = stage.predict(
        "Who wins", kind="choice", options="Red; Blue; Green", probability="Red: 60, Blue: 30"
    )
    crowd = card.text
    assert "60 % Red" in crowd
    assert "10 % Green" in crowd
    assert "50 %" not in labels(card.message)


def test_choice_without_options_asks_for_them(stage: Stage) -> None:
    shown = stage.slash("predict", statement="Who wins", kind="choice", by="alice")
    card = stage.fill(shown, statement="Who wins", by="2040", options="Red\nBlue", belief="Red: 25")
    assert "75 % Blue" in card.text


def test_shares_and_numbers_are_read_in_order_and_in_short(stage: Stage) -> None:
    choice = stage.predict(
        "Who wins in order", kind="choice", options="Red; Blue; Green", probability="60/30/10"
    )
    assert "30 % Blue" in choice.text
    for typed in ("5k / 8k / 12k", "5000 8000 12000", "5,000/8,000/12,000"):
        number = stage.predict("How many in short", kind="numeric", probability=typed)
        assert "8,000" in field(number.message, "Crowd").replace("\\", "")


def test_numbers_and_dates_take_percentiles(stage: Stage) -> None:
    number = stage.predict("How many", kind="numeric", unit="users", probability="5 / 8 / 12")
    assert "8 users" in field(number.message, "Crowd")
    day = stage.predict("When", kind="date", probability="2030-01-01 / 2031-06-30 / 2035-01-01")
    assert "2031" in field(day.message, "Crowd")


def test_the_same_delivery_twice_makes_one_prediction(stage: Stage) -> None:
    stage.run(
        stage.server.slash(
            "predict",
            user=stage.user("alice"),
            channel=stage.channel(),
            options={"statement": "Delivered twice", "by": "2040"},
            deliveries=2,
        )
    )
    found = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="delivered twice", limit=5)
    )
    assert len(found) == 1


def test_outside_of_servers_a_prediction_is_ones_own(stage: Stage) -> None:
    alice = stage.user("alice")
    dm = stage.do(lambda: stage.server.world.dm(alice))
    card = stage.predict("My own affair", channel=dm, probability="40")
    number = stage.number(card)
    listed = stage.slash("list", channel=dm)
    assert "My own affair" in listed.text
    assert "My own affair" not in stage.slash("list").text
    refused = stage.slash("show", by="alice", prediction=str(number))
    assert "no such prediction" in refused.text


def test_forecasts_hidden_until_a_day_are_shown_from_then_on(stage: Stage) -> None:
    card = stage.predict("Sealed", probability="70", hidden_until="in 2 months")
    for who in ("bob", "carol"):
        stage.click(card.message, "20 %", by=who)
    number = str(stage.number(card))
    sealed = stage.message(card.message["id"])
    assert "3 forecasts, hidden until <t:" in field(sealed, "Crowd")
    assert "70 %" not in str(sealed["embeds"])
    own = stage.click(sealed, "Details", by="bob")
    assert "20 %" in field(own.message, "Your forecast")
    assert "70 %" not in own.text
    stage.round()
    assert "hidden until" in field(stage.message(card.message["id"]), "Crowd")
    stage.clock.ahead = timedelta(days=63)
    stage.round()
    opened = stage.message(card.message["id"])
    assert field(opened, "Crowd") == "**20 %** (3 forecasters)"
    assert "crowd.png" in opened["embeds"][0]["image"]["url"]
    assert "70 %" in stage.slash("show", by="owner", prediction=number).text
    stage.round()
    assert told_of(stage, int(number)) == 1


def told_of(stage: Stage, number: int) -> int:
    shown = select(Events).where(Events.kind == "forecasts shown", Events.prediction_id == number)
    return len(stage.ledger(lambda s: s.exec(shown).all()))


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"hidden_until": "today"}, "has begun"),
        ({"hidden_until": "some day"}, "hidden_until: 'some day'"),
        ({"not_before": "some day"}, "not_before: 'some day'"),
        ({"hidden_until": "in 5 minutes"}, "has begun; write a day to come"),
        ({"forecasts": "hidden until a day"}, "names the day"),
        ({"hidden_until": "2040-01-01", "forecasts": "visible to all"}, "does not go with"),
    ],
)
def test_a_day_that_hides_nothing_is_refused(
    stage: Stage, options: dict[str, str], problem: str
) -> None:
    given = {"statement": "Badly sealed", "by": "2050", **options}
    answer = stage.run(
        stage.server.slash(
            "predict", user=stage.user("alice"), channel=stage.channel(), options=given
        )
    )
    assert answer.ephemeral
    assert problem in answer.text


def test_what_the_form_has_no_room_for_is_not_lost(stage: Stage) -> None:
    shown = stage.slash(
        "predict",
        condition="The pier is built",
        not_before="2031",
        hidden_until="2032-01-01",
        kind="choice",
        tags="harbour",
    )
    stage.restart()
    card = stage.fill(shown, statement="Who runs it", by="2040", options="Red\nBlue", belief="")
    assert "The pier is built" in card.text
    assert "harbour" in card.text
    assert "hidden until" in field(card.message, "Crowd")
    assert "from <t:" in field(card.message, "Window")


def test_only_the_last_form_holds_what_was_beside_it(stage: Stage) -> None:
    first = stage.slash("predict", condition="First condition")
    second = stage.slash("predict", condition="Second condition")
    late = stage.fill(first, statement="Too late", by="2040")
    assert "begun another since" in late.text
    wrong = stage.fill(second, statement="Wrong day", by="someday")
    assert "Wrong day" in wrong.text
    assert "Second condition" in wrong.text


def test_a_card_of_many_options_counts_those_it_does_not_show(stage: Stage) -> None:
    options = [f"Crew {n:02}" for n in range(1, 9)]
    card = stage.predict(
        kind="choice", options=";".join(options), probability="/".join(["12.5"] * 8)
    )
    crowd = field(card.message, "Crowd (mean of 1 forecaster)").splitlines()
    assert crowd == [f"12.5 % {option}" for option in options[:6]] + ["… and 2 more"]


def test_a_deadline_within_a_day_is_said_to_be_its_whole_day_to_whoever_typed_it(
    stage: Stage,
) -> None:
    card = stage.predict("It rains in Rome", until="in 90 minutes")
    assert not card.ephemeral
    assert "counts until the end of" in stage.aside(card)


def test_the_same_claim_again_is_remarked_on_where_it_is_seen(stage: Stage) -> None:
    first = stage.number(stage.predict("The new tram reaches the airport"))
    again = stage.predict("The new tram will reach the airport", by="bob")
    assert f"Prediction {first} says the same already" in stage.aside(again)
    far = stage.predict(
        "The new tram reaches the airport", by="dave", channel=stage.channel(guild=stage.elsewhere)
    )
    assert not far.follow_ups
