"""How a model's endpoint is asked: again after trouble, in smaller pieces, in plainer forms."""

import asyncio
import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.errors import SourceError
from predictions.llm import Endpoint, Prices, Reading, estimate, money
from predictions.llm import Reply as Answered
from predictions.llm.pieces import chunks
from tests.predictions.llm.model import TEXT, Reply, Serve, completion, forecast, run


def test_a_long_document_is_asked_about_in_overlapping_pieces(serve: Serve) -> None:
    text = "\n\n".join(
        f"In year {2030 + n} the lake will freeze over, says note {n}." for n in range(60)
    )

    def every_sentence(question: dict[str, Any]) -> Reply:
        said = question["messages"][1]["content"]
        return completion(
            *(
                forecast(quote)
                for quote in re.findall(r"In year \d+ the lake will freeze over", said)
            )
        )

    model = serve(every_sentence)
    done: list[tuple[int, int]] = []
    found, _ = run(model, text, chunk=800, overlap=150, on_piece=lambda *at: done.append(at))
    assert len(model.asked) > 3
    assert done[-1] == (len(model.asked), len(model.asked))
    assert [one.quote for one in found.candidates] == [
        f"In year {2030 + n} the lake will freeze over" for n in range(60)
    ]
    assert found.reasons["repeated"] > 0


def test_what_passes_is_tried_again_with_growing_waits(serve: Serve) -> None:
    replies = iter(
        [
            (503, b"busy"),
            (502, b"slow down"),
            (200, b"<html>"),
            completion(forecast("a flood in 2027")),
        ]
    )
    found, waits = run(serve(lambda _: next(replies)), jitter=lambda: 0.5)
    assert len(found.candidates) == 1
    assert waits == [0.5, 1.0, 2.0]


def test_a_wait_that_the_endpoint_asks_for_is_kept(serve: Serve) -> None:
    replies = iter([(429, b"slow down"), completion(forecast("a flood in 2027"))])
    model = serve(lambda _: next(replies))
    model.later = "17"
    found, waits = run(model)
    assert len(found.candidates) == 1
    assert waits == [17.0]


def test_a_limit_by_the_minute_is_outwaited_where_the_endpoint_does_not_say_how_long(
    serve: Serve,
) -> None:
    replies = iter([(429, b"slow down")] * 3 + [completion(forecast("a flood in 2027"))])
    found, waits = run(serve(lambda _: next(replies)))
    assert len(found.candidates) == 1
    assert sum(waits) >= 60


def test_a_piece_is_given_up_where_the_endpoint_asks_for_an_hour(serve: Serve) -> None:
    answers = iter([completion(), (503, b"tomorrow")])
    model = serve(lambda _: next(answers))
    model.later = "3600"
    found, waits = run(model, TEXT * 4, chunk=600, overlap=10)
    assert (len(model.asked), found.count.unanswered, waits) == (2, 1, [])
    model.answer = lambda _: (429, {"error": {"message": "quota used up"}})
    with pytest.raises(SourceError, match="429 quota used up; it asks to come back in 3600 sec"):
        run(model)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "refused the key"),
        (403, "refused the key"),
        (402, r"wants to be paid first \(402\): .*bad key"),
        (404, r"CALLEDIT_LLM_URL and CALLEDIT_LLM_MODEL. It says: .*bad key"),
        (418, "refused the question"),
        (301, r"CALLEDIT_LLM_URL leads elsewhere \(301\)"),
    ],
)
def test_what_does_not_pass_is_said_at_once(serve: Serve, status: int, says: str) -> None:
    model = serve(lambda _: (status, {"error": {"message": "bad key k-secret"}}))
    with pytest.raises(SourceError, match=says) as caught:
        run(model, key="k-secret")
    assert len(model.asked) == 1
    assert "k-secret" not in str(caught.value)


def test_a_server_that_knows_no_schema_is_asked_in_plainer_form(serve: Serve) -> None:
    def old(question: dict[str, Any]) -> Reply:
        if question.get("response_format", {}).get("type") == "json_schema":
            return 400, {"error": "response_format json_schema is not supported"}
        return completion(content='```json\n{"forecasts": []}\n```')

    model = serve(old)
    found, waits = run(model)
    assert (found.candidates, waits) == ((), [])
    assert model.asked[1]["response_format"] == {"type": "json_object"}


def test_an_answer_that_is_cut_off_is_asked_for_by_halves(serve: Serve) -> None:
    text = "\n".join(f"The lake will freeze in {2030 + n}." for n in range(120))

    def short_of_words(question: dict[str, Any]) -> Reply:
        quotes = re.findall(r"The lake will freeze in \d+", question["messages"][1]["content"])
        if len(quotes) > 50:
            return completion(content='{"forecasts": [{"quote": "The la', finish="length")
        return completion(*map(forecast, quotes))

    found, _ = run(serve(short_of_words), text)
    assert len(found.candidates) == 120
    assert found.count.unanswered == 0


def test_a_server_with_a_small_window_is_asked_in_smaller_pieces(serve: Serve) -> None:
    text = "\n".join(f"The lake will freeze in {2030 + n}." for n in range(120))

    def small(question: dict[str, Any]) -> Reply:
        quotes = re.findall(r"The lake will freeze in \d+", question["messages"][1]["content"])
        if len(quotes) > 50:
            return 400, {
                "error": {"message": "This model's maximum context length is 2048 tokens."}
            }
        return completion(*map(forecast, quotes))

    model = serve(small)
    found, waits = run(model, text)
    assert (len(found.candidates), found.count.unanswered, waits) == (120, 0, [])


def test_a_server_with_no_window_at_all_is_an_error_and_not_asked_for_ever(serve: Serve) -> None:
    model = serve(lambda _: (400, {"error": "context_length_exceeded"}))
    with pytest.raises(SourceError, match="takes no question as long as this"):
        run(model, "By 2030 it will rain.\n" * 200)
    assert len(model.asked) < 40


def test_a_model_that_knows_other_names_for_its_settings_is_asked_by_them(serve: Serve) -> None:
    def new(question: dict[str, Any]) -> Reply:
        if "max_tokens" in question:
            return 400, {
                "error": {
                    "message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
                }
            }
        if "temperature" in question:
            return 400, {
                "error": {
                    "message": "Unsupported value: 'temperature' does not support 0 with this model."
                }
            }
        return completion(forecast("There is a 1 in 20 risk of a flood in 2027"))

    model = serve(new)
    found, waits = run(model)
    assert (len(found.candidates), len(model.asked), waits) == (1, 3, [])
    assert model.asked[-1]["max_completion_tokens"] == 8000


@pytest.mark.parametrize(
    "told",
    [
        "max_tokens is too large: 8000. This model supports at most 4096 completion tokens.",
        "The maximum context length is 8192, you asked for 11600 (3600 in the messages, 8000 in the completion).",
    ],
)
def test_a_model_with_less_room_for_answers_is_asked_for_shorter_ones(
    serve: Serve, told: str
) -> None:
    def small(question: dict[str, Any]) -> Reply:
        if question["max_tokens"] > 4096:
            return 400, {"error": {"message": told}}
        return completion(forecast("There is a 1 in 20 risk of a flood in 2027"))

    model = serve(small)
    found, waits = run(model)
    assert (len(found.candidates), waits) == (1, [])
    assert [question["max_tokens"] for question in model.asked] == [8000, 4000]


def test_an_answer_that_stops_in_the_middle_without_a_word_is_asked_for_by_halves(
    serve: Serve,
) -> None:
    text = "\n".join(f"The lake will freeze in {2030 + n}." for n in range(120))

    def silent(question: dict[str, Any]) -> Reply:
        quotes = re.findall(r"The lake will freeze in \d+", question["messages"][1]["content"])
        whole = json.dumps({"forecasts": list(map(forecast, quotes))})
        return completion(content=whole if len(quotes) < 50 else whole[:5000])

    found, waits = run(serve(silent), text)
    assert (len(found.candidates), found.count.unanswered, waits) == (120, 0, [])


def test_the_cost_is_known_before_anything_is_asked() -> None:
    endpoint = Endpoint(
        url="http://127.0.0.1/v1", model="local", chunk=4000, overlap=400, answer_tokens=1000
    )
    cost = estimate("word " * 8000, endpoint, prices=Prices(input=1.0, output=10.0))
    assert cost.requests == 11
    assert cost.most_output_tokens == 11_000
    # 44,000 characters with the overlaps are at least 10,000 tokens in English.
    assert 10_000 < cost.input_tokens < 40_000
    assert str(cost).startswith(
        f"11 requests, about {cost.input_tokens} tokens in, up to 11000 out; cost: up to 0.1"
    )
    assert "up to 1000 out (more where an answer does not fit" in str(estimate("word", endpoint))


def test_a_model_on_ones_own_machine_costs_nothing_and_that_is_said() -> None:
    endpoint = Endpoint(url="http://127.0.0.1/v1", model="local")
    cost = estimate("word", endpoint, prices=Prices(input=0, output=0))
    assert str(cost).endswith("; cost: 0")


@pytest.mark.parametrize(
    ("price", "shown"),
    [
        (0, "0"),
        (0.00004, "less than 0.0001"),
        (0.00032, "0.00032"),
        (0.042, "0.042"),
        (1.3, "1.30"),
    ],
)
def test_amounts_are_written_without_an_exponent(price: float, shown: str) -> None:
    assert money(price) == shown


def test_what_was_found_so_far_can_be_asked_for_twice() -> None:
    quote = "There is a 1 in 20 risk of a flood in 2027"

    async def post(*_: object) -> Answered:
        body = completion(forecast(quote), forecast(quote, statement="A flood comes"))[1]
        return Answered(200, json.dumps(body).encode())

    endpoint = Endpoint(url="http://127.0.0.1/v1", model="local")
    reading = Reading(TEXT, endpoint, post=post, sleep=asyncio.sleep)
    asyncio.run(reading.go())
    assert reading.found().reasons == reading.found().reasons == {"repeated": 1}


def test_the_key_shows_in_no_repr() -> None:
    assert "k-secret" not in repr(
        Endpoint(url="http://127.0.0.1/v1", model="local", key="k-secret")
    )


@given(text=st.text(max_size=600), size=st.integers(8, 200), overlap=st.integers(0, 60))
@settings(max_examples=100)
def test_pieces_cover_the_text_and_move_on(text: str, size: int, overlap: int) -> None:
    pieces = chunks(text, size=size, overlap=min(overlap, size // 2 - 1))
    assert pieces[0].start == 0
    assert pieces[-1].end == len(text)
    for one, following in pairwise(pieces):
        assert one.start < following.start <= one.end < following.end
        assert one.end - one.start <= size
