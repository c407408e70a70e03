"""Answers that end at the token limit: what is whole is kept, the rest is asked for again, within a budget."""

import json
import re
from typing import Any

import pytest

from predictions.candidate import FoundBy
from predictions.llm import Found, second_reading
from tests.predictions.llm.harbour import DAY, rules_alone
from tests.predictions.llm.model import Reply, Serve, completion, forecast, run

LAKES = "\n".join(f"The lake will freeze in {2030 + n}." for n in range(120))


def lakes(question: dict[str, Any]) -> list[str]:
    return re.findall(r"The lake will freeze in \d+", question["messages"][1]["content"])


def tram(line: int) -> str:
    return f"The tram line {line} will close by the end of {2030 + line}"


TRAMS = "\n\n".join(f"{tram(line)}." for line in range(40))


def readings(found: Found) -> dict[str, Any]:
    """Return what became of each claim of the trams."""
    reads = second_reading(rules_alone(TRAMS), found, TRAMS, published=DAY)
    return {one.candidate.quote: one.candidate.readings for one in reads}


@pytest.mark.parametrize("finish", ["length", "stop"])
@pytest.mark.parametrize("room", [700, 1000, 5000])
def test_what_is_whole_is_kept_and_only_the_rest_is_asked_for(
    serve: Serve, finish: str, room: int
) -> None:
    def short(question: dict[str, Any]) -> Reply:
        said = json.dumps({"forecasts": list(map(forecast, lakes(question)))})
        said = re.sub(r', "[a-z_]+": (?:null|false)', "", said)
        return completion(
            content=said[:room], finish=finish if len(said) > room else "stop"
        )  # an item takes some 130 characters

    model = serve(short)
    found, waits = run(model, LAKES, further=60)
    assert ([one.quote[-4:] for one in found.candidates], waits) == (
        [str(2030 + n) for n in range(120)],
        [],
    )
    assert found.count.unanswered == 0
    assert found.count.cut_off > 0
    # By halves alone, without what was whole, it would be asked about all of it at each size.
    assert sum(len(lakes(question)) for question in model.asked) < 120 * 12


def test_the_whole_part_of_a_cut_answer_speaks_for_what_it_passed_and_for_nothing_behind(
    serve: Serve,
) -> None:
    told = (0, 1, 5, 6)  # of 2 to 4 nothing is said
    replies = iter(
        [
            completion(*(forecast(tram(line)) for line in told), finish="length"),
            (500, b"no"),
            (500, b"no"),
        ]
    )  # fmt: skip
    found, _ = run(serve(lambda _: next(replies)), TRAMS, attempts=1, published=DAY)
    assert found.answered == ((0, TRAMS.index(tram(6))),)
    by = readings(found)
    assert {by[tram(line)].found_by for line in (2, 3, 4)} == {FoundBy.RULES}
    assert by[tram(7)] is None
    assert found.count.unanswered == 2


def test_quotes_out_of_order_say_nothing_of_how_far_the_model_came(serve: Serve) -> None:
    years = iter([["2100", "2030", "2050"]] + [[]] * 9)
    replies = (completion(*(forecast(f"The lake will freeze in {year}") for year in one), finish="length" if one else "stop") for one in years)  # fmt: skip
    model = serve(lambda _: next(replies))
    found, _ = run(model, LAKES)
    assert len(found.candidates) == 3
    asked = [lakes(question) for question in model.asked]
    assert {lake for part in asked[1:] for lake in part} == set(asked[0])


def test_a_model_that_says_the_same_again_and_again_is_not_asked_for_ever(serve: Serve) -> None:
    def looping(question: dict[str, Any]) -> Reply:
        return completion(*[forecast(lakes(question)[0])] * 50, finish="length")

    model = serve(looping)
    found, waits = run(model, LAKES, further=10)
    assert (len(model.asked), waits) == (11, [])
    assert found.count.unanswered > 0
    assert 0 < len(found.candidates) <= 11
    assert found.reasons["repeated"] >= 49


def test_an_answer_with_objects_that_cannot_be_read_says_nothing_by_what_it_leaves_out(
    serve: Serve,
) -> None:
    said = '{"forecasts": [{"quote": "The lake will freeze in 2030", "statement": "The lake freezes", "polarity": "yes"}, {"quote": oh}]}'
    found, _ = run(serve(lambda _: completion(content=said)), LAKES, published=DAY)
    assert found.reasons == {"no readable object": 1}
    assert found.answered == ()


def test_a_claim_that_the_model_named_but_dated_in_riddles_was_not_read_past(serve: Serve) -> None:
    wrong = forecast(tram(1), deadline="when pigs fly")
    found, _ = run(serve(lambda _: completion(forecast(tram(0)), wrong)), TRAMS, published=DAY)
    by = readings(found)
    assert by[tram(1)] is None
    assert by[tram(2)].found_by is FoundBy.RULES
