"""Time windows: one grammar for what documents say and for what people type."""

from predictions.windows.clock import timed as clock_beside
from predictions.windows.grammar import find_windows
from predictions.windows.own_events import Events, parse_events
from predictions.windows.typed import is_within_a_day, parse_deadline, parse_window
from predictions.windows.window import Window

__all__ = [
    "Events",
    "Window",
    "clock_beside",
    "find_windows",
    "is_within_a_day",
    "parse_deadline",
    "parse_events",
    "parse_window",
]
