"""What only looks back is no forecast, however much its document foretells."""

from datetime import date

import pytest

from predictions.extraction.deciding.accepting import judged
from predictions.extraction.deciding.features import features
from predictions.extraction.deciding.past import looks_back
from predictions.extraction.layout.document import read_document


def backward(text: str) -> list[bool]:
    document = read_document(text, published=date(2025, 3, 1), author="Ada", title=None)
    proposals = judged(document)[0]
    assert proposals
    return [looks_back(document, p, features(document, p)) for p in proposals]


@pytest.mark.parametrize(
    "text",
    [
        "The merger of two guilds at the end of 2024 is a sign of this.",
        "Coats of wool in 2013 cost more.",
        "Her chances rebounded in three villages after the fair.",
        "Last season the guild showed a surprising calm.",
        "Wool sales had reached 40 tons in April.",
        "The guild sold 4 tons in May and 20 percent of that was linen.",
    ],
)
def test_nothing_in_it_looks_ahead(text: str) -> None:
    assert all(backward(text))


@pytest.mark.parametrize(
    "text",
    [
        "Wool sales reach 40 tons by the end of 2026.",
        "Wool sales will be what they were in 2024.",
        "Her chances in three villages are good.",
        "The guild said the millers were likely to be careful.",
        "Kern won in 2024 and wins again in 2026.",
        "The odds of a flood are small.",
        "Rents that had doubled are up 3% again by the end of 2026.",
        "The mill was built to be closed in 2031.",
    ],
)
def test_a_look_alike_looks_ahead(text: str) -> None:
    assert not any(backward(text))
