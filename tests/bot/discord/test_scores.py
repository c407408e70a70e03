"""Calibration, leaderboard, comparison, export."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import actions
from bot.discord.scores.calibration import calibration_post, scored
from bot.discord.scores.rows import Row, counted
from bot.discord.scores.tables import comparison_post, leaderboard_post
from bot.render.post import Discord
from predictions.model import ForecasterKind
from predictions.outcomes import NO, YES
from storage import recording, resolving
from tests.bot.discord.stage import Stage, field, title

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give a stage with a record: Alice good, Bob bad, an essayist on some."""
    with Stage(tmp_path_factory.mktemp("scores") / "ledger.db") as opened:
        for user in ("alice", "bob"):
            opened.predict("To be known", by=user)
        opened.change(lambda s: _record(opened, s))
        yield opened


def _record(stage: Stage, session) -> None:  # type: ignore[no-untyped-def]
    from storage import recording

    alice = recording.on_discord(session, stage.user("alice").id)
    bob = recording.on_discord(session, stage.user("bob").id)
    author = recording.forecaster_named(session, "Cassandra", ForecasterKind.AUTHOR)
    then = stage.clock() - timedelta(days=10)
    for number in range(30):
        asked = actions.Asked(
            statement=f"Event {number}", tags=("events",), guild_id=stage.guild.id
        )
        made = actions.predict(session, asked, author=None, now=then, time_zone="UTC")
        good, bad = ("90", "30") if number % 2 else ("10", "70")
        for who, said in ((alice, good), (bob, bad), (author, "50")):
            assert who is not None
            assert made.id is not None
            actions.forecast(session, made.id, said, forecaster=who, now=then + timedelta(hours=1))
        assert made.id is not None
        resolving.resolve(session, made.id, YES if number % 2 else NO, now=then + timedelta(days=5))


def test_calibration_of_a_member_an_author_and_the_server(stage: Stage) -> None:
    alice = stage.slash("calibration", member=stage.user("alice"))
    assert title(alice.message) == "Calibration: Alice"
    assert "0.010" in field(alice.message, "Brier (0–1, lower is better)")
    assert alice.ephemeral
    files = stage.do(lambda: stage.server.files(alice.message))
    [(name, picture)] = files.items()
    assert name == "calibration.png"
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 100_000
    author = stage.slash("calibration", author="Cassandra")
    assert "0.250" in author.text
    server = stage.slash("calibration", tag="events", period="last month")
    assert "30 (90 forecasts)" in server.text


def test_nobody_and_both_are_answered(stage: Stage) -> None:
    empty = stage.slash("calibration", member=stage.user("carol"))
    assert "No forecasts" in empty.text
    both = stage.slash("calibration", member=stage.user("carol"), author="Cassandra")
    assert "not both" in both.text
    unknown = stage.slash("calibration", author="Nobody Such")
    assert "no author" in unknown.text
    assert stage.offers("calibration", "author", "cass") == ["Cassandra"]
    assert stage.offers("calibration", "tag", "ev") == ["events"]


def test_another_server_shows_nothing_of_it(stage: Stage) -> None:
    there = stage.channel("general", stage.elsewhere)
    answer = stage.slash("calibration", channel=there, member=stage.user("alice"))
    assert "No forecasts" in answer.text
    refused = stage.slash("calibration", channel=there, author="Cassandra")
    assert "no author" in refused.text


def test_the_leaderboard_puts_the_best_first(stage: Stage) -> None:
    board = stage.slash("leaderboard", tag="events")
    assert not board.ephemeral
    ranked = field(board.message, "Brier (0–1, lower is better)")
    assert ranked.index("Alice") < ranked.index("Bob")
    assert "🥇" in ranked
    assert "Cassandra" not in ranked


def test_comparing_two_says_whether_chance_would_do_it(stage: Stage) -> None:
    answer = stage.slash("compare", member=stage.user("bob"))
    assert "Alice was better" in answer.text
    against = stage.slash("compare", author="Cassandra", other=stage.user("bob"))
    assert "Cassandra was better" in against.text
    nothing = stage.slash("compare", member=stage.user("carol"))
    assert "no ended yes-or-no prediction in common" in nothing.text
    assert "choose a member" in stage.slash("compare").text
    assert "not the same" in stage.slash("compare", member=stage.user("alice")).text


def one_row(who: str, probability: float, number: int = 1, counts_at: float = 0.0) -> Row:
    return Row(
        prediction_id=number,
        statement="Some of it comes",
        condition=None,
        forecaster_id=len(who),
        forecaster=who,
        kind=ForecasterKind.PERSON,
        implied=False,
        probability=probability,
        outcome=0.4,
        weight=1.0,
        turn=1.0,
        counts_at=counts_at,
    )


def test_the_leaderboard_counts_what_is_past_its_deadline_and_ranks_from_twenty_on() -> None:
    later = NOW.timestamp() + 1.0
    rows = [one_row("Alice", 0.4, number) for number in range(20)]
    rows += [one_row("Bob", 0.9, number) for number in range(19)]
    rows += [one_row("Bob", 0.4, 40, later), one_row("Christine", 0.4, 40, later)]
    post = leaderboard_post(rows, now=NOW, style=Discord(), scope="all time")
    ranked, few, _ = (field.value for field in post.fields)
    assert "🥇" in ranked
    assert "Bob" not in ranked
    assert "**0.250** (0.2" in few  # with its interval
    assert "19 questions, -" not in few
    assert "Bob, 19 questions, +0.250 against the others, 1 waits for its deadline" in few
    assert "• Christine: 1 waits for its deadline" in few


def test_ten_questions_without_a_failure_do_not_make_the_bolder_one_better() -> None:
    def right(who: str, probability: float) -> list[Row]:
        return [replace(one_row(who, probability, number), outcome=1.0) for number in range(10)]

    post = comparison_post(
        right("Alice", 0.97),
        right("Bob", 0.83),
        ("Alice", "Bob"),
        now=NOW,
        style=Discord(),
        scope="all time",
    )
    assert "No telling yet" in post.text


def test_where_people_updated_a_comparison_says_whom_its_averages_favour() -> None:
    alice = [replace(one_row("Alice", 0.9, n), outcome=1.0) for n in range(30)]
    bob = [replace(one_row("Bob", 0.2 + n / 100, n), outcome=1.0) for n in range(30)]
    names = ("Alice", "Bob")
    plain = comparison_post(alice, bob, names, now=NOW, style=Discord(), scope="")
    assert "Alice was better" in plain.text
    assert "averages over the time" not in plain.text
    alice.append(replace(one_row("Alice", 0.95, 3), outcome=1.0))
    updated = comparison_post(alice, bob, names, now=NOW, style=Discord(), scope="")
    assert "favours a little whoever expects the event" in updated.text


def test_what_was_decided_early_waits_in_calibration_and_comparison_too() -> None:
    later = NOW.timestamp() + 1.0
    alice = [one_row("Alice", 0.7), one_row("Alice", 0.7, 2, later)]
    bob = [one_row("Bob", 0.2, 2, later)]
    none = comparison_post(alice, bob, ("Alice", "Bob"), now=NOW, style=Discord(), scope="")
    assert "counts yet: 1 was decided early and waits for its deadline" in none.text
    bob.append(one_row("Bob", 0.2))
    one = comparison_post(alice, bob, ("Alice", "Bob"), now=NOW, style=Discord(), scope="")
    assert "1 prediction in common, 1 more was decided early" in one.footer
    kept, waiting = counted(alice, NOW)
    assert ([row.prediction_id for row in kept], waiting) == ([1], 1)
    post = calibration_post(
        "Alice", kept, scored(kept), waiting=waiting, style=Discord(), scope="all time"
    )
    assert "1 (1 forecast); 1 more was decided early" in str(post.fields)
    waits = calibration_post("Alice", [], None, waiting=2, style=Discord(), scope="all time")
    assert "2 were decided early and wait for their deadline" in waits.text


def test_what_came_true_in_part_is_not_called_false_and_one_is_no_plural() -> None:
    alice, bob = [one_row("Alice", 0.6)], [one_row("Bob", 0.2)]
    post = comparison_post(alice, bob, ("Alice", "Bob"), now=NOW, style=Discord(), scope="all time")
    assert "came true by 40 %" in str(post.fields)
    assert "1 prediction in common" in post.footer
    alone = calibration_post("Bob", bob, scored(bob), style=Discord(), scope="all time")
    assert "1 (1 forecast)" in str(alone.fields)


def test_a_tenth_is_told_with_its_interval_and_its_predictions() -> None:
    rows = [replace(one_row("Bob", 0.9, number), outcome=1.0) for number in range(10)]
    rows += [replace(one_row("Bob", 0.92, 9), outcome=1.0)]
    post = calibration_post("Bob", rows, scored(rows), style=Discord(), scope="all time")
    assert "told from 20 questions on" in str(post.fields)
    assert "by chance alone)" in post.footer
    [tenths] = [each.value for each in post.fields if each.name.startswith("Said")]
    assert "90.2 % →  100 % (67–100 %), 10" in tenths


def test_a_leaderboard_says_what_its_order_is_worth() -> None:
    post = leaderboard_post([one_row("Alice", 0.4)], now=NOW, style=Discord(), scope="all time")
    assert post.fields[0].name.startswith("Brier")  # people come for the names
    assert "the order can be chance" in post.fields[-1].value


def test_export_gives_ones_own_and_the_servers(stage: Stage) -> None:
    mine = stage.slash("export")
    files = stage.do(lambda: stage.server.files(mine.message))
    rows = list(csv.DictReader(io.StringIO(files["forecasts.csv"].decode(), newline="")))
    assert {row["forecaster"] for row in rows} == {"Alice"}
    assert len(rows) == 30
    about = json.loads(files["about-me.json"])
    assert about["name"] == "Alice"
    server = stage.slash("export", what="server")
    files = stage.do(lambda: stage.server.files(server.message))
    rows = list(csv.DictReader(io.StringIO(files["forecasts.csv"].decode(), newline="")))
    assert len(rows) >= 90  # other scenes of this server may have added some
    nobody = stage.slash("export", by="carol")
    assert "Nothing is kept" in nobody.content


def test_implied_forecasts_stand_apart(stage: Stage) -> None:
    from predictions.beliefs import Probability
    from predictions.candidate import Basis
    from predictions.model import Forecast

    def more(session):  # type: ignore[no-untyped-def]
        who = recording.forecaster_named(session, "Hedger", ForecasterKind.AUTHOR)
        asked = actions.Asked(statement="Hedged", guild_id=stage.guild.id)
        made = actions.predict(session, asked, author=None, now=stage.clock(), time_zone="UTC")
        recording.add_forecast(
            session,
            Forecast(
                prediction_id=made.id or 0,
                forecaster_id=who.id or 0,
                belief=Probability(value=0.7, low=0.5, high=0.9, basis=Basis.SURVEYED),
                made_at=stage.clock(),
            ),
        )
        resolving.resolve(session, made.id or 0, YES, now=stage.clock())

    stage.change(more)
    answer = stage.slash("calibration", author="Hedger")
    assert "not part of the record above" in answer.text
    assert field(answer.message, "Brier (0–1, lower is better)") == ""


def test_export_holds_forecasts_of_every_kind(stage: Stage) -> None:
    number = stage.number(
        stage.predict("How many boats", kind="numeric", unit="boats", probability="5 / 8 / 12")
    )
    exported = stage.slash("export")
    files = stage.do(lambda: stage.server.files(exported.message))
    rows = list(csv.DictReader(io.StringIO(files["distributions.csv"].decode(), newline="")))
    [mine] = [row for row in rows if row["prediction_id"] == str(number)]
    assert json.loads(mine["forecast"])["values"] == [5, 8, 12]
