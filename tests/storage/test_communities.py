from dataclasses import replace
from datetime import timedelta

import pytest

from predictions.beliefs import Probability
from predictions.candidate import Basis
from predictions.errors import InvalidValue
from predictions.model import Forecast, ForecasterKind
from predictions.outcomes import YES
from storage import bookmarks, communities, dossier, recording, resolving, servers, watchlist
from storage.communities import Community
from storage.ledger import Ledger
from tests import asking
from tests.conftest import NOON
from tests.storage.test_recording import add, forecast, someone

LATER = NOON + timedelta(days=3_650)
HERE, ELSEWHERE = 2**62, 2**62 + 1  # Discord's numbers need more than 32 bits
SET = Community(
    guild_id=HERE,
    time_zone="Europe/Berlin",
    results_channel_id=2**61,
    review_channel_id=2**61 + 1,
    resolver_roles=frozenset({2**60, 3}),
    manager_roles=frozenset({4}),
    dispute_hours=48,
    blind=True,
    resolve_own=True,
)


def test_a_server_that_set_nothing_has_the_defaults(ledger: Ledger) -> None:
    with ledger.read() as session:
        assert communities.community(session, HERE) == Community(guild_id=HERE)


def test_what_a_server_sets_comes_back_and_is_changed_whole(ledger: Ledger) -> None:
    with ledger.write() as session:
        communities.set_community(session, SET, now=NOON, by=None)
    with ledger.read() as session:
        assert communities.community(session, HERE) == SET
        assert communities.community(session, ELSEWHERE) == Community(guild_id=ELSEWHERE)
    changed = replace(SET, blind=False, review_channel_id=None, resolver_roles=frozenset())
    with ledger.write() as session:
        communities.set_community(session, changed, now=NOON, by=None)
        assert communities.community(session, HERE) == changed


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/Olympus"}, {"dispute_hours": 721}])
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        replace(SET, **wrong)  # type: ignore[arg-type]


def test_a_persons_time_zone_is_set_changed_and_taken_back(ledger: Ledger) -> None:
    for zone in ("Europe/Oslo", "Asia/Tokyo", None):
        with ledger.write() as session:
            communities.set_person_zone(session, HERE, zone, now=NOON)
        with ledger.read() as session:
            assert communities.person_zone(session, HERE) == zone
            assert communities.person_zone(session, ELSEWHERE) is None
    with ledger.write() as session, pytest.raises(InvalidValue):
        communities.set_person_zone(session, HERE, "Nowhere", now=NOON)


def test_a_member_goes_by_the_name_shown_last(ledger: Ledger) -> None:
    with ledger.write() as session:
        first = asking.forecaster_on_discord(session, HERE, "ann")
        assert asking.forecaster_on_discord(session, HERE, "Ann ♥").id == first.id
    with ledger.read() as session:
        found = recording.on_discord(session, HERE)
        assert found is not None
        assert (found.name, found.discord_id) == ("Ann ♥", HERE)
        assert recording.on_discord(session, ELSEWHERE) is None


def test_only_the_operators_own_predictions_are_given_to_a_server(ledger: Ledger) -> None:
    with ledger.write() as session:
        member = asking.forecaster_on_discord(session, HERE, "Ann").id
        by_hand = add(session, "By hand", created_by=someone(session))
        by_nobody = add(session, "By nobody")
        personal = add(session, "In direct messages", created_by=member)
        elsewhere = add(session, "Elsewhere", guild_id=ELSEWHERE)
        assert servers.unclaimed(session)
        assert servers.adopt(session, HERE) == 2
        where = [
            servers.guild_of(session, number)
            for number in (by_hand, by_nobody, personal, elsewhere)
        ]
        assert where == [HERE, HERE, None, ELSEWHERE]
        assert servers.adopt(session, HERE) == 0


def test_where_a_prediction_was_made(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session, guild_id=HERE, channel_id=2**61)
        assert servers.channel_of(session, number) == 2**61
        assert servers.guild_of(session, number + 1) is None
        assert servers.channel_of(session, number + 1) is None


def test_authors_and_tags_are_offered_only_where_they_occur(ledger: Ledger) -> None:
    with ledger.write() as session:
        here = add(session, "Here", guild_id=HERE, tags=("ai", "art"))
        there = add(session, "There", guild_id=ELSEWHERE, tags=("aviation",))
        for number, name in ((here, "Ada 100%"), (there, "Alan")):
            author = recording.forecaster_named(session, name, ForecasterKind.AUTHOR)
            recording.add_forecast(session, forecast(number, author.id or 0, 0.2))
        recording.add_forecast(session, forecast(here, someone(session, "Ad person"), 0.2))
    with ledger.read() as session:
        assert servers.authors(session, "A", guild_id=HERE) == ["Ada 100%"]
        assert servers.authors(session, "a 1", guild_id=HERE) == ["Ada 100%"]
        assert servers.authors(session, "%", guild_id=ELSEWHERE) == []
        assert servers.author(session, "Ada 100%", guild_id=HERE) is not None
        assert servers.author(session, "Ada 100%", guild_id=ELSEWHERE) is None
        assert servers.tags(session, "A", guild_id=HERE) == ["ai", "art"]
        assert servers.tags(session, "", guild_id=ELSEWHERE) == ["aviation"]
        assert servers.tags(session, "_", guild_id=HERE) == []


def test_sources_are_those_of_the_server_or_of_the_person(ledger: Ledger) -> None:
    with ledger.write() as session:
        ann = someone(session)
        numbers = (add(session, guild_id=HERE), add(session, created_by=ann), add(session))
        for number in numbers:
            watchlist.add_source(
                session, f"https://a.example/{number}", prediction_id=number, now=NOON
            )
        of_server = servers.sources_of(session, guild_id=HERE, created_by=None)
        of_ann = servers.sources_of(session, guild_id=None, created_by=ann)
        of_nobody = servers.sources_of(session, guild_id=None, created_by=None)
    assert [source.prediction_id for source in of_server] == [numbers[0]]
    assert [source.prediction_id for source in of_ann] == [numbers[1]]
    assert of_nobody == []


def test_outcomes_come_with_stated_forecasts_only(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session, guild_id=HERE)
        ann, author = someone(session), someone(session, "Author")
        recording.add_forecast(session, forecast(number, ann, 0.7))
        implied = Probability(value=0.9, low=0.8, high=1.0, basis=Basis.SURVEYED)
        recording.add_forecast(
            session,
            Forecast(prediction_id=number, forecaster_id=author, belief=implied, made_at=NOON),
        )
        resolving.resolve(session, number, YES, now=NOON + timedelta(hours=1))
        assert servers.recent_outcomes(session, HERE, now=LATER) == [(number, 0.7, "yes", None)]
        assert servers.recent_outcomes(session, ELSEWHERE, now=LATER) == []
        resolving.reopen(session, number, now=NOON + timedelta(hours=2))
        assert servers.recent_outcomes(session, HERE, now=LATER) == []
        assert dossier.get(session, number, now=NOON).state == "open"


def test_outcomes_are_told_once_they_count_and_of_what_was_said_in_time(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session, guild_id=HERE)
        ann = someone(session)
        recording.add_forecast(session, forecast(number, ann, 0.7))
        late = replace(forecast(number, ann, 0.99), made_at=NOON + timedelta(hours=2))
        recording.add_forecasts(session, [late], at=late.made_at)
        resolving.resolve(session, number, YES, now=NOON + timedelta(hours=1))
        early = NOON + timedelta(hours=3)
        assert servers.recent_outcomes(session, HERE, now=early) == []
        assert servers.recent_outcomes(session, HERE, now=LATER) == [(number, 0.7, "yes", None)]


def test_a_bookmark_is_kept_and_moved(ledger: Ledger) -> None:
    with ledger.write() as session:
        assert bookmarks.get(session, "cards") is None
        bookmarks.put(session, "cards", "5")
        assert bookmarks.get(session, "cards") == "5"
        bookmarks.put(session, "cards", "7")
    with ledger.read() as session:
        assert bookmarks.get(session, "cards") == "7"
