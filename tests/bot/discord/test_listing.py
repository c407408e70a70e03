"""Lists, pages, and predictions offered while one types."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from predictions.model import Prediction
from predictions.times import Window
from storage import recording
from tests.bot.discord.stage import Stage, field, labels, title


def test_filters_narrow_a_list_down(stage: Stage) -> None:
    stage.predict("Alpha filter rises", tags="greek")
    stage.predict("Beta filter falls", by="bob", probability="30", tags="greek, second")
    assert "Alpha" in stage.slash("list", tag="greek").text
    second = stage.slash("list", tag="second").text
    assert "Beta" in second
    assert "Alpha" not in second
    by_bob = stage.slash("list", member=stage.user("bob"), words="filter").text
    assert "Beta" in by_bob
    assert "Alpha" not in by_bob
    nobody = stage.slash("list", member=stage.user("carol"))
    assert "Nothing here" in nobody.text
    assert nobody.ephemeral


def test_long_filters_are_refused_not_cut(stage: Stage) -> None:
    answer = stage.slash("list", tag="t" * 40, words="w" * 40)
    assert "longer than" in answer.text


def test_pages_turn_in_place_and_end(stage: Stage) -> None:
    for number in range(23):
        stage.predict(f"Paged {number:02}", tags="pages")
    first = stage.slash("list", tag="pages")
    assert first.text.count("Paged") == 10
    assert labels(first.message) == ["◀ Back", "Next ▶"]
    second = stage.click(first.message, "Next ▶")
    third = stage.click(second.message, "Next ▶")
    assert third.text.count("Paged") == 3
    assert third.message["components"][0]["components"][1]["disabled"]
    back = stage.click(third.message, "◀ Back")
    assert back.text.count("Paged") == 10


def test_due_shows_what_waits_and_what_comes_soon(stage: Stage) -> None:
    stage.predict("Comes soon", until="in 5 days")
    stage.predict("Comes late", until="in 3 years")
    stage.predict("Overdue now", until="in 1 day")
    stage.clock.ahead = timedelta(days=3)
    text = stage.slash("due").text
    assert "Comes soon" in text
    assert "Overdue now" in text
    assert "Comes late" not in text


def test_words_and_numbers_are_offered_while_typing(stage: Stage) -> None:
    number = stage.number(stage.predict("Zebras learn to dance"))
    assert stage.offers("show", "prediction", "zebr dan") == [
        f"{number} · Zebras learn to dance (by {_deadline(stage, number)})"
    ]
    assert stage.offers("forecast", "prediction", f"#{number}") != []
    assert stage.offers("reopen", "prediction", "zebr") == []
    assert stage.offers("show", "prediction", '"zebra" OR x*') == []
    assert stage.offers("show", "prediction", "") != []


def _deadline(stage: Stage, number: int) -> str:
    from storage import dossier

    listed = stage.ledger(lambda s: dossier.get(s, number, now=stage.clock()))
    return str(listed.prediction.window.deadline)


COPIES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
INSERT INTO predictions (statement, kind, deadline, time_zone, due_at, visibility, created_at,
    status, guild_id)
SELECT 'Number ' || i || ' of the many', kind, deadline, time_zone, due_at, visibility, created_at,
    status, guild_id FROM predictions, n WHERE id = :one
"""
THEIR_TAGS = "INSERT INTO prediction_tags SELECT 'many', id FROM predictions WHERE id > :one"


def test_five_thousand_open_predictions_are_listed_page_by_page(stage: Stage) -> None:
    now = stage.clock()
    deadline = (now + timedelta(days=900)).date()

    def many(session):  # type: ignore[no-untyped-def]
        one = recording.add_prediction(
            session,
            Prediction(
                statement="Number 0 of the many",
                created_at=now,
                window=Window(deadline=deadline),
                guild_id=stage.guild.id,
                tags=("many",),
            ),
        )
        # The rest as copies of it: here they are to be listed, not to be added.
        said = {"one": one.id}
        session.execute(text(COPIES), said)
        session.execute(text(THEIR_TAGS), said)

    stage.change(many)
    first = stage.slash("list", tag="many", words="of the many")
    assert first.text.count("of the many") >= 10
    last = stage.offers("show", "prediction", "number 4999 many")
    assert len(last) == 1
    assert len(stage.offers("show", "prediction", "many")) == 25


def test_a_private_card_is_seen_by_one(stage: Stage) -> None:
    card = stage.predict("Only for me", probability="60")
    private = stage.slash("show", prediction=str(stage.number(card)), private=True)
    assert private.ephemeral
    assert "Your forecast" in private.text
    public = stage.slash("show", by="bob", prediction=str(stage.number(card)))
    assert not public.ephemeral
    assert title(public.message) == "Only for me"


def test_help_names_every_command(stage: Stage) -> None:
    text = stage.slash("help").text
    for command in stage.client.tree.get_commands():
        named = command.name in text
        assert named or command.name == "help"


def test_a_list_leads_to_the_cards_and_says_what_the_crowd_says(stage: Stage) -> None:
    card = stage.predict("Linked to its card", probability="40", tags="linked")
    blind = stage.predict(
        "Linked and blind",
        probability="77",
        forecasts="hidden until one has forecast",
        tags="linked",
    )
    stage.round()
    text = stage.slash("list", tag="linked").text
    place = f"https://discord.com/channels/{stage.guild.id}/{stage.channel().id}"
    for each in (card, blind):
        assert f"**[{stage.number(each)}]({place}/{each.message['id']})**" in text
    assert "**40 %** from 1 forecaster" in text
    assert stage.offers("list", "tag", "link") == ["linked"]
    assert "77 %" not in text


def test_a_list_says_how_what_has_ended_ended(stage: Stage) -> None:
    for outcome in ("yes", "annulled"):
        stage.resolve(stage.number(stage.predict(f"Listed as {outcome}", tags="ended")), outcome)
    again = stage.number(stage.predict("Listed as open again", tags="ended"))
    stage.resolve(again, "no")
    stage.slash("reopen", by="owner", prediction=str(again))
    text = stage.slash("list", show="all", tag="ended").text
    assert "Listed as yes\n-# **YES**, until" in text
    assert "Listed as annulled\n-# **ANNULLED**, until" in text
    assert "Listed as open again\n-# open, until" in text


def test_a_card_shown_just_before_the_end_of_the_process_is_followed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = stage.number(stage.predict("Shown and left behind"))
    monkeypatch.setattr(stage.client.cards, "remember", lambda *_: None)
    card = stage.slash("show", prediction=str(number))
    monkeypatch.undo()
    stage.restart()
    stage.slash("forecast", by="bob", prediction=str(number), probability="35")
    stage.clock.ahead = timedelta(minutes=2)
    stage.round()
    assert "35 %" in field(stage.message(card.message["id"]), "Crowd")
    assert len([m for m in stage.messages() if title(m) == "Shown and left behind"]) == 2


def test_a_list_tells_the_crowd_of_every_kind_where_it_is_shown(stage: Stage) -> None:
    stage.predict(
        "Boats seen", kind="numeric", unit="boats", probability="5 / 8 / 12", tags="fleet"
    )
    stage.predict(
        "Sail worn", kind="choice", options="Red; Blue", probability="Red: 70", tags="fleet"
    )
    stage.predict(
        "Boats hidden",
        kind="numeric",
        probability="7 / 77 / 777",
        tags="fleet",
        forecasts="hidden until one has forecast",
    )
    text = stage.slash("list", tag="fleet").text.replace("\\", "")
    assert "**8 boats** from 1 forecaster" in text
    assert "**70 % Red** from 1 forecaster" in text
    assert text.count(" from 1 forecaster") == 2  # nothing of the hidden one
