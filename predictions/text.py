"""Text from outside, made safe to store, compare and print."""

import unicodedata

from predictions.regexes import regex

# Controls except tab and line ends; surrogates and noncharacters; marks that hide or reorder text.
_UNWANTED = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
# Joiners are letters of a word in Persian or Indic scripts and glue in emoji, and selectors choose
# among forms of a sign: kept only beside characters that are not ASCII, where they mean something,
# and inside a key such as 1️⃣.
_JOINER = regex(
    "(?<![^\x00-\x7f])[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]+(?!\u20e3)"
    "|[\u200c\u200d]+(?![^\x00-\x7f])"
)
_BLANK = regex("(?<![\u2800-\u28ff])\u2800+(?![\u2800-\u28ff])")  # of Braille, outside of it
_SPACES = regex(r"[^\S\n]+")
_LINES = regex(r"\s*\n\s*")


def clean(text: str) -> str:
    """Return the text without control, invisible and direction-changing characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    # Composed first: what is a plain letter only then is one for the signs beside it as well.
    text = _UNWANTED.sub("", unicodedata.normalize("NFC", text))
    text = _JOINER.sub("", _BLANK.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def of_any_bytes(name: str) -> str:
    """Return a name, as of a file, with a question mark for every byte of it that is no text."""
    return name.encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """Return the text clean, on one line and with single spaces."""
    return " ".join(clean(text).split())


def paragraphs(text: str) -> str:
    """Return the text clean, with single spaces and single line ends."""
    return _LINES.sub("\n", _SPACES.sub(" ", clean(text)))


def plain_ends(text: str) -> str:
    """Return the text with every line end a line feed; it stays as long as it was, and so do offsets."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def cut(text: str, most: int) -> str:
    """Return text of at most that many characters, with an ellipsis where some are missing."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
