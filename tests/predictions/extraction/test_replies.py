"""What one asks in a chat, and the numbers with which others answer."""

from datetime import date

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract

ASKED = "Will the mill close by June 2032?"
SAYS = "The mill will close by June 2032"


def found(*said: tuple[str, str]) -> tuple[Candidate, ...]:
    text = "\n\n".join(f"**{who}** (2031-03-03):\n\n{words}" for who, words in said)
    candidates = extract(text, published=date(2031, 3, 3), spoken=True, marked=True)
    assert all(text[c.start : c.end] == c.quote for c in candidates)
    return candidates


def told(*said: tuple[str, str]) -> list[tuple[str | None, str, float | None]]:
    return [(c.author, c.statement, c.probability) for c in found(*said)]


@pytest.mark.parametrize(
    ("answer", "chance"),
    [("60%", 0.6), ("I'd say 30", 0.3), ("maybe 15%", 0.15), ("no, 3%", 0.03), ("~45% imo", 0.45), ("0.4", 0.4), ("i'm at 70% tbh", 0.7)],
)  # fmt: skip
def test_a_bare_number_answers_what_another_asked(answer: str, chance: float) -> None:
    [reply] = found(("Ada", ASKED), ("Bo", answer))
    assert (reply.author, reply.statement, reply.probability) == ("Bo", SAYS, chance)
    assert (reply.quote, reply.deadline) == (answer, date(2032, 6, 30))


def test_each_who_answers_has_a_forecast_and_small_talk_has_none() -> None:
    said = (("Ada", ASKED), ("Bo", "I'd say 30%"), ("Cy", "nice"), ("Di", "45"), ("Cy", "same"))
    assert told(*said) == [("Bo", SAYS, 0.3), ("Di", SAYS, 0.45)]


@pytest.mark.parametrize(
    "question",
    [
        "Do you think the mill will close by June 2032?",
        "So what are the odds that the mill will close by June 2032?",
    ],
)
def test_what_is_asked_of_all_is_asked(question: str) -> None:
    assert told(("Ada", question), ("Bo", "20%")) == [("Bo", SAYS, 0.2)]


@pytest.mark.parametrize(
    "said",
    [
        (("Ada", ASKED), ("Bo", "30")),
        (("Ada", ASKED), ("Bo", "12 people told me so")),
        (("Ada", "Will you come at ten?"), ("Bo", "30%")),
        (("Ada", ASKED), ("Ada", "What a day.")),
        (("Ada", "How is the mill?"), ("Bo", "60%")),
    ],
)
def test_what_answers_nothing_is_no_forecast(said: tuple[tuple[str, str], ...]) -> None:
    assert told(*said) == []
