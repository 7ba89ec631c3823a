"""Words that occur: how often, and which of them were meant by a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from rapidfuzz.distance import OSA

from programs.models import SearchWord
from programs.search.text import HANGUL, keystrokes, near_keys

_MOST_LOOKED_UP = 1_500
_MOST_COMPARED = 200
_MOST_GUESSES = 3
_MOST_WITH_INITIALS = 12
_COUNTS = "SELECT word, programs FROM programs_searchcount WHERE word = ANY(%s) AND programs > 0"
_NEAR = """
    SELECT word, coalesce(count.programs, 0), near.is_vocabulary
    FROM programs_near_words(%s::int[]) AS near
    JOIN programs_searchword AS known USING (word) LEFT JOIN programs_searchcount AS count USING (word)
    WHERE NOT known.is_hidden LIMIT %s
"""


class WordBook:
    """What the index knows of the words of one query; ``total``: of how many programs. A query a round of ``learn``."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._programs: dict[str, int] = {}

    def learn(self, words: Iterable[str]) -> None:
        new = [
            word for word in dict.fromkeys(words) if word not in self._programs and len(word) > 1
        ]
        new = new[:_MOST_LOOKED_UP]
        if new:
            with connection.cursor() as cursor:
                cursor.execute(_COUNTS, [new])
                self._programs |= dict.fromkeys(new, 0) | dict(cursor.fetchall())

    def programs(self, word: str) -> int:
        return self._programs.get(word, 0)

    def is_used(self, word: str) -> bool:
        """Some program has the word."""
        return self.programs(word) > 0


class Spelling:
    def __init__(self, book: WordBook):
        self.book = book

    def guesses(self, word: str, *, most: int = 2) -> list[str]:
        """Known words that differ by ``most`` keystrokes at most, the nearest and most used first."""
        shortest = 2 if HANGUL.search(word) else 5
        if not shortest <= len(word) <= 14:
            return []
        typed = keystrokes(word)
        allowed = min(most, 1 if len(typed) < 8 else 2)
        found = []
        for other, programs, is_vocabulary in self._near(word):
            distance = OSA.distance(typed, keystrokes(other), score_cutoff=allowed)
            if 0 < distance <= allowed and (programs or is_vocabulary):
                found.append(
                    (distance, not programs, abs(len(other) - len(word)), -programs, other)
                )
        nearest = min((row[0] for row in found), default=0)
        return [row[-1] for row in sorted(found) if row[0] == nearest][:_MOST_GUESSES]

    @staticmethod
    def _near(word: str) -> list[tuple[str, int, bool]]:
        """(word, number of programs, is it in the vocabulary) of words that share a key."""
        with connection.cursor() as cursor:
            cursor.execute(_NEAR, [near_keys(word), _MOST_COMPARED])
            return cursor.fetchall()

    @staticmethod
    def by_initials(several: list[str]) -> dict[str, set[str]]:
        """Some words with each of these initial consonants."""
        found: dict[str, set[str]] = {letters: set() for letters in several}
        rows = SearchWord.objects.filter(initials__in=found, is_hidden=False).order_by("word")
        for letters, word in rows.values_list("initials", "word")[:_MOST_LOOKED_UP]:
            if len(found[letters]) < _MOST_WITH_INITIALS:
                found[letters].add(word)
        return found
