"""docs/sources.md names every kind of source, and the one that it shows works as it stands there."""

from pathlib import Path
from typing import Any, get_type_hints

import pytest

from predictions.errors import SourceError
from predictions.watching.sources import adapters
from predictions.watching.sources.base import Reply
from tests.conftest import NOON

DOCS = Path(__file__).parents[4] / "docs" / "sources.md"


@pytest.mark.parametrize("kind", sorted(adapters()))
def test_every_kind_of_source_has_a_row_in_the_table(kind: str) -> None:
    assert f"\n| `{kind}` | " in DOCS.read_text("utf-8"), f"docs/sources.md lacks a row for {kind}"


def test_the_example_of_a_source_can_be_copied() -> None:
    example: dict[str, Any] = {}
    exec(DOCS.read_text("utf-8").split("```python\n")[1].split("```")[0], example)
    adapter = example["ADAPTER"]
    for function in (adapter.recognise, adapter.asks, adapter.parse):
        # Or `make check` would refuse what was copied.
        assert len(get_type_hints(function)) == function.__code__.co_argcount + 1
        assert function.__doc__
    assert adapter.recognise("https://other.example/rate", {}) is None
    spec = adapter.recognise("https://numbers.example/rate", {})
    [asked] = adapter.asks(spec, {}, {})
    assert asked.url == "https://numbers.example/rate.json"
    [reading] = adapter.parse(
        spec, Reply(url=asked.url, body=b'{"value": 3.5}', fetched_at=NOON), {}
    ).readings
    assert (reading.source, reading.subject, reading.value) == ("numbers", "rate", 3.5)
    for broken in (
        Reply(url="", body=b"", status=404, fetched_at=NOON),
        Reply(url="", body=b"{}", fetched_at=NOON),
    ):
        with pytest.raises(SourceError):
            adapter.parse(spec, broken, {})
