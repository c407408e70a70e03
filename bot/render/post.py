"""A post: one message as title, text, fields and footer, for Discord and terminal alike.

Builders take a `Style`, which knows how the place it will stand in writes a moment, a link and
somebody's own words; so the same builder serves both, and escaping cannot be forgotten.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from bot.render.words import moment, window
from predictions.model import Prediction
from predictions.text import clean, one_line
from predictions.times import zone

GREEN, RED, GREY, AMBER, BLUE = 0x2E8B57, 0xC0392B, 0x7F8C8D, 0xD68910, 0x2E6DA4

MARKDOWN = re.compile(r"([\\`*_~|>#\[\]()<@:\-+.!])")


@dataclass(frozen=True, slots=True)
class Field:
    """A titled part of a post."""

    name: str
    value: str
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One message."""

    title: str
    colour: int
    text: str = ""
    fields: tuple[Field, ...] = ()
    footer: str = ""
    url: str | None = None


class Style(Protocol):
    """How a place writes things."""

    def said(self, text: str) -> str:
        """Return words that a person or a source wrote, made harmless."""

    def when(self, at: datetime) -> str:
        """Return a moment."""

    def happened(self, at: datetime) -> str:
        """Return when something happened, no finer than it is known."""

    def day(self, at: datetime) -> str:
        """Return the day of a moment, short."""

    def bold(self, text: str) -> str:
        """Return emphasised text."""

    def link(self, text: str, url: str) -> str:
        """Return a link."""

    def quote(self, text: str) -> str:
        """Return quoted words, made harmless."""

    def window(self, prediction: Prediction) -> str:
        """Return when a prediction can come true."""

    def role(self, number: int) -> str:
        """Return a role of a server; nobody is called by it."""

    def resolving(self, number: int | None) -> str:
        """Return the command that decides a prediction."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A terminal or a file: no markup, moments in the person's zone."""

    time_zone: str = "UTC"

    def said(self, text: str) -> str:
        """Return the words without control and direction characters."""
        return clean(text)

    def when(self, at: datetime) -> str:
        """Return the moment as the person's clock shows it."""
        return moment(at, self.time_zone)

    def happened(self, at: datetime) -> str:
        """Return the moment, or the day alone where its last second stands for the day."""
        last_second = at.astimezone(zone(self.time_zone)).time() == time(23, 59, 59)
        return self.day(at) if last_second else self.when(at)

    def day(self, at: datetime) -> str:
        """Return the day as the person's calendar shows it."""
        return moment(at, self.time_zone)[:10]

    def bold(self, text: str) -> str:
        """Return the text as it is."""
        return text

    def link(self, text: str, url: str) -> str:
        """Return the text with its address."""
        return f"{clean(text)} <{clean(url)}>"

    def quote(self, text: str) -> str:
        """Return the words in quotation marks."""
        return f"“{one_line(text)}”"

    def window(self, prediction: Prediction) -> str:
        """Return the days, in the prediction's own zone."""
        return window(prediction)

    def role(self, number: int) -> str:
        """Return the role's number: a terminal knows no names."""
        return f"role {number}"

    def resolving(self, number: int | None) -> str:
        """Return it as it is typed."""
        return f"calledit resolve {number} OUTCOME"


@dataclass(frozen=True, slots=True)
class Discord:
    """Discord's markdown: everything written by others escaped, moments in the reader's zone."""

    def said(self, text: str) -> str:
        """Return the words with every sign of markup escaped."""
        return MARKDOWN.sub(r"\\\1", clean(text))

    def when(self, at: datetime) -> str:
        """Return a timestamp that each reader sees in their own zone, with how long ago."""
        seconds = int(at.timestamp())
        return f"<t:{seconds}:f> (<t:{seconds}:R>)"

    def happened(self, at: datetime) -> str:
        """Return the moment: a day that ends here has another name elsewhere."""
        return self.when(at)

    def day(self, at: datetime) -> str:
        """Return a timestamp that each reader sees as a day of their own calendar."""
        return f"<t:{int(at.timestamp())}:d>"

    def bold(self, text: str) -> str:
        """Return the text in bold."""
        return f"**{text}**"

    def link(self, text: str, url: str) -> str:
        """Return a masked link, or the text alone where the address could break out of one."""
        if not url.startswith(("https://", "http://")) or re.search(r"[\s()<>\\]", url):
            return self.said(text)
        return f"[{self.said(text)}]({url})"

    def quote(self, text: str) -> str:
        """Return the words as a block quote."""
        # The line breaks of the source's own layout would tear the block apart.
        return f"> {self.said(one_line(text))}"

    def window(self, prediction: Prediction) -> str:
        """Return the window with timestamps, each in its reader's own zone."""
        parts = []
        if prediction.window.opens_at is not None:
            parts.append(f"from <t:{int(prediction.window.opens_at.timestamp())}:D>")
        if prediction.window.due_at is not None:
            last = int(prediction.window.due_at.timestamp()) - 60  # the deadline's last minute
            parts.append(f"until <t:{last}:f> (<t:{last}:R>)")
        return " ".join(parts) or "no deadline"

    def role(self, number: int) -> str:
        """Return the role as Discord shows it."""
        return f"<@&{number}>"

    def resolving(self, number: int | None) -> str:
        """Return its name: Discord asks for the rest."""
        del number
        return "/resolve"
