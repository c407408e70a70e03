"""Every kind of document as somebody hands it in: who said what, in the text that is shown."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.reading import Given, candidates, open_document
from predictions.candidate import Candidate
from tests.bot.conftest import Calledit

PAGE = """<!doctype html><html><head><title>Will the bridge open? | Harbour Forum</title></head><body>
<nav>We will never sell your data by 2030.</nav>
<article><h1>Will the bridge open?</h1><p>By <a rel="author">Mara Lind</a>, 3 February 2026</p>
<p>The council met again. I expect the bridge to open by the end of 2027.</p>
<table><tr><th>Question</th><th>Mara</th><th>Ola</th></tr>
<tr><td>The ferry stops by 2028</td><td>20%</td><td>60%</td></tr></table>
<blockquote><p>Ola Berg wrote: The tunnel will never be built before 2040.</p>
<blockquote><p>Nils Moe: The wall will fall by 2031.</p></blockquote></blockquote>
<p><del>The ferry will sink by the end of 2025: 30%</del></p></article>
<section id="comments"><h2>Comments</h2>
<div class="comment"><span class="author">Ann Ek</span> <time datetime="2026-02-04">4 Feb</time>
<p>There is a 20% chance that the bridge opens by the end of 2027.</p>
<div class="comment"><span class="author">Bo Lund</span> <time datetime="2026-02-05">5 Feb</time>
<p>No. The bridge will not open before 2030.</p></div></div></section>
<footer>Prices will rise in 2027.</footer></body></html>"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Mara>I think the bridge will open

00:00:04.000 --> 00:00:08.000
<v Mara>by the end of 2027, with 70% probability.

00:00:09.000 --> 00:00:12.000
<v Ola>No way. It won't open before 2030.
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
MARA: I think the bridge will open

2
00:00:04,000 --> 00:00:08,000
by the end of 2027.

3
00:00:09,000 --> 00:00:12,000
OLA: There's a 10% chance that the ferry sinks by 2028.
"""
TALK = """Title: Harbour talk
Date: 2026-02-03

[00:01] Mara Lind: I think the bridge will open by the end of 2027.
[00:09] Ola Berg: No way. I'd say there is a 10% chance that it opens before 2030.
[00:15] Mara Lind: And the ferry will stop running by 2028.
[00:20] Ola Berg: Agreed.
"""
MESSAGES = [
    ("2026-02-03", "Mara", "I think the bridge will open by the end of 2027, 70%"),
    ("2026-02-04", "Ola", "> I think the bridge will open by the end of 2027, 70%\nno, it won't open before 2030"),
    ("2026-02-05", "Eve", "**Mara** (2026-02-03):\nthe ferry will sink by 2028"),
]  # fmt: skip
EXPORT = json.dumps(
    {
        "guild": {"id": "1", "name": "Harbour"},
        "channel": {"id": "2", "name": "forecasts"},
        "messages": [
            {
                "id": str(number),
                "timestamp": f"{day}T10:00:00+00:00",
                "content": words,
                "author": {"id": str(number), "name": name.lower(), "nickname": name},
            }
            for number, (day, name, words) in enumerate(MESSAGES)
        ],
    }
)
NOTES = """+++
title = "Harbour notes"
date = 2026-02-03
author = "Mara Lind"
+++

# Harbour notes

The bridge will open by the end of 2027.[^1]

1. Bridge
   - opens to cars by 2028: 80%
   - ~~opens to trams by 2025: 60%~~
2. Ferry
   - [x] stops running in 2025 (50%)
   - [ ] sinks by 2030 (1%)

> The tunnel will never be built before 2040.
> — Ola Berg
>
> > Nils: "The wall will fall by 2031."

As Ida Vik wrote last week:

> The lighthouse will be sold by 2029.

| Claim | Mara | Ola Berg | Result |
|:--|--:|--:|---|
| Ferry stops in 2025 | 20% | 60% | ✓ |

[^1]: The mayor says it will cost over 3 billion by 2028.
"""


def found(folder: Path, name: str, text: str) -> tuple[str, dict[str, Candidate]]:
    """Return the text as it is shown, and its candidates by their quotes."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    document = open_document(str(path))
    all_found = candidates(document, Given(origin=name))
    assert all(document.text[one.start : one.end] == one.quote for one in all_found)
    return document.text, {" ".join(one.quote.split()): one for one in all_found}


def who(found_in: dict[str, Candidate], words: str) -> tuple[str | None, str, date | None]:
    """Return author, polarity and last day of the one candidate that holds those words."""
    [one] = [one for quote, one in found_in.items() if words in quote]
    return one.author, one.polarity.value, one.deadline


def test_a_page_with_its_thread(tmp_path: Path) -> None:
    text, page = found(tmp_path, "thread.html", PAGE)
    assert "sell your data" not in text
    assert "Prices will rise" not in text
    assert who(page, "I expect the bridge") == ("Mara Lind", "yes", date(2027, 12, 31))
    assert who(page, "tunnel") == ("Ola Berg", "no", date(2039, 12, 31))
    assert who(page, "the wall" if "the wall will" in text else "The wall")[0] == "Nils Moe"
    assert who(page, "20% chance") == ("Ann Ek", "yes", date(2027, 12, 31))
    assert who(page, "not open") == ("Bo Lund", "no", date(2029, 12, 31))
    stops = {one.author for quote, one in page.items() if "ferry stops" in quote}
    assert stops == {"Mara Lind", "Ola"}  # her column has her first name
    [struck] = [one for quote, one in page.items() if "sink" in quote]
    assert struck.recorded is not None
    assert struck.recorded.outcome == "no"


ALONE = """<html><head><title>Rain</title></head><body><article><h1>Rain</h1><p>By Mara Lind, 3 February 2024</p>
<p>I expect the lake to be full by the end of next year, whatever the gauges of the canton say today.</p></article>
<div id="comments"><div class="comment"><cite class="fn">Bo Lund</cite> <time datetime="2026-02-05">5 Feb</time>
<div class="comment-text"><p>The lake will not be full before the end of next year.</p></div></div></div></body></html>"""


def test_a_lone_comment_is_its_writers_and_speaks_from_its_own_day(tmp_path: Path) -> None:
    _, page = found(tmp_path, "rain.html", ALONE)
    assert who(page, "to be full") == ("Mara Lind", "yes", date(2025, 12, 31))
    assert who(page, "not be full") == ("Bo Lund", "no", date(2027, 12, 31))


THREAD = """<html><head><title>Cheques | Board</title></head><body><h1>Cheques</h1>
<div class="comment"><a class="hnuser">marcus_t</a> <span class="age" title="2024-07-18T10:02:11">x</span>
<div class="commtext">Paper cheques will be gone from shops before 2030, I'd say 85%.</div></div>
<div class="comment"><a class="hnuser">jo</a> <span class="age" title="2024-07-19T10:02:11">x</span>
<div class="commtext"><blockquote>Paper cheques will be gone from shops before 2030</blockquote>They won't. Within five years one big bank will drop them.</div></div>
<div class="comment"><a class="hnuser">ann</a> <span class="age" title="2024-07-20T10:02:11">x</span>
<div class="commtext"><blockquote><p>jo wrote:</p><p>The tram will stop running by 2031.</p></blockquote>
<blockquote>The canal will be filled in by 2033.</blockquote>No, it will be kept until 2040 at least.</div></div></body></html>"""


def test_what_a_comment_quotes_is_not_its_own_forecast(tmp_path: Path) -> None:
    _, page = found(tmp_path, "board.html", THREAD)
    [cheques] = [one for quote, one in page.items() if "cheques" in quote]
    assert (cheques.author, cheques.probability, len(cheques.repeats)) == ("marcus_t", 0.85, 1)
    assert who(page, "Within five years") == ("jo", "yes", date(2029, 7, 19))
    assert who(page, "tram")[0] == "jo"
    assert who(page, "canal")[0] is None


@pytest.mark.parametrize(("name", "text"), [("talk.vtt", VTT), ("talk.srt", SRT)])
def test_captions_name_their_speakers_even_where_each_speaks_once(
    tmp_path: Path, name: str, text: str
) -> None:
    shown, talk = found(tmp_path, name, text)
    assert "-->" not in shown
    authors = [one.author for one in talk.values()]
    assert [author and author.title() for author in authors] == ["Mara", "Ola"]
    assert next(iter(talk.values())).deadline == date(2027, 12, 31)


def test_a_transcript_with_times(tmp_path: Path) -> None:
    shown, talk = found(tmp_path, "talk.txt", TALK)
    assert shown == TALK
    assert [one.author for one in talk.values()] == ["Mara Lind", "Ola Berg", "Mara Lind"]
    assert who(talk, "10% chance")[2] == date(2029, 12, 31)


CHAT = """[03/02/2026, 10:15:32] Mara Lind: I think the bridge will open by the end of 2027
[04/02/2026, 09:16:01] Tom: no way. it won't open before 2030
and the ferry will stop running by the end of next year
[13/02/2027, 09:17:01] Mara Lind: the tolls will double by the end of next year, 60%
"""


def test_messages_without_full_stops_end_where_the_next_begins(tmp_path: Path) -> None:
    shown, chat = found(tmp_path, "chat.txt", CHAT)
    assert shown == CHAT
    assert who(chat, "bridge") == ("Mara Lind", "yes", date(2027, 12, 31))
    assert who(chat, "it won't open before 2030") == ("Tom", "no", date(2029, 12, 31))
    assert who(chat, "ferry") == ("Tom", "yes", date(2027, 12, 31))
    assert who(chat, "tolls") == ("Mara Lind", "yes", date(2028, 12, 31))
    assert not any("Lind" in quote or "/" in quote for quote in chat)


@pytest.mark.parametrize(
    ("name", "text"), [("notes.md", NOTES), ("talk.txt", TALK), ("chat.txt", CHAT)]
)
def test_line_ends_of_windows_change_nothing(tmp_path: Path, name: str, text: str) -> None:
    _, one = found(tmp_path, name, text)
    path = tmp_path / f"windows-{name}"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    document = open_document(str(path))
    other = candidates(document, Given(origin=name))
    assert "\r\n" in document.text
    assert all(document.text[each.start : each.end] == each.quote for each in other)
    assert [
        (" ".join(each.quote.split()), each.author, each.deadline, each.probability)
        for each in other
    ] == [(quote, each.author, each.deadline, each.probability) for quote, each in one.items()]


def test_an_export_of_a_discord_channel(tmp_path: Path) -> None:
    _, chat = found(tmp_path, "export.json", EXPORT)
    mara = next(one for quote, one in chat.items() if "70%" in quote)
    assert (mara.author, len(mara.repeats)) == (
        "Mara",
        1,
    )  # Ola's quotation of it is no forecast of hers
    assert who(chat, "won't open") == ("Ola", "no", date(2029, 12, 31))
    assert who(chat, "sink")[0] == "Eve"  # she cannot put words into Mara's mouth


def test_notes_with_front_matter_quotes_footnotes_and_a_table(tmp_path: Path) -> None:
    shown, notes = found(tmp_path, "notes.md", NOTES)
    assert shown == NOTES
    assert who(notes, "The bridge will open")[0] == "Mara Lind"
    assert who(notes, "tunnel") == ("Ola Berg", "no", date(2039, 12, 31))
    assert who(notes, "The wall")[0] == "Nils"
    assert who(notes, "lighthouse")[0] == "Ida Vik"
    assert who(notes, "3 billion")[0] is None
    outcomes = {
        quote: one.recorded.outcome for quote, one in notes.items() if one.recorded is not None
    }
    assert outcomes == {
        "opens to trams by 2025: 60%": "no",
        "stops running in 2025 (50%)": "yes",
        "Ferry stops in 2025 | 20%": "yes",
        "Ferry stops in 2025 | 20% | 60%": "yes",
    }


def test_the_text_that_is_shown_is_the_one_to_which_offsets_count(
    calledit: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "thread.html").write_text(PAGE, encoding="utf-8")
    shown = calledit("extract", "thread.html", "--format", "text").out
    lines = calledit("extract", "thread.html", "--format", "jsonl").out.splitlines()
    assert len(lines) >= 8
    assert all(shown[one["start"] : one["end"]] == one["quote"] for one in map(json.loads, lines))
