"""DOCX and ODT as Markdown: paragraphs, headings, lists, tables and notes; what was struck out by an editor is gone.

Runs in the sandbox: `parse_docx` and `parse_odt` take bytes and give what JSON can carry.
"""

import sys
from typing import Any

from lxml import etree

from predictions.errors import UnreadableDocument
from predictions.reading.dates import find_date
from predictions.reading.heads import read_head
from predictions.reading.markdown import render
from predictions.reading.zipped import Archive, words_of
from predictions.regexes import regex
from predictions.text import clean

_HEADING = regex(r"(?:heading|überschrift|titre) ?([1-6])")
_DEEPEST = 5000  # frames
_BULLETS = ("bullet", "none")


def parse_docx(data: bytes) -> dict[str, Any]:
    """Return text, title, author and ISO date of a Word file.

    Raises:
        UnreadableDocument: it is damaged or locked.
        LimitExceeded: it is too large when it is unpacked.
    """
    archive = Archive(data)
    root = archive.xml("word/document.xml")
    body = None if root is None else next(root.iter("{*}body"), None)
    if body is None:
        raise UnreadableDocument("is damaged: save or export it again.")
    page = _Word(archive).page(body, archive.xml("word/footnotes.xml"))
    about = archive.xml("docProps/core.xml")
    return _document(
        page,
        title=next(iter(words_of(about, "title")), None),
        author=next(iter(words_of(about, "creator")), None),
        made=next(iter(words_of(about, "created")), ""),
    )


def parse_odt(data: bytes) -> dict[str, Any]:
    """Return text, title, author and ISO date of an OpenDocument text.

    Raises:
        UnreadableDocument: it is damaged or locked.
        LimitExceeded: it is too large when it is unpacked.
    """
    archive = Archive(data)
    root = archive.xml("content.xml")
    body = (
        None
        if root is None
        else next(root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"), None)
    )
    if body is None:
        raise UnreadableDocument(
            "is damaged, or locked with a password: save it again without one."
        )
    page = etree.Element("div")
    notes: list[Any] = []
    _open_text(body, page, notes)
    page.extend(notes)
    about = archive.xml("meta.xml")
    return _document(
        page,
        title=next(iter(words_of(about, "title")), None),
        author=next(iter([*words_of(about, "initial-creator"), *words_of(about, "creator")]), None),
        made=next(iter(words_of(about, "creation-date")), ""),
    )


def _document(page: Any, *, title: str | None, author: str | None, made: str) -> dict[str, Any]:
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(_DEEPEST)
    try:
        text = clean(render([page]))
    finally:
        sys.setrecursionlimit(usual)
    head = read_head(text, markdown=True)
    day = head.published or find_date(made)
    return {
        "text": text,
        "title": title or head.title,
        "author": head.author or author,
        "published": day.isoformat() if day else None,
        "notes": ["dated by when the file was made"] if day and head.published is None else [],
    }


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def _attribute(node: Any, name: str) -> str:
    """Return an attribute of whatever namespace, "" where there is none."""
    return next((value for key, value in node.attrib.items() if key.endswith("}" + name)), "")


def _value(node: Any, path: str) -> str:
    """Return the attribute `val` of the first element below, "" where there is none."""
    for name in path.split("/"):
        node = (
            None if node is None else next((child for child in node if _local(child) == name), None)
        )
    return "" if node is None else _attribute(node, "val")


def _say(node: Any, words: str) -> None:
    """Add words at the end of an element."""
    if len(node):
        node[-1].tail = (node[-1].tail or "") + words
    else:
        node.text = (node.text or "") + words


class _Word:
    """Makes HTML of the body of a Word file, whose lists and headings are told by names of styles."""

    def __init__(self, archive: Archive) -> None:
        styles, numbers = archive.xml("word/styles.xml"), archive.xml("word/numbering.xml")
        self._names = {
            _attribute(style, "styleId"): _value(style, "name").lower()
            for style in (styles.iter("{*}style") if styles is not None else ())
        }
        self._ordered: set[str] = set()
        if numbers is not None:
            self._learn(numbers)

    def _learn(self, numbers: Any) -> None:
        kinds = {
            _attribute(one, "abstractNumId"): _value(one, "lvl/numFmt")
            for one in numbers.iter("{*}abstractNum")
        }
        for one in numbers.iter("{*}num"):
            name = _attribute(one, "numId")
            if kinds.get(_value(one, "abstractNumId"), "bullet") not in _BULLETS:
                self._ordered.add(name)

    def page(self, body: Any, notes: Any) -> Any:
        """Return the page, the notes at its foot."""
        page = etree.Element("div")
        self._blocks(body, page)
        for note in notes.iter("{*}footnote") if notes is not None else ():
            name = _attribute(note, "id")
            at = etree.Element("div")
            self._blocks(note, at)
            words = " ".join("".join(at.itertext()).split())
            if words and not _attribute(note, "type"):
                etree.SubElement(page, "p").text = f"[{name}] {words}"
        return page

    def _blocks(self, node: Any, page: Any) -> None:
        for child in node:
            kind = _local(child)
            if kind == "p":
                self._paragraph(child, page)
            elif kind == "tbl":
                table = etree.SubElement(page, "table")
                for row in (one for one in child if _local(one) == "tr"):
                    cells = etree.SubElement(table, "tr")
                    for cell in (one for one in row if _local(one) == "tc"):
                        self._blocks(cell, etree.SubElement(cells, "td"))
            elif kind in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
                self._blocks(child, page)

    def _paragraph(self, node: Any, page: Any) -> None:
        style = self._names.get(_value(node, "pPr/pStyle"), _value(node, "pPr/pStyle").lower())
        number = _value(node, "pPr/numPr/numId")
        heading = _HEADING.search(style)
        if heading or style == "title":
            block = etree.SubElement(page, f"h{heading[1] if heading else 1}")
        elif (number and number != "0") or style.startswith("list "):
            tag = "ol" if number in self._ordered or "number" in style else "ul"
            at = page[-1] if len(page) and page[-1].tag == tag else etree.SubElement(page, tag)
            block = etree.SubElement(at, "li")
        else:
            block = etree.SubElement(page, "blockquote" if "quote" in style else "p")
        self._runs(node, block)

    def _runs(self, node: Any, block: Any) -> None:
        for child in node:
            kind = _local(child)
            if kind == "t":
                _say(block, child.text or "")
            elif kind in ("tab", "cr", "br"):
                _say(block, " ") if kind == "tab" else etree.SubElement(block, "br")
            elif kind == "noBreakHyphen":
                _say(block, "-")
            elif kind == "footnoteReference":
                _say(
                    block,
                    f"[{_attribute(child, 'id')}]",
                )
            elif kind == "r" and _is_struck(child):
                self._runs(child, etree.SubElement(block, "s"))
            elif kind not in (
                "pPr",
                "rPr",
                "del",
                "moveFrom",
                "Fallback",
                "instrText",
                "txbxContent",
            ):
                self._runs(child, block)


def _is_struck(run: Any) -> bool:
    marks = next((child for child in run if _local(child) == "rPr"), ())
    return any(
        _local(mark) in ("strike", "dstrike") and _attribute(mark, "val") not in ("0", "false")
        for mark in marks
    )


_OPEN_BLOCKS = {"p": "p", "list": "ul", "list-item": "li", "list-header": "li", "table": "table",
                "table-row": "tr", "table-cell": "td"}  # fmt: skip


def _open_text(node: Any, block: Any, notes: list[Any]) -> None:
    """Write the elements of an OpenDocument text as those of a page."""
    _say(block, node.text or "")
    for child in node:
        kind = _local(child)
        if kind == "h":
            level = next((v for k, v in child.attrib.items() if k.endswith("outline-level")), "1")
            _open_text(
                child, etree.SubElement(block, f"h{level if level in '123456' else 6}"), notes
            )
        elif kind in _OPEN_BLOCKS:
            _open_text(child, etree.SubElement(block, _OPEN_BLOCKS[kind]), notes)
        elif kind == "note":
            mark = next(iter(words_of(child, "note-citation")), "")
            _say(block, f"[{mark}]")
            note = etree.Element("p")
            note.text = f"[{mark}] {' '.join(words_of(child, 'note-body'))}"
            notes.append(note)
        elif kind in ("s", "tab", "line-break"):
            _say(block, " ") if kind != "line-break" else etree.SubElement(block, "br")
        elif kind not in (
            "tracked-changes",
            "annotation",
            "title",
            "desc",
            "sequence-decls",
            "forms",
            "bookmark",
        ):
            _open_text(child, block, notes)
        _say(block, child.tail or "")
