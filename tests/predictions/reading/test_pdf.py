"""PDFs: paragraphs made whole again, heads and feet gone, what the file says of itself."""

import io
import textwrap
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from predictions.errors import UnreadableDocument
from predictions.reading import read
from predictions.reading.lines import Cell, Line, Page
from predictions.reading.pdf import parse_pdf
from predictions.reading.typeset import paragraphs, seam, without_running_heads

PROSE = (
    "It is likely that the harbour bridge will be finished before the end of 2031, because the two firms that "
    "build it have now agreed on a timetable. The chance of a further delay is about 20 percent."
)
Placed = tuple[float, float, str, float]  # x, y, words, size


def printed(pages: Sequence[Sequence[Placed]], **metadata: object) -> bytes:
    """Return a PDF with words at places, in shares of a page."""
    buffer = io.BytesIO()
    # Without a date of its own a PDF is dated by the clock.
    with PdfPages(buffer, metadata={"CreationDate": None, **metadata}) as pdf:
        for words in pages:
            figure = Figure(figsize=(8.27, 11.69))
            for x, y, text, size in words:
                figure.text(x, y, text, fontsize=size)
            pdf.savefig(figure)
    return buffer.getvalue()


def report() -> list[list[Placed]]:
    """Return three pages under a running head, a title on the first, two paragraphs and a list on each."""
    pages = []
    for number in range(3):
        page: list[Placed] = [
            (0.1, 0.95, "Harbour Review", 8),
            (0.1, 0.04, f"Page {number + 1}", 8),
        ]
        y = 0.88
        if number == 0:
            page += [
                (0.1, y, "Bridges of the next decade", 20),
                (0.1, y - 0.05, "By Ada Bell, 3 March 2024", 10),
            ]
            y -= 0.09
        for _ in range(2):
            for line in textwrap.wrap(PROSE, 70):
                page.append((0.1, y, line, 10))
                y -= 0.018
            y -= 0.02
        page += [(0.1, y, "• a first point", 10), (0.1, y - 0.018, "• a second point", 10)]
        pages.append(page)
    return pages


def test_a_report_is_read_in_paragraphs_without_its_running_heads() -> None:
    text = read(printed(report()), name="report.pdf").text
    blocks = text.split("\n\n")
    assert blocks[:3] == ["# Bridges of the next decade", "By Ada Bell, 3 March 2024", PROSE]
    assert blocks.count(PROSE) == 6
    assert blocks.count("- a first point\n- a second point") == 3
    assert "Harbour Review" not in text
    assert "Page 2" not in text


def test_the_file_names_title_author_and_date() -> None:
    metadata = {
        "Title": "Bridges",
        "Author": "Ada Bell",
        "CreationDate": datetime(2024, 3, 5, tzinfo=UTC),
    }
    document = read(printed([[(0.1, 0.5, "It will rain.", 10)]], **metadata), name="a.pdf")
    assert (document.title, document.author, document.published) == (
        "Bridges",
        "Ada Bell",
        date(2024, 3, 5),
    )
    assert document.notes == ("dated by when the file was made",)
    assert document.media_type == "application/pdf"


def test_a_date_on_the_page_outweighs_that_of_the_file() -> None:
    document = read(
        printed(
            report(),
            CreationDate=datetime(2025, 1, 1, tzinfo=UTC),
            Title="Microsoft Word - draft.docx",
        )
    )
    assert document.published == date(2024, 3, 3)
    assert document.title == "Bridges of the next decade"
    assert document.author == "Ada Bell"
    assert document.notes == ()


def test_a_pdf_is_known_by_its_signature_whatever_it_is_called() -> None:
    assert (
        read(printed([[(0.1, 0.5, "It will rain.", 10)]]), name="download").text == "It will rain."
    )


def test_a_pdf_without_words_asks_for_text_recognition() -> None:
    with pytest.raises(UnreadableDocument, match=r"scan\.pdf holds no text.*OCR"):
        read(printed([[]]), name="scan.pdf")


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("a cancella-", "tion is", "a cancellation is"),
        ("a cancella\ufffe", "tion is", "a cancellation is"),
        ("the Anglo-", "Swiss firm", "the Anglo- Swiss firm"),
        ("words that", "go on", "words that go on"),
    ],
)
def test_words_broken_at_a_line_are_made_whole(before: str, after: str, whole: str) -> None:
    assert seam(before, after) + after == whole


def text_of(*words: Placed) -> str:
    return read(printed([words]), name="a.pdf").text


def test_a_line_that_ends_in_a_broken_word_goes_on_with_its_paragraph() -> None:
    lines = ["We believe that the prefabri-", "cated parts of the new admin-", "istration will be there by the", "end of 2031, all of them, and"]  # fmt: skip
    more = ["that the old will be gone."]
    placed: list[Placed] = [(0.1, 0.9 - 0.018 * n, words, 10) for n, words in enumerate([*lines, *more])]  # fmt: skip
    assert text_of(*placed) == (
        "We believe that the prefabricated parts of the new administration will be there by the "
        "end of 2031, all of them, and that the old will be gone."
    )


def test_a_raised_figure_is_a_mark_and_no_part_of_the_year_before_it() -> None:
    year = text_of((0.1, 0.9, "The bridge opens by 2031", 10), (0.3152, 0.9048, "2", 6))
    assert year == "The bridge opens by 2031[2]"
    power = text_of((0.1, 0.8, "The bank holds 10", 10), (0.25, 0.8048, "7", 6))
    assert power == "The bank holds 10^7"


def test_a_lowered_figure_stays_in_its_word() -> None:
    assert text_of((0.1, 0.9, "Less CO", 10), (0.1665, 0.8975, "2", 6)) == "Less CO2"


def test_rows_of_figures_below_each_other_are_a_table() -> None:
    rows = [("Claim", "Ada", "Ben"), ("The tram opens by 2030", "40%", "55%"), ("Rent falls in 2027", "10%", "5%")]  # fmt: skip
    xs = (0.1, 0.5, 0.6)
    placed = [(x, 0.8 - 0.02 * n, words, 10.0) for n, row in enumerate(rows) for x, words in zip(xs, row, strict=True)]  # fmt: skip
    expected = (
        "| Claim | Ada | Ben |\n| --- | --- | --- |\n"
        "| The tram opens by 2030 | 40% | 55% |\n| Rent falls in 2027 | 10% | 5% |"
    )
    assert text_of(*placed) == expected
    without = [one for one in placed if one[2] != "Claim"]
    assert text_of(*without) == expected.replace("Claim", "")


def test_what_a_browser_prints_at_the_edges_is_left_out() -> None:
    text = text_of(
        (0.05, 0.97, "11/29/26, 6:00 PM      Lake letter", 8),
        (0.1, 0.5, "It will rain.", 10),
        (0.05, 0.03, "https://lake.example/letter 1/1", 8),
    )
    assert text == "It will rain."


def cells(y: float, *words: str) -> Line:
    placed = tuple(Cell(text, 50 + 100 * n, 130 + 100 * n) for n, text in enumerate(words))
    return Line(" ".join(words), 50, 500, y, 10, cells=placed)


def test_stretched_prose_and_columns_without_figures_are_no_table() -> None:
    prose = [cells(700 - 12 * n, "words that", "stand apart") for n in range(4)]
    assert not any("|" in block for block in paragraphs([Page(tuple(prose), 800)]))
    two = [cells(700, "in", "the year"), cells(688, "before", "2031")]
    assert not any("|" in block for block in paragraphs([Page(tuple(two), 800)]))


def test_a_column_set_flush_is_whole_beside_a_wider_one() -> None:
    narrow = [line(words, 700 - 12 * n, right=290) for n, words in enumerate(["The post office will", "close by the end", "2028 is the year for", "Mara, who says so"])]  # fmt: skip
    wide = line("A line over both columns", 760)
    assert paragraphs([Page((wide, *narrow, line("herself.", 652, right=120)), 800)])[1:] == [
        "The post office will close by the end 2028 is the year for Mara, who says so herself."
    ]


def line(text: str, y: float, *, left: float = 50, right: float = 500, size: float = 10) -> Line:
    return Line(text, left, right, y, size)


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [
        Page((line("The bridge will be finished", 400), line("in the year", 388)), 800),
        Page((line("after next, I think.", 700),), 800),
    ]
    assert paragraphs(pages) == ["The bridge will be finished in the year after next, I think."]


def test_rows_that_end_early_stay_apart() -> None:
    rows = [line("Rain by May 40%", 700, right=200), line("Snow by May 5%", 688, right=190)]
    wide = line("A line that the typesetter broke at the margin of the page", 712)
    assert paragraphs([Page((wide, *rows), 800)])[1:] == ["Snow by May 5%"]


def test_a_line_goes_on_whose_first_word_had_no_room_in_a_narrow_column() -> None:
    column = [
        line("The agency will hold on to Directive (AD)", 700, right=210),
        line("2018-23-51, which asks for life jackets.", 690, right=150),
        line("The harbour is open to all before 2031.", 680, right=190),
        line("Berths are let by the day.", 660, right=150),
    ]
    wide = line("A notice that stands over all of the three columns of the page", 760)
    assert paragraphs([Page((wide, *column), 800)])[1:] == [
        "The agency will hold on to Directive (AD) 2018-23-51, which asks for life jackets.",
        "The harbour is open to all before 2031.",
        "Berths are let by the day.",
    ]


def test_lines_set_wide_are_paragraphs_beside_items_set_close() -> None:
    items = [
        line(f"• Item number {n} of those that are set close", 700 - 12 * n, left=90)
        for n in range(6)
    ]
    wide = [
        line("The sharp turns that have been taken in the", 600),
        line("system were an accident that waited to happen.", 579, right=450),
        line("All of it will be over by 2031.", 537, right=400),
    ]
    assert paragraphs([Page((*items, *wide), 800)])[-2:] == [
        "The sharp turns that have been taken in the system were an accident that waited to happen.",
        "All of it will be over by 2031.",
    ]


def test_large_type_is_a_heading_only_while_it_is_short_and_has_words() -> None:
    body = [
        line("A line of the usual size that is there so that it is usual", 700 - 12 * n)
        for n in range(8)
    ]
    large = [
        line(
            "What the agency found is told in large type over the whole of the page",
            500 - 16 * n,
            size=14,
        )
        for n in range(4)
    ]
    found = paragraphs([Page((*body, *large, line("(", 300, size=30)), 800)])
    assert found[-2].startswith("What the agency")
    assert found[-1] == "("


def test_type_that_is_scaled_up_from_one_point_has_its_size_on_the_page() -> None:
    """Programs write "size 1" and scale it: spaces were taken for gaps, and titles for text."""
    placed = [("Bridges of the next decade", 20, 740)]
    placed += [(words, 10, 700 - 12 * n) for n, words in enumerate(textwrap.wrap(PROSE, 60))]
    words = "".join(f"{size} 0 0 {size} 72 {y} Tm ({text}) Tj\n" for text, size, y in placed)
    stream = f"BT /F1 1 Tf\n{words}ET"
    data = (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        f"4 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )
    assert read(data.encode(), name="a.pdf").text == f"# Bridges of the next decade\n\n{PROSE}"


def test_a_line_in_the_middle_is_no_running_head() -> None:
    pages = [Page((line("same words", 400),), 800)] * 3
    assert without_running_heads(pages) == pages


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_pdf_gives_text_or_one_clear_error(data: st.DataObject) -> None:
    raw = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
    try:
        found = parse_pdf(bytes(raw))
    except UnreadableDocument:
        return
    assert found["text"]


SAMPLE = printed(report()[:1])
