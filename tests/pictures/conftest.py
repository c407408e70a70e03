"""Import discord.py once, without its warning about a module that Python 3.13 drops."""

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="'audioop'", category=DeprecationWarning)
    import discord  # noqa: F401 - importing is the point
