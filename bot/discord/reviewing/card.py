"""The review card: one find with its quote first, and what to do with it."""

from typing import Any

from bot.discord.parts import Button, Entry, Form, Part
from bot.render import words
from bot.render.post import BLUE, GREY, Field, Post, Style
from predictions.model import LONGEST_STATEMENT
from storage.finds import Find


def review_post(find: Find, *, left: int, total: int, style: Style) -> Post:
    """Return the card of a find."""
    data = find.data
    lines = [style.quote(words.cut(" ".join(data["quote"].split()), 900))]
    if data["polarity"] == "no":
        lines.append("The words **deny** the statement.")
    fields = [
        Field("Window", _window(data), inline=True),
        Field("Probability", _probability(data, style), inline=True),
        Field("Sure it is a forecast", words.percent(data["confidence"]), inline=True),
    ]
    if data.get("author"):
        reported = " (reported)" if data.get("reported") else ""
        fields.append(Field("By", style.said(words.cut(data["author"], 200)) + reported))
    if data.get("condition"):
        fields.append(Field("If", style.said(words.cut(data["condition"], 500))))
    return Post(
        title=words.cut(style.said(data["statement"]), 256),
        colour=BLUE,
        text="\n".join(lines),
        fields=tuple(fields),
        footer=f"{left} of {total} wait for review",
    )


def review_parts(find: Find, *, left: int) -> tuple[Part, ...]:
    """Return the buttons below it."""
    return (
        Button("Accept", f"ci:x:{find.id}:a", "green"),
        Button("Edit …", f"ci:x:{find.id}:e"),
        Button("Discard", f"ci:x:{find.id}:d", "red"),
        Button("Next", f"ci:x:{find.id}:n", disabled=left < 2),
        Button("Accept all", f"ci:x:{find.id}:all", row=1, disabled=left < 2),
    )


def done_post(accepted: list[int], total: int) -> Post:
    """Return what stands in the card's place once nothing waits."""
    return Post(
        title="Reviewed",
        colour=GREY,
        text=f"{len(accepted)} of {total} became predictions.",
    )


def edit_form(find: Find) -> Form:
    """Return the form in which a find can be changed before it is accepted."""
    data = find.data
    percent = "" if data["probability"] is None else words.percent(data["probability"])
    return Form(
        f"ci:x:{find.id}",
        "Edit and accept",
        (
            Entry(
                "statement",
                "What will be true?",
                data["statement"],
                long=True,
                required=True,
                most=LONGEST_STATEMENT,
            ),
            Entry("by", "By when?", data["deadline"] or "", "end of 2028", most=100),
            Entry(
                "belief",
                "The author's probability",
                "",
                description=f"Read: {percent}" if percent else "Their words give none",
                most=100,
            ),
            Entry("tags", "Tags", "", "ai, jobs", most=300),
        ),
    )


def _window(data: dict[str, Any]) -> str:
    first, last = data["not_before"], data["deadline"]
    if first and last:
        return f"{first} to {last}"
    if last:
        return f"by {last}"
    return f"from {first}" if first else "no deadline"


def _probability(data: dict[str, Any], style: Style) -> str:
    if data["probability"] is None:
        return "none given"
    shown = words.percent(data["probability"])
    if data["basis"] in (None, "stated"):
        return shown
    return f"≈ {shown}, implied by “{style.said(words.cut(data['cue'] or '', 60))}”"
