"""A page of a list: lines that fit, and the way to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.discord.parts import Button, Part
from bot.render import kinds, words
from bot.render.naming import line
from bot.render.post import BLUE, Post, Style
from predictions.model import ENDED, RUNNING, Prediction, Resolution, State
from storage.states import Listed

PAGE = 10
LONGEST_LINE = 100  # of a prediction: ten with links and times fit, escapes included
LONGEST_FILTERS = 60  # they travel in the identifier of a button, which holds 100 characters
SIGNS = {
    State.OPEN: "🔵",
    State.DUE: "🟠",
    State.IN_REVIEW: "🟠",
    State.DISPUTED: "🟣",
    State.RESOLVED: "🟢",
    State.ANNULLED: "⚪",
    State.WITHDRAWN: "⚪",
}
CHOICES = {
    "running": RUNNING,
    "open": (State.OPEN,),
    "due": (State.DUE, State.IN_REVIEW, State.DISPUTED),
    "resolved": (State.RESOLVED,),
    "annulled": (State.ANNULLED, State.WITHDRAWN),
    "all": tuple(State),
}
LETTERS = {name[0] + name[-1]: name for name in CHOICES}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is listed, and from where on."""

    show: str = "running"
    member: int | None = None
    tag: str = ""
    text: str = ""
    offset: int = 0

    def key(self, offset: int) -> str:
        """Return this with another beginning, as it travels in a button."""
        letter = self.show[0] + self.show[-1]
        return f"ci:l:{offset}:{letter}:{self.member or ''}:{self.tag}\t{self.text}"

    @classmethod
    def read(cls, rest: str) -> "Asked":
        """Return what `key` wrote."""
        offset, letter, member, filters = rest.split(":", 3)
        tag, _, text = filters.partition("\t")
        return cls(LETTERS[letter], int(member) if member else None, tag, text, max(0, int(offset)))


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told beside predictions: their cards, how they ended, what the crowd says where shown."""

    links: Mapping[int, str] = field(default_factory=dict)
    crowds: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    endings: Mapping[int, Resolution] = field(default_factory=dict)


def list_post(
    listed: Sequence[Listed],
    asked: Asked,
    *,
    style: Style,
    title: str,
    beside: Beside = Beside(),
) -> Post:
    """Return one page."""
    lines = [_line(row, beside, style) for row in listed]
    if not lines:
        lines = ["Nothing here. /predict adds a prediction, /extract finds them in a document."]
    filters = [f"tag {asked.tag}"] if asked.tag else []
    filters += [f"“{asked.text}”"] if asked.text else []
    first = asked.offset + 1
    # One page says by itself how many it has.
    several = listed and (asked.offset or len(listed) >= PAGE)
    where = f"{first}–{asked.offset + len(listed)}" if several else ""
    return Post(
        title=title,
        colour=BLUE,
        text="\n".join(lines),
        footer=" · ".join(part for part in (*filters, where) if part),
    )


def _line(row: Listed, beside: Beside, style: Style) -> str:
    prediction = row.prediction
    number = prediction.id or 0
    said = line(prediction, style, LONGEST_LINE)
    link = beside.links.get(number)
    named = style.bold(style.link(str(number), link) if link else str(number))
    ended = beside.endings.get(number) if row.state in ENDED else None
    facts = [style.bold(style.said(_ending(prediction, ended))) if ended else str(row.state)]
    if number in beside.crowds:
        crowd, people = beside.crowds[number]
        who = words.plural(people, "forecaster")
        facts.append(f"{style.bold(style.said(crowd))} from {who}")
    return f"{SIGNS[row.state]} {named} {said}\n-# {', '.join(facts)}, {style.window(prediction)}"


def _ending(prediction: Prediction, resolution: Resolution) -> str:
    return words.cut(kinds.outcome_words(prediction, resolution.outcome), 40)


def list_parts(asked: Asked, *, more: bool) -> tuple[Part, ...]:
    """Return the buttons to the pages before and after."""
    if not more and asked.offset == 0:
        return ()
    back = max(0, asked.offset - PAGE)
    return (
        Button("◀ Back", asked.key(back), disabled=asked.offset == 0),
        # Two buttons of one message may not have the same identifier.
        Button("Next ▶", asked.key(asked.offset + PAGE), disabled=not more),
    )
