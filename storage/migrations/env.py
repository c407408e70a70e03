"""How Alembic reaches the database: through the engine that the ledger already has."""

from alembic import context
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

import storage.discord_tables
import storage.tables  # noqa: F401 (both fill the metadata)
from storage.engine import WRITER_LOCK, WRITES

engine: Engine = context.config.attributes["engine"]

with engine.execution_options(**{WRITES: True}).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        transactional_ddl=True,  # SQLite can, since we begin the transaction ourselves
        render_as_batch=True,
    )
    with context.begin_transaction():
        if engine.dialect.name == "postgresql":
            # Two processes that start at once: the second waits, then finds nothing to do.
            connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})"))
        context.run_migrations()
