"""When something happened, as people write it."""

from datetime import UTC, datetime

import pytest

from bot.days import moment_of
from predictions.errors import InvalidValue

NOW = datetime(2026, 11, 30, 20, 30, tzinfo=UTC)  # a Monday, half past nine in Berlin


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("yesterday", "2026-11-29T22:59:59"),
        ("yesterday 5pm", "2026-11-29T16:00:00"),
        ("today 09:00", "2026-11-30T08:00:00"),
        ("2 hours ago", "2026-11-30T18:30:00"),
        ("a week ago", "2026-11-23T22:59:59"),
        ("monday", "2026-11-30T20:30:00"),  # today, as far as it has come
        ("last monday", "2026-11-23T22:59:59"),
        ("Friday 17:00", "2026-11-27T16:00:00"),
        ("3 May 2026 17:00", "2026-05-03T15:00:00"),
        ("4 June 2026 23:59 UTC", "2026-06-04T23:59:00"),
        ("2026-05-03T17:00Z", "2026-05-03T17:00:00"),
    ],
)
def test_what_has_happened_is_dated_in_plain_words_and_keeps_its_hour(
    written: str, moment: str
) -> None:
    found = moment_of(written, NOW, "Europe/Berlin")
    assert found == datetime.fromisoformat(f"{moment}+00:00")


@pytest.mark.parametrize(
    "written", ["soon", "week 12 2026", "May 2026", "yesterday 25:00", "3 May 2026 17:00 +99:99"]
)
def test_what_names_no_day_is_refused(written: str) -> None:
    with pytest.raises(InvalidValue, match="is not a time; write"):
        moment_of(written, NOW, "Europe/Berlin")
