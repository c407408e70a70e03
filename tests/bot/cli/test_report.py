"""The report command: every form says the same, and bad input is answered in one line."""

import csv
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.charts.inside import of_png
from predictions.candidate import Basis
from predictions.outcomes import Outcome
from storage.ledger import Ledger
from tests.bot.conftest import Calledit
from tests.bot.reports.made import OPENED, claim, fill, say, settle, someone

ENDS = ("yes", "no", "yes", "no", "no", "yes", "no", "30%", "ambiguous")


@pytest.fixture
def recorded(sqlite_url: str) -> None:
    """Give a ledger with nine resolved predictions by three forecasters, one of them implied."""
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        for n, end in enumerate(ENDS):
            number = claim(session, f"Statement {n}", tags=("odd",) if n % 2 else ("even",))
            for m, who in enumerate(("Ann", "Bo")):
                for k in range(m + 1):
                    at = OPENED + timedelta(days=40 * k + n)
                    value = (7 * n + 29 * m + 13 * k) % 101 / 100
                    say(session, number, someone(session, who), value, at)
            say(session, number, someone(session, "Reader"), 0.8, basis=Basis.SURVEYED)
            settle(session, number, Outcome.parse(end), datetime(2026, 1 + n % 2, 3, tzinfo=UTC))
    ledger.close()


def test_every_form_gives_the_same_numbers_as_score_gives_for_the_exported_csv(
    recorded: None, inside: Calledit, tmp_path: Path
) -> None:
    report = json.loads(inside("report", "--json").out)["calibration"]
    text = inside("report", "--csv", "s.csv", "--html", "r.html", "--png", "r.png").out
    page = (tmp_path / "r.html").read_text()
    with (tmp_path / "s.csv").open(newline="") as stream:
        table = list(csv.DictReader(stream))
    inside("export", "all")
    for scale in ("stated", "implied"):
        inside("export", scale, "--basis", scale)
        scored = json.loads(inside("score", f"{scale}/forecasts.csv", "--json").out)
        both = json.loads(inside("score", "all/forecasts.csv", "--basis", scale, "--json").out)
        counted = {name: scored[name] for name in ("other_basis", "void")}  # of the whole file
        assert {**both, **counted} == scored
        if scale == "stated":  # what a file with both kinds gives unasked
            assert json.loads(inside("score", "all/forecasts.csv", "--json").out) == both
        for name in ("brier", "mcb", "dsc", "unc", "skill", "slope", "intercept", "cox_p"):
            expected = scored[name]
            found = report[scale][name]
            assert found == (expected if expected is None else pytest.approx(expected, abs=1e-9))
        assert report[scale]["verdict"] == scored["verdict"]
        assert (report[scale]["n"], report[scale]["questions"]) == (
            scored["n"],
            scored["questions"],
        )
        shown = f"{scored['brier']:.3f}"
        assert f"Brier {shown}" in text
        assert f"<strong>{shown}" in page
        # The scores of the table, one a forecaster and prediction, have the same mean.
        briers = [float(row["brier"]) for row in table if row["scale"] == scale]
        assert sum(briers) / len(briers) == pytest.approx(scored["brier"], abs=1e-9)


def test_simulated_figures_agree_where_numbers_have_two_digits(
    sqlite_url: str, inside: Calledit
) -> None:
    ledger = Ledger(sqlite_url)
    fill(ledger, predictions=60, forecasts=400, forecasters=5)
    ledger.close()
    told = json.loads(inside("report", "--json").out)["calibration"]
    inside("export", "out")
    for scale in ("stated", "implied"):
        scored = inside("score", "out/forecasts.csv", "--basis", scale, "--json").out
        found = json.loads(scored)
        assert told[scale]["cox_p"] == found["cox_p"]
        assert told[scale]["verdict"] == found["verdict"]


def test_bins_of_report_page_and_calibration_csv_agree(
    recorded: None, inside: Calledit, tmp_path: Path
) -> None:
    report = json.loads(inside("report", "--json").out)
    inside("export", "out")
    inside("report", "--html", "r.html")
    page = (tmp_path / "r.html").read_text()
    with (tmp_path / "out/calibration.csv").open(newline="") as stream:
        exported = [
            row for row in csv.DictReader(stream) if not row["forecaster"] and not row["tag"]
        ]
    for scale in ("stated", "implied"):
        mine = [row for row in exported if row["scale"] == scale]
        assert len(mine) == 10
        for row, told in zip(mine, report["calibration"][scale]["bins"], strict=True):
            assert {k: float(v) if v else None for k, v in row.items() if k in told} == told
            if row["observed_rate"]:
                assert f'data-v="{row["observed_rate"]}"' in page


def test_the_message_says_what_the_report_says(recorded: None, sqlite_url: str) -> None:
    from bot.render.post import Discord, Plain
    from bot.reports.building import build
    from bot.reports.model import Ask
    from bot.reports.post import report_message

    ledger = Ledger(sqlite_url)
    with ledger.read() as session:
        report = build(session, Ask(), now=datetime(2026, 3, 1, tzinfo=UTC))
    ledger.close()
    assert report.stated.scores is not None
    for style in (Plain(), Discord()):
        post = report_message(report, style=style, mark="#7")
        said = " ".join([post.text, *(field.value for field in post.fields)])
        assert report.stated.sentence in post.text
        assert f"Brier {report.stated.scores.brier:.3f}" in said
        assert "9 resolved (1 void)" in post.text
        assert len(post.title) <= 256
        whole = len(post.title) + len(post.text) + len(post.footer)
        whole += sum(len(field.name) + len(field.value) for field in post.fields)
        assert whole <= 6_000
        assert all(len(field.value) <= 1_024 for field in post.fields)


def test_the_longest_message_is_one_that_discord_takes(sqlite_ledger: Ledger) -> None:
    from bot.render.post import Discord
    from bot.reports.building import build
    from bot.reports.model import Ask
    from bot.reports.post import report_message

    worst = "*_~`|[]()<@!>#" * 20
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with sqlite_ledger.write() as session:
        for n in range(30):
            number = claim(
                session,
                f"{n} {worst}",
                tags=("economy",),
                deadline=date(2025 + (n % 3) // 2, 12, 31),
            )
            for m in range(9):
                who = someone(session, f"{m}{worst[:199]}")
                basis = Basis.SURVEYED if m % 2 else Basis.STATED
                say(session, number, who, 0.02 * n + 0.01, basis=basis)
                say(session, number, who, 0.4 + 0.01 * n, now - timedelta(days=9), basis=basis)
            if n % 3 == 0:
                settle(session, number, Outcome.parse("no"))
        report = build(session, Ask(tag="economy"), now=now)
    assert report.coming
    assert report.overdue
    assert report.movers
    assert all(board.leaders for board in report.boards)
    post = report_message(report, style=Discord(), mark="#7", late="Late: it was due " + "x" * 40)
    assert len(post.fields) == 8
    whole = len(post.title) + len(post.text) + len(post.footer)
    assert whole + sum(len(f.name) + len(f.value) for f in post.fields) <= 6_000
    assert all(len(field.value) <= 1_024 for field in post.fields)


def test_members_and_authors_stand_side_by_side_and_implied_ones_apart(
    recorded: None, inside: Calledit
) -> None:
    found = json.loads(inside("report", "--json").out)["leaderboard"]
    assert [(leader["forecaster"], leader["scale"]) for leader in found][-1] == (
        "Reader",
        "implied",
    )
    assert {leader["scale"] for leader in found[:-1]} == {"stated"}
    assert all(0 <= leader["low"] <= leader["brier"] <= leader["high"] <= 1 for leader in found)
    assert [leader["place"] for leader in found] == [None] * 3  # eight predictions are too few


def test_places_are_counted_on_each_scale(sqlite_ledger: Ledger) -> None:
    from bot.reports.building import build
    from bot.reports.model import Ask

    fill(sqlite_ledger, predictions=60, forecasts=2_000, forecasters=10)
    with sqlite_ledger.read() as session:
        report = build(session, Ask(), now=datetime(2027, 3, 1, tzinfo=UTC))
    for board in report.boards:
        ranked = [leader for leader in board.leaders if leader.place]
        assert [leader.place for leader in ranked] == list(range(1, len(ranked) + 1))
        assert {leader.scale for leader in board.leaders} == {board.scale}
        briers = [leader.brier for leader in ranked]
        assert briers == sorted(briers, key=lambda brier: brier or 0.0)
    assert [leader.place for leader in report.boards[0].leaders][:1] == [1]


def test_the_picture_is_that_of_the_reports_own_curve(
    recorded: None, inside: Calledit, sqlite_url: str, tmp_path: Path
) -> None:
    from bot.charts.reliability import reliability_png
    from bot.reports.building import build
    from bot.reports.model import Ask

    inside("report", "--png", "r.png")
    ledger = Ledger(sqlite_url)
    with ledger.read() as session:
        report = build(session, Ask(), now=datetime(2026, 3, 1, tzinfo=UTC))
    ledger.close()
    assert report.stated.scores is not None
    assert report.stated.scores.curve is not None
    drawn = (tmp_path / "r.png").read_bytes()
    said = of_png(drawn)
    assert said is not None
    assert report.stated.sentence in said
    assert f"Brier {report.stated.scores.brier:.3f} (" in said
    assert "24 forecasts on 8 predictions by 2 forecasters; 3 of them on partial outcomes" in said
    expected = reliability_png(
        report.stated.scores.curve, title="Report, all time: calibration, stated", alt=said
    )
    assert drawn == expected


def test_every_tenth_of_the_distribution_is_that_of_the_exported_forecasts(
    recorded: None, inside: Calledit, tmp_path: Path
) -> None:
    told = json.loads(inside("report", "--json").out)["distribution"]
    inside("export", "out")
    with (tmp_path / "out/forecasts.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    for scale, bases in (("stated", {"stated", "odds"}), ("implied", {"surveyed", "analogue"})):
        for tenth in told[scale]:
            there = [
                row["outcome"]
                for row in rows
                if row["basis"] in bases
                and tenth["low"] <= float(row["probability"]) < tenth["high"] + (tenth["high"] == 1)
            ]
            assert tenth["came_true"] == there.count("yes")
            assert tenth["did_not"] == there.count("no")
            assert tenth["neither"] == len(there) - there.count("yes") - there.count("no")


def test_what_was_said_when_the_answer_could_be_known_is_no_part_of_the_distribution(
    inside: Calledit, sqlite_url: str
) -> None:
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        ann = someone(session, "Ann")
        number = claim(session, deadline=date(2025, 12, 31))
        say(session, number, ann, 0.55)
        say(session, number, ann, 0.95, datetime(2025, 7, 1, tzinfo=UTC))  # it happened in June
        say(session, number, ann, 0.99, datetime(2026, 1, 1, 12, tzinfo=UTC))
        happened = datetime(2025, 6, 1, tzinfo=UTC)
        settle(session, number, Outcome.parse("yes"), happened_at=happened)
    ledger.close()
    tenths = json.loads(inside("report", "--json").out)["distribution"]["stated"]
    assert [each["came_true"] for each in tenths] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("chart", "says"),
    [
        ("calibration", "Reliability diagram of 21 forecasts on 7 questions"),
        (
            "brier",
            "Brier score by the month in which predictions came to count, 2026-01 to 2026-02: from ",
        ),
        ("distribution", "Distribution of 27 forecasts by tenths"),
    ],
)
def test_every_chart_says_what_it_shows(
    recorded: None, inside: Calledit, tmp_path: Path, chart: str, says: str
) -> None:
    told = inside("report", "--chart", chart, "--png", "c.png", "--theme", "dark")
    assert (told.code, told.err) == (0, "")
    drawn = (tmp_path / "c.png").read_bytes()
    assert says in (of_png(drawn) or "")
    assert f"Written: c.png\n  alt text: {of_png(drawn)}" in told.out


def test_a_chart_needs_a_file(inside: Calledit) -> None:
    told = inside("report", "--chart", "brier")
    assert told.code == 2
    assert "name a file with --png" in told.err


def test_no_data_is_said_and_drawn(inside: Calledit, tmp_path: Path) -> None:
    ran = inside("report", "--png", "r.png", "--html", "r.html", "--csv", "s.csv")
    assert ran.code == 0
    assert "Not enough data" in ran.out
    assert (tmp_path / "r.png").read_bytes().startswith(b"\x89PNG")
    assert "Not enough data" in (tmp_path / "r.html").read_text()
    assert len((tmp_path / "s.csv").read_text().splitlines()) == 1
    assert json.loads(inside("report", "--json").out)["calibration"]["stated"]["n"] == 0


def test_whatever_people_write_stays_text_in_every_form(
    inside: Calledit, sqlite_url: str, tmp_path: Path
) -> None:
    nasty = "[red]=1+1[/red] **b** <b>x</b> \u202eשלום 😀\nsecond\x1b[31m line"
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        number = claim(session, nasty)
        say(session, number, someone(session, nasty), 0.7)
        settle(session, number, Outcome.parse("no"))
    ledger.close()
    ran = inside("report", "--html", "r.html", "--csv", "s.csv", "--png", "r.png")
    assert ran.code == 0
    assert "[red]=1+1[/red] **b** <b>x</b> שלום 😀 second" in ran.out
    for seen in (ran.out, (tmp_path / "r.html").read_text()):
        assert "\x1b" not in seen
        assert "\u202e" not in seen
    assert "<b>x</b>" not in (tmp_path / "r.html").read_text()
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as stream:
        [row] = csv.DictReader(stream)
    assert row["statement"] == nasty  # data stays as it was
    post = inside("report", "--forecaster", nasty, "--json")
    assert json.loads(post.out)["forecaster"] == nasty


def test_a_forecaster_with_a_hundred_thousand(sqlite_ledger: Ledger) -> None:
    from bot.reports.building import build
    from bot.reports.model import Ask

    fill(sqlite_ledger, predictions=200, forecasts=100_000, forecasters=1)
    with sqlite_ledger.read() as session:
        report = build(session, Ask(), now=datetime(2026, 3, 1, tzinfo=UTC))
    assert report.stated.scores is not None
    assert report.implied.scores is not None
    assert report.stated.scores.questions == 180  # each tenth was read from words
    assert report.stated.scores.n + report.implied.scores.n == 100_000
    assert report.boards[0].leaders[0].questions == 180


def test_one_forecast(inside: Calledit, sqlite_url: str) -> None:
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        number = claim(session)
        say(session, number, someone(session, "Ann"), 0.7)
        settle(session, number, Outcome.parse("yes"))
    ledger.close()
    found = json.loads(inside("report", "--json").out)
    assert found["calibration"]["stated"]["brier"] == pytest.approx(0.09)
    assert found["calibration"]["stated"]["verdict_kind"] == "not enough data"
    assert found["leaderboard"][0]["ranked"] is False


def test_the_same_scores_have_the_same_interval_in_the_report_and_on_the_leaderboard(
    inside: Calledit, sqlite_url: str
) -> None:
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        ann = someone(session, "Ann")
        for probability, outcome in ((0.7, "yes"), (0.2, "yes"), (0.01, "no")):
            number = claim(session)
            say(session, number, ann, probability)
            settle(session, number, Outcome.parse(outcome))
    ledger.close()
    found = json.loads(inside("report", "--json").out)
    [leader] = found["leaderboard"]
    whole = found["calibration"]["stated"]["brier_ci"]
    assert whole == pytest.approx([0.0081, 0.9492], abs=1e-4)  # as by hand: Student's, 2 degrees
    assert [leader["low"], leader["high"]] == pytest.approx(whole)


def test_a_prediction_without_a_deadline_counts_on_the_leaderboard_once_it_is_decided(
    inside: Calledit, sqlite_url: str
) -> None:
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        number = claim(session, deadline=None)
        say(session, number, someone(session, "Ann"), 0.7)
        settle(session, number, Outcome.parse("yes"))
    ledger.close()
    [leader] = json.loads(inside("report", "--json").out)["leaderboard"]
    assert (leader["predictions"], leader["pending"]) == (1, 0)


def test_a_scope(recorded: None, inside: Calledit) -> None:
    found = json.loads(inside("report", "--json", "--tag", "odd", "--forecaster", "bo").out)
    assert found["forecaster"] == "Bo"  # however it was written
    assert {leader["forecaster"] for leader in found["leaderboard"]} == {"Bo"}
    assert {int(each["statement"].split()[1]) % 2 for each in found["resolved"]} == {1}
    early = json.loads(inside("report", "--json", "--until", "2026-02-01").out)
    assert early["counts"]["resolved"] == 5
    assert [month["month"] for month in early["months"]] == ["2026-01"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--since", "2026-02-01", "--until", "2026-02-01"), "is not after"),
        (("--tag", "odds"), "did you mean odd?"),
        (("--forecaster", "Anne"), "did you mean Ann?"),
        (("--png", "there.png"), "there.png exists"),
        (("--html", "no/such/folder/r.html"), "there is no folder no/such/folder for r.html"),
        (("--png", "/proc/r.png"), ": /proc/r.png"),  # not even root may write there
        (("--html", "-"), "- is no file name"),
        (("schedule", "add", "hourly"), "write daily, weekly, monthly"),
        (("schedule", "add", "* * * * *"), "more than once a day"),
        (("schedule", "add", "0 9 31 2 *"), "no day that ever comes"),
        (("schedule", "add", "weekly", "--on", "someday"), "is not a weekday"),
        (("schedule", "add", "weekly", "--at", "25:00"), "is not a time of day"),
        (("schedule", "add", "weekly", "--zone", "Mars/Base"), "unknown time zone"),
        (("schedule", "add", "weekly", "--zone", "berlin"), "write Europe/Berlin"),
        (("schedule", "add", "weekly", "--tag", "odds"), "did you mean odd?"),
        (("--csv", "there.png/s.csv"), "not a directory"),
        (("schedule", "remove", "7"), "no schedule 7"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    recorded: None, inside: Calledit, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "there.png").write_text("mine")
    ran = inside("report", *arguments)
    assert ran.code == 1
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
    assert (tmp_path / "there.png").read_text() == "mine"


def test_schedules_are_kept_listed_and_stopped(inside: Calledit) -> None:
    added = inside("report", "schedule", "add", "monthly", "--on", "last", "--folder", "out")
    assert re.match(r"Schedule 1: 0 9 last \* \*, first ", added.out)
    assert "0 9 last * *  UTC  terminal" in inside("report", "schedule", "list").out
    [kept] = json.loads(inside("report", "schedule", "list", "--json").out)
    assert kept["channel_id"] is None
    assert Path(kept["folder"]).is_absolute()
    assert inside("report", "schedule", "remove", "1").out == "Schedule 1 is stopped.\n"
    assert "No schedules" in inside("report", "schedule", "list").out


def test_a_period_begins_on_a_day_in_plain_words(inside: Calledit) -> None:
    inside("predict", "It rains", "--by", "2030", "-p", "60%")
    inside("resolve", "1", "yes")
    for since, resolved in (("yesterday", 1), ("3 days ago", 1), ("2 weeks ago", 1)):
        report = json.loads(inside("report", "--since", since, "--json").out)
        assert report["counts"]["resolved"] == resolved
    ended = json.loads(inside("report", "--until", "yesterday", "--json").out)
    assert ended["counts"]["resolved"] == 0
