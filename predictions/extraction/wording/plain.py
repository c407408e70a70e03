"""The words of a quote as a reader would write them down: one line, no markup, nothing left open."""

import re
from html import unescape

from predictions.extraction.layout.normalise import matching_copy
from predictions.regexes import regex
from predictions.windows.folding import translated

# Marks of a quoted mail, a list or a table at the head of a line, within a quote that spans lines.
_LINE_MARKS = regex(r"\n[ \t]*(?:>[> \t]*|[*+\u2022][ \t]+|\|)")
_CELLS = regex(r"\|.*$", re.DOTALL)
_ESCAPED = regex(r"\\+u((?!d[89a-f])[0-9a-f]{4})", re.IGNORECASE)  # "O\\u2019Brien"
_LITERAL = regex(r"\\([(){}*#.!+<>$&%'\"-])")  # Markdown's "\\$5"
_BROKEN_LINE = regex(r"\\n(?![a-z])|\\(?=\s)")  # of text within quotation marks, as data has it
_BLOCK_TAG = regex(r"</?(?:p|br|div|li|td|tr|h\d|ul|ol)\b[^<>]{0,200}>", re.IGNORECASE)
_MARKS = ("*", "_", "~", "<", "[", "]", "`", "+", "\u00e2", "http", "->")
_CLOCK = regex(r"\d:\d\d")
_FOOTNOTE = regex(r"\s?\[\^[\w-]{1,60}\]")
_SIDE_NOTE = regex(r"\+{2,}\(?\d{0,3}\)?\+{2,}")  # "+++(4)+++"
_BLANKS = regex(r"\s+(?=[,;:.!?)](?:\s|$)|%(?!\w))|(?<=\()\s+")
_BLANKED = (" ,", " ;", " :", " .", " !", " ?", " )", " %", "( ")
_TYPOGRAPHY = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
        "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u00ad": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
        "\u200b": " ", "\ufeff": " ",
    }
)  # fmt: skip
_DASHES = "\u2013\u2014\u2212"
# What no sentence begins with: the bullets and lamps of graded lists.
_AHEAD = regex(
    r"^[^\w\"'$\u20ac\u00a3(<>~\u2264\u2265\u2248+\u2212\u00a5#@.-]+|^[#>.-]+(?=\s)|^\.+(?=\w)"
)


_BEHIND = regex(r"[\s\u2713\u2714\u2611\u2705\u2717\u2718\u274c\u2612\u2716\ufe0f\u2610]+$")


def plain(quote: str) -> str:
    """The words without markup, addresses, entities and time stamps, on one line."""
    text = quote.replace("||", "") if "||" in quote else quote  # what hides words in a chat
    if "&" in text:
        text = unescape(text)
    if "\\" in text:
        text = _LITERAL.sub(r"\1", text.replace("\\[", "(").replace("\\]", ")"))
        text = _BROKEN_LINE.sub(" ", text)
    if "\\u" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "<" in text:
        text = _BLOCK_TAG.sub(" ", text)
    if "[^" in text:
        text = _FOOTNOTE.sub("", text)
    if "]]" in text:
        text = text.replace("]]", "")
    if "\n" in text:
        text = _LINE_MARKS.sub("\n ", text)
    if any(map(text.__contains__, _MARKS)) or (":" in text and _CLOCK.search(text)):
        copied = matching_copy(text)
        dashed = any(dash in text for dash in _DASHES)
        text = "".join(map(_kept, text, copied)) if dashed else copied
        text = _SIDE_NOTE.sub("", text.replace("**", "").replace("~~", ""))
    text = translated(text, _TYPOGRAPHY)
    text = text if text.isascii() else _BEHIND.sub("", text)
    text = " ".join(text.split())
    text = _BLANKS.sub("", text) if any(map(text.__contains__, _BLANKED)) else text
    return _from_first_word(text.replace(" ()", "") if " ()" in text else text)


def _from_first_word(text: str) -> str:
    return text if text[:1].isalnum() else _AHEAD.sub("", text)


_LINKED_PAGE = regex(r"\[\[[^\[\]|\n]{1,200}\|")  # "[[The old mill|the mill]]"
_CELL_ENDS = regex(r"\||</t[dh]\s*>\s*<t[dh]\b[^<>]{0,300}>", re.IGNORECASE)
# A cell that says how probable, when, or nothing.
_NO_NAME = regex(r"(?:[^a-zA-Z]|\b(?:by|in|end|of|pk|pick|[ap]m)\b)*", re.IGNORECASE)
_PICKED = regex(r"[^\W\d_][^|\n%]{1,40} \(?[\d.]{1,8} ?%\)?")
_CHANCE_BEHIND = regex(r"\s*\(?[\d.]+ ?%\)?\s*$")
_FEWEST_NAMES = 2
_SIDES_AND_PICK = 3  # cells: two names, and which of them it is
_LONGEST_NAME = 4  # words of a cell that only names something


def without_cells(quote: str) -> str:
    """What a row claims: its question, or the names of which it picks one ("Best rider: Kern")."""
    quote = _LINKED_PAGE.sub("", quote) if "[[" in quote else quote
    if "|" not in quote and "</t" not in quote:
        return quote
    cells = [cell.strip(" `*_\t\n") for cell in _CELL_ENDS.split(quote)]
    picked = (at for at, cell in enumerate(cells, 1) if _PICKED.fullmatch(cell))
    cells = cells[: next(picked, len(cells))]  # behind who is picked stands what came of it
    names = [_CHANCE_BEHIND.sub("", cell) for cell in cells if not _NO_NAME.fullmatch(cell)]
    if len(names) < _FEWEST_NAMES or any(len(name.split()) > _LONGEST_NAME for name in names):
        return _CELLS.sub("", quote)
    if len(names) == _SIDES_AND_PICK and names[-1] in names[:-1]:
        other = names[names[0] == names[-1]]
        return f"{names[-1]} will beat {other}"
    return f"{', '.join(names[:-1])}: {names[-1]}"


def _kept(own: str, copied: str) -> str:
    """The character of the copy, save that a dash stays as long as it was."""
    return own if own in _DASHES else copied


def tidy(text: str) -> str:
    """A statement's ends without stray marks, its quotation marks and brackets closed, its first letter large."""
    text = _from_first_word(text.strip(" \t\n,;:|"))
    if '"' in text or "(" in text or ")" in text or " '" in text:
        text = _closed(text)
    if text.count("[") != text.count("]"):
        text = text.replace("[", "").replace("]", "")
    text = " ".join(text.split()).strip(" \t*_,;:|\u2026\u2013\u2014\ufe0f").rstrip(". \\")
    if text[:1] == text[-1:] == '"' and text.count('"') == 2:
        text = text.strip('" .,')
    for index, char in enumerate(text[:2]):
        if char.isalpha() and text[index + 1 : index + 2].isupper():
            return text  # "iPhone", "eBay", and what is written large
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
        if char not in "\"'(":
            break
    return text


_PAIRED = regex(r"[^()]*(?:\([^()]*\)[^()]*)*")


def _closed(text: str) -> str:
    """The text with the quotation mark or bracket closed, or taken off, that its span cut open."""
    if '"' not in text and _PAIRED.fullmatch(text):
        return _ended(text, 0, 0)
    kept: list[str] = []
    brackets = marks = 0
    for place, char in enumerate(text):
        if char == ")" and not brackets:
            continue  # its opening stands outside the quote
        if char == '"' and not marks and text[max(0, place - 1) : place].isdigit():
            kept.append(char)  # fifteen inches
            continue
        if char == '"':
            begins = place == 0 or text[place - 1] in " (-\u2014"
            if begins == bool(marks):
                continue  # one that closes nothing, or opens a second time
            marks = int(begins)
        brackets += (char == "(") - (char == ")")
        kept.append(char)
    return _ended("".join(kept), marks, brackets)


def _ended(text: str, marks: int, brackets: int) -> str:
    if marks and text.startswith('"') and text.count('"') == 1:
        text, marks = text[1:], 0  # the whole claim is quoted
    close = '"' * marks + ")" * (brackets == 1)
    text = text.rstrip(" ,;:.") + close if close else text
    single = _SINGLE.search(text)
    return f"{text}'" if single and "'" not in text[single.end() :] else text


_SINGLE = regex(r"(?<= )'(?=[A-Za-z]\w*)(?!(?:em|til|cause|n|tis|twas|bout)\b)")
