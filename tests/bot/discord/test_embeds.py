"""Posts become embeds within every limit, whatever stands in them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord import embeds
from bot.discord.answering import block
from bot.discord.cards.card import card_parts, card_post
from bot.discord.cards.crowd import moves
from bot.discord.embeds import embed_of, fit
from bot.discord.listing.page import LETTERS, Asked
from bot.discord.parts import LONGEST_ID, Button
from bot.render import words
from bot.render.crowd import aggregate
from bot.render.post import Discord, Field, Post
from predictions.beliefs import Probability
from predictions.model import (
    Document,
    Forecast,
    Forecaster,
    Kind,
    Prediction,
    Quote,
    State,
)
from predictions.times import Window
from storage.commenting import Comment
from storage.dossier import Record

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STYLE = Discord()
nasty = st.text(
    alphabet=st.one_of(
        st.sampled_from("*_`~|>#[]()<@:\\-\n\u202e\u200b\u0000אبم👨‍👩‍👧🏳️‍🌈"),
        st.characters(codec="utf-8"),
    ),
    max_size=900,
)
long_text = st.builds(lambda piece, times: (piece or "x") * times, nasty, st.integers(1, 12))


@given(
    title=long_text,
    text=long_text,
    fields=st.lists(st.tuples(long_text, long_text), max_size=30),
    footer=long_text,
)
@settings(max_examples=60, deadline=None)
def test_any_post_keeps_every_limit(
    title: str, text: str, fields: list[tuple[str, str]], footer: str
) -> None:
    post = Post(
        title=title,
        colour=1,
        text=text,
        fields=tuple(Field(name, value) for name, value in fields),
        footer=footer,
    )
    embed = embed_of(post)
    assert len(embed) <= embeds.ALL_TOGETHER
    assert len(embed.title or "") <= embeds.TITLE
    assert len(embed.description or "") <= embeds.DESCRIPTION
    assert len(embed.fields) <= embeds.FIELDS
    for field in embed.fields:
        assert 0 < len(field.name or "") <= embeds.NAME
        assert 0 < len(field.value or "") <= embeds.VALUE
    assert len(embed.footer.text or "") <= embeds.FOOTER


@given(text=long_text, most=st.integers(4, 500))
@settings(max_examples=80, deadline=None)
def test_a_cut_never_leaves_an_escape_or_a_link_half_open(text: str, most: int) -> None:
    cut = fit(STYLE.said(text), most)
    assert len(cut) <= most
    if cut.endswith("…") and cut != STYLE.said(text):
        kept = cut[:-1]
        assert (len(kept) - len(kept.rstrip("\\"))) == 0


def test_a_link_is_kept_whole_or_left_out() -> None:
    text = "See " + STYLE.link("the report", "https://example.org/" + "a" * 50)
    assert fit(text, 60) == "See…"
    assert fit(text, 200) == text


@given(text=nasty)
@settings(max_examples=60, deadline=None)
def test_what_somebody_typed_comes_back_inside_its_block(text: str) -> None:
    shown = block(text)
    assert shown.startswith("```\n")
    assert shown.endswith("\n```")
    assert "```" not in shown[3:-3]


def record(statement: str = "It rains", *, people: int = 3, **more: object) -> Record:
    """Return a record with that many forecasters."""
    values: dict[str, object] = {"window": Window(deadline=(NOW + timedelta(days=9)).date())}
    prediction = Prediction(statement=statement, created_at=NOW, id=7, **{**values, **more})  # type: ignore[arg-type]
    forecasts = tuple(
        Forecast(
            id=n,
            prediction_id=7,
            forecaster_id=n,
            belief=Probability(value=n / (people + 1)),
            made_at=NOW + timedelta(minutes=n),
        )
        for n in range(1, people + 1)
    )
    return Record(
        prediction=prediction,
        state=State.OPEN,
        forecasts=forecasts if prediction.kind is Kind.BINARY else (),
        forecasters={n: Forecaster(id=n, name="ن" * 200) for n in range(1, people + 1)},
        resolutions=(),
        proposals=(),
        evidence=(),
    )


def test_the_longest_of_everything_still_fits_on_a_card() -> None:
    made = record(
        "]" * 1000,
        people=60,
        criteria="*" * 5000,
        condition="_" * 2000,
        tags=tuple(f"{n:02}" + "t" * 48 for n in range(40)),
        quote=Quote(document_id=1, start=0, end=4000, text="`" * 4000),
    )
    document = Document(
        text="x",
        origin="https://example.org/" + "a" * 3000,
        sha256="0",
        added_at=NOW,
        title="[" * 3000,
        author="@" * 300,
    )
    comments = [Comment(name="#" * 200, text=">" * 4000, made_at=NOW)] * 10
    post = card_post(made, style=STYLE, now=NOW, document=document, comments=comments)
    embed = embed_of(post)
    assert len(embed) <= embeds.ALL_TOGETHER
    assert [field.name for field in embed.fields][:3] == ["Window", "State", "Crowd"]


def test_many_options_fit_on_a_card() -> None:
    made = record(kind=Kind.CHOICE, options=tuple(f"{n:02}" + "o" * 78 for n in range(20)))
    assert len(embed_of(card_post(made, style=STYLE, now=NOW))) <= embeds.ALL_TOGETHER


def test_the_crowd_is_the_median_of_those_who_stand() -> None:
    made = record(people=3)
    assert aggregate(made.forecasts) == 0.5
    moved = moves(made, now=NOW)
    assert moved is not None
    assert [value for _, value in moved.lines[0].steps] == [0.25, 0.375, 0.5]
    assert aggregate(()) is None


@given(
    show=st.sampled_from(sorted(LETTERS.values())),
    member=st.none() | st.integers(1, 2**63),
    tag=st.text(st.characters(blacklist_characters="\t", codec="utf-8"), max_size=30),
    text=st.text(st.characters(blacklist_characters="\t", codec="utf-8"), max_size=30),
    offset=st.integers(0, 99_990),
)
@settings(deadline=None)
def test_a_page_button_holds_all_that_was_asked(
    show: str, member: int | None, tag: str, text: str, offset: int
) -> None:
    asked = Asked(show, member, tag, text, 0)
    key = asked.key(offset)
    assert len(key) <= LONGEST_ID
    assert Asked.read(key.removeprefix("ci:l:")) == Asked(show, member, tag, text, offset)


def test_every_identifier_of_a_card_is_short_enough() -> None:
    for part in card_parts(record(), NOW):
        assert isinstance(part, Button)
        assert len(part.id) <= LONGEST_ID


def test_a_list_that_does_not_fit_says_how_much_is_left_out() -> None:
    lines = [f"{n} " + "\\*" * 60 for n in range(30)]
    shown = words.counted(lines, 12)
    assert len(shown) <= embeds.VALUE
    *kept, last = shown.split("\n")
    assert kept == lines[: len(kept)]
    assert last == f"… and {30 - len(kept)} more"
    assert words.counted(lines[:2], 12) == "\n".join(lines[:2])


def test_a_comma_in_an_option_parts_no_options() -> None:
    made = record(kind=Kind.CHOICE, options=("Smith, John", "Doe, Jane"))
    assert "Smith, John; Doe, Jane" in card_post(made, style=STYLE, now=NOW).text
