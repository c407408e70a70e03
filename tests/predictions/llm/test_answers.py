"""What models answer, as they do: among other words, unfinished, or as no answer at all."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.errors import SourceError
from predictions.llm.answers import understood
from predictions.llm.replies import Unusable, read_reply
from predictions.llm.schema import SCHEMA
from predictions.llm.taking import take
from tests.predictions.llm.model import TEXT, Reply, Serve, completion, forecast, run

FLOOD = json.dumps({"forecasts": [forecast("There is a 1 in 20 risk of a flood in 2027")]})


@pytest.mark.parametrize(
    "content",
    [
        f"Here is what I found:\n```json\n{FLOOD}\n```\nI hope this helps!",
        f"<think>Is {{this}} a forecast?</think>\n{FLOOD}",
        f"Sure. {FLOOD} Done.",
        json.dumps(json.loads(FLOOD)["forecasts"]),
        [{"type": "text", "text": FLOOD[:30]}, {"type": "text", "text": FLOOD[30:]}],
    ],
)
def test_an_answer_is_found_among_what_models_say_around_it(
    serve: Serve, content: str | list[dict[str, str]]
) -> None:
    reply = completion(content="")
    reply[1]["choices"][0]["message"]["content"] = content
    found, waits = run(serve(lambda _: reply))
    assert ([one.quote for one in found.candidates], waits) == (
        ["There is a 1 in 20 risk of a flood in 2027"],
        [],
    )


def test_a_piece_without_an_answer_is_counted_and_the_rest_stands(serve: Serve) -> None:
    text = "By 2030 it will rain. " * 50 + "\n\n" + "By 2031 it will snow. " * 50

    def half_deaf(question: dict[str, Any]) -> Reply:
        if "snow" in question["messages"][1]["content"]:
            return 500, b"no"
        return completion(forecast("By 2030 it will rain"))

    found, waits = run(serve(half_deaf), text, chunk=1200, overlap=0, attempts=2)
    assert len(found.candidates) == 1
    assert found.count.unanswered >= 1
    assert len(waits) == found.count.unanswered


def test_a_model_that_never_answers_is_an_error(serve: Serve) -> None:
    with pytest.raises(SourceError, match="no usable answer: answered 500 no"):
        run(serve(lambda _: (500, b"no")), attempts=2)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"null", b"{}", b'{"choices": []}', b'{"choices": [1]}', b'{"choices": {"0": 1}}', b"[" * 100_000,
        b'{"choices": [{"message": {"content": null}}]}', b'{"choices": [{"message": {"content": "I cannot help"}}]}',
        b'{"choices": [{"message": {"content": "[1]"}}]}', b'{"choices": [{"message": {"content": "{\\"forecasts\\": 3}"}}]}',
        b" " * 5_000_000,
    ],
)  # fmt: skip
def test_a_reply_that_is_no_answer_is_unusable(body: bytes) -> None:
    with pytest.raises(Unusable):
        understood(read_reply(body))


def test_the_schema_is_one_and_describes_what_is_read() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate({"forecasts": [forecast("a flood in 2027")]}, SCHEMA)


ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.lists(st.text(max_size=3), max_size=2)
)
ITEMS = st.dictionaries(
    st.sampled_from(sorted(SCHEMA["properties"]["forecasts"]["items"]["properties"])),
    ANYTHING
    | st.sampled_from(
        ["yes", "no", "70%", "Tom Ruiz", "2029-12-31", "very likely", "The ferry", "denial"]
    ),
)


@given(items=st.lists(ITEMS | ANYTHING, max_size=6))
@settings(max_examples=150)
def test_any_answer_gives_only_verbatim_candidates(items: list[Any]) -> None:
    body = json.dumps(
        {"choices": [{"message": {"content": json.dumps({"forecasts": items})}}]}
    ).encode()
    try:
        answer = understood(read_reply(body))
    except Unusable:
        return  # nothing in it is even an object with a quote
    for one in take(answer, TEXT, 0, len(TEXT), author=None).candidates:
        assert TEXT[one.start : one.end] == one.quote
        assert one.author is None or one.author in TEXT
