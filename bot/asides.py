"""What bears saying beside a prediction that was just made by hand; nothing of it refuses anything."""

from predictions.model import Prediction


def whole_day(made: Prediction, by: str | None) -> str | None:
    """Return what "in 90 minutes" has become: a last day counts to its end. None where a day was named."""
    from predictions.windows import is_within_a_day  # noqa: PLC0415 (compiles a large grammar)

    last = made.window.deadline
    if by is None or last is None or not is_within_a_day(by, today=last):
        return None
    return f"Last days are whole days: this one counts until the end of {last} ({made.window.time_zone})."
