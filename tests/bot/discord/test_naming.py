"""Predictions named by words, and input that comes back as it was typed."""

import pytest

from bot.discord.numbers import number_in
from predictions.model import State
from storage import dossier, rules
from tests.bot.discord.stage import Stage, title


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" #12 ", 12),
        ("12 · It rains (by 2030-01-01)", 12),
        ("2028 elections", None),
        ("rain", None),
        ("-1", None),
        ("٣", None),
        ("1" * 40, None),
        ("", None),
    ],
)
def test_a_number_is_told_from_words_that_begin_with_one(typed: str, number: int | None) -> None:
    assert number_in(typed) == number


def test_words_do_where_only_one_prediction_holds_them(stage: Stage) -> None:
    stage.predict("The lighthouse is repainted", probability="50")
    assert title(stage.slash("show", prediction="lighthouse").message).startswith("The lighthouse")
    answer = stage.slash("forecast", by="bob", prediction="lighthouse repa", probability="20")
    assert "The lighthouse is repainted" in answer.content
    # It is there, in another state: that is said, and not that there is none.
    assert "it is open" in stage.slash("reopen", by="owner", prediction="lighthouse").text
    assert "none here holds" in stage.slash("reopen", by="owner", prediction="lightship").text
    assert (
        "is resolved"
        in stage.slash("resolve", by="owner", prediction="lighthouse", outcome="yes").content
    )
    assert "open again" in stage.slash("reopen", by="owner", prediction="lighthouse").content


def test_words_that_fit_several_are_answered_with_those(stage: Stage) -> None:
    numbers = [stage.number(stage.predict(f"The mill wheel turns {n}")) for n in range(7)]
    answer = stage.slash("withdraw", prediction="mill wheel")
    assert answer.ephemeral
    assert "several hold" in answer.text
    assert "\n." not in answer.text
    assert str(numbers[-1]) in answer.text
    assert answer.text.count("mill wheel turns") == 5
    for number in numbers:
        assert state(stage, number) is State.OPEN


def state(stage: Stage, number: int) -> State:
    return stage.ledger(lambda s: dossier.get(s, number, now=stage.clock())).state


def test_words_reach_no_other_server(stage: Stage) -> None:
    there = stage.channel("general", stage.elsewhere)
    stage.predict("Quince harvest fails", channel=there)
    for command in ("show", "withdraw", "comment"):
        answer = stage.slash(command, by="owner", prediction="quince")
        assert "none here holds" in answer.text


def test_a_command_comes_back_as_it_was_typed(stage: Stage) -> None:
    number = stage.number(stage.predict("Given back"))
    answer = stage.slash("forecast", prediction=str(number), probability="seventy")
    assert f"/forecast prediction:{number} probability:seventy" in answer.text
    both = stage.slash("calibration", member=stage.user("bob"), author="Ann Nobody")
    assert "/calibration member:@bob author:Ann Nobody" in both.text
    nested = stage.slash("remind on", at="25:61")
    assert "/remind on at:25:61" in nested.text
    elsewhere = stage.run(
        stage.server.slash(
            "report schedule",
            user=stage.user("bob"),
            channel=stage.channel(),
            options={"often": "weekly", "channel": stage.channel("forecasts")},
        )
    )
    assert "/report schedule often:weekly channel:#forecasts" in elsewhere.text


def test_a_long_text_comes_back_whole(stage: Stage) -> None:
    criteria = "What the gauge says. " * 95
    answer = stage.slash("predict", criteria=criteria.strip())
    filled = stage.fill(answer, statement="Long " * 100, by="never", criteria=criteria.strip())
    assert criteria.strip() in filled.text


def test_a_comment_on_nothing_is_refused_before_it_is_written(stage: Stage) -> None:
    answer = stage.slash("comment", prediction="999999")
    assert answer.modal is None
    assert "no prediction 999999" in answer.text


def test_a_market_that_is_watched_becomes_the_rule(stage: Stage) -> None:
    number = stage.number(stage.predict("Settled by a market"))
    url = "https://manifold.markets/someone/settled-by-a-market"
    added = stage.slash("watch add", by="owner", url=url, prediction=str(number), inverted=True)
    assert "(manifold)" in added.text.replace("\\", "")
    assert "after the time to object" in added.text
    criteria = stage.ledger(lambda s: rules.criteria_of(s, number))
    assert criteria is not None
    assert '"inverted": true' in criteria.to_json().replace('"inverted":true', '"inverted": true')
    page = stage.slash(
        "watch add", by="owner", url="https://example.org/news", prediction=str(number)
    )
    assert "are asked" in page.text
    assert "manifold for prediction" in stage.slash("watch list").text
