"""XML from strangers: no DTD, no entities, no network, and repairs that are reported."""

import re
from typing import Any

from predictions.errors import LimitExceeded, UnreadableDocument
from predictions.regexes import regex
from predictions.text import one_line

_PROLOG = regex(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_NAMED = regex(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_BARE_AMPERSAND = regex(r"&(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")
_UNQUOTED = regex(r"(\s[A-Za-z:_.-]{1,60}=)([^\s\"'<>=]{1,200})(?=[\s>/])")
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def tree(text: str) -> tuple[Any, tuple[str, ...]]:
    """Parse strictly, and only if that fails with repairs; return the root and what was wrong.

    Raises:
        UnreadableDocument: no XML at all.
        LimitExceeded: it declares entities, the usual way to blow a parser up.
    """
    from lxml import etree  # noqa: PLC0415 - heavy, and only the sandbox needs it

    text = _without_prolog(text)
    try:
        return etree.fromstring(text.encode("utf-8"), _parser(recover=False)), ()
    except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
        problem = f"not well-formed: {one_line(str(error))[:200]}"
    root = etree.fromstring(_mended(text).encode("utf-8"), _parser(recover=True))
    if root is None:
        raise UnreadableDocument("is not XML")
    return root, (problem,)


def _parser(*, recover: bool) -> Any:
    from lxml import etree  # noqa: PLC0415

    return etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True,
        load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip


def _without_prolog(text: str) -> str:
    """Cut what stands before the root element, however misplaced; refuse entity declarations."""
    at = 1 if text.startswith("\ufeff") else 0
    while True:
        if match := _PROLOG.match(text, at):
            at = match.end()
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            at = _after_doctype(text, at)
        else:
            break
    if not text.startswith("<", at):
        raise UnreadableDocument("is not XML" if text.strip() else "is empty")
    return text[at:]


def _after_doctype(text: str, at: int) -> int:
    end, subset = text.find(">", at), text.find("[", at)
    if 0 <= subset < end:
        end = text.find("]", subset)
        inner = text[subset : end if end >= 0 else len(text)]
        if "<!entity" in inner.lower():
            raise LimitExceeded("entity expansion refused: the document declares entities")
        end = text.find(">", end) if end >= 0 else -1
    if end < 0:
        raise UnreadableDocument("is not XML: its document type never ends")
    return end + 1


def _mended(text: str) -> str:
    """Mend what feeds commonly get wrong: HTML entities, bare ampersands, control characters."""
    from html.entities import html5  # noqa: PLC0415 - only for broken feeds

    def named(match: re.Match[str]) -> str:
        if match[1] in ("lt", "gt", "amp", "quot", "apos"):
            return match[0]
        return html5.get(f"{match[1]};", f"&amp;{match[1]};")

    # Without quotes in the root element the parser would give up on everything below it.
    root, bracket, rest = text.partition(">")
    text = _UNQUOTED.sub(r'\1"\2"', root + bracket) + rest
    return _FORBIDDEN.sub("", _NAMED.sub(named, _BARE_AMPERSAND.sub("&amp;", text)))
