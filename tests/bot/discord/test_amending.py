"""/amend: what a prediction says is mended in Discord, and everybody whom it concerns is told."""

from datetime import timedelta

from predictions.model import State
from storage import checking, dossier
from storage.dossier import Record
from tests.bot.discord.stage import Stage, field, labels, title
from tests.local_discord.interaction import Interaction
from tests.local_discord.world import Channel, Json


def amend(
    stage: Stage,
    number: int | str,
    *,
    who: str = "alice",
    channel: Channel | None = None,
    deliveries: int = 1,
    **options: str,
) -> Interaction:
    return stage.run(
        stage.server.slash(
            "amend",
            user=stage.user(who),
            channel=channel or stage.channel(),
            options={"prediction": str(number), **options},
            deliveries=deliveries,
        )
    )


def description(message: Json) -> str:
    return str(message["embeds"][0].get("description", ""))


def prefilled(shown: Interaction) -> dict[str, str]:
    assert shown.modal is not None
    boxes = [each["component"] for each in shown.modal["components"]]
    return {box["custom_id"]: box.get("value", "") for box in boxes}


def complaint(answer: Interaction) -> str:
    return answer.text + "".join(str(each.json["embeds"]) for each in answer.follow_ups)


def record(stage: Stage, number: int) -> Record:
    return stage.ledger(lambda s: dossier.record(s, number, now=stage.clock()))


def told(stage: Stage, number: int) -> list[Json]:
    stage.round()
    return [post for post in stage.posts_about(number) if title(post).startswith("Amended:")]


def test_what_nobody_has_forecast_on_changes_in_place_and_on_its_card(stage: Stage) -> None:
    card = stage.predict("The brigde opens", tags="old")
    number = stage.number(card)
    done = amend(
        stage,
        "brigde",
        statement="The tunnel opens",
        by="end of 2040",
        criteria="Cars *pass*",
        tags="new, Wet",
        reason="they dig",
        deliveries=2,
    )
    assert done.ephemeral
    assert f"Prediction **{number}** (The tunnel opens) is amended" in done.content
    assert "last day was" in done.content
    stage.round()
    shown = stage.message(card.message["id"])
    assert title(shown) == "The tunnel opens"
    assert "Cars \\*pass\\*" in description(shown)
    assert "statement was “The brigde opens”, now “The tunnel opens”" in field(shown, "Amended")
    assert "Alice" in field(shown, "Amended")
    assert "Why: they dig" in field(shown, "Amended")
    assert "new, wet" in shown["embeds"][0]["footer"]["text"]
    assert told(stage, number) == []
    assert len(record(stage, number).amendments) == 1  # though it was delivered twice


def test_the_form_holds_what_stands_and_changes_what_was_changed(stage: Stage) -> None:
    card = stage.predict("It rains", until="2040-05-01", criteria="A drop.", tags="wet, cold")
    number = stage.number(card)
    shown = amend(stage, number)
    assert prefilled(shown) == {
        "statement": "It rains",
        "by": "2040-05-01",
        "criteria": "A drop.",
        "tags": "cold, wet",
        "reason": "",
    }
    done = stage.fill(shown, criteria="", reason="a drop is no rain")
    assert "criteria were “A drop\\.”, now none" in done.content
    [only] = record(stage, number).amendments
    assert [change.field for change in only.changes] == ["criteria"]
    again = stage.fill(amend(stage, number))
    assert "nothing changes" in again.text
    lacking = stage.fill(amend(stage, number), statement="It pours")
    assert "say in a few words why it changes" in lacking.text
    assert "It pours" in lacking.text  # given back


def test_an_amendment_is_taken_back_by_a_button_unless_something_came_after(stage: Stage) -> None:
    number = stage.number(stage.predict("It rains", until="2040-05-01"))
    mended = amend(stage, number, by="2041", tags="x", reason="late")
    back = stage.click(mended.message, "Take it back")
    assert "says again what it did" in back.content
    stands = record(stage, number)
    assert str(stands.prediction.window.deadline) == "2040-05-01"
    assert stands.prediction.tags == ()
    assert len(stands.amendments) == 2
    first = amend(stage, number, by="2041", reason="late")
    amend(stage, number, statement="It pours", reason="clearer")
    refused = stage.click(first.message, "Take it back")
    assert "has been changed since" in complaint(refused)
    assert len(record(stage, number).amendments) == 4


def test_under_forecasts_a_typo_goes_and_the_channel_is_told_once(stage: Stage) -> None:
    card = stage.predict("The brigde opens", probability="70")
    number = stage.number(card)
    stage.click(card.message, "20 %", by="bob")
    done = amend(stage, number, statement="The bridge opens", reason="typo")
    assert "is amended" in done.content
    [post] = told(stage, number)
    assert "“The brigde opens”" in description(post)
    assert "Only spelling has changed, so the 2 forecasts on it stand." in description(post)
    assert labels(post) == ["Details"]
    assert len(told(stage, number)) == 1
    assert title(stage.message(card.message["id"])) == "The bridge opens"


def test_under_forecasts_a_new_deadline_is_another_prediction_after_a_second_look(
    stage: Stage,
) -> None:
    card = stage.predict("The mill closes", probability="70")
    number = stage.number(card)
    asked = amend(stage, number, by="2045", reason="late")
    assert "has a forecast on what it says now" in asked.content
    assert labels(asked.message) == ["Ask it anew"]
    assert record(stage, number).state is State.OPEN
    stage.round()
    stage.restart()
    shown = stage.click(asked.message, "Ask it anew", deliveries=2)
    assert not shown.ephemeral
    follower = stage.number(shown)
    assert title(shown.message) == "The mill closes"
    assert f"takes the place of prediction {number}" in field(shown.message, "Amended")
    assert "not scored" in stage.aside(shown)
    assert "50 %" in labels(shown.message)
    stage.round()
    before = stage.message(card.message["id"])
    assert field(before, "State") == "withdrawn"
    assert f"goes on as prediction {follower}" in field(before, "Amended")
    assert labels(before)[-1] == f"Prediction {follower}"
    assert told(stage, number) == []  # only Alice had said anything
    assert record(stage, follower).forecasts == ()
    late = stage.click(asked.message, "Ask it anew")
    assert f"goes on as prediction {follower} already" in complaint(late)
    assert (
        stage.ledger(lambda s: dossier.record(s, follower, now=stage.clock())).continues == number
    )
    assert checking.verify(stage.app.ledger).problems == ()


def test_what_others_have_forecast_on_only_managers_ask_anew_and_those_are_told(
    stage: Stage,
) -> None:
    card = stage.predict("The fair opens", probability="70")
    number = stage.number(card)
    stage.click(card.message, "20 %", by="bob")
    refused = amend(stage, number, by="2045", reason="late")
    assert "others have forecast on it; ask someone who manages the server" in refused.text
    stranger = amend(stage, number, tags="x", who="carol")
    assert "You can't amend it: that is for whoever made it" in stranger.text
    asked = amend(stage, number, who="owner", by="2045", reason="late")
    shown = stage.click(asked.message, "Ask it anew", by="owner")
    follower = stage.number(shown)
    [post] = told(stage, number)
    assert f"It goes on as prediction {follower}. The 2 forecasts on it were made" in description(
        post
    )
    assert "last day was" in description(post).lower()
    assert labels(post) == ["Forecast …", "Details"]
    form = stage.click(post, "Forecast …", by="bob")
    assert "10 %" in stage.fill(form, belief="10", why="").text
    assert len(record(stage, follower).forecasts) == 1


def test_after_its_deadline_only_tags_change(stage: Stage) -> None:
    number = stage.number(stage.predict("It snows", until="in 3 days"))
    stage.clock.ahead = timedelta(days=5)
    late = amend(stage, number, statement="It snowed", reason="hm")
    assert "has passed, and what it says stays: only its tags can be changed" in late.text
    assert "is amended: the tags" in amend(stage, number, tags="x").content


def test_a_resolution_tells_that_it_was_amended(stage: Stage) -> None:
    number = stage.number(stage.predict("It hails"))
    amend(stage, number, statement="It hails on Monday", reason="clearer")
    stage.resolve(number, "yes")
    stage.round()
    post = stage.posts_about(number)[-1]
    assert "statement was “It hails”, now “It hails on Monday”" in description(post)


def test_outside_of_servers_one_amends_ones_own_and_nobody_else_does(stage: Stage) -> None:
    mine = stage.do(lambda: stage.server.world.dm(stage.user("alice")))
    number = stage.number(stage.predict("I run", channel=mine))
    done = amend(stage, number, channel=mine, statement="I run far", reason="clearer")
    assert "is amended" in done.content
    assert "there is no such prediction here" in complaint(
        amend(stage, number, tags="x", who="bob")
    )


def test_of_a_choice_the_options_change_until_somebody_has_forecast(stage: Stage) -> None:
    card = stage.predict("Who wins", kind="choice", options="Red; Blue")
    number = stage.number(card)
    assert "options were" in amend(stage, number, options="Red; Blue; None", reason="x").content
    stage.slash("forecast", prediction=str(number), probability="Red: 60, Blue: 30")
    asked = amend(stage, number, options="Red; Blue; Green; None", reason="x")
    shown = stage.click(asked.message, "Ask it anew")
    assert "Red, Blue, Green, None" in description(shown.message)
