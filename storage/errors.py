"""What can go wrong with the ledger.

StorageError
├── NotFound            no such prediction, source, candidate, …
├── Refused             a rule of the ledger forbids it: says which
│   └── Overtaken       somebody else decided about it meanwhile
├── DatabaseUnusable    locked, read-only, full, corrupt, unreachable: says what to do
└── SchemaTooNew        written by a later version of calledit
"""


class StorageError(Exception):
    """Base of everything raised on purpose by `storage`."""


class NotFound(StorageError):
    """No such thing in the ledger."""

    def __init__(self, what: str, identifier: object) -> None:
        super().__init__(f"there is no {what} {identifier}")
        self.what = what
        self.identifier = identifier


class Refused(StorageError):
    """A rule of the ledger forbids it."""


class Overtaken(Refused):
    """It is no longer as it was seen: somebody else decided about it, or changed it."""


class DatabaseUnusable(StorageError):
    """The database cannot be read or written."""


class SchemaTooNew(StorageError):
    """The database was written by a later version."""
