"""What can go wrong in the domain.

PredictionsError
├── InvalidValue        a value that no valid object can hold: says which field and why
├── UnreadableDocument  bytes that give no text: binary, empty, too large, wrongly encoded
├── SourceError         a source that could not be fetched or read
│   ├── AskedToWait     not asked at all: its host wants to be left alone for a while
│   ├── Unanswered      no reply came: no such name, no connection, no answer in time
│   │   └── NobodyThere nothing listens at its address
│   └── FetchRefused    an address that must not be fetched (bad scheme, odd spelling)
│       └── NotPublic   a private network or an unusual port: fetched only where that is allowed
└── LimitExceeded       hostile input stopped at a size, time or depth limit
    └── TookTooLong     a whole request took longer than it may
"""


class PredictionsError(Exception):
    """Base of everything raised on purpose by `predictions`."""


class InvalidValue(PredictionsError, ValueError):
    """A value that no valid object can hold."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class UnreadableDocument(PredictionsError):
    """Bytes that give no text."""


class SourceError(PredictionsError):
    """A source that could not be fetched or read."""


class AskedToWait(SourceError):
    """A source was not asked, because its host has told somebody else to slow down.

    `seconds`: until it may be asked.
    """

    def __init__(self, said: str, *, seconds: float) -> None:
        super().__init__(said)
        self.seconds = seconds


class FetchRefused(SourceError):
    """An address that must not be fetched."""


class Unanswered(SourceError):
    """No reply came from a source: whose fault that is, one failure does not tell."""


class NobodyThere(Unanswered):
    """No connection: nothing listens at an address."""


class NotPublic(FetchRefused):
    """An address in a private network or at an unusual port, which nobody has allowed.

    `host` and `port` are those that were refused: behind a redirect not those that were asked for.
    """

    def __init__(self, said: str, *, host: str, port: int) -> None:
        super().__init__(said)
        self.host = host
        self.port = port


class LimitExceeded(PredictionsError):
    """Hostile input stopped at a size, time or depth limit."""


class TookTooLong(LimitExceeded):
    """A request took longer than it may as a whole."""
