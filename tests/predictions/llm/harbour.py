"""A document that rules and a model read, and the two readings side by side."""

from datetime import date
from typing import Any

from predictions.candidate import Candidate
from predictions.extraction import extract
from predictions.llm import Read, second_reading
from tests.predictions.llm.model import Serve, completion, forecast, run

DAY = date(2026, 2, 1)
FERRY = "It will stop running by the end of 2029"
MILL = "The Kern mill will not reopen before 2031"
BRIDGE = "There is a 30% chance that the Lund bridge closes in 2028"
TOLL = "traffic will fall in 2027"
MARKET = "the fish market will move to Osby by 2030"
QUAY = "The quay is on its last legs"
HARBOUR = f"""# Notes on the harbour

By Ada Bell, 2026-02-01

The ferry Juno has lost money for years. {FERRY}.

{MILL}. {BRIDGE}.

If the council raises the toll, {TOLL}.

Mara Lund says {MARKET}.

{QUAY}.
"""


def rules_alone(text: str = HARBOUR) -> tuple[Candidate, ...]:
    return extract(text, published=DAY, author="Ada Bell")


def both(serve: Serve, *answers: dict[str, Any], text: str = HARBOUR) -> dict[str, Read]:
    """Return what two readings come to, by quote; the model answers over real HTTP."""
    found, _ = run(serve(lambda _: completion(*answers)), text, published=DAY, author="Ada Bell")
    reads = second_reading(rules_alone(text), found, text, published=DAY)
    return {read.candidate.quote: read for read in reads}


def ferry(**more: Any) -> dict[str, Any]:
    return forecast(
        FERRY,
        **{"statement": "The Juno, a ferry, will stop running by the end of 2029", "deadline": "2029-12-31"} | more,
    )  # fmt: skip


def mill(**more: Any) -> dict[str, Any]:
    return forecast(
        MILL,
        **{"statement": "The Kern mill will reopen before 2031", "polarity": "no", "deadline": "2030-12-31"} | more,
    )  # fmt: skip
