"""Subtitles, transcripts, chats and Discord exports: who said what, and when."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.reading import read
from predictions.reading.turns import turns

VTT = """WEBVTT - Evening talk

NOTE nobody says this

STYLE
::cue { color: red }

intro
00:00:01.000 --> 00:00:03.000 align:start
<v Mara Lindt>The ferry will <i>probably</i> stop

00:00:03.000 --> 00:00:05.500
<v Mara Lindt>before 2029.

00:00:05.500 --> 00:00:08.000
<v Tom>I give it 20% &amp; no more.
[applause]

01:00.000 --> 01:04.000
TOM: We shall see.
"""


def test_webvtt_becomes_paragraphs_by_speaker() -> None:
    document = read(VTT.encode(), name="talk.vtt")
    assert document.text == (
        "**Mara Lindt**: The ferry will probably stop before 2029.\n\n**Tom**: I give it 20% & no more.\n\n**TOM**: We shall see."
    )
    assert document.title == "Evening talk"
    assert document.media_type == "text/vtt"


def test_srt_is_read_and_rolling_captions_are_said_once() -> None:
    data = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nwe will have\r\n\r\n"
        "2\r\n00:00:02,000 --> 00:00:03,000\r\nwe will have\r\nrain by noon\r\n\r\n"
        "3\r\n00:00:03,000 --> 00:00:04,000\r\nrain by noon\r\nand snow\r\n\r\n"
        "4\r\n00:00:30,000 --> 00:00:31,000\r\nafter a pause\r\n"
    )
    assert (
        read(data.encode(), name="talk.srt").text
        == "we will have rain by noon and snow\n\nafter a pause"
    )


ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.080 --> 00:00:02.470 align:start position:0%
~
so<00:00:00.320><c> what</c><00:00:00.480><c> do</c><00:00:00.640><c> I</c><00:00:00.800><c> think</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
so what do I think
~

00:00:02.480 --> 00:00:04.950 align:start position:0%
so what do I think
there's<00:00:02.720><c> a</c><00:00:02.879><c> 70%</c><00:00:03.040><c> chance</c><00:00:03.280><c> of</c><00:00:03.439><c> rain</c>

00:00:04.950 --> 00:00:07.960 align:start position:0%
there's a 70% chance of rain
[Music]

00:00:07.960 --> 00:00:09.990 align:start position:0%
by noon &gt;&gt; no
there&nbsp;isn't &gt;&gt; we'll see
""".replace("~", " ")


def test_captions_that_a_machine_made_are_said_once_and_parted_at_their_arrows() -> None:
    assert read(ROLLING.encode(), name="talk.vtt").text == (
        "so what do I think there's a 70% chance of rain by noon\n\nno there isn't\n\nwe'll see"
    )


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        (["Mara Lind: It will rain", "Mara Lind: by noon.", "Dr. Tom Ruiz (he/him): Never.", "ola's iPhone: 20%."],
         "**Mara Lind**: It will rain by noon.\n\n**Dr. Tom Ruiz**: Never.\n\n**ola's iPhone**: 20%."),
        (["<v Lind, Mara>It will rain.</v>", "<v Ruiz, Tom (Guest)>Never.</v>"], "**Mara Lind**: It will rain.\n\n**Tom Ruiz**: Never."),
        (["[Mara] It will rain.", "[Music] and then", "[Tom] Never."], "**Mara**: It will rain. and then\n\n**Tom**: Never."),
        (["TOM: It will rain.", "- Who says?\n- I do."], "**TOM**: It will rain.\n\n**?**: Who says?\n\n**?**: I do."),
        (["**Tom**: It will rain.", "There is one thing: rain."], "\\**Tom**: It will rain. There is one thing: rain."),
    ],
)  # fmt: skip
def test_captions_name_their_speakers_in_many_ways(cues: list[str], text: str) -> None:
    timed = (
        f"{n + 1}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{words}" for n, words in enumerate(cues)
    )
    assert read("\n\n".join(timed).encode(), name="talk.srt").text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Lind  00:01\nIt will rain.\n\nTom Ruiz  00:09\nIt won't.\n\nMara Lind  00:12\nBet?\n", [("Mara Lind", "It will rain."), ("Tom Ruiz", "It won't."), ("Mara Lind", "Bet?")]),
        ("Speaker 1 (00:01):\nIt will rain.\n\nSpeaker 2 (00:09):\nIt won't.\n\nSpeaker 1 (00:12):\nBet?", [("Speaker 1", "It will rain."), ("Speaker 2", "It won't."), ("Speaker 1", "Bet?")]),
        ("Speaker 1: It will rain.\nSpeaker 2: It won't.\nSpeaker 1: Bet?\nSpeaker 2: No.", [("Speaker 1", "It will rain."), ("Speaker 2", "It won't."), ("Speaker 1", "Bet?"), ("Speaker 2", "No.")]),
        ("Section 1: rain.\nSection 2: sun.\nSection 1: rain.\nSection 2: sun.", []),
        ("**Mara** [00:01]\nIt will rain.\n\n**Tom** [00:09]\nIt won't.\n\n**Mara** [00:12]\nBet?", [("Mara", "It will rain."), ("Tom", "It won't."), ("Mara", "Bet?")]),
        ("10:15:32\t From  Mara Lind : rain\n10:16:40\t From  Tom  to  Everyone : dry\n10:17:00\t From  Mara Lind : wet\n", [("Mara Lind", "rain"), ("Tom", "dry"), ("Mara Lind", "wet")]),
        ("[2/13/2026 10:20 AM] mara (pinned)\nrain\n\n[2/13/2026 10:21 AM] tom\ndry\n\n[2/13/2026 10:22 AM] mara\nwet\n", [("mara", "rain"), ("tom", "dry"), ("mara", "wet")]),
        ("[00:12:03] MARA: It will rain.\n[00:12:09] TOM: It won't.\n[00:13:00] MARA: Bet?\n", [("MARA", "It will rain."), ("TOM", "It won't."), ("MARA", "Bet?")]),
        ("12:03 Mara\nIt will rain.\n12:09 Tom\nIt won't.\n13:00 Mara\nBet?\n", [("Mara", "It will rain."), ("Tom", "It won't."), ("Mara", "Bet?")]),
        ("Mara Lindt (00:01):\nIt will rain.\n\nTom (00:09):\nIt won't.\n\nMara Lindt (00:12):\nBet?", [("Mara Lindt", "It will rain."), ("Tom", "It won't."), ("Mara Lindt", "Bet?")]),
        ("[Mara] [12:03] It will rain.\n[Tom] [12:09] It won't.\n[Mara] [13:00] Bet?\n", [("Mara", "It will rain."), ("Tom", "It won't."), ("Mara", "Bet?")]),
        ("MARA: It will rain.\nTOM: It won't.\nNote: laughter\nMARA: Bet?\nTOM: No.\n", [("MARA", "It will rain."), ("TOM", "It won't.\nNote: laughter"), ("MARA", "Bet?"), ("TOM", "No.")]),
        ("**Mara** (2024-03-03):\n\nIt will rain.\n\nAll day.", [("Mara", "It will rain.\n\nAll day.")]),
        ("mara — Today at 9:00 AM\nIt will rain.\ntom — Today at 9:01 AM\nIt won't.\nmara — Today at 9:02 AM\nBet?", [("mara", "It will rain."), ("tom", "It won't."), ("mara", "Bet?")]),
        ("Summary: it rained.\nOutlook: dry.\nThere was nothing else.", []),
        ("An essay about rain. It will rain at 10:00 in the valley: all of it.", []),
    ],
)  # fmt: skip
def test_turns_are_found_by_the_lines_that_name_a_speaker(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(turn.speaker, text[turn.start : turn.end]) for turn in turns(text)] == expected


@pytest.mark.parametrize(
    ("stamps", "days"),
    [
        (["03/02/2026, 10:15", "13/02/2026, 10:15", "14/02/26, 10:15"], [date(2026, 2, 3), date(2026, 2, 13), date(2026, 2, 14)]),
        (["2/3/26, 10:15 AM", "2/13/26, 10:15 AM", "2/14/26, 10:15 AM"], [date(2026, 2, 3), date(2026, 2, 13), date(2026, 2, 14)]),
        (["2/3/26, 10:15 AM", "2/4/26, 10:15 AM", "2/5/26, 10:15 AM"], [None, None, None]),
        (["03-Feb-26 10:15 AM", "04-Feb-26 10:15 AM", "05-Feb-26 10:15 AM"], [date(2026, 2, 3), date(2026, 2, 4), date(2026, 2, 5)]),
    ],
)  # fmt: skip
def test_days_of_a_chat_are_read_where_some_of_them_tell_day_from_month(
    stamps: list[str], days: list[date | None]
) -> None:
    text = "".join(
        f"[{stamp}] {name}: rain\n"
        for stamp, name in zip(stamps, ("ann", "bo", "ann"), strict=True)
    )
    assert [turn.written for turn in turns(text)] == days


def test_a_chat_copied_with_dates_says_when_each_wrote() -> None:
    text = "[2024-03-03 10:00] mara#1234: rain\n[2024-03-04 10:01] tom: dry\n[2024-03-05 10:01] tom: very dry\n"
    found = turns(text)
    assert [(turn.speaker, turn.written) for turn in found] == [
        ("mara", date(2024, 3, 3)),
        ("tom", date(2024, 3, 4)),
        ("tom", date(2024, 3, 5)),
    ]
    assert read(text.encode(), name="chat.txt").text == text


def exported(messages: list[dict[str, Any]]) -> bytes:
    export = {
        "guild": {"id": "1", "name": "Lake"},
        "channel": {"id": "2", "name": "bets"},
        "messages": messages,
    }
    return json.dumps(export).encode()


def message(name: str, at: str, content: str, **more: Any) -> dict[str, Any]:
    author = {
        "id": "9",
        "name": name.lower(),
        "discriminator": "0000",
        "nickname": name,
        "isBot": False,
    }
    return {
        "id": "7",
        "type": "Default",
        "timestamp": at,
        "content": content,
        "author": author,
        **more,
    }


def test_a_discord_export_is_its_messages_by_author_and_day() -> None:
    document = read(
        exported(
            [
                message("Mara", "2024-03-03T10:00:00+00:00", "Rain by noon, <@9>? <:sun:123456>", mentions=[{"id": "9", "name": "tom"}]),
                message("Mara", "2024-03-03T10:01:00+00:00", "I say 80%."),
                message("Tom", "2024-03-04T10:01:00+00:00", "**Mara** (2020-01-01): no\n> quoted"),
                message("Tom", "2024-03-04T10:02:00+00:00", ""),
            ]
        ),
        name="bets.json",
    )  # fmt: skip
    # The mention is given by number and shown by name, as Discord shows it.
    assert document.text == (
        "**Mara** (2024-03-03):\n\nRain by noon, <@9>? :sun:\n\nI say 80%.\n\n"
        "**Tom** (2024-03-04):\n\n\\**Mara** (2020-01-01): no\n> quoted"
    )
    assert (document.title, document.author, document.published) == (
        "Lake / bets",
        None,
        date(2024, 3, 4),
    )
    assert [turn.speaker for turn in turns(document.text)] == ["Mara", "Tom"]


def test_mentions_are_shown_by_name() -> None:
    raw = message(
        "Mara",
        "2024-03-03T10:00:00Z",
        "ask <@12345678>",
        mentions=[{"id": "12345678", "nickname": "Tom"}],
    )
    assert read(exported([raw]), name="a.json").text.endswith("ask @Tom")


def test_what_is_forwarded_is_a_quote_and_a_moment_is_shown_as_its_day() -> None:
    raw = [
        message("Mara", "2024-03-03T10:00:00Z", "", forwardedMessage={"content": "The mill will close by 2026."}),
        message("Tom", "2024-03-03T10:00:00Z", "", message_snapshots=[{"message": {"content": "The dam breaks."}}]),
        message("Tom", "2024-03-03T10:00:00Z", "Rain by <t:1767225600:D>, ||60%||."),
    ]  # fmt: skip
    assert read(exported(raw), name="a.json").text == (
        "**Mara** (2024-03-03):\n\n> The mill will close by 2026.\n\n"
        "**Tom** (2024-03-03):\n\n> The dam breaks.\n\nRain by 2026-01-01, 60%."
    )


def test_what_nobody_said_is_no_message() -> None:
    at = "2024-03-03T10:00:00Z"
    raw = [
        message("Eve", at, "Joined the server.", type="GuildMemberJoin"),
        message("Eve", at, "Pinned a message.", type=6),
        message("Mara", at, "Rain by noon.", type="Reply"),
        message("Bot", at, "", embeds=[{"title": "Delayed", "description": "It will open in 2031."}]),
    ]  # fmt: skip
    assert read(exported(raw), name="a.json").text == (
        "**Mara** (2024-03-03):\n\nRain by noon.\n\n**Bot** (2024-03-03):\n\n> Delayed\n>\n> It will open in 2031."
    )


def test_a_fence_that_is_closed_stays_one_and_another_takes_nothing_in() -> None:
    at = "2024-03-03T10:00:00Z"
    raw = [
        message("Mara", at, "```\nx = 3\n**Tom** (2020-01-01):\n```\nRain."),
        message("Tom", at, "```\nno end"),
    ]
    document = read(exported(raw), name="a.json")
    assert document.text == (
        "**Mara** (2024-03-03):\n\n```\nx = 3\n\\**Tom** (2020-01-01):\n```\nRain.\n\n"
        "**Tom** (2024-03-03):\n\n\\```\nno end"
    )
    assert [turn.speaker for turn in turns(document.text)] == ["Mara", "Tom"]


def test_messages_as_the_api_lists_them_are_put_in_order() -> None:
    raw = [
        {
            "content": "second",
            "timestamp": "2024-03-04T00:00:00Z",
            "author": {"username": "tom", "global_name": None},
        },
        {"content": "first", "timestamp": "2024-03-03T00:00:00Z", "author": {"username": "tom"}},
    ]
    document = read(json.dumps(raw).encode(), name="a.json")
    assert document.text == "**tom** (2024-03-03):\n\nfirst\n\n**tom** (2024-03-04):\n\nsecond"
    assert document.author == "tom"


def test_a_chat_exported_as_a_page_is_its_messages() -> None:
    group = (
        '<div class="chatlog__message-group"><div class="chatlog__message"><span class="chatlog__author" title="x">{0}</span>'
        '<span class="chatlog__timestamp" title="Sunday, March 3, 2024 10:00 AM">03/03/2024</span>'
        '<div class="chatlog__content chatlog__markdown"><span>{1}</span></div></div>'
        '<div class="chatlog__message"><div class="chatlog__content chatlog__markdown"><span>{2}</span></div></div></div>'
    )
    page = (
        "<html><body>"
        + group.format("Mara", "Rain by noon.", "I say 80%.")
        + group.format("Tom", "No.", "Dry.")
    )
    assert read(page.encode(), name="chat.html").text == (
        "**Mara** (2024-03-03):\n\nRain by noon.\n\nI say 80%.\n\n**Tom** (2024-03-03):\n\nNo.\n\nDry."
    )


def test_an_answer_in_a_chat_is_its_writers_and_not_that_of_whom_it_answers() -> None:
    group = (
        "<div class=chatlog__message-group><div class=chatlog__message>{0}<span class=chatlog__author>{1}</span>"
        '<span class=chatlog__timestamp title="Sunday, March 3, 2024 10:00 AM">x</span>'
        '<div class="chatlog__content chatlog__markdown">{2} <span class=chatlog__edited-timestamp>(edited)</span></div></div></div>'
    )
    answered = (
        "<div class=chatlog__reply><div class=chatlog__reply-author>Mara</div>Rain by noon.</div>"
    )
    page = (
        "<html><body>"
        + group.format("", "Mara", "Rain by noon.")
        + group.format(answered, "Tom", "No.")
    )
    assert read(page.encode(), name="chat.html").text == (
        "**Mara** (2024-03-03):\n\nRain by noon.\n\n**Tom** (2024-03-03):\n\nNo."
    )


def test_other_json_is_plain_text() -> None:
    assert read(b'{"messages": [1, {"content": 3}]}', name="a.json").media_type == "text/plain"


KEYS = st.sampled_from(
    [
        "messages",
        "content",
        "author",
        "timestamp",
        "embeds",
        "mentions",
        "name",
        "nickname",
        "id",
        "guild",
        "title",
    ]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


@given(data=anything)
@settings(max_examples=150)
def test_any_json_is_read_without_a_fault(data: Any) -> None:
    assert read(json.dumps({"messages": [data], "guild": data}).encode(), name="a.json").text


@given(text=st.text(st.sampled_from("0123456789:.->\n WEBVTT<v>[](){}*—#AbC,/"), max_size=200))
@settings(max_examples=200)
def test_any_lines_give_turns_within_the_text(text: str) -> None:
    last = 0
    for turn in turns(text):
        assert last <= turn.start < turn.end <= len(text)
        assert turn.speaker
        last = turn.end
