"""The review card on a terminal: the quote in its context, what was read from it, what it lacks."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.render import words
from bot.render.candidates import (
    missing_line,
    probability_line,
    recorded_line,
    window_line,
)
from bot.render.readings import differing_lines, found_line
from bot.review.desk import Seen
from bot.review.likeness import author_of
from predictions.changes import missing, surroundings
from predictions.extraction.checks import Missing, suggested_criterion
from predictions.extraction.jsonl import from_json
from predictions.saying import in_words
from predictions.text import one_line
from storage.authors import Standing

KEYS = (
    ("a", "accept"), ("e", "edit"), ("s", "split"), ("m", "merge with next"), ("d", "discard"),
    ("n", "next"), ("p", "previous"), ("u", "undo"), ("?", "more"), ("q", "quit"),
)  # fmt: skip
HELP = (
    ("a", "accept: make it a prediction, with its author's forecast"),
    ("j", "join: add it to the prediction that says the same, as a newer forecast"),
    (
        "t l % c b",
        "correct one thing: text of the statement, last day, probability, criterion, by whom",
    ),
    ("e", "edit: all of these, one after the other"),
    ("s", "split: cut one quote into several forecasts"),
    ("m", "merge: this one and the next are one forecast"),
    ("d", "discard: it is no forecast worth keeping"),
    ("x", "discard all that waits of this document"),
    ("o", "outcome: leave out, or take in, what the document marks as the outcome"),
    ("n p → ← space", "the next, the one before"),
    ("] [ PgDn PgUp", "the next document, the one before"),
    ("u", "undo: take back the last decision, again and again"),
    ("q", "quit: the rest waits"),
)
# The key that asks for nothing but what is missing.
ASKS = {
    Missing.DEADLINE: "l",
    Missing.CRITERION: "c",
    Missing.VAGUE: "c",
    Missing.SUBJECT: "t",
    Missing.SENTENCE: "t",
}
NARROW = 60  # columns below which labels stand above what they name
Row = tuple[str, str, str]  # label, value, style


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a card is shown."""

    around: int = 160  # characters of the document on either side of the quote
    suggests: bool = True  # a criterion to begin with, where one is missing
    quote: int = 10_000  # characters of the quote
    advises: bool = True  # what to do about that which is missing
    keys: str = "".join(key for key, _ in KEYS)


# From all of it to what a low window holds: `c` shows the suggestion, too.
ROOMS = (
    Room(),
    Room(suggests=False),
    Room(80, suggests=False),
    Room(40, suggests=False),
    Room(40, suggests=False, quote=300, advises=False, keys="aednu?q"),
)


def review_card(seen: Seen, *, width: int, room: Room = ROOMS[0]) -> Group:
    """Return the card of the candidate on the desk."""
    parts: list[RenderableType] = [_head(seen), Text("")]
    parts.append(Padding(_quote(seen, room), (0, 0 if width < NARROW else 2)))
    parts.append(Text(""))
    rows = list(_rows(seen, room))
    parts.append(_stacked(rows) if width < NARROW else _table(rows))
    return Group(*parts, Text(""), keys(seen, room, width))


def keys(seen: Seen, room: Room, width: int) -> Text:
    """Return what can be pressed now."""
    shown = [each for each in KEYS if each[0] in room.keys]
    recorded = seen.waiting.data.get("recorded")
    if seen.alike or seen.replaced:
        shown.insert(1, ("j", "join as newer forecast"))
    if recorded and recorded["outcome"]:
        before_moves = [key for key, _ in shown].index("n")
        shown.insert(
            before_moves, ("o", "leave outcome out" if seen.with_outcome else "take outcome in")
        )
    # By hand: a line would otherwise end between a key and what it does.
    lines = [Text()]
    for key, what in shown:
        gap = "  " if lines[-1] else ""
        if len(lines[-1]) + len(f"{gap}[{key}] {what}") > width:
            lines.append(Text())
            gap = ""
        lines[-1].append(f"{gap}[").append(key, style="bold").append(f"] {what}")
    return Text("\n").join(lines)


def all_keys() -> Table:
    """Return every key and what it does."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for pressed, does in HELP:
        table.add_row(Text(pressed), Text(does))
    return table


def _head(seen: Seen) -> Text:
    document = seen.document
    about = [one_line(document.title or document.origin)]
    about += [one_line(document.author)] if document.author else []
    about += [document.published.isoformat()] if document.published else []
    here, theirs = seen.of_document
    return Text.assemble(
        (f"{seen.number} of {seen.total}", "bold"),
        f"  [{seen.waiting.id}]  ",
        f"{here} of {theirs} in " if theirs < seen.total else "",
        (words.cut(" · ".join(about), 200), "dim"),
    )


def _quote(seen: Seen, room: Room) -> Text:
    data = seen.waiting.data
    before, after = surroundings(seen.document.text, data["start"], data["end"], around=room.around)
    # The marks show the quote where there are no colours.
    return Text.assemble(
        (_kept(before), "dim"),
        ("»" + _ends(one_line(data["quote"]), room.quote) + "«", "bold reverse"),
        (_kept(after), "dim"),
    )


def _ends(text: str, most: int) -> str:
    """Return text with as much of its middle left out as is too much."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def _kept(text: str) -> str:
    """Return text clean, with the space at its ends that sets it off."""
    plain = one_line(text)
    return " " * text[:1].isspace() + plain + " " * text[-1:].isspace() if plain else ""


def _rows(seen: Seen, room: Room) -> Iterator[Row]:
    data = seen.waiting.data
    candidate = from_json(data)
    denied = " (the words deny it)" if candidate.polarity == "no" else ""
    yield "Statement", one_line(candidate.statement) + denied, "bold"
    yield "Window", window_line(candidate), ""
    yield "Probability", probability_line(candidate), ""
    if candidate.condition:
        yield "Condition", one_line(candidate.condition), ""
    author = author_of(seen.document, data)
    reported = " (reported)" if candidate.reported else ""
    if author:
        yield "By", one_line(author) + reported, ""
    elif candidate.probability is None:
        yield "By", "nobody named", ""
    else:
        yield (
            "By",
            "nobody named, so that accepting keeps no forecast: [b] names who it is",
            "magenta",
        )
    found = f", {found_line(candidate.readings)}" if candidate.readings else ""
    yield "A forecast", f"{words.percent(candidate.confidence)} sure{found}", ""
    for line in differing_lines(candidate):
        yield "Readers differ", line, "bold"
    if candidate.repeats:
        yield "Said", f"{len(candidate.repeats) + 1} times", ""
    if criteria := data.get("criteria"):
        yield "Criterion", one_line(criteria), ""
    yield from _history(seen)
    lacks = missing(data)
    for check in lacks:
        line = missing_line(check) if room.advises else missing_line(check).partition(": ")[0]
        yield "Missing", f"[{ASKS[check.missing]}] {line}", "magenta"
    if room.suggests and lacks and not data.get("criteria"):
        yield "Suggested", one_line(suggested_criterion(candidate)), ""


def _history(seen: Seen) -> Iterator[Row]:
    candidate = from_json(seen.waiting.data)
    if candidate.recorded:
        wanted = candidate.recorded.outcome and seen.with_outcome
        then = "; accepting proposes that to whoever resolves" if wanted else ""
        yield "Outcome", recorded_line(candidate.recorded) + then, "bold"
    if candidate.supersedes:
        start, end = candidate.supersedes
        old = words.cut(one_line(seen.document.text[start:end]), 80)
        became = f" (prediction {seen.replaced})" if seen.replaced else ""
        yield "Replaces", f"“{old}”{became}", "bold"
    for standing in seen.alike[:3]:
        yield "Said before", _standing(standing), "bold"


def _standing(standing: Standing) -> str:
    said = f"prediction {standing.id}"
    if standing.probability is not None:
        said += f", {words.percent(standing.probability)}"
    if standing.made_at is not None:
        said += f" on {standing.made_at:%Y-%m-%d}"
    return f"{said}: “{in_words(standing, 80)}”"


def _table(rows: list[Row]) -> Padding:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    last = ""
    for label, value, style in rows:
        table.add_row(label if label != last else "", Text(value, style=style))
        last = label
    return Padding(table, (0, 0, 0, 2))


def _stacked(rows: list[Row]) -> Group:
    return Group(
        *(Text.assemble((f"{label}: ", "dim"), (value, style)) for label, value, style in rows)
    )


def show(console: Console, seen: Seen) -> None:
    """Print the card as wide as the terminal is and no wider than reads well, and no higher than fits."""
    width = min(console.width, 100)
    for room in ROOMS:
        card = review_card(seen, width=width, room=room)
        with console.capture() as shown:
            console.print(card, width=width)
        # Below it stands the cursor; above, what came of the key before.
        if not console.is_terminal or shown.get().count("\n") <= console.height - 2:
            break
    console.print(card, width=width)
