"""Who comes from Discord, and to which server: all that is kept of both, asked in one question."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, literal
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from predictions.model import Forecaster
from storage import rows
from storage.communities import Community, community_of
from storage.discord_tables import Communities, People
from storage.plain import columns, fetch
from storage.tables import Forecasters

_ONE = sa_select(literal(1).label("one")).subquery()
_WHO = bindparam("discord_id", type_=BigInteger)
# Every command asks this first: three questions would cost three times as much.
ARRIVAL = sa_select(
    *columns(Forecasters), *columns(Communities)[:-1], col(People.time_zone).label("person_zone")
).select_from(
    _ONE.outerjoin(Forecasters, col(Forecasters.discord_id) == _WHO)
    .outerjoin(Communities, col(Communities.guild_id) == bindparam("guild", type_=BigInteger))
    .outerjoin(People, col(People.discord_id) == _WHO)
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the ledger knows of a person and a server; `forecaster` is None for a newcomer."""

    forecaster: Forecaster | None
    community: Community
    time_zone: str | None


def arrival(session: Session, discord_id: int, guild_id: int) -> Arrival:
    """Return what is kept of a Discord account and of a server."""
    [row] = fetch(session, ARRIVAL, {"discord_id": discord_id, "guild": guild_id})
    return Arrival(
        forecaster=rows.forecaster(row) if row.id is not None else None,
        community=community_of(row) if row.guild_id is not None else Community(guild_id=guild_id),
        time_zone=row.person_zone,
    )
