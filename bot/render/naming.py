"""Predictions named in a post: with their condition, made harmless, and within limits."""

from bot.render.post import Style
from bot.render.words import cut
from predictions.saying import Conditional, in_words
from predictions.text import one_line

LONGEST_TITLE = 256  # Discord's
LONGEST_CONDITION = 500


def line(claim: Conditional, style: Style, most: int) -> str:
    """Return a prediction in one line; `most` counts the characters before they are escaped."""
    return style.said(in_words(claim, most))


def title(claim: Conditional, style: Style, before: str = "") -> str:
    """Return a prediction as the title of a post, behind words such as "YES:"."""
    before = f"{before} " if before else ""
    most = LONGEST_TITLE
    while len(found := before + line(claim, style, most)) > LONGEST_TITLE:
        # Escapes take room, too; to cut behind them could tear one apart, or lose the claim.
        most -= max(1, (len(found) - LONGEST_TITLE) // 2)
    return found


def is_whole(claim: Conditional, style: Style) -> bool:
    """Say whether a title shows all of a prediction."""
    return len(style.said(in_words(claim))) <= LONGEST_TITLE


def condition(claim: Conditional, style: Style) -> list[str]:
    """Return a line on what a prediction hangs on, and what becomes of it otherwise; none without."""
    if not claim.condition:
        return []
    said = style.said(cut(one_line(claim.condition).rstrip(" .,;:"), LONGEST_CONDITION))
    return [f"{style.bold('Condition:')} {said}. If that fails, it is annulled: nobody is scored."]
