"""What names, labels and sentences are made of: nouns, weighed by how much each one tells apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from news.reading.korean import tokens

_NOUNS = frozenset(("NNG", "NNP", "SL", "XR"))
_SPACE = re.compile(r"[\s·ㆍ・‧-]+")


@lru_cache(maxsize=16384)
def nouns(text: str) -> tuple[str, ...]:
    """Each noun once, in order. A single syllable counts with the noun that it stands before (광 + 융합)."""
    found: dict[str, None] = {}
    prefix = ""
    end = -1
    for token in tokens(text):
        is_noun = token.tag in _NOUNS
        word = (prefix if token.start == end else "") + token.form
        prefix, end = (
            (token.form, token.start + token.len) if is_noun and len(token.form) == 1 else ("", -1)
        )
        if is_noun and len(token.form) > 1:
            found[word.lower()] = None
    return tuple(found)


def folded(text: str) -> str:
    """As compared: without the spaces and middle dots that papers set as they like."""
    return _SPACE.sub("", text).lower()


class Weights:
    """How much a word tells: 1 for a word of one text only, towards 0 for a word of all."""

    def __init__(self, texts: Iterable[Iterable[str]]):
        self._counts: Counter[str] = Counter()
        self._total = 0
        for words in texts:
            self._counts.update(set(words))
            self._total += 1

    def of(self, word: str) -> float:
        if self._total <= 1:
            return 1.0
        rarity = math.log((self._total + 1) / max(1, self._counts[word])) / math.log(
            self._total + 1
        )
        return max(0.05, rarity)

    def sum(self, words: Iterable[str]) -> float:
        return sum(self.of(word) for word in words)

    def share(self, found: Iterable[str], words: Iterable[str]) -> float:
        """How much of ``words`` was found, from 0 to 1."""
        whole = self.sum(words)
        return self.sum(found) / whole if whole else 0.0


def standing_in(words: Iterable[str], place: str) -> list[str]:
    """The words that stand in ``place``, which is folded."""
    return [word for word in words if word in place]
