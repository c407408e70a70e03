import json

from tests.bot.conftest import Calledit


def test_what_lies_ahead_has_not_happened(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2099", "-p", "60")
    refused = calledit("resolve", "1", "yes", "--happened-at", "2098-01-01")
    assert refused.code == 1
    assert "2098-01-01 23:59 is after it was decided" in refused.err
    assert refused.err.endswith("write when it happened\n")


def test_resolving_twice_and_forecasting_afterwards_are_refused(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", "60")
    calledit("resolve", "1", "no")
    assert "already resolved: no" in calledit("resolve", "1", "yes").err
    assert "takes no more forecasts" in calledit("forecast", "1", "50").err
    assert calledit("reopen", "1", "--note", "a mistake").code == 0
    assert calledit("forecast", "1", "50").code == 0
    assert calledit("resolve", "1", "yes").code == 0
    shown = calledit("show", "1").out
    assert "1. NO" in shown
    assert "2. REOPENED" in shown
    assert "3. YES" in shown


def test_a_forecast_from_after_the_event_is_shown_and_not_scored(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", "60")
    ended = calledit("resolve", "1", "yes", "--happened-at", "2026-01-01")
    assert "not scored" in ended.out


def test_a_day_on_which_it_happened_is_shown_as_a_day(inside: Calledit) -> None:
    for number, moment in (("1", "2026-01-03"), ("2", "2026-01-03T14:00")):
        inside("predict", f"It rains, {number}", "--by", "2030")
        post = inside("resolve", number, "yes", "--happened-at", moment).out
        shown = inside("show", number).out
        said = "2026-01-03" if number == "1" else "2026-01-03 14:00 UTC"
        assert f"Happened: {said}, decided by Ann" in post
        assert f"happened {said}\n" in shown


def test_of_a_no_nothing_is_said_to_have_happened(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030")
    post = inside("resolve", "1", "no", "--happened-at", "2026-01-03").out
    assert "Settled: 2026-01-03, decided by Ann" in post
    shown = inside("show", "1").out
    assert "settled 2026-01-03\n" in shown
    assert "appened" not in post + shown


def test_what_is_withdrawn_is_not_sent_to_reopen_which_refuses(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030")
    inside("withdraw", "1")
    assert "(make a new one)" in inside("forecast", "1", "50").err
    assert inside("reopen", "1").code == 1


def test_evidence_named_with_a_resolution_exists_and_is_shown(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030")
    assert inside("resolve", "1", "yes", "--evidence", "7").err == "Error: there is no evidence 7\n"
    assert json.loads(inside("show", "1", "--json").out)["state"] == "open"


def test_an_outcome_that_is_none_is_told_what_there_are(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030")
    refused = calledit("resolve", "1", "maybe")
    assert refused.code == 1
    assert "'maybe' is not an outcome; write yes, no" in refused.err
