"""Addresses of the messages in which predictions stand, so that one tap leads to the card."""

from collections.abc import Collection

from predictions.model import Prediction
from storage import cards
from storage.ledger import Session


def card_links(session: Session, predictions: Collection[Prediction]) -> dict[int, str]:
    """Return the address of each prediction's newest card; those of one's own have none.

    What somebody made on their own may stand in a server that we can't name.
    """
    guilds = {p.id: p.guild_id for p in predictions if p.id is not None and p.guild_id}
    return {
        number: f"https://discord.com/channels/{guilds[number]}/{channel}/{message}"
        for number, (channel, message) in cards.places(session, tuple(guilds)).items()
    }
