"""Messages to try the drawing with: everything our messages use, once."""

import io
from datetime import UTC, datetime
from typing import Any

from PIL import Image, ImageDraw

from tests.pictures.message_html import Picture

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BOT = {"id": "1", "username": "calledit", "global_name": None, "bot": True}
ALICE = {"id": "2", "username": "alice", "global_name": "Alice", "bot": False}
BOB = {"id": "3", "username": "bob", "global_name": "Bob", "bot": False}
PEOPLE = {"2": "Alice", "3": "Bob"}
DEADLINE = 1_798_675_200


def message(author: dict[str, Any], **more: Any) -> dict[str, Any]:
    common = {"content": "", "timestamp": "2026-11-24T12:00:00+00:00", "flags": 0}
    return {"author": author, "embeds": [], "components": [], "attachments": []} | common | more


def button(label: str, style: int, **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": style, "label": label, "custom_id": label} | more


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(buttons)}


def chart() -> bytes:
    """Draw something like a reliability diagram."""
    image = Image.new("RGB", (800, 360), "#1e1f22")
    drawing = ImageDraw.Draw(image)
    drawing.line([(60, 320), (760, 40)], fill="#4e5058", width=3)
    points = [(60 + 700 * p, 320 - 280 * p**1.4) for p in (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)]
    drawing.line(points, fill="#5865f2", width=6)
    for x, y in points:
        drawing.ellipse([x - 8, y - 8, x + 8, y + 8], fill="#5865f2")
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


CARD = {
    "title": "No AGI before 2028",
    "description": (
        "Nobody shows a system that passes the agreed test.\n"
        "> “I would be **very** surprised to see it by then.”\n"
        "— [an essay](https://example.org/essay), read as *unlikely*\n"
    ),
    "color": 0x5865F2,
    "fields": [
        {"name": "Closes", "value": f"<t:{DEADLINE}:R> (<t:{DEADLINE}:f>)", "inline": True},
        {"name": "Crowd", "value": "**31 %** of 7", "inline": True},
        {"name": "You", "value": "20 %", "inline": True},
        {"name": "Resolved by", "value": "- <@2> or <@3>\n- evidence in `#forecasts`"},
    ],
    "image": {"url": "attachment://chart.png"},
    "footer": {"text": "P-12 · blind until you forecast"},
    "timestamp": "2026-11-24T12:00:00+00:00",
}
MODAL = {
    "title": "A prediction",
    "components": [
        {"type": 18, "label": "What will happen?", "description": "One clear claim",
         "component": {"type": 4, "style": 2, "value": "It rains in Oslo on Sunday"}},
        {"type": 18, "label": "By when?",
         "component": {"type": 4, "style": 1, "placeholder": "Sunday, or 2027-01-31"}},
        {"type": 18, "label": "How likely?",
         "component": {"type": 4, "style": 1, "placeholder": "70, 70 %, 3:1", "required": False}},
    ],
}  # fmt: skip
USED = {"id": "9", "type": 2, "name": "predict", "user": ALICE}
CSV = {
    "id": "7",
    "filename": "resolutions.csv",
    "size": 5120,
    "url": "http://127.0.0.1/attachments/1/7/resolutions.csv",
    "content_type": "text/csv; charset=utf-8",
}
V2 = {
    "type": 17,
    "accent_color": 0x3BA55D,
    "components": [
        {"type": 10, "content": "## Week 47\nThree resolved, two of them **YES**."},
        {"type": 14},
        {"type": 9, "components": [{"type": 10, "content": "Best call: <@3> at 92 %"}],
         "accessory": button("Show", 2)},
        {"type": 12, "items": [{"media": {"url": "attachment://chart.png"}}]},
    ],
}  # fmt: skip

PICTURES = (
    Picture(
        "card",
        (
            message(
                BOT,
                embeds=[CARD],
                interaction=USED,
                components=[
                    row(
                        button("Forecast", 1),
                        button("70 %", 2),
                        button("History", 2, emoji={"name": "📈"}),
                        button("Source", 5, url="https://example.org"),
                    ),
                    row({"type": 3, "placeholder": "More …", "options": []}),
                ],
            ),
        ),
        files={"chart.png": chart()},
        people=PEOPLE,
    ),
    Picture(
        "due",
        (
            message(ALICE, content="Did it rain? ~~No~~ ||yes||, see <#5>"),
            message(
                BOT,
                content=f"-# due <t:{DEADLINE}:R>\n**Did it rain in Oslo?** العربية 🌧️ \\*plain\\*",
                components=[row(button("Yes", 3), button("No", 4), button("Ambiguous", 2))],
                attachments=[CSV],
                edited_timestamp="2026-11-24T12:01:00+00:00",
            ),
            message(BOT, content="Recorded: **70 %**. `/remind on` tells you.", flags=64),
        ),
        channels={"5": "weather"},
    ),
    Picture("modal", modal=MODAL),
    Picture(
        "report", (message(BOT, components=[V2]),), files={"chart.png": chart()}, people=PEOPLE
    ),
)


def pictures() -> tuple[Picture, ...]:
    return PICTURES
