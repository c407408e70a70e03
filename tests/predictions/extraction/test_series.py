"""What the entries of a list have in common is seen by the model, for each entry and for what follows in it."""

from datetime import date

from predictions.extraction.deciding.accepting import judged
from predictions.extraction.deciding.features import features_of
from predictions.extraction.layout.document import read_document

CLAIMS = """\
My predictions for 2032:

- Kern wins the election. Her party thanked the port.
- Rents will fall by 2032.
- Lund will close the mill.
- The ferry will stop in 2032.
"""


def series_of(text: str) -> dict[str, set[str]]:
    """The names that each clause has from its list alone."""
    document = read_document(text, published=date(2031, 12, 20), author=None, title=None)
    _, proposals = judged(document)
    return {
        text[proposal.start : proposal.end]: {name for name in names if name.startswith("list-")}
        for proposal, names in zip(proposals, features_of(document, proposals), strict=True)
    }


def test_entries_know_how_many_of_their_list_look_ahead() -> None:
    found = series_of(CLAIMS)
    assert {"list-size=1-first", "list-future=3-first", "list-past=0-first"} <= found[
        "Rents will fall by 2032"
    ]
    assert "list-future=3-first&finite=future" in found["Rents will fall by 2032"]


def test_what_follows_in_an_entry_is_told_from_what_opens_it() -> None:
    (later,) = (names for words, names in series_of(CLAIMS).items() if "thanked" in words)
    assert "list-future=3-later" in later
    assert not any(name.endswith("-first") for name in later)


def test_a_list_of_one_entry_has_a_size_only() -> None:
    found = series_of("My predictions for 2032:\n\n- Rents will fall.\n")
    assert {name.split("&")[0] for name in found["Rents will fall"]} == {"list-size=0-first"}


def test_running_text_has_no_list() -> None:
    found = series_of("I think that rents will fall by 2032. The ferry will stop in 2032.\n")
    assert found
    assert not any(found.values())
