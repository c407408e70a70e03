"""Answers: within Discord's three seconds, to the right eyes, and with words when it went wrong."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import discord

from bot.charts.inside import of_png
from bot.charts.moves import Moves
from bot.discord import drawing
from bot.discord.embeds import CONTENT, embed_of, fit
from bot.discord.parts import Form, Part, modal_of, view_of
from bot.discord.typed import typed
from bot.discord.visit import Interaction, NotAllowed
from bot.errors import UserError
from bot.render.post import AMBER, RED, Post
from predictions.errors import InvalidValue, PredictionsError
from predictions.text import clean
from scoring.errors import ScoringError
from storage.errors import DatabaseUnusable, StorageError

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

log = logging.getLogger("calledit.discord")

PATIENCE = 0.8  # seconds to wait for the work before saying "is thinking"
KNOWN = (NotAllowed, UserError, PredictionsError, StorageError, ScoringError)
MOST_ECHOED = 3600  # with the problem it fits into one embed
CHART = "crowd.png"


@dataclass(frozen=True, slots=True)
class Shows:
    """Which prediction a message shows, as it was at which event; `owed` names what it settles."""

    prediction_id: int
    seq: int
    kind: str = "card"
    owed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What somebody is shown.

    Attributes:
        hidden: only they see it.
        edit: it takes the place of the message whose button they pressed.
        aside: a word to them alone, beside what everybody sees.
        image: the name of an attached file that is shown as a picture.
        chart: how a crowd moved; drawn and attached before the reply is shown.
        changed: predictions whose cards elsewhere have to follow.
    """

    text: str = ""
    post: Post | None = None
    parts: tuple[Part, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    image: str | None = None
    chart: Moves | None = None
    hidden: bool = True
    edit: bool = False
    aside: str = ""
    shows: Shows | None = None
    changed: bool = False


async def answer(
    interaction: Interaction,
    work: Coroutine[Any, Any, Reply],
    *,
    hidden: bool = True,
    edit: bool = False,
    wrote: str | Callable[[], str] = "",
) -> None:
    """Do the work and show what came of it; a person who got it wrong has their words back.

    Args:
        interaction: what is answered; the same one delivered twice is worked on once.
        work: brings the reply.
        hidden: whether only they see that something is being worked on.
        edit: whether the reply takes the place of the message they clicked on.
        wrote: what the person typed; commands are given back as they were typed.
    """
    if not interaction.client.first_time(interaction.id):
        work.close()
        return
    task = asyncio.create_task(_complete(interaction, work))
    await asyncio.wait({task}, timeout=PATIENCE)
    try:
        if not task.done():
            await _defer(interaction, hidden=hidden, edit=edit)
        try:
            reply = await task
        except Exception as error:  # noqa: BLE001 (nobody is left with "did not respond")
            given = typed(interaction) or (wrote if isinstance(wrote, str) else wrote())
            public = not hidden and not edit
            await _complain(interaction, problem_words(error), given, public=public)
        else:
            await _give(interaction, reply)
    except discord.HTTPException as error:
        # Done is done: the ledger holds it, only the answer could not be shown.
        log.warning("an answer could not be shown: %s", error)
        await task


async def _complete(interaction: Interaction, work: Coroutine[Any, Any, Reply]) -> Reply:
    reply = await work
    shows = reply.shows
    if (
        crowded(interaction.client)
        and reply.chart is not None
        and shows is not None
        and not reply.hidden
    ):
        # Whoever presses a button in a crowd has the words at once; the board brings the chart.
        return replace(reply, chart=None, shows=replace(shows, seq=0))
    return await drawn(reply)


def crowded(client: "CalledItClient") -> bool:
    """Say whether so many wait that pictures and the board of cards had better come later."""
    return drawing.busy() or client.desk.crowded


async def drawn(reply: Reply) -> Reply:
    """Return a reply with its chart as an attached picture."""
    data = await drawing.picture(reply.chart) if reply.chart is not None else None
    if reply.chart is None or data is None:
        return reply
    return replace(reply, files=(*reply.files, (CHART, data)), image=CHART)


async def ask(interaction: Interaction, form: Form) -> None:
    """Show a form."""
    if interaction.client.first_time(interaction.id):
        await interaction.response.send_modal(modal_of(form))


async def ask_after(
    interaction: Interaction, work: Coroutine[Any, Any, Form], *, wrote: str = ""
) -> None:
    """Show a form that the ledger has to be asked for; an error is told at once, not after it."""
    try:
        form = await work
    except Exception as error:  # noqa: BLE001 (put into words by the answer)
        await answer(interaction, failed(error), wrote=wrote)
    else:
        await ask(interaction, form)


async def failed(error: Exception) -> Reply:
    """Stand for work that could not begin."""
    raise error


def problem_words(error: Exception) -> str:
    """Return what a person is told about an error; the unexpected goes to the log."""
    if isinstance(error, DatabaseUnusable):
        log.error("%s", error)
        return "The ledger can't be reached just now. Nothing was changed; try again in a minute."
    if isinstance(error, InvalidValue):
        # A list ends without a full stop.
        return f"{error.field}: {error.problem}{'' if chr(10) in error.problem else '.'}"
    if isinstance(error, KNOWN):
        words = str(error)
        if words.partition(" ")[0].isalpha():  # else it begins with a number, address or file
            words = words[:1].upper() + words[1:]
        return words + ("" if words.endswith((".", ")")) else ".")
    log.error("an interaction failed", exc_info=error)
    return "Something went wrong on our side; it was written to the log. Nothing was changed."


async def _defer(interaction: Interaction, *, hidden: bool, edit: bool) -> None:
    if edit:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=hidden, thinking=True)


async def _complain(interaction: Interaction, words: str, wrote: str, *, public: bool) -> None:
    post = Post(title="", colour=RED if "our side" in words else AMBER, text=clean(words))
    if wrote:
        post = Post(title="", colour=post.colour, text=f"{post.text}\n\nYou wrote:\n{block(wrote)}")
    embed = embed_of(post)
    if not interaction.response.is_done():
        await interaction.response.send_message(embed=embed, ephemeral=True)
        return
    if (
        public
        and interaction.response.type is discord.InteractionResponseType.deferred_channel_message
    ):
        # What everybody saw being worked on goes; the problem is for one pair of eyes.
        await interaction.delete_original_response()
    await interaction.followup.send(embed=embed, ephemeral=True)


def block(text: str) -> str:
    """Return what somebody typed as a block that can be copied, harmless inside."""
    return f"```\n{fit(clean(text), MOST_ECHOED).replace('```', 'ʼʼʼ')}\n```"


async def _give(interaction: Interaction, reply: Reply) -> None:
    message_id = await _show(interaction, reply)
    if reply.aside:
        await interaction.followup.send(fit(reply.aside, CONTENT), ephemeral=True)
    client = interaction.client
    if reply.shows is not None and message_id is not None and not reply.hidden:
        client.cards.remember(reply.shows, message_id, interaction.channel_id or 0)
    if reply.changed:
        client.cards.wake()


async def _show(interaction: Interaction, reply: Reply) -> int | None:
    content, embed, files, view = shown(reply)
    response = interaction.response
    if reply.edit and interaction.message is not None:
        if not response.is_done():
            await response.edit_message(
                content=content or None, embed=embed, attachments=files, view=view
            )
        else:
            await interaction.edit_original_response(
                content=content or None, embed=embed, attachments=files, view=view
            )
        return interaction.message.id
    extra: dict[str, Any] = {"embed": embed} if embed else {}
    extra |= {"files": files} if files else {}
    extra |= {"view": view} if view else {}
    if not response.is_done():
        sent = await response.send_message(content or None, ephemeral=reply.hidden, **extra)
        return sent.message_id
    if response.type is discord.InteractionResponseType.deferred_channel_message:
        extra |= {"attachments": extra.pop("files")} if files else {}
        return (await interaction.edit_original_response(content=content or None, **extra)).id
    later = await interaction.followup.send(
        content or discord.utils.MISSING, ephemeral=reply.hidden, wait=True, **extra
    )
    return later.id


def shown(
    reply: Reply,
) -> tuple[str, discord.Embed | None, list[discord.File], discord.ui.View | None]:
    """Return a reply as discord.py wants it."""
    embed = embed_of(reply.post) if reply.post else None
    if embed is not None and reply.image:
        embed.set_image(url=f"attachment://{reply.image}")
    files = [
        discord.File(BytesIO(data), filename=name, description=of_png(data))
        for name, data in reply.files
    ]
    return fit(reply.text, CONTENT), embed, files, view_of(reply.parts)
