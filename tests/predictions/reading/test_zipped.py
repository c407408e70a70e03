"""Books and Office documents: EPUB, DOCX and ODT, read in order and opened within limits."""

import contextlib
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.errors import UnreadableDocument
from predictions.reading import read
from predictions.reading.document import LARGEST

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
CORE = (
    '<c:coreProperties xmlns:c="c" xmlns:dc="d" xmlns:t="t"><dc:title>Ten guesses</dc:title>'
    "<dc:creator>Ada Bell</dc:creator><t:created>2024-01-03T10:00:00Z</t:created></c:coreProperties>"
)


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
    return buffer.getvalue()


def book(chapters: dict[str, str], **more: str | bytes) -> bytes:
    items = "".join(
        f'<item id="i{n}" href="{href}" media-type="application/xhtml+xml"/>'
        for n, href in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in reversed(range(len(chapters))))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Ten guesses</dc:title><dc:creator>Ada Bell</dc:creator><dc:creator>Olaf Lund</dc:creator>"
        f"<dc:date>2024-01-03</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>',
            "in/book.opf": package,
            **{
                f"in/{href}": f"<html><body>{body}</body></html>" for href, body in chapters.items()
            },
            **more,
        }
    )


def word(body: str, **more: str) -> bytes:
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:name w:val="{called}"/></w:style>'
        for name, called in (("H1", "heading 1"), ("Q", "Quote"), ("L", "List Bullet"))
    )
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{numbers}</w:numbering>",
            "docProps/core.xml": CORE,
            **more,
        }
    )


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def open_text(body: str, **more: str) -> bytes:
    spaces = f'xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0" xmlns:table="{OFFICE}:table:1.0"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": CORE.replace("t:created", "t:creation-date"),
            **more,
        }
    )


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    document = read(book({"b.xhtml": "<h1>Two</h1><p>Rain by 2031.</p>", "a%20a.xhtml": "<h1>One</h1>"}, **{"in/a a.xhtml": "<h1>One</h1><p>Snow by 2030.</p>"}), name="guesses.epub")  # fmt: skip
    assert document.text == "# One\n\nSnow by 2030.\n\n# Two\n\nRain by 2031."
    assert (document.title, document.author) == ("Ten guesses", "Ada Bell, Olaf Lund")
    assert document.published == date(2024, 1, 3)
    assert document.media_type == "application/epub+zip"
    assert document.notes == (
        "dated by the book's own entry, which may be that of a later edition",
    )


def test_a_word_file_keeps_headings_lists_tables_quotes_and_notes() -> None:
    note = '<w:p><w:r><w:t>It rains</w:t><w:footnoteReference w:id="2"/></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t> by 2031.</w:t></w:r></w:ins></w:p>'
    body = (
        paragraph("Trams", '<w:pStyle w:val="H1"/>')
        + note
        + paragraph("one", '<w:numPr><w:numId w:val="7"/></w:numPr>')
        + paragraph("two", '<w:numPr><w:numId w:val="7"/></w:numPr>')
        + paragraph("a point", '<w:pStyle w:val="L"/>')
        + paragraph("They said so.", '<w:pStyle w:val="Q"/>')
        + "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>Snow by 2030.</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('Claim')}</w:tc><w:tc>{paragraph('Odds')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('Rain')}</w:tc><w:tc>{paragraph('70%')}</w:tc></w:tr></w:tbl>"
    )
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph("-")}</w:footnote><w:footnote w:id="2">{paragraph("In May.")}</w:footnote></w:footnotes>'
    document = read(word(body, **{"word/footnotes.xml": notes}), name="guesses.docx")
    assert document.text.startswith(
        "# Trams\n\nIt rains[2] by 2031.\n\n1. one\n2. two\n\n- a point\n\n> They said so.\n\n~~Snow by 2030.~~\n\n"
    )
    assert "| Rain | 70% |" in document.text
    assert document.text.endswith("\n\n[2] In May.")
    assert (document.title, document.author) == ("Ten guesses", "Ada Bell")
    assert document.published == date(2024, 1, 3)
    assert document.notes == ("dated by when the file was made",)


def test_what_a_word_file_says_of_itself_on_its_page_goes_before_its_entries() -> None:
    body = (
        paragraph("Guesses", '<w:pStyle w:val="H1"/>')
        + paragraph("By Olaf Lund, 5 May 2023")
        + paragraph("Rain by 2031.")
    )
    document = read(word(body), name="a.docx")
    assert (document.author, document.published, document.notes) == (
        "Olaf Lund",
        date(2023, 5, 5),
        (),
    )


def test_an_open_document_keeps_headings_lists_tables_and_notes() -> None:
    body = (
        '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h text:outline-level="2">Trams</text:h>'
        "<text:p>It rains<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In May.</text:p></text:note-body></text:note>"
        " by<text:s/>2031.</text:p><text:list><text:list-item><text:p>a point</text:p></text:list-item></text:list>"
    )
    document = read(open_text(body), name="guesses.odt")
    assert document.text == "## Trams\n\nIt rains[1] by 2031.\n\n- a point\n\n[1] In May."
    assert (document.title, document.published) == ("Ten guesses", date(2024, 1, 3))
    assert document.media_type == "application/vnd.oasis.opendocument.text"


def test_the_kind_is_told_by_what_is_inside_whatever_the_name() -> None:
    assert read(word(paragraph("Rain by 2031.")), name="a.bin").text == "Rain by 2031."
    assert read(open_text("<text:p>Rain by 2031.</text:p>")).text == "Rain by 2031."
    with pytest.raises(UnreadableDocument, match="is a zip archive or an Office file"):
        read(zipped({"xl/workbook.xml": "<x/>"}), name="a.docx")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (book({"a.xhtml": "<p>x</p>"})[:-40], "damaged"),
        (zipped({"word/document.xml": BOMB}), "entit"),
        (zipped({"word/document.xml": "no xml"}), "damaged or locked"),
        (zipped({"word/document.xml": f"<w:document {W}>" + "<w:p>" * 4000}), "damaged|nested|no text"),
        (book({"a.xhtml": "<p>x</p>"}, **{"META-INF/encryption.xml": "<e/>", "META-INF/rights.xml": "<r/>"}), "locked by its seller"),
        (book({"a.xhtml": ""}), "holds no text"),
        (book({"a.xhtml": ""}, **{"in/a.xhtml": b" " * (LARGEST + 1)}), "larger than 52 MB when it is unpacked"),
    ],
)  # fmt: skip
def test_what_is_damaged_locked_or_made_to_hurt_is_refused_with_one_sentence(
    data: bytes, says: str
) -> None:
    with pytest.raises(UnreadableDocument, match=rf"^a\.epub .*(?:{says})"):
        read(data, name="a.epub")


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_mutilated_archive_gives_text_or_one_clear_error(data: st.DataObject) -> None:
    whole = bytearray(
        data.draw(
            st.sampled_from([word(paragraph("Rain by 2031.")), open_text("<text:p>Rain.</text:p>")])
        )
    )
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableDocument):
        assert read(bytes(whole), name="a.docx").text
