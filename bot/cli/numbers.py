"""Numbers of predictions, sources, evidence and so on, as an argument gives them."""

from typing import Any

import click

MOST = 2**63 - 1  # larger ones no database can look for


class Number(click.types.IntParamType):
    """A whole number that may be one of the ledger's."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read it as click reads any whole number, up to the largest there can be."""
        try:
            # "#12" is how posts and people name it.
            plain: Any = value.removeprefix("#") if isinstance(value, str) else value
            number: int = super().convert(plain, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not the number of anything; write one such as 12.", param, ctx)
        if abs(number) > MOST:
            self.fail("there is nothing with a number as large as that.", param, ctx)
        return number


NUMBER = Number()
