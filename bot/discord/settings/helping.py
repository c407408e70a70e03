"""What /help says."""

from bot.render.post import BLUE, Field, Post


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
            Field("Find", "`/list` `/due` `/show`: type words, the prediction is offered."),
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
