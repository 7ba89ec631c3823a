"""How much each part of a query says, by how many programs have it."""

from __future__ import annotations

from dataclasses import replace
from math import log

from programs.search.query import Part, Reading
from programs.search.spelling import WordBook

_WEAK = 0.15
# What a word is worth that all programs have.
_LEAST = 0.2
# Programs with a synonym mostly have the word as well: so many of them count as further ones.
_OTHERS = 0.2


def is_found(reading: Reading, book: WordBook) -> bool:
    """Some program may have it."""
    return (
        reading.is_initials
        or book.is_used("".join(reading.words))
        or all(book.is_used(word) or len(word) == 1 for word in reading.words)
    )


def prune(part: Part, book: WordBook) -> None:
    """Without synonyms that no program uses: asking for them takes time and finds nothing."""
    part.readings = [
        replace(each, is_written=all(map(book.is_used, each.words)))
        for each in part.readings
        if each.is_own or each.is_guess or is_found(each, book)
    ]
    for each in part.inner:
        prune(each, book)


def weigh(part: Part, book: WordBook) -> None:
    """Rare things say more: a part weighs by how many programs it would find."""
    for each in part.inner:
        weigh(each, book)
    factor = _WEAK if part.is_weak else part.weight
    counts = [_programs(reading, book) for reading in part.readings]
    most = max(counts, default=0)
    part.programs = most + round(_OTHERS * (sum(counts) - most))
    weight = factor * _rarity(part.programs, max(book.total, 10))
    inner = sum(each.weight for each in part.inner)
    part.weight = max(weight, min(1.0, inner) if part.inner else 0.0)


def _programs(reading: Reading, book: WordBook) -> int:
    whole = book.programs("".join(reading.words))
    return whole or min((book.programs(word) for word in reading.words), default=0)


def _rarity(programs: int, total: int) -> float:
    """1 for what one program in the whole catalogue has, near 0 for what all have."""
    said = log((total + 1) / (min(programs, total) + 0.5)) / log(total + 1)
    return _LEAST + (1 - _LEAST) * max(0.0, said)
