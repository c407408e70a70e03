"""Which predictions an item is about."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.commonness import MOST
from predictions.matching import KEPT, Commonness, Item, MatchIndex, relevance, search_terms
from predictions.relevance import ALERT
from predictions.text import one_line
from tests.predictions.matching_quality import HELD_OUT_FROM, measure, pairs

AGI, LEARNING, RLVR = (
    "No AGI by 2028",
    "Continual learning increases AI adoption and displaces jobs",
    "Next-word-prediction RLVR is attempted after 2029",
)


@pytest.mark.parametrize(
    ("statement", "terms"),
    [
        (AGI, ("AGI",)),
        (RLVR, ("Next-word-prediction", "RLVR", "attempted")),
        ("Bitcoin trades above $150,000 in 2027", ("Bitcoin", "trades", "$150,000")),
        ("The Fed's rate is under 3% by June 2027", ("Fed", "rate", "3%")),
        ("It will be so", ()),
        ("Arsenal win the cup in 2027", ("Arsenal", "win", "cup")),
        ("The rail strikes are over before Christmas 2027", ("rail", "strikes")),
        ("Petrol costs 150p by spring 2027", ("Petrol", "costs", "150p")),
        ("Most work from home by mid-2027", ("work", "home")),
    ],
)
def test_search_terms_are_what_is_particular_to_a_statement(
    statement: str, terms: tuple[str, ...]
) -> None:
    assert search_terms(statement) == terms


def test_deadlines_are_no_search_terms_but_other_years_are() -> None:
    assert "2031" not in search_terms("India passes 1.5 billion by 2031")
    assert "2048" in search_terms("Crowds see the 2048 Olympics")


def test_relevance_explains_itself() -> None:
    found = relevance("A lab tries RLVR on next word prediction", search_terms(RLVR))
    assert found.score >= ALERT
    assert found.share == 1
    assert found.why == "3 of 3 terms: Next-word-prediction, RLVR, attempted"
    partly = relevance("RLVR is popular", search_terms(RLVR))
    assert partly.score < KEPT
    assert "without Next-word-prediction" in partly.why
    assert relevance("Nothing at all", search_terms(RLVR)).why == "none of the search terms"


def test_inflections_synonyms_and_ways_to_write_a_number_match() -> None:
    assert relevance("Bitcoin at $150k", ("Bitcoin", "$150,000")).share == 1
    assert relevance("A truce was signed", ("ceasefire", "sign")).share == 1
    assert relevance("Layoffs and adopting", ("displaces", "adoption")).share == 1


def test_a_phrase_has_to_stand_there_as_such() -> None:
    assert relevance("word by next prediction", ("next-word-prediction",)).score == 0
    assert relevance("GPT released version 5", ("GPT-5",)).score == 0
    assert relevance("GPT-5 is here", ("GPT-5",)).share == 1


def test_the_same_told_of_somebody_else_alerts_nobody() -> None:
    terms = search_terms("Ilse Brandt wins the Harbour Open by 2027")
    told = "Marta Okoye wins the Harbour Open after a long final"
    assert relevance(told, ("Ilse", "Brandt", "wins", "final")).score < ALERT
    assert relevance("Ilse Brandt wins the Harbour Open", terms).score >= ALERT


def test_two_parties_in_one_report_alert_whatever_the_verb() -> None:
    terms = search_terms("Nordvik buys Telmar by 2027")
    assert relevance("Nordvik and Telmar agree to combine", terms).score >= ALERT
    assert relevance("Telmar reports a loss", terms).score < KEPT


def test_an_event_that_is_told_in_other_words_alerts() -> None:
    terms = search_terms("Ilse Brandt resigns by 2027")
    calls = relevance("", terms, title="Calls grow for a successor to Ilse Brandt")
    lunch = relevance("", terms, title="What Ilse Brandt likes to have for lunch")
    assert lunch.score < ALERT < calls.score


def test_a_name_says_less_where_it_is_in_the_news_every_day() -> None:
    terms = search_terms("Ilse Brandt resigns by 2027")
    news, much, little = "Ilse Brandt visits a school in the north", Commonness(), Commonness()
    for at in range(1000):
        little.learn(Item(f"Something happened in town {at}", "").stems)
        much.learn(Item(f"Ilse Brandt speaks of town {at}", "").stems)
    often = relevance(news, terms, title=news, commonness=much)
    seldom = relevance(news, terms, title=news, commonness=little)
    assert often.score < KEPT < seldom.score
    told = "Ilse Brandt resigns"
    assert relevance(told, terms, title=told, commonness=much).score >= ALERT


def test_another_number_than_was_asked_for_is_news_all_the_same() -> None:
    terms = search_terms("Unemployment in Norland is above 9% by 2027")
    found = relevance("", terms, title="Unemployment in Norland falls to 7.5%")
    assert found.missing == ("9%",)
    assert found.score >= ALERT


def test_how_common_words_are_is_what_was_seen_lately() -> None:
    seen = Commonness()
    usual = seen.rarity("Nordvik")
    for _ in range(100):
        seen.learn(["nordvik"])
    assert len(seen) == 100
    assert seen.rarity("Nordvik") < usual < seen.rarity("Telmar")
    for _ in range(2 * MOST):
        seen.learn(["telmar"])
    assert len(seen) < MOST
    assert seen.rarity("Telmar") < 0.1
    assert seen.rarity("Nordvik") > 5


def test_words_far_apart_do_not_add_up() -> None:
    filler = "something unrelated happened in town " * 40
    far = relevance(
        f"Tesla rose. {filler} London rained. {filler} A robotaxi",
        search_terms("Tesla robotaxi in London"),
    )
    near = relevance(
        "A Tesla robotaxi drove through London", search_terms("Tesla robotaxi in London")
    )
    titled = relevance(
        f"{filler} London saw a robotaxi", search_terms("Tesla robotaxi in London"), title="Tesla"
    )
    assert titled.share == 1
    assert min(near.score, titled.score) >= ALERT > far.score


def test_the_index_finds_what_a_scan_finds() -> None:
    found = pairs()
    terms = {n: search_terms(group.statement) for n, group in enumerate(found)}
    index = MatchIndex(terms)
    for group in found:
        for text in (*group.relevant, *group.near_misses):
            by_index = dict(index.match(text))
            by_scan = {n: relevance(text, t) for n, t in terms.items()}
            assert by_index == {n: r for n, r in by_scan.items() if r.score >= KEPT}


def test_predictions_come_and_go() -> None:
    index = MatchIndex({1: ("Tesla",), 2: ("Boeing",)})
    index.add(3, ("Tesla", "London"))
    index.remove(1)
    index.remove(99)
    assert len(index) == 2
    assert [n for n, _ in index.match("Tesla in London")] == [3]
    index.add(3, ("Paris",))
    assert index.match("Tesla in London") == []
    index.add(4, ())
    assert index.match("Boeing") != []


def test_an_empty_index_matches_nothing() -> None:
    assert MatchIndex().match("anything") == []


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=6), st.text(max_size=40))
def test_a_score_is_a_share_whatever_the_text(text: str, terms: list[str], title: str) -> None:
    found = relevance(text, terms, title=title)
    assert 0 <= found.score <= 1
    assert set(found.matched) | set(found.missing) <= set(terms)
    assert not set(found.matched) & set(found.missing)


@given(st.text(max_size=200))
def test_a_statement_holds_the_whole_of_itself(statement: str) -> None:
    statement = one_line(statement)
    terms = search_terms(statement)
    if any(relevance(statement, (term,)).share for term in terms):
        assert relevance(statement, terms).share >= 0.99


def test_the_labelled_set_is_as_large_as_it_says() -> None:
    found = pairs()
    assert len(found) == 60
    assert sum(len(g.relevant) + len(g.near_misses) for g in found) >= 300
    assert all(group.relevant and len(group.near_misses) >= 2 for group in found)


def test_quality_on_held_out_predictions_stays_what_the_documentation_says() -> None:
    held_out = measure(pairs()[HELD_OUT_FROM:])
    assert held_out.precision >= 0.85
    assert held_out.recall >= 0.85


def test_the_documentation_tells_the_figures_as_measured() -> None:
    text = (Path(__file__).parents[2] / "docs/sources.md").read_text(encoding="utf-8")
    for name, part in (
        ("first 30", pairs()[:HELD_OUT_FROM]),
        ("held out", pairs()[HELD_OUT_FROM:]),
    ):
        found = measure(part)
        row = f"| {name} | {found.precision:.2f} | {found.recall:.2f} |"
        assert row in text, row
