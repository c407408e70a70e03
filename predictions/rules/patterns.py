"""Patterns that people write, for RE2: it always ends in linear time, where `re` can be hung by one."""

from typing import Any

from predictions.errors import InvalidValue

_LONGEST = 500


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that RE2, which always ends in linear time, does not take.

    Raises:
        InvalidValue: with what RE2 says about it.
    """
    import re2  # noqa: PLC0415 - only criteria with patterns pay for it

    if len(pattern) > _LONGEST:
        raise InvalidValue("pattern", f"is longer than {_LONGEST} characters")
    try:
        re2.compile(pattern, options=quiet())
    except re2.error as error:
        said = error.args[0] if error.args else "unknown"
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise InvalidValue("pattern", f"is not a valid RE2 pattern: {words}") from None


def quiet() -> Any:
    """Return options for RE2: no case, no words on standard error, bounded memory."""
    import re2  # noqa: PLC0415

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 8 * 1024 * 1024
    return options
