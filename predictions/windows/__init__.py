"""Time windows: one grammar for what documents say and for what people type."""

from predictions.windows.grammar import Window, find_windows
from predictions.windows.typed import parse_deadline, parse_window

__all__ = ["Window", "find_windows", "parse_deadline", "parse_window"]
