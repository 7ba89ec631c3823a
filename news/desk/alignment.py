"""Where a place in a page's text lies in an item's own text, and the other way round.

The two differ in spaces, in what was mended, and in headings and bylines that the item's text leaves out. So a place is
recognised by the letters that follow it, or else by those before it; where they occur more than once, by the nearest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

# Letters that must be the same, the surest first.
_CONTEXTS = (32, 16, 8, 4)


class Alignment:
    """``ranges`` of ``page`` against ``text``."""

    def __init__(self, page: str, ranges: Iterable[tuple[int, int]], text: str):
        places = [place for start, end in ranges for place in range(start, end)]
        self._page = _Letters((place, page[place]) for place in places)
        self._text = _Letters(enumerate(text))
        self._text_end = len(text)
        self._order = {place: number for number, place in enumerate(places)}

    def in_text(self, place: int) -> int:
        """The place in the text of a place in the page that lies in the ranges."""
        number = self._page.number_at(self._order.get(place, 0), self._order)
        found = _counterpart(self._page.letters, self._text.letters, number)
        return self._text.places[found] if found < len(self._text.places) else self._text_end

    def in_page(self, place: int) -> int | None:
        """The place in the page of a place in the text; None if only its end is left."""
        number = bisect_left(self._text.places, place)
        found = _counterpart(self._text.letters, self._page.letters, number)
        return self._page.places[found] if found < len(self._page.places) else None


class _Letters:
    """Everything but spaces, with the place of each letter."""

    def __init__(self, characters: Iterable[tuple[int, str]]):
        kept = [(place, char) for place, char in characters if not char.isspace()]
        self.places = [place for place, _char in kept]
        self.letters = "".join(char for _place, char in kept)

    def number_at(self, order: int, orders: dict[int, int]) -> int:
        return bisect_left(self.places, order, key=lambda place: orders[place])


def _counterpart(letters: str, others: str, number: int) -> int:
    """Which letter of ``others`` corresponds to letter ``number`` of ``letters``."""
    if not letters or not others:
        return 0
    # Headings stand before a text and are not part of it: from the end the two agree longest.
    expected = max(0, len(others) - (len(letters) - number))
    for length in _CONTEXTS:
        after, before = letters[number : number + length], letters[max(0, number - length) : number]
        candidates = [*_places(others, after)] if len(after) == length else []
        candidates = candidates or (
            [place + length for place in _places(others, before)] if len(before) == length else []
        )
        if candidates:
            return min(candidates, key=lambda place: abs(place - expected))
    return (
        0 if number == 0 else len(others) if number >= len(letters) else min(expected, len(others))
    )


def _places(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)
