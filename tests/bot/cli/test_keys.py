"""What keys send: a key that is no letter is never taken for the letters that it sends."""

import pytest

from bot.cli.keys import PASTED, _apart


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("ad", ["a", "d"]),
        ("\x1b[A", ["p"]),
        ("\x1b[B\x1b[C", ["n", "n"]),
        ("\x1bOD", ["p"]),
        ("\x1b[1;5C", ["n"]),  # with control
        ("\x1b[H\x1b[F\x1b[3~\x1b[Z", []),  # home, end, delete, shift-tab
        ("\x1b[5~\x1b[6~\x1b[6;2~", ["[", "]", "]"]),  # page up, page down, the same with shift
        ("\x1bOP\x1b[[A\x1b[15~\x1b[24;2~", []),  # F1 in two dialects, F5, shift-F12
        ("\x1ba\x1bd", []),  # alt with a letter
        ("\x1b", []),
        ("\x1b\x1b[A", ["p"]),
        ("\x1b[", []),
        ("n\x1b[Am", ["n", "p", "m"]),
        ("\x1b[200~add\nall\x1b[201~n", [PASTED, "n"]),  # none of what is pasted is a key
        ("n\x1b[200~ad", ["n", PASTED]),
        ("\x1b[<0;10;20M", []),  # a click of the mouse
    ],
)
def test_each_key_is_one_key(sent: str, keys: list[str]) -> None:
    assert _apart(sent) == keys
