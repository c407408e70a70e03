"""Mending what a prediction says on the command line."""

import json

from tests.bot.conftest import Calledit


def test_tags_need_no_reason_and_change_at_any_time(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030", "-t", "wet")
    inside("resolve", "1", "no")
    done = inside("amend", "1", "--tag", "Weather, berlin", "--untag", "wet")
    assert done.out == (
        "Prediction 1: It rains (by 2030-12-31)\n  the tags were wet, now berlin, weather\n"
    )
    refused = inside("amend", "1", "--untag", "wet")
    assert refused.err == "Error: tag: 'wet' is none of its tags: berlin, weather\n"
    assert inside("list", "--state", "resolved", "--tag", "berlin", "--json").out.count('"id"') == 1


def test_without_forecasts_it_changes_in_place_and_show_tells_what_it_said(
    inside: Calledit,
) -> None:
    inside("predict", "The brigde opens", "--by", "2027", "--criteria", "Cars pass")
    changes = ("--by", "end of 2029", "--statement", "The tunnel opens", "--criteria", "")
    assert inside("amend", "1", *changes).err == (
        "Error: reason: is empty; say in a few words why it changes\n"
    )
    done = inside("amend", "1", *changes, "--reason", "they dig instead", "-p", "60")
    assert done.out.splitlines() == [
        "Prediction 1: The tunnel opens (by 2029-12-31)",
        "  the statement was “The brigde opens”, now “The tunnel opens”",
        "  the criteria were “Cars pass”, now none",
        "  the last day was 2027-12-31, now 2029-12-31",
    ]
    shown = " ".join(inside("show", "1").out.split())
    assert "Ann: the statement was “The brigde opens”, now “The tunnel opens”" in shown
    assert "they dig instead" in shown
    assert "60 %" in shown
    [told] = json.loads(inside("show", "1", "--json").out)["amendments"]
    assert told["changes"][0] == {
        "field": "statement",
        "before": "The brigde opens",
        "after": "The tunnel opens",
    }


def test_under_forecasts_a_typo_goes_and_everything_else_is_asked_anew(inside: Calledit) -> None:
    inside("predict", "The brigde opens", "--by", "2027", "-p", "70")
    inside("forecast", "1", "20", "--as", "Bob")
    mended = inside("amend", "1", "--statement", "The bridge opens", "--reason", "typo")
    assert mended.out.startswith("Prediction 1: The bridge opens")
    later = ("--by", "2029", "--reason", "they are late")
    refused = inside("amend", "1", *later)
    assert refused.code == 1
    assert refused.err == (
        "Error: prediction 1 has 2 forecasts on what it says now. To say something else it has to go on "
        "as another prediction; this one is then withdrawn, and nobody is scored on it: --anew does that\n"
    )
    done = inside("amend", "1", *later, "--anew", "--json")
    assert json.loads(done.out) == {
        "id": 2,
        "in_place": False,
        "changes": [{"field": "deadline", "before": "2027-12-31", "after": "2029-12-31"}],
    }
    assert "goes on as prediction 2" in inside("show", "1").out
    assert "takes the place of prediction 1" in inside("show", "2").out
    again = inside("amend", "1", *later, "--anew")
    assert "1 is withdrawn and goes on as prediction 2, and stays as it is" in again.err
    assert "(it goes on as prediction 2)" in inside("forecast", "1", "50").err
    assert "The record holds" in inside("db", "verify").out
    told = inside("tick").out
    assert "nobody is scored by that" in told
    # What was in place has gone since.
    assert "Only spelling has changed" not in told


def test_what_cannot_be_read_changes_nothing(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030")
    why = ("--reason", "clearer")
    for options, problem in (
        (("--by", "someday"), "deadline"),
        (("--by", ""), "deadline: is empty"),
        (("--by", "2020"), "2020-12-31 has passed"),
        (("--statement", " "), "statement: is empty"),
        (("-o", "red", "-o", "blue"), "options: belong to multiple choice"),
        (("--not-before", "2031"), "before"),
        (("--statement", "It snows", "--reason", "x" * 501), "reason: has 501 characters"),
        (("--statement", "It rains"), "nothing changes"),
    ):
        refused = inside("amend", "1", *why, *options)
        assert refused.code == 1
        assert problem in refused.err
    assert json.loads(inside("show", "1", "--json").out)["amendments"] == []
    assert inside("amend", "7", "--tag", "x").err == "Error: there is no prediction 7\n"


def test_days_are_read_in_the_zone_of_the_prediction(calledit: Calledit, inside: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030", CALLEDIT_TIME_ZONE="Pacific/Auckland")
    inside("amend", "1", "--by", "2031-05-01", "--reason", "a slip")
    shown = json.loads(inside("show", "1", "--json").out)
    assert (shown["deadline"], shown["time_zone"]) == ("2031-05-01", "Pacific/Auckland")


def test_a_record_exported_before_a_typo_went_is_known_again(inside: Calledit) -> None:
    inside("predict", "The brigde opens", "--by", "2027", "-p", "70")
    inside("export", "before")
    inside("amend", "1", "--statement", "The bridge opens", "--reason", "typo")
    assert inside("import", "before/forecasts.csv").code == 0
    assert json.loads(inside("list", "--json").out)[-1]["statement"] == "The bridge opens"
    assert inside("list", "--json").out.count('"id"') == 1


def test_without_any_change_it_says_what_can_be_changed(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030")
    refused = inside("amend", "1", "--reason", "because")
    assert refused.code == 2
    assert "say what is to change: --statement, --by, --tag" in refused.err
