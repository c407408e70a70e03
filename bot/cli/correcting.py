"""The two conversations of a review: correcting a candidate field by field, and cutting it in parts."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from bot.cli.keys import line

LABELS = {
    "statement": "Statement",
    "not_before": "First day",
    "deadline": "Last day",
    "probability": "Probability",
    "condition": "Condition",
    "criteria": "Criterion",
    "author": "By",
}


def edit(desk: Any, fields: Sequence[str] = tuple(LABELS)) -> str:
    """Ask for fields, beginning with what is there; Ctrl-C leaves the candidate as it was."""
    from predictions.changes import edited, shown
    from predictions.errors import InvalidValue

    data = desk.current.data
    today = desk.today
    if len(fields) > 1:
        click.echo("Enter keeps a line as it stands, Ctrl-C leaves all as it was.")
    written: dict[str, str] = {}
    for field in fields:
        label, there = LABELS[field], shown(data, field)
        begin = text = there or _proposed(field, edited(data, written, today=today))
        if not text and fields == ("author",):
            text = desk.named
        while True:
            try:
                text = line(label, text)
            except (KeyboardInterrupt, EOFError):
                click.echo("\nNothing changed.")
                return ""
            try:
                edited(data, {**written, field: text}, today=today)
            except InvalidValue as error:
                click.echo(f"No: {error}", err=True)
                if not sys.stdin.isatty():
                    raise
            else:
                break
        # A suggestion whose blanks nobody filled in is no criterion yet.
        if text != begin or (field == "criteria" and "[" not in text):
            written[field] = text
    return str(desk.edit(written))


_OPEN = ("criterion", "vague term", "condition")


def _proposed(field: str, data: dict[str, Any]) -> str:
    """A criterion to begin with, where the words leave open how the claim is decided."""
    from predictions.changes import missing
    from predictions.extraction.checks import suggested_criterion
    from predictions.extraction.jsonl import from_json

    if field != "criteria" or not any(check.missing in _OPEN for check in missing(data)):
        return ""
    return suggested_criterion(from_json(data))


def split(desk: Any) -> str:
    """Ask where to cut: places that suggest themselves by number, others by their words.

    Raises:
        InvalidValue, Refused: the words do not stand in the quote, or a part cannot stand alone.
    """
    from predictions.changes import cuts, place_of
    from predictions.errors import InvalidValue
    from predictions.text import one_line

    quote = desk.current.data["quote"]
    places = cuts(quote)
    for number, at in enumerate(places, start=1):
        click.echo(f"  {number}  {one_line(quote[:at])[-40:]} | {one_line(quote[at:])[:40]}")
    asked = "Cut at which (numbers), or before which words" if places else "Cut before which words"
    try:
        said = line(asked, "1" if len(places) == 1 else "").strip()
    except (KeyboardInterrupt, EOFError):
        said = ""
    if not said:
        click.echo("Nothing was cut.")
        return ""
    numbers = said.replace(",", " ").split()
    if all(number.isdigit() and 0 < int(number) <= len(places) for number in numbers):
        return str(desk.split([places[int(number) - 1] for number in numbers]))
    place = place_of(quote, said)
    if place is None:
        raise InvalidValue("cut", f"{said!r} does not stand inside the quote")
    return str(desk.split([place]))
