"""Forecasts by command, button and form; cards that follow."""

from datetime import timedelta
from typing import Any

import pytest

from bot import ticking
from bot.discord.cards.card import HIDDEN
from storage import dossier
from tests.bot.discord.stage import Stage, field, labels, title


def test_a_button_gives_a_forecast_and_the_card_changes_in_place(stage: Stage) -> None:
    card = stage.predict(probability="70")
    before = len(stage.messages())
    clicked = stage.click(card.message, "20 %", by="bob")
    assert "45 %" in field(stage.message(card.message["id"]), "Crowd")
    stage.run(stage.server.until(lambda: bool(clicked.follow_ups)))
    assert "20 %" in clicked.follow_ups[0].json["content"]
    assert clicked.follow_ups[0].seen_by is stage.user("bob")
    stage.round()
    assert len(stage.messages()) == before


def test_the_form_takes_any_probability_and_a_reason(stage: Stage) -> None:
    card = stage.predict()
    shown = stage.click(card.message, "Forecast …", by="bob")
    stage.fill(shown, belief="3:1", why="Clouds")
    after = stage.message(card.message["id"])
    assert "75 %" in field(after, "Crowd")
    assert "Clouds" in field(after, "Comments")


def test_the_form_says_what_one_said_before(stage: Stage) -> None:
    card = stage.predict(probability="70")
    shown = stage.click(card.message, "Forecast …")
    assert "70 %" in str(shown.modal)


def test_the_command_confirms_to_one_person_and_other_copies_follow(stage: Stage) -> None:
    card = stage.predict(probability="70")
    number = stage.number(card)
    stage.slash("show", by="bob", channel=stage.channel("forecasts"), prediction=str(number))
    answer = stage.slash("forecast", prediction=str(number), probability="30 %")
    assert answer.ephemeral
    assert "before: 70 %" in answer.content
    stage.round()
    copies = [
        m
        for place in ("general", "forecasts")
        for m in stage.messages(stage.channel(place))
        if m["embeds"]
        and m["embeds"][0].get("footer", {}).get("text", "").startswith(f"prediction {number} ")
    ]
    assert len(copies) == 2
    assert all("30 %" in field(copy, "Crowd") for copy in copies)


def test_changes_by_another_process_reach_the_card(stage: Stage) -> None:
    from bot import actions
    from storage import recording

    card = stage.predict(probability="70")
    number = stage.number(card)

    def elsewhere(session):  # type: ignore[no-untyped-def]
        ann = recording.forecaster_named(session, "Ann")
        actions.forecast(session, number, "10", forecaster=ann, now=stage.clock())

    stage.change(elsewhere)
    stage.round()
    assert "40 %" in field(stage.message(card.message["id"]), "Crowd")


@pytest.mark.parametrize("typed", ["maybe", "101", "-5", "1", "NaN", "∞", "5 in 0"])
def test_nonsense_comes_back_with_what_to_write(stage: Stage, typed: str) -> None:
    card = stage.predict()
    answer = stage.slash("forecast", prediction=str(stage.number(card)), probability=typed)
    assert answer.ephemeral
    assert typed in answer.text
    assert "You wrote" in answer.text


def test_a_comment_without_words_is_none(stage: Stage) -> None:
    card = stage.predict("Nobody says anything")
    number = str(stage.number(card))
    answer = stage.slash("comment", prediction=number, text="\u200b \u200b")
    assert "comment: is empty" in answer.text
    shown = stage.click(card.message, "Forecast …", by="bob")
    stage.fill(shown, belief="3:1", why=" \u200b ")
    assert field(stage.message(card.message["id"]), "Comments") == ""


@pytest.mark.parametrize("typed", ["abc", "999999", "-1", "0", "1" * 40])
def test_a_prediction_that_is_not_there_is_said_to_be_so(stage: Stage, typed: str) -> None:
    answer = stage.slash("forecast", prediction=typed, probability="50")
    assert answer.ephemeral
    assert answer.failure is None
    assert "You wrote" in answer.text


def test_a_comment_without_a_probability_is_kept_in_the_form(stage: Stage) -> None:
    number = str(stage.number(stage.predict("Commented first")))
    shown = stage.slash("forecast", by="bob", prediction=number, comment="The piers are late")
    assert shown.modal is not None
    assert "The piers are late" in str(shown.modal)
    stage.fill(shown, belief="20")
    card = stage.slash("show", prediction=number)
    assert "The piers are late" in field(card.message, "Comments")


def test_hidden_forecasts_are_seen_only_by_those_who_made_one(stage: Stage) -> None:
    card = stage.predict(probability="70", forecasts="hidden until one has forecast")
    assert HIDDEN in field(card.message, "Crowd")
    assert "70 %" not in card.text
    number = str(stage.number(card))
    unseen = stage.slash("show", by="bob", prediction=number, private=True)
    assert "70 %" not in unseen.text
    stage.click(card.message, "20 %", by="bob")
    assert "45 %" not in str(stage.message(card.message["id"])["embeds"])
    seen = stage.click(stage.message(card.message["id"]), "Details", by="bob")
    assert "70 %" in seen.text
    assert seen.ephemeral


@pytest.mark.parametrize(
    "hiding", [{"forecasts": "hidden until one has forecast"}, {"hidden_until": "in 2 months"}]
)
def test_who_resolved_it_to_see_what_is_hidden_forecasts_no_more(
    stage: Stage, hiding: dict[str, Any]
) -> None:
    card = stage.predict(**hiding)
    number = stage.number(card)
    stage.click(card.message, "20 %", by="bob")
    stage.resolve(number, "yes", by="alice")
    assert "20 %" in stage.slash("show", prediction=str(number), private=True).text
    stage.slash("reopen", prediction=str(number))
    given = stage.slash("forecast", prediction=str(number), probability="21")
    assert "saw the forecasts" in given.text
    assert finding_forecasts(stage, number) == 1
    stage.slash("forecast", by="owner", prediction=str(number), probability="80")
    assert finding_forecasts(stage, number) == 2


def test_a_forecast_after_the_deadline_is_hindsight(stage: Stage) -> None:
    card = stage.predict(until="in 3 days")
    stage.clock.ahead = timedelta(days=5)
    answer = stage.click(card.message, "20 %")
    assert answer.original is None or "it is due" in str(answer.original.json)
    assert finding_forecasts(stage, stage.number(card)) == 0


def test_a_card_whose_deadline_has_passed_asks_for_no_forecasts(stage: Stage) -> None:
    card = stage.predict(until="in 3 days", forecasts="hidden until one has forecast")
    stage.click(card.message, "20 %", by="bob")
    stage.clock.ahead = timedelta(days=5)
    ticking.notice_deadlines(stage.app)
    stage.round()
    shown = stage.message(card.message["id"])
    assert labels(shown) == ["Comment", "Resolve …", "Details"]
    assert field(shown, "Crowd") == "1 forecast, hidden until it is resolved"


def test_only_a_card_with_scores_explains_their_scale(stage: Stage) -> None:
    for outcome, explained in (("no", True), ("annulled", False)):
        card = stage.predict(probability="70")
        stage.resolve(stage.number(card), outcome)
        stage.round()
        footer = stage.message(card.message["id"])["embeds"][0]["footer"]["text"]
        assert ("lower is better" in footer) is explained


def finding_forecasts(stage: Stage, number: int) -> int:
    return len(stage.ledger(lambda s: dossier.record(s, number, now=stage.clock())).forecasts)


def test_clicking_twice_counts_twice_but_one_delivery_once(stage: Stage) -> None:
    card = stage.predict()
    stage.click(card.message, "20 %", deliveries=3)
    stage.round()
    assert finding_forecasts(stage, stage.number(card)) == 1


def test_shares_and_percentiles_by_the_form(stage: Stage) -> None:
    choice = stage.predict("Who", kind="choice", options="Red; Blue")
    shown = stage.click(choice.message, "Forecast …", by="bob")
    assert "Red: " in str(shown.modal)
    stage.fill(shown, belief="Red: 25\nBlue: 75", why="")
    assert "75 % Blue" in str(stage.message(choice.message["id"]))
    number = stage.predict("How many", kind="numeric")
    shown = stage.click(number.message, "Forecast …", by="bob")
    stage.fill(shown, belief="<= 5: 20%; <= 10: 70%", why="")
    assert "8" in field(stage.message(number.message["id"]), "Crowd")


def test_comments_stand_on_the_card(stage: Stage) -> None:
    card = stage.predict()
    stage.slash("comment", by="bob", prediction=str(stage.number(card)), text="I doubt it")
    shown = stage.click(card.message, "Comment")
    stage.fill(shown, text="So do I")
    stage.round()
    said = field(stage.message(card.message["id"]), "Comments")
    assert "I doubt it" in said
    assert "So do I" in said


def test_a_withdrawn_prediction_takes_nothing_more(stage: Stage) -> None:
    card = stage.predict()
    number = str(stage.number(card))
    others = stage.slash("withdraw", by="bob", prediction=number)
    assert "You can't withdraw it" in others.text
    assert "withdrawn" in stage.slash("withdraw", prediction=number).text
    stage.round()
    assert labels(stage.message(card.message["id"])) == ["Details"]
    assert "withdrawn" in stage.slash("forecast", prediction=number, probability="5").text


def test_a_card_of_another_server_can_not_be_reached(stage: Stage) -> None:
    there = stage.channel("general", stage.elsewhere)
    number = str(stage.number(stage.predict("Secret of elsewhere", channel=there)))
    for command in ("show", "forecast", "resolve", "withdraw", "comment"):
        more: dict[str, Any] = {
            "forecast": {"probability": "5"},
            "resolve": {"outcome": "yes"},
        }.get(command, {})
        more |= {"text": "hm"} if command == "comment" else {}
        answer = stage.slash(command, by="owner", prediction=number, **more)
        assert "no such prediction here" in answer.text
        assert "Secret" not in answer.text
    assert stage.offers("show", "prediction", "secret") == []
    assert title(stage.predict("Mine").message) == "Mine"


def test_the_form_has_room_for_every_option(stage: Stage) -> None:
    options = [f"{number:02} {'a long name of it ' * 4}"[:78].strip() for number in range(20)]
    card = stage.predict("Long options", kind="choice", options="; ".join(options))
    form = stage.click(card.message, "Forecast …", by="bob")
    assert all(f"{option}: " in str(form.modal) for option in options)
    stage.fill(form, belief="\n".join(f"{option}: 5" for option in options))
    assert "Bob" in field(stage.message(card.message["id"]), "Forecasts")
