import json
from pathlib import Path

import pytest

from tests.bot.conftest import Calledit


def test_a_prediction_goes_from_the_command_line_to_a_scored_post(calledit: Calledit) -> None:
    made = calledit("predict", "No AGI", "--by", "end of 2028", "-p", "85%", "-t", "ai")
    assert made.out == "Prediction 1: No AGI (by 2028-12-31)\n"
    assert (
        calledit("forecast", "1", "3:1", "--as", "Bo").out == "Bo: 75 % for prediction 1: No AGI\n"
    )
    ended = calledit("resolve", "1", "yes", "--note", "it was announced")
    assert "YES: No AGI" in ended.out
    assert "0.023 Ann: 85 %" in ended.out
    assert "0.062 Bo: 75 %" in ended.out
    assert "Note: it was announced" in ended.out
    assert " CalledIt · prediction 1 " in ended.out  # shown, not sent: there is no mark


@pytest.mark.parametrize(
    ("written", "read"),
    [("70", 0.7), ("70%", 0.7), ("70 %", 0.7), ("0.7", 0.7), ("3:1", 0.75), ("1 in 20", 0.05)],
)
def test_probabilities_are_read_as_people_write_them(
    calledit: Calledit, written: str, read: float
) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", written)
    shown = json.loads(calledit("show", "1", "--json").out)
    assert shown["forecasts"][0]["probability"] == pytest.approx(read)


@pytest.mark.parametrize("wrong", ["170", "-1", "NaN", "inf", "perhaps", "1", "1e400"])
def test_other_probabilities_are_refused_with_what_to_write(calledit: Calledit, wrong: str) -> None:
    calledit("predict", "It rains", "--by", "2030")
    refused = calledit("forecast", "1", "--", wrong)
    assert refused.code == 1
    assert refused.err.startswith("Error: probability: ")
    assert "%" in refused.err
    assert refused.err.count("\n") == 1
    assert json.loads(calledit("show", "1", "--json").out)["forecasts"] == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("predict", "x", "--by", "2027-02-30"), "does not exist"),
        (("predict", "x", "--by", "2001"), "has passed"),
        (("predict", "x", "--by", "2030", "--not-before", "2031-01-01"), "is before"),
        (("predict", "x", "--by", "someday"), "write a day like"),
        (("predict", "  ", "--by", "2030"), "statement: is empty"),
        (("predict", "x" * 1001, "--by", "2030"), "limit is 1000"),
        (("show", "99"), "no prediction 99"),
        (("forecast", "99", "50%"), "no prediction 99"),
        (("resolve", "99", "yes"), "no prediction 99"),
        (("resolve", "99", "maybe"), "no prediction 99"),
        (("reopen", "99"), "no prediction 99"),
        (("withdraw", "99"), "no prediction 99"),
        (("list", "--state", "lost"), "no such state; there are open"),
        (("list", "--by", "Nobody"), "no forecaster 'Nobody'"),
        (("tick", "--now", "yesterday"), "write 2029-01-01T00:00:00+00:00"),
        (("tick", "--now", "2029-01-01T00:00:00"), "not a moment with a zone"),
        (("tick", "--now", "9999-12-31T00:00:00+00:00"), "write a year up to 2199"),
        (("watch", "remove", "5"), "no source 5"),
        (("review", "--accept", "5"), "no candidate"),
        (("watch", "add", "example.org"), "write one like https://example.org/news"),
    ],
)
def test_what_cannot_be_done_gives_one_clear_line_and_ends_with_1(
    calledit: Calledit, arguments: tuple[str, ...], problem: str
) -> None:
    refused = calledit(*arguments)
    assert refused.code == 1, refused
    assert problem in refused.err
    assert refused.err.startswith("Error: ")
    assert refused.err.count("\n") == 1
    assert refused.out == ""


@pytest.mark.parametrize(
    "arguments", [("lst",), ("show", "one"), ("predict", "x"), ("list", "--limit", "0"), ("db",)]
)
def test_wrong_usage_ends_with_2(calledit: Calledit, arguments: tuple[str, ...]) -> None:
    refused = calledit(*arguments)
    assert refused.code == 2
    assert "Traceback" not in refused.err


def test_the_nearest_command_is_named(calledit: Calledit) -> None:
    assert "Did you mean 'resolve'?" in calledit("resolv", "1", "yes").err


def test_the_record_can_be_checked_and_backed_up(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", "60")
    assert "The record holds: 2 events, 1 forecast." in calledit("db", "verify").out
    assert calledit("db", "check").out.endswith("is whole.\n")
    assert calledit("db", "upgrade").code == 0
    assert calledit("db", "backup", "copy.db").code == 0
    assert calledit("db", "backup", "copy.db").code == 1


def test_wrong_settings_are_listed_all_at_once_without_secrets(calledit: Calledit) -> None:
    refused = calledit(
        "list",
        CALLEDIT_TICK_SECONDS="soon",
        CALLEDIT_TIME_ZONE="Mars/Base",
        CALLEDIT_DISCORD_API_URL="discord",
        CALLEDIT_LLM_URL="ftp://user:hunter2@x",
    )
    assert refused.code == 1
    for name in ("TICK_SECONDS", "TIME_ZONE", "DISCORD_API_URL", "LLM_URL"):
        assert f"CALLEDIT_{name}: " in refused.err
    assert "hunter2" not in refused.err


def test_settings_come_from_a_dot_env_file_too(
    calledit: Calledit, environment: dict[str, str], tmp_path: object
) -> None:
    from pathlib import Path

    del environment["CALLEDIT_FORECASTER"]
    Path(str(tmp_path), ".env").write_text("CALLEDIT_FORECASTER=Zoë\n", encoding="utf-8")
    calledit("predict", "It rains", "--by", "2030", "-p", "60")
    shown = json.loads(calledit("show", "1", "--json").out)
    assert shown["forecasts"][0]["forecaster"] == "Zoë"


@pytest.mark.parametrize("command", [("forecast", "1", "50"), ("resolve", "1", "yes")])
def test_an_empty_name_is_not_taken_for_the_operator(
    inside: Calledit, command: tuple[str, ...]
) -> None:
    inside("predict", "It rains", "--by", "2030")
    refused = inside(*command, "--as", " ")
    assert refused.code == 2
    assert "leave it out where you mean yourself" in refused.err
    assert json.loads(inside("show", "1", "--json").out)["forecasts"] == []


BEYOND = "99999999999999999999"


@pytest.mark.parametrize(
    "command",
    [
        ("show", BEYOND),
        ("forecast", BEYOND, "50"),
        ("resolve", BEYOND, "yes"),
        ("evidence", BEYOND),
        ("watch", "test", BEYOND),
        ("watch", "remove", BEYOND),
        ("review", "--accept", BEYOND),
        ("report", "schedule", "remove", BEYOND),
        ("watch", "add", "https://example.org", "--for", BEYOND),
        ("watch", "add", "https://example.org/feed.xml", "--every", BEYOND),
        ("list", "--offset", BEYOND),
        ("db", "tidy", "--older-than", BEYOND),
    ],
)
def test_a_number_beyond_every_database_is_wrong_usage(
    inside: Calledit, command: tuple[str, ...]
) -> None:
    refused = inside(*command)
    assert refused.code == 2
    assert "Error: Invalid value" in refused.err


def test_no_deadline_is_null_in_json(inside: Calledit, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("statement,probability\nIt rains,0.5\n")
    inside("import", "mine.csv")
    assert json.loads(inside("list", "--json").out)[0]["deadline"] is None


def test_a_deadline_within_a_day_is_its_whole_day_and_said_to_be(inside: Calledit) -> None:
    made = inside("predict", "It rains", "--by", "2030-05-01 17:00")
    assert made.out == "Prediction 1: It rains (by 2030-05-01)\n"
    assert made.err == (
        "Last days are whole days: this one counts until the end of 2030-05-01 (UTC).\n"
    )
    assert inside("predict", "It snows", "--by", "in 90 minutes").code == 0
    assert not inside("predict", "It hails", "--by", "eoy 2030").err


def test_the_same_claim_again_is_taken_and_remarked_on(inside: Calledit) -> None:
    inside("predict", "The new tram reaches the hospital", "--by", "end of 2030")
    again = inside("predict", "By 2031 the new tram reaches the hospital", "--by", "2030")
    assert not again.err  # its own words name another day
    again = inside("predict", "the new tram will reach the hospital", "--by", "2030", "--json")
    assert json.loads(again.out)["same_as"] == [1]
    assert again.err == (
        "Prediction 1 says the same already. To keep only that one: calledit withdraw 3\n"
    )
    inside("withdraw", "3")
    inside("resolve", "1", "yes")
    assert not inside("predict", "The new tram reaches the hospital", "--by", "2030").err


def test_what_was_written_to_is_named_with_what_was_said_before(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030", "-p", "60%", "--condition", "the wind turns")
    about = "prediction 1: If the wind turns, it rains\n"
    assert inside("forecast", "#1", "35").out == f"Ann: 35 % (before: 60 %) for {about}"
    assert inside("forecast", "1", "20", "--as", "Bo").out == f"Bo: 20 % for {about}"
    inside("resolve", "1", "no")
    assert inside("reopen", "1").out == f"Open again: {about}"
    assert inside("withdraw", "1").out == f"Withdrawn: {about}"


def test_an_empty_deadline_is_wrong_usage(inside: Calledit) -> None:
    refused = inside("predict", "It rains", "--by", " ")
    assert refused.code == 2
    assert "it is empty; write a day" in refused.err
    assert "No predictions" in inside("list").out


def test_tags_with_commas_or_semicolons_between_are_several(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030", "-t", "AI, jobs", "-t", "jobs;Oslo")
    assert json.loads(inside("list", "--json").out)[0]["tags"] == ["ai", "jobs", "oslo"]
    inside("predict", "It snows", "--by", "2030", "-t", "ai,")
    assert [p["tags"] for p in json.loads(inside("list", "--json").out)][1:] == [["ai"]]
