"""What bears saying beside a prediction that was just made by hand; nothing of it refuses anything."""

from collections.abc import Sequence

from predictions.model import Prediction


def whole_day(made: Prediction, by: str | None) -> str | None:
    """Return what "in 90 minutes" has become: a last day counts to its end. None where a day was named."""
    from predictions.windows import is_within_a_day  # noqa: PLC0415 (compiles a large grammar)

    last = made.window.deadline
    if by is None or last is None or not is_within_a_day(by, today=last):
        return None
    return f"Last days are whole days: this one counts until the end of {last} ({made.window.time_zone})."


def said_before(numbers: Sequence[int], *, withdraw: str) -> str | None:
    """Return that running predictions claim the same; None for none of them.

    `withdraw` is the command by which the new one goes.
    """
    if not numbers:
        return None
    shown = " and ".join(map(str, numbers[:2])) + (" and others" if len(numbers) > 2 else "")
    which = f"Prediction {shown} says" if len(numbers) == 1 else f"Predictions {shown} say"
    keep = "that one" if len(numbers) == 1 else "those"
    return f"{which} the same already. To keep only {keep}: {withdraw}"
