"""The version of the tables: checked at every start, brought up to date where it is behind."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from storage.errors import DatabaseUnusable, SchemaTooNew

# The newest migration. Asking Alembic for it costs a tenth of a second at every start; a test
# checks that both agree.
HEAD = "0014"
MIGRATIONS = Path(__file__).parent / "migrations"


def version(engine: Engine) -> str | None:
    """Return the version of the tables in that database; None where there are none.

    Raises:
        DatabaseUnusable: the tables there are those of another program.
    """
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        if "alembic_version" not in names:
            if names:
                raise DatabaseUnusable(
                    f"{engine.url.render_as_string(hide_password=True)} holds tables of another "
                    "program: name another database in CALLEDIT_DATABASE_URL"
                )
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found else None


def bring_up_to_date(engine: Engine) -> bool:
    """Migrate where that is needed; say whether it was.

    Raises:
        SchemaTooNew: the tables are newer than this program.
    """
    found = version(engine)
    if found == HEAD:
        return False
    if found is not None and found > HEAD:
        raise SchemaTooNew(
            f"the database has tables of version {found}, this calledit knows {HEAD}: "
            "install the calledit that wrote it, or a newer one"
        )
    _upgrade(engine)
    return True


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 (a tenth of a second, needed once a release)
    from alembic.config import Config  # noqa: PLC0415

    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # Kept in the file from then on; it cannot be set inside a transaction.
            connection.rollback()
            raw = connection.connection.dbapi_connection
            assert raw is not None  # noqa: S101 (a pooled connection that is checked out is open)
            raw.execute("PRAGMA journal_mode = WAL")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
