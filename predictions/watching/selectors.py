"""CSS selectors, the everyday part of them, as XPath.

Elements, `#id`, `.class`, attributes (`[a]`, `[a=b]`, `^= $= *= ~=`), `:first-child`,
`:last-child`, `:nth-child(N)`, descendants, children (`>`), next siblings (`+`) and lists (`,`).
Anything else is refused by name, rather than matched wrongly.
"""

import re

from predictions.errors import InvalidValue
from predictions.regexes import regex

_LONGEST = 300
_TOKEN = regex(
    r"""
    (?P<join>\s*[>+~]\s*|\s+)
  | (?P<tag>\*|[A-Za-z][A-Za-z0-9-]*)
  | \#(?P<id>[\w-]+)
  | \.(?P<class>[\w-]+)
  | \[\s*(?P<attr>[\w:-]+)\s*(?:(?P<op>[~^$*]?=)\s*(?:"(?P<dq>[^"]*)"|'(?P<sq>[^']*)'|(?P<bare>[\w./:-]+))\s*)?\]
  | :(?P<pseudo>first-child|last-child|nth-child\((?P<nth>[1-9]\d{0,3})\))
    """,
    re.VERBOSE,
)
_JOINS = {"": "//", ">": "/", "+": "/following-sibling::*[1]/self::", "~": "/following-sibling::"}


def xpath(selector: str) -> str:
    """Return the XPath of a CSS selector.

    Raises:
        InvalidValue: it is empty, too long, or uses what is not known here.
    """
    if len(selector) > _LONGEST:
        raise InvalidValue("selector", f"is longer than {_LONGEST} characters")
    return " | ".join(f"//{_path(part.strip())}" for part in _alternatives(selector))


def _alternatives(selector: str) -> list[str]:
    """Split at commas that stand outside brackets and quotes."""
    parts = re.split(r",(?=(?:[^\[\]]*\[[^\[\]]*\])*[^\[\]]*$)", selector)
    if any(not part.strip() for part in parts):
        raise InvalidValue("selector", "is empty")
    return parts


def _path(part: str) -> str:
    steps: list[str] = []
    tag, tests = "*", ""
    at = 0
    fresh = True  # nothing of the present step has been read yet
    while at < len(part):
        match = _TOKEN.match(part, at)
        if match is None or (match["tag"] and not fresh) or (match["join"] and fresh):
            raise InvalidValue("selector", f"{part[at:]!r} is not a CSS selector known here")
        if match["join"]:
            steps.append(f"{tag}{tests}{_JOINS[match['join'].strip()]}")
            tag, tests, fresh = "*", "", True
        else:
            fresh = False
            tag = match["tag"].lower() if match["tag"] else tag
            tests += "" if match["tag"] else _test(match)
        at = match.end()
    if fresh:
        raise InvalidValue("selector", f"{part!r} ends in the middle")
    return "".join(steps) + tag + tests


def _test(match: re.Match[str]) -> str:
    if match["id"]:
        return f"[@id={_quoted(match['id'])}]"
    if match["class"]:
        return _word("class", match["class"])
    if match["pseudo"]:
        if match["pseudo"] == "last-child":
            return "[not(following-sibling::*)]"
        return f"[count(preceding-sibling::*)={int(match['nth'] or 1) - 1}]"
    value = next((v for v in (match["dq"], match["sq"], match["bare"]) if v is not None), "")
    return _attribute(match["attr"], match["op"], value)


def _attribute(name: str, operator: str | None, value: str) -> str:
    quoted = _quoted(value)
    match operator:
        case None:
            return f"[@{name}]"
        case "=":
            return f"[@{name}={quoted}]"
        case "^=":
            return f"[starts-with(@{name}, {quoted})]"
        case "*=":
            return f"[contains(@{name}, {quoted})]"
        case "~=":
            return _word(name, value)
        case _:
            start = f"string-length(@{name}) - string-length({quoted}) + 1"
            return f"[substring(@{name}, {start}) = {quoted}]"


def _word(name: str, word: str) -> str:
    return f"[contains(concat(' ', normalize-space(@{name}), ' '), {_quoted(f' {word} ')})]"


def _quoted(text: str) -> str:
    """Quote for XPath, which knows no escapes."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise InvalidValue("selector", "mixes both kinds of quotes")
