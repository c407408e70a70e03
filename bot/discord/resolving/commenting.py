"""/comment, and its button and form."""

from discord import app_commands

from bot.discord.answering import Reply, answer, ask_after
from bot.discord.cards.looking import STYLE, named
from bot.discord.numbers import number_of, offer_any
from bot.discord.parts import Entry, Form
from bot.discord.resolving.deciding import LONGEST_NOTE
from bot.discord.visit import Here, Interaction, record_for
from bot.discord.working import changing, looking
from bot.policy import Action
from bot.render import words
from storage import commenting
from storage.ledger import Session


@app_commands.command(name="comment", description="Say something about a prediction")
@app_commands.describe(prediction="Which one", text="What you want to say")
@app_commands.autocomplete(prediction=offer_any)
async def comment_command(
    interaction: Interaction,
    prediction: str,
    text: app_commands.Range[str, 1, LONGEST_NOTE] | None = None,
) -> None:
    """Comment by command; without a text, by a form."""
    if text is None:
        await press_comment(interaction, prediction)
        return
    await _comment(interaction, prediction, text)


async def press_comment(interaction: Interaction, rest: str) -> None:
    """Show the form of a comment."""

    def look(session: Session, here: Here) -> Form:
        number = number_of(session, here, rest)
        record_for(session, here, number, Action.COMMENT)
        said = Entry("text", "Your comment", long=True, required=True, most=LONGEST_NOTE)
        return Form(f"ci:c:{number}", f"Comment on prediction {number}", (said,))

    await ask_after(interaction, looking(interaction, look))


async def submit_comment(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Take a comment from the form."""
    await _comment(interaction, rest, values.get("text", ""))


async def _comment(interaction: Interaction, number: str, text: str) -> None:
    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            prediction_id = number_of(session, here, number)
            record, _ = record_for(session, here, prediction_id, Action.COMMENT)
            commenting.comment(session, prediction_id, here.writer_id, text, now=here.now)
            said = STYLE.said(words.cut(" ".join(text.split()), 300))
            return Reply(
                text=f"Comment on prediction {named(record.prediction)}: {said}", changed=True
            )

        return await changing(interaction, write)

    await answer(interaction, work(), wrote=text)
