"""The review queue, one candidate after the other, by single keys."""

from typing import Any

import click

KEYS = "[a]ccept  [e]dit  [d]iscard  [s]kip  [q]uit"


@click.command("review", epilog="Example: calledit review")
@click.option("--list", "only_list", is_flag=True, help="Show the queue and end.")
@click.option("--accept", "accept_id", type=int, metavar="ID", help="Accept one and end.")
@click.option("--discard", "discard_id", type=int, metavar="ID", help="Discard one and end.")
@click.option("--tag", "-t", "tags", multiple=True, help="For what is accepted.")
def review_command(
    only_list: bool, accept_id: int | None, discard_id: int | None, tags: tuple[str, ...]
) -> None:
    """Accept, edit or discard what was found in documents, one by one."""
    from bot.app import open_app
    from storage import reviewing

    with open_app() as app:
        with app.ledger.read() as session:
            waiting = reviewing.queue(session)
        if accept_id is not None or discard_id is not None:
            _decide_one(app, waiting, accept_id, discard_id, tags)
        elif not waiting:
            click.echo("Nothing waits for review. Put something there: calledit add FILE")
        elif only_list:
            for each in waiting:
                _show(each)
        else:
            _one_by_one(app, waiting, tags)


def _one_by_one(app: Any, waiting: list[Any], tags: tuple[str, ...]) -> None:
    for number, each in enumerate(waiting, start=1):
        click.echo(f"\n{number} of {len(waiting)}")
        _show(each)
        click.echo(KEYS)
        key = _key()
        if key == "q":
            click.echo("The rest waits.")
            return
        # Each decision is kept at once: whatever ends the review, no work is lost.
        if key == "a":
            _accept(app, each, tags)
        elif key == "e":
            _accept(app, each, tags, **_edited(each.data))
        elif key == "d":
            _discard(app, each)
    click.echo("That was the last.")


def _key() -> str:
    while (key := click.getchar().lower()) not in "aedsq":
        if key in ("\x03", "\x04", "\x1b"):
            raise click.Abort
        click.echo(KEYS)
    return key


def _edited(data: dict[str, Any]) -> dict[str, Any]:
    shown = "" if data["probability"] is None else f"{data['probability'] * 100:g}%"
    statement = click.prompt("Statement", default=data["statement"])
    by = click.prompt("Deadline", default=data["deadline"] or "", show_default=True)
    probability = click.prompt("Probability", default=shown)
    return {
        "statement": statement,
        "by": by or None,
        "probability": probability if probability != shown else None,
    }


def _decide_one(
    app: Any,
    waiting: list[Any],
    accept_id: int | None,
    discard_id: int | None,
    tags: tuple[str, ...],
) -> None:
    from storage.errors import NotFound

    wanted = accept_id if accept_id is not None else discard_id
    found = next((each for each in waiting if each.id == wanted), None)
    if found is None:
        raise NotFound("candidate waiting for review with number", wanted)
    if accept_id is not None:
        _accept(app, found, tags)
    else:
        _discard(app, found)


def _accept(app: Any, each: Any, tags: tuple[str, ...], **edits: Any) -> None:
    from bot import actions

    with app.ledger.write() as session:
        accepted = actions.accept(
            session, each, now=app.now(), time_zone=app.time_zone, tags=tags, **edits
        )
    made = accepted.prediction
    without = "" if accepted.forecast else " (no probability: calledit forecast to give one)"
    click.echo(f"Prediction {made.id}: {made.statement}{without}")


def _discard(app: Any, each: Any) -> None:
    from storage import reviewing

    with app.ledger.write() as session:
        reviewing.discarded(session, each.id, now=app.now())
    click.echo(f"Candidate {each.id} discarded.")


def _show(each: Any) -> None:
    from bot.render.candidates import candidate_view
    from bot.render.terminal import make_console
    from predictions.extraction.jsonl import from_json

    make_console().print(f"[{each.id}]", candidate_view(from_json(each.data)), markup=False)
