"""Sentences of an article with their places, so that a passage is the article's own text to the letter."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

# A full stop ends a sentence behind a syllable, a bracket or a quotation mark, never behind a digit.
_END = re.compile(r"(?<=[가-힣)\]%])[.!?]+[\"'”’)\]]*(?=\s|/|$)|\n[ \t]*\n\s*|\n")


class Sentence(NamedTuple):
    start: int
    end: int
    text: str

    def holds(self, start: int) -> bool:
        return self.start <= start < self.end


class Sentences:
    """All sentences of ``text``, in order; each starts and ends with a printed character."""

    def __init__(self, text: str):
        self.all = list(_split(text))
        self._starts = [sentence.start for sentence in self.all]

    def index_at(self, place: int) -> int:
        """Of the sentence that holds the character at ``place``, or the one before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    def at(self, place: int) -> Sentence:
        return self.all[self.index_at(place)]


def _split(text: str):
    start = 0
    for mark in [*_END.finditer(text), None]:
        end = mark.end() if mark else len(text)
        piece = text[start:end]
        if stripped := piece.strip():
            first = start + piece.index(stripped[0])
            yield Sentence(first, first + len(stripped), stripped)
        start = end
