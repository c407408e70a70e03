"""A conditional prediction is shown with its condition everywhere, and ends by it."""

from datetime import timedelta
from typing import Any

import pytest

from bot import ticking
from bot.discord.embeds import TITLE
from predictions.model import State
from storage import dossier
from tests.bot.discord.stage import Stage, field, labels, title

IF = "If rates stay above 4 %, the mill closes"
NASTY = "[click](https://evil.example) @everyone **now** <@1> `x` "


def mill(stage: Stage, which: str, **options: Any) -> int:
    """Make a conditional prediction and return its number."""
    given = {"condition": "rates stay above 4 %", **options}
    return stage.number(stage.predict(f"The mill closes {which}", **given))


def shown(words: object) -> str:
    """Return what people read: without the signs that escape others."""
    return str(words).replace("\\\\", "\\").replace("\\", "")


def test_cards_lists_and_choices_say_if(stage: Stage) -> None:
    number = mill(stage, "first", until="in 5 days")
    card = stage.slash("show", prediction=str(number)).message
    assert shown(title(card)) == f"{IF} first"
    assert "Condition:** rates stay above 4 %. If that fails, it is annulled" in shown(
        card["embeds"]
    )
    assert f"{IF} first" in shown(stage.slash("list").text)
    assert f"{IF} first" in shown(stage.slash("due").text)
    [offered] = stage.offers("show", "prediction", "mill closes first")
    assert offered.startswith(f"{number} · {IF} first")


def test_whatever_is_posted_about_its_end_says_if(stage: Stage) -> None:
    number = mill(stage, "second", probability="70")
    assert f"{IF} second" in shown(stage.resolve(number, "yes").content)
    stage.round()
    [post] = stage.posts_about(number)
    assert shown(title(post)) == f"YES: {IF} second"
    taken = stage.slash("reopen", by="owner", prediction=str(number))
    assert f"{IF} second" in shown(taken.content)
    stage.round()
    assert shown(title(stage.posts_about(number)[-1])) == f"Reopened: {IF} second"


def test_the_question_how_it_ended_has_a_button_for_a_condition_that_failed(stage: Stage) -> None:
    number = mill(stage, "third", until="in 2 days")
    stage.click(stage.slash("show", prediction=str(number)).message, "80 %", by="bob")
    stage.clock.ahead = timedelta(days=4)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [prompt] = stage.posts_about(number)
    assert shown(title(prompt)) == f"Did it happen? {IF} third"
    assert labels(prompt)[:5] == ["Yes", "No", "Condition failed", "Ambiguous", "Snooze"]
    answer = stage.click(prompt, "Condition failed", by="owner")
    assert shown(answer.content).endswith("is resolved: **ANNULLED**. Nobody is scored.")
    stage.round()
    state = stage.ledger(lambda s: dossier.get(s, number, now=stage.clock())).state
    assert state is State.ANNULLED
    told = stage.posts_about(number)[-1]
    assert shown(title(told)) == f"ANNULLED: {IF} third"
    assert "Its condition failed." in shown(told["embeds"])
    assert field(told, "Scores").startswith("Nobody is scored: a conditional prediction counts")
    assert shown(title(stage.message(prompt["id"]))) == f"ANNULLED: {IF} third"


def test_without_a_condition_nothing_of_it_is_shown(stage: Stage) -> None:
    number = stage.number(stage.predict("Plainly said", until="in 2 days"))
    stage.clock.ahead = timedelta(days=4)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [prompt] = stage.posts_about(number)
    assert "Condition failed" not in labels(prompt)
    assert "ondition" not in shown(prompt["embeds"])


def test_reminders_and_reports_say_if(stage: Stage) -> None:
    mill(stage, "fourth", until="in 5 days", probability="40")
    stage.slash("remind on", what="due", at="9:00", often="daily", where="this channel")
    stage.slash("report schedule", by="owner", often="weekly", at="18:30", weekday="Friday")
    stage.clock.ahead = timedelta(days=2)
    stage.round()
    [told] = [m for m in stage.messages() if m["embeds"] and title(m) == "Due now or within a week"]
    assert f"{IF} fourth" in shown(told["embeds"])
    stage.clock.ahead = timedelta(days=8)
    stage.round()
    reports = [m for m in stage.messages() if m["embeds"] and "Report" in title(m)]
    assert reports
    assert f"{IF} fourth" in shown(field(reports[0], "Overdue"))
    stage.slash("remind off")


def test_a_comparison_says_if(stage: Stage) -> None:
    number = mill(stage, "fifth", probability="10")
    stage.slash("forecast", by="bob", prediction=str(number), probability="99")
    stage.resolve(number, "yes")
    early = stage.slash("compare", member=stage.user("bob"))
    assert "was decided early and waits for its deadline" in early.text
    before = stage.clock.ahead
    stage.clock.ahead = timedelta(days=800)
    answer = stage.slash("compare", member=stage.user("bob"))
    stage.clock.ahead = before
    assert f"{IF} fifth" in shown(field(answer.message, "Where they differed most"))


@pytest.mark.parametrize("statement", ["It rains", "It rains " + "on and on " * 60, NASTY * 10])
@pytest.mark.parametrize("condition", [NASTY, NASTY * 8, "*" * 500, "@everyone stays"])
def test_a_hostile_or_endless_condition_is_cut_and_never_lost(
    stage: Stage, statement: str, condition: str
) -> None:
    made = stage.predict(statement, condition=condition, until="in 5 days")
    number = stage.number(made)
    listed = stage.slash("list", words="rains" if "rains" in statement else "click")
    stage.resolve(number, "annulled", by="owner")
    stage.round()
    [post] = stage.posts_about(number)
    begin = f"If {condition.strip()[:5]}"
    for message in (made.message, post):
        assert begin in shown(title(message))
        assert len(title(message)) <= TITLE
        assert statement[1:8] in shown(title(message))
        assert (message["mentions"], message["mention_everyone"]) == ([], False)
        assert "](https://evil" not in str(message["embeds"])
    assert begin in shown(listed.text)
    assert "](https://evil" not in listed.text
    [offered] = [o for o in stage.offers("show", "prediction", str(number)) if begin in o]
    assert len(offered) <= 100
