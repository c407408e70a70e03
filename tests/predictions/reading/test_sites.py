"""Pages in the markup of the sites that people read: the text, who wrote which comment, and when.

The words are our own; the elements, their names and what stands around them are those of the sites.
"""

from datetime import date
from pathlib import Path

import pytest

from predictions.reading import ReadDocument, read
from predictions.reading.turns import marked_turns

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> ReadDocument:
    return read((PAGES / f"{name}.html").read_bytes(), name=f"{name}.html")


def said(document: ReadDocument) -> list[tuple[str, str | None, str]]:
    """Return who speaks on which day, with the first words of each."""
    return [
        (
            turn.speaker,
            str(turn.written) if turn.written else None,
            document.text[turn.start : turn.end][:24],
        )
        for turn in marked_turns(document.text)
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hacker_news", [
            ("brickfan", "2024-07-18", "I believe that by 2035 t"), ("marcus_t", "2024-07-18", "Paper cheques will be go"),
            ("jo", "2024-07-19", "> Paper cheques will be "), ("anna", "2024-07-20", "Cash. By 2040 Sweden wil"),
        ]),
        ("reddit_old", [
            ("kickoff99", "2026-05-02", "I think Aldermoor United"), ("redhat_7", "2026-05-02", "No way. Aldermoor will n"),
            ("Tina-K", "2026-05-03", "There's maybe a 1 in 5 c"),
        ]),
        ("reddit_new", [
            ("kickoff99", "2026-05-02", "I think Aldermoor United"), ("redhat_7", "2026-05-02", "No way. Aldermoor will n"),
            ("Tina-K", "2026-05-03", "There's maybe a 1 in 5 c"),
        ]),
        ("substack", [
            ("Ben H", "2026-08-05", "20% is far too high. The"), ("Rana Okafor", "2026-08-06", "Fair. Let us say 10%."),
            ("Q", None, "Fusion will be 30 years "),
        ]),
        ("ea_forum", [("Mo Brandt", "2026-03-10", "> Solar will make more t"), ("Kit V.", "2026-03-11", "It is probably going to ")]),
        ("discourse", [("pip", "2026-01-08", "My guess is that Orchard"), ("dune", "2026-01-09", "pip:\n\n> Orchard 7 ships i")]),
        ("discourse_plain", [("pip", "2026-01-08", "My guess is that Orchard"), ("dune", "2026-01-09", "pip:\n\n> Orchard 7 ships i")]),
        ("disqus", [("Hal Brook", "2026-03-12", "The bridge will not open"), ("Zed", "2026-03-13", "I'd bet 3:1 that it open")]),
        ("wordpress", [
            ("Otto Falk", "2026-12-31", "The mill? 80% that it is"), ("Liv Storm", "2027-01-02", "I’d go up to 40% on the "),
            ("anonymous", "2027-01-03", "Next year prices will do"),
        ]),
        ("stack_exchange", [
            ("Ola", "2026-01-02", "The ferry will probably "), ("Per", "2026-01-03", "It will not stop before "),
            ("Ida", "2026-01-04", "It stopped in 1972. It i"),
        ]),
        ("phpbb", [("drizzle", "2026-10-01", "July 2027 will be the we"), ("sunny jim", "2026-10-02", "> drizzle wrote: Thu Oct")]),
        ("xenforo", [("drizzle", "2026-10-01", "July 2027 will be the we"), ("sunny jim", "2026-10-02", "> drizzle said:\n>\n> July")]),
        ("youtube", [("@marlow", None, "Gold will hit 5000 by Ju"), ("@kit", None, "No chance. It will not p")]),
    ],
)  # fmt: skip
def test_a_thread_is_read_by_who_wrote_what_and_when(
    name: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert said(page(name)) == [(who, day, words[:24]) for who, day, words in expected]


@pytest.mark.parametrize(
    ("name", "title", "author", "published"),
    [
        ("hacker_news", "Ask HN: What will not exist in 2035?", "brickfan", date(2024, 7, 18)),
        ("reddit_new", "Which team wins the league in 2027?", "kickoff99", date(2026, 5, 2)),
        ("substack", "Five bets on fusion", "Rana Okafor", date(2026, 8, 4)),
        ("ea_forum", "Ranges for the next decade", "Kit V.", date(2026, 3, 9)),
        ("discourse_plain", "When will the new kernel ship?", "pip", date(2026, 1, 8)),
        ("wordpress", "My ten calls for 2027", "Liv Storm", date(2026, 12, 30)),
        ("medium", "Why I Sold My Shares", "Ilse Maar", date(2026, 10, 2)),
        ("ghost", "Two years of rain", "Sten Aho", date(2026, 5, 4)),
        ("stack_exchange", "When did the ferry stop?", "Ola", date(2026, 1, 2)),
        ("phpbb", "Rain in 2027", "drizzle", date(2026, 10, 1)),
    ],
)
def test_a_page_says_its_title_author_and_day(
    name: str, title: str, author: str, published: date
) -> None:
    found = page(name)
    assert (found.title, found.author, found.published) == (title, author, published)


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("hacker_news", ["newest", "Applications will be open", "add comment", "flagged"]),
        ("reddit_old", ["banned by the end", "[removed]", "User Agreement", "sorted by"]),
        ("reddit_new", ["banned by the end", "Betmax", "removed by moderator", "Log In"]),
        ("substack", ["reader-supported", "Share", "Tokamaks", "Discussion about"]),
        ("ea_forum", ["AI will change everything", "Sign up", "Sorted by"]),
        ("discourse_plain", ["Orchard 8"]),
        ("wordpress", ["cookies", "never reopen", "Pingback", "retire", "Rain will stop", "Skip to"]),
        ("medium", ["The dollar will", "Banks will vanish", "Listen", "Follow", "Sign up"]),
        ("ghost", ["drought", "a letter every week", "Member discussion"]),
        ("stack_exchange", ["Will the sun explode"]),
        ("phpbb", ["The end will come", "Quote"]),
        ("xenforo", ["Click to expand"]),
    ],
)  # fmt: skip
def test_what_stands_around_the_words_is_left_out(name: str, frame: list[str]) -> None:
    text = page(name).text
    assert [words for words in frame if words in text] == []


def test_an_article_stays_above_comments_in_the_markup_of_posts() -> None:
    text = page("disqus").text
    assert text.index("The council has approved the plan") < text.index("## Comments")


def test_a_footnote_mark_does_not_run_into_the_year_before_it() -> None:
    assert "by the end of 2029[1]." in page("substack").text


def test_parts_that_a_page_sends_hidden_at_its_end_are_put_where_its_script_puts_them() -> None:
    body = (
        '<main><h1>Rain and shine</h1><template id="B:0"></template><p>That is all I have to say on it for now.</p></main>'
        '<div hidden id="S:0"><p>It will rain on the first of May.</p><template id="P:1"></template></div>'
        '<div hidden id="S:1"><p>It will not rain in June.</p></div><div hidden>never seen</div>'
    )
    assert read(f"<html><body>{body}".encode(), name="a.html").text == (
        "# Rain and shine\n\nIt will rain on the first of May.\n\nIt will not rain in June.\n\n"
        "That is all I have to say on it for now."
    )


def test_a_page_that_hides_all_of_itself_until_its_script_runs_is_read() -> None:
    words = "The bridge will open before the end of 2029, whatever the council says. " * 5
    hidden = f"<html><body><div style='visibility:hidden'><p>{words}</p></div></body>"
    assert read(hidden.encode(), name="a.html").text == words.strip()
    beside = f"<html><body><p>{words}</p><div style='display:none'><p>{words[:300]} Obey.</p></div>"
    assert "Obey" not in read(beside.encode(), name="a.html").text


def test_a_short_post_that_names_its_article_comes_without_its_frame() -> None:
    html = (
        "<html><body><header>Slow River</header><nav>Home</nav><article><h1>One call</h1>"
        "<p>The mill will be sold before June 2027.</p></article><footer>All rights reserved.</footer>"
    )
    assert read(html.encode(), name="a.html").text == (
        "# One call\n\nThe mill will be sold before June 2027."
    )


def test_a_section_named_like_a_frame_stays_where_it_holds_much_of_the_text() -> None:
    prose = (
        "<p>The two firms will share the bridge from the spring of 2029 on, say both of them.</p>"
    )
    html = (
        f'<html><body><div class="text">{prose * 3}'
        f'<div class="section" id="sharing-with-a-single-firm"><h2>Sharing</h2>{prose * 2}</div>'
        f'<div class="read-more">{prose * 5}</div></div>'
    )
    assert read(html.encode(), name="a.html").text.count("The two firms") == 10


def test_posts_of_mastodon_are_their_writers() -> None:
    status = (
        '<div class="{0}" data-id="1"><a class="status__relative-time"><time datetime="2026-04-{1}T12:00:00Z">1d</time></a>'
        '<a class="status__display-name" href="/@{2}"><span class="display-name"><bdi><strong class="display-name__html">{3}</strong></bdi>'
        '<span class="display-name__account">@{2}@lake.example</span></span></a>'
        '<div class="status__content"><div class="status__content__text"><p>{4}</p></div></div></div>'
    )
    html = (
        "<html><body>"
        + status.format("detailed-status", 20, "ann", "Ann Ek", "The mill will be sold by 2027.")
        + status.format("status", 21, "bo", "Bo", '<a class="mention" href="/@ann">@ann</a> Never.')
    )
    assert said(read(html.encode(), name="a.html")) == [
        ("Ann Ek", "2026-04-20", "The mill will be sold by"),
        ("Bo", "2026-04-21", "@ann Never."),
    ]


def test_comments_on_an_issue_are_their_writers() -> None:
    comment = (
        '<div class="react-issue-comment"><div><a href="https://code.example/{0}" data-hovercard-url="/users/{0}/hovercard">{0}</a>'
        ' commented <relative-time datetime="2026-04-{1}T12:00:00Z">on Apr {1}</relative-time></div>'
        '<div class="markdown-body"><p>{2}</p></div></div>'
    )
    html = (
        "<html><body><main><h1>Will the gate be mended?</h1><div><p>The gate will be mended by June, the owner wrote in spring, and so it will.</p></div>"
        + comment.format("ann", 20, "Not before 2027.")
        + comment.format("bo", 21, "I give it 30%.")
    )
    document = read(html.encode(), name="a.html")
    assert said(document) == [
        ("ann", "2026-04-20", "Not before 2027."),
        ("bo", "2026-04-21", "I give it 30%."),
    ]
    assert document.text.index("by June") < document.text.index("## Comments")
