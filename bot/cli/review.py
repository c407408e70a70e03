"""The review queue, one candidate after the other, by single keys."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

import click

from bot.cli.correcting import edit, split
from bot.cli.encoding import in_json
from bot.cli.keys import PASTED, Keys
from bot.cli.names import WRITER
from bot.cli.numbers import NUMBER

_NAMED = {"\n": "Enter", "\r": "Enter", "\t": "Tab", "\x1b": "Escape", PASTED: "What is pasted"}
_FIELDS = {"t": "statement", "l": "deadline", "%": "probability", "c": "criteria", "b": "author"}


@click.command("review", epilog="Example: calledit review")
@click.option("--list", "only_list", is_flag=True, help="Show the queue and end.")
@click.option(
    "--document",
    type=NUMBER,
    metavar="ID",
    help="Only what was found in this one: its number stands in the answer of calledit add.",
)
@click.option("--json", "as_json", is_flag=True, help="The queue as JSON, with what each lacks.")
@click.option(
    "--accept",
    "accepted",
    type=NUMBER,
    metavar="ID",
    multiple=True,
    help="Accept one and end; may be given more than once.",
)
@click.option(
    "--discard",
    "discarded",
    type=NUMBER,
    metavar="ID",
    multiple=True,
    help="Discard one and end; may be given more than once.",
)
@click.option(
    "--decide",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE|-",
    help="Decisions as JSON Lines.",
)
@click.option("--tag", "-t", "tags", multiple=True, help="For what is accepted.")
@WRITER
def review_command(
    only_list: bool,
    as_json: bool,
    accepted: tuple[int, ...],
    discarded: tuple[int, ...],
    decide: Any,
    document: int | None,
    tags: tuple[str, ...],
    name: str | None,
) -> None:
    """Accept, edit, split, merge or discard what was found in documents, one by one.

    Every decision is stored at once: whatever ends the review, nothing is lost.
    """
    from bot.app import open_app
    from bot.review.desk import Desk
    from storage import dossier

    if sum(map(bool, (accepted, discarded, decide))) > 1:
        raise click.UsageError("--accept, --discard and --decide each end the review: choose one")
    with open_app() as app:
        if accepted or discarded:
            _decide_numbers(Desk(app, tags=tags, writer=name, most=0), accepted, discarded)
            return
        desk = Desk(app, tags=tags, writer=name, document_id=document)
        if decide is not None:
            _decide_all(desk, decide)
        elif as_json:
            _print_json(desk)
        elif not len(desk) and document is not None:
            with app.ledger.read() as session:
                dossier.document(session, document)  # says so where there is no such document
            click.echo(f"Nothing of document {document} waits for review.")
        elif not len(desk):
            click.echo("Nothing waits for review. Put something there: calledit add FILE")
        elif only_list:
            for each in desk:
                _show(each)
        else:
            _one_by_one(desk)


def _one_by_one(desk: Any) -> None:
    from bot.render.reviewing import show
    from bot.render.terminal import make_console

    console = make_console()
    fresh = True
    with Keys() as keys:
        while True:
            if fresh:
                desk.catch_up()
                if len(desk):
                    console.rule(characters="-") if console.is_terminal else console.print("")
                    show(console, desk.look())
            if not len(desk):
                # A slip on the last one is no more final than one on any other.
                if not desk.decided:
                    break
                click.echo("Nothing waits any more: [u] takes the last back, any other key ends.")
            key = keys.press()
            if key == "q" or (key != "u" and not len(desk)):
                break
            said = _told(desk, keys, key)
            fresh = said is not None
            if said:
                console.print(said, style="bold", markup=False)
    left = len(desk)
    waits = f"{left} wait{'s' if left == 1 else ''}" if left else "that was the last"
    click.echo(f"{desk.decided} decided, {waits}.")


def _told(desk: Any, keys: Keys, key: str) -> str | None:
    """Do what a key asks for; "" for a new card without a word, None where nothing was done."""
    moves = {"n": 1, "p": -1}
    documents = {"]": 1, "[": -1}
    if key in moves:
        desk.step(moves[key])
        return ""
    if key in documents:
        desk.step_document(documents[key])
        return ""
    does: dict[str, Callable[[], str]] = {
        "a": desk.accept,
        "j": desk.join,
        "d": desk.discard,
        "m": desk.merge,
        "u": desk.undo,
        "o": desk.turn_outcome,
        "e": lambda: edit(desk),
        "s": lambda: split(desk),
        "x": lambda: _discard_document(desk, keys),
    }
    if key in _FIELDS:
        does[key] = lambda: edit(desk, (_FIELDS[key],))
    asks = keys.lines() if key in {"e", "s", *_FIELDS} else nullcontext()
    if key not in does:
        named = _NAMED.get(key, repr(key))
        if key in "?h":
            _help()
        else:
            click.echo(f"{named} is no key here: ? lists them.")
        return None
    try:
        with asks:
            return str(does[key]())
    except Exception as error:
        if not _is_refusal(error):
            raise
        click.echo(f"No: {error}", err=True)
        return "" if _is_overtaken(error) else None


def _discard_document(desk: Any, keys: Keys) -> str:
    """Discard all that waits of a document; where that is more than what is seen, once it is confirmed."""
    count = desk.look().of_document[1]
    if count > 1:
        click.echo(f"Discard all {count} that wait of this document? [y] yes; any other key: no")
        if keys.press() != "y":
            click.echo("Nothing was discarded.")
            return ""
    return str(desk.discard_document())


def _help() -> None:
    from bot.render.reviewing import all_keys
    from bot.render.terminal import make_console

    make_console().print(all_keys())


def _is_overtaken(error: Exception) -> bool:
    from storage.errors import Overtaken

    return isinstance(error, Overtaken)


def _is_refusal(error: Exception) -> bool:
    from predictions.errors import PredictionsError
    from storage.errors import NotFound, Refused

    return isinstance(error, (PredictionsError, NotFound, Refused))


def _decide_numbers(desk: Any, accepted: Sequence[int], discarded: Sequence[int]) -> None:
    from predictions.errors import InvalidValue
    from storage.errors import NotFound

    said = []
    with desk.together():
        for number in (*accepted, *discarded):
            try:
                desk.put(number)
            except InvalidValue:
                raise NotFound("candidate waiting for review with number", number) from None
            said.append(desk.accept() if accepted else desk.discard())
    for each in said:
        click.echo(each)


def _decide_all(desk: Any, lines: Any) -> None:
    from bot.review.decisions import decide

    with desk.together():
        said = list(decide(desk, lines))
    for each in said:
        click.echo(each)


def _print_json(desk: Any) -> None:
    from bot.review.listing import listed

    click.echo(in_json(list(listed(desk))))


def _show(each: Any) -> None:
    from bot.render.candidates import candidate_view
    from bot.render.terminal import make_console
    from predictions.extraction.jsonl import from_json

    make_console().print(f"[{each.id}]", candidate_view(from_json(each.data)), markup=False)
