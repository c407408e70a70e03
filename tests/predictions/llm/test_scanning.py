"""Answers as models write them: whole objects are kept, whatever stands around them or is wrong in them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.llm.answers import Answer, understood
from predictions.llm.replies import Said, Unusable, without_thoughts
from predictions.llm.scanning import scan

RAIN = {"quote": "it will rain", "polarity": "yes"}
SNOW = {"quote": 'the "old" pier will {fall}, [1]', "polarity": "no"}
BOTH = json.dumps({"forecasts": [RAIN, SNOW]})


def read(words: str, *, cut_off: bool = False) -> Answer:
    rest = without_thoughts(words)
    assert rest is not None
    return understood(Said(rest, cut_off))


@pytest.mark.parametrize(
    "words",
    [
        BOTH,
        f"Here you are:\n```json\n{BOTH}\n```\nI hope this helps.",
        f"```\n{BOTH}```",
        f"<think>Is {{this}} one? [maybe]</think>\n\n{BOTH}",
        f"<Thinking>First</Thinking><reflection>And then</reflection>{BOTH}",
        f"the template opened the thoughts {{...}}</think>{BOTH}",
        f"<|channel|>analysis<|message|>Hm {{}}<|end|><|start|>assistant<|channel|>final<|message|>{BOTH}",
        json.dumps([RAIN, SNOW]),
        f"{json.dumps(RAIN)}\n{json.dumps(SNOW)}",
        f"1. {json.dumps(RAIN)},\n2. {json.dumps(SNOW)}",
        json.dumps({"result": {"Forecasts": {"1": RAIN, "2": SNOW}}}),
        json.dumps({"forecasts": [{"Quote": "it will rain", "POLARITY": "yes"}, SNOW]}),
        json.dumps({"forecasts": [RAIN, SNOW, RAIN, RAIN]}),
        BOTH.replace("]}", ",]}"),
        f"{BOTH[:-2]}",
        f"{BOTH[:-2]},",
    ],
)  # fmt: skip
def test_every_whole_object_is_found(words: str) -> None:
    answer = read(words)
    assert [(item["quote"], item["polarity"]) for item in answer.items] == [
        ("it will rain", "yes"),
        ('the "old" pier will {fall}, [1]', "no"),
    ]
    assert answer.broken == 0


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"plain",', "plain"),
        ('"a line end for a comma"\n', "a line end for a comma"),
        ("'it's on'", "it's on"),
        ('"a \\$5 fare"', "a \\$5 fare"),
        ('"two\nlines"', "two\nlines"),
        ('"he said "no", twice"', 'he said "no", twice'),
        ("None", None),
        ("True", True),
        ("0.7", 0.7),
    ],
)
def test_a_value_that_is_no_json_but_can_only_mean_one_thing_is_read(
    written: str, value: Any
) -> None:
    answer = read(f"{{'forecasts': [{{'quote': 'it rains', 'cue': {written}, 'polarity': 'no'}}]}}")
    assert answer.items == ({"quote": "it rains", "cue": value, "polarity": "no"},)


@pytest.mark.parametrize("end", [1, 5, 20, 30, 44])
def test_of_an_answer_that_was_cut_off_the_last_and_unfinished_object_is_left_out(end: int) -> None:
    whole = json.dumps({"forecasts": [RAIN, {"quote": "the pier will fall", "polarity": "no"}]})
    answer = read(whole[: -2 - end])
    assert answer.items == (RAIN,)
    assert answer.cut_off


def test_an_object_that_cannot_be_read_is_counted_and_its_neighbours_stay() -> None:
    answer = read('[{"quote": "it rains" "polarity" yes}, {"quote": it snows}, {"quote": "it hails"}]')  # fmt: skip
    assert [item["quote"] for item in answer.items][-1:] == ["it hails"]
    assert answer.broken + len(answer.items) == 3
    assert answer.broken >= 1


@pytest.mark.parametrize("words", ['{"forecasts": []}', "[]", 'None: {"forecasts": null}'])
def test_an_empty_list_is_an_answer(words: str) -> None:
    assert read(words) == Answer(())


@pytest.mark.parametrize(
    "words",
    ["", "I found none.", "{}", '{"forecasts": 3}', '{"forecasts": {}}', "[1]", '{"forecasts": ["it rains"]}', '{"error": null}'],
)  # fmt: skip
def test_what_has_no_list_is_no_answer(words: str) -> None:
    with pytest.raises(Unusable):
        read(words)


def test_thoughts_that_never_end_are_an_answer_that_was_cut_off() -> None:
    assert without_thoughts("<think>Let me see {") is None


def test_a_quote_that_ends_thoughts_stays_a_quote() -> None:
    answer = read(json.dumps({"forecasts": [{"quote": "so </think> it goes"}]}))
    assert answer.items == ({"quote": "so </think> it goes"},)


@given(cut=st.integers(0, len(BOTH)), before=st.text(max_size=20), after=st.text(max_size=20))
def test_whatever_is_cut_off_no_item_is_made_up(cut: int, before: str, after: str) -> None:
    for words in (f"{before}{BOTH[:cut]}", f"{before}{BOTH}{after}"):
        for item in scan(words).items:
            assert item in (RAIN, SNOW)


@pytest.mark.parametrize(
    "words",
    ["{" * 100_000, '{"a":' * 100_000, "[" * 100_000, '{"quote": "' * 20_000, "}" * 100_000],
)
def test_an_answer_made_to_be_slow_to_read_is_read_to_its_end(words: str) -> None:
    assert scan(words).items == []
