"""What is a conversation and what is not; where its words stand; what hostile files can do."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.errors import UnreadableDocument
from predictions.extraction import extract
from predictions.reading import read
from predictions.reading.talk import conversation
from predictions.reading.talk.confined import parse
from predictions.reading.talk.fragments import shown
from predictions.reading.turns import turns
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
