"""A worker process parses what may be hostile, and may be killed for it."""

import asyncio
import ctypes
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest

from predictions.errors import InvalidValue, LimitExceeded, SourceError, UnreadableDocument
from predictions.sandbox.pool import Sandbox, run_limited
from predictions.sandbox.process import Limits

LIMITS = Limits(cpu_seconds=1, wall_seconds=60, memory_bytes=64 * 1024 * 1024, result_bytes=10_000)


def length(body: bytes, *, times: int = 1) -> dict[str, int]:
    return {"length": len(body) * times, "pid": os.getpid()}


def spin(body: bytes) -> None:
    while body:
        pass


def hang(body: bytes) -> None:
    time.sleep(600)


def hoard(body: bytes) -> int:
    return len([body * 1000 for _ in range(1000)])


def crash(body: bytes) -> None:
    ctypes.string_at(0)


def refuse(body: bytes) -> None:
    raise {"source": SourceError, "limit": LimitExceeded}[body.decode()](body.decode())


def stumble(body: bytes) -> None:
    raise ZeroDivisionError("on this document")


def dive(body: bytes) -> Any:
    return dive(body)


def chatter(body: bytes) -> str:
    os.write(1, b"\x00\x00\x00\x01\x00\x00\x00\x00!")
    print("noise")  # noqa: T201 - what is tested
    return "quiet"


def flood(body: bytes) -> str:
    return "x" * 20_000


def peek(body: bytes) -> list[str]:
    return sorted(os.environ)


def write(body: bytes) -> bool:
    with open(body.decode(), "wb") as file:  # noqa: PTH123
        file.write(b"x" * 10)
    return True


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(LIMITS) as sandbox:
        yield sandbox


def test_a_function_runs_on_bytes_elsewhere_and_gives_json_back(sandbox: Sandbox) -> None:
    result = sandbox.run(length, b"abc", times=2)
    assert result["length"] == 6
    assert result["pid"] != os.getpid()


def test_the_worker_stays_warm_between_documents(sandbox: Sandbox) -> None:
    assert len({sandbox.run(length, b"")["pid"] for _ in range(5)}) == 1


def test_a_worker_is_replaced_after_its_share_of_documents() -> None:
    with Sandbox(LIMITS, jobs_each=2) as sandbox:
        assert len({sandbox.run(length, b"")["pid"] for _ in range(4)}) == 2


@pytest.mark.parametrize(
    ("function", "body", "error", "words"),
    [
        (spin, b"x", LimitExceeded, "CPU"),
        (hoard, b"x" * 1000, LimitExceeded, "memory"),
        (crash, b"", UnreadableDocument, "crashed"),
        (dive, b"", LimitExceeded, "nested"),
        (flood, b"", LimitExceeded, "gave back"),
        (stumble, b"", UnreadableDocument, "ZeroDivisionError"),
        (refuse, b"source", SourceError, "source"),
        (refuse, b"limit", LimitExceeded, "limit"),
    ],
)
def test_a_fault_is_told_and_the_next_document_is_read(
    sandbox: Sandbox, function: Any, body: bytes, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        sandbox.run(function, body)
    assert sandbox.run(length, b"abc")["length"] == 3


KEPT: list[bytes] = []


def leak(body: bytes) -> int:
    KEPT.append(body * 40)
    return len(KEPT)


def test_what_earlier_documents_left_behind_is_not_blamed_on_the_next() -> None:
    with Sandbox(LIMITS) as sandbox:
        counts = [sandbox.run(leak, b"x" * 1024 * 1024) for _ in range(4)]
    assert counts == [1, 1, 1, 1]


def test_a_document_that_takes_no_cpu_but_for_ever_is_stopped() -> None:
    with pytest.raises(LimitExceeded, match=r"longer than 0\.5 s"):
        run_limited(hang, b"", limits=Limits(wall_seconds=0.5))


def test_what_a_parser_prints_does_not_disturb_the_answer(sandbox: Sandbox) -> None:
    assert sandbox.run(chatter, b"") == "quiet"
    assert sandbox.run(length, b"ab")["length"] == 2


def test_no_secret_of_the_environment_reaches_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLEDIT_DISCORD_TOKEN", "not-for-you")
    assert not [name for name in run_limited(peek, b"") if name.startswith("CALLEDIT")]


def test_a_parser_cannot_write_files(sandbox: Sandbox, tmp_path: Any) -> None:
    target = tmp_path / "written"
    with pytest.raises(UnreadableDocument, match="OSError"):
        sandbox.run(write, str(target).encode())
    assert not target.exists() or target.stat().st_size == 0


def test_several_documents_are_read_at_once_without_holding_up_the_loop() -> None:
    async def both() -> list[Any]:
        with Sandbox(LIMITS, workers=2) as sandbox:
            return await asyncio.gather(*(sandbox.arun(length, b"x" * n) for n in range(6)))

    assert [r["length"] for r in asyncio.run(both())] == list(range(6))


def nap(body: bytes) -> None:
    time.sleep(1)


def test_documents_that_wait_do_not_hold_up_other_work_of_the_loop() -> None:
    async def main() -> bool:
        with Sandbox(LIMITS) as sandbox:
            waiting = [asyncio.create_task(sandbox.arun(nap, b"")) for _ in range(3)]
            await asyncio.sleep(0)
            # What the loop runs in its own threads, such as name look-ups.
            await asyncio.gather(*(asyncio.to_thread(int) for _ in range(20)))
            early = not any(task.done() for task in waiting)
            await asyncio.gather(*waiting)
            return early

    assert asyncio.run(main())


def test_a_function_without_an_importable_name_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(InvalidValue, match="cannot be imported"):
        sandbox.run(lambda body: body, b"")


def test_a_closed_sandbox_starts_again_when_used() -> None:
    sandbox = Sandbox(LIMITS)
    first = sandbox.run(length, b"")["pid"]
    sandbox.close()
    assert sandbox.run(length, b"")["pid"] != first
    sandbox.close()
