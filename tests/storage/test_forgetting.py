from dataclasses import replace
from datetime import date

import pytest

from predictions.outcomes import YES
from predictions.times import Window
from storage import (
    amending,
    cards,
    checking,
    claiming,
    commenting,
    communities,
    dossier,
    drafts,
    forgetting,
    recording,
    reminders,
)
from storage.ledger import Ledger
from tests import asking
from tests.conftest import NOON
from tests.storage.test_recording import add, forecast

ANN, BO = 2**62, 2**62 + 1  # Discord's numbers need more than 32 bits


@pytest.fixture
def known(ledger: Ledger) -> Ledger:
    """Let two people forecast, one of whom has set, said and asked for all there is."""
    with ledger.write() as session:
        ann, bo = (
            asking.forecaster_on_discord(session, who, name).id or 0
            for who, name in ((ANN, "Ann"), (BO, "Bo"))
        )
        window = Window(None, date(2026, 12, 31))
        one = add(session, "One", window=window, guild_id=7, created_by=ann)
        two = add(session, "Two", window=window, guild_id=7)
        for number, who in ((one, ann), (two, ann), (two, bo)):
            recording.add_forecast(session, forecast(number, who, 0.3))
        commenting.comment(session, two, ann, "I doubt it", now=NOON)
        commenting.comment(session, two, bo, "So do I", now=NOON)
        claim = claiming.Claim(
            prediction_id=two, forecaster_id=ann, outcome=YES, made_at=NOON, note="As I said"
        )
        claiming.claim(session, claim)
        communities.set_person_zone(session, ANN, "Europe/Oslo", now=NOON)
        drafts.keep(session, ANN, 5, {"statement": "A secret"})
        reminders.switch_on(
            session,
            discord_id=ANN,
            guild_id=7,
            kind="due",
            channel_id=None,
            cadence="0 9 * * 1",
            time_zone="UTC",
            next_at=NOON,
        )
        cards.remember(session, message_id=1, channel_id=1, prediction_id=two)
    return ledger


def test_what_is_kept_about_a_person_is_told_whole(known: Ledger) -> None:
    with known.read() as session:
        told = forgetting.about(session, ANN)
        nobody = forgetting.about(session, 5)
    assert told["name"] == "Ann"
    assert told["discord_id"] == str(ANN)
    assert told["time_zone"] == "Europe/Oslo"
    assert len(told["predictions_made"]) == 1
    assert [each["text"] for each in told["comments"]] == ["I doubt it"]
    assert told["amendments"] == []
    assert told["reminders"] == [{"of": "due", "cadence": "0 9 * * 1"}]
    assert (nobody["name"], nobody["predictions_made"], nobody["comments"]) == (None, [], [])


def test_what_a_person_has_amended_is_told_and_stays_without_their_name(known: Ledger) -> None:
    with known.write() as session:
        ann = recording.on_discord(session, ANN)
        assert ann is not None
        number = forgetting.about(session, ANN)["predictions_made"][0]
        found = dossier.get(session, number, now=NOON)
        wanted = replace(found.prediction, tags=("mended",))
        amending.amend(session, found, wanted, now=NOON, by=ann.id, reason="mine")
        [told] = forgetting.about(session, ANN)["amendments"]
        assert told == {"prediction": number, "of": "tags", "why": "mine", "at": NOON}
        forgetting.forget(session, ANN, now=NOON)
        record = dossier.record(session, number, now=NOON)
        assert "Ann" not in {each.name for each in record.forecasters.values()}
    assert checking.verify(known).problems == ()


def test_a_forgotten_person_is_nowhere_but_their_forecasts_stand(known: Ledger) -> None:
    with known.write() as session:
        done = forgetting.forget(session, ANN, now=NOON)
    assert done == forgetting.Forgotten(
        forecasts_kept=1, predictions_kept=0, predictions_gone=1, comments_deleted=1
    )
    with known.read() as session:
        assert recording.on_discord(session, ANN) is None
        assert communities.person_zone(session, ANN) is None
        assert reminders.listed(session, ANN) == []
        assert drafts.take(session, ANN, 5) is None
        record = dossier.record(session, 2, now=NOON)
        said = [(each.name, each.text) for each in commenting.comments(session, 2)]
        [claim] = claiming.claims(session, 2)
    assert {person.name for person in record.forecasters.values()} == {"forgotten member 1", "Bo"}
    assert len(record.forecasts) == 2
    assert said == [("Bo", "So do I")]
    assert claim.note is None


def test_cards_that_show_the_name_are_drawn_anew(known: Ledger) -> None:
    with known.read() as session:
        before = cards.latest_seq(session)
    with known.write() as session:
        forgetting.forget(session, ANN, now=NOON)
    with known.read() as session:
        assert [card.prediction_id for card in cards.outdated(session, since=before)] == [2]


def test_the_audit_chain_holds_after_someone_was_forgotten(known: Ledger) -> None:
    with known.write() as session:
        forgetting.forget(session, ANN, now=NOON)
    assert checking.verify(known).problems == ()


def test_whoever_comes_back_begins_anew(known: Ledger) -> None:
    with known.write() as session:
        forgetting.forget(session, ANN, now=NOON)
        assert forgetting.forget(session, ANN, now=NOON) is None
        again = asking.forecaster_on_discord(session, ANN, "Ann")
    assert again.id == 3


def test_whoever_only_set_a_time_zone_is_told_that_it_went(ledger: Ledger) -> None:
    with ledger.write() as session:
        communities.set_person_zone(session, BO, "Europe/Oslo", now=NOON)
        assert forgetting.forget(session, BO, now=NOON) == forgetting.Forgotten()
        assert forgetting.forget(session, BO, now=NOON) is None
