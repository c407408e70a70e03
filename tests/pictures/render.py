"""Recorded messages as pictures: HTML, drawn by Chromium, cut to what is shown."""

import tempfile
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageChops

from tests.pictures.browser import components_script, photograph
from tests.pictures.message_html import Html, Picture

STYLES = Path(__file__).with_name("page.css")
WIDTH, TALL, MARGIN = 784, 4000, 24
PAGE = """<!doctype html><html class="dark"><head><meta charset="utf-8"><style>{styles}</style>
</head><body>{body}<script>{script}</script></body></html>"""


def page_of(picture: Picture, now: datetime, script: str) -> str:
    """Write the whole page of a picture; it needs nothing from anywhere."""
    writer = Html(picture, now)
    if picture.modal is not None:
        body = writer.modal(picture.modal)
    else:
        messages = "".join(writer.message(m) for m in picture.messages)
        body = f"<discord-messages no-background>{messages}</discord-messages>"
    styles = STYLES.read_text(encoding="utf-8")
    return PAGE.format(styles=styles, body=body, script=script)


def render(picture: Picture, folder: Path, *, now: datetime) -> Path:
    """Draw a picture into a folder and give its path."""
    script = components_script().read_text(encoding="utf-8")
    target = folder / f"{picture.name}.png"
    with tempfile.TemporaryDirectory(prefix="calledit-page-") as scratch:
        page = Path(scratch) / "page.html"
        page.write_text(page_of(picture, now, script), encoding="utf-8")
        raw = Path(scratch) / "raw.png"
        photograph(page, raw, width=WIDTH, height=TALL)
        with Image.open(raw) as drawn:
            cut_to_content(drawn.convert("RGB")).save(target, optimize=True)
    return target


def cut_to_content(drawn: Image.Image) -> Image.Image:
    """Cut away the empty background right and below, but for a margin."""
    background = Image.new("RGB", drawn.size, drawn.getpixel((0, drawn.height - 1)))
    box = ImageChops.difference(drawn, background).getbbox()
    if box is None:
        raise ValueError("the picture is empty")
    right = min(drawn.width, box[2] + MARGIN)
    return drawn.crop((0, 0, right, min(drawn.height, box[3] + MARGIN)))
