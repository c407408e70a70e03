"""What a new server watches from the first minute."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from predictions.candidate import Basis, Polarity
from predictions.criteria import Criteria, MarketState, Published
from predictions.decide import decide
from predictions.decisions import Nothing, Propose
from predictions.errors import InvalidValue
from predictions.matching import ALERT, relevance
from predictions.model import Prediction
from predictions.outcomes import NO, YES
from predictions.readings import MarketReading, PublishedReading, State, StateKind
from predictions.watching.sources import adapter, recognise
from predictions.watching.starter import AGI_LATER, AGI_SOON, Starter, implied, starters

THREAD = Path(__file__).parents[3] / "../shared/data/extraction/docs/01_seed_comments.txt"
NOW = datetime(2029, 6, 1, tzinfo=UTC)


def named(words: str) -> Starter:
    (found,) = [s for s in starters() if s.statement.startswith(words)]
    return found


def test_every_forecast_of_the_thread_is_there_once() -> None:
    assert len(starters()) == 19
    assert len({starter.statement for starter in starters()}) == 19


@pytest.mark.parametrize("starter", starters(), ids=lambda s: s.statement)
def test_each_can_be_stored_and_watched(starter: Starter) -> None:
    prediction = Prediction(
        statement=starter.statement,
        created_at=NOW,
        window=starter.window,
        condition=starter.condition,
        criteria=starter.criteria,
        rule=starter.rule,
        tags=starter.tags,
    )
    assert Criteria.from_json(prediction.rule or "").rules == starter.rules
    assert starter.watches
    assert starter.terms
    for url in starter.watches:
        spec = recognise(url)
        assert spec.kind in ("arxiv", "gdelt", "hackernews", "manifold")
        assert adapter(spec.kind).asks(spec, {}, {})


@pytest.mark.parametrize("starter", starters(), ids=lambda s: s.statement)
def test_a_rule_that_names_a_source_is_watched(starter: Starter) -> None:
    watched = {(spec.kind, spec.subject) for spec in map(recognise, starter.watches)}
    for rule in starter.rules:
        if isinstance(rule, MarketState | Published):
            assert (rule.source, rule.subject) in watched


@pytest.mark.parametrize("starter", starters(), ids=lambda s: s.statement)
def test_an_implied_probability_shows_its_range_and_basis_and_a_flat_claim_has_none(
    starter: Starter,
) -> None:
    belief = starter.belief
    if starter.cue is None:
        assert belief is None
        return
    assert belief is not None
    assert belief.basis in (Basis.SURVEYED, Basis.ANALOGUE)
    assert belief.low is not None
    assert belief.high is not None
    assert belief.low < belief.high


def test_who_denies_a_statement_gives_it_the_rest() -> None:
    denied, affirmed = implied("likely", Polarity.NO), implied("likely", Polarity.YES)
    assert (denied.low, denied.value, denied.high) == (0.2, 0.25, 0.33)
    assert (affirmed.low, affirmed.value, affirmed.high) == (0.67, 0.75, 0.8)
    assert implied("i'd be surprised if", Polarity.NO).value < 0.5


@pytest.mark.skipif(not THREAD.exists(), reason="the thread is not here")
def test_nothing_of_the_thread_is_quoted() -> None:
    thread = " ".join(THREAD.read_text(encoding="utf-8").lower().replace("’", "'").split())
    for starter in starters():
        for text in (starter.statement, starter.criteria, starter.condition or ""):
            words = text.lower().split()
            runs = (" ".join(words[n : n + 6]) for n in range(len(words) - 5))
            assert not [run for run in runs if run in thread], text


def agi(url: str, kind: StateKind, at: datetime) -> MarketReading:
    slug = recognise(url).subject
    return MarketReading(source="manifold", subject=slug, state=State(kind, None, at), read_at=at)


def test_no_agi_by_2028_can_be_decided_by_markets() -> None:
    starter = named("AGI appears")
    criteria = Criteria(starter.rules)
    assert starter.window.deadline == date(2028, 12, 31)
    early = datetime(2027, 5, 1, tzinfo=UTC)
    came = decide(criteria, starter.window, [agi(AGI_SOON, StateKind.YES, early)], early)
    assert isinstance(came, Propose)
    assert (came.outcome, came.final) == (YES, True)
    late = datetime(2030, 1, 5, tzinfo=UTC)
    did_not = decide(criteria, starter.window, [agi(AGI_LATER, StateKind.NO, late)], late)
    assert isinstance(did_not, Propose)
    assert (did_not.outcome, did_not.final) == (NO, True)
    # What happened in 2029 says nothing about 2028, and no market before 2028 about all of 2028.
    year = datetime(2028, 2, 1, tzinfo=UTC)
    for reading in (agi(AGI_LATER, StateKind.YES, year), agi(AGI_SOON, StateKind.NO, year)):
        assert isinstance(decide(criteria, starter.window, [reading], year), Nothing)


def test_next_word_rlvr_can_be_decided_by_a_paper() -> None:
    starter = named("Next-word-prediction RLVR is attempted")
    rule = starter.rules[0]
    assert isinstance(rule, Published)

    def paper(title: str, day: datetime) -> PublishedReading:
        return PublishedReading(
            source="arxiv", subject=rule.subject, title=title, published_at=day, read_at=NOW
        )

    def decided(title: str, day: datetime) -> object:
        return decide(Criteria(starter.rules), starter.window, [paper(title, day)], NOW)

    title, day = "RLVR for Next-Word Prediction at Scale", datetime(2029, 3, 1, tzinfo=UTC)
    found = decided(title, day)
    assert isinstance(found, Propose)
    assert (found.outcome, found.final) == (YES, True)
    assert isinstance(decided(title, datetime(2028, 12, 31, tzinfo=UTC)), Nothing)
    assert isinstance(decided("RLVR for small maths models", day), Nothing)


def test_continual_learning_asks_people_with_the_evidence() -> None:
    starter = named("Continual learning displaces jobs")
    after = datetime(2031, 3, 1, tzinfo=UTC)
    found = decide(Criteria(starter.rules), starter.window, [], after)
    assert isinstance(found, Propose)
    assert not found.final
    news = "Protests grow over job displacement by continual learning, and the public is alarmed"
    assert relevance(news, starter.terms).score >= ALERT


def test_a_phrase_that_means_nothing_is_an_error() -> None:
    with pytest.raises((IndexError, InvalidValue)):
        implied("no such phrase", Polarity.YES)
