"""The one window that words have."""

from datetime import date

from predictions.windows import Window, find_windows

TODAY = date(2024, 6, 1)


def only(text: str, today: date = TODAY) -> Window:
    (window,) = find_windows(text, today=today)
    return window
