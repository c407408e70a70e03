"""Servers as people run them at home: small windows, old protocols, nothing counted, slow."""

import json
import re
from typing import Any

import pytest

from predictions.errors import SourceError
from tests.predictions.llm.model import TEXT, Reply, Serve, completion, forecast, run

FLOOD = "There is a 1 in 20 risk of a flood in 2027"
LAKES = "\n".join(f"The lake will freeze in {2030 + n}." for n in range(120))


def lakes(question: dict[str, Any]) -> list[str]:
    return re.findall(r"The lake will freeze in \d+", question["messages"][1]["content"])


def counted(reply: Reply, **usage: Any) -> Reply:
    reply[1]["usage"] = usage
    return reply


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (400, {"error": "response_format json_schema is not supported"}),
        (400, {"error": {"message": "Bad Request"}}),
        (422, {"detail": [{"loc": ["body", "response_format"], "msg": "extra fields not permitted"}]}),
        (500, {"error": {"message": "failed to parse grammar"}}),
        (200, {"error": {"code": 400, "message": "Provider returned error: response_format"}}),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("knows", "says"),
    [("json_object", "it takes no JSON schema"), (None, "it takes no form for its answers")],
)
def test_a_server_that_takes_no_schema_is_asked_more_plainly_and_that_is_said_once(
    serve: Serve, status: int, told: Any, knows: str | None, says: str
) -> None:
    def old(question: dict[str, Any]) -> Reply:
        if question.get("response_format", {}).get("type") not in (None, knows):
            return status, told
        return completion(forecast("The lake will freeze in 2030"))

    model = serve(old)
    found, waits = run(model, LAKES, chunk=2000, overlap=0)
    assert (len(found.candidates), found.count.unanswered, waits) == (1, 0, [])
    assert len([note for note in found.notes if note.startswith(says)]) == len(found.notes) == 1
    refused = 1 if knows else 2
    assert len(model.asked) == found.count.questions == refused + 2


def test_a_form_that_was_taken_once_is_not_dropped_for_a_later_refusal(serve: Serve) -> None:
    replies = iter([completion(), (400, {"error": "Bad Request"})])
    model = serve(lambda _: next(replies))
    found, _ = run(model, LAKES, chunk=2000, overlap=0)
    assert found.stopped_by == "local refused the question (400): Bad Request"
    assert (found.unread, found.notes) == (1, ())


def test_a_refusal_amid_a_document_keeps_what_was_read(serve: Serve) -> None:
    replies = iter([completion(forecast("The lake will freeze in 2030")), (402, {"error": "no credit left"})])  # fmt: skip
    found, _ = run(serve(lambda _: next(replies)), LAKES, chunk=1000, overlap=0)
    assert [one.quote for one in found.candidates] == ["The lake will freeze in 2030"]
    assert "no credit left" in found.stopped_by
    assert found.unread == 3


def test_a_server_that_goes_silent_amid_a_document_is_not_waited_for_piece_by_piece(
    serve: Serve,
) -> None:
    once = iter([completion(forecast("The lake will freeze in 2030"))])
    model = serve(lambda _: next(once, (503, {"error": "gone"})))
    found, _ = run(model, LAKES, chunk=500, overlap=0, attempts=2)
    assert [one.quote for one in found.candidates] == ["The lake will freeze in 2030"]
    assert len(model.asked) == 1 + 3 * 2
    assert found.unread == 4
    assert found.stopped_by.startswith("3 in a row had no answer: answered 503")


def test_an_error_in_a_good_reply_is_an_error(serve: Serve) -> None:
    busy = {"error": {"code": 429, "message": "upstream is busy"}}
    replies = iter([(200, busy), (200, {"error": "no model loaded"}), completion(forecast(FLOOD))])
    found, waits = run(serve(lambda _: next(replies)))
    assert (len(found.candidates), len(waits)) == (1, 2)
    with pytest.raises(SourceError, match="refused the key"):
        run(serve(lambda _: (200, {"error": {"code": 401, "message": "no auth"}})))


def test_a_model_that_declines_is_not_paid_for_declining_again(serve: Serve) -> None:
    message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    model = serve(lambda _: (200, {"choices": [{"message": message, "finish_reason": "stop"}]}))
    with pytest.raises(SourceError, match="it refuses: I cannot help with that"):
        run(model)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ((200, b"<!doctype html><p>Sign in"), "a page for people: check CALLEDIT_LLM_URL"),
        (completion(content="I'm sorry, I can't."), "no JSON: “I'm sorry, I can't.”"),
        (completion(content="no " * 90), "no JSON: “no no .* no…”"),
    ],
)
def test_what_came_in_place_of_an_answer_is_told(serve: Serve, reply: Reply, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        run(serve(lambda _: reply))


def stream(*bits: str, whole: bool = True) -> bytes:
    sent: list[Any] = [{"choices": [{"delta": {"content": bit}}]} for bit in bits]
    if whole:
        sent.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
        sent.append({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 9}})
    lines = [json.dumps(each) for each in sent] + ["[DONE]"] * whole
    return "".join(f"data: {line}\n\n" for line in lines).encode()


def test_an_endpoint_that_only_streams_is_understood(serve: Serve) -> None:
    said = json.dumps({"forecasts": [forecast(FLOOD)]})
    bits = [said[at : at + 7] for at in range(0, len(said), 7)]
    found, _ = run(serve(lambda _: (200, stream(*bits))))
    assert [one.quote for one in found.candidates] == [FLOOD]
    assert (found.count.output_tokens, found.count.guessed) == (9, False)
    torn = iter([(200, stream(said[:-2], whole=False))])
    found, _ = run(serve(lambda _: next(torn, completion())))
    assert (len(found.candidates), found.count.cut_off) == (1, 1)
    with pytest.raises(SourceError, match="its reply is no JSON"):
        run(serve(lambda _: (200, b"data: {\n\n")))


def test_a_bare_address_means_the_place_below_v1(serve: Serve) -> None:
    model = serve(lambda _: completion(forecast(FLOOD)))
    model.only = "/v1/chat/completions"
    model.url = model.url.removesuffix("/v1")
    found, waits = run(model)
    assert (len(found.candidates), waits) == (1, [])
    assert model.paths == ["/chat/completions", "/v1/chat/completions"]
    [note] = found.notes
    assert note == f"it answers below /v1: CALLEDIT_LLM_URL={model.url}/v1 saves the detour"


@pytest.mark.parametrize(
    "told",
    [
        (400, {"error": {"message": "the request exceeds the available context size, try increasing it", "n_ctx": 2048}}),
        (500, {"error": {"code": 500, "message": "Context size has been exceeded.", "type": "server_error"}}),
        (200, {"error": {"code": 400, "message": "request (4390 tokens) exceeds the available context size"}}),
        (413, b"Payload too large"),
    ],
)  # fmt: skip
def test_a_small_window_is_found_out_once(serve: Serve, told: Reply) -> None:
    model = serve(
        lambda question: (
            told if len(lakes(question)) > 20 else completion(*map(forecast, lakes(question)))
        )
    )
    found, waits = run(model, LAKES, chunk=2000, overlap=100)
    assert (len(found.candidates), found.count.unanswered, waits) == (120, 0, [])
    [note] = found.notes
    assert note.startswith("its window is smaller than the pieces")
    assert "OLLAMA_CONTEXT_LENGTH" in note
    too_long = sum(len(lakes(question)) > 20 for question in model.asked)
    assert too_long == 3  # 2,000 characters, 1,200, 700; later pieces are small from the beginning


@pytest.mark.parametrize("read", [512, 1024, 1026])
def test_a_server_that_silently_reads_only_the_end_of_a_question_is_noticed(
    serve: Serve, read: int
) -> None:
    """As Ollama does: the count of tokens is that of its window, and no more is said."""

    def truncating(question: dict[str, Any]) -> Reply:
        found = lakes(question)
        if len(found) > 60:
            return counted(completion(forecast(found[-1])), prompt_tokens=read, completion_tokens=9)
        return counted(completion(*map(forecast, found)), prompt_tokens=1700, completion_tokens=9)

    found, waits = run(serve(truncating), LAKES, chunk=4000, overlap=0)
    assert (len(found.candidates), waits) == (120, [])
    [note] = found.notes
    assert note.startswith(f"it reads no more than {read} tokens of a question")


def test_counts_that_leave_out_what_a_server_remembers_are_no_window(serve: Serve) -> None:
    def remembering(question: dict[str, Any]) -> Reply:
        found = lakes(question)
        few = 300 + 5 * len(found)
        return counted(completion(*map(forecast, found)), prompt_tokens=few, completion_tokens=9)

    model = serve(remembering)
    found, waits = run(model, LAKES, chunk=1500, overlap=0)
    assert (len(found.candidates), waits) == (120, [])
    assert len(model.asked) <= 6  # three pieces, of which one was parted in vain
    assert found.notes == ()


def test_a_window_that_the_answer_fills_is_said_once_and_nothing_is_lost(serve: Serve) -> None:
    def full(question: dict[str, Any]) -> Reply:
        found = lakes(question)
        whole = json.dumps({"forecasts": list(map(forecast, found))})
        if len(found) <= 20:
            return counted(completion(content=whole), prompt_tokens=1500, completion_tokens=600)
        cut = completion(content=whole[: whole.index(found[20]) - 3], finish="length")
        return counted(cut, prompt_tokens=3000, completion_tokens=1096)

    model = serve(full)
    found, _ = run(model, LAKES, chunk=2000, overlap=0)
    assert len(found.candidates) == 120
    [note] = found.notes
    assert note.startswith("its window is full at 4096 tokens")
    assert found.count.cut_off > 0


def test_tokens_that_nobody_counted_are_counted_here(serve: Serve) -> None:
    reply = completion(forecast(FLOOD))
    del reply[1]["usage"]
    found, _ = run(serve(lambda _: reply))
    assert found.count.guessed
    assert 700 < found.count.input_tokens < 2500
    assert 20 < found.count.output_tokens < 200


def test_a_price_that_the_endpoint_names_is_summed_up(serve: Serve) -> None:
    model = serve(lambda _: counted(completion(), prompt_tokens=9, completion_tokens=1, cost=0.25))
    found, _ = run(model, LAKES, chunk=2000, overlap=0)
    assert found.count.price == 0.5


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
def test_an_answer_that_came_where_thoughts_belong_is_an_answer(serve: Serve, field: str) -> None:
    message = {"content": None, field: json.dumps({"forecasts": [forecast(FLOOD)]})}
    found, waits = run(serve(lambda _: (200, {"choices": [{"message": message}]})))
    assert ([one.quote for one in found.candidates], waits) == ([FLOOD], [])


def test_after_an_answer_of_no_use_another_is_asked_for(serve: Serve) -> None:
    model = serve(
        lambda question: (
            completion(content="Sure!")
            if question["temperature"] == 0
            else completion(forecast(FLOOD))
        )
    )
    found, waits = run(model)
    assert (len(found.candidates), len(waits)) == (1, 1)


def test_a_slow_model_is_asked_in_smaller_pieces(serve: Serve) -> None:
    model = serve(lambda question: completion(*map(forecast, lakes(question))))
    found, waits = run(model, LAKES, chunk=4000, overlap=0, slow=lambda asked: len(asked) > 9000)
    assert (len(found.candidates), waits) == (120, [])
    [note] = found.notes
    assert "CALLEDIT_LLM_SECONDS" in note


def test_a_model_that_is_never_in_time_is_given_up_soon(serve: Serve) -> None:
    model = serve(lambda _: completion())
    with pytest.raises(SourceError, match="set CALLEDIT_LLM_SECONDS higher"):
        run(model, LAKES * 9, chunk=4000, overlap=0, slow=lambda _: True)
    assert model.tried < 10


def test_a_dead_server_is_not_asked_about_every_piece(serve: Serve) -> None:
    model = serve(lambda _: (500, b"no"))
    with pytest.raises(SourceError, match="no usable answer: answered 500 no"):
        run(model, LAKES * 9, chunk=2000, overlap=0, attempts=2)
    assert len(model.asked) == 6


def test_a_model_that_thinks_until_its_room_is_used_up_is_given_up(serve: Serve) -> None:
    model = serve(lambda _: completion(content="<think>Let me see {", finish="length"))
    with pytest.raises(SourceError, match="cut off"):
        run(model, TEXT * 40)
    assert len(model.asked) <= 3 * 17
