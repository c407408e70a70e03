"""Markup taken off: what a person would read in a title or summary."""

import html
import re

from predictions.regexes import regex
from predictions.text import one_line

# Only elements that HTML knows: `Vec<String>` in a title is text.
_ELEMENTS = (
    "a|abbr|acronym|address|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button|"
    "canvas|caption|center|cite|code|col|colgroup|dd|del|details|dfn|dialog|div|dl|dt|em|embed|"
    "fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|"
    "iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|meta|nav|noscript|object|"
    "ol|optgroup|option|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|"
    "small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|"
    "tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr"
)
_INLINE = "a|abbr|b|bdi|bdo|big|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|tt|u"
_TAG = regex(rf"</?(?:{_ELEMENTS})(?:[\s/][^<>]*)?>|<[!?][^<>]*>", re.IGNORECASE)
_INLINE_TAG = regex(rf"</?(?:{_INLINE})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_SILENT = regex(r"<(script|style|template|noscript|iframe)(?=[\s/>])|<!--", re.IGNORECASE)


def plain(markup: str, *, most: int = 4000) -> str:
    """Return the visible text of an HTML fragment on one line, at most `most` characters."""
    if "<" in markup:
        markup = _TAG.sub(" ", _INLINE_TAG.sub("", _without_silent(markup)))
    if "&" in markup:
        markup = html.unescape(markup)
    text = one_line(markup)
    return text if len(text) <= most else text[: most - 1] + "…"


def _without_silent(markup: str) -> str:
    """Cut scripts, styles and comments with what is in them; an unclosed one to the end."""
    parts: list[str] = []
    lower = markup.lower()
    at = 0
    while match := _SILENT.search(markup, at):
        parts.append(markup[at : match.start()])
        closing = f"</{match[1].lower()}" if match[1] else "-->"
        end = lower.find(closing, match.end())
        if end < 0:
            return " ".join(parts)
        at = end + 3 if closing == "-->" else lower.find(">", end) + 1 or len(markup)
    parts.append(markup[at:])
    return "".join(parts)
