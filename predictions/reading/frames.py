"""What frames a page's text: navigation, notices, side bars, boxes that lead elsewhere; all of it is cut away."""

import itertools
import re

from predictions.reading.dates import find_date
from predictions.reading.elements import Node, named, remove, text_sizes
from predictions.reading.maintext import names_text, worth_of
from predictions.regexes import regex

_UNSEEN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio",
    "video", "button", "select", "textarea", "head", "link", "meta", "map", "dialog", "applet",
)  # fmt: skip
_FRAME = frozenset(("nav", "aside"))
_FRAME_ROLES = frozenset(
    (
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "toolbar",
    )
)
_FRAME_WORDS = regex(
    r"(?:^|[\s_-])(?:(?:nav|navi|navbar|navigation|menu|submenu|topbar|toolbar|sidebar\d?|side-?bar"
    r"|rail|footer|foot|cookies?|consent|gdpr|ccpa|banner|masthead|site-?header|share|sharing"
    r"|sharedaddy|shariff"
    r"|social|socials|addtoany|related|recommend(?:ed|ations?)?"
    r"|more-(?:from|news|stories|articles)|read-?more"
    r"|promo|newsletter|subscribe|subscription|signup|sign-up|optin|breadcrumbs?|crumbs?|widgets?|ads?|advert"
    r"|adverts?|advertisement|advertorial|sponsor(?:ed)?|popup|modal|overlay|pagination|pager"
    r"|login|log-in|search"
    r"|searchform|jp-relatedposts|author-?(?:box|bio|info)|about-?author|post-?nav|prev-?next"
    r"|skip-?link|tags?|tagcloud"
    r"|taglist|tag-list|topics|disclaimer|copyright|legal|outbrain|taboola|rating|toc"
    r"|comment-?respond|respond|reply-?form|comment-?form|screen-reader-text|sr-only|visually-?hidden"
    r"|noprint|no-print|trending|popular|most-?read|latest|also-?read|see-?also-?box|infobox-nav|navbox"
    r"|mw-editsection|mw-jump-link|catlinks|vector-menu|reflist-nav|metanav|meta-nav|hatnote|pagetop|yclinks"
    r"|pingback|trackback|speechify-ignore|captioned-button-wrap|cta|more-?like-?this|read-?next|up-?next"
    r"))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOTICES = regex(r"cookie|consent|gdpr|ccpa|privacy|banner", re.IGNORECASE)
# Names that other words contain so often that they count only alone.
_SIDE = regex(r"(?:^|\s)side(?:$|\s)")
# "Click to expand ..." below a quote, "(edited)" behind a message, "Expand full comment" and "Like" below one.
# "[edit]" behind a heading of a wiki and its notices that a text needs sources.
_REMARKS = regex(
    r"expand-?link|edited-timestamp|show-all-toggle|comment-likes?(?:\s|$)|mw-editsection"
    r"|(?:^|\s)ambox(?:\s|$)",
    re.IGNORECASE,
)
_SKIPS = regex(r"\s*(?:skip|jump) to ", re.IGNORECASE)
_AD_TAGS = regex(r"[a-z]+-(?:ad|ads|promo|promoted)(?:-[a-z]+)*")  # elements of a site's own
# What stands above a box that leads away from the text.
_LEADING_AWAY = regex(
    r"(?:read|up|watch) next|(?:related|recommended)(?: (?:posts?|articles?|stories|reading"
    r"|content|topics|news|links|coverage))?"
    r"|more (?:from|like this|posts|stories|articles|on this|in)\b.{0,60}"
    r"|you (?:may|might) (?:also )?(?:like|enjoy).{0,20}"
    r"|recommended for you|keep reading|continue reading"
    r"|(?:most (?:read|popular)|trending|popular|latest|recent)"
    r"(?: (?:now|posts?|articles?|stories|news|comments))?|share this.{0,30}"
    r"|(?:sign up|subscribe)\b.{0,60}|newsletter"
    r"|about the authors?|ready for more\?|leave a (?:reply|comment)|advertisement|sponsored(?: content)?"
    r"|follow us.{0,30}|join the (?:conversation|discussion)",
    re.IGNORECASE,
)
_THREAD_HEADS = regex(
    r"(?:(?:all )?\d+ )?(?:comments?|responses|replies)(?: ?\(?\d+\)?)?:?"
    r"|(?:member )?discussion(?: about this post)?",
    re.IGNORECASE,
)
_NEVER_FRAMES = frozenset(
    [
        "html",
        "body",
        "article",
        "main",
        "p",
        "table",
        "tbody",
        "tr",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "span",
        "a",
        "figcaption",
        "blockquote",
    ]
)
_HIDING = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST = 0.6  # an element with more of the text than this is no frame, whatever it is called
_MUCH = 0.4  # nor one with more of the prose, save notices, whose prose can be long
_SOME = 0.2  # nor one with this much that is named as the text as well ("article-body pagination-first")
_LITTLE = 250  # characters that are left where a page has hidden its text
_LONGEST_SLUG = 4  # parts of an id; one with more is the title of a section
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_FEWEST_CARDS, _LONGEST_CARD = 3, 400
_ENOUGH = 500  # characters outside of cards: a page that is nothing but cards is read for them
_STREAMED = regex(r"S:[0-9a-f]{1,6}")


def cut_unseen(tree: Node) -> None:
    """Remove what a reader of the page does not see as text."""
    _place_streamed(tree)
    for node in list(tree.iter(*_UNSEEN)):
        remove(node)
    for node in list(tree.iter("div", "span", "p", "table")):
        if _REMARKS.search(node.get("class") or ""):
            remove(node)
    sizes = text_sizes(tree)
    for node in [node for node in tree.iterdescendants() if _is_hidden(node)]:
        size = sizes.get(node, (0, 0))[0]
        # A page whose script shows it once it is loaded hides all of itself until then.
        if size < _LITTLE or sizes[tree][0] - size >= _LITTLE or not _by_style(node):
            remove(node)


def _place_streamed(tree: Node) -> None:
    """Put the parts that a page sends hidden at its end to where its script would put them."""
    parts = {
        node.get("id"): node
        for node in tree.iter("div")
        if node.get("hidden") is not None and _STREAMED.fullmatch(node.get("id") or "")
    }
    if not parts:
        return
    places = {node.get("id"): node for node in tree.iter("template") if node.get("id")}
    for name, part in parts.items():
        del part.attrib["hidden"]
        place = places.get(f"B:{name[2:]}")
        place = places.get(f"P:{name[2:]}") if place is None else place
        if place is not None and not any(up is part for up in place.iterancestors()):
            remove(part)
            part.tail = None
            place.addprevious(part)


def cut_frame(tree: Node) -> None:
    """Remove navigation, side bars, notices and other frames around the text."""
    sizes, worth = text_sizes(tree), worth_of(tree)
    total, prose = sizes[tree][0] or 1, worth.get(tree, 0) or 1
    for node in list(tree.iterdescendants()):
        size = sizes.get(node)
        if size is None or not _frames(node) or size[0] >= _MOST * total or _speaks(node):
            continue
        by_name = node.tag not in _FRAME and not node.get("role")
        most = _SOME if names_text(node) else _MUCH
        if by_name and worth[node] >= most * prose and not _NOTICES.search(named(node)):
            continue
        remove(node)


def cut_headed(tree: Node) -> None:
    """Remove the boxes whose heading says that they lead elsewhere, and the headings of a thread."""
    sizes = text_sizes(tree)
    total = sizes[tree][0] or 1
    for heading in list(tree.iter("h2", "h3", "h4", "h5", "h6")):
        words = " ".join("".join(heading.itertext()).split())
        box = heading.getparent()
        if _THREAD_HEADS.fullmatch(words):
            remove(heading)
        elif _LEADING_AWAY.fullmatch(words) and box is not None:
            while _opens_box(heading, box.getparent()):
                box = box.getparent()
            whole = sizes.get(box, (total, 0))[0] >= _MUCH * total or not _opens_box(heading, box)
            remove(heading if whole else box)


def _opens_box(heading: Node, box: Node) -> bool:
    """Return whether nothing is said in an element before its heading."""
    if box is None or box.tag not in ("div", "section", "header", "ul", "li"):
        return False
    for node in box.iter():
        if node is heading:
            return True
        if (node.text or "").strip() or (node is not box and (node.tail or "").strip()):
            return False
    return False


def cut_teasers(tree: Node) -> None:
    """Remove rows of cards, each of which opens another text of the site, where enough stands outside of them."""
    sizes = text_sizes(tree)
    rows = [
        cards
        for box in tree.iterdescendants("div", "section", "ul", "ol", "main", "article")
        if len(cards := [card for card in box if _opens_other(card, sizes)]) >= _FEWEST_CARDS
    ]
    left = sizes[tree][0] - sum(sizes[card][0] for cards in rows for card in cards)
    for card in itertools.chain(*rows) if left >= _ENOUGH else ():
        remove(card)


def _opens_other(card: Node, sizes: dict[Node, tuple[int, int]]) -> bool:
    """Return whether an element is a heading that leads elsewhere, with few words beside it."""
    if card not in sizes or card.tag in _HEADINGS or not 0 < sizes[card][0] <= _LONGEST_CARD:
        return False
    headings = list(card.iter(*_HEADINGS))
    if len(headings) != 1:
        return False
    whole, linked = sizes[headings[0]]
    return 0 < whole == linked or (whole > 0 and any(True for _ in headings[0].iterancestors("a")))


def cut_link_lists(node: Node) -> None:
    """Remove lists and boxes inside the text that are nothing but links."""
    sizes = text_sizes(node)
    for inner in list(node.iterdescendants("ul", "ol", "div", "section", "p", "dl", "td")):
        text, linked = sizes.get(inner, (0, 0))
        links = sum(1 for _ in inner.iter("a"))
        if text and linked > 0.75 * text and links > 1 and text < 120 * links:
            remove(inner)


def _frames(node: Node) -> bool:
    if node.tag in _FRAME or (node.get("role") or "") in _FRAME_ROLES:
        return True
    if node.tag in ("header", "footer"):
        outside = not any(True for _ in node.iterancestors("article", "main", "blockquote"))
        return outside or "entry-footer" in named(node)
    if node.tag == "a" and _SKIPS.match("".join(node.itertext())):
        return True
    if node.tag in _NEVER_FRAMES and "pagetop" not in named(node):
        return False
    if _AD_TAGS.fullmatch(node.tag) or _SIDE.search(node.get("class") or ""):
        return True
    name = node.get("id") or ""
    slug = name if name.count("-") < _LONGEST_SLUG else ""
    return _FRAME_WORDS.search(f"{node.get('class') or ''} {slug}") is not None


def _speaks(node: Node) -> bool:
    """Return whether a frame by its name holds the page's title."""
    return node.tag not in _FRAME and next(node.iter("h1"), None) is not None


def _is_hidden(node: Node) -> bool:
    if not isinstance(node.tag, str) or node.get("hidden") is not None:
        return True
    # Hidden from those who hear a page is also the day of a message, which its link says to them.
    unheard = node.get("aria-hidden") == "true" and find_date(node.get("title") or "") is None
    return unheard or _by_style(node)


def _by_style(node: Node) -> bool:
    return isinstance(node.tag, str) and _HIDING.search(node.get("style") or "") is not None
