"""Asking the language model about a document: the cost first, then the question, then the count."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.reading import Given
    from bot.settings import Settings
    from predictions.candidate import Candidate
    from predictions.llm import Found, Read
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
) -> "tuple[Read, ...]":
    """Return what the rules and the model found; how they agree and what was left out is told."""
    import asyncio

    from bot import llm
    from bot.render.progress import bar
    from predictions.llm import second_reading

    cost = llm.cost(found, settings)
    click.echo(f"{settings.llm_model} at {_place(settings)}: {cost}.", err=True)
    if not yes:
        click.confirm("Send the document there?", abort=True, err=True)
    with bar(f"Asking {settings.llm_model}", cost.requests) as done:
        answer = asyncio.run(
            llm.find(found, given, settings, on_piece=lambda _number, _of: done(1))
        )
    published = given.published or found.published
    reads = second_reading(rules, answer, found.text, published=published)
    for line in _told(answer, reads):
        click.echo(line, err=True)
    return reads


def _place(settings: "Settings") -> str:
    from predictions.hiding import shown

    return shown(settings.llm_url or "")


def _told(answer: "Found", reads: "Sequence[Read]") -> Iterator[str]:
    from predictions.candidate import FoundBy

    told = [one.candidate.readings for one in reads if one.candidate.readings]
    by = Counter(one.found_by for one in told)
    ours = sum(one.statement_by is FoundBy.RULES for one in told if one.found_by is FoundBy.BOTH)
    yield (
        f"Found by the rules and the model: {by[FoundBy.BOTH]} ({ours} of them in the rules' words); "
        f"by the rules only: {by[FoundBy.RULES]}; by the model only: {by[FoundBy.MODEL]}."
    )
    lost = answer.dropped.get("not verbatim", 0)
    odd = answer.dropped.get("invalid", 0)
    yield (
        f"Dropped: {lost} not verbatim in the document, {odd} not understood; "
        f"pieces without an answer: {answer.unanswered}; "
        f"tokens: {answer.input_tokens} in, {answer.output_tokens} out."
    )
