"""How well a program answers a query: where its words stand, and how they are written there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from programs.search.index import FIELDS
from programs.search.korean import PARTICLES
from programs.search.query import Part, Query, Reading
from programs.search.text import HANGUL, initials

# The field decides first: name > terms > summary > body > headlines.
FIELD_WORTH = dict(zip(FIELDS, (1.0, 0.72, 0.6, 0.42, 0.25), strict=True))
_WORTHS = tuple(FIELD_WORTH.values())
_AGAIN = 0.04  # for each further field with the word
_MID_WORD = 0.75
_APART = 0.85
_INNER = 0.9
_TIGHT = 0.12
_INITIAL_FIELDS = (0, 1, 2)


@dataclass
class Match:
    """``value``: 0 to about 1.2. ``covered``: the share of the query that is there, wherever it stands.

    ``why``: (typed, found) where the words differ.
    """

    value: float
    covered: float
    why: list[tuple[str, str]] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)


class Answer:
    """One program's texts, asked by parts of a query."""

    def __init__(self, texts: list[str]):
        self.texts = texts
        self.spaced = [f" {text} " for text in texts]
        # Whatever is not here is nowhere.
        self.whole = "".join(texts).replace(" ", "")
        self._found: dict[tuple[str, ...], float] = {}

    def match(self, query: Query) -> Match:
        total = sum(part.weight for part in query.parts) or 1.0
        value, covered, why = 0.0, 0.0, []
        for part in query.parts:
            worth, reading = self.part(part)
            value += part.weight * worth
            covered += part.weight * self.covers(part)
            is_other = reading and not reading.is_own and not reading.is_initials
            if worth and is_other and not part.is_outdated:
                why.append((part.text, " ".join(reading.words)))
        return Match(value / total + _TIGHT * self._tightness(query), covered / total, why)

    def covers(self, part: Part) -> bool:
        """The part is there, wherever: as a whole, or in all its pieces."""
        return (
            any(map(self.reading, part.readings))
            or bool(part.inner)
            and all(self.covers(each) for each in part.inner if not each.is_weak)
        )

    def part(self, part: Part) -> tuple[float, Reading | None]:
        """(worth, the reading behind it if one alone gave it)."""
        best, by = 0.0, None
        for reading in part.readings:
            worth = reading.worth * self.reading(reading)
            if worth > best:
                best, by = worth, reading
        if part.inner:
            total = sum(each.weight for each in part.inner) or 1.0
            inner = _INNER * sum(each.weight * self.part(each)[0] for each in part.inner) / total
            if inner > best:
                return inner, None
        return best, by

    def reading(self, reading: Reading) -> float:
        if reading.is_initials:
            return self._initials(reading.words[0])
        known = self._found.get(reading.words)
        if known is None:
            known = self._found[reading.words] = self._words(reading.words)
        return known

    def _words(self, words: tuple[str, ...]) -> float:
        if len(words) == 1:
            return self._word(words[0])
        together = self._word("".join(words)) if HANGUL.search(words[0]) else 0.0
        if together >= _WORTHS[0]:
            return together
        each = [self._word(word) for word in words]
        return max(together, _APART * sum(each) / len(each)) if all(each) else together

    def _word(self, word: str) -> float:
        if word not in self.whole:
            return 0.0
        found = [
            worth * form
            for worth, text, spaced in zip(_WORTHS, self.texts, self.spaced, strict=True)
            if text and (form := _written(word, text, spaced))
        ]
        return max(found) + _AGAIN * (len(found) - 1) if found else 0.0

    def _initials(self, letters: str) -> float:
        return max(_WORTHS[at] * _begins(letters, self.texts[at]) for at in _INITIAL_FIELDS)

    def _tightness(self, query: Query) -> float:
        """How much of the name is what was asked for."""
        name = self.texts[0].replace(" ", "")
        words = {
            word
            for part in query.parts
            for reading in part.leaves()
            for word in reading.words
            if word in name
        }
        return min(1.0, sum(map(len, _widest(words))) / max(6, len(name)))


def _widest(words: Iterable[str]) -> list[str]:
    """Without those that are part of another."""
    words = sorted(words, key=len, reverse=True)
    return [word for i, word in enumerate(words) if not any(word in other for other in words[:i])]


def _written(word: str, text: str, spaced: str) -> float:
    """1 at the start of a written word, less in the middle of one; 0 if it is not there."""
    if not HANGUL.search(word):
        return _latin(word, spaced)
    if len(word) == 1:
        return 1.0 if _syllable(word).search(spaced) else 0.0
    if word in text:
        return 1.0 if f" {word}" in spaced else _MID_WORD
    if len(word) > 2 and word[0] in text and _across(word).search(spaced):
        return 1.0
    return 0.0


def _latin(word: str, spaced: str) -> float:
    if f" {word} " in spaced:
        return 1.0
    return float(bool(word in spaced and _foreign(word).search(spaced)))


@lru_cache(maxsize=2_000)
def _foreign(word: str) -> re.Pattern[str]:
    """Whole, or from four letters on as a beginning; Hangul may follow: AI기반."""
    end = r"(?![a-z0-9])" if len(word) < 4 else ""
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}{end}")


@lru_cache(maxsize=500)
def _syllable(word: str) -> re.Pattern[str]:
    particles = "|".join(sorted(PARTICLES, key=len, reverse=True))
    return re.compile(f" {word}(?:{particles})? ")


@lru_cache(maxsize=5_000)
def _across(word: str) -> re.Pattern[str]:
    """The word written with spaces in it, from the start of a written word on."""
    return re.compile(" " + " ?".join(map(re.escape, word)))


def _begins(letters: str, text: str) -> float:
    """1 if the initials of some words of the text begin with the letters, less if the middle of a word has them."""
    consonants = initials(text)
    if letters not in consonants:
        return 0.0
    at, words = 0, text.split()
    for word in words:
        if consonants.startswith(letters, at):
            return 1.0
        at += len(word)
    return _MID_WORD if any(letters in initials(word) for word in words) else 0.0
