"""What a query says: its parts, and what each may stand for. ``understanding`` reads it from a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reading:
    """One way to find a part of the query: every word must be there. ``is_own``: as it was typed."""

    words: tuple[str, ...]
    worth: float = 1.0
    is_own: bool = False
    is_initials: bool = False
    # What was meant instead of what was typed, not a synonym of it.
    is_guess: bool = False
    # Programs write each of the words in one, without spaces in it.
    is_written: bool = False


@dataclass
class Part:
    """A part of the query that asks for one thing. ``inner``: smaller parts that together say the same."""

    text: str
    readings: list[Reading] = field(default_factory=list)
    inner: list[Part] = field(default_factory=list)
    is_weak: bool = False
    is_place: bool = False
    # Not to be repeated to people.
    is_outdated: bool = False
    weight: float = 1.0
    # About how many programs have it.
    programs: int = 0
    corrected: str = ""

    def leaves(self) -> Iterator[Reading]:
        yield from self.readings
        for part in self.inner:
            yield from part.leaves()


@dataclass
class Query:
    text: str
    parts: list[Part]

    @property
    def strong(self) -> list[Part]:
        """The parts that a program should answer. If all are weak all of them, unless a place is named."""
        strong = [part for part in self.parts if not part.is_weak and not part.is_place]
        is_placed = any(part.is_place for part in self.parts)
        return strong if strong or is_placed else self.parts

    @property
    def corrected(self) -> str:
        """The query with its slips mended; empty if there are none."""
        if not any(part.corrected for part in self.parts):
            return ""
        return " ".join(part.corrected or part.text for part in self.parts)
