"""An HTML page as Markdown: its main text, then its comments with their authors.

Runs in the sandbox: `parse_html` takes bytes and gives what JSON can carry.
"""

import re
import sys
from copy import deepcopy
from typing import Any

import lxml.etree
import lxml.html

from predictions.errors import UnreadableDocument
from predictions.reading.comments import Comment
from predictions.reading.elements import Node
from predictions.reading.frames import (
    cut_frame,
    cut_headed,
    cut_link_lists,
    cut_teasers,
    cut_unseen,
)
from predictions.reading.heads import read_head
from predictions.reading.maintext import main_node, names_article
from predictions.reading.markdown import render
from predictions.reading.metadata import PageData, page_data
from predictions.reading.states import date_elements
from predictions.reading.talk.data import SEVERAL_DAYS
from predictions.reading.threads import Thread, chat_title, take_thread
from predictions.regexes import regex
from predictions.text import clean

_DEEPEST = 9000  # frames: the parser stops at 2,048 elements, of which each takes a few
_FEWEST = 250  # characters: with less, too much may have been cut away
_LONGEST_NOTICE = 800
_NOTICE = regex(
    r"(?:enable|turn on|activate) (?:javascript|cookies)"
    r"|(?:javascript|cookies) (?:is|are|must be|needs? to be|has been) (?:disabled|enabled"
    r"|required)"
    r"|checking (?:your browser|if the site connection)"
    r"|verif(?:y|ying) (?:that )?you(?:'re| are) (?:a )?human|you(?:'re| are) not a robot"
    r"|^(?:# )?before you continue|unusual traffic from"
    r"|(?:log|sign) in to (?:continue|read|view)|(?:accept|allow) (?:all )?cookies to",
    re.IGNORECASE | re.MULTILINE,
)
_IN_A_BROWSER = "open it in a browser, save the page, and give the file."
_FEWEST_OF_AN_ARTICLE = 40  # unless the page itself says where its text is


def parse_html(data: bytes) -> dict[str, Any]:
    """Return text, title, author and ISO date of a page that is encoded in UTF-8.

    Raises:
        UnreadableDocument: it has no text.
    """
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(_DEEPEST)
    try:
        return _parsed(*_tree(data))
    finally:
        sys.setrecursionlimit(usual)


def chapter(data: bytes) -> str:
    """Return the Markdown of a page that has no frame around it, as in a book; "" where it has no text."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(_DEEPEST)
    try:
        tree, _ = _tree(data)
        cut_unseen(tree)
        return render([tree])
    except UnreadableDocument:
        return ""
    finally:
        sys.setrecursionlimit(usual)


def _parsed(tree: Node, too_deep: bool) -> dict[str, Any]:
    about = page_data(tree)
    scripted = next(tree.iter("script", "noscript"), None) is not None
    date_elements(tree)
    cut_unseen(tree)
    called = chat_title(tree)
    thread = take_thread(tree)
    main = "" if thread.is_page else _main_text(tree, with_thread=bool(thread.comments))
    if not thread.comments:
        _refuse_notice(main, scripted=scripted)
    text = clean(_composed(about, main, thread))
    if too_deep and not text:
        raise UnreadableDocument("is nested too deeply to be read: save it as plain text.")
    if thread.is_page and thread.is_chat:
        return _chat(text, about, called, thread)
    first = thread.comments[0] if thread.is_page else None
    head = read_head(main, markdown=True)  # "By Ada Bell, 3 March 2024" in a plain paragraph
    published = about.published or (first.written if first else head.published)
    return {
        "text": text,
        "title": about.title,
        "author": _author(about, first) or head.author,
        "published": published.isoformat() if published else None,
        "notes": ["nested too deeply: a part may be missing"] if too_deep else [],
    }


def _chat(text: str, about: PageData, called: str | None, thread: Thread) -> dict[str, Any]:
    """Return a chat, which nobody opened: its day is that of its last message."""
    days = {comment.written for comment in thread.comments if comment.written}
    authors = {comment.author for comment in thread.comments}
    return {
        "text": text,
        "title": called or about.title,
        "author": authors.pop() if len(authors) == 1 else None,
        "published": max(days).isoformat() if days else None,
        "notes": [SEVERAL_DAYS] if len(days) > 1 else [],
    }


def _refuse_notice(main: str, *, scripted: bool) -> None:
    """Refuse what a site shows to programs in place of its text."""
    if not main and scripted:
        raise UnreadableDocument(f"holds no text, a script puts it there: {_IN_A_BROWSER}")
    if len(main) < _LONGEST_NOTICE and _NOTICE.search(main):
        raise UnreadableDocument(f"shows only a notice in place of its text: {_IN_A_BROWSER}")


def _author(about: PageData, first: Comment | None) -> str | None:
    """Return the author of a page; of a thread whoever opened it, without the words around the name."""
    if first and (about.author is None or first.author in about.author):
        return first.author
    return about.author


def _tree(data: bytes) -> tuple[Node, bool]:
    """Return the tree, and whether the parser gave up on its depth."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except lxml.etree.ParserError:
        raise UnreadableDocument("holds no text to read.") from None
    return tree, any("depth" in entry.message for entry in parser.error_log)


def _main_text(tree: Node, *, with_thread: bool) -> str:
    uncut = deepcopy(tree)
    cut_frame(tree)
    cut_headed(tree)
    cut_teasers(tree)
    text = _prose(tree)
    fewest = _FEWEST if not names_article(tree) else _FEWEST_OF_AN_ARTICLE
    if len(text) >= fewest or (with_thread and text):
        return text
    # A page of few words, or one whose frame took its text along: better too much than nothing.
    return max(text, _prose(uncut), key=len)


def _prose(tree: Node) -> str:
    node = main_node(tree)
    cut_link_lists(node)
    return render([node])


def _composed(about: PageData, text: str, thread: Thread) -> str:
    parts = [text] if text else []
    if about.title and not _says(text, about.title):
        parts.insert(0, f"# {about.title}")
    if thread.comments and not thread.is_page:
        parts.append("## Comments")
    return "\n\n".join([*parts, *(comment.as_markdown() for comment in thread.comments)])


def _says(text: str, title: str) -> bool:
    """Return whether the text begins with its title already."""
    return " ".join(title.split()).casefold() in " ".join(text[:600].split()).casefold()
