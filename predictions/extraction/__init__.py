"""Extraction: forecasts out of documents, each with its verbatim quote."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from predictions.extraction.engine import extract

__all__ = ["extract"]


def __getattr__(name: str) -> Any:
    """Load the engine when it is asked for: what a claim lacks, say, is found without its grammar."""
    if name == "extract":
        from predictions.extraction.engine import extract  # noqa: PLC0415 (half a second)

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
