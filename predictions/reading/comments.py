"""One comment or post of a page: its author, its day and its words, cut out of the tree."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from predictions.reading.dates import find_date
from predictions.reading.elements import Node, named, remove, text_sizes
from predictions.reading.markdown import render
from predictions.reading.marks import speaker_line
from predictions.reading.signatures import author_of, own, written_on
from predictions.regexes import regex

# What holds the words of a comment, the surest names first.
_BODIES = tuple(
    regex(rf"(?:^|\s)(?:{words})(?:$|\s)", re.IGNORECASE)
    for words in (
        r"RichTextJSON-root|forwarded|mx_MTextBody",
        r"commtext|toptext|usertext-body|bbwrapper|s-prose|cooked|status__content|commentbody-root\S*",
        r"comment-?(?:text|copy|message)|comment_+(?:text|message)",
        r"(?:comment|message|post)-?(?:body|content|text|message)|(?:comment|post)_+(?:body|content|text)",
        r"\S*commentbody\S*|chatlog__content",
        r"md|body-text|content|text|content-text|entry-content|markdown-body",
    )
)
_TIERS = (None, *_BODIES)  # None: what the markup itself calls the words
_SAID_SLOTS = ("comment", "text-body")  # of elements whose words stand in named places
_CHAT = regex(r"(?:^|\s)chatlog__(?:content|forwarded)(?:$|\s)")
# What a chat passes on of another, below a line that says so.
_FORWARDED = regex(r"(?:^|\s)(?:chatlog__)?forwarded(?:$|\s)")
_OF_FORWARDED = regex(r"(?:^|\s)(?:chatlog__forwarded-header|date details)(?:$|\s)")
_CHROME = regex(
    r"(?:^|[\s_-])(?:meta|metadata|actions?|buttons?|controls?|reply-?link|reply|permalink"
    r"|share|votes?|voting|score"
    r"|flag|report|avatar|footer|signature|sig|badge|karma|likes?|toolbar|edit|nav|rank|joined"
    r"|user-?(?:info|details|title)"
    r"|post-?profile|postprofile|sitebit|togg|comhead)(?:$|[\s_-])",
    re.IGNORECASE,
)
_GONE = regex(
    r"\[?(?:(?:this )?(?:comment|message|post) )?(?:has been |was )?(?:deleted|removed|flagged|dead)"
    r"(?: by [\w ]{1,30})?\]?\.?",
    re.IGNORECASE,
)
_EDITED = regex(
    r"(?:last )?edited (?:by|on|at|\d|an? |jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|yesterday)",
    re.IGNORECASE,
)
_LONGEST_EDIT = 300
# What a chat repeats of the message that another answers.
_ANSWERED = regex(r"(?:^|\s)(?:mx_ReplyChain|chatlog__reply|reply_to)(?:$|\s)")
# What some forums call the words of another, which others put into an element made for them.
_QUOTED = regex(
    r"(?:^|[\s_-])(?:quote|quoted|bb-?quote|quote-?(?:text|body|content|container))(?:$|\s)",
    re.IGNORECASE,
)
_BODY_TAGS = ("div", "p", "span", "section", "blockquote", "td", "article")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as the page shows it."""

    author: str
    written: date | None
    text: str

    def as_markdown(self) -> str:
        """Return the comment under a line that names its author."""
        return f"{speaker_line(self.author, self.written)}\n\n{self.text}"


def take(unit: Node) -> Comment | None:
    """Cut a comment out of the tree; None where it says nothing, or nobody signed it."""
    _drop_edits(unit)
    for answered in [n for n in unit.iterdescendants() if _ANSWERED.search(n.get("class") or "")]:
        remove(answered)
    author, signed = author_of(unit, set())
    if author is None:
        return None
    written = written_on(unit)
    _mark_quotes(unit)
    text = _body(unit, signed)
    remove(unit)
    if not text or _GONE.fullmatch(text):
        return None
    return Comment(author, written, text)


def _drop_edits(unit: Node) -> None:
    """Remove who edited a post and when, which stands beside who wrote it: "edited Mar 15"."""
    for node in list(unit.iterdescendants("div", "td")):
        words = "".join(islice(node.itertext(), 40))[:_LONGEST_EDIT].strip()
        if (
            _EDITED.match(words)
            and len(words) < _LONGEST_EDIT
            and next(node.iter("p", "blockquote", "pre"), None) is None
        ):
            remove(node)


def _mark_quotes(unit: Node) -> None:
    """Make a quote of each element that is only named one."""
    for node in [
        div for div in unit.iterdescendants("div") if _FORWARDED.search(div.get("class") or "")
    ]:
        _mark_forwarded(node)
    for node in unit.iterdescendants("div", "p"):
        around = (*node.iterancestors("blockquote"), *node.iter("blockquote"))
        if _QUOTED.search(node.get("class") or "") and not around:
            node.tag = "blockquote"


def _mark_forwarded(node: Node) -> None:
    """Make a quote of what a message passes on, under the name of whose it is where that is said."""
    for head in list(node.iterdescendants("div", "span")):
        if _OF_FORWARDED.search(head.get("class") or ""):
            remove(head)
    author, signed = author_of(node, set())
    if signed is not None:
        for child in list(signed):
            remove(child)
        signed.tag, signed.text = "p", f"{author} wrote:"
    quote = node.makeelement("blockquote")
    for child in list(node):
        child.attrib.pop("class", None)
        quote.append(child)
    quote.text, node.text = node.text, None
    node.append(quote)


def has_body(unit: Node, units: set[Node]) -> bool:
    """Return whether an element inside, in no comment of `units`, is named as what holds the words."""
    return any(_is_body(node, words) for node in own(unit, units) for words in _TIERS)


def _body(unit: Node, signed: Node | None) -> str:
    # A group of chat messages has one author and several bodies.
    if several := [
        node
        for node in unit.iterdescendants("div", "blockquote")
        if _CHAT.search(node.get("class") or "")
    ]:
        return render(several)
    # From the surest name to the vaguest.
    for words in _TIERS:
        for node in unit.iterdescendants():
            if (
                _is_body(node, words)
                and not _holds(node, signed)
                and _is_said(text := render([_narrowed(node)]))
            ):
                return text
    for node in list(unit.iterdescendants()):
        if node is signed or node.tag == "time" or _is_chrome(node) or _is_around(node):
            remove(node)
    return render([unit])


# What a page writes above a comment, where no name of an element says so.
_AROUND = regex(r"level \d+|\W?[\d.,]+k? points?|[\u00b7\u2022]|\d+ \w+\.? ago", re.IGNORECASE)
_LONGEST_AROUND = 30


def _is_around(node: Node) -> bool:
    if node.tag not in ("span", "a") or len(node) > 1:
        return False
    words = "".join(islice(node.itertext(), 3)).strip()
    return len(words) <= _LONGEST_AROUND and _AROUND.fullmatch(words) is not None


def _narrowed(body: Node) -> Node:
    """Return the element inside that holds the words proper, where a body has a head of its own."""
    whole = text_sizes(body)
    for node in body.iterdescendants("div"):
        if _BODIES[-1].search(node.get("class") or "") and 2 * whole[node][0] > whole[body][0]:
            return node
    return body


def _is_body(node: Node, words: re.Pattern[str] | None) -> bool:
    if node.tag not in _BODY_TAGS and "-" not in str(node.tag):
        return False
    if words is None:
        items = ("text", "commentText", "articleBody")
        return node.get("itemprop") in items or node.get("slot") in _SAID_SLOTS
    return words.search(named(node)) is not None


def _is_said(text: str) -> bool:
    """Return whether some words are more than the date above them."""
    return bool(text) and (len(text) > 40 or find_date(text) is None)


def _holds(node: Node, signed: Node | None) -> bool:
    """Return whether the author's name stands inside: then it is more than the words."""
    return signed is not None and (
        node is signed or any(node is above for above in signed.iterancestors())
    )


def _is_chrome(node: Node) -> bool:
    if not isinstance(node.tag, str) or node.getparent() is None:
        return False
    return node.tag in ("header", "footer", "form") or _CHROME.search(named(node)) is not None
