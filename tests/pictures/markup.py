"""Discord's markdown as HTML, as far as its app shows it in messages and embeds."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

INLINE = re.compile(
    r"""
    (?P<escape>\\[^A-Za-z0-9\s])
    | (?P<code>`+)(?P<code_text>.+?)(?P=code)
    | \[(?P<label>(?:\\.|[^\[\]])+)\]\((?P<target>https?://[^\s)]+)\)
    | <t:(?P<time>-?\d+)(?::(?P<style>[tTdDfFsSR]))?>
    | <(?P<mention>@!?|@&|\#)(?P<mention_id>\d+)>
    | </(?P<command>[^:>]+):\d+>
    | <a?:(?P<emoji>\w+):\d+>
    | <(?P<quiet_url>https?://[^\s>]+)>
    | (?P<url>https?://[^\s<>)]+)
    | \*\*(?P<bold>(?:\\.|[^\\])+?)\*\*(?!\*)
    | __(?P<underline>(?:\\.|[^\\])+?)__(?!_)
    | \*(?P<italic>[^\s*](?:\\.|[^\\*])*?)\*
    | (?<!\w)_(?P<italic2>(?:\\.|[^\\_])+?)_(?!\w)
    | ~~(?P<strike>(?:\\.|[^\\])+?)~~
    | \|\|(?P<spoiler>(?:\\.|[^\\])+?)\|\|
    """,
    re.VERBOSE | re.DOTALL,
)
WRAPPED = {
    "bold": ("<b>", "</b>"),
    "underline": ("<u>", "</u>"),
    "italic": ("<i>", "</i>"),
    "italic2": ("<i>", "</i>"),
    "strike": ("<s>", "</s>"),
    "spoiler": ('<span class="spoiler">', "</span>"),
}
BLOCK = re.compile(r"```(?:[a-zA-Z0-9_+-]*\n)?(?P<text>.*?)```\n?", re.DOTALL)
HEADER = re.compile(r"(#{1,3}) +(.*)")
ITEM = re.compile(r"( *)(?:[-*]|(\d+)\.) +(.*)")


@dataclass(frozen=True)
class Names:
    """What ids stand for in a picture, and when it is looked at."""

    now: datetime
    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)


def rendered(text: str, names: Names) -> str:
    """Turn a message's text into HTML, blocks of code first."""
    shown: list[str] = []
    end = 0
    for block in BLOCK.finditer(text):
        shown.append(_lines(text[end : block.start()].rstrip("\n"), names))
        shown.append(f"<pre>{html.escape(block['text'].strip(chr(10)))}</pre>")
        end = block.end()
    shown.append(_lines(text[end:], names))
    return "".join(shown)


def plain(text: str, names: Names) -> str:
    """Give the words only, for places that show no formatting."""
    return html.unescape(re.sub(r"<[^>]+>", "", inline(text, names)))


def inline(text: str, names: Names) -> str:
    """Turn what stands within a line into HTML."""
    shown: list[str] = []
    end = 0
    for match in INLINE.finditer(text):
        shown.append(html.escape(text[end : match.start()]))
        shown.append(_token(match, names))
        end = match.end()
    shown.append(html.escape(text[end:]))
    return "".join(shown)


def _token(match: re.Match[str], names: Names) -> str:
    kind = match.lastgroup or ""
    for name, (before, after) in WRAPPED.items():
        if match[name] is not None:
            return before + inline(match[name], names) + after
    if match["escape"]:
        return html.escape(match["escape"][1:])
    return SHOWN[kind](match, names)


def _link(match: re.Match[str], names: Names) -> str:
    target = match["target"] or match["quiet_url"] or match["url"]
    label = inline(match["label"], names) if match["label"] else html.escape(target)
    return f'<a href="{html.escape(target)}">{label}</a>'


def _time(match: re.Match[str], names: Names) -> str:
    words = moment(int(match["time"]), match["style"] or "f", names.now)
    return f'<span class="time">{html.escape(words)}</span>'


def _mention(match: re.Match[str], names: Names) -> str:
    sign, key = match["mention"], match["mention_id"]
    known = {"#": names.channels, "@&": names.roles}.get(sign, names.people)
    name = ("#" if sign == "#" else "@") + known.get(key, "unknown")
    return f'<span class="mention">{html.escape(name)}</span>'


SHOWN: dict[str, Callable[[re.Match[str], Names], str]] = {
    "code_text": lambda m, _: f"<code>{html.escape(m['code_text'].strip())}</code>",
    "target": _link,
    "quiet_url": _link,
    "url": _link,
    "time": _time,
    "style": _time,
    "mention_id": _mention,
    "command": lambda m, _: f'<span class="mention">/{html.escape(m["command"])}</span>',
    "emoji": lambda m, _: f":{html.escape(m['emoji'])}:",
}


def moment(seconds: int, style: str, now: datetime) -> str:
    """Word a timestamp as Discord does for somebody who reads British English in UTC."""
    at = datetime.fromtimestamp(seconds, UTC)
    if style == "R":
        return relative((at - now).total_seconds())
    day = f"{at.day} {at:%B %Y}"
    words = {
        "t": f"{at:%H:%M}",
        "T": f"{at:%H:%M:%S}",
        "d": f"{at:%d/%m/%Y}",
        "D": day,
        "f": f"{day} at {at:%H:%M}",
        "F": f"{at:%A}, {day} at {at:%H:%M}",
    }
    return words.get(style, words["f"])


STEPS = (
    (365.25 * 86_400, "year"),
    (30.44 * 86_400, "month"),
    (86_400.0, "day"),
    (3_600.0, "hour"),
    (60.0, "minute"),
    (1.0, "second"),
)


def relative(seconds: float) -> str:
    """Word a distance in time: "in 3 days", "a month ago"."""
    for size, unit in STEPS:
        count = round(abs(seconds) / size)
        if abs(seconds) >= size * 0.95 or unit == "second":
            break
    count = max(count, 1)
    one = "an" if unit == "hour" else "a"
    words = f"{one} {unit}" if count == 1 else f"{count} {unit}s"
    return f"in {words}" if seconds >= 0 else f"{words} ago"


def _lines(text: str, names: Names) -> str:
    shown: list[str] = []
    lines = text.split("\n") if text else []
    while lines:
        line = lines.pop(0)
        if line.startswith(">>> "):
            rest = "\n".join([line[4:], *lines])
            shown.append(f"<blockquote>{_lines(rest, names)}</blockquote>")
            return "".join(shown)
        if line.startswith("> ") or line == ">":
            quoted = [line[2:]]
            while lines and (lines[0].startswith("> ") or lines[0] == ">"):
                quoted.append(lines.pop(0)[2:])
            body = _lines("\n".join(quoted), names)
            shown.append(f"<blockquote>{body}</blockquote>")
            continue
        shown.append(_line(line, names, last=not lines))
    return "".join(shown)


def _line(line: str, names: Names, *, last: bool) -> str:
    header = HEADER.fullmatch(line)
    if header:
        level = len(header[1])
        return f'<div class="h{level}">{inline(header[2], names)}</div>'
    if line.startswith("-# "):
        return f'<div class="small">{inline(line[3:], names)}</div>'
    item = ITEM.fullmatch(line)
    if item:
        sign = f"{item[2]}." if item[2] else "•"
        indent = 8 + 10 * len(item[1])
        return (
            f'<div class="item" style="padding-left:{indent}px">'
            f"<span>{sign}</span><div>{inline(item[3], names)}</div></div>"
        )
    return inline(line, names) + ("" if last else "<br>")
