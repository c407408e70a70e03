"""Asking the language model about a document: the cost first, then the question, then the count."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from bot.reading import Given
    from bot.settings import Settings
    from predictions.candidate import Candidate
    from predictions.llm import Read
    from predictions.reading import ReadDocument

LLM = click.option("--llm", is_flag=True, help="Also ask the configured language model.")
YES = click.option("--yes", "-y", is_flag=True, help="With --llm: go on without asking me.")


class Second(NamedTuple):
    """What came of two readings."""

    reads: "tuple[Read, ...]"
    stopped: bool  # by Ctrl-C, before the model had read all


def ready(*, yes: bool) -> "Settings":
    """Return the settings, when a model may be asked with them.

    Raises:
        UserError: none is configured, or nobody can be asked whether its cost is fine.
    """
    from bot import llm
    from bot.errors import UserError
    from bot.settings import load

    settings = load()
    llm.endpoint(settings)
    if not yes and not sys.stdin.isatty():
        raise UserError("--llm asks before it sends anything; where nobody can answer, add --yes")
    return settings


def ask_model(
    settings: "Settings",
    found: "ReadDocument",
    given: "Given",
    rules: Sequence["Candidate"],
    *,
    yes: bool,
) -> "Second":
    """Return what the rules and the model found; how they agree and what was left out is told."""
    import asyncio

    from bot import llm
    from bot.answers import Answers
    from bot.render.asked import asked_lines
    from bot.render.progress import bar
    from predictions.llm import second_reading

    memory = Answers()
    cost = llm.cost(found, given, settings, memory)
    click.echo(f"{settings.llm_model} at {_place(settings)}: {cost}.", err=True)
    if not yes and cost.requests:
        click.confirm("Send the document there?", abort=True, err=True)
    with bar(f"Asking {settings.llm_model}", cost.requests + cost.remembered) as done:
        answer = asyncio.run(
            llm.find(found, given, settings, memory=memory, on_piece=lambda _number, _of: done(1))
        )
    published = given.published or found.published
    reads = second_reading(rules, answer, found.text, published=published)
    for line in asked_lines(answer, reads, llm.prices(settings)):
        click.echo(line, err=True)
    return Second(reads, answer.stopped_by == llm.STOPPED)


def _place(settings: "Settings") -> str:
    from predictions.hiding import shown

    return shown(settings.llm_url or "")
