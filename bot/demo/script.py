"""What the demo is told: documents, recorded news, other forecasters, how things ended."""

import json
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class News:
    """One recorded item; `about` is part of the quote that it settles, if it settles one."""

    at: datetime
    title: str
    summary: str
    url: str
    about: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Probabilities that one forecaster gave at one moment, by part of the quote."""

    by: str
    at: datetime
    on: dict[str, str]


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that happens in the demo, in the order of time."""

    documents: tuple[Traversable, ...]
    news: tuple[News, ...]
    numbers: tuple[Numbers, ...]
    nothing_happened: dict[str, str]


def load() -> Script:
    """Read the bundled files."""
    folder = files("bot.demo")
    data = json.loads(folder.joinpath("record.json").read_text("utf-8"))
    documents = sorted(folder.joinpath("documents").iterdir(), key=lambda each: each.name)
    news = [
        News(
            at=datetime.fromisoformat(item["at"]),
            title=item["title"],
            summary=item["summary"],
            url=item["url"],
            about=item.get("about"),
            outcome=item.get("outcome"),
        )
        for item in data["items"]
    ]
    numbers = [
        Numbers(by=n["by"], at=datetime.fromisoformat(n["at"]), on=n["on"])
        for n in data["forecasts"]
    ]
    return Script(
        documents=tuple(document for document in documents if document.name.endswith(".md")),
        news=tuple(sorted(news, key=lambda item: item.at)),
        numbers=tuple(sorted(numbers, key=lambda n: n.at)),
        nothing_happened={n["about"]: n["note"] for n in data["nothing_happened"]},
    )
