"""What /help says, and what a person is told once they were forgotten."""

from collections.abc import Mapping

from bot.render import words
from bot.render.post import BLUE, GREY, Field, Post
from storage.forgetting import Forgotten


def help_post() -> Post:
    """Return the help: how to begin, then everything else by what one wants to do."""
    return Post(
        title="CalledIt holds forecasts to account",
        colour=BLUE,
        text="Say what will happen, by when, and how sure you are. When the day comes CalledIt "
        "asks how it ended, posts everybody's Brier score (0 is best, 1 is worst), and keeps a "
        "calibration record that can be checked.",
        fields=(
            Field(
                "Begin",
                "`/predict` makes a prediction: without arguments it shows a form.\n"
                "The buttons on its card take your probability: `70`, `70 %`, `3:1`, `1 in 20`.",
            ),
            Field(
                "From documents",
                "`/extract` finds the forecasts in a page, a file or a text; on a message choose "
                "*Apps → Extract forecasts*.",
            ),
            Field(
                "Find and mend",
                "`/list` `/due` `/show`: type words, the prediction is offered. `/amend` changes what "
                "it says, and keeps what it said.",
            ),
            Field(
                "Decide",
                "`/resolve` says how it ended; who forecast on it needs a second person. "
                "`/reopen` takes it back, *Object* below a resolution disputes it. "
                "`/withdraw` `/comment` `/watch`",
            ),
            Field(
                "Look back",
                "`/calibration` `/leaderboard` `/compare` `/export` `/report` `/remind`",
            ),
            Field(
                "Yours",
                "`/settings` sets your time zone, and forgets you where you ask for it. "
                "`/export` gives you your forecasts as CSV.",
            ),
        ),
        footer="Probabilities read from words are implied: shown with their range, scored apart",
    )


def forgotten_post(done: Forgotten) -> Post:
    """Return what became of everything that was kept about a person."""
    made, quoting, gone = (
        words.plural(count, "prediction")
        for count in (done.predictions_kept, done.quotes_kept, done.predictions_gone)
    )
    stays = {
        f"{words.plural(done.forecasts_kept, 'forecast')}: scores of servers and of others rest "
        "on them": done.forecasts_kept,
        f"{made} that you made: others forecast on them, or they have ended": done.predictions_kept,
        f"{quoting} from messages of yours: the words stay, without your name and the way to the "
        "message": done.quotes_kept,
    }
    goes = {
        f"{words.plural(done.comments_deleted, 'comment')}: deleted": done.comments_deleted,
        f"{words.plural(done.messages_unsigned, 'message')} of yours that I read: who wrote it is "
        "deleted": done.messages_unsigned,
        f"{gone} of yours alone: withdrawn, shown to nobody any more; the operator's ledger, which "
        "can't be rewritten, keeps the words without you": done.predictions_gone,
    }
    return Post(
        title="You are forgotten",
        colour=GREY,
        text="Your name, account, time zone and reminders are deleted, and your name goes from every "
        "card, question, result, report and export. Messages that stand already are mended "
        "within a minute.",
        fields=(
            Field("Stays, under a number", _those(stays)),
            Field("Gone as well", _those(goes)),
        ),
    )


def _those(lines: Mapping[str, int]) -> str:
    """Return the lines of which there is anything."""
    return "\n".join(f"• {line}" for line, count in lines.items() if count) or "Nothing."
