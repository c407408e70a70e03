"""Web pages: the main text, or what a CSS selector picks, given after a hash as `#css=SELECTOR`."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote

from predictions.errors import InvalidValue, SourceError, UnreadableDocument
from predictions.readings import NumberReading, TextReading
from predictions.text import one_line, paragraphs
from predictions.watching.amounts import amount
from predictions.watching.decoding import decode
from predictions.watching.items import Item, content_hash
from predictions.watching.selectors import xpath
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Says,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    split,
)
from predictions.watching.walls import wall

_MOST_TEXT = 200_000
_SCRIPTS = ("script", "style", "noscript", "template", "svg", "iframe")


def recognise(url: str, _bases: Bases) -> SourceSpec | None:
    """Take any address on the web."""
    parts = split(url)
    if parts is None:
        return None
    label = f"{parts.netloc}{parts.path}"[:200].rstrip("/")
    return SourceSpec(kind="page", subject=url.partition("#")[0], url=url, label=label)


def asks(spec: SourceSpec, _bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the page, if robots may."""
    accept = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.5"
    return (Ask(url=spec.url.partition("#")[0], headers={"Accept": accept}, robots=True),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read the text of the page or of the part that is watched.

    Raises:
        UnreadableDocument: it has no text that could be watched.
        SourceError: the selector is none.
    """
    answered(reply)
    markup, problems = decode(reply.body, content_type=reply.content_type)
    selector = selector_of(spec.url)
    text: str | None
    if "html" not in reply.content_type and "<" not in markup[:1000]:
        title, text = "", paragraphs(markup)
    elif selector is not None:
        title, text = _title(markup), selected(markup, selector)
    else:
        title, text = _title(markup), main_text(markup)
    if text == "" and selector is None:
        raise UnreadableDocument("the page holds no text; perhaps it is made by scripts")
    if shows := _in_its_place(markup, title, text, selector):
        raise UnreadableDocument(f"the page shows {shows} in place of its text")
    digest = content_hash(text)
    item = Item(
        external_id=digest,
        title=title or spec.label,
        url=spec.subject,
        content=(text or "")[:20_000],
        content_hash=digest,
    )
    reading = TextReading(
        source="page",
        subject=spec.subject,
        selector=selector,
        text=text,
        read_at=reply.fetched_at,
    )
    nothing = f"The selector {selector!r} picks nothing on the page."
    return Seen(
        readings=(reading, *_number(spec, text, reply)) if selector else (reading,),
        items=(item,) if text else (),
        title=title,
        problems=problems,
        notes=(nothing,) if text is None else _what_it_is(spec, reply, markup),
    )


def _what_it_is(spec: SourceSpec, reply: Reply, markup: str) -> tuple[str, ...]:
    """Say of a document for programs how a number in it is watched."""
    if "html" in reply.content_type or selector_of(spec.url):
        return ()
    if markup.lstrip()[:1] in ("{", "["):
        return (
            "It is JSON: a number in it is watched by its path, as …#data.price, with a rule for it.",
        )
    if "csv" in reply.content_type or spec.subject.lower().endswith((".csv", ".tsv")):
        return ("It is a table: a column of numbers is watched by its name, as …#close.",)
    return ()


def _number(spec: SourceSpec, text: str | None, reply: Reply) -> tuple[NumberReading, ...]:
    """Return the number that the part of the page which is watched consists of, if it is one."""
    value = amount(text) if text else None
    if value is None:
        return ()
    at = reply.fetched_at
    found = NumberReading(source="page", subject=spec.url, value=value, day=at.date(), read_at=at)
    return (found,)


def _in_its_place(markup: str, title: str, text: str | None, selector: str | None) -> str | None:
    """Say what stands where the text should; a part that is there speaks for the page."""
    if selector is None:
        return wall(title, text or "")
    return None if text else wall(title, main_text(markup))


def selector_of(url: str) -> str | None:
    """Return the CSS selector that an address names after its hash."""
    fragment = unquote(url.partition("#")[2])
    return fragment.removeprefix("css=").strip() if fragment.startswith("css=") else None


def _says(spec: SourceSpec) -> Says:
    """Say that its text decides; and that what appears does, should it turn out to be a feed."""
    selector = selector_of(spec.url)
    part = {"selector": selector} if selector else {}
    found = {"page": {"source": spec.kind, "url": spec.subject} | part}
    if selector:
        found["number"] = {"source": spec.kind, "subject": spec.url}
    feed = {"published": {"source": "feed", "subject": spec.subject}}
    return found if "#" in spec.url else found | feed


def main_text(html: str) -> str:
    """Return the main text without menus and footers; all text where there is no main part."""
    from trafilatura import extract  # noqa: PLC0415 - a second to load, only in the sandbox

    found = extract(html, include_comments=False, include_tables=True, favor_recall=True)
    text = paragraphs(found or "") or paragraphs(_all_text(_document(html)))
    return text[:_MOST_TEXT]


def selected(html: str, selector: str) -> str | None:
    """Return the text of every element that a selector picks, by line; None where it picks none.

    Raises:
        SourceError: it is no CSS selector.
    """
    try:
        path = xpath(selector)
    except InvalidValue as error:
        raise SourceError(str(error)) from None
    found = _document(html).xpath(path)
    if not found:
        return None
    return "\n".join(one_line(_all_text(element)) for element in found)[:_MOST_TEXT]


def _document(html: str) -> Any:
    from lxml import etree  # noqa: PLC0415

    # Without the declaration: the text is decoded already, and lxml would refuse to believe it.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    root = etree.fromstring(text.encode("utf-8", "replace") or b"<html/>", parser)
    if root is None:
        raise UnreadableDocument("is not a web page")
    return root


def _all_text(element: Any) -> str:
    return " ".join(
        text
        for node in element.iter()
        if isinstance(node.tag, str)
        for text in (node.text if node.tag not in _SCRIPTS else None, node.tail)
        if text and (text is not element.tail or node is not element)
    )


def _title(html: str) -> str:
    match = re.search(r"<title[^>]{0,200}>([^<]{0,500})", html[:200_000], re.IGNORECASE)
    return one_line(unescape(match[1]))[:300] if match else ""


ADAPTER = Adapter(kind="page", recognise=recognise, asks=asks, parse=parse, rank=90, says=_says)
