"""Extraction by a language model, where a person has configured one: any OpenAI-compatible endpoint.

The model proposes and decides nothing: what it says reaches no further than candidates, each with a
quote that stands in the document, and a document that talks to it changes only its own candidates.
"""

from predictions.llm.cost import Cost, Prices, estimate, money
from predictions.llm.endpoint import Endpoint, Post, Reply, Sleep
from predictions.llm.memory import Memory
from predictions.llm.replies import Said
from predictions.llm.run import Found, Reading
from predictions.llm.second import Read, second_reading

__all__ = [
    "Cost",
    "Endpoint",
    "Found",
    "Memory",
    "Post",
    "Prices",
    "Read",
    "Reading",
    "Reply",
    "Said",
    "Sleep",
    "estimate",
    "money",
    "second_reading",
]
