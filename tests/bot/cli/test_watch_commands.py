import json

from tests.bot.conftest import Calledit

MARKET = "https://manifold.markets/ann/it-rains"


def test_a_market_for_a_prediction_becomes_its_rule(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030")
    said = calledit("watch", "add", MARKET, "--for", "1")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Source 1 (manifold): {MARKET}, every 60 minutes\n")
    assert "Prediction 1 has a rule now" in said.out
    [listed] = json.loads(calledit("watch", "list", "--json").out)
    assert (listed["kind"], listed["health"], listed["prediction_id"]) == ("manifold", "new", 1)
    assert "not asked yet" in calledit("watch", "list").out
    again = calledit("watch", "add", MARKET, "--for", "1")
    assert (again.code, again.out) == (1, "")
    assert "already watched, as source 1" in again.err
    assert calledit("watch", "remove", "1").out == "Source 1 is no longer watched.\n"


def test_addresses_that_must_not_be_fetched_give_one_clear_line(calledit: Calledit) -> None:
    for address in ("http://127.0.0.1/x", "file:///etc/passwd", "http://169.254.169.254/"):
        refused = calledit("watch", "add", address)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith("Error: ")
        assert refused.err.count("\n") == 1


def test_a_rule_is_checked_and_needs_a_prediction(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030")
    wrong = calledit("watch", "add", MARKET, "--for", "1", "--rule", "{}")
    assert wrong.code == 1
    assert wrong.err.count("\n") == 1
    assert calledit("watch", "add", MARKET, "--rule", "{}").code == 2
    assert json.loads(calledit("watch", "list", "--json").out) == []


def test_a_source_that_needs_a_token_says_so_at_once(calledit: Calledit) -> None:
    url = "https://www.metaculus.com/questions/123/agi/"
    said = calledit("watch", "add", url)
    assert (said.code, said.err) == (0, "")
    assert "set CALLEDIT_METACULUS_TOKEN" in said.out
    calledit("watch", "remove", "1")
    said = calledit("watch", "add", url, CALLEDIT_METACULUS_TOKEN="t0ken")
    assert "without a token" not in said.out


def test_an_event_of_several_markets_is_told_when_it_becomes_a_rule(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030")
    said = calledit("watch", "add", "https://polymarket.com/event/will-it-rain", "--for", "1")
    assert "name the one that decides" in said.out
    assert "calledit watch test 1" in said.out
