"""What comes from elsewhere is known again, and what ended there is news for nobody."""

from datetime import date, timedelta

import pytest

from predictions.model import ForecasterKind
from predictions.outcomes import NO, YES
from predictions.times import Window
from storage import checking, comparing, dossier, outbox, recording, resolving
from storage.comparing import Claim
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add, forecast, someone

LAST = date(2026, 12, 31)


@pytest.mark.parametrize("at_once", [400, 1])
def test_a_claim_is_known_by_words_condition_and_days(
    ledger: Ledger, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "LOOKED_UP", at_once)
    with ledger.write() as session:
        first = add(session, "It rains")
        add(session, "It rains")  # said twice: the first counts
        wet = add(session, "It rains", condition="the wind turns")
        soon = add(session, "It rains", window=Window(date(2026, 4, 1), date(2026, 5, 1)))
        add(session, "It rains", guild_id=7, window=Window())
        gone = add(session, "It snows")
        resolving.withdraw(session, gone, now=NOON)
        add(session, "It hails")
        assert comparing.claims(session, {"It rains", "It snows"}) == {
            Claim("It rains", None, None, LAST): first,
            Claim("It rains", "the wind turns", None, LAST): wet,
            Claim("It rains", None, date(2026, 4, 1), date(2026, 5, 1)): soon,
        }


def test_what_was_said_is_known_by_whom_when_and_how_much(ledger: Ledger) -> None:
    with ledger.write() as session:
        number, other = add(session), add(session)
        ann = someone(session)
        author = recording.forecaster_named(session, "Ann", ForecasterKind.AUTHOR).id or 0
        recording.add_forecast(session, forecast(number, ann, 0.3))
        recording.add_forecast(session, forecast(number, author, 0.4))
        assert comparing.said(session, [number, other]) == {
            number: {(ann, NOON, 0.3), (author, NOON, 0.4)}
        }


def test_what_was_decided_elsewhere_keeps_its_day_and_is_not_posted(ledger: Ledger) -> None:
    then = NOON - timedelta(days=400)
    with ledger.write() as session:
        number = add(session)
        resolving.resolve(session, number, NO, now=NOON, decided_at=then)
    with ledger.read() as session:
        [resolution] = dossier.record(session, number, now=NOON).resolutions
    assert (resolution.outcome, resolution.decided_at) == (NO, then)
    assert checking.verify(ledger).problems == ()
    with ledger.write() as session:
        assert outbox.lease(session, now=NOON) == []
        resolving.reopen(session, number, now=NOON)
        resolving.resolve(session, number, YES, now=NOON)
        assert len(outbox.lease(session, now=NOON)) == 2


def test_what_says_the_same_is_found_among_what_still_runs(ledger: Ledger) -> None:
    with ledger.write() as session:
        tram = add(session, "The new tram will reach the hospital by the end of 2026")
        rain = add(session, "It rains", window=Window(None, LAST, "America/Lima"))
        add(session, "It rains", window=Window(None, date(2026, 12, 30)))
        add(session, "It rains", condition="the wind turns")
        ended = add(session, "It rains")
        resolving.resolve(session, ended, YES, now=NOON)
        there = add(session, "It rains", guild_id=7)
        hers = add(session, "It rains", created_by=someone(session))
        add(session, "The new tram will not reach the hospital")
        quay = add(session, "The harbour will have sold the northern quay")

        def same(statement: str, **narrowed: int | None) -> list[int]:
            number = add(session, statement)
            made = dossier.get(session, number, now=NOON).prediction
            found = comparing.alike(session, made, on=NOON.date(), **narrowed)
            resolving.withdraw(session, number, now=NOON)
            return found

        assert same("By December 2026, the new tram reaches the hospital") == [tram]
        assert same("The harbour sells the northern quay") == [quay]
        assert same("it RAINS") == [rain, there, hers]
        assert same("It rains", guild_id=7) == [there]
        assert same("It rains", personal_of=someone(session)) == [hers]
        assert same("It snows") == []
