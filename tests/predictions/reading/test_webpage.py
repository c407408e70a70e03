"""HTML pages: main text as Markdown, comments with their authors, what the page says of itself."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.errors import UnreadableDocument
from predictions.reading import read
from predictions.reading.webpage import parse_html
from predictions.sandbox.pool import Sandbox
from predictions.sandbox.process import Limits

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> str:
    return str(parse_html((PAGES / name).read_bytes())["text"])


def text_of(body: str) -> str:
    return str(parse_html(f"<html><body>{body}</body></html>".encode())["text"])


def test_a_news_article_is_read_whole_and_its_frame_is_not() -> None:
    assert page("news.html") == (
        "# Ferry line may close by 2029, operator warns\n\n"
        "By Ines Park and Tom Ruiz\n\n"
        "The lake ferry will probably stop running before the end of 2029 unless the canton pays for new boats, "
        "its operator said on Wednesday.\n\n"
        "“There is a 70 percent chance that we sell the Undine next year,” said Mara Lindt, who runs the line.\n"
        "She put the cost of a new boat at 10^7 francs[1].\n\n"
        "## What passengers expect\n\n"
        "> I doubt the ferry will last five years.\n>\n> — a daily passenger\n\n"
        "- Fares will rise by 2027:\n  - adults to 8 francs\n  - children ~~free~~ to 2 francs\n"
        "- The winter timetable goes\n\n"
        "The Undine in January."
    )


def test_json_ld_gives_headline_authors_and_date() -> None:
    document = read((PAGES / "news.html").read_bytes(), name="news.html")
    assert document.title == "Ferry line may close by 2029, operator warns"
    assert document.author == "Ines Park, Tom Ruiz"
    assert document.published == date(2026, 2, 11)
    assert document.media_type == "text/html"


def test_a_blog_keeps_its_comments_with_who_wrote_them() -> None:
    text = page("blog.html")
    article, _, comments = text.partition("\n\n## Comments\n\n")
    assert article.endswith("whatever the press releases say this year.")
    assert comments.startswith(
        "**Piotr** (2025-11-03):\n\nI think sodium stays below 2% of cars by 2030.\n\nNobody wants the weight.\n\n"
        "**Noor Haddad** (2025-11-04):\n\n> Nobody wants the weight."
    )
    for frame in ("Archives", "Leave a reply", "Your email", "Reply", "Tags", "Slow Current"):
        assert frame not in text


def test_a_comment_cannot_put_words_into_another_mouth() -> None:
    assert "\n\n\\**Piotr** (2020-01-01): is what you would say." in page("blog.html")


def test_the_writer_of_a_blog_is_not_one_of_its_commenters() -> None:
    found = parse_html((PAGES / "blog.html").read_bytes())
    assert (found["author"], found["published"]) == ("Noor Haddad", "2025-11-02")


def test_a_forum_thread_is_its_posts() -> None:
    assert page("forum.html") == (
        "# Will the dam be finished?\n\n"
        "**halvard** (2024-06-01):\n\nThe upper dam will be done by autumn 2026, I am fairly sure.\n\nWho bets against?\n\n"
        "**Grete O.** (2024-06-02):\n\n> halvard said:\n>\n> The upper dam will be done by autumn 2026\n\n"
        "Not a chance: 5% at best."
    )
    assert parse_html((PAGES / "forum.html").read_bytes())["author"] == "halvard"


def test_a_thread_laid_out_in_tables_is_a_thread() -> None:
    assert page("newslike_thread.html").endswith(
        "**lepton** (2025-01-10):\n\nNet power from a pilot plant by 2035: 30%.\n\nGrid power is another matter.\n\n"
        "**boson** (2025-01-11):\n\nIt won't happen before 2050."
    )


def test_a_page_that_is_one_table_is_a_markdown_table() -> None:
    assert page("table.html") == (
        "# Scorecard 2027\n\nWhat we said in January\n\n"
        "| Claim | Ada | Ben | Outcome |\n"
        "| --- | --- | --- | --- |\n"
        "| The tram opens before June | 40% | 55% | ✓ |\n"
        "| Rent rises more than 5% \\| city only | 80% | 80% | ❌ |\n"
        "| Rent rises more than 5% \\| city only | 75% | ~~70%~~ 65% |  |"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<p>It <b>will</b> <i>rain</i></p>", "It will rain"),
        ("<ol start=3><li>a<li><p>b</p><p>c</p></ol>", "3. a\n4. b\n\n   c"),
        ("<ul><li>a<ol><li>b<ul><li>c</ul></ol></ul>", "- a\n  1. b\n     - c"),
        ("<dl><dt>Rain by May<dd>40%<dt>Snow<dd>5%</dl>", "Rain by May: 40%\n\nSnow: 5%"),
        ("<p>by 2028<sup>1</sup> or the 3<sup>rd</sup>", "by 2028^1 or the 3rd"),
        ("<p>by 2028<sup class=footnote-ref><a href=#1>1</a></sup>.", "by 2028[1]."),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<ul><li><input type=checkbox checked> done<li><input type=checkbox> open</ul>", "- [x] done\n- [ ] open"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        ("<p style='display: none'>hidden</p><p>shown", "shown"),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "|  |  |\n| --- | --- |\n| a | b |\n\nc"),
        ("<table><tr><td><b>Claim</b><td><b>P</b><tr><td>Rain<td>5%</table>", "| Claim | P |\n| --- | --- |\n| Rain | 5% |"),
    ],
)  # fmt: skip
def test_each_mark_of_html_has_its_markdown(body: str, text: str) -> None:
    assert text_of(body) == text


def test_bold_words_at_the_head_of_an_item_stay_bold() -> None:
    body = (
        "<p>What will come:</p><ol><li><b>The mill closes.</b> Nobody buys <b>its</b> flour.</li>"
        "<li><p><strong>The ferry comes back</strong> - the town wants it</p></li></ol>"
        "<p><a href='/r'><b>Roads</b></a>, too</p>"
    )
    assert text_of(body) == (
        "What will come:\n\n1. **The mill closes.** Nobody buys its flour.\n"
        "2. **The ferry comes back** - the town wants it\n\n**Roads**, too"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><b>Ada Bell</b>: It will rain.</p>", "Ada Bell: It will rain."),
        ("<p><b>Ada Bell:</b> It will rain.</p>", "Ada Bell: It will rain."),
        (
            "<p><b>Ada Bell</b> (2020-01-01):<br>It will rain.</p>",
            "Ada Bell (2020-01-01):\nIt will rain.",
        ),
        ("<p><b>Ada Bell</b> 10:02 It will rain.</p>", "Ada Bell 10:02 It will rain."),
        ("<p><b>Ada Bell</b><i> :</i><br>It will rain.</p>", "Ada Bell :\nIt will rain."),
        (
            "<p><b>It rains.</b> So:<br>**Ada Bell**: It will.</p>",
            "**It rains.** So:\n\\**Ada Bell**: It will.",
        ),
        ("<p>**Ada Bell**: It will rain.</p>", "\\**Ada Bell**: It will rain."),
    ],
)
def test_no_bold_words_of_a_page_are_a_speaker_s_line(body: str, text: str) -> None:
    assert text_of(f"<p>What they say here is all of it.</p>{body}").endswith(f"\n\n{text}")


def test_a_span_of_millions_of_columns_is_not_filled() -> None:
    body = "<table><tr><td colspan=999999 rowspan=999999>wide<td>b<tr><td>c<td>d</table>"
    assert len(text_of(body)) < 2000


def test_meta_tags_and_bylines_name_author_and_date() -> None:
    found = parse_html(
        b"<html><head><meta name=author content='Ada Bell'><meta property='article:published_time' content='2024-03-03T01:02:03Z'>"
        b"<meta property='og:title' content='Ten guesses'></head><body><p>Rain.</body></html>"
    )
    assert (found["title"], found["author"], found["published"]) == (
        "Ten guesses",
        "Ada Bell",
        "2024-03-03",
    )
    found = parse_html(
        b"<html><title>Ten guesses | Site</title><body><h1>Ten guesses</h1><p>3 March 2024</p><p class=byline>By Ada Bell</p>"
    )
    assert (found["title"], found["author"], found["published"]) == (
        "Ten guesses",
        "Ada Bell",
        "2024-03-03",
    )


def about(head: str, body: str) -> tuple[str | None, str | None, str | None]:
    found = parse_html(f"<html><head>{head}</head><body>{body}<p>Rain by 2031.</p></body>".encode())
    return found["title"], found["author"], found["published"]


@pytest.mark.parametrize(
    "byline",
    [
        "<div class=byline>By<span>Ada Bell</span></div>",
        "<div class=byline><a>Ada Bell</a><span>Staff writer</span> Dec. 16</div>",
        "<div class=byline><span class=date>Dec 1st 2016</span></div><p>By <a href=/author/ada-bell>Ada Bell</a></p>",
        "<div class=byline>By</div><div class=author>Ada Bell</div>",
        "<a class=comments href=#c>12</a><a rel=author href=/x>Ada Bell</a>",
        "<ul><li><p class=byline>By Olaf Lund</p></ul><p class=byline>By Ada Bell</p>",
        "<figure><figcaption itemprop=author>Olaf Lund</figcaption></figure><a href=/authors/bell/>Ada Bell</a>",
        "<nav><a href=/authors/lund/>Olaf Lund</a></nav><p>by <a href=/authors/bell/>Ada Bell</a></p>",
        "<div class=author-page>Article information</div><p class=author>Ada Bell</p>",
    ],
)
def test_a_byline_names_the_author_and_nothing_beside_the_name(byline: str) -> None:
    assert about("<title>Ten guesses</title>", f"<h1>Ten guesses</h1>{byline}")[1] == "Ada Bell"


def test_who_signs_goes_before_the_house_that_publishes() -> None:
    signed = "<h1>Ten guesses</h1><p class=byline>By Ada Bell</p>"
    assert about("<meta name=author content='Lake Post Staff'>", signed)[1] == "Ada Bell"
    house = "<meta name=author content='Lake Post'><meta property=og:site_name content='Lake Post'>"
    assert about(house, signed)[1] == "Ada Bell"
    two = "<meta name=author content='Lund Press'><meta property=article:author content='Ada Bell'>"
    assert about(two, signed)[1] == "Ada Bell"
    assert about("<meta name=author content='Olaf Lund'>", signed)[1] == "Olaf Lund"
    assert about(house, "<h1>Ten guesses</h1>")[1] == "Lake Post"


def test_a_page_s_own_address_dates_it_where_nothing_else_does() -> None:
    link = "<link rel=canonical href='https://lake.example/2019/05/07/ten-guesses'>"
    assert about(link, "<h1>Ten guesses</h1>")[2] == "2019-05-07"
    assert (
        about(link, "<h1>Ten guesses</h1><time datetime=2019-05-06>6 May</time>")[2] == "2019-05-06"
    )
    assert (
        about("<link rel=canonical href='https://a.example/?from=2019-05-07'>", "<h1>T</h1>")[2]
        is None
    )


def test_the_dates_of_a_box_of_facts_are_not_the_page_s() -> None:
    box = "<table class='infobox vevent'><tr><th>First sailing<td><span class='dtstart published'>2009-05-27</span></table>"
    assert about("", f"<h1>Undine</h1>{box}")[2] is None


def test_a_title_is_no_site_s_name_and_has_characters_for_entities() -> None:
    site = "<h1><a href=/>The Lake Blog</a></h1>"
    assert (
        about("<title>Open thread | The Lake Blog</title>", f"{site}<h1>Open thread</h1>")[0]
        == "Open thread"
    )
    both = "<h1>The Lake Blog</h1><h1>September open thread</h1>"
    assert about("<meta property=og:title content='September open thread | The Lake Blog'>", both)[
        0
    ] == ("September open thread")
    linked = """<script type="application/ld+json">//<![CDATA[
{"@type": "NewsArticle", "headline": "We &#8220;must&#8221;&nbsp;win", "author": {"name": "Ada Bell"}}
//]]></script>"""
    assert about(linked, "<h1>x</h1>")[:2] == (
        "We \N{LEFT DOUBLE QUOTATION MARK}must\N{RIGHT DOUBLE QUOTATION MARK} win",
        "Ada Bell",
    )


PROSE = "<p>" + "The ferry will stop before the end of 2029, as its boats are old. " * 12 + "</p>"
CARD = "<div class=c><h3><a href=/{0}>Story {0}</a></h3><p>The bridge {0} will open in 2031, they say.</p></div>"


def test_a_page_of_a_wiki_is_of_the_day_it_was_last_edited_and_by_nobody() -> None:
    head = (
        "<meta name=generator content='MediaWiki 1.44.0'><title>Undine - Lakepedia</title>"
        '<script type="application/ld+json">{"@type": "Article", "name": "Undine", "headline": "ferry on the lake",'
        '"author": {"@type": "Organization", "name": "Contributors"}, "datePublished": "2001-11-03", "dateModified": "2025-02-01"}</script>'
    )
    assert about(head, "<h1>Undine</h1>") == ("Undine", None, "2025-02-01")
    foot = "<li id=footer-info-lastmod>This page was last edited on 12 March 2024, at 10:00 (UTC).</li>"
    assert about(head, f"<h1>Undine</h1>{foot}")[2] == "2024-03-12"
    text = text_of(
        "<h1>Undine</h1><table class='metadata ambox'><tr><td>This article needs more sources.</table>"
        f"<h2>Future<span class=mw-editsection>[edit]</span></h2>{PROSE}"
    )
    assert "## Future\n\n" in text
    assert "sources" not in text


def test_who_edited_a_post_did_not_write_it() -> None:
    post = (
        "<div class=answer><div class=s-prose><p>{}</p></div><div class=user-info><div class=user-action-time>edited <span title='2018-03-15'>Mar 15</span>"
        "</div><a href=/users/9/ed>Ed</a></div><div class=user-info><div class=user-action-time>answered <span title='2013-01-08'>Jan 8 2013</span></div>"
        "<a href=/users/7/felix>Felix</a></div></div>"
    )
    text = text_of(
        "<h1>When?</h1>" + post.format("It stops by 2031.") + post.format("It runs until 2040.")
    )
    assert "**Felix** (2013-01-08):\n\nIt stops by 2031." in text
    assert "Ed" not in text


def test_cards_that_open_other_texts_are_cut_beside_a_text_and_kept_alone() -> None:
    cards = "".join(CARD.format(number) for number in range(4))
    beside = text_of(f"<h1>Ferry</h1>{PROSE}<div>{cards}</div>")
    assert "ferry will stop" in beside
    assert "bridge" not in beside
    assert "bridge 3 will open" in text_of(f"<h1>Stories</h1><div>{cards}</div>")
    two = "".join(CARD.format(number) for number in range(2))
    assert "bridge 1" in text_of(f"<h1>Ferry</h1>{PROSE}<div>{two}</div>")


def test_a_text_is_kept_whatever_else_its_element_is_called() -> None:
    other = "<div>" + PROSE.replace("ferry", "bridge") * 2 + "</div>"
    text = text_of(f"<h1>Ferry</h1><div class='article-body pagination-first'>{PROSE}</div>{other}")
    assert "ferry will stop" in text
    paragraphs = "".join(
        f"<p class=post-text>{word} {PROSE[3:-4]}</p>" for word in ("One", "Two", "Three")
    )
    found = text_of(f"<h1>Ferry</h1><div>{paragraphs}<p class=post-text>{PROSE[3:] * 4}</div>")
    assert all(word in found for word in ("One The ferry", "Two The ferry", "Three The ferry"))


def test_what_a_site_writes_below_a_comment_is_not_said_in_it() -> None:
    body = (
        "<article><h1>Ferry</h1>" + PROSE + "</article><div id=comments>"
        "<div class=comment><a href='/profile/1-ada' class=commenter>Ada</a><time datetime=2026-01-02></time>"
        "<div class=comment-body><p>It stops in 2028.</p><div class=show-all-toggle><div>Expand full comment</div></div></div></div>"
        "<div class=comment><b class=fn>Olaf</b><time datetime=2026-01-03></time><div class=comment-content>"
        "<p class=quote>It stops in 2028.</p>It runs until 2040.<p class='comment-likes x'><span>Like</span></p></div></div></div>"
    )
    assert text_of(body).endswith(
        "**Ada** (2026-01-02):\n\nIt stops in 2028.\n\n**Olaf** (2026-01-03):\n\n> It stops in 2028.\n\nIt runs until 2040."
    )


def test_a_name_without_a_link_stands_before_the_link_to_the_comment() -> None:
    body = f"<article><h1>Ferry</h1>{PROSE}</article>" + "".join(
        "<li class=comment><div class=comment-body><div class=comment-author><strong>Milo Griff</strong> on "
        f"<a href=#c{day}>September {day}, 2018 at 4:47 pm</a> said:</div><p>It stops in 202{day}.</p></div></li>"
        for day in (7, 8)
    )
    assert "**Milo Griff** (2018-09-07):\n\nIt stops in 2027." in text_of(body)


def test_broken_json_ld_is_passed_over() -> None:
    found = parse_html(
        b"<html><script type='application/ld+json'>{\"@type\": [</script><title>T</title><p>Rain."
    )
    assert found["title"] == "T"


@pytest.mark.parametrize("charset", ["windows-1251", "shift_jis", "iso-8859-2"])
def test_a_page_in_the_encoding_that_it_states_is_read(charset: str) -> None:
    words = {"windows-1251": "Дождь", "shift_jis": "雨が降る", "iso-8859-2": "Będzie"}[charset]
    data = f"<html><head><meta charset={charset}></head><body><p>{words}</p></body></html>".encode(
        charset
    )
    document = read(data, name="a.html")
    assert document.text == words
    assert f"decoded as {charset}" in document.notes


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.html holds no text to read"):
        read(b"<html><body><hr></body></html>", name="a.html")
    with pytest.raises(UnreadableDocument, match=r"a\.html holds no text, a script puts it there"):
        read(b"<html><body><script>x()</script></body></html>", name="a.html")


def test_a_page_nested_beyond_reason_gives_one_clear_error() -> None:
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        read(b"<html><body>" + b"<div>" * 50_000 + b"deep", name="a.html")


def test_a_page_that_takes_too_long_is_given_up() -> None:
    rows = (
        b"<html><body>"
        + b"<div class=comment><cite>a</cite><p>words of some length</p></div>" * 200_000
    )
    with (
        Sandbox(Limits(cpu_seconds=1, wall_seconds=2)) as sandbox,
        pytest.raises(UnreadableDocument, match=r"a\.html took"),
    ):
        read(rows, name="a.html", sandbox=sandbox)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_mutilated_page_gives_text_or_one_clear_error(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(path.name for path in PAGES.iterdir())))
    raw = (PAGES / name).read_bytes()
    at = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 200))
    put = data.draw(st.one_of(st.binary(max_size=20), st.sampled_from(TAGS)))
    raw = raw[:at] + put + raw[at + length :]
    try:
        found = parse_html(raw.decode("utf-8", "replace").encode())
    except UnreadableDocument:
        return
    assert isinstance(found["text"], str)


TAGS = [
    b"<table>",
    b"</table>",
    b"<li>",
    b"<blockquote>",
    b"<!--",
    b"<script>",
    b"<sup>",
    b"<td rowspan=9>",
    b"<div class=comment>",
]


@given(tags=st.lists(st.sampled_from([
    "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<blockquote>", "<pre>", "<br>", "<del>", "</del>", "word ",
    "<div class=comment><cite>ann</cite>", "</div>", "<dl>", "<dt class=comment>", "<dd>", "<h2>", "<img alt=x>", "<input>", "**", "|", "\\",
    "<nav>", "<a rel=author>", "<time>2024-03-03</time>", "<svg>", "<frameset>", "<base>", "<template>",
]), max_size=40))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_soup_of_tags_is_read_without_a_fault(tags: list[str]) -> None:
    try:
        text = parse_html(f"<html><body>{''.join(tags)}".encode())["text"]
    except UnreadableDocument:
        return
    assert "\0" not in text
