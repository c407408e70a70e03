"""Asking the language model about a document: the cost first, then the question, then the count."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.reading import Given
    from bot.settings import Settings
    from predictions.candidate import Candidate
    from predictions.llm import Found
    from predictions.reading import ReadDocument

LLM = click.option("--llm", is_flag=True, help="Also ask the configured language model.")
YES = click.option("--yes", "-y", is_flag=True, help="With --llm: go on without asking me.")


def ready(*, yes: bool) -> "Settings":
    """Return the settings, when a model may be asked with them.

    Raises:
        UserError: none is configured, or nobody can be asked whether its cost is fine.
    """
    from bot import llm
    from bot.cli.errors import UserError
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
) -> "tuple[Candidate, ...]":
    """Return what the model finds where the rules found nothing; what was left out is told."""
    import asyncio

    from bot import llm
    from bot.render.progress import bar

    cost = llm.cost(found, settings)
    click.echo(f"{settings.llm_model} at {_place(settings)}: {cost}.", err=True)
    if not yes:
        click.confirm("Send the document there?", abort=True, err=True)
    with bar(f"Asking {settings.llm_model}", cost.requests) as done:
        answer = asyncio.run(
            llm.find(found, given, settings, on_piece=lambda _number, _of: done(1))
        )
    new = llm.new_to(rules, answer)
    click.echo(_told(answer, len(new)), err=True)
    return new


def _place(settings: "Settings") -> str:
    from predictions.hiding import shown

    return shown(settings.llm_url or "")


def _told(answer: "Found", new: int) -> str:
    lost = answer.dropped.get("not verbatim", 0)
    odd = answer.dropped.get("invalid", 0)
    return (
        f"The model found {len(answer.candidates)}, {new} of them where the rules found nothing; "
        f"dropped: {lost} not verbatim in the document, {odd} not understood; "
        f"pieces without an answer: {answer.unanswered}; "
        f"tokens: {answer.input_tokens} in, {answer.output_tokens} out."
    )
