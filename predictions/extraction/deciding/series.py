"""What the entries of a list have in common: a list of claims looks otherwise than one of tips, facts or plans."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

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
    tenses = [_tense(each) for each in names]
    opens = [proposal.sentence.before is None for proposal in proposals]
    for group in grouped(series_of(document, proposal) for proposal in proposals).values():
        heads = [i for i in group if opens[i]] or group
        shares = _shares([names[i] for i in heads], [tenses[i] for i in heads])
        told: dict[tuple[str, str], Names] = {}
        for i in group:
            key = "first" if opens[i] else "later", tenses[i]
            if key not in told:
                told[key] = _told(shares, *key)
            found[i] = names[i] + told[key]
    return found


def _told(shares: Names, place: str, tense: str) -> Names:
    placed = [f"{share}-{place}" for share in shares]
    return placed + [f"{share}&{tense}" for share in placed]


def _tense(names: Names) -> str:
    return next(filter(_TENSES.__contains__, names), "")


_TENSES = {
    f"finite={tense}": f"list-{tense}="
    for tense in ("future", "modal", "past", "present", "event", "none", "going")
}
_KINDS = {
    "list-ahead=": frozenset({"window=own-ahead", "window=near-ahead"}),
    "list-over=": frozenset({"window=own-past", "window=near-past"}),
    "list-stated=": frozenset({"stated"}),
    "list-you=": frozenset({"subject=2"}),
}
_MANY = (3, 7, 15)  # entries
_SHARES = (0.15, 0.4, 0.7)


def _shares(heads: Sequence[Names], tenses: Names) -> Names:
    """How long a list is, and what share of its entries is of each kind, in steps."""
    size = len(heads)
    found = [f"list-size={sum(size >= step for step in _MANY)}"]
    if size > 1:
        found += [share + _step(tenses.count(tense) / size) for tense, share in _TENSES.items()]
        for share, kinds in _KINDS.items():
            others = sum(map(kinds.isdisjoint, heads))
            found.append(share + _step((size - others) / size))
    return found


def _step(share: float) -> str:
    return str(bisect_right(_SHARES, share))
