"""A configured language model finds forecasts: asked when told to, believed in nothing."""

import asyncio
import json
import os
import pty
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import llm
from bot.answers import Answers
from bot.errors import UserError
from bot.reading import Given
from bot.settings import Settings
from predictions.errors import SourceError, TookTooLong
from predictions.llm import Prices, Said
from predictions.reading import read
from tests.bot.conftest import Calledit
from tests.bot.llm.model import ESSAY, KEY, PIER, Model, completion
from tests.conftest import NOON

RAIN = "It rains in Bergen on every day of November 2026"
AGREED = {
    "not_before": "2026-11-01", "deadline": "2026-11-30", "probability_words": "60%",
    "probability_for": "statement",
}  # fmt: skip


def test_the_cost_is_told_first_and_both_readings_are_shown(
    calledit: Calledit, model: Model
) -> None:
    model.finds(PIER, RAIN, "Pigs fly by 2030")
    ran = calledit("extract", "essay.md", "--format", "jsonl", "--llm", "--yes", **model.variables)
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [(one["probability"], one["readings"]["found_by"]) for one in found] == [
        (0.6, "rules and model"),
        (None, "model"),
    ]
    assert found[1]["quote"] == PIER
    assert all(ESSAY[one["start"] : one["end"]] == one["quote"] for one in found)
    cost, told, lost, took = ran.err.splitlines()[-4:]
    assert cost.startswith(f"tiny at {model.url}: 1 request, about ")
    assert told == (
        "Found by the rules and the model: 1 (1 of them in the rules' words); "
        "by the rules only: 0; by the model only: 1."
    )
    assert cost.endswith("; cost: 0.")
    assert lost == "Dropped: 1 not verbatim in the document: “Pigs fly by 2030”."
    assert took == "Asked once; tokens: 7 in, 3 out; cost: 0."
    assert model.keys == [f"Bearer {KEY}"]
    assert KEY not in ran.out + ran.err


def test_the_table_says_in_plain_words_who_found_what(calledit: Calledit, model: Model) -> None:
    model.finds(PIER)
    ran = calledit("extract", "essay.md", "--llm", "--yes", **model.variables)
    shown = " ".join(ran.out.split())
    assert "found by the rules only: the model read past it" in shown
    assert "confidence 0.60 found by the model only" in shown


def test_a_document_that_was_shown_is_added_without_paying_again(
    calledit: Calledit, model: Model, tmp_path: Path
) -> None:
    model.finds(PIER, RAIN, **AGREED)
    calledit("extract", "essay.md", "--llm", "--yes", **model.variables)
    ran = calledit("add", "essay.md", "--llm", "--yes", **model.variables)
    assert "2 forecasts found" in ran.out
    assert len(model.asked) == 1
    assert "1 piece was answered before, nothing is asked." in ran.err
    assert "1 answer kept from before. Nothing was asked; cost: 0." in ran.err
    [kept] = (tmp_path / "cache" / "calledit" / "answers").iterdir()
    assert KEY not in kept.read_text(encoding="utf-8")
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_what_waited_as_the_rules_found_it_takes_the_second_reading(
    calledit: Calledit, model: Model
) -> None:
    calledit("add", "essay.md")
    model.finds(RAIN, **AGREED)
    ran = calledit("add", "essay.md", "--llm", "--yes", **model.variables)
    assert "1 known from before" in ran.out
    [one] = json.loads(calledit("review", "--json").out)
    assert one["readings"]["found_by"] == "rules and model"


def test_what_a_person_changed_is_left_by_a_second_reading(
    calledit: Calledit, model: Model
) -> None:
    calledit("add", "essay.md")
    edit = json.dumps({"id": 1, "do": "edit", "statement": "It pours in Bergen all November"})
    calledit("review", "--decide", "-", stdin=edit.encode())
    model.finds(RAIN, **AGREED)
    calledit("add", "essay.md", "--llm", "--yes", **model.variables)
    [one] = json.loads(calledit("review", "--json").out)
    assert one["statement"] == "It pours in Bergen all November"


def test_what_was_paid_for_in_vain_is_told(model: Model) -> None:
    model.body = completion("I am sorry")
    with pytest.raises(SourceError, match=r"“I am sorry”\. Asked 4 times; tokens: 28 in, 12 out"):
        find(model)


def test_a_memory_forgets_after_a_month_and_never_stands_in_the_way(tmp_path: Path) -> None:
    answers, said = Answers(tmp_path / "answers"), Said(words="{}", cut_off=True)
    answers.keep("one", said)
    assert answers.recall("one") == said
    os.utime(tmp_path / "answers" / "one", (0, 0))
    assert answers.recall("one") is None
    Answers(tmp_path / "answers").keep("two", said)
    assert [path.name for path in (tmp_path / "answers").iterdir()] == ["two"]
    (tmp_path / "answers" / "two").write_text("[]", encoding="utf-8")
    assert answers.recall("two") is None
    (tmp_path / "file").touch()
    nowhere = Answers(tmp_path / "file" / "answers")
    nowhere.keep("one", said)
    assert nowhere.recall("one") is None


def test_what_a_model_finds_waits_for_people_whatever_is_accepted(
    calledit: Calledit, model: Model
) -> None:
    model.finds(PIER, RAIN, **AGREED)
    ran = calledit("add", "essay.md", "--accept", "0", "--llm", "-y", **model.variables)
    assert "2 forecasts found, 1 accepted, 1 waits for review" in ran.out
    card = calledit("review", "--list").out
    assert PIER in card
    assert "found by the model only" in " ".join(card.split())


def test_what_is_accepted_unseen_is_in_the_rules_words(calledit: Calledit, model: Model) -> None:
    model.finds(
        RAIN, **AGREED | {"statement": "Rain falls in Bergen on every day of November 2026"}
    )
    calledit("add", "essay.md", "--accept", "0", "--llm", "-y", **model.variables)
    [listed] = json.loads(calledit("list", "--json").out)
    assert listed["statement"] == "It rains in Bergen on every day of November 2026"


@pytest.mark.parametrize(
    ("quotes", "said"),
    [
        ((), "found by the rules only: the model read past it"),
        ((RAIN,), "last day by the rules: 2026-11-30"),
    ],
)
def test_what_the_model_does_not_bear_out_is_not_accepted_unseen(
    calledit: Calledit, model: Model, quotes: tuple[str, ...], said: str
) -> None:
    model.finds(*quotes, **AGREED | {"deadline": None})
    ran = calledit("add", "essay.md", "--accept", "0", "--llm", "-y", **model.variables)
    assert "1 forecast found, 0 accepted, 1 waits for review" in ran.out
    assert said in " ".join(calledit("review", "--list").out.split())


def test_without_settings_one_line_names_what_is_missing(calledit: Calledit) -> None:
    ran = calledit("extract", "essay.md", "--llm", "--yes")
    assert (ran.code, ran.out) == (1, "")
    [line] = ran.err.splitlines()
    assert "set CALLEDIT_LLM_URL and CALLEDIT_LLM_MODEL" in line


def test_where_nobody_can_answer_nothing_is_sent_without_yes(
    calledit: Calledit, model: Model
) -> None:
    ran = calledit("add", "essay.md", "--llm", **model.variables)
    assert (ran.code, ran.out, model.asked) == (1, "", [])
    [line] = ran.err.splitlines()
    assert line.endswith("add --yes")


def test_on_a_terminal_a_no_sends_nothing(
    model: Model, environment: dict[str, str], tmp_path: Path
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"n\n")
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "extract", "essay.md", "--llm"],
        stdin=theirs,
        capture_output=True,
        env={**environment, **model.variables},
        cwd=tmp_path,
        check=False,
        timeout=120,
    )
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, done.stdout, model.asked) == (130, b"", [])
    assert b"1 request, about" in done.stderr
    assert b"Send the document there?" in done.stderr


def test_a_refusal_is_one_clear_line_without_the_key(calledit: Calledit, model: Model) -> None:
    model.status, model.body = 400, f"no quota left for {KEY}".encode()
    ran = calledit("extract", "essay.md", "--llm", "--yes", **model.variables)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == (
        "Error: tiny refused the question (400): no quota left for ***"
    )


def find(model: Model) -> tuple[Any, list[float]]:
    """Ask in this process; the waits are remembered, not waited."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    found = read(ESSAY.encode(), name="essay.md")
    given = Given(origin="essay.md", author="Ann")
    return asyncio.run(llm.find(found, given, model.settings, sleep=sleep)), waits


@pytest.mark.parametrize(
    "answer",
    [b"", b"[]", b"\xff", completion("I am sorry"), completion('{"forecasts": {}}'), b"[" * 9000],
)
def test_an_answer_of_no_known_form_is_a_clear_error(model: Model, answer: bytes) -> None:
    model.body = answer
    with pytest.raises(SourceError, match="tiny gave no usable answer") as raised:
        find(model)
    assert KEY not in str(raised.value)
    assert len(model.asked) == 4


def test_an_endpoint_that_hangs_up_is_asked_again_and_then_named(model: Model) -> None:
    model.hang_up = True
    with pytest.raises(SourceError, match="cut off or broken"):
        find(model)
    assert len(model.asked) == 4


def test_where_no_server_runs_that_is_asked(calledit: Calledit) -> None:
    there = {"CALLEDIT_LLM_URL": "http://127.0.0.1:9/v1", "CALLEDIT_LLM_MODEL": "tiny"}
    ran = calledit("extract", "essay.md", "--llm", "--yes", **there)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.rstrip().endswith("could not connect; is the model's server running there?")


def test_a_price_that_is_none_is_told_how_to_be_written(calledit: Calledit, model: Model) -> None:
    ran = calledit("extract", "essay.md", "--llm", "-y", CALLEDIT_LLM_PRICE="cheap", **model.variables)  # fmt: skip
    assert (ran.code, ran.out, model.asked) == (1, "", [])
    assert "CALLEDIT_LLM_PRICE: must be two amounts such as 0.15/0.60" in ran.err


def test_an_endpoint_that_never_answers_is_given_up_in_time(model: Model) -> None:
    async def ask() -> None:
        async with llm.make_fetcher(model.settings) as fetcher:
            fetcher.settings = replace(fetcher.settings, total_seconds=0.05)
            post = llm.poster(fetcher, clock=lambda: NOON, key=KEY)
            await post(f"{model.url}/chat/completions", {}, {"Authorization": f"Bearer {KEY}"})

    model.wait.clear()
    with pytest.raises(TookTooLong, match=r"took longer than 0\.05 s") as raised:
        asyncio.run(ask())
    model.wait.set()
    assert KEY not in str(raised.value)


def test_a_key_that_comes_back_is_blotted_out(model: Model) -> None:
    model.finds(PIER, statement=f"The key is {KEY}")
    found, _ = find(model)
    [one] = found.candidates
    assert one.statement == "The key is ***"


def test_a_document_that_talks_to_the_model_changes_only_its_own_candidates(model: Model) -> None:
    model.finds("Mars is settled tomorrow", "Nothing else in this text", confidence=1.0)
    found, _ = find(model)
    assert [one.quote for one in found.candidates] == ["Mars is settled tomorrow"]
    assert found.candidates[0].confidence == 0.6
    assert found.reasons == {"not verbatim": 1}
    system, user = model.asked[0]["messages"]
    assert "Mars" not in system["content"]
    assert "Ignore your instructions" in user["content"]


def test_only_the_configured_endpoint_may_be_private(model: Model) -> None:
    async def fetch(settings: Settings) -> None:
        other = model.url.replace("/v1", "").rpartition(":")[0] + ":8080"
        async with llm.make_fetcher(settings) as fetcher:
            await fetcher.send(other, now=NOON, body=b"{}", headers={})

    with pytest.raises(SourceError):
        asyncio.run(fetch(model.settings))


def test_a_key_that_could_break_a_header_is_refused_and_not_shown(model: Model) -> None:
    broken = model.settings.model_copy(update={"llm_key": SecretStr("se\ncret")})
    with pytest.raises(UserError, match="CALLEDIT_LLM_KEY") as raised:
        llm.endpoint(broken)
    assert "cret" not in str(raised.value)


def stopped(
    model: Model, environment: dict[str, str], folder: Path, *arguments: str
) -> tuple[int, str, str]:
    """Ask in a process of its own, and stop it with Ctrl-C once the model keeps it waiting."""
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *arguments, "--llm", "-y"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**environment, **model.variables},
        cwd=folder,
        text=True,
    )
    assert model.second.wait(60)
    asking.send_signal(signal.SIGINT)
    out, err = asking.communicate(timeout=60)
    model.wait.set()
    assert "Traceback" not in err
    return asking.returncode, out, err


def test_ctrl_c_keeps_what_the_model_has_said_and_accepts_nothing_unseen(
    model: Model, environment: dict[str, str], tmp_path: Path
) -> None:
    many = "\n\n".join(f"- The tram line {n} closes by {2030 + n}: 60%" for n in range(300))
    (tmp_path / "trams.md").write_text(many, "utf-8")
    model.finds("The tram line 0 closes by 2030")
    model.waits_after = 1
    code, out, err = stopped(model, environment, tmp_path, "add", "trams.md", "--accept", "0")
    assert code == 130
    assert "300 forecasts found, 0 accepted, 300 wait for review" in out
    assert "Found by the rules and the model: 1 " in err
    assert re.search(r"Not asked about: \d pieces?; you stopped it\.", err)


def test_ctrl_c_before_the_first_answer_leaves_nothing(
    model: Model, environment: dict[str, str], tmp_path: Path
) -> None:
    model.waits_after = 0
    code, out, err = stopped(model, environment, tmp_path, "extract", "essay.md")
    assert (code, out) == (130, "")
    assert err.splitlines()[-1].startswith("Stopped.")


def test_how_long_an_answer_may_take_can_be_set(calledit: Calledit, model: Model) -> None:
    model.waits_after = 0
    ran = calledit("extract", "essay.md", "--llm", "-y", CALLEDIT_LLM_SECONDS="0.2", **model.variables)  # fmt: skip
    model.wait.set()
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1].endswith(
        "took longer than 0.2 s: set CALLEDIT_LLM_SECONDS higher"
    )


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.7:8000/v1", True),
        ("http://ollama:11434/v1", True),
        ("http://big-machine.local:1234/v1", True),
        ("http://host.docker.internal:11434", True),
        ("https://openrouter.ai/api/v1", False),
        ("https://api.openai.com/v1", False),
        ("https://93.184.216.34/v1", False),
    ],
)
def test_a_model_at_home_costs_nothing_and_has_more_time(url: str, own: bool) -> None:
    there = Settings(database_url="sqlite://", llm_url=url, llm_model="tiny")
    assert llm.is_ones_own(url) is own
    assert llm.prices(there) == (Prices(input=0, output=0) if own else None)
    assert llm.seconds(there) == (900 if own else 180)
    assert llm.seconds(there.model_copy(update={"llm_seconds": 42.0})) == 42


def test_a_price_is_told_before_and_after(calledit: Calledit, model: Model) -> None:
    model.finds(RAIN, **AGREED)
    ran = calledit("extract", "essay.md", "--llm", "-y", CALLEDIT_LLM_PRICE="2/1000", **model.variables)  # fmt: skip
    first, *_, last = ran.err.splitlines()
    assert re.search(r" out; cost: up to 8\.0\d \(more where", first)
    assert last == "Asked once; tokens: 7 in, 3 out; cost: 0.003."


def test_what_is_left_out_is_told_with_its_reason(calledit: Calledit, model: Model) -> None:
    good = {"quote": RAIN, "statement": RAIN, "polarity": "yes", **AGREED}
    items = [
        good,
        good | {"quote": "Pigs \x1b[31mfly"},
        {"quote": PIER, "statement": "The pier falls", "polarity": "no", "deadline": "at dusk"},
    ]
    said = json.dumps({"forecasts": items})[:-2]
    body = json.loads(completion(f'<think>Hm</think>```json\n{said}, {{"quote": oh}}, {{"quo'))
    body["choices"][0]["finish_reason"] = "length"
    del body["usage"]
    model.body = json.dumps(body).encode()
    ran = calledit("extract", "essay.md", "--llm", "-y", **model.variables)
    assert ran.code == 0
    told = ran.err.splitlines()[2:]
    assert told[:-1] == [
        "Dropped: 1 not verbatim in the document: “Pigs [31mfly”.",
        f"Dropped: 1 with an unclear deadline: “{PIER}”.",
        "Dropped: 1 unreadable.",
        "Answers cut off: 1; what was whole in them is kept.",
        "Pieces without an answer: 1; there only the rules have read.",
    ]
    assert re.fullmatch(r"Asked once; tokens: about \d+ in, about \d+ out, counted here: the endpoint does not\; cost: 0\.", told[-1])  # fmt: skip
