"""The review card: one find with its quote first, and what to do with it."""

from collections.abc import Sequence
from typing import Any

from bot.discord.parts import Button, Entry, Form, Part
from bot.discord.reviewing.announcing import MOST_LISTED
from bot.render import words
from bot.render.candidates import missing_line, recorded_line
from bot.render.naming import line
from bot.render.post import BLUE, GREY, Field, Post, Style
from predictions.changes import cuts, missing, surroundings
from predictions.extraction.checks import suggested_criterion
from predictions.extraction.jsonl import from_json
from predictions.model import LONGEST_STATEMENT
from predictions.text import one_line
from storage.authors import Standing
from storage.finds import Find
from storage.states import Listed
from storage.steps import Step

LONGEST_CRITERION = 1000
NOBODY = "nobody named: the number will be nobody's forecast."


def review_post(
    find: Find,
    *,
    left: int,
    total: int,
    style: Style,
    text: str,
    before: Standing | None = None,
    author: str | None = None,
) -> Post:
    """Return the card of a find; `text` is its document, `before` what its author said of the same."""
    data = find.data
    lines = [_quoted(data, text, style)]
    if data["polarity"] == "no":
        lines.append("The words **deny** the statement.")
    fields = [
        Field("Window", words.days(data["not_before"], data["deadline"]), inline=True),
        Field("Probability", _probability(data, style), inline=True),
        Field("Sure it is a forecast", words.percent(data["confidence"]), inline=True),
    ]
    if author:
        reported = " (reported)" if data.get("reported") else ""
        fields.append(Field("By", style.said(words.cut(author, 200)) + reported))
    elif data["probability"] is not None:
        # Somebody without a name, on whom the author reports, is not the author.
        how = "" if data.get("reported") else " `/extract` takes an `author`."
        fields.append(Field("By", NOBODY + how))
    if data.get("condition"):
        fields.append(Field("Condition", style.said(words.cut(data["condition"], 500))))
    fields += _open(data, style)
    if before is not None:
        number = "" if before.probability is None else f", {words.percent(before.probability)}"
        fields.append(Field("Said before", f"prediction {before.id}{number}"))
    return Post(
        title=words.cut(style.said(data["statement"]), 256),
        colour=BLUE,
        text="\n".join(lines),
        fields=tuple(fields),
        footer=f"{left} of {total} wait for review",
    )


def _quoted(data: dict[str, Any], text: str, style: Style) -> str:
    """Return the quote where it stands: what "they" and "this plan" are is said around it."""
    lead, after = surroundings(text, data["start"], data["end"])
    quote = words.cut(" ".join(data["quote"].split()), 900)
    if not (lead.strip() or after.strip()):
        return style.quote(quote)
    gap = " " * lead[-1:].isspace()
    ends = " " * after[:1].isspace() + style.said(after.strip())
    return f"{style.quote(lead)}{gap}{style.bold(style.said(quote))}{ends}"


def _open(data: dict[str, Any], style: Style) -> list[Field]:
    """What the document marks as the outcome, and what keeps people from agreeing on one."""
    candidate = from_json(data)
    fields = []
    if candidate.recorded:
        said = style.said(recorded_line(candidate.recorded))
        then = " Accepting proposes that." if candidate.recorded.outcome else ""
        fields.append(Field("Outcome", f"{said}.{then}"))
    lacks = missing(data)
    if lacks:
        lines = "\n".join(f"- {style.said(missing_line(check))}" for check in lacks)
        fields.append(Field("Missing", words.cut(lines, 600)))
        suggested = words.cut(one_line(suggested_criterion(candidate)), 500)
        fields.append(Field("Suggested criterion", style.said(suggested)))
    return fields


def undo_parts(find_id: int, step: Step | None) -> tuple[Button, ...]:
    """Return the button that takes the last decision back, where there is one that can be."""
    if step is None or step.lasting:
        return ()
    return (Button("Undo", f"ci:x:{find_id}:u:{step.id}"),)


def review_parts(
    find: Find, *, left: int, before: Standing | None = None, step: Step | None = None
) -> tuple[Part, ...]:
    """Return the buttons below it; `step` is the last decision."""
    join = () if before is None else (Button(f"Add to {before.id}", f"ci:x:{find.id}:j", row=1),)
    return (
        Button("Accept", f"ci:x:{find.id}:a", "green"),
        Button("Edit …", f"ci:x:{find.id}:e"),
        Button("Discard", f"ci:x:{find.id}:d", "red"),
        Button("Next", f"ci:x:{find.id}:n", disabled=left < 2),
        *undo_parts(find.id, step),
        *join,
        Button("Split …", f"ci:x:{find.id}:s", row=1),
        Button("Merge with next", f"ci:x:{find.id}:m", row=1, disabled=left < 2),
        Button("Accept all", f"ci:x:{find.id}:all", row=1, disabled=left < 2),
        Button("Discard all", f"ci:x:{find.id}:none", row=1, disabled=left < 2),
    )


def split_form(find: Find) -> Form:
    """Return the form that asks where one quote becomes two."""
    quote = find.data["quote"]
    places = cuts(quote)
    value = one_line(quote[places[0] :])[:100] if places else ""
    return Form(
        f"ci:x:{find.id}:s",
        "Split",
        (
            Entry(
                "words",
                "The second part begins with",
                value,
                description="Words of the quote, as they stand there",
                required=True,
                most=200,
            ),
        ),
    )


def done_post(listed: Sequence[Listed], total: int, *, style: Style, told: str) -> Post:
    """Return what stands in the card's place once nothing waits; `told` is of the channel."""
    lines = [
        f"{style.bold(str(row.prediction.id))} " + line(row.prediction, style, 100)
        for row in listed[:MOST_LISTED]
    ]
    more = len(listed) - MOST_LISTED
    lines += [f"… and {more} more: /list"] if more > 0 else []
    count = f"{len(listed)} of {total} became predictions."
    text = "\n".join([f"{count}\n{told}".strip(), *([""] if lines else []), *lines])
    return Post(title="Reviewed", colour=GREY, text=text)


def suggestion(find: Find) -> str:
    """Return the criterion that the form begins with; nothing where the find lacks none."""
    if not missing(find.data):
        return ""
    return one_line(suggested_criterion(from_json(find.data)))[:LONGEST_CRITERION].strip()


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
            Entry(
                "criteria",
                "How is it decided?",
                suggestion(find),
                description="Words in [brackets] are yours to fill in",
                long=True,
                most=LONGEST_CRITERION,
            ),
            Entry("tags", "Tags", "", "ai, jobs", most=300),
        ),
    )


def _probability(data: dict[str, Any], style: Style) -> str:
    if data["probability"] is None:
        return "none given"
    shown = words.percent(data["probability"])
    if data["basis"] in (None, "stated"):
        return shown
    return f"≈ {shown}, implied by “{style.said(words.cut(data['cue'] or '', 60))}”"
