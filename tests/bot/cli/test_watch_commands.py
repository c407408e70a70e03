import json

from storage import rules
from storage.ledger import Ledger
from tests.bot.conftest import Calledit

MARKET = "https://manifold.markets/ann/it-rains"


def test_a_market_for_a_prediction_becomes_its_rule(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030")
    said = calledit("watch", "add", MARKET, "--for", "1")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Source 1 (manifold): {MARKET}, at first every 60 minutes\n")
    assert "Prediction 1 has a rule now" in said.out
    assert "  manifold it-rains resolves\n" in said.out
    [listed] = json.loads(calledit("watch", "list", "--json").out)
    assert (listed["kind"], listed["health"], listed["prediction_id"]) == ("manifold", "new", 1)
    assert "not asked yet" in calledit("watch", "list").out
    again = calledit("watch", "add", MARKET, "--for", "1")
    assert (again.code, again.out) == (1, "")
    assert "already watched, as source 1" in again.err
    assert calledit("watch", "remove", "1").out == "Source 1 is no longer watched.\n"


def test_a_second_market_says_that_it_decides_nothing_and_what_would_change_that(
    calledit: Calledit, sqlite_url: str
) -> None:
    calledit("predict", "It rains", "--by", "2030")
    calledit("watch", "add", MARKET, "--for", "1")
    second = "https://manifold.markets/ben/it-stays-dry"
    said = calledit("watch", "add", second, "--for", "1", "--inverted").out
    assert "has a rule already, and this market is none of it" in said
    rule = said.partition("--rule '")[2].partition("'")[0]
    calledit("watch", "remove", "2")
    assert "has a rule now" in calledit("watch", "add", second, "--for", "1", "--rule", rule).out
    calledit("watch", "remove", "1")
    assert "has a rule now" in calledit("watch", "add", MARKET, "--for", "1").out
    ledger = Ledger(sqlite_url)
    with ledger.read() as session:
        criteria = rules.criteria_of(session, 1)
    ledger.close()
    assert criteria is not None
    assert criteria.subjects == {("manifold", "it-rains"), ("manifold", "it-stays-dry")}


def test_addresses_that_must_not_be_fetched_give_one_clear_line(calledit: Calledit) -> None:
    for address in ("http://127.0.0.1/x", "file:///etc/passwd", "http://169.254.169.254/"):
        refused = calledit("watch", "add", address)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith("Error: ")
        assert refused.err.count("\n") == 1


def test_a_private_address_says_what_would_allow_it(calledit: Calledit) -> None:
    refused = calledit("watch", "add", "http://intranet.example:8931/feed.xml")
    assert "if you trust it: CALLEDIT_FETCH_ALLOW=intranet.example:8931" in refused.err


def test_a_rule_is_checked_and_needs_a_prediction(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030")
    wrong = calledit("watch", "add", MARKET, "--for", "1", "--rule", "{}")
    assert wrong.code == 1
    assert wrong.err.count("\n") == 1
    assert calledit("watch", "add", MARKET, "--rule", "{}").code == 2
    assert json.loads(calledit("watch", "list", "--json").out) == []


NUMBER = "https://api.example.org/rate.json#data.unemployment"
ABOVE_FIVE = {"kind": "number", "comparison": ">", "threshold": 5}


def test_a_rule_is_about_the_source_that_it_is_added_with(
    calledit: Calledit, sqlite_url: str
) -> None:
    calledit("predict", "Unemployment exceeds 5 %", "--by", "2030")
    rule = json.dumps({"rules": [ABOVE_FIVE]})
    assert "has a rule now" in calledit("watch", "add", NUMBER, "--for", "1", "--rule", rule).out
    ledger = Ledger(sqlite_url)
    with ledger.read() as session:
        criteria = rules.criteria_of(session, 1)
    ledger.close()
    assert criteria is not None
    assert criteria.subjects == {("api", NUMBER)}


def test_a_rule_that_would_never_hear_of_its_source_is_refused(calledit: Calledit) -> None:
    calledit("predict", "Unemployment exceeds 5 %", "--by", "2030")
    rule = {**ABOVE_FIVE, "source": "api", "subject": "data.unemployment"}
    refused = calledit(
        "watch", "add", NUMBER, "--for", "1", "--rule", json.dumps({"rules": [rule]})
    )
    assert refused.code == 1
    assert "waits for api data.unemployment" in refused.err
    assert "leave source, subject and url out" in refused.err
    assert json.loads(calledit("watch", "list", "--json").out) == []


def test_a_number_without_a_rule_says_that_it_decides_nothing(calledit: Calledit) -> None:
    calledit("predict", "Unemployment exceeds 5 %", "--by", "2030")
    assert "decides nothing without a rule" in calledit("watch", "add", NUMBER, "--for", "1").out
    calledit("watch", "remove", "1")
    assert "without a rule" not in calledit("watch", "add", NUMBER).out


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


def test_a_key_in_an_address_is_shown_by_no_command(calledit: Calledit) -> None:
    url = "https://api.example.org/price.json?api_key=Zx81s3cret#data.last"
    calledit("predict", "It reaches 100", "--by", "2030")
    rule = {"kind": "number", "source": "api", "subject": url, "comparison": ">", "threshold": 100}
    said = calledit("watch", "add", url, "--for", "1", "--rule", json.dumps({"rules": [rule]}))
    assert (said.code, said.err) == (0, "")
    assert "?api_key=hidden-" in said.out
    assert "Its api_key is sent along and shown nowhere." in said.out
    again = calledit("watch", "add", url, "--for", "1")
    listed = calledit("watch", "list")
    as_json = calledit("watch", "list", "--json")
    page = calledit("show", "1")
    everything = "".join(each.out + each.err for each in (said, again, listed, as_json, page))
    assert "Zx81s3cret" not in everything
    assert "already watched" in again.err
    shown_as = json.loads(as_json.out)[0]["url"]
    refused = calledit("watch", "test", shown_as)
    assert refused.code == 1
    assert "or the number of its source" in refused.err


def test_a_password_in_an_address_is_refused_and_not_repeated(calledit: Calledit) -> None:
    for command in ("add", "test"):
        refused = calledit("watch", command, "https://ann:Zx81s3cret@example.org/feed.xml")
        assert refused.code == 1 or "user name or password" in refused.out
        assert "Zx81s3cret" not in refused.out + refused.err


def test_a_number_or_a_choice_has_no_rule_that_says_yes(calledit: Calledit) -> None:
    calledit("predict", "How many", "--by", "2030", "--unit", "ferries")
    said = calledit("watch", "add", MARKET, "--for", "1")
    assert said.code == 0
    assert "Prediction 1 is decided by people" in said.out
    assert "rule" not in said.out
    calledit("watch", "remove", "1")
    rule = json.dumps({"rules": [{"kind": "market"}]})
    refused = calledit("watch", "add", MARKET, "--for", "1", "--rule", rule)
    assert "a rule" not in refused.out
    assert "says yes or no, and prediction 1 asks for something else" in refused.err


def test_that_nobody_answers_is_said_where_one_looks_for_what_is_wrong(calledit: Calledit) -> None:
    nobody = "127.0.0.0/8"
    for host in range(2, 6):
        address = f"http://127.0.0.{host}:9/feed.xml"
        assert calledit("watch", "add", address, CALLEDIT_FETCH_ALLOW=nobody).code == 0
    passed = calledit("tick", CALLEDIT_FETCH_ALLOW=nobody)
    assert "4 sources asked (4 failed)" in passed.err
    for said in (calledit("watch", "list").out, calledit("db", "alive").out):
        assert "No source answers since 20" in said
        assert "own network seems to be down" in said
    assert "not reached, as none is" in " ".join(calledit("watch", "list").out.split())
    for listed in json.loads(calledit("watch", "list", "--json").out):
        assert (listed["failures"], listed["health"]) == (0, "new")
        assert listed["unanswered_since"].startswith("20")


def test_a_source_that_rests_says_so(calledit: Calledit) -> None:
    calledit("predict", "It rains", "--by", "2030")
    calledit("watch", "add", "https://example.org/feed.xml", "--for", "1")
    assert calledit("resolve", "1", "yes").code == 0
    assert calledit("tick").err.startswith("0 sources asked")
    assert "rests: no prediction needs it" in calledit("watch", "list").out
    [listed] = json.loads(calledit("watch", "list", "--json").out)
    assert listed["resting_since"].startswith("20")


def test_show_says_what_decides_a_prediction_and_why_it_has_not(calledit: Calledit) -> None:
    calledit("predict", "The river rises", "--by", "2027-12-31", "-p", "50%")
    wanted = [
        {
            "kind": "number",
            "comparison": ">",
            "threshold": 101234.5,
            "when": "sustained",
            "days": 3,
        },
        {"kind": "deadline"},
    ]
    calledit("watch", "add", NUMBER, "--for", "1", "--rule", json.dumps(wanted))
    shown = " ".join(calledit("show", "1").out.split())
    assert "is > 101234.5 for 3 days, at every reading" in shown
    assert "nothing to decide" in shown
    assert "has given no number yet" in shown
    assert "nothing happens until 7 days after the deadline" in shown
    told = json.loads(calledit("show", "1", "--json").out)["rules"]
    assert [sorted(each) for each in told] == [["rule", "says"], ["rule", "says"]]
