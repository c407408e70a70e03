"""/extract, the message menu, and the review card's buttons."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import discord
from discord import app_commands

from bot.discord.answering import Reply, answer, ask, failed
from bot.discord.cards.looking import STYLE
from bot.discord.reviewing import announcing
from bot.discord.reviewing.card import (
    done_post,
    edit_form,
    review_parts,
    review_post,
    split_form,
    undo_parts,
)
from bot.discord.reviewing.deciding import accept, decided, earlier, split, take_back
from bot.discord.reviewing.reading import Material, read_day, search_through
from bot.discord.visit import Command, Here, Interaction, NotAllowed
from bot.discord.working import changing, looking
from bot.policy import Action
from bot.render.post import GREY, Post
from bot.review.likeness import author_of
from predictions.errors import InvalidValue
from predictions.reading.chats import as_seen
from predictions.reading.marks import quoted_of
from predictions.text import one_line
from storage import dossier, finds, messages, recording, steps
from storage.finds import Find
from storage.ledger import Session
from storage.steps import Step

LARGEST_FILE = 10_000_000


@app_commands.command(name="extract", description="Find the forecasts in a page, a file or a text")
@app_commands.describe(
    url="A page or a PDF on the web",
    file="Text, Markdown, HTML or PDF",
    text="The words themselves",
    author="Who wrote it",
    published="When, such as 2024-03-01: relative dates count from there",
)
async def extract_command(  # noqa: PLR0917 (Discord passes every option by its name)
    interaction: Interaction,
    url: app_commands.Range[str, 8, 1000] | None = None,
    file: discord.Attachment | None = None,
    text: app_commands.Range[str, 1, 6000] | None = None,
    author: app_commands.Range[str, 1, 100] | None = None,
    published: app_commands.Range[str, 1, 20] | None = None,
) -> None:
    """Find forecasts in what was given."""

    async def work() -> Reply:
        day = read_day(published)
        given = [each for each in (url, file, text) if each is not None]
        if len(given) != 1:
            raise InvalidValue("extract", "give one of url, file and text")
        if url is not None:
            # The operator's own network is for those who could have a page of it watched.
            inside = await looking(interaction, lambda _, here: here.ruling(Action.WATCH).allowed)
            material = Material(origin=url, author=author, published=day, inside=inside)
        elif file is not None:
            material = await _file(file, author, day)
        else:
            material = Material(
                origin=f"discord:{interaction.id}",
                body=(text or "").encode(),
                author=author,
                published=day,
            )
        return await _review(interaction, material)

    await answer(interaction, work(), wrote=url or text or "")


async def _file(file: discord.Attachment, author: str | None, day: date | None) -> Material:
    if file.size > LARGEST_FILE:
        raise InvalidValue("file", f"is larger than {LARGEST_FILE // 1_000_000} MB")
    return Material(
        origin=f"discord:{file.id}/{one_line(file.filename)}",
        body=await file.read(),
        name=file.filename,
        author=author,
        published=day,
    )


@app_commands.context_menu(name="Extract forecasts")
async def extract_menu(interaction: Interaction, message: discord.Message) -> None:
    """Find forecasts in a message of the channel."""

    async def work() -> Reply:
        body = _words_of(message)
        if not body:
            raise InvalidValue("message", "holds no text")
        return await _review(
            interaction,
            Material(
                origin=message.jump_url,
                body=body.encode(),
                author=one_line(message.author.display_name),
                published=message.created_at.date(),
                writer=message.author.id if message.webhook_id is None else None,
            ),
        )

    await answer(interaction, work())


def _words_of(message: discord.Message) -> str:
    """What a message says as it is shown; what it forwards, and the previews of its links, as words of others."""
    names = {str(person.id): f"@{person.display_name}" for person in message.mentions}
    forwarded = (quoted_of(as_seen(each.content, {})) for each in message.message_snapshots)
    shown = [embed.description or "" for embed in message.embeds]
    programs = (
        message.author.bot or message.webhook_id is not None
    )  # an embed is what a bot itself says
    embeds = shown if programs else map(quoted_of, shown)
    parts = (as_seen(message.content, names), *forwarded, *embeds)
    return "\n\n".join(filter(None, parts)).strip()


async def _review(interaction: Interaction, material: Material) -> Reply:
    client = interaction.client
    found = await search_through(client.app, material, now=client.desk.now())
    if not found.candidates:
        post = Post(title="No forecasts found", colour=GREY, text="Nothing was stored.")
        return Reply(post=post)

    def write(session: Session, here: Here) -> Reply:
        document = recording.add_document(session, found.document)
        assert document.id is not None  # noqa: S101 (just stored)
        if found.writer is not None:
            account, name = found.writer
            messages.written_by(session, document.id, discord_id=account, name=name)
        finds.add(
            session,
            found.candidates,
            guild_id=here.visit.guild_id or 0,
            discord_id=here.visit.user_id,
            document_id=document.id,
            batch=here.visit.id,
            now=here.now,
        )
        return review(session, here, here.visit.id)

    return await changing(interaction, write)


def review(
    session: Session, here: Here, batch: int, *, after: int = 0, edit: bool = False
) -> Reply:
    """Return the review's next card, or its end."""
    left, total = finds.count(session, batch)
    find = finds.following(session, batch, after=after)
    step = steps.last(session, batch)
    if find is None:
        return replace(_end(session, here, batch, total, step), edit=edit)
    before = earlier(session, here, find)
    document = dossier.document(session, find.document_id)
    post = review_post(
        find,
        left=left,
        total=total,
        style=STYLE,
        text=document.text,
        before=before,
        author=author_of(document, find.data),
    )
    parts = review_parts(find, left=left, before=before, step=step)
    return Reply(post=post, parts=parts, edit=edit)


def _end(session: Session, here: Here, batch: int, total: int, step: Step | None) -> Reply:
    rows = announcing.brought(session, batch, now=here.now)
    told = ""
    if rows and here.visit.channel_id is not None:
        at = here.now + announcing.TIME_TO_UNDO
        told = (
            f"This channel hears of it at <t:{int(at.timestamp())}:T>; until then *Undo* goes back."
        )
    post = done_post(rows, total, style=STYLE, told=told)
    find_id = next(iter(step.again), 0) if step is not None else 0
    return Reply(post=post, parts=undo_parts(find_id, step))


def find_for(session: Session, here: Here, find_id: int) -> Find:
    """Return a find for whoever reviews it.

    Raises:
        NotAllowed: it is another person's or another server's review.
    """
    find = finds.get(session, find_id)
    if find.discord_id != here.visit.user_id or find.guild_id != (here.visit.guild_id or 0):
        raise NotAllowed("This review is somebody else's; /extract begins your own.")
    return find


async def press_review(interaction: Interaction, rest: str) -> None:
    """Take a button of the review card."""
    number, _, what = rest.partition(":")
    if what in ("e", "s"):
        try:
            find = await looking(interaction, lambda s, here: find_for(s, here, int(number)))
        except Exception as error:  # noqa: BLE001 (put into words by the answer)
            await answer(interaction, failed(error))
            return
        if find.status == "waiting":
            await ask(interaction, edit_form(find) if what == "e" else split_form(find))
            return

    name, _, step = what.partition(":")

    def change(session: Session, here: Here, find: Find) -> int:
        if name == "u":
            return take_back(session, here, find, int(step))
        return decided(session, here, find, what)

    work = _gone_on(interaction, int(number), change, undoes=int(step) if name == "u" else None)
    await answer(interaction, work, edit=True)


async def submit_review(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Accept a find as it was edited, or cut it where somebody said."""
    number, _, what = rest.partition(":")

    def change(session: Session, here: Here, find: Find) -> int:
        if what == "s":
            return split(session, find, values.get("words", ""))
        accept(session, here, find, values)
        return find.id

    work = _gone_on(interaction, int(number), change)
    await answer(interaction, work, edit=True, wrote="\n".join(values.values()))


def _is_old(session: Session, find: Find, undoes: int | None) -> bool:
    """Say whether a press comes from a card that the review has left behind."""
    if undoes is None:
        return find.status != "waiting"
    step = steps.last(session, find.batch)
    return step is None or step.id != undoes


async def _gone_on(
    interaction: Interaction,
    number: int,
    change: Callable[[Session, Here, Find], int],
    *,
    undoes: int | None = None,
) -> Reply:
    """Decide about a find, or undo a step, and show the review from there on."""

    def write(session: Session, here: Here) -> Reply:
        find = find_for(session, here, number)
        if _is_old(session, find, undoes):
            # The last press was kept, and its answer got lost; or somebody pressed twice.
            now = review(session, here, find.batch, after=find.id, edit=True)
            return replace(now, aside="That was done already; this is where the review stands.")
        after = change(session, here, find)
        announcing.owe(session, here, find)
        return review(session, here, find.batch, after=after, edit=True)

    return await changing(interaction, write)


COMMANDS: list[Command] = [extract_command, extract_menu]
TOUCHES = {"x": press_review}
FORMS = {"x": submit_review}
