"""An item while it is being put together from the page's blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from news.reading.blocks import Block, ends_sentence
from news.reading.bylines import Byline


@dataclass(slots=True)
class Draft:
    """An item being put together. ``reprints`` are pieces that the page prints a second time."""

    kind: str
    headings: list[Block] = field(default_factory=list)
    pieces: list[Block] = field(default_factory=list)
    reprints: list[Block] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    is_closed: bool = False

    @property
    def blocks(self) -> list[Block]:
        return sorted([*self.headings, *self.pieces, *self.reprints], key=lambda block: block.start)

    @property
    def is_cut(self) -> bool:
        """Its last piece stops in the middle of a sentence."""
        return bool(self.pieces) and not self.is_closed and not ends_sentence(self.pieces[-1].text)

    @property
    def is_open(self) -> bool:
        return bool(self.pieces) and not self.is_closed

    @property
    def words(self) -> str:
        return " ".join(block.text for block in [*self.headings, *self.pieces])
