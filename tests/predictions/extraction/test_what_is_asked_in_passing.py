"""What is said before a question begins or with a tag behind it is said; a question that is answered at once is a claim."""

from datetime import date

import pytest

from predictions.candidate import Candidate, Polarity
from predictions.extraction import extract
from tests.predictions.extraction.proposals import proposed

DAY = date(2030, 3, 1)


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=DAY, author="Ada")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("New looms will come but who will want them?", "New looms will come"),
        (
            'There will be a long silence: "Who broke the dam? Why did nobody see it?"',
            "There will be a long silence",
        ),
        (
            "If the dam goes, the mill won't survive, will it?",
            "If the dam goes, the mill won't survive",
        ),
        ("The mill will never reopen, will it not?", "The mill will never reopen"),
        ("The tram is going to win, isn't it?", "The tram is going to win"),
    ],
)
def test_what_is_said_before_a_question_is_proposed(text: str, claim: str) -> None:
    assert claim in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is the mill going to close and will anybody miss it?",
        "So the looms, are they going to win, or are the weavers?",
        "Do you think that it will close at once, or do you think that it takes years?",
        "The mill will close by 2040?",
    ],
)
def test_a_question_is_not(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("answer", "polarity"),
    [
        ("No.", Polarity.NO),
        ("Hell no!", Polarity.NO),
        ("I don't think so.", Polarity.NO),
        ("Of course not.", Polarity.NO),
        ("Yes.", Polarity.YES),
        ("Absolutely.", Polarity.YES),
    ],
)
def test_a_question_that_is_answered_at_once_is_a_claim(answer: str, polarity: Polarity) -> None:
    text = f"I like old mills. Will the mill still run in 2040? {answer} Wool is cheap elsewhere."
    (claim,) = found(text)
    assert claim.quote == f"Will the mill still run in 2040? {answer[:-1]}"
    assert (claim.statement, claim.polarity) == ("The mill will still run in 2040", polarity)
    assert claim.deadline == date(2040, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "Will you come to the mill? No.",
        "Is the mill open? No.",
        "Will the mill still run in 2040? No idea.",
        "Will the mill still run in 2040? No one knows.",
        'Ann sat down. "Will the mill run?" she asked. "No," said Bo. "It was sold," said Ann.',
    ],
)
def test_other_questions_with_answers_are_not(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "statement", "polarity"),
    [
        ("That being said, do I think it'll reopen? No, I don't, for nobody pays.", "It will reopen", Polarity.NO),
        ("Do I expect a flood? Yes.", "There will be a flood", Polarity.YES),
        ("Are the two mills going to merge? I doubt it.", "The two mills will merge", Polarity.NO),
        ("Will the loom be the heart of the trade?\n\nI doubt it.", "The loom will be the heart of the trade", Polarity.NO),
    ],
)  # fmt: skip
def test_somebody_asks_themselves(text: str, statement: str, polarity: Polarity) -> None:
    (claim,) = found(f"I like old mills.\n\n{text}\n\nWool is cheap elsewhere.")
    assert (claim.statement, claim.polarity) == (statement, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Do I think it was worth it? No, I don't.",
        "Do I think he is honest? I doubt it.",
        "Will the script delete my files? No.",
        "Will this work on an old machine? Absolutely.",
        "Are you going to sell it? No.",
    ],
)
def test_what_is_asked_of_now_or_of_the_readers_own_things_is_not(text: str) -> None:
    assert found(f"I like old mills.\n\n{text}\n\nWool is cheap elsewhere.") == ()
