"""Markup amid a sentence: addresses of links and marks of emphasis, without which the words stand side by side.

What begins a line keeps its marks, and so do numbers: bold words at the head of an item, and a number that is a
link to a market, say more than their words.
"""

from collections.abc import Iterator

from predictions.candidate import Span
from predictions.regexes import regex

_SAID = r"(?P<said>(?=[^\W\d_])(?:[^\[\]<>*_\n%]|\n(?=\w)){1,120})"
_LINK = "]("
_PATTERNS = (
    (
        _LINK,
        regex(
            rf"(?<!!)\[{_SAID}\]\([^()\s]{{1,400}}(?: \"[^\"\n]{{0,100}}\")?\)(?![\w(])"
        ),
    ),
    ("*", regex(rf"(?P<open>\*\*?){_SAID}(?P=open)(?![\w*])")),
    ("_", regex(rf"(?P<open>__?){_SAID}(?P=open)(?![\w_])")),
    (
        "</",
        regex(rf"<(?P<tag>a|b|em|i|span|strong|u)\b[^<>\n]{{0,300}}>{_SAID}</(?P=tag)>(?!\w)"),
    ),
)  # fmt: skip
_GOES_ON = regex(r"[a-z,;] ")
_LEADS_ON = regex(r"(?:'s|\u2019s)?[ \n][a-z]")


def inline(text: str) -> Iterator[tuple[Span, Span]]:
    """The marks before and behind words amid a sentence, and those of a link that opens one."""
    for sign, pattern in _PATTERNS:
        if sign in text:
            for match in pattern.finditer(text):
                start, end = match.span()
                if _is_amid(text, start) or (sign == _LINK and _LEADS_ON.match(text, end)):
                    yield (start, match.start("said")), (match.end("said"), end)


def _is_amid(text: str, start: int) -> bool:
    return start > 1 and _GOES_ON.match(text, start - 2) is not None
