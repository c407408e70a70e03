"""From the prompt to the scored post, and back."""

from datetime import timedelta
from typing import Any

import pytest

from bot import ticking
from predictions.model import State
from storage import dossier
from tests.bot.discord.stage import Stage, field, labels, title


def state(stage: Stage, number: int) -> State:
    return stage.ledger(lambda s: dossier.get(s, number, now=stage.clock())).state


def test_a_resolution_is_posted_with_scores_once(stage: Stage) -> None:
    card = stage.predict("It rained", probability="70")
    stage.click(card.message, "20 %", by="bob")
    number = stage.number(card)
    answer = stage.resolve(number, "yes", note="Seen", evidence="https://example.org/rain")
    assert answer.ephemeral
    stage.round()
    [post] = stage.posts_about(number)
    assert title(post).startswith("YES")
    assert "0.090" in str(post["embeds"])
    assert "0.640" in str(post["embeds"])
    assert "https://example.org/rain" in str(post["embeds"])
    assert labels(post) == ["Details", "Object", "Undo"]
    assert "**YES**" in field(stage.message(card.message["id"]), "State")
    stage.round()
    assert len(stage.posts_about(number)) == 1


@pytest.mark.parametrize(
    ("kind", "options", "outcome", "shown"),
    [
        ("binary", {}, "no", "NO"),
        ("binary", {}, "40%", "PARTIAL 40 %"),
        ("binary", {}, "ambiguous", "AMBIGUOUS"),
        ("binary", {}, "annulled", "ANNULLED"),
        ("choice", {"options": "Red; Blue"}, "blue", "Blue"),
        ("numeric", {"unit": "users"}, "12.5", "12.5"),
        ("date", {}, "2020-06-30", "2020-06-30"),
    ],
)
def test_every_kind_ends(
    stage: Stage, kind: str, options: dict[str, Any], outcome: str, shown: str
) -> None:
    card = stage.predict(f"Ends as {outcome}", kind=kind, **options)
    number = stage.number(card)
    answer = stage.resolve(number, outcome)
    assert shown in answer.content.replace("\\", "")
    stage.round()
    assert len(stage.posts_about(number)) == 1
    assert shown in field(stage.message(card.message["id"]), "State").replace("\\", "")


@pytest.mark.parametrize(
    ("asked", "bob", "outcome", "crowd", "best"),
    [
        (
            {"kind": "choice", "options": "Red; Blue", "probability": "Red: 60"},
            "Red: 20",
            "blue",
            "60 % Blue, Brier 0.320",
            "Bob, Blue 80 %, Red 20 %",
        ),
        (
            {"kind": "numeric", "unit": "ferries", "probability": "5 / 8 / 12"},
            "1 / 2 / 3",
            "9",
            "5 ferries, CRPS 2.633",
            "Alice, 10%: 5 ferries, 50%: 8 ferries, 90%: 12 ferries",
        ),
    ],
)
def test_every_kind_tells_who_said_what_when_and_how_the_crowd_did(  # noqa: PLR0917 (a table)
    stage: Stage, asked: dict[str, Any], bob: str, outcome: str, crowd: str, best: str
) -> None:
    number = stage.number(stage.predict(f"Scored against {outcome}", **asked))
    stage.slash("forecast", by="bob", prediction=str(number), probability=bob)
    stage.resolve(number, outcome)
    stage.round()
    [post] = stage.posts_about(number)
    shown = {f["name"]: f["value"].replace("\\", "") for f in post["embeds"][0]["fields"]}
    [lines] = [value for name, value in shown.items() if "lower is better" in name]
    assert all("(<t:" in line for line in lines.splitlines())
    assert crowd in (shown.get("Crowd (mean)"), shown.get("Crowd (median)"))
    assert shown["Best call"].startswith(f"{best} on <t:")


def test_of_a_day_what_was_said_after_it_is_hindsight(stage: Stage) -> None:
    today = stage.clock().date()
    early, came, late = (f"{today + timedelta(days=days)}" for days in (20, 30, 40))
    number = stage.number(
        stage.predict("Said of a day", kind="date", probability=f"{early} / {came} / {late}")
    )
    stage.slash(
        "forecast", by="carol", prediction=str(number), probability=f"{came} / {late} / never"
    )
    stage.clock.ahead = timedelta(days=35)
    stage.slash(
        "forecast", by="bob", prediction=str(number), probability=f"{came} / {came} / {came}"
    )
    refused = stage.resolve(number, late)
    assert "is still to come" in str(refused.message), refused
    stage.resolve(number, came)
    stage.round()
    [post] = stage.posts_about(number)
    shown = {f["name"]: f["value"].replace("\\", "") for f in post["embeds"][0]["fields"]}
    ann, carol, bob = shown["CRPS (in days, lower is better)"].splitlines()
    assert ann.startswith(f"**1.333** Alice: 10%: {early}, 50%: {came}, 90%: {late} (")
    assert "Carol" in carol
    assert bob.startswith(f"Bob: 10%: {came}")
    assert bob.endswith("made when the answer could be known: not scored")
    assert shown["Best call"].startswith("Alice")


def test_a_day_that_never_came_is_scored(stage: Stage) -> None:
    number = stage.number(stage.predict("Never", kind="date", probability="by 2027-06-30: 20%"))
    [said] = [
        f["value"]
        for f in stage.slash("show", prediction=str(number)).message["embeds"][0]["fields"]
        if f["name"] == "Forecasts"
    ]
    assert "by 2027-06-30: 20 %, not by " in said.replace("\\", "")
    answer = stage.resolve(number, "never")
    assert "not by " in answer.content
    stage.round()
    [post] = stage.posts_about(number)
    [score] = [f["value"] for f in post["embeds"][0]["fields"] if "CRPS" in f["name"]]
    assert "Alice: by 2027-06-30: 20 %, not by" in score.replace("\\", "")


def test_nobody_resolves_alone_what_they_forecast_on(stage: Stage) -> None:
    card = stage.predict("Judge in my own cause", probability="99")
    number = stage.number(card)
    mine = stage.resolve(number, "yes", by="alice", note="I saw it")
    assert "somebody else has to agree" in mine.content
    assert state(stage, number) is State.IN_REVIEW
    stage.round()
    [prompt] = stage.posts_about(number)
    assert "says YES: I saw it" in prompt["embeds"][0]["description"].replace("\\", "")
    assert field(prompt, "Said so far") == "**YES** Alice"
    again = stage.click(prompt, "Yes", by="alice")
    assert "somebody else" in again.content
    other = stage.click(prompt, "Yes", by="owner")
    assert "is resolved" in other.content
    stage.round()
    assert state(stage, number) is State.RESOLVED
    assert labels(stage.message(prompt["id"])) == []
    assert title(stage.message(prompt["id"])).startswith("YES")


def test_those_who_may_not_are_told_why(stage: Stage) -> None:
    card = stage.predict("Not yours")
    number = stage.number(card)
    answer = stage.resolve(number, "yes", by="bob")
    assert "whoever made it" in answer.text
    assert answer.ephemeral
    assert state(stage, number) is State.OPEN


def test_a_prompt_comes_when_the_deadline_passed_and_silence_is_no_answer(stage: Stage) -> None:
    card = stage.predict("Asked when due", until="in 2 days", probability="30")
    number = stage.number(card)
    stage.clock.ahead = timedelta(days=4)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [prompt] = stage.posts_about(number)
    assert labels(prompt)[:4] == ["Yes", "No", "Ambiguous", "Snooze"]
    stage.clock.ahead = timedelta(days=400)
    stage.round()
    assert state(stage, number) is State.IN_REVIEW


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "choice", "options": "Red; Blue"},
        {"kind": "numeric", "unit": "users", "condition": "It is counted"},
        {"kind": "date"},
    ],
)
def test_every_kind_is_asked_about_when_it_is_due(stage: Stage, asked: dict[str, Any]) -> None:
    number = stage.number(stage.predict("Asked by kind", until="in 2 days", **asked))
    stage.clock.ahead = timedelta(days=4)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [prompt] = stage.posts_about(number)
    assert title(prompt).startswith("How did it end?")
    form = stage.click(prompt, "Outcome …", by="owner")
    if "unit" in asked:
        assert f"**Unit** {asked['unit']}" in prompt["embeds"][0]["description"]
    if "options" in asked:
        assert "**Options** Red, Blue" in prompt["embeds"][0]["description"]
        assert "'Red, Blue'" in str(form.modal)
    done = stage.fill(form, outcome="ambiguous")
    assert "is resolved" in done.content


def test_snoozing_brings_the_question_back_once(stage: Stage) -> None:
    card = stage.predict("Snoozed", until="in 2 days")
    number = stage.number(card)
    stage.clock.ahead = timedelta(days=4)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [prompt] = stage.posts_about(number)
    chosen = stage.click(prompt, "Snooze", by="owner")
    done = stage.click(chosen.message, "1 week", by="owner")
    assert "comes back" in done.content
    assert "You can't" in stage.click(prompt, "Snooze", by="bob").text
    stage.round()
    assert len(stage.posts_about(number)) == 1
    stage.clock.ahead = timedelta(days=12)
    stage.round()
    stage.round()
    assert len(stage.posts_about(number)) == 2


def test_an_objection_takes_it_back_and_asks_again(stage: Stage) -> None:
    card = stage.predict("Disputed thing", probability="70")
    number = stage.number(card)
    stage.resolve(number, "yes")
    stage.round()
    [post] = stage.posts_about(number)
    shown = stage.click(post, "Object", by="carol")
    answer = stage.fill(shown, why="It was only a drizzle")
    assert "disputed" in answer.content
    stage.round()
    assert state(stage, number) is State.DISPUTED
    texts = str([m["embeds"] for m in stage.posts_about(number)])
    assert "only a drizzle" in texts
    assert "Reopened" in texts
    assert labels(stage.message(post["id"])) == []
    again = stage.resolve(number, "no")
    assert "is resolved" in again.content


def test_the_time_to_object_ends(stage: Stage) -> None:
    card = stage.predict("Settled for good")
    number = stage.number(card)
    stage.resolve(number, "no")
    stage.round()
    [post] = stage.posts_about(number)
    stage.clock.ahead = timedelta(days=3)
    answer = stage.click(post, "Object", by="carol")
    assert "time to object has passed" in answer.text
    assert state(stage, number) is State.RESOLVED


def test_undo_is_for_whoever_decided_and_for_an_hour(stage: Stage) -> None:
    card = stage.predict("A slip of the finger")
    number = stage.number(card)
    stage.resolve(number, "no", by="alice")
    stage.round()
    [post] = stage.posts_about(number)
    assert "You can't" in stage.click(post, "Undo", by="bob").text
    stage.clock.ahead = timedelta(hours=2)
    assert "an hour has passed" in stage.click(post, "Undo", by="alice").text
    assert "open again" in stage.click(post, "Undo", by="owner").content
    assert state(stage, number) is State.OPEN


def test_what_is_undone_after_its_deadline_is_asked_anew(stage: Stage) -> None:
    number = stage.number(stage.predict("Undone when over", until="in 2 days"))
    stage.clock.ahead = timedelta(days=4)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [asked] = stage.posts_about(number)
    stage.click(asked, "No", by="owner")
    stage.round()
    undone = stage.click(stage.posts_about(number)[-1], "Undo", by="owner")
    assert "asked anew" in undone.content
    ticking.notice_deadlines(stage.app)
    stage.round()
    again = stage.posts_about(number)[-1]
    assert title(again).startswith("Did it happen?")
    assert "Yes" in labels(again)
    closed = stage.message(asked["id"])
    assert "This question is closed" in closed["embeds"][0]["description"]


def test_only_the_post_of_the_ending_that_stands_has_buttons(stage: Stage) -> None:
    number = stage.number(stage.predict("Ended twice", probability="70"))
    stage.resolve(number, "no")
    stage.round()
    stage.slash("reopen", by="owner", prediction=str(number))
    stage.round()
    stage.resolve(number, "yes")
    stage.round()
    first, reopened, last = stage.posts_about(number)
    assert labels(first) == labels(reopened) == []
    assert labels(last) == ["Details", "Object", "Undo"]
    assert "**Taken back** <t:" in first["embeds"][0]["description"]
    assert "Taken back" not in str(last["embeds"])


def test_reopen_by_command_keeps_both_versions(stage: Stage) -> None:
    card = stage.predict("Corrected")
    number = stage.number(card)
    stage.resolve(number, "no")
    assert (
        "open again"
        in stage.slash("reopen", by="owner", prediction=str(number), note="Wrong").content
    )
    stage.resolve(number, "yes")
    record = stage.ledger(lambda s: dossier.record(s, number, now=stage.clock()))
    assert [str(r.outcome) for r in record.resolutions] == ["no", "reopened", "yes"]


def test_resolving_twice_says_what_stands(stage: Stage) -> None:
    number = stage.number(stage.predict("Only once"))
    stage.resolve(number, "no")
    assert "it is resolved" in stage.resolve(number, "yes").text


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"outcome": "perhaps"}, "not an outcome"),
        ({"outcome": "yes", "happened_at": "soon"}, "not a time"),
        ({"outcome": "yes", "happened_at": "2050-01-01"}, "after it was decided"),
        ({"outcome": "yes", "evidence": "javascript:alert(1)"}, "not an address"),
    ],
)
def test_what_can_not_be_read_is_given_back(
    stage: Stage, given: dict[str, Any], problem: str
) -> None:
    number = stage.number(stage.predict("Badly resolved", until="in 40 years"))
    answer = stage.slash("resolve", by="owner", prediction=str(number), **given)
    assert problem in answer.text
    assert state(stage, number) is State.OPEN


def test_a_word_that_was_taken_back_is_no_longer_put_to_others(stage: Stage) -> None:
    number = stage.number(stage.predict("Said twice", until="in 3 days", probability="30"))
    stage.resolve(number, "yes", by="alice")
    stage.round()
    stage.resolve(number, "no", by="alice")
    stage.round()
    before, now = stage.posts_about(number)
    assert title(before) == "Did it happen? Said twice"
    assert "had said YES, and does not any more" in before["embeds"][0]["description"]
    assert title(now) == "NO? Said twice"
    stage.resolve(number, "yes", by="alice")
    stage.round()
    assert title(stage.message(before["id"])) == "YES? Said twice"
    assert title(stage.message(now["id"])) == "Did it happen? Said twice"
    assert "is resolved" in stage.resolve(number, "yes").content


def test_who_pressed_a_button_wrote_nothing(stage: Stage) -> None:
    card = stage.predict("Pressed too early", until="in 3 days", probability="30")
    number = stage.number(card)
    stage.resolve(number, "yes", by="alice")
    stage.round()
    [prompt] = stage.posts_about(number)
    answer = stage.click(prompt, "No", by="bob")
    assert "You can't resolve it" in answer.text
    assert "You wrote" not in answer.text
    stage.slash("withdraw", by="alice", prediction=str(number))
    stage.round()
    assert field(stage.message(card.message["id"]), "Waits for a decision") == ""


def test_what_is_said_with_evidence_stands_in_the_post_once(stage: Stage) -> None:
    number = stage.number(stage.predict("Shown by a link"))
    stage.resolve(number, "yes", evidence="https://example.org/a", note="The paper said so")
    stage.round()
    [post] = stage.posts_about(number)
    assert str(post["embeds"]).count("The paper said so") == 1
    assert "](https://example.org/a)" in post["embeds"][0]["description"]


def test_the_form_resolves_as_well(stage: Stage) -> None:
    card = stage.predict("By form")
    shown = stage.click(card.message, "Resolve …", by="owner")
    answer = stage.fill(shown, outcome="partial 0.4", happened="", link="", note="Half of it")
    assert "PARTIAL 40 %" in answer.content
    by_command = stage.slash("resolve", by="owner", prediction=str(stage.number(card)))
    assert "it is resolved" in by_command.text


@pytest.mark.parametrize("written", ["yesterday", "1 day ago", "{:%d %B %Y}", "{:%Y-%m-%d}"])
def test_a_day_is_read_as_people_write_it(stage: Stage, written: str) -> None:
    number = stage.number(stage.predict(f"Happened {written}"))
    yesterday = stage.clock() - timedelta(days=1)
    answer = stage.resolve(number, "yes", happened_at=written.format(yesterday))
    assert "is resolved" in answer.content
    [resolution] = stage.ledger(lambda s: dossier.record(s, number, now=stage.clock())).resolutions
    assert resolution.happened_at is not None
    assert resolution.happened_at.date() == yesterday.date()


@pytest.mark.parametrize("written", ["last week", "May 2026", "2026", "5/6/2026", "99999 days ago"])
def test_what_names_no_single_day_is_not_guessed(stage: Stage, written: str) -> None:
    number = stage.number(stage.predict("Happened sometime"))
    answer = stage.resolve(number, "yes", happened_at=written)
    assert "not a time" in answer.text


def test_the_form_of_a_day_says_that_it_may_never_come(stage: Stage) -> None:
    card = stage.predict("Form of a day", kind="date")
    form = stage.click(card.message, "Resolve …", by="owner")
    assert "2028-06-30, never, ambiguous or annulled" in str(form.modal)
