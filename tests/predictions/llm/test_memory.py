"""What was answered before is not asked again, whatever ended the reading."""

from typing import Any

from predictions.llm import Endpoint, Prices, Said, estimate
from predictions.llm.question import about_document
from tests.predictions.llm.model import Reply, Serve, completion, forecast, run

LAKES = "\n\n".join(f"The lake will freeze in {2030 + n}. " + "It is cold. " * 40 for n in range(6))


class Kept(dict[str, Said]):
    """A memory in this process."""

    def recall(self, name: str) -> Said | None:
        return self.get(name)

    def keep(self, name: str, said: Said) -> None:
        self[name] = said


def every_lake(question: dict[str, Any]) -> Reply:
    said = question["messages"][1]["content"]
    quotes = (f"The lake will freeze in {2030 + n}" for n in range(6))
    return completion(*(forecast(quote) for quote in quotes if quote in said))


def test_a_reading_that_was_interrupted_asks_only_for_the_rest(serve: Serve) -> None:
    memory = Kept()
    credit = iter([1, 1])
    poor = serve(lambda q: every_lake(q) if next(credit, 0) else (402, {"error": "no credit"}))
    first, _ = run(poor, LAKES, chunk=1000, overlap=0, memory=memory)
    assert (first.count.questions, first.unread > 0) == (3, True)
    endpoint = Endpoint(url=poor.url, model="local", chunk=1000, overlap=0)
    cost = estimate(
        LAKES,
        endpoint,
        prices=Prices(input=1, output=1),
        about=about_document(None, None, None),
        memory=memory,
    )
    assert (cost.remembered, cost.requests) == (2, first.unread)
    assert f"{first.unread} requests (2 pieces were answered before), about" in str(cost)

    poor.answer = every_lake
    poor.asked.clear()
    second, _ = run(poor, LAKES, chunk=1000, overlap=0, memory=memory)
    assert len(poor.asked) == first.unread
    assert (second.count.remembered, second.unread) == (2, 0)
    assert len(second.candidates) == 6
    assert second.count.output_tokens == 10 * first.unread  # what is paid for now
    assert "nothing is asked" in str(
        estimate(LAKES, endpoint, about=about_document(None, None, None), memory=memory)
    )


def test_another_document_model_or_author_is_another_question(serve: Serve) -> None:
    memory, model = Kept(), serve(every_lake)
    run(model, LAKES, memory=memory)
    for more in ({"author": "Ann"}, {"title": "Lakes"}):
        model.asked.clear()
        run(model, LAKES, memory=memory, **more)
        assert model.asked
    model.asked.clear()
    run(model, LAKES + "\n", memory=memory)
    assert model.asked


def test_what_was_of_no_use_is_asked_for_again(serve: Serve) -> None:
    memory = Kept()
    replies = iter([completion(content="I am sorry")])
    model = serve(lambda q: next(replies, every_lake(q)))
    run(model, LAKES, memory=memory)
    assert all("sorry" not in said.words for said in memory.values())
    for name in memory:
        memory[name] = Said(words="[what an earlier version took", cut_off=False)
    model.asked.clear()
    found, _ = run(model, LAKES, memory=memory)
    assert (len(found.candidates), found.count.remembered, bool(model.asked)) == (6, 0, True)


def test_of_an_answer_that_was_cut_off_the_rest_is_asked_for_and_counted(serve: Serve) -> None:
    memory = Kept()
    calls = iter([completion(forecast("The lake will freeze in 2030"), finish="length")])
    credit = serve(lambda _: next(calls, (402, {"error": "no credit"})))
    run(credit, LAKES, memory=memory)
    endpoint = Endpoint(url=credit.url, model="local")
    about = about_document(None, None, None)
    assert estimate(LAKES, endpoint, about=about, memory=memory).requests == 1
    credit.answer = every_lake
    found, _ = run(credit, LAKES, memory=memory)
    assert (len(found.candidates), found.count.remembered) == (6, 1)
