"""The conversation as a program exports it: front matter, YAML, JSON, XML, tables."""

import csv
import json
from collections.abc import Callable
from html import escape
from io import StringIO
from textwrap import fill, indent

from tests.predictions.extraction.conversations.said import TURNS, Turn
from tests.predictions.extraction.conversations.shapes import folded, in_tags, marked


def jekyll() -> str:
    comments = "".join(
        f"- comment_ID: '{n}'\n  comment_author: {t.name}\n  comment_author_url: http://{t.who}.example\n"
        f"  comment_content: {json.dumps(marked(t))}\n  comment_date: '{t.at:%Y-%m-%d %H:%M:%S}'\n  is_admin: '0'\n"
        for n, t in enumerate(TURNS, 1)
    )
    return f"---\nlayout: post\ntitle: The harbour\ndate: 2031-03-01\nauthor: Ada Voss\ncomments:\n{comments}---\n\nThe council met last night. It talked for six hours.\n"


def staticman() -> str:
    comments = "".join(
        f"  - name: {t.name}\n    email: {t.who}@example.org\n    date: {t.at.isoformat()}\n    message: |\n{indent(marked(t), '      ')}\n"
        for t in TURNS
    )
    return f"---\ntitle: The harbour\ncomments:\n{comments}---\nThe council met last night.\n"


def yaml_file() -> str:
    return "thread: harbour\nmessages:\n" + "".join(
        f"  - created: {t.day}\n    author:\n      name: {t.name}\n      id: {n}\n    body: >-\n{folded(marked(t), '      ')}\n"
        for n, t in enumerate(TURNS)
    )


def plain_yaml() -> str:
    """Comments with their text unquoted, over several lines, with a backslash and n for line ends."""
    return (
        "---\ncomments:\n"
        + "".join(
            f"- author: {t.name}\n  posted: '{t.at:%Y-%m-%d %H:%M:%S}'\n  content: {fill(t.text.replace(chr(10), chr(92) + 'n'), 70, subsequent_indent='    ')}\n"
            for t in TURNS
        )
        + "---\n"
    )


def records(
    who: str, when: str, what: str, day: Callable[[Turn], object]
) -> list[dict[str, object]]:
    return [{"id": n, who: t.name, when: day(t), what: marked(t)} for n, t in enumerate(TURNS, 1)]


def epoch(turn: Turn) -> int:
    return int(turn.at.timestamp())


def json_lines() -> str:
    return "\n".join(map(json.dumps, records("user", "ts", "text", epoch))) + "\n"


def json_nested() -> str:
    top: list[dict[str, object]] = []
    into = top
    for t in TURNS:
        replies: list[dict[str, object]] = []
        into.append(
            {
                "author": {"displayName": t.name, "url": "x"},
                "createdAt": t.at.isoformat(),
                "bodyHtml": in_tags(t),
                "replies": replies,
            }
        )
        into = replies if t.quotes else into
    return json.dumps({"title": "The harbour", "comments": top})


def reddit_json() -> str:
    children = [
        {
            "kind": "t1",
            "data": {
                "author": t.who,
                "created_utc": float(epoch(t)),
                "body": marked(t),
                "score": 3,
            },
        }
        for t in TURNS
    ]
    return json.dumps([{"kind": "Listing", "data": {"children": children}}])


def hn_json() -> str:
    kids = [
        {"by": t.who, "id": n, "time": epoch(t), "text": in_tags(t), "type": "comment"}
        for n, t in enumerate(TURNS)
    ]
    return json.dumps(
        {
            "by": "voss",
            "title": "The harbour",
            "time": epoch(TURNS[0]) - 9,
            "type": "story",
            "kids": kids,
        }
    )


def slack_json() -> str:
    return json.dumps([
        {"type": "message", "user": f"U02ABCD3{n}", "text": (f"&gt; {t.quotes[1]}\n" if t.quotes else "") + t.text, "ts": f"{epoch(t)}.000{n}",
         "user_profile": {"real_name": t.name, "display_name": t.who}}
        for n, t in enumerate(TURNS)
    ])  # fmt: skip


def telegram_json() -> str:
    return json.dumps({"name": "Harbour", "type": "public_supergroup", "messages": [
        {"id": n, "type": "message", "date": f"{t.at:%Y-%m-%dT%H:%M:%S}", "from": t.name, "from_id": f"user{n}",
         "text": [*([{"type": "blockquote", "text": t.quotes[1]}, "\n\n"] if t.quotes else []), t.text]}
        for n, t in enumerate(TURNS)]})  # fmt: skip


WXR = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">\n<channel><title>Harbour news</title>\n'
)


def wordpress() -> str:
    comments = "".join(
        f"<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_author><![CDATA[{t.name}]]></wp:comment_author>"
        f"<wp:comment_author_email>a@example.org</wp:comment_author_email><wp:comment_date>{t.at:%Y-%m-%d %H:%M:%S}</wp:comment_date>"
        f"<wp:comment_content><![CDATA[{in_tags(t)}]]></wp:comment_content></wp:comment>\n"
        for n, t in enumerate(TURNS)
    )
    return (
        f"{WXR}<item><title>The harbour</title><dc:creator>voss</dc:creator><pubDate>Sat, 01 Mar 2031 10:00:00 +0000</pubDate>"
        f"<content:encoded><![CDATA[<p>The council met last night. It talked for six hours.</p>]]></content:encoded>\n{comments}</item></channel></rss>\n"
    )


def rss() -> str:
    items = "".join(
        f"<item><title>Re: The harbour</title><dc:creator>{t.name}</dc:creator><pubDate>{t.at:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f"<description>{escape(in_tags(t))}</description></item>\n"
        for t in TURNS
    )
    return f"{WXR}{items}</channel></rss>\n"


def atom() -> str:
    entries = "".join(
        f"<entry><title>Comment</title><author><name>{t.name}</name></author><updated>{t.at.isoformat()}</updated>"
        f"<content type='html'>{escape(in_tags(t))}</content></entry>\n"
        for t in TURNS
    )
    return f"<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'><title>Comments</title>\n{entries}</feed>\n"


def disqus() -> str:
    posts = "".join(
        f'<post dsq:id="{n}"><id></id><message><![CDATA[{in_tags(t)}]]></message><createdAt>{t.at:%Y-%m-%dT%H:%M:%SZ}</createdAt>'
        f"<author><name>{t.name}</name><isAnonymous>false</isAnonymous><username>{t.who}</username></author></post>\n"
        for n, t in enumerate(TURNS)
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">\n{posts}</disqus>\n'


def table(
    heads: list[str], rows: Callable[[Turn], list[str]], delimiter: str = ","
) -> Callable[[], str]:
    def write() -> str:
        out = StringIO()
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerows([heads, *map(rows, TURNS)])
        return out.getvalue()

    return write
