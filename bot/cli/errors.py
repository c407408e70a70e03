"""What a command tells a person who cannot be given what they asked for."""


class UserError(Exception):
    """One clear line that says what is wrong and what to do; the command ends with 1."""
