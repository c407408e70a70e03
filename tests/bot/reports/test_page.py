"""The page: self-contained, small, harmless whatever people write, and alive in a real browser."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree
from lxml import html as lxml_html

from bot.reports.building import build
from bot.reports.model import Ask, Report
from bot.reports.page import page
from predictions.model import ForecasterKind
from predictions.outcomes import Outcome
from storage.ledger import Ledger
from tests.bot.reports.made import NOW, claim, fill, say, settle, someone

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
NASTY = '<script>document.title="owned"</script><img src=x onerror=alert(1)>{{ 7*7 }}'


@pytest.fixture(scope="module")
def ledger(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Give a ledger with 1,000 predictions and some awkward ones."""
    path = tmp_path_factory.mktemp("page") / "ledger.db"
    path.write_bytes(sqlite_template.read_bytes())
    opened = Ledger(f"sqlite:///{path}")
    fill(opened, predictions=990, forecasts=5_000, forecasters=25, formulas=True)
    with opened.write() as session:
        for statement in (NASTY, "הגשר ייפתח \u202eעד סוף", "A 🚀\nreaches orbit", "x" * 1_000):
            number = claim(session, statement)
            for name in (NASTY, "שרה 😀", "Ann\u202e\nB"):
                say(session, number, someone(session, name, ForecasterKind.AUTHOR), 0.3)
            settle(session, number, Outcome.parse("no"), NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def report(ledger: Ledger) -> Report:
    """Give its report."""
    with ledger.read() as session:
        return build(session, Ask(), now=NOW)


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    """Give its page."""
    return page(report)


def test_a_thousand_predictions_fit_into_half_a_megabyte(report: Report, text: str) -> None:
    assert len(report.settled) > 990
    assert len(text.encode()) <= 500_000


def test_nothing_is_fetched(text: str) -> None:
    tree = lxml_html.fromstring(text)
    fetched = tree.xpath("//@src | //@href | //@*[local-name()='href'] | //@action | //@data")
    assert all(address.startswith("#") for address in fetched)
    assert not re.search(r"url\((?!#)|@import|fetch\(", text)
    assert "http://" not in text
    assert "https://" not in text
    assert "default-src 'none'" in text


def test_what_people_write_stays_text(text: str) -> None:
    assert "<script>document" not in text
    assert "<img" not in text
    assert "&lt;script&gt;document.title" in text
    assert "{{ 7*7 }}" in text
    assert "\u202e" not in text


def test_screen_readers_find_their_way(text: str) -> None:
    tree = lxml_html.fromstring(text)
    assert tree.get("lang") == "en"
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in tree.iter("table"):
        assert table.findtext("caption/span")
        assert all(head.get("scope") for head in table.iter("th"))
    for drawing in tree.iter("{*}svg", "svg"):
        assert drawing.get("role") == "img"
        assert len(drawing.get("aria-label") or "") > 100  # what is to be seen, not what it is
    ids = [each.get("id") for each in tree.iter() if isinstance(each.tag, str) and each.get("id")]
    assert len(ids) == len(set(ids))
    named = {each.get("aria-labelledby") for each in tree.iter("section")}
    assert named <= set(ids)


def test_whoever_jumps_between_regions_hears_another_name_for_each(text: str) -> None:
    tree = lxml_html.fromstring(text)
    sections = [
        (tree.get_element_by_id(each.get("aria-labelledby") or "").text or "").strip()
        for each in tree.iter("section")
    ]
    names = [*sections, *tree.xpath("//*[@role='region']/@aria-label")]
    assert len(names) > 8
    assert sorted(names) == sorted(set(names))


def test_without_style_sheets_drawings_have_a_size_and_lines_are_no_areas(text: str) -> None:
    drawings = list(lxml_html.fromstring(text).iter("{*}svg", "svg"))
    assert drawings
    for drawing in drawings:
        across, down = drawing.get("width"), drawing.get("height")
        assert f"0 0 {across} {down}" == drawing.get("viewbox", drawing.get("viewBox"))
        assert {line.get("fill") for line in drawing.iter("polyline")} <= {"none"}


def test_every_chart_has_its_numbers_in_a_table(report: Report, text: str) -> None:
    tree = lxml_html.fromstring(text)
    captions = [etree.tostring(c, method="text", encoding="unicode") for c in tree.iter("caption")]
    assert any("by tenths, stated" in caption for caption in captions)
    assert any("by the month" in caption for caption in captions)
    assert report.stated.scores is not None
    for row in report.stated.rows:
        if row.observed_rate is not None:
            assert f'data-v="{row.observed_rate}"' in text


def browse(text: str, folder: Path, script: str, width: int = 1280) -> dict[str, object]:
    """Open the page in Chromium, run a script in it, and give what it leaves in the title."""
    assert CHROMIUM is not None
    path = folder / "page.html"
    watch = "<script>window.trouble=[];onerror=e=>{trouble.push(String(e))}</script>"
    text = text.replace("<title>", f"{watch}<title>", 1)
    path.write_text(text.replace("</body>", f"<script>{script}</script></body>"))
    ran = subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            f"--window-size={width},900",
            "--virtual-time-budget=3000",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=100,
    )
    title = lxml_html.fromstring(ran.stdout.decode()).findtext(".//title") or ""
    found: dict[str, object] = json.loads(title)
    return found


@needs_browser
def test_tables_sort_by_keyboard_in_a_real_browser(text: str, tmp_path: Path) -> None:
    found = browse(
        text,
        tmp_path,
        """
        const tables = [...document.querySelectorAll("table.sortable")];
        const table = tables.find(t => t.caption.textContent.includes("newest first"));
        const heads = [...table.tHead.rows[0].cells];
        const brier = heads.findIndex(h => h.textContent === "Brier");
        const values = () => [...table.tBodies[0].rows].map(r => r.cells[brier].textContent);
        const button = heads[brier].querySelector("button");
        button.focus();
        const focused = document.activeElement === button;
        const start = performance.now();
        button.click(); const up = values(); const said = heads[brier].getAttribute("aria-sort");
        button.click(); const down = values();
        const took = performance.now() - start;
        document.title = JSON.stringify({focused, up, down, said, took, trouble,
          again: heads[brier].getAttribute("aria-sort"), rows: values().length});
        """,
    )
    assert found["trouble"] == []
    assert found["focused"] is True
    assert (found["said"], found["again"]) == ("ascending", "descending")
    up, down = found["up"], found["down"]
    assert isinstance(up, list)
    assert isinstance(down, list)
    numbers = [float(value) for value in up if value != "—"]
    assert numbers == sorted(numbers)
    assert [float(value) for value in down if value != "—"] == numbers[::-1]
    assert found["rows"] == len(up)


@needs_browser
@pytest.mark.parametrize("width", [390, 1280])
def test_only_tables_scroll_sideways(text: str, tmp_path: Path, width: int) -> None:
    found = browse(
        text,
        tmp_path,
        """
        const root = document.documentElement;
        document.title = JSON.stringify({trouble, wide: root.scrollWidth, view: root.clientWidth,
          scripts: document.scripts.length});
        """,
        width,
    )
    assert found["trouble"] == []
    assert found["wide"] == found["view"]


@needs_browser
def test_a_telephone_shows_whole_captions_most_of_a_statement_and_letters_that_can_be_read(
    text: str, tmp_path: Path
) -> None:
    found = browse(
        text,
        tmp_path,
        """
        const folder = document.createElement('iframe');  // a window of Chromium is 500 wide at least
        folder.style = 'width:320px;height:900px;border:0';
        folder.srcdoc = '<!doctype html>' + document.documentElement.outerHTML
          .replace(/<script[^]*?<\\/script>/g, '');
        document.body.replaceChildren(folder);
        folder.onload = () => {
          const page = folder.contentDocument;
          const edges = found => [...page.querySelectorAll(found)].map(
            each => Math.round(each.getBoundingClientRect().right));
          const letters = [...page.querySelectorAll('svg text')].map(
            each => parseFloat(folder.contentWindow.getComputedStyle(each).fontSize)
              * each.ownerSVGElement.getScreenCTM().a);
          document.title = JSON.stringify({trouble, width: page.documentElement.clientWidth,
            captions: edges('caption span'), letters: Math.min(...letters),
            statements: [...page.querySelectorAll('#resolved + .scroll tbody .w')].slice(0, 50).map(
              each => Math.round(each.getBoundingClientRect().left))});
        };
        """,
    )
    assert found["trouble"] == []
    width, captions, statements = found["width"], found["captions"], found["statements"]
    assert isinstance(captions, list)
    assert isinstance(statements, list)
    assert isinstance(width, int)
    assert width <= 320
    assert captions
    assert max(captions) <= width
    assert statements
    assert max(statements) <= width - 140  # what it is about is seen without scrolling
    assert isinstance(found["letters"], float)
    assert found["letters"] >= 9


@needs_browser
def test_tables_fit_beside_their_charts_on_a_desktop(text: str, tmp_path: Path) -> None:
    found = browse(
        text,
        tmp_path,
        """
        for (const cell of document.querySelectorAll('.two tbody td:nth-child(3)'))
          cell.textContent = '41.1 % to > 99.9 %';  // as wide as an interval gets
        const hidden = [...document.querySelectorAll('.two .scroll')].map(
          table => table.scrollWidth - table.clientWidth);
        document.title = JSON.stringify({hidden});
        """,
    )
    assert found["hidden"]
    assert set(found["hidden"]) == {0}  # type: ignore[call-overload]


@needs_browser
def test_on_paper_every_page_of_a_table_has_its_head(text: str, tmp_path: Path) -> None:
    path, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    path.write_text(text)
    assert CHROMIUM is not None
    subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={paper}",
            path.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=100,
    )
    document = pdfium.PdfDocument(paper)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    first = next(n for n, page in enumerate(pages) if "the newest first" in page)
    assert len(pages) > first + 10
    assert all("Statement" in page for page in pages[first:-1])


def test_days_are_those_of_the_time_zone(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.write() as session:
        number = claim(session)
        say(session, number, someone(session, "Ann"), 0.3)
        settle(session, number, Outcome.parse("no"), datetime(2026, 1, 1, 23, 30, tzinfo=UTC))
        for zone, day in (("Asia/Tokyo", "2026-01-02"), ("America/New_York", "2026-01-01")):
            text = page(build(session, Ask(time_zone=zone), now=NOW))
            assert f'<td class="d">{day}</td>' in text


def test_no_data_gives_a_page_too(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.read() as session:
        text = page(build(session, Ask(), now=NOW))
    assert "Not enough data" in text
    assert "Nothing was resolved." in text
