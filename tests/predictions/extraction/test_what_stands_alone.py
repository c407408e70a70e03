"""What the models only half believe is no forecast in a text that forecasts nothing else, unless it shows that it looks ahead."""

from datetime import date

import pytest

from predictions.extraction.deciding.alone import among_others
from predictions.extraction.layout.document import read_document
from predictions.extraction.proposing.walk import propose

# 600 words of which nothing looks ahead.
LOOM = "\n\n".join(
    f"The loom of row {row} stands on four feet. Its shuttle is of beech and its comb of steel, and the weaver"
    f" of shift {row} oils both in the morning before she sits down and reads the pattern from the card."
    for row in range(1, 19)
)


def left(claim: str, *, around: str = LOOM, sure: float = 0.6, told: bool = False, title: str = "The loom") -> list[str]:  # fmt: skip
    """What is left of a claim that the models hold likely by so much."""
    document = read_document(
        f"# {title}\n\n{around}\n\n{claim}\n", published=date(2025, 3, 1), author="Ada", title=None
    )
    taken = [*propose(document)]
    assert taken
    for proposal in taken:
        proposal.confidence = sure
    kept = among_others(document, taken, {id(p) for p in taken} if told else set())
    return [document.copy[p.start : p.end] for p in kept]


@pytest.mark.parametrize(
    "claim",
    [
        "The lever will move the shuttle.",
        "A red thread will show at the edge.",
        "There will be a knot behind each comb.",
        "The card may be of tin or of wood.",
        "I guess it will fit.",
        "Maybe the comb will bend.",
        "The second row will be three hands wide.",
    ],
)
def test_how_something_works_goes(claim: str) -> None:
    assert left(claim) == []


@pytest.mark.parametrize(
    "claim",
    [
        "The lever will become rare.",
        "Looms like it will soon be seen in every house.",
        "The guild is going to buy it.",
        "I think it will be sold.",
        "It will be gone by 2031.",
        "The weaver is likely to be a man.",
        "No weaver will ever have been paid as much.",
        "There will be fewer weavers.",
        "Someday a boy will mend it.",
        "In my opinion a clock will drive it.",
        "It won't be long before the mill has one.",
        "In the long run it will be of iron.",
    ],
)
def test_what_shows_that_it_looks_ahead_stays(claim: str) -> None:
    assert left(claim) != []


def test_a_sure_claim_stays_and_so_does_what_stands_beside_it() -> None:
    assert left("The lever will move the shuttle.", sure=0.8) != []


def test_what_is_told_by_its_form_stays() -> None:
    assert left("The lever will move the shuttle.", told=True) != []


def test_in_a_short_text_one_claim_is_much() -> None:
    assert left("The lever will move the shuttle.", around="It stands on four feet.") != []


def test_below_a_title_of_predictions_all_stays() -> None:
    assert left("The lever will move the shuttle.", title="Predictions for 2031") != []


def test_many_claims_stay() -> None:
    assert (
        left("The lever will move the shuttle. The card will be of tin. The comb will bend.") != []
    )
