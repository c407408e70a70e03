"""Pages hold what messages say; the drawing itself is tried where its tools are at hand."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from tests.local_discord.harness import running
from tests.local_discord.sample_bot import SampleBot
from tests.local_discord.server import LocalDiscord
from tests.pictures.browser import BROWSERS
from tests.pictures.message_html import Picture
from tests.pictures.record import recorded, recorded_modal
from tests.pictures.render import cut_to_content, page_of, render
from tests.pictures.samples import NOW, PICTURES

drawing = pytest.mark.skipif(
    not any(shutil.which(name) for name in BROWSERS)
    or not list(Path(tempfile.gettempdir()).glob("calledit-pictures-*/bundle.js")),
    reason="needs Chromium and the bundled web components: python -m tests.pictures once",
)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.name)
def test_a_page_needs_nothing_from_outside(picture: Picture) -> None:
    page = page_of(picture, NOW, "")
    assert 'src="http' not in page
    assert "127.0.0.1" not in page


def test_a_card_shows_its_parts() -> None:
    page = page_of(PICTURES[0], NOW, "")
    for part in ("No AGI before 2028", "in a month", "@Alice", "Forecast", 'type="primary"'):
        assert part in page


def test_what_the_bot_sent_becomes_a_picture() -> None:
    async def scene() -> tuple[Picture, Picture]:
        async with LocalDiscord() as server, running(server, SampleBot()):
            alice, general = server.user("alice"), server.channel()
            answer = await server.slash("chart", user=alice, channel=general)
            shown = await server.slash("form", user=alice, channel=general)
            return recorded(server, "chart", answer.message, taken=NOW), recorded_modal(
                "form", shown
            )

    chart, form = asyncio.run(scene())
    page = page_of(chart, NOW, "")
    assert "Calibration" in page
    assert "data:image/png;base64," in page
    assert "data.csv" in page
    assert "Statement" in page_of(form, NOW, "")


def test_empty_background_is_cut_away() -> None:
    image = Image.new("RGB", (200, 400), "black")
    image.putpixel((50, 100), (255, 255, 255))
    assert cut_to_content(image).size == (75, 125)


@drawing
def test_a_picture_is_drawn(tmp_path: Path) -> None:
    path = render(PICTURES[0], tmp_path, now=NOW)
    with Image.open(path) as drawn:
        assert drawn.width > 1000
        assert drawn.height > 600
        assert len(drawn.getcolors(1 << 20) or []) > 50
