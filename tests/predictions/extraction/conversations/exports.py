"""The conversation as chats and networks export it, in the markup and with the fields of their own programs."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

from tests.predictions.extraction.conversations.chats import flat
from tests.predictions.extraction.conversations.data import epoch
from tests.predictions.extraction.conversations.mail import letter
from tests.predictions.extraction.conversations.said import PEOPLE, TURNS, Turn
from tests.predictions.extraction.conversations.shapes import in_tags

_RULE = "=" * 62
HANDLES = {"kern": "U02ABCD31", "lind": "U02ABCD32", "obi": "U02ABCD33"}


def discord_text(day: Callable[[datetime], str]) -> Callable[[], str]:
    """As DiscordChatExporter writes plain text, with what it adds below messages."""
    below = (
        "{Reactions}\n\N{THUMBS UP SIGN} (40)\n",
        "{Attachments}\nhttps://cdn.example/harbour.png\n",
        "{Embed}\nHarbour News\nhttps://news.example\nA tunnel was dug under the town\n",
        "",
    )

    def write() -> str:
        said = (
            f"[{day(t.at)}] {t.who}{' (pinned)' if n == 1 else ''}\n{t.text}\n\n{below[min(n, 3)]}\n"
            for n, t in enumerate(TURNS)
        )
        return f"{_RULE}\nGuild: Harbour\nChannel: Town / talk\n{_RULE}\n\n{''.join(said)}{_RULE}\nExported 8 message(s)\n{_RULE}\n"

    return write


def half_days(at: datetime) -> str:
    return f"{at.month}/{at.day}/{at.year} {at.hour}:{at.minute:02} AM"


def discord_page() -> str:
    """As DiscordChatExporter writes pages, an answer under the message that it answers."""
    said = "".join(
        f'<div class="chatlog__message-group"><div class="chatlog__message-container" id="m{n}"><div class="chatlog__message">{_answered(t)}'
        f'<div class="chatlog__header"><span class="chatlog__author" title="{t.who}">{t.name}</span>'
        f'<span class="chatlog__timestamp" title="{t.at:%A, %B} {t.at.day}, {t.at.year} 10:12 AM"><a href="#m{n}">x</a></span></div>'
        f'<div class="chatlog__content chatlog__markdown"><span class="chatlog__markdown-preserve">{escape(t.text)}</span>'
        '<span class="chatlog__edited-timestamp" title="Monday, June 30, 2031 10:12 AM">(edited)</span></div>'
        '<div class="chatlog__reactions"><span class="chatlog__reaction-count">40</span></div></div></div></div>'
        for n, t in enumerate(TURNS)
    )
    return f'<html><head><title>Harbour - talk</title></head><body><div class="preamble"><div class="preamble__entry">Harbour</div><div class="preamble__entry">talk</div></div><div class="chatlog">{said}</div></body></html>'


def _answered(turn: Turn) -> str:
    if turn.quotes is None:
        return ""
    who, words = turn.quotes
    return f'<div class="chatlog__reply"><div class="chatlog__reply-author">{PEOPLE[who]}</div><div class="chatlog__reply-content">{words}</div></div>'


def discord_table() -> str:
    quoted = (
        ",".join(
            '"' + cell.replace('"', '""') + '"'
            for cell in ("7", t.who, f"{t.at:%Y-%m-%dT%H:%M:%S}.0000000+00:00", t.text, "", "x (4)")
        )
        for t in TURNS
    )
    return "\n".join(("AuthorID,Author,Date,Content,Attachments,Reactions", *quoted)) + "\n"


def _packed(files: dict[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def slack_zip() -> bytes:
    """A workspace: who is who in a file of its own, each day of a channel in another."""
    days: dict[str, list[dict[str, object]]] = {}
    for n, t in enumerate(TURNS):
        known: dict[str, object] = {
            "type": "message",
            "user": HANDLES[t.who],
            "ts": f"{epoch(t)}.000{n}",
        }
        joined = {
            **known,
            "subtype": "channel_join",
            "text": f"<@{HANDLES[t.who]}> has joined the channel",
        }
        said = (f"&gt; {t.quotes[1]}\n" if t.quotes else "") + t.text
        days.setdefault(f"talk/{t.day}.json", []).extend([joined, {**known, "text": said}])
    users = [
        {"id": HANDLES[who], "name": who, "profile": {"real_name": name, "display_name": ""}}
        for who, name in PEOPLE.items()
    ]
    return _packed({"users.json": json.dumps(users), "channels.json": "[]", **{d: json.dumps(m) for d, m in days.items()}})  # fmt: skip


def whatsapp_zip() -> bytes:
    return _packed({"_chat.txt": "".join(whatsapp_lines()), "0001-PHOTO.jpg": ""})


def whatsapp_lines() -> Iterator[str]:
    """As an iPhone writes them: marks of direction before what it says itself, a thin space before PM."""
    day = "{0:%m}/{0:%d}/{0:%y}, 10:12:00\u202fAM"
    yield f"\u200e[{day.format(TURNS[0].at)}] Harbour: \u200eMessages and calls are end-to-end encrypted.\r\n"
    for t in TURNS:
        yield f"[{day.format(t.at)}] {t.name}: {flat(t)}\r\n"
        yield f"\u200e[{day.format(t.at)}] \u202a+49 151 1234567\u202c: \u200eimage omitted\r\n"


def telegram_page() -> str:
    """As Telegram Desktop writes pages: whoever writes again on a day is not named again."""
    said = []
    for before, t in pairwise((None, *TURNS)):
        assert t is not None
        joined = before is not None and before.who == t.who and before.day == t.day
        name = "" if joined else f'<div class="from_name">\n{t.name} \n</div>'
        said.append(
            f'<div class="message default clearfix{" joined" if joined else ""}" id="message7"><div class="body">'
            f'<div class="pull_right date details" title="{t.at:%d.%m.%Y %H:%M:%S} UTC+01:00">\n10:12\n</div>{name}'
            f'<div class="reply_to details">\nIn reply to <a href="#go_to_message3">this message</a>\n</div><div class="text">\n{in_tags(t)}\n</div></div></div>'
        )
    return f'<html><head><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header"><div class="text bold">Harbour</div></div><div class="history">{"".join(said)}</div></div></body></html>'


def matrix_json() -> str:
    """A room of Matrix: names in the events of those who joined, an answer that repeats what it answers."""
    joined = [
        {"type": "m.room.member", "event_id": f"$j{who}", "state_key": f"@{who}:example.org", "sender": f"@{who}:example.org",
         "content": {"membership": "join", "displayname": name}, "origin_server_ts": 1}
        for who, name in PEOPLE.items()
    ]  # fmt: skip
    said = []
    for n, t in enumerate(TURNS):
        content: dict[str, object] = {"msgtype": "m.text", "body": t.text}
        if t.quotes:
            content["body"] = f"> <@{t.quotes[0]}:example.org> {t.quotes[1]}\n\n{t.text}"
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": "$0"}}
        said.append({"type": "m.room.message", "event_id": f"${n}", "sender": f"@{t.who}:example.org", "content": content, "origin_server_ts": epoch(t) * 1000})  # fmt: skip
    return json.dumps({"room_name": "Harbour", "messages": joined + said})


def element_page() -> str:
    said = []
    for t in TURNS:
        chain = f'<blockquote class="mx_ReplyChain"><span class="mx_DisambiguatedProfile_displayName">{PEOPLE[t.quotes[0]]}</span><div class="mx_MTextBody"><span class="mx_EventTile_body">{t.quotes[1]}</span></div></blockquote>' if t.quotes else ""  # fmt: skip
        said.append(
            f'<li class="mx_EventTile" data-layout="group"><div class="mx_DisambiguatedProfile"><span class="mx_DisambiguatedProfile_displayName">{t.name}</span></div>'
            f'<div class="mx_EventTile_line"><a href="x"><span class="mx_MessageTimestamp" aria-hidden="true" title="{t.at:%a, %b} {t.at.day}, {t.at.year}, 10:12:00">10:12</span></a>{chain}'
            f'<div class="mx_MTextBody mx_EventTile_content"><span class="mx_EventTile_body">{escape(t.text)}</span></div></div></li>'
        )
    return f"<html><head><title>Harbour</title></head><body><ol>{''.join(said)}</ol></body></html>"


def messenger_json() -> str:
    """As Facebook writes it: each byte of UTF-8 as a character of its own."""
    said = [{"sender_name": t.name, "timestamp_ms": epoch(t) * 1000, "content": _bytewise(f"{t.text} \N{SLIGHTLY SMILING FACE}")} for t in TURNS]  # fmt: skip
    return json.dumps({"title": "Harbour", "messages": said, "thread_path": "inbox/harbour"})


def _bytewise(words: str) -> str:
    return words.encode().decode("latin-1")


def teams_json() -> str:
    said = [
        {"id": str(n), "messageType": "message", "createdDateTime": f"{t.at:%Y-%m-%dT%H:%M:%S}.000Z", "lastModifiedDateTime": "2031-06-30T00:00:00Z",
         "from": {"application": None, "user": {"id": "x", "displayName": t.name}}, "body": {"contentType": "html", "content": in_tags(t)}}
        for n, t in enumerate(TURNS)
    ]  # fmt: skip
    return json.dumps({"value": said})


def mattermost_jsonl() -> str:
    lines: list[dict[str, object]] = [{"type": "version", "version": 1}]
    lines += [{"type": "user", "user": {"username": who, "nickname": name}} for who, name in PEOPLE.items()]  # fmt: skip
    lines += [{"type": "post", "post": {"team": "t", "channel": "c", "user": t.who, "message": t.text, "create_at": epoch(t) * 1000}} for t in TURNS]  # fmt: skip
    return "\n".join(map(json.dumps, lines)) + "\n"


def mastodon_json() -> str:
    said = [{"id": str(n), "created_at": t.at.isoformat(), "content": in_tags(t), "account": {"username": t.who, "acct": t.who, "display_name": t.name, "note": "<p>All will end by 2050.</p>"}} for n, t in enumerate(TURNS)]  # fmt: skip
    return json.dumps({"ancestors": said[:1], "descendants": said[1:]})


def bluesky_json() -> str:
    said = [{"post": {"uri": "at://x", "author": {"did": "did:plc:x", "handle": f"{t.who}.example.org", "displayName": t.name}, "record": {"$type": "app.bsky.feed.post", "text": t.text, "createdAt": t.at.isoformat()}, "likeCount": 4, "labels": []}, "replies": []} for t in TURNS]  # fmt: skip
    return json.dumps({"thread": {**said[0], "replies": said[1:]}})


def lemmy_json() -> str:
    post = {"id": 1, "name": "The harbour", "creator_id": 9, "body": "All of it will sink by 2050.", "published": "2031-01-01T00:00:00Z"}  # fmt: skip
    said = [{"comment": {"id": n, "creator_id": n, "content": t.text, "published": t.at.isoformat()}, "creator": {"id": n, "name": t.who, "display_name": t.name, "published": "2020-01-01T00:00:00Z"}, "post": post} for n, t in enumerate(TURNS)]  # fmt: skip
    return json.dumps({"comments": said})


def reddit_page() -> str:
    """Reddit's pages of 2018 to 2023: ages in the markup, days in what a script of the page keeps."""
    said = "".join(
        f'<div class="a1 b2" id="t1_{n}"><div class="Comment t1_{n} c3"><span class="d4">level 1</span><div class="e5"><div><a class="f6" href="https://www.reddit.com/user/{t.who}">{t.who}</a></div>'
        f'<span class="g7">56 points</span><span class="g7"> &middot; </span><a class="h8" href="/r/harbour/{n}" id="CommentTopMeta--Created--t1_{n}"><span>3 years ago</span></a></div>'
        f'<div data-testid="comment" class="i9"><div class="j0 RichTextJSON-root">{in_tags(t)}</div></div><div class="k1"><button>Reply</button><button>Share</button></div></div></div>'
        for n, t in enumerate(TURNS)
    )
    state = {"features": {"comments": {"models": {f"t1_{n}": {"id": f"t1_{n}", "created": epoch(t), "author": t.who} for n, t in enumerate(TURNS)}}}}  # fmt: skip
    return f'<html><head><title>The harbour : town</title></head><body>{said}<script id="data">window.___r = {json.dumps(state)}; window.___prefetches = [];</script></body></html>'


def hexchat_log() -> str:
    said = [f"{t.at:%b %d %H:%M:%S} <{t.who}>\t{flat(t)}" for t in TURNS]
    served = "Mar 03 10:00:00 *\tNow talking on #harbour"
    return "\n".join(("**** BEGIN LOGGING AT Mon Mar  3 09:00:00 2031\n", served, *said)) + "\n"


def pipermail() -> str:
    """The archive of a list, which hides addresses and cuts attachments off."""
    return "\n".join(
        letter(t).replace(f"{t.name} <{t.who}@example.org>", f"{t.who} at example.org ({t.name})")
        + "\n-------------- next part --------------\nAn HTML attachment was scrubbed...\n"
        for t in TURNS
    )
