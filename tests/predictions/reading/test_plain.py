"""Plain text and Markdown: every character stays where it was."""

import subprocess
import sys
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from predictions.errors import UnreadableDocument
from predictions.reading import ReadDocument, read

TEXT_KINDS = ("note.txt", "note.md")


@pytest.mark.parametrize("name", TEXT_KINDS)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
@settings(max_examples=60)
def test_the_text_is_the_decoded_input_to_the_character(name: str, text: str) -> None:
    document = read(text.encode(), name=name)
    assert document.text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_as_they_were(newline: str) -> None:
    text = newline.join(["# One", "", "two  ", "three", ""])
    assert read(text.encode(), name="a.md").text == text


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert read(b"\xef\xbb\xbfRain by noon.").text == "Rain by noon."


def test_the_hash_is_of_the_original_bytes() -> None:
    data = "Rain by noon.".encode("utf-16")
    assert read(data).sha256 == sha256(data).hexdigest()


def test_front_matter_is_read_and_stays_in_the_text() -> None:
    text = '---\ntitle: "Ten guesses"\nauthors:\n  - Ada Bell\ndate: 2019-12-26T19:56:17-05:00\n---\n\nIt will rain.\n'
    document = read(text.encode(), name="guesses.md")
    assert document.text == text
    assert (document.title, document.author) == ("Ten guesses", "Ada Bell")
    assert document.published == date(2019, 12, 26)


def test_front_matter_of_hugo_is_read_too() -> None:
    text = (
        "+++\ntitle = 'Ten guesses'\nauthor = 'Ada Bell'\ndate = 2020-02-03\n+++\nIt will rain.\n"
    )
    document = read(text.encode(), name="guesses.md")
    assert (document.title, document.author) == ("Ten guesses", "Ada Bell")
    assert document.published == date(2020, 2, 3)


@pytest.mark.parametrize(
    ("text", "title", "author", "published"),
    [
        ("# Ten guesses\n\nBy Ada Bell, 3 March 2024\n\nIt will rain.", "Ten guesses", "Ada Bell", date(2024, 3, 3)),
        ("Ten guesses\n===\n\n*by Ada Bell*\n", "Ten guesses", "Ada Bell", None),
        ("Intro.\n\n## A part\n\n# Ten guesses\n", "Ten guesses", None, None),
        ("Author: Ada Bell\nDate: March 3, 2024\nSubject: Ten guesses\n\nIt will rain.", "Ten guesses", "Ada Bell", date(2024, 3, 3)),
        ("---\ntitle: Ten guesses\nauthors:\n  - name: Ada Bell\n    url: x\n  - Tom Ruiz\ndate: 2024-03-03\n---\nRain.", "Ten guesses", "Ada Bell, Tom Ruiz", date(2024, 3, 3)),
        ("# Ten guesses\r\n\r\nBy Ada Bell, 3 March 2024\r\n\r\nIt will rain.", "Ten guesses", "Ada Bell", date(2024, 3, 3)),
        ("---\r\ntitle: Ten guesses\r\nauthor: Ada Bell\r\n---\r\nIt will rain.", "Ten guesses", "Ada Bell", None),
        ("Ten guesses\n===========\n\n:Author: Ada Bell\n:Date: 2024-03-03\n", "Ten guesses", "Ada Bell", date(2024, 3, 3)),
        ("#+TITLE: Ten guesses\n#+AUTHOR: Ada Bell\n#+DATE: <2024-03-03 Sun>\n", "Ten guesses", "Ada Bell", date(2024, 3, 3)),
        ("# Ten guesses\n\n*Posted on March 3, 2024 by Ada Bell*\n", "Ten guesses", "Ada Bell", date(2024, 3, 3)),
        ("# Ten guesses\n\nPosted by Ada Bell on 3 Mar 2024\n", "Ten guesses", "Ada Bell", date(2024, 3, 3)),
        ("# Ten guesses\n\nby [Ada Bell](https://a.example/ada) on March 3, 2024\n", "Ten guesses", "Ada Bell", date(2024, 3, 3)),
        # A name or a place: who wrote it is not guessed at.
        ("# Ten guesses\n\nAda Bell — Mar 3, 2024 — 7 min read\n", "Ten guesses", None, date(2024, 3, 3)),
        ("# Ten guesses\n\nLONDON, 3 March 2024\n", "Ten guesses", None, date(2024, 3, 3)),
        ("# Ten guesses\n\nPublished on March 3, 2024 2:14 PM GMT\n", "Ten guesses", None, date(2024, 3, 3)),
        ("# Election Day, March 3, 2024\n\n- Fed Meeting, March 19, 2024\n", "Election Day, March 3, 2024", None, None),
        ("# Ten guesses\n\nThe treaty was signed on March 3, 2024 by Ada Bell.\n", "Ten guesses", None, None),
        ("It will rain by 3 March 2024 in all of the valley, I think, and by then we know.\n", None, None, None),
        ("By 2030 we will know.\n\nBy then it has rained.", None, None, None),
    ],
)  # fmt: skip
def test_headings_and_bylines_name_title_author_and_date(
    text: str, title: str | None, author: str | None, published: date | None
) -> None:
    document = read(text.encode(), name="a.md")
    assert (document.title, document.author, document.published) == (title, author, published)


def test_an_underlined_first_line_is_the_title_of_a_plain_text_too() -> None:
    document = read(b"Ten guesses\n===========\n\nIt will rain.\n", name="a.rst")
    assert document.title == "Ten guesses"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.adoc", "= Ten guesses\nAda Bell <ada@lake.example>\nv1.0, 2024-01-03\n:toc:\n\n"),
        ("a.adoc", "= Ten guesses\n:author: Ada Bell\n:revdate: 2024-01-03\n\n"),
        (
            "a.org",
            "#+TITLE: Ten guesses\n#+AUTHOR: Ada Bell\n#+DATE: <2024-01-03 Wed>\n\n* Trams\n",
        ),
        (
            "a.rst",
            "===========\nTen guesses\n===========\n\n:date: 2024-01-03 10:20\n:author: Ada Bell\n\n",
        ),
        (
            "a.rst",
            ".. title: Ten guesses\n.. date: 2024-01-03 10:00:00 UTC\n.. author: Ada Bell\n\n",
        ),
        (
            "a.md",
            "+++\ntitle = 'Ten guesses'\ndate = 2024-01-03\n[author]\nname = 'Ada Bell'\n+++\n",
        ),
        (
            "a.md",
            "---\r\ntitle: Ten guesses\r\nauthor:\r\n  name: Ada Bell\r\n  site: x\r\npubDatetime: 2024-01-03T10:00:00Z\r\n---\r\n",
        ),
        (
            "a.md",
            "---\ntitle: >-\n  Ten\n  guesses\nauthors:\n  - Ada Bell\ndate_published: 2024-01-03\n---\n",
        ),
        ("a.md", "% Ten guesses\n% Ada Bell\n% January 3, 2024\n\n"),
    ],
)
def test_the_heads_of_other_markup_name_title_author_and_day(name: str, head: str) -> None:
    document = read(f"{head}The tram will open by 2030.\n".encode(), name=name)
    assert (document.title, document.author) == ("Ten guesses", "Ada Bell")
    assert document.published == date(2024, 1, 3)


@pytest.mark.parametrize(
    "event", ["Super Bowl", "Election Day", "Game 7", "World Cup Final", "Chiefs vs. Eagles"]
)
def test_the_day_of_an_event_is_not_the_day_of_the_text(event: str) -> None:
    text = f"My picks\n\n{event}, February 9, 2025\n\nThe tram will open by 2030.\n"
    assert read(text.encode(), name="a.txt").published is None
    for other in ("Zurich", "Open Thread", "Final Draft"):
        dated = text.replace(event, other)
        assert read(dated.encode(), name="a.txt").published == date(2025, 2, 9)


def test_a_short_first_line_by_itself_is_the_title_of_plain_text() -> None:
    document = read(b"Millions to miss the boat\n\nThe boat will leave at nine.\n", name="a.txt")
    assert document.title == "Millions to miss the boat"


def test_a_date_in_the_name_dates_a_text_without_one() -> None:
    assert read(b"Rain.", name="2019-01-09-guesses.md").published == date(2019, 1, 9)
    assert read(b"Rain.", url="https://blog.example/2019/01/09/guesses").published == date(
        2019, 1, 9
    )


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("Naïve? “No”".encode("windows-1252"), "Naïve? “No”", "decoded as windows-1252"),
        ("Naïve? “No”".encode("utf-16"), "Naïve? “No”", "decoded as UTF-16"),
        ("Naïve? “No”".encode("utf-8-sig"), "Naïve? “No”", None),
    ],
)
def test_other_encodings_are_read_and_said(data: bytes, text: str, note: str | None) -> None:
    document = read(data)
    assert document.text == text
    assert document.notes == ((note,) if note else ())


def test_a_declared_encoding_is_believed_where_the_bytes_are_not_utf_8() -> None:
    data = "Прогноз на 2030 год".encode("koi8-r")
    document = read(data, media_type="text/plain; charset=KOI8-R")
    assert document.text == "Прогноз на 2030 год"
    assert read("déjà".encode(), media_type="text/plain; charset=iso-8859-1").text == "déjà"


def test_latin_1_is_declared_and_windows_1252_is_meant() -> None:
    data = "“Naïve” — no".encode("windows-1252")
    assert read(data, media_type="text/plain; charset=ISO-8859-1").text == "“Naïve” — no"


def test_a_page_shown_instead_of_a_pdf_is_read_as_a_page() -> None:
    document = read(b"<!doctype html><html><body><p>Please log in.</p>", name="report.pdf")
    assert (document.text, document.media_type) == ("Please log in.", "text/html")


def test_a_text_pasted_together_of_two_encodings_is_read_in_both() -> None:
    data = "“Café” — rain by 2031. ".encode() + "Müller’s café: snow by 2030.".encode("cp1252")
    document = read(data, name="a.txt")
    assert document.text == "“Café” — rain by 2031. Müller’s café: snow by 2030."
    assert document.notes == ("decoded as UTF-8 and windows-1252 by turns",)


def test_a_few_damaged_characters_do_not_spoil_the_rest() -> None:
    document = read("déjà vu, très bientôt, à Genève".encode() + b" \xe9 fin")
    assert document.text.startswith("déjà vu, très bientôt, à Genève")
    assert "1 characters were not valid UTF-8" in document.notes[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t ", "holds no text"),
        (b"\0" * 1000, "filled with NUL"),
        (b"a text\0with a hole", "NUL"),
        ("UTF-16 unmarked".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"\x89PNG\r\n\x1a\n rest", "PNG image"),
        (b"PK\x03\x04 rest", "zip archive or an Office file"),
        (b"bplist00 rest", "web archive of Safari"),
        (b"{\\rtf1 Rain}", "RTF"),
        (bytes(range(1, 32)) * 20, "binary"),
        ("Прогноз на 2030 год".encode("windows-1251"), "save it as UTF-8"),
        (b"\xff\xfe\x00", "damaged"),
        (b"%PDF-1.7 and nothing more", "damaged as a PDF"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as caught:
        read(data, name="thing")
    message = str(caught.value)
    assert message.startswith("thing ")
    assert message.endswith((".", "read."))
    assert "\n" not in message


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-30T10:00:{:02d}Z INFO [svc-3] Certificate will expire on 2027-01-20",
        "2026-11-30 10:00:{:02d},118 - harbour.pool - WARNING - Worker will restart before 2027",
        "[INFO] 2026-11-30 10:00:{:02d} Cache will be purged by end of 2027",
        "Nov 30 10:00:{:02d} quay-2 systemd[1]: The unit will be removed in 2027",
        '10.0.0.7 - - [30/Nov/2026:10:00:{:02d} +0000] "GET /will-be-gone-by-2027 HTTP/1.1" 200 12',
        '2026-11-30T10:00:{:02d}Z level=info msg="Will retry by 2027"',
    ],
)
def test_a_log_of_a_program_is_refused_with_what_to_do(line: str) -> None:
    lines = [line.format(second) for second in range(60)]
    with pytest.raises(
        UnreadableDocument, match=r"a\.log is a log that a program wrote.*: give the lines"
    ):
        read("\n".join(lines).encode(), name="a.log")
    assert read("\n".join(lines[:8]).encode(), name="a.log").text == "\n".join(lines[:8])


def test_a_chat_and_a_diary_under_moments_are_no_logs() -> None:
    chat = [
        f"[2026-11-30 10:00:{second:02d}] <mara> the ferry will be gone by 2031"
        for second in range(60)
    ]
    diary = [
        f"2026-11-{day:02d} 10:00:00 I think that the ferry will go by 2031" for day in range(1, 30)
    ]
    for lines in (chat, diary):
        assert read("\n".join(lines).encode(), name="a.log").text == "\n".join(lines)


def test_a_hundred_megabytes_are_refused_undecoded() -> None:
    # Not UTF-8 and full of NULs: any look inside would complain of that instead.
    with pytest.raises(UnreadableDocument, match="larger than 52 MB: split it"):
        read(b"\xff\0" * 50_000_000)


ARCHIVE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://a.example/guesses
Subject: Ten guesses
Date: Mon, 30 Nov 2026 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b--"

----b--
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!DOCTYPE html><html><head><meta name=3D"author" content=3D"Ada Bell"></head><body>
<nav><a href=3D"/">Home</a></nav><article><h1>Ten guesses</h1>
<p>It will rain in M=C3=BCnster before the end of 2030, and the river will rise.</p>
</article></body></html>
----b--
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
----b----
"""


def test_a_page_saved_in_one_file_is_read_as_a_page_and_not_as_a_mail_of_the_browser() -> None:
    document = read(ARCHIVE, name="guesses.mhtml")
    assert document.media_type == "text/html"
    assert document.text.strip() == (
        "# Ten guesses\n\nIt will rain in Münster before the end of 2030, and the river will rise."
    )
    # The day on which it was saved is not the day on which it was written.
    assert (document.author, document.published) == ("Ada Bell", None)


def test_a_page_saved_in_one_file_is_known_by_its_name_whatever_its_head_looks_like() -> None:
    data = ARCHIVE.replace(b"MIME-Version: 1.0\n", b"")
    assert read(data, name="guesses.mhtml").media_type == "text/html"


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\.mht holds no page: save it as HTML\.$"):
        read(ARCHIVE.replace(b"text/html", b"image/svg"), name="a.mht")


def test_a_name_outweighs_what_the_content_looks_like() -> None:
    page = b"<!doctype html><html><body><p>Rain.</p></body></html>"
    assert read(page, name="a.txt").text == page.decode()
    assert read(page, name="a.md").media_type == "text/markdown"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"Just words.", "text/plain"),
        (b"- a list\n- of things", "text/markdown"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nRain.", "text/vtt"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nRain.\n", "application/x-subrip"),
        (b'{"any": "json"}', "text/plain"),
    ],
)
def test_content_tells_the_kind_where_nothing_else_does(data: bytes, media_type: str) -> None:
    assert read(data).media_type == media_type


def test_importing_the_room_loads_no_parser() -> None:
    heavy = "'lxml', 'pypdfium2', 'trafilatura', 'asyncio', 'numpy'"
    code = f"import sys, predictions.reading; print([m for m in ({heavy}) if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(data=st.binary(max_size=300))
@example(data=b"---\n---")
@example(data=b"+++\n = \n+++")
@settings(max_examples=150)
def test_any_bytes_give_a_document_or_one_clear_error(data: bytes) -> None:
    # A name keeps it in this process: pages and PDFs are fuzzed apart, each costs a process.
    for name in ("a.txt", "a.md", "a.vtt", "a.srt", "a.json"):
        if b"%PDF-" not in data:
            assert outcome(data, name).startswith(("text", name))


def outcome(data: bytes, name: str) -> str:
    """Return the text's first word marked as such, or the words of the refusal."""
    try:
        document = read(data, name=name)
    except UnreadableDocument as error:
        return str(error)
    assert isinstance(document, ReadDocument)
    return f"text {document.text.split()[0]}"


@given(
    text=st.text(
        st.sampled_from("---+++\n#=:[]()*_ \tby date author title 2024-03-03"), max_size=400
    )
)
@settings(max_examples=150)
def test_any_head_is_read_without_a_fault(text: str) -> None:
    data = ("x" + text).encode()
    assert read(data, name="a.md").text == "x" + text
