"""What is a conversation and what is not; where its words stand; what hostile files can do."""

import json
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.errors import UnreadableDocument
from predictions.extraction import extract
from predictions.reading import ReadDocument, read
from predictions.reading.talk import conversation
from predictions.reading.talk.confined import parse
from predictions.reading.talk.fragments import shown
from predictions.reading.turns import MARKED, SPOKEN, turns
from tests.predictions.extraction.conversations.formats import FORMATS

PROGRAMS = {
    "compose.yaml": "services:\n  web:\n    image: harbour:3\n    user: root\n    command: serve the pages that the town will want\n  mail:\n    image: post:1\n    user: mail\n",
    "workflow.yml": "name: tests\non: push\njobs:\n  check:\n    steps:\n      - name: Say what will happen\n        run: echo it will all be fine by 2031\n      - name: And again\n        run: echo done\n",
    "package.json": '{"name": "harbour", "version": "1.2.0", "author": "Mara Kern", "description": "A program that will tell the tides", "license": "MIT"}',
    "api.json": '{"paths": {"/tides": {"get": {"operationId": "tides", "description": "The tides that will come", "parameters": [{"name": "day", "in": "query", "description": "The day on which the tide will come in"}]}}}}',
    "changes.yaml": "- version: 1.2.0\n  date: 2031-03-03\n  author: Mara Kern\n  message: The next version will drop the old tables\n- version: 1.1.0\n  date: 2031-02-03\n  author: Jonas Lind\n  message: Tables will be slow until then\n",
    "people.yml": "people:\n  - name: Mara Kern\n    text: Mayor of the harbour since the old one left\n  - name: Jonas Lind\n    text: Owner of the mill and of the ferry boat\n",
    "prices.csv": "date,station,price\n2031-03-03,North,4.10\n2031-03-04,South,4.20\n",
    "forecasts.csv": "author,prediction,probability\nKern,The ferry will be gone by 2033,70%\nLind,The bridge opens by 2034,30%\n",
    "page.md": "---\ntitle: The harbour\nauthor: Ada Voss\ntags:\n  - ferry\n---\nThe ferry will be gone by 2033.\n",
    "changelog.md": "# Changes\n\n## [1.2.0] - 2031-03-03\n\n### Added\n\n- The tables will sort themselves now.\n\n## [1.1.0] - 2031-02-03\n\n### Added\n\n- Tides that will come.\n",
    "diary.md": "## Monday, 3 March 2031\n\nThe ferry will be gone by 2033.\n\n## Tuesday, 4 March 2031\n\nRents will double by 2036.\n",
    "letters.txt": "Harrow, 3 March 2031\n\nThe ferry will be gone by 2033.\n\nLund, 4 March 2031\n\nRents will double by 2036.\n\nHarrow, 9 March 2031\n\nAll is well.\n",
    "news.txt": "The ferry stops\n3 March 2031\nThe ferry will be gone by 2033, the council said.\n\nRents rise\n4 March 2031\nRents will double by 2036, the owners fear.\n",
    "labels.md": "Made: 2031-03-03\nThe ferry will be gone by 2033.\n\nTarget: 2033-03-03\nThe ferry is on the list of the council.\n\nMade: 2031-03-04\nRents will double by 2036.\n\nTarget: 2036-01-01\nRents are on the list.\n",
    "log.txt": "2031-03-03  kern\n\n\t* tides.c (next): will not fail at noon.\n\n2031-03-02  lind\n\n\t* tides.c (last): will not fail at night.\n\n2031-03-01  kern\n\n\t* tides.c: new file of tides.\n",
    "mail_quotes.txt": "I read this last week:\n\n>> The ferry will go, and nobody\n>> will miss it by then.\n\nI do not agree.\n\n>> Rents will\n>> rise.\n",
    "page.txt": "<p> The ferry will be gone by 2033.\n<p> Rents will double by 2036.\n<li> And more of it will come.\n<p> It ends here.\n",
}  # fmt: skip


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_programs_and_essays_write_is_no_conversation(name: str) -> None:
    document = read(PROGRAMS[name].encode(), name=name)
    assert document.text == PROGRAMS[name]
    assert conversation(PROGRAMS[name]) is None
    assert {c.author for c in extract(document.text, published=date(2031, 4, 1), author="Ada")} <= {
        "Ada", "Kern", "Lind", None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", [n for n, form in FORMATS.items() if isinstance(form.write(), str)]
)
def test_words_of_messages_stand_where_they_say(name: str) -> None:
    text = str(FORMATS[name].write())
    talk = conversation(text)
    for message in talk.messages if talk else ():
        for piece in message.pieces:
            assert piece.at is None or text.startswith(piece.shown, piece.at)


def test_comments_of_a_page_stand_below_its_text_and_belong_to_others() -> None:
    text = (
        "---\ntitle: The harbour\ndate: 2031-03-01\nauthor: Ada Voss\ncomments:\n- name: Mara Kern\n  date: 2031-03-05\n"
        '  body: "I doubt it.\\n\\nThe \\"old\\" ferry will be gone\n    within two years."\n---\nThe bridge will open within three years.\n'
    )
    found = extract(text, published=date(2031, 3, 1), author="Ada Voss")
    assert [(c.author, c.reported, c.deadline) for c in found] == [
        ("Mara Kern", True, date(2033, 3, 5)),
        ("Ada Voss", False, date(2034, 3, 1)),
    ]
    assert [c.quote for c in found] == [
        'The \\"old\\" ferry will be gone\n    within two years',
        "The bridge will open within three years",
    ]


def test_a_table_of_messages_may_end_its_lines_as_old_macs_did() -> None:
    rows = "author,date,text\rMara Kern,2031-03-03,The mill will close by 2033.\rBo Li,2031-03-04,I doubt that very much.\r"
    document = read(rows.encode(), name="chat.csv")
    assert [turn.speaker for turn in turns(document.text, spoken=True)] == ["Mara Kern", "Bo Li"]


@pytest.mark.parametrize("word", [b"=?utf-8?b?a?=", b"=?\xff?q?x?="])
def test_a_mail_with_a_broken_header_is_still_read(word: bytes) -> None:
    mail = b"From: Kern <kern@example.org>\nDate: Mon, 3 Mar 2031 10:00:00 +0000\nSubject: " + word
    found = parse(mail + b"\n\nThe mill will close by 2033.\n", "mail")
    assert found["text"].endswith("The mill will close by 2033.")


def test_fields_of_front_matter_without_comments_stay_where_they_stand() -> None:
    comments = "  - name: Kern\n    date: 2031-03-05\n    body: The mill will close by 2033.\n"
    text = f"---\ntitle: Mills\ncomments:\n{comments}tags: harbour\nreplies:\n{comments}---\nThe bridge stays.\n"
    talk = conversation(text)
    assert talk is not None
    assert talk.text.startswith("---\ntitle: Mills\ntags: harbour\n---\nThe bridge stays.")


def test_a_day_that_stands_with_a_message_is_that_of_its_words() -> None:
    text = str(FORMATS["says.txt"].write())
    talk = conversation(text)
    assert talk is not None
    assert talk.written_at(text.index("shops will be empty")) == date(2031, 4, 2)


def test_a_forum_may_count_the_versions_of_a_post() -> None:
    post = {
        "id": 7,
        "username": "kern",
        "created_at": "2031-03-03T10:00:00.000Z",
        "cooked": "<p>The mill will close by 2033.</p>",
        "version": 1,
    }
    topic = {
        "post_stream": {"posts": [{**post, "post_number": 1, "topic_id": 3}]},
        "title": "The mill",
    }
    found = parse(json.dumps(topic).encode(), "json")
    assert found["text"] == "**kern** (2031-03-03):\n\nThe mill will close by 2033."
    assert found["title"] == "The mill"
    assert parse(json.dumps({"posts": [post]}).encode(), "json")["text"] == ""


def test_a_mail_that_keeps_the_line_of_the_next_in_its_box_is_read() -> None:
    mail = b"From: Kern <kern@example.org>\nDate: Mon, 3 Mar 2031 10:00:00 +0000\nSubject: Mill\n\nThe mill will close by 2033.\n\n"
    rest = b"From 1751@xxx Mon Dec 05 17:09:55 +0000 2022\nX-Thread: 17\n"
    found = parse(mail + rest, "mail")
    assert found["text"].startswith("**Kern** (2031-03-03):\n\nThe mill will close by 2033.")


def test_a_mail_called_western_that_is_utf_8_is_read_as_that() -> None:
    head = b"From: Kern <kern@example.org>\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
    assert (
        "The caf\u00e9\u2019s end"
        in parse(head + "The caf\u00e9\u2019s end by 2033.".encode(), "mail")["text"]
    )
    assert (
        "The caf\u00e9 ends"
        in parse(head + "The caf\u00e9 ends by 2033.".encode("latin-1"), "mail")["text"]
    )


def test_what_a_mail_quotes_is_of_whom_it_names_at_each_depth() -> None:
    text = (
        "From: Mara Kern\nDate: Mon, 3 Mar 2031 10:00:00 +0000\nSubject: Harbour\n\nHello all, what do you think of it?\n\n"
        "From: Jonas Lind\nDate: Tue, 4 Mar 2031 10:00:00 +0000\nSubject: Re: Harbour\n\n"
        "On Mon, Mar 3, 2031 at 11:00:00AM +0000, Adaeze Obi wrote:\n"
        "> On Mon, Mar 3, 2031 at 10:30 AM Tove Berg <tove@example.org>\n> wrote:\n"
        "> > The ferry will be gone by 2033.\n> The bridge will open by 2034.\n\nRents will double by 2036.\n\n"
        "> The shops will be empty by 2035.\n\nYes.\n\n-- \nJonas Lind, who will call back by 2032\n"
    )
    found = extract(text, published=date(2031, 3, 5))
    assert [(c.author, c.reported) for c in found] == [
        ("Tove Berg", True),
        ("Adaeze Obi", True),
        ("Jonas Lind", False),
        ("Adaeze Obi", True),
    ]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("<p>One</p><blockquote><p>Two.<br>Three</p></blockquote>four &amp; five", "One\n\n> Two.\n> Three\n\nfour & five"),
        ("[quote=Kern]One[/quote]two", "> Kern wrote:\n>\n> One\n\ntwo"),
        ('[quote="kern, post:3, topic:7"]\nOne\n[quote=lind]Two[/quote]\n[/quote]\nthree [b]four[/b]', "> kern wrote:\n>\n> One\n\n> > lind wrote:\n> >\n> > Two\n\n\nthree four"),
        ("Kern said:\nOne\nClick to expand...\ntwo", "> Kern wrote:\n>\n> One\n\ntwo"),
        ("Originally Posted by Kern\nOne\n\ntwo", "> Kern wrote:\n>\n> One\n\ntwo"),
        ("<script>one</script>Two <b>three</b>", "Two three"),
        ("a < b and b > c", "a < b and b > c"),
        ("**Kern** (2031-03-03):\none", "\\**Kern** (2031-03-03):\none"),
    ],
)  # fmt: skip
def test_words_are_shown_as_people_see_them(words: str, text: str) -> None:
    assert shown(words) == text


def test_an_xml_file_that_declares_entities_is_refused() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
    with pytest.raises(UnreadableDocument, match="entity expansion refused"):
        read(text.encode(), name="a.xml")


def test_aliases_of_yaml_stand_for_nothing() -> None:
    bomb = "a: &a [x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    text = f"---\n{bomb}comments:\n- author: Kern\n  date: 2031-03-03\n  body: The ferry will be gone by 2033.\n---\n"
    talk = conversation(text)
    assert talk is not None
    assert [message.text for message in talk.messages] == ["The ferry will be gone by 2033."]


@pytest.mark.parametrize(
    "text",
    ["\n" * 20_000 + "a", "#\n" * 20_000 + "a", "[" * 50_000, '{"a":' * 50_000, "- " * 20_000 + "a", "---\ncomments:\n" + "- " * 3000 + "\n---\n", "---\ncomments:\n- body: !!python/object/apply:os.system ['true']\n---\n"],
)  # fmt: skip
def test_deep_and_strange_data_is_plain_text(text: str) -> None:
    assert conversation(text) is None
    for name in ("a.json", "a.yaml", "a.csv"):
        assert read(text.encode(), name=name).text == text


KEYS = st.sampled_from(
    [
        "author",
        "comments",
        "body",
        "date",
        "name",
        "text",
        "from",
        "message",
        "replies",
        "user",
        "ts",
    ]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=15,
)


@given(data=anything)
@settings(max_examples=150)
def test_any_data_is_read_without_a_fault(data: Any) -> None:
    written = json.dumps(data)
    for text in (written, f"---\ncomments:\n- {written}\n---\nText.\n"):
        if talk := conversation(text):
            back = [talk.back((at, at + 1)) for at in range(len(talk.text))]
            assert all(0 <= start < end <= len(text) for start, end in back)


LINES = st.sampled_from(
    ["Mara Kern says:", "March 3, 2031 at 10:12 am", "#1", "Reply", "> It will rain.", "[quote=Kern]", "[/quote]", "It will rain by 2032.", "",
     "kern on Mar 3, 2031 | next [-]", "On Monday, Mar 3, 2031, Kern wrote:", ">> KERN: yes, it will", "From: Kern", "Date: 3 Mar 2031", "-- ", "Kern", "2031", "```", "**Kern**:", "Kern said:", "Click to expand...", "\r"]
)  # fmt: skip


@given(lines=st.lists(LINES, max_size=25))
@settings(max_examples=300)
def test_any_lines_are_read_without_a_fault(lines: list[str]) -> None:
    text = "\n".join(lines)
    for candidate in extract(text, published=date(2031, 4, 1)):
        assert text[candidate.start : candidate.end] == candidate.quote
    talk = conversation(text)
    for message in talk.messages if talk else ():
        assert message.text.strip()


@pytest.mark.parametrize("word", ["Yeah.", "Right.", "Absolutely.", "Okay"])
def test_a_stamped_line_of_one_word_is_no_name(word: str) -> None:
    lines = [f"00:0{n}:10 {word}\n\n00:0{n}:20 The mill will close by 2031.\n" for n in range(5)]
    assert turns("\n".join(lines)) == []


def test_a_stamped_name_over_what_is_said_is_one() -> None:
    lines = [
        f"00:0{n}:10 {who}\nThe mill will close by 2031.\n"
        for n, who in enumerate(["Ada", "Bo Jr.", "Ada"])
    ]
    assert [turn.speaker for turn in turns("\n".join(lines))] == ["Ada", "Bo Jr.", "Ada"]


def test_labels_that_come_back_are_nobody() -> None:
    text = "\n\n".join(
        "Most deserving: Argo\n\nMost Likely: Argo\n\nWhy: it is a good year." for _ in range(3)
    )
    assert turns(text) == []


@pytest.mark.parametrize("name", ["Will", "Will Smith", "George Best", "John Key"])
def test_a_speaker_may_have_a_word_for_a_name(name: str) -> None:
    text = "\n\n".join(f"{name}: The mill will close.\n\nAda: It will not." for _ in range(2))
    assert [turn.speaker for turn in turns(text)] == [name, "Ada"] * 2


def said_in(document: ReadDocument, **given: Any) -> list[tuple[str, str | None]]:
    found = extract(
        document.text,
        published=document.published or date(2032, 1, 1),
        author=document.author,
        spoken=document.media_type in SPOKEN,
        marked=document.media_type in MARKED,
        **given,
    )
    return [(" ".join(c.quote.split()), c.author) for c in found]


def zipped(files: dict[str, Any]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held if isinstance(held, str) else json.dumps(held))
    return out.getvalue()


KEPT = [
    {"ID": 1, "Timestamp": "2031-03-03 10:00:00", "Contents": "The mill will close within a year.", "Attachments": ""},
    {"ID": 2, "Timestamp": "2031-06-04 10:00:00", "Contents": "So it goes, nobody minds.", "Attachments": ""},
]  # fmt: skip


def test_what_one_person_has_kept_of_their_own_is_theirs_who_is_named_by_the_one_who_gives_it() -> (
    None
):
    document = read(json.dumps(KEPT).encode(), name="messages.json")
    assert document.text.startswith("**?** (2031-03-03):")
    [found] = extract(document.text, published=document.published, author="Kern", spoken=True, marked=True)  # fmt: skip
    assert (found.author, found.reported, found.deadline) == ("Kern", False, date(2032, 3, 3))
    table = "ID,Timestamp,Contents,Attachments\n1,2031-03-03 10:00:00.5+00:00,The mill will close within a year.,\n2,2031-03-04 10:00:00+00:00,So it goes; nobody minds it.,\n"
    assert read(table.encode(), name="messages.csv").text.startswith("**?** (2031-03-03):")


def test_a_data_package_names_whose_messages_are_in_it() -> None:
    package = {"account/user.json": {"id": "7", "username": "kern", "global_name": "Mara Kern"}, "messages/c7/channel.json": {"id": "7", "name": "mills"}, "messages/c7/messages.json": KEPT}  # fmt: skip
    document = read(zipped(package), name="package.zip")
    assert (document.author, document.published) == ("Mara Kern", date(2031, 6, 4))
    assert said_in(document) == [("The mill will close within a year", "Mara Kern")]


def test_what_a_tweet_only_repeats_is_of_whom_it_repeats() -> None:
    tweets = [
        {"tweet": {"id_str": str(n), "created_at": "Mon Mar 03 10:12:00 +0000 2031", "full_text": words}}
        for n, words in enumerate(["RT @seer: The moon will fall by 2033.", "The mill will close within a year."])
    ]  # fmt: skip
    account = 'window.YTD.account.part0 = [{"account": {"username": "kern", "accountDisplayName": "Mara Kern"}}]'
    text = f"window.YTD.tweets.part0 = {json.dumps(tweets)}"
    document = read(zipped({"data/account.js": account, "data/tweets.js": text}), name="t.zip")
    assert said_in(document)[1] == ("The mill will close within a year", "Mara Kern")
    assert "**Mara Kern** (2031-03-03):\n\n> seer wrote:\n>\n> The moon" in document.text
    assert read(text.encode(), name="tweets.js").media_type == "application/json"


def test_an_archive_without_messages_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\.zip holds no messages: unpack it"):
        read(zipped({"messages.json": {"settings": 3}}), name="a.zip")
    with pytest.raises(UnreadableDocument, match="is a zip archive or an Office file"):
        read(zipped({"photo.txt": "x"}), name="a.zip")


def test_what_was_edited_in_a_room_stands_as_it_was_last_put() -> None:
    def event(number: int, sender: str, content: dict[str, Any]) -> dict[str, Any]:
        return {"type": "m.room.message", "event_id": f"${number}", "sender": sender, "origin_server_ts": 1930644000000, "content": content}  # fmt: skip

    new = {"msgtype": "m.text", "body": "The mill will close by 2034."}
    edit = {"body": " * x", "m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"}}  # fmt: skip
    said = [event(1, "@kern:a.org", {"body": "The mill will close by 2033."}), event(2, "@lind:a.org", edit), event(3, "@kern:a.org", edit)]  # fmt: skip
    text = read(json.dumps({"messages": said}).encode(), name="room.json").text
    assert "2034" in text
    assert "2033" not in text


def test_what_a_chat_only_forwards_is_not_of_whoever_forwards_it() -> None:
    message = {"id": 1, "type": "message", "date": "2031-03-03T10:00:00", "from": "Kern", "forwarded_from": "Harbour News", "text": "The mill will close by 2033."}  # fmt: skip
    chat = json.dumps({"name": "Mills", "messages": [message, {**message, "id": 2, "forwarded_from": None, "text": "I do not think that it matters."}]})  # fmt: skip
    assert said_in(read(chat.encode(), name="result.json")) == [("The mill will close by 2033", "Harbour News")]  # fmt: skip
    page = (
        '<div class="message default clearfix"><div class="body"><div class="pull_right date details" title="03.02.2031 11:00:00 UTC+01:00">11:00</div>'
        '<div class="from_name">Kern</div><div class="forwarded body"><div class="from_name">Harbour News <span class="date details" title="01.01.2030 10:00:00"> 01.01.2030 10:00:00</span></div>'
        '<div class="text">The mill will close by 2033.</div></div></div></div>'
        '<div class="message default clearfix joined"><div class="body"><div class="pull_right date details" title="03.02.2031 11:01:00 UTC+01:00">11:01</div><div class="text">I say so too.</div></div></div>'
    )
    document = read(f"<html><body>{page}</body></html>".encode(), name="messages.html")
    assert document.text.startswith(
        "**Kern** (2031-02-03):\n\n> Harbour News wrote:\n>\n> The mill"
    )
    assert document.text.endswith("**Kern** (2031-02-03):\n\nI say so too.")


def test_notices_of_a_chat_are_said_by_nobody() -> None:
    messages = [
        {"type": "message", "subtype": "channel_topic", "user": "U1", "ts": "1930644000.1", "text": "set the topic: The mill will close by 2033"},
        {"type": "message", "user": "U1", "ts": "1930644000.2", "text": "I do not know what that means."},
        {"type": "message", "user": "U2", "ts": "1930644000.3", "text": "Nor do I, to be honest."},
    ]  # fmt: skip
    assert "2033" not in read(json.dumps(messages).encode(), name="2031-03-07.json").text


EXPORTED = (
    "[3/14/2031 10:12 AM] kern\nThe mill is old, as everybody knows.\n\n{Embed}\nHarbour News\nhttps://news.example\nThe port will shut by 2033.\n\n\n"
    "[3/14/2031 10:13 AM] lind (pinned)\nThe mill will close within a year.\n\n{Reactions}\nx (40)\n\n[3/15/2031 9:00 PM] _obi_\nAs you say, so it is.\n"
)


def test_what_an_exporter_writes_below_a_message_is_not_its_authors() -> None:
    assert said_in(read(EXPORTED.encode(), name="chat.txt")) == [
        ("Harbour News https://news.example The port will shut by 2033", None),
        ("The mill will close within a year", "lind"),
    ]


def test_a_long_chat_is_read_by_its_speakers_and_days() -> None:
    chat = "".join(f"[3/{14 + n % 2}/2031 10:12 AM] {'kern' if n % 2 else 'lind'}\nNothing to see here, go on.\n\n" for n in range(9500))  # fmt: skip
    chat += "[4/14/2031 10:12 AM] obi\nThe mill will close within a year.\n"
    assert len(chat) > 500_000
    [found] = extract(chat, published=date(2032, 1, 1))
    assert (found.author, found.deadline) == ("obi", date(2032, 4, 14))


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("11/03/2031, 12/03/2031, 01/04/2031", date(2031, 3, 11)),
        ("03/11/2031, 03/12/2031, 04/01/2031", date(2031, 3, 11)),
        ("03/04/2031, 05/06/2031, 07/08/2031", None),
    ],
)
def test_day_and_month_are_told_by_the_order_of_messages(lines: str, day: date | None) -> None:
    said = zip(lines.split(", "), ("Kern", "Lind", "Kern"), strict=True)
    chat = "".join(f"{when}, 10:12 - {who}: It is as it is.\n" for when, who in said)
    assert turns(chat)[0].written == day


def test_what_people_do_in_a_log_is_theirs_and_what_its_server_does_is_nobodys() -> None:
    log = (
        "--- Log opened Mon Mar 03 09:00:00 2031\n09:00 -!- kern [~k@x] has joined #mill\n09:01 <kern> The weir is old, as you know.\n"
        "09:02 < lind> So are you and I, my friend.\n09:03  * obi thinks the mill will close by 2033\n09:04 -!- lind has quit [The world will end by 2040]\n09:05 <kern> Well, well, well.\n"
    )
    assert said_in(read(log.encode(), name="mill.log")) == [
        ("the mill will close by 2033", "obi"),
        ("lind has quit [The world will end by 2040", None),
    ]


def test_bytes_that_were_written_as_characters_are_read_as_meant() -> None:
    def written(name: str, words: str) -> str:
        said = {"sender_name": name, "timestamp_ms": 1930644000000, "content": words}
        return json.dumps({"messages": [said, said], "thread_path": "inbox/mill"})

    meant = ("Jos\u00e9 Kern", "Caf\u00e9s will close, I\u2019d say.")
    bytewise = (words.encode().decode("latin-1") for words in meant)
    for text in (written(*bytewise), written(*meant)):
        assert read(text.encode(), name="message_1.json").text.startswith(
            f"**{meant[0]}** (2031-03-07):\n\n{meant[1]}"
        )


def test_an_export_that_breaks_off_is_refused_in_one_sentence() -> None:
    whole = json.dumps({"guild": {"name": "Mill"}, "messages": [{"content": "The mill will close by 2033.", "author": {"name": "kern"}, "timestamp": "2031-03-03"}]})  # fmt: skip
    assert read(whole.encode(), name="a.json").media_type == "application/json"
    with pytest.raises(UnreadableDocument, match=r"^a\.json breaks off in the middle"):
        read(whole[:-9].encode(), name="a.json")
