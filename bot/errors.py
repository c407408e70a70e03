"""What a person is told who cannot be given what they asked for."""


class UserError(Exception):
    """One clear line that says what is wrong and what to do; a command ends with 1."""
