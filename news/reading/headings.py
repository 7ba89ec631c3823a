"""Which lines head a text: some stand too close to it, some stand above it and belong to something else."""

from __future__ import annotations

from news.reading.blocks import LONG_LINE, Block, ends_sentence
from news.reading.kinds import fragment_weight, is_prose
from news.reading.seams import heads, opens_article, seam, shared

# A headline and a deck together have no more lines than this.
_MOST_LINES = 5
_LABEL = 8
_WIDE_GAP = 2
# A true seam is 6 and more, mostly above 10.
_NO_SEAM = 4.5


def part_headings(blocks: list[Block]) -> list[Block]:
    return [part for block in blocks for part in _parted(block)]


def _parted(block: Block) -> list[Block]:
    """A block whose first lines are a heading and whose rest opens an article, as two blocks."""
    lines, place = block.lines, 0
    for number in range(1, min(_MOST_LINES, len(lines) - 1) + 1):
        if not _may_head(lines[number - 1].text):
            break
        rest = " ".join(line.text for line in lines[number:])
        if is_prose(rest) and opens_article(rest) and seam(lines[number - 1].text, rest) < _NO_SEAM:
            place = number
    return [Block(lines[:place], block.gap), Block(lines[place:])] if place else [block]


def _may_head(line: str) -> bool:
    return len(line) < LONG_LINE and not ends_sentence(line) and fragment_weight(line) < 1.5


def above_furniture(waiting: list[Block], cuts: list[int], prose: Block) -> int:
    """How many waiting blocks the page's furniture parts from the heading of this text: a site's name and motto.

    ``cuts``: after how many of them furniture stood.
    """
    is_heading = [heads(block.text, prose.text) for block in waiting]
    return max(
        (cut for cut in cuts if not any(is_heading[:cut]) and any(is_heading[cut:])), default=0
    )


def foreign_headings(waiting: list[Block], prose: Block) -> int:
    """How many of the first waiting blocks are no heading of this text: a section's name, the rest of an offer.

    They have no word in common with it while a later block has several, and they are very short or stand apart.
    """
    for number in range(len(waiting) - 1, 0, -1):
        above, below = waiting[:number], waiting[number]
        stands_apart = below.gap >= _WIDE_GAP or all(len(block.text) <= _LABEL for block in above)
        if (
            stands_apart
            and heads(below.text, prose.text)
            and not any(shared(prose.text, block.text) for block in above)
        ):
            return number
    return 0
