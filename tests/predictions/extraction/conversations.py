"""One conversation in many files: the same turns as a forum, a chat, a mailbox or a program's data writes them."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from html import escape
from io import StringIO
from textwrap import fill, indent

PEOPLE = {"kern": "Mara Kern", "lind": "Jonas Lind", "obi": "Adaeze Obi"}
FERRY = "The ferry will be gone within two years."
BRIDGE = "There is a 30% chance that the bridge opens by the end of 2034."
RENTS = "Rents near the harbour will double by 2036."
SHOPS = "Within three years half of the shops will be empty."
SHIPYARD = "The next mayor will sell the old shipyard within eighteen months."
CLAIMS = ("ferry will be gone", "bridge opens", "harbour will double", "shops will be empty", "old shipyard within")  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """What one of them says on a day; `quotes` is what somebody else said before."""

    who: str
    day: date
    said: tuple[str, ...]
    quotes: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        return PEOPLE[self.who]

    @property
    def text(self) -> str:
        return "\n\n".join(self.said)

    @property
    def at(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 10, 12, tzinfo=UTC)


TURNS = (
    Turn("kern", date(2031, 3, 3), (f"The council has voted for the new bridge. {FERRY}",)),
    Turn("lind", date(2031, 3, 5), ("That is too quick for me.", BRIDGE), ("kern", FERRY)),
    Turn("obi", date(2031, 3, 5), ("Has anybody read the report? It was published last week and has four hundred pages.",)),
    Turn("kern", date(2031, 3, 9), (f"I read it twice. {RENTS}",)),
    Turn("lind", date(2031, 3, 12), ("The survey asked six hundred people. Most of them live on the north side.",)),
    Turn("obi", date(2031, 4, 2), (f"I doubt it. {SHOPS}",), ("kern", RENTS)),
    Turn("kern", date(2031, 4, 4), ("Fair enough. I stand by what I wrote.",)),
    Turn("lind", date(2031, 4, 20), (SHIPYARD,)),
)  # fmt: skip
LAST = TURNS[-1].day
# Who said it, and by when it is to come, counted from the day of the turn or from that of the whole.
SAID: dict[str, tuple[str, Callable[[date], date]]] = {
    CLAIMS[0]: ("kern", lambda day: day.replace(year=day.year + 2)),
    CLAIMS[1]: ("lind", lambda _: date(2034, 12, 31)),
    CLAIMS[2]: ("kern", lambda _: date(2036, 12, 31)),
    CLAIMS[3]: ("obi", lambda day: day.replace(year=day.year + 3)),
    CLAIMS[4]: ("lind", lambda day: day.replace(year=day.year + 1, month=day.month + 6)),
}
_DAYS = {CLAIMS[0]: 0, CLAIMS[1]: 1, CLAIMS[2]: 3, CLAIMS[3]: 5, CLAIMS[4]: 7}


@dataclass(frozen=True)
class Format:
    """A file with the conversation: whether it names people in full, and says when each wrote."""

    name: str
    write: Callable[[], str | bytes]
    full: bool = True
    dated: bool = True
    speaks: str | None = None  # how it writes names, where neither in full nor by handle

    def expected(self) -> list[tuple[str, str, date]]:
        """Each claim, its author as the file names them, its deadline."""
        return [
            (claim, self.called(who), by(TURNS[_DAYS[claim]].day if self.dated else LAST))
            for claim, (who, by) in SAID.items()
        ]

    def called(self, who: str) -> str:
        if self.speaks:
            return self.speaks.format(
                last=PEOPLE[who].split()[1].upper(), n=[*PEOPLE].index(who) + 1
            )
        return PEOPLE[who] if self.full else who


def marked(turn: Turn, *, by: str | None = None, mark: str = "> ") -> str:
    """The turn with what it quotes behind marks."""
    if turn.quotes is None:
        return turn.text
    head = f"{by.format(name=PEOPLE[turn.quotes[0]], who=turn.quotes[0])}\n" if by else ""
    return f"{head}{indent(turn.quotes[1], mark)}\n\n{turn.text}"


def in_tags(turn: Turn) -> str:
    """The turn as a fragment of a page."""
    quoted = f"<blockquote><p>{escape(turn.quotes[1])}</p></blockquote>" if turn.quotes else ""
    return quoted + "".join(f"<p>{escape(words)}</p>" for words in turn.said)


def bbcode(turn: Turn, head: str) -> str:
    if turn.quotes is None:
        return turn.text
    who, words = turn.quotes
    return f"{head.format(name=PEOPLE[who], who=who)}{words}[/quote]\n{turn.text}"


def each(form: Callable[[Turn], str], between: str = "\n\n", head: str = "") -> Callable[[], str]:
    return lambda: head + between.join(map(form, TURNS)) + "\n"


def numbered(
    form: Callable[[int, Turn], str], between: str = "\n\n", head: str = ""
) -> Callable[[], str]:
    return lambda: head + between.join(form(n, turn) for n, turn in enumerate(TURNS, 1)) + "\n"


def long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def wrapped(text: str, width: int = 60) -> str:
    return "\n\n".join(fill(part, width) for part in text.split("\n\n"))


def folded(text: str, by: str) -> str:
    return indent(wrapped(text), by)


# --- a program's data


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


# --- mail


def letter(turn: Turn, encoding: str = "7bit") -> str:
    mail = EmailMessage()
    mail["From"] = f"{turn.name} <{turn.who}@example.org>"
    mail["To"] = "harbour@example.org"
    mail["Date"] = turn.at
    mail["Subject"] = "Re: The harbour"
    head = ""
    if turn.quotes:
        who, words = turn.quotes
        head = f"On Mon, Mar 3, 2031 at 10:12 AM {PEOPLE[who]} <{who}@example.org> wrote:\n{indent(words, '> ')}\n\n"
    mail.set_content(
        f"{head}{wrapped(turn.text, 70)}\n\n-- \n{turn.name}\nHarbour Street 4 will always be open\n",
        cte=encoding,
    )
    return f"From {turn.who}@example.org {turn.at:%a %b %d %H:%M:%S %Y}\n{mail.as_string()}"


def pasted_mail(turn: Turn) -> str:
    return f"From: {turn.name}\nDate: {turn.at:%a, %d %b %Y %H:%M:%S} +0000\nSubject: Re: The harbour\n\n{marked(turn, by='{name} wrote:')}\n\n-- \n{turn.name}, Harbour Street 4\n"


# --- forums, as copied from a page


def phpbb(turn: Turn) -> str:
    body = bbcode(turn, "[quote={who}]")
    return f"Re: The harbour\nPost by {turn.who} » {turn.at:%a %b %d, %Y} 10:12 am\n\n{body}\n"


def vbulletin(n: int, turn: Turn) -> str:
    quoted = (
        f"Quote:\nOriginally Posted by {turn.quotes[0]}\n{turn.quotes[1]}\n\n"
        if turn.quotes
        else ""
    )
    return f"#{n}\n{turn.at:%m-%d-%Y}, 10:12 AM\n{turn.who}\nSenior Member\nJoin Date: Jan 2029\nPosts: 1,204\n\n{quoted}{turn.text}\n"


def xenforo(n: int, turn: Turn) -> str:
    quoted = (
        f"{turn.quotes[0]} said:\n{turn.quotes[1]}\nClick to expand...\n" if turn.quotes else ""
    )
    return f"{turn.who}\nMember\n{long(turn.day)}\n#{n}\n{quoted}{turn.text}\nLike Reply\n"


def discourse(n: int, turn: Turn) -> str:
    body = bbcode(turn, f'[quote="{{who}}, post:{max(1, n - 1)}, topic:77, full:true"]\n').replace(
        "[/quote]", "\n[/quote]"
    )
    return f"{turn.who} | {turn.at:%Y-%m-%d %H:%M:%S} UTC | #{n}\n\n{body}\n\n-------------------------"


def reddit_new(turn: Turn) -> str:
    return f"u/{turn.who} avatar\n{turn.who}\n•\n3d ago\n\n{marked(turn)}\n\nUpvote\n12\n\nDownvote\n\nReply\nreply\n\nShare\nShare"


def disqus_copy(turn: Turn) -> str:
    return f"{turn.name} • 3 days ago\n\n{turn.text}\n\n3 △ ▽ • Reply • Share ›"


def substack(turn: Turn) -> str:
    return f"{turn.name}\n{turn.at:%b} {turn.day.day}, {turn.day.year}\n\n{turn.text}\n\nLike (3)\nReply (1)\nShare\n"


def twitter(turn: Turn) -> str:
    return f"{turn.name}\n@{turn.who}\n·\n{turn.at:%b} {turn.day.day}, {turn.day.year}\n{turn.text}\n4\n12\n1.2K\n"


# --- chats


def by_day(line: Callable[[Turn], str], day: Callable[[date], str]) -> Callable[[], str]:
    def write() -> str:
        lines, last = [], None
        for turn in TURNS:
            if turn.day != last:
                lines.append(day(turn.day))
            last = turn.day
            lines.append(line(turn))
        return "\n".join(lines) + "\n"

    return write


def flat(turn: Turn) -> str:
    return " ".join(turn.said)


def signal(turn: Turn) -> str:
    return f"From: {turn.name} (+49151{turn.who})\nType: incoming\nSent: {turn.at:%a, %d %b %Y %H:%M:%S} +0000\nReceived: {turn.at:%a, %d %b %Y %H:%M:%S} +0000\n\n{turn.text}\n"


def stamped(turn: Turn, n: int) -> str:
    return f"00:{n:02}:00.000 --> 00:{n:02}:59.000"


def srt(n: int, turn: Turn) -> str:
    return (
        f"{n}\n00:{n:02}:00,000 --> 00:{n:02}:59,000\n{turn.name.split()[1].upper()}: {flat(turn)}"
    )


def th(day: date) -> str:
    return f"{day:%A}, {day:%B} {day.day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10 if day.day // 10 != 1 else 0, 'th') }, {day.year}"


def interview() -> str:
    said = "\n\n".join(f"{''.join(p[0] for p in t.name.split())}: {flat(t)}" for t in TURNS)
    return f"A talk about the harbour, with Mara Kern (MK), Jonas Lind (JL) and Adaeze Obi (AO).\n\n{said}\n"


_LAST_NAME = "{last}"
FORMATS = {
    f"{f.name}": f
    for f in (
        Format("jekyll.md", jekyll),
        Format("staticman.md", staticman),
        Format("file.yml", yaml_file),
        Format("unquoted.md", plain_yaml),
        Format("list.json", lambda: json.dumps(records("author", "date", "text", lambda t: str(t.day)), indent=1)),
        Format("nested.json", json_nested),
        Format("lines.jsonl", json_lines),
        Format("reddit.json", reddit_json, full=False),
        Format("hn.json", hn_json, full=False),
        Format("slack.json", slack_json),
        Format("telegram.json", telegram_json),
        Format("wordpress.xml", wordpress),
        Format("rss.xml", rss),
        Format("atom.xml", atom),
        Format("disqus.xml", disqus),
        Format("table.csv", table(["author", "date", "comment"], lambda t: [t.name, str(t.day), marked(t)])),
        Format("other.tsv", table(["id", "created_at", "user_name", "message", "likes"], lambda t: ["7", t.at.isoformat(), t.name, marked(t), "3"], "\t")),
        Format("semicolons.csv", table(["Speaker", "Posted on", "Body"], lambda t: [t.name, t.day.strftime("%d.%m.%Y"), t.text], ";")),
        Format("box.mbox", each(letter, "\n")),
        Format("encoded.mbox", each(lambda t: letter(t, "base64" if t.who == "lind" else "quoted-printable"), "\n")),
        Format("letters.txt", each(pasted_mail)),
        Format("phpbb.txt", each(phpbb), full=False),
        Format("vbulletin.txt", numbered(vbulletin), full=False),
        Format("xenforo.txt", numbered(xenforo), full=False),
        Format("discourse.txt", numbered(discourse), full=False),
        Format("posted_by.txt", each(lambda t: f"Posted by {t.name} on {long(t.day)} at 10:12 AM\n\n{marked(t, by='{name} said:')}")),
        Format("says.txt", each(lambda t: f"{t.name} says:\n{long(t.day)} at 10:12 am\n\n{t.text}\n\nReply")),
        Format("said_on.txt", each(lambda t: f"{t.name} said on {t.day.day} {t.day:%B} {t.day.year}:\n\n{wrapped(t.text)}")),
        Format("hn_copy.txt", each(lambda t: f"{t.who} on {t.day:%b} {t.day.day}, {t.day.year} | parent | next [–]\n\n{marked(t)}\n\nreply"), full=False),
        Format("hn_ago.txt", each(lambda t: f"{t.who} 3 days ago | prev | next [–]\n\n{marked(t)}"), full=False, dated=False),
        Format("reddit_old.txt", each(lambda t: f"[–]{t.who} 12 points 3 days ago \n\n{marked(t)}\n\npermalink embed save parent report reply"), full=False, dated=False),
        Format("reddit_new.txt", each(reddit_new), full=False, dated=False),
        Format("lesswrong.txt", each(lambda t: f"[-]{t.who}3mo 12\n\n{marked(t)}\n\nReply"), full=False, dated=False),
        Format("disqus_copy.txt", each(disqus_copy), dated=False),
        Format("middot.txt", each(lambda t: f"{t.name} · {t.at:%b} {t.day.day}, {t.day.year}\n{t.text}\nReply · 12 likes")),
        Format("substack.txt", each(substack)),
        Format("twitter.txt", each(twitter)),
        Format("headings.md", each(lambda t: f"### {t.name} — {t.day}\n\n{marked(t)}", head="# The harbour\n\n")),
        Format("comment_by.md", each(lambda t: f"## Comment by {t.name}, {t.day.day} {t.day:%B} {t.day.year}\n\n{marked(t)}", head="# The harbour\n\n")),
        Format("exchange.md", numbered(lambda n, t: f"## Answer {n}\n\n- posted by: [{t.name}](https://example.org/{t.who}) on {t.day}\n- score: 4\n\n{marked(t)}")),
        Format("linked.md", each(lambda t: f"[{t.who}](https://example.org/item?id=7) ({t.day}):\n\n{marked(t)}"), full=False),
        Format("irc.log", each(lambda t: f"[{t.at:%Y-%m-%d %H:%M}] <{t.who}> {flat(t)}", "\n"), full=False),
        Format("irc_days.log", by_day(lambda t: f"10:12 <@{t.who}> {flat(t)}", lambda d: f"--- Day changed {d:%a %b %d %Y}"), full=False),
        Format("irc_bare.txt", each(lambda t: f"<{t.who}> {flat(t)}", "\n"), full=False, dated=False),
        Format("weechat.log", each(lambda t: f"{t.at:%Y-%m-%d %H:%M:%S}\t{t.who}\t{flat(t)}", "\n"), full=False),
        Format("whatsapp.txt", each(lambda t: f"{t.at:%d/%m/%Y}, 10:12 - {t.name}: {flat(t)}", "\n")),
        Format("whatsapp_ios.txt", each(lambda t: f"[{t.at:%d.%m.%y}, 10:12:11] {t.name}: {flat(t)}", "\n")),
        Format("telegram.txt", each(lambda t: f"{t.name}, [{t.at:%d.%m.%Y %H:%M}]\n{t.text}")),
        Format("telegram_days.txt", by_day(lambda t: f"{t.name}, [10:12]\n{t.text}\n", lambda d: f"{d.day} {d:%B} {d.year}\n")),
        Format("slack.txt", by_day(lambda t: f"{t.name}  10:12 AM\n{t.text}", th)),
        Format("discord.txt", each(lambda t: f"{t.who} — {t.at:%m/%d/%Y} 10:12 AM\n{t.text}"), full=False),
        Format("signal.txt", each(signal)),
        Format("imessage.txt", each(lambda t: f"{t.at:%b %d, %Y} 10:12:00 AM\n{t.name}\n{t.text}\n")),
        Format("dialogue.txt", each(lambda t: f"{t.name.split()[1].upper()}: {wrapped(flat(t))}"), speaks=_LAST_NAME, dated=False),
        Format("bold.md", each(lambda t: f"**{t.name}**: {flat(t)}"), dated=False),
        Format("aside.txt", numbered(lambda n, t: f"{t.name.split()[1].upper()}{' (laughs)' if n % 2 else ''}: {flat(t)}"), speaks=_LAST_NAME, dated=False),
        Format("interview.txt", interview, dated=False),
        Format("names.txt", each(lambda t: f"{t.name}\n{wrapped(flat(t))}", head="Mara Kern, Jonas Lind and Adaeze Obi talk about the harbour.\n\n"), dated=False),
        Format("voices.vtt", numbered(lambda n, t: f"{stamped(t, n)}\n<v {t.name}>{flat(t)}</v>", head="WEBVTT\n\n"), dated=False),
        Format("talk.srt", numbered(srt), speaks=_LAST_NAME, dated=False),
        Format("arrows.txt", each(lambda t: f">> {t.name.split()[1].upper()}: {wrapped(flat(t), 40)}", "\n"), speaks=_LAST_NAME, dated=False),
        Format("brackets.txt", each(lambda t: f"[{t.name}] {flat(t)}"), dated=False),
        Format("speaker_numbers.txt", each(lambda t: f"[Speaker {[*PEOPLE].index(t.who) + 1}]: {flat(t)}"), speaks="Speaker {n}", dated=False),
        Format("speech_to_text.txt", numbered(lambda n, t: f"[00:{n:02}:01.000 --> 00:{n:02}:40.000] [SPEAKER_0{[*PEOPLE].index(t.who) + 1}] {flat(t)}", "\n"), speaks="SPEAKER_0{n}", dated=False),
    )
}  # fmt: skip
HELD_OUT = (
    "nested.json", "reddit.json", "telegram.json", "rss.xml", "disqus.xml", "other.tsv", "encoded.mbox", "vbulletin.txt", "discourse.txt", "said_on.txt",
    "reddit_new.txt", "substack.txt", "twitter.txt", "comment_by.md", "weechat.log", "irc_days.log", "telegram_days.txt", "imessage.txt", "interview.txt", "brackets.txt", "speech_to_text.txt",
)  # fmt: skip
