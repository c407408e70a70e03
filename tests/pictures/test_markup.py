"""Discord's markdown, as its app shows it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pictures.markup import Names, moment, plain, relative, rendered

NAMES = Names(datetime(2026, 1, 1, tzinfo=UTC), people={"1": "Alice"}, channels={"2": "general"})


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**b** *i* _i_ __u__ ~~s~~", "<b>b</b> <i>i</i> <i>i</i> <u>u</u> <s>s</s>"),
        (r"\*plain\* \_too\_", "*plain* _too_"),
        ("snake_case_name", "snake_case_name"),
        ("`**code**`", "<code>**code**</code>"),
        ("```py\nx = 1\n```after", "<pre>x = 1</pre>after"),
        ("a\nb", "a<br>b"),
        ("# Head\ntext", '<div class="h1">Head</div>text'),
        ("-# small", '<div class="small">small</div>'),
        ("> q1\n> q2\nout", "<blockquote>q1<br>q2</blockquote>out"),
        (">>> all\nof it", "<blockquote>all<br>of it</blockquote>"),
        ("<script>", "&lt;script&gt;"),
        ("<@1>", '<span class="mention">@Alice</span>'),
        ("<@9>", '<span class="mention">@unknown</span>'),
        ("<#2>", '<span class="mention">#general</span>'),
        ("[l](https://e.org)", '<a href="https://e.org">l</a>'),
        ("<https://e.org>", '<a href="https://e.org">https://e.org</a>'),
        ("<t:1767225600:D>", '<span class="time">1 January 2026</span>'),
        ("</due:5>", '<span class="mention">/due</span>'),
    ],
)
def test_markdown_becomes_what_the_app_shows(written: str, shown: str) -> None:
    assert rendered(written, NAMES) == shown


def test_plain_text_keeps_the_words_only() -> None:
    assert plain(r"**A & B** \_c\_ <@1>", NAMES) == "A & B _c_ @Alice"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "in a second"),
        (-40, "40 seconds ago"),
        (3600, "in an hour"),
        (-3 * 86_400, "3 days ago"),
        (29 * 86_400, "in a month"),
        (2 * 365.25 * 86_400, "in 2 years"),
    ],
)
def test_distances_in_time_are_worded(seconds: float, words: str) -> None:
    assert relative(seconds) == words


@pytest.mark.parametrize(
    ("style", "words"),
    [("t", "00:00"), ("d", "01/01/2026"), ("F", "Thursday, 1 January 2026 at 00:00")],
)
def test_every_style_of_timestamp_is_known(style: str, words: str) -> None:
    assert moment(1_767_225_600, style, NAMES.now) == words


@settings(max_examples=100, deadline=None, database=None)
@given(st.text(alphabet="ab*_~|`<>\\[]()#-\n @t:1", max_size=60))
def test_whatever_is_written_no_tag_of_the_writers_gets_through(written: str) -> None:
    shown = rendered(written.replace("a", "<img>"), NAMES)
    assert "<img" not in shown
