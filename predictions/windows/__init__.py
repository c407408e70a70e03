"""Time windows: one grammar for what documents say and for what people type."""

from predictions.windows.grammar import find_windows
from predictions.windows.typed import parse_deadline, parse_window
from predictions.windows.window import Window

__all__ = ["Window", "find_windows", "parse_deadline", "parse_window"]
