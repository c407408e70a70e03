"""Extraction: forecasts out of documents, each with its verbatim quote."""

from predictions.extraction.engine import extract

__all__ = ["extract"]
