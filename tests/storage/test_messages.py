"""Whose message a document is, and the finds of a review that are put back."""

from predictions.candidate import Polarity
from predictions.model import Document, ForecasterKind, Quote
from storage import dossier, finds, forgetting, messages, recording, records, steps
from storage.finds import Find
from storage.ledger import Ledger, Session
from storage.scope import Scope
from storage.steps import Step
from tests.conftest import NOON
from tests.storage.test_recording import add, forecast

BO = 2**62 + 1
ORIGIN = "https://discord.com/channels/7/8/{}"


def message(session: Session, number: int, name: str = "Bo") -> int:
    """Store a message of Bo's."""
    text = f"Tram {number} will run"
    read = Document(text=text, origin=ORIGIN.format(number), sha256=f"{number:064x}", added_at=NOON)
    stored = recording.add_document(session, read)
    assert stored.id is not None
    messages.written_by(session, stored.id, discord_id=BO, name=name)
    return stored.id


def test_one_person_is_one_author_under_the_name_of_now(ledger: Ledger) -> None:
    with ledger.write() as session:
        first, second = message(session, 1), message(session, 2, name="Bo the tall")
        other = recording.forecaster_named(session, "Bo the tall", ForecasterKind.AUTHOR)
    with ledger.read() as session:
        wrote = [messages.author_of(session, number) for number in (first, second)]
        signed = dossier.document(session, first)
    assert [each and each.forecaster.name for each in wrote] == ["Bo the tall"] * 2
    assert len({each and each.forecaster.id for each in wrote} | {other.id}) == 2
    assert (signed.author, signed.origin) == ("Bo the tall", ORIGIN.format(1))


def test_forgetting_takes_name_and_link_off_a_message(ledger: Ledger) -> None:
    with ledger.write() as session:
        document = message(session, 1)
        quote = Quote(document_id=document, start=0, end=4, text="Tram", polarity=Polarity("yes"))
        number = add(session, quote=quote, guild_id=7)
        wrote = messages.author_of(session, document)
        assert wrote is not None
        recording.add_forecast(session, forecast(number, wrote.forecaster.id or 0, 0.8))
        done = forgetting.forget(session, BO, now=NOON)
    assert done == forgetting.Forgotten(quotes_kept=1, messages_unsigned=1)
    with ledger.read() as session:
        record = dossier.record(session, number, now=NOON)
        signed = dossier.document_of(session, record)
        [row] = records.questions(session, Scope(guild_id=7))
        [named] = {name for name, _ in records.forecasters(session).values()}
    assert signed is not None
    assert signed.origin == messages.GONE
    assert signed.author == named == f"forgotten author {wrote.forecaster.id}"
    assert row.source_url is None
    assert row.quote == "Tram"


def found(session: Session, count: int) -> list[Find]:
    """Store a review of that many finds."""
    document = message(session, 1)
    data = [{"quote": f"find {number}", "confidence": 0.5} for number in range(count)]
    finds.add(session, data, guild_id=7, discord_id=BO, document_id=document, batch=5, now=NOON)
    numbers = finds.since(session, 5, 0)
    return [finds.get(session, number) for number in numbers]


def test_the_last_step_of_a_review_is_put_back(ledger: Ledger) -> None:
    with ledger.write() as session:
        one, two = found(session, 2)
        finds.decide(session, one.id, "discarded")
        steps.note(session, Step(batch=5, again={one.id: None}))
        finds.split(session, two.id, [{"quote": words, "confidence": 1} for words in "ab"])
        parts = finds.since(session, 5, two.id)
        before = {"quote": "two", "confidence": 1}
        steps.note(session, Step(batch=5, again={two.id: before}, parts=parts))
        assert finds.count(session, 5) == (2, 3)
        last = steps.last(session, 5)
        assert last is not None
        steps.take_back(session, last)
        assert finds.count(session, 5) == (1, 2)
        assert finds.get(session, two.id).data["quote"] == "two"
        first = steps.last(session, 5)
        assert first is not None
        steps.take_back(session, first)
        assert finds.count(session, 5) == (2, 2)
        assert steps.last(session, 5) is None
