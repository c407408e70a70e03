"""What can go wrong in scoring.

ScoringError
└── InputError            an argument that cannot be scored: says which one, which row, and why
    ├── EmptyError        no rows at all
    ├── LengthError       arguments of different length
    └── SoftOutcomeError  an outcome between 0 and 1 where only 0 and 1 have a meaning
"""


class ScoringError(Exception):
    """Base of everything raised on purpose by `scoring`."""


class InputError(ScoringError, ValueError):
    """An argument that cannot be scored.

    Attributes:
        argument: name of the argument.
        row: first offending row, counting from 0; None where the fault is in no single row.
        problem: what is wrong, in words.
    """

    def __init__(self, argument: str, problem: str, *, row: int | None = None) -> None:
        where = argument if row is None else f"{argument}[{row}]"
        super().__init__(f"{where}: {problem}")
        self.argument = argument
        self.problem = problem
        self.row = row


class EmptyError(InputError):
    """No rows at all."""


class LengthError(InputError):
    """Arguments of different length."""


class SoftOutcomeError(InputError):
    """An outcome between 0 and 1 where only 0 and 1 have a meaning."""
