"""What people give the bot to read: texts, files, pages, messages and exports of a chat."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from discord.utils import snowflake_time

from storage import dossier, finding
from tests.bot.discord.stage import Stage, field, title
from tests.bot.site import Site, served
from tests.local_discord.commands import Upload

TEXT = "I think there is a 70% chance that the harbour bridge opens by the end of 2031."


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as there:
        yield there


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[Stage]:
    """Give a stage whose bot may fetch from the site."""
    with Stage(tmp_path_factory.mktemp("read") / "ledger.db", **site.reachable) as opened:
        yield opened


def test_a_file_is_read(stage: Stage) -> None:
    upload = Upload("essay.md", TEXT.encode())
    answer = stage.slash("extract", file=upload)
    assert "bridge" in answer.text


def test_a_page_is_fetched(stage: Stage, site: Site) -> None:
    site.pages["/essay"] = f"<html><body><p>{TEXT}</p></body></html>".encode()
    answer = stage.slash("extract", by="owner", url=f"{site.url}/essay")
    assert "bridge" in answer.text


def test_a_member_does_not_read_the_operators_own_network(stage: Stage, site: Site) -> None:
    site.pages["/inner"] = f"<html><body><p>{TEXT}</p></body></html>".encode()
    answer = stage.slash("extract", by="bob", url=f"{site.url}/inner")
    assert "is not fetched" in answer.text
    assert "/inner" not in site.asked


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({}, "one of url, file and text"),
        ({"url": "http://169.254.169.254/latest", "text": ""}, ""),
        ({"text": "x", "published": "soon"}, "not a day"),
    ],
)
def test_what_can_not_be_read_is_said_to_one_person(
    stage: Stage, options: dict[str, Any], problem: str
) -> None:
    given: dict[str, Any] = {k: v for k, v in options.items() if v}
    answer = stage.slash("extract", **given)
    assert answer.ephemeral
    assert problem in answer.text


def test_nothing_found_stores_nothing(stage: Stage) -> None:
    answer = stage.slash("extract", text="The weather was nice yesterday.")
    assert title(answer.message) == "No forecasts found"


def test_the_message_menu_reads_a_message(stage: Stage) -> None:
    message = stage.do(
        lambda: stage.server.write(stage.channel(), stage.user("bob"), "Tram 9 will run by 2034.")
    )
    answer = stage.run(
        stage.server.message_command("Extract forecasts", message=message, user=stage.user("alice"))
    )
    assert answer.ephemeral
    assert "Bob" in answer.text


def test_relative_dates_of_a_message_count_from_its_own_day(stage: Stage) -> None:
    message = stage.do(
        lambda: stage.server.write(
            stage.channel(), stage.user("bob"), "Tram 8 will run again in two weeks."
        )
    )
    written = snowflake_time(int(message["id"])).date()
    stage.clock.ahead = timedelta(days=200)
    answer = stage.run(
        stage.server.message_command("Extract forecasts", message=message, user=stage.user("alice"))
    )
    assert str(written + timedelta(days=14)) in field(answer.message, "Window")


def test_each_message_of_an_export_has_its_own_day(stage: Stage) -> None:
    said = [
        ("Ann", "2026-01-05T10:00:00+00:00", "Jam will sell out in two weeks, 70%."),
        ("Bob", "2026-03-01T10:00:00+00:00", "Jam will sell well within three months, 60%."),
    ]
    export = [
        {"author": {"name": who}, "timestamp": at, "content": words} for who, at, words in said
    ]
    upload = Upload("general.json", json.dumps({"messages": export}).encode())
    first = stage.slash("extract", file=upload)
    assert "by 2026-01-19" in field(first.message, "Window")
    second = stage.click(first.message, "Accept")
    assert field(second.message, "Window") == "by 2026-06-01"
    [found] = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="jam sell out", limit=3)
    )
    record = stage.ledger(lambda s: dossier.record(s, found.prediction.id or 0, now=stage.clock()))
    assert [str(forecast.made_at.date()) for forecast in record.forecasts] == ["2026-01-05"]


def test_a_message_is_read_as_it_is_shown_and_a_preview_of_a_link_is_not_its_writers(
    stage: Stage,
) -> None:
    message = stage.do(
        lambda: stage.server.write(
            stage.channel(), stage.user("bob"), "Tram 7 runs by <t:1972252800:D>, ||80%|| I say."
        )
    )
    message["embeds"] = [{"type": "rich", "title": "News", "description": "Tram 6 will stop by 2036."}]  # fmt: skip
    first = stage.run(
        stage.server.message_command("Extract forecasts", message=message, user=stage.user("alice"))
    )
    assert "by 2032-07-01" in field(first.message, "Window")
    assert "80%" in first.text
    assert "Bob" in first.text
    second = stage.click(first.message, "Discard")
    assert "Tram 6" in second.text
    assert "Bob" not in field(second.message, "Author")


def test_what_a_message_forwards_is_read_and_is_not_its_writers(stage: Stage) -> None:
    message = stage.do(lambda: stage.server.write(stage.channel(), stage.user("bob"), "x"))
    sent = {"type": 0, "content": "Tram 5 will stop by 2037.", "timestamp": message["timestamp"], "edited_timestamp": None,
            "embeds": [], "attachments": [], "mentions": [], "mention_roles": [], "flags": 0, "components": []}  # fmt: skip
    message |= {"content": "", "message_snapshots": [{"message": sent}]}
    answer = stage.run(
        stage.server.message_command("Extract forecasts", message=message, user=stage.user("alice"))
    )
    assert "Tram 5" in answer.text
    assert "Bob" not in field(answer.message, "Author")
