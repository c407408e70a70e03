"""Blocks parted where somebody else begins to speak: messages on lines below each other are no paragraph."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from predictions.extraction.layout.blocks import Block, Kind


def parted(blocks: list[Block], leads: Sequence[tuple[int, int]]) -> list[Block]:
    """The blocks without what names the speakers in them, one for each who speaks in it.

    `leads`: from where to where the words go that name a speaker, in order.
    """
    done: list[Block] = []
    places: list[int] = []  # of the old blocks among the new
    begins = [start for start, _ in leads]
    for block in blocks:
        first = bisect_left(begins, block.start)
        if first and leads[first - 1][1] > block.start:
            first -= 1  # its words run into the block
        within = leads[first : bisect_left(begins, block.end)]
        pieces = _pieces(block, within) if within else [block]
        places.append(len(done))
        done += pieces or [replace(block, kind=Kind.META)]  # nothing but a name: nobody's words
    if len(done) > len(blocks):
        for block in done:
            _renumber(block, places)
    return done


def _pieces(block: Block, leads: Sequence[tuple[int, int]]) -> list[Block]:
    ends = [start for start, _ in leads] + [block.end]
    starts = [block.start, *(end for _, end in leads)]
    spans = [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
    if leads[0][0] < block.start:  # what looked like a bullet began the line that names the speaker
        block = replace(block, kind=Kind.PARAGRAPH, level=0)
    return [
        replace(block, start=start, end=end, breaks=[at for at in block.breaks if start < at < end])
        for start, end in spans
    ]


def _renumber(block: Block, places: Sequence[int]) -> None:
    block.headings = tuple(places[index] for index in block.headings)
    block.parent = None if block.parent is None else places[block.parent]
    block.lead = None if block.lead is None else places[block.lead]
