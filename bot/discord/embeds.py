"""Posts as Discord embeds, within every limit that Discord sets."""

import re

import discord

from bot.render.post import Post
from predictions.text import clean

TITLE, DESCRIPTION, FIELDS, NAME, VALUE, FOOTER = 256, 4096, 25, 256, 1024, 2048
ALL_TOGETHER = 6000
CONTENT = 2000

_BROKEN_END = re.compile(r"(\\+|\[[^\]\n]*|\]\([^)\n]*|<[^>\s]*|\*+)$")


def fit(text: str, most: int) -> str:
    """Return text of at most that many characters, cut where no markup is left half open.

    It is cut between lines where that keeps most of it, and never inside an escape or a link.
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    line = kept.rfind("\n")
    if line > most * 2 // 3:
        return kept[:line].rstrip() + "\n…"[: most - line]
    while True:
        shorter = _BROKEN_END.sub("", kept).rstrip()
        if shorter == kept:
            break
        kept = shorter
    return kept + "…"


def embed_of(post: Post) -> discord.Embed:
    """Return a post as an embed; what does not fit is cut, the last fields first."""
    embed = discord.Embed(title=_title(post.title), colour=post.colour, url=post.url)
    footer = fit(clean(post.footer), FOOTER)
    left = ALL_TOGETHER - len(embed.title or "") - len(footer)
    text = fit(post.text, min(DESCRIPTION, left))
    embed.description = text or None
    left -= len(text)
    for field in post.fields[:FIELDS]:
        name = fit(field.name, NAME) or "\u200b"
        value = fit(field.value, min(VALUE, max(left - len(name), 1))) or "\u200b"
        if len(name) + len(value) > left:
            break
        left -= len(name) + len(value)
        embed.add_field(name=name, value=value, inline=field.inline)
    if footer:
        embed.set_footer(text=footer)
    return embed


def _title(text: str) -> str:
    # A builder may have cut the words right behind the sign that escapes the next one.
    return fit(re.sub(r"\\+…$", "…", text), TITLE)
