"""What the entries of a list have in common: a list of claims looks otherwise than one of tips, facts or plans."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal

Key = tuple[int | None, int | None, int | None]  # parent item, lead-in, heading
Names = list[str]


def series_of(document: Document, proposal: Proposal) -> Key | None:
    """What an entry shares with the others of its list; None for running text."""
    block = document.blocks[proposal.sentence.block]
    if block.kind is Kind.PARAGRAPH and proposal.form != "listed":
        return None
    return block.parent, block.lead, block.headings[-1] if block.headings else None


def grouped(keys: Iterable[Key | None]) -> dict[Key, list[int]]:
    """The places at which each key stands."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key is not None:
            groups[key].append(index)
    return groups


def with_series(
    document: Document, proposals: Sequence[Proposal], names: Sequence[Names]
) -> list[Names]:
    """The features of each proposal, and with them how many entries of its list are of which kind.

    They are told for what opens an entry and for what follows in it, and once more with the tense of the clause: among
    claims about next year a sentence in the past is a remark.
    """
    found = [*names]
    opens = [proposal.sentence.before is None for proposal in proposals]
    for group in grouped(series_of(document, proposal) for proposal in proposals).values():
        heads = [frozenset(names[i]) for i in group if opens[i]]
        shares = _shares(heads or [frozenset(names[i]) for i in group])
        told: dict[tuple[str, str], Names] = {}
        for i in group:
            key = "first" if opens[i] else "later", _tense(names[i])
            if key not in told:
                told[key] = _told(shares, *key)
            found[i] = names[i] + told[key]
    return found


def _told(shares: Names, place: str, tense: str) -> Names:
    placed = [f"{share}-{place}" for share in shares]
    return placed + [f"{share}&{tense}" for share in placed]


def _tense(names: Names) -> str:
    return next((name for name in names if name.startswith("finite=")), "")


_Kind = Callable[[frozenset[str]], bool]
_TENSES = ("future", "modal", "past", "present", "event", "none", "going")
_AHEAD = frozenset({"window=own-ahead", "window=near-ahead"})
_PAST = frozenset({"window=own-past", "window=near-past"})
_KINDS: dict[str, _Kind] = {
    **{tense: frozenset({"finite=" + tense}).issubset for tense in _TENSES},
    "ahead": lambda names: not names.isdisjoint(_AHEAD),
    "over": lambda names: not names.isdisjoint(_PAST),
    "stated": frozenset({"stated"}).issubset,
    "you": frozenset({"subject=2"}).issubset,
}
_MANY = (3, 7, 15)  # entries
_SHARES = (0.15, 0.4, 0.7)


def _shares(heads: Sequence[frozenset[str]]) -> Names:
    """How long a list is, and what share of its entries is of each kind, in steps."""
    size = len(heads)
    found = [f"list-size={sum(size >= step for step in _MANY)}"]
    if size > 1:
        for kind, holds in _KINDS.items():
            share = sum(map(holds, heads)) / size
            found.append(f"list-{kind}={sum(share >= step for step in _SHARES)}")
    return found
