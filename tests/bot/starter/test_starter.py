import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.starter.load import EVERY, Added, add_starter, entries
from predictions.candidate import Basis
from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Propose
from predictions.model import ForecasterKind
from predictions.outcomes import YES
from predictions.readings import NumberReading, PublishedReading
from predictions.rules.kinds import NumberThreshold, Published
from predictions.watching.sources import adapter, recognise
from storage import dossier, resolving, watchlist
from storage.ledger import Ledger
from tests.bot.conftest import Calledit
from tests.conftest import NOON, SHARED

THREAD = SHARED / "data/extraction/docs/01_seed_comments.txt"
LIST = {entry.key: entry for entry in entries()}


def added(ledger: Ledger, now: datetime = NOON) -> Added:
    with ledger.write() as session:
        return add_starter(session, now=now, time_zone="UTC", bases={})


def test_a_second_run_adds_nothing(ledger: Ledger) -> None:
    first = added(ledger)
    assert first.predictions == len(LIST) == 18
    assert first.sources == sum(len(entry.watches) for entry in LIST.values())
    assert first.forecasts == sum(entry.probability is not None for entry in LIST.values())
    assert added(ledger) == Added()


def test_what_was_withdrawn_or_removed_does_not_come_back(sqlite_ledger: Ledger) -> None:
    added(sqlite_ledger)
    with sqlite_ledger.write() as session:
        [first, *_] = watchlist.sources(session)
        watchlist.remove_source(session, first.id, now=NOON)
        resolving.withdraw(session, 1, now=NOON)
    assert added(sqlite_ledger, NOON + timedelta(days=9)) == Added()


def test_the_user_s_three_examples_are_there_with_window_rules_and_watches() -> None:
    agi = LIST["no-agi"]
    assert agi.window.deadline == date(2028, 12, 31)
    assert agi.probability is not None
    assert agi.probability.basis is Basis.ANALOGUE
    assert LIST["continual-adoption"].window.deadline == date(2030, 12, 31)
    assert LIST["continual-jobs"].window.deadline == date(2030, 12, 31)
    assert LIST["rlvr-attempted"].window.not_before == date(2030, 1, 1)
    marked = {key for key, entry in LIST.items() if "user-example" in entry.tags}
    assert marked == {"no-agi", "continual-adoption", "continual-jobs", "rlvr-attempted"}


@pytest.mark.parametrize("key", LIST)
def test_every_entry_can_be_resolved_from_what_it_watches(key: str) -> None:
    entry = LIST[key]
    specs = [recognise(url) for url in entry.watches]
    watched = {(spec.kind, spec.subject) for spec in specs}
    assert watched
    assert entry.criteria.subjects <= watched
    assert len(entry.criteria_in_words) > 100
    assert entry.terms
    assert all(url.startswith("https://") for url in entry.watches)
    assert not any(adapter(spec.kind).token for spec in specs)
    assert entry.window.deadline is not None


@pytest.mark.parametrize("key", LIST)
def test_a_number_read_from_words_has_its_range_its_basis_and_its_words(key: str) -> None:
    entry = LIST[key]
    number = entry.probability
    assert (number is None) == (entry.cue is None)
    if number is not None:
        assert number.basis.implied
        assert number.low is not None
        assert number.high is not None
        assert number.low < number.value < number.high


def test_nothing_is_quoted_from_the_thread() -> None:
    if not THREAD.exists():
        pytest.skip("the shared data is not beside this project")
    theirs = THREAD.read_text("utf-8").lower().split()
    runs = {tuple(theirs[at : at + 6]) for at in range(len(theirs) - 5)}
    for entry in LIST.values():
        words = f"{entry.statement} {entry.criteria_in_words} {entry.condition}".lower().split()
        ours = {tuple(words[at : at + 6]) for at in range(len(words) - 5)}
        assert not ours & runs


def test_a_paper_after_2029_decides_the_third_example_and_an_earlier_one_does_not() -> None:
    entry = LIST["rlvr-attempted"]
    [rule] = [r for r in entry.criteria.rules if isinstance(r, Published)]

    def paper(title: str, at: datetime) -> PublishedReading:
        return PublishedReading(
            source=rule.source, subject=rule.subject, title=title, published_at=at, read_at=at
        )

    title = "Scaling RLVR on next-token prediction to pretraining scale"
    early, late = datetime(2028, 5, 1, tzinfo=UTC), datetime(2031, 5, 1, tzinfo=UTC)
    only, now = Criteria((rule,)), datetime(2031, 6, 1, tzinfo=UTC)
    assert not isinstance(decide(only, entry.window, [paper(title, early)], now), Propose)
    other = paper("A survey of reinforcement learning for robots", late)
    assert not isinstance(decide(only, entry.window, [other], now), Propose)
    found = decide(only, entry.window, [paper(title, early), paper(title, late)], now)
    assert isinstance(found, Propose)
    assert (found.outcome, found.final, found.happened_at) == (YES, True, late)


def test_three_months_of_figures_decide_the_measure_of_displacement() -> None:
    entry = LIST["continual-jobs"]
    [rule] = [r for r in entry.criteria.rules if isinstance(r, NumberThreshold)]
    only, now = Criteria((rule,)), datetime(2028, 12, 1, tzinfo=UTC)

    def months(*values: float) -> list[NumberReading]:
        return [
            NumberReading(
                source="fred",
                subject=rule.subject,
                value=value,
                day=date(2028, month, 1),
                read_at=now,
            )
            for month, value in enumerate(values, start=1)
        ]

    for figures in ([3.0, 4.6, 4.7, 4.4], [4.6, 4.4, 4.6, 4.6]):
        assert not isinstance(decide(only, entry.window, months(*figures), now), Propose)
    found = decide(only, entry.window, months(3.0, 4.5, 4.6, 4.9), now)
    assert isinstance(found, Propose)
    assert (found.outcome, found.final) == (YES, True)


def test_the_forecasts_belong_to_the_thread_s_authors(sqlite_ledger: Ledger) -> None:
    added(sqlite_ledger)
    with sqlite_ledger.read() as session:
        record = dossier.record(session, 1, now=NOON)
        [source, *_] = watchlist.sources(session)
    [forecast] = record.forecasts
    assert record.forecasters[forecast.forecaster_id].kind is ForecasterKind.AUTHOR
    assert "somewhat confident" in (forecast.comment or "")
    assert (source.prediction_id, source.interval) == (1, EVERY)


def test_what_had_closed_before_the_list_was_loaded_gets_no_forecast(
    sqlite_ledger: Ledger,
) -> None:
    late = added(sqlite_ledger, datetime(2027, 6, 1, tzinfo=UTC))
    assert late.predictions == len(LIST)
    assert late.forecasts == sum(e.probability is not None for e in LIST.values()) - 1


def test_the_command_adds_the_list_once(calledit: Calledit) -> None:
    said = calledit("add", "starter")
    assert (said.code, said.err) == (0, "")
    assert "Starter list: 18 predictions" in said.out
    assert calledit("add", "starter").out == (
        "The starter list is there already; nothing was added.\n"
    )
    listed = json.loads(calledit("list", "--tag", "starter", "--json").out)
    assert len(listed) == len(LIST)
