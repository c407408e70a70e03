import json
import re
from pathlib import Path

import pytest

import bot
from tests.bot.conftest import Calledit


def test_json_is_stable(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2027-06-30", "--not-before", "2027-06-01", "-p", "0.7")
    [listed] = json.loads(calledit("list", "--json").out)
    assert listed == {
        "id": 1,
        "state": "open",
        "statement": "It rains",
        "condition": None,
        "not_before": "2027-06-01",
        "deadline": "2027-06-30",
        "tags": [],
        "last_probability": 0.7,
    }
    shown = json.loads(calledit("show", "1", "--json").out)
    assert {
        "id",
        "statement",
        "state",
        "forecasts",
        "resolutions",
        "scores",
        "evidence",
        "quote",
    } <= set(shown)
    assert shown["forecasts"][0]["probability"] == 0.7
    assert json.loads(calledit("predict", "x", "--by", "2030", "--json").out)["id"] == 2


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("history.jpg", "charts are PNGs: name it history.png"),
        ("nowhere/x.png", "there is no folder nowhere"),
    ],
)
def test_a_chart_that_cannot_be_written_is_refused_before_any_work(
    calledit: Calledit, file: str, problem: str
) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", "60")
    refused = calledit("show", "1", "--png", file)
    assert (refused.code, refused.out) == (1, "")
    assert problem in refused.err


def test_a_tag_that_nothing_has_is_answered_with_those_there_are(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", "60", "--tag", "weather")
    assert calledit("report", "--tag", "sport").err.endswith("'sport'; known: weather\n")


def test_a_list_names_what_may_be_meant(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", "60", "--tag", "weather")
    assert "did you mean weather?" in calledit("list", "--tag", "wether").err
    assert "'Ani'; did you mean Ann?" in calledit("list", "--by", "Ani").err
    assert "It rains" in calledit("list", "--by", "ann", "--tag", "Weather").out


def test_statements_with_markup_are_printed_as_they_are(calledit: Calledit) -> None:
    calledit("predict", "[bold red]x[/] \x1b[31m\u202eevil", "--by", "2030")
    shown = calledit("show", "1").out
    assert "[bold red]x[/]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_an_empty_list_says_why_it_is_empty(inside: Calledit) -> None:
    assert "Add one: calledit predict" in inside("list").out
    inside("predict", "It rains", "--by", "2030")
    assert inside("list", "--words", "snow").out == "No prediction holds “snow”.\n"
    assert inside("list", "--tag", "nope", "--json").out == "[]\n"
    assert inside("list", "--offset", "7").out == "The list ends before --offset 7.\n"
    assert inside("list", "--state", "resolved").out == (
        "No prediction is resolved. In other states: 1 open (calledit list --state open)\n"
    )
    inside("resolve", "1", "yes")
    assert inside("list").out == (
        "No prediction runs any more. In other states: 1 resolved (calledit list --state resolved)\n"
    )
    inside("predict", "It snows", "--by", "2030", "--tag", "ice age", "-p", "5%", "--as", "Bo")
    inside("withdraw", "2")
    assert inside("list", "--words", "it rains", "--by", "Bo").out == (
        "No prediction holds all of “it rains” and has a forecast by Bo.\n"
    )
    assert inside("list", "--words", "snows", "--tag", "ice age").out == (
        "No running prediction holds “snows” and has the tag “ice age”. In other states: "
        "1 withdrawn (calledit list --tag 'ice age' --words snows --state withdrawn)\n"
    )


def test_a_date_is_whole_in_a_narrow_terminal() -> None:
    from datetime import date

    from rich.console import Console

    from bot.render.terminal import predictions_table
    from predictions.model import State
    from storage.finding import Line

    line = Line(1, State.OPEN, "It rains", None, None, date(2031, 12, 31), ())
    console = Console(width=26, record=True)
    console.print(predictions_table([line]))
    whens = [row[len("id  state  ") :].split("  ")[0] for row in console.export_text().splitlines()]
    assert "".join(whens[2:]).replace(" ", "") == "by2031-12-31"


def test_the_next_page_is_of_the_same_list(inside: Calledit) -> None:
    for day in ("Monday", "Tuesday"):
        inside("predict", f"{day} is wet in Rome", "--by", "2030", "--tag", "rain")
    first = inside("list", "--tag", "rain", "--words", "wet in", "--state", "open", "--limit", "1")
    assert first.err == (
        "More: calledit list --tag rain --words 'wet in' --state open --limit 1 --offset 1\n"
    )


def test_a_list_has_what_you_said_last_or_what_somebody_else_did(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030-01-01", "-p", "60%")
    inside("forecast", "1", "35")
    inside("forecast", "1", "5", "--as", "Bo")
    inside("predict", "It snows", "--by", "2030-02-01")
    head, rain, snow = inside("list").out.splitlines()
    assert head.split() == ["id", "state", "when", "you", "statement"]
    assert rain.split()[4:6] == ["35", "%"]
    assert snow.split()[4] == "—"
    head, rain = inside("list", "--by", "Bo").out.splitlines()
    assert (head.split()[3], rain.split()[4]) == ("Bo", "5")
    assert "you" not in inside("list", "--words", "snows").out.splitlines()[0]


def test_a_list_has_the_middle_of_what_is_no_probability(inside: Calledit) -> None:
    inside("predict", "Cup", "--by", "2030", "-o", "Red", "-o", "Blue", "-p", "Red: 70")
    inside("predict", "Boats", "--by", "2031", "--unit", "boats", "-p", "5 / 8 / 12")
    _, cup, boats = inside("list").out.splitlines()
    assert "70 % Red" in cup
    assert "8 boats" in boats


def test_a_state_of_two_words_needs_no_quotation_marks(inside: Calledit) -> None:
    assert inside("list", "--state", "in-review").code == 0
    assert "no such state" in inside("list", "--state", "reviewed").err


def test_words_in_colour_can_be_read_on_white_and_on_black() -> None:
    """On common terminals yellow, green and cyan vanish on white, and blue on black."""
    room = Path(bot.__file__).parent
    faint = re.compile(r'"(?:bold |dim )*(?:yellow|green|cyan|blue|white|black|bright_\w+)"')
    found = [
        (path.name, said)
        for folder in ("cli", "render", "review", "reports", "demo")
        for path in sorted((room / folder).rglob("*.py"))
        for said in faint.findall(path.read_text(encoding="utf-8"))
    ]
    assert not found
