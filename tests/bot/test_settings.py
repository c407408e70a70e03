"""Settings that were mistyped: each says what is wrong and what to write."""

import os
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from bot.app import SERVICES
from bot.settings import PROBLEMS, Settings, SettingsError, load
from storage.engine import parse_url
from storage.errors import DatabaseUnusable

OTHER_ADDRESSES = {"database_url", "discord_api_url", "discord_gateway_url", "llm_url"}
WRONG = {
    "DATABASE_URL": (
        "mysql://ann:s3cret@host/x",
        "databases of the kind 'mysql' are not supported",
    ),
    "DISCORD_API_URL": ("discord.com", "must be an address that begins with https://"),
    "DISCORD_GATEWAY_URL": ("https://x", "must be an address that begins with wss://"),
    "DISCORD_CHANNEL_ID": ("general", "must be a whole number"),
    "DISCORD_SHARDS": ("9-3/2", "9-3/2 is no range of shards; write 0-3/16"),
    "TICK_SECONDS": ("1m", "must be a number"),
    "TIME_ZONE": ("Berlin", "unknown time zone 'Berlin'; write Europe/Berlin"),
    "FORECASTER": ("x" * 201, "must have at most 200 characters"),
    "FETCH_ALLOW": ("intranet", "'intranet' is neither a network nor host:port; write 10.0.0.0/8"),
    "CONTACT": ("ann@exämple.org", "goes into a header: write it in plain ASCII"),
    "LLM_SECONDS": ("0", "must be more than 0"),
    "LLM_PRICE": ("1", "must be two amounts such as 0.15/0.60"),
}


@pytest.fixture(autouse=True)
def _an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_each_wrong_setting_says_what_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (value, _) in WRONG.items():
        monkeypatch.setenv(f"CALLEDIT_{name}", value)
    with pytest.raises(SettingsError) as caught:
        load()
    said = str(caught.value).splitlines()
    assert said[0] == f"{len(WRONG)} settings are wrong:"
    for line, (name, (_, problem)) in zip(sorted(said[1:]), sorted(WRONG.items()), strict=True):
        assert line.startswith(f"  CALLEDIT_{name}: {problem}")


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("DISCORD_CHANNEL_ID", "9" * 20, "at most 9223372036854775807"),
        ("DISCORD_SHARDS", "3", "no range of shards"),
        ("DISCORD_SHARDS", "0-16/16", "no range of shards"),
        ("TICK_SECONDS", "nan", "at most 86400"),
        ("FETCH_ALLOW", "10.0.0.0/99", "neither a network nor host:port"),
        ("DATABASE_URL", "ledger.db", "not a database address; write sqlite:///"),
        ("DATABASE_URL", "postgresql://ann@host:port/x", "not a database address"),
        ("DATABASE_URL", "postgresql://ann:s3@cret@host/x", "more than one @: write %40"),
    ],
)
def test_numbers_and_ranges_that_cannot_be_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, problem: str
) -> None:
    monkeypatch.setenv(f"CALLEDIT_{name}", value)
    with pytest.raises(SettingsError, match=f"CALLEDIT_{name}: .*{problem}"):
        load()


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = load()
    for name in Settings.model_fields:
        monkeypatch.setenv(f"CALLEDIT_{name.upper()}", "")
    assert load() == bare


def test_a_mistyped_name_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mistyped = "export CALLEDIT_TIMEZONE=Europe/Berlin\nCALEDIT_TICK_SECONDS=5\nCALENDAR_URL=x\n"
    Path(".env").write_text(mistyped, "utf-8")
    monkeypatch.setenv("CALLEDIT_DISCORD_TOKN", "s3cret")
    monkeypatch.setenv("CALLEDIT_SOMETHING_ELSE", "1")
    assert load().time_zone is None
    assert caplog.messages == [
        "CALEDIT_TICK_SECONDS is no setting and does nothing. Did you mean CALLEDIT_TICK_SECONDS?",
        "CALLEDIT_DISCORD_TOKN is no setting and does nothing. Did you mean CALLEDIT_DISCORD_TOKEN?",
        "CALLEDIT_TIMEZONE is no setting and does nothing. Did you mean CALLEDIT_TIME_ZONE?",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_dot_env_file_in_another_encoding_is_named(encoding: str) -> None:
    Path(".env").write_text("CALLEDIT_FORECASTER=Zoë\n", encoding)
    with pytest.raises(SettingsError, match=r"\.env is not text in UTF-8: save it again"):
        load()


def test_a_working_folder_that_may_not_be_entered_is_named() -> None:
    folder, root = Path.cwd(), os.geteuid() == 0
    folder.chmod(0)
    try:
        if root:  # whom no permission stops
            os.seteuid(65_534)
        with pytest.raises(SettingsError) as refused:
            load()
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
    assert str(refused.value) == f"{folder / '.env'} cannot be read: permission denied"


def test_two_slashes_before_a_file_are_answered_with_three() -> None:
    with pytest.raises(DatabaseUnusable, match=r"write sqlite:///ledger\.db$"):
        parse_url("sqlite://ledger.db")
    with pytest.raises(DatabaseUnusable, match=r"write sqlite:///data/ledger\.db$"):
        parse_url("sqlite://data/ledger.db")


def test_the_address_of_every_service_that_can_be_set_is_used() -> None:
    """An address in the settings alone is read and does nothing: SERVICES of bot/app.py has to name it."""
    addresses = {name for name in Settings.model_fields if name.endswith("_url")}
    assert addresses - OTHER_ADDRESSES == {f"{kind}_url" for kind in SERVICES}


@pytest.mark.parametrize(
    ("wanted", "given", "said"),
    [
        (Annotated[int, Field(ge=5)], "3", "must be 5 or more"),
        (Annotated[float, Field(lt=5)], "5", "must be less than 5.0"),
        (bool, "perhaps", "must be true or false"),
    ],
)
def test_what_a_new_setting_may_ask_for_is_said_in_our_words(
    wanted: Any, given: str, said: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(wanted).validate_python(given)
    [found] = caught.value.errors()
    assert PROBLEMS[found["type"]].format(**found.get("ctx", {})) == said
