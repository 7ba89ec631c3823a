"""A proposal for an article's public address: its date and its headline in Latin letters.

Syllables are spelt letter by letter after the Revised Romanization of Korean (Ministry of Culture notice 2000-8), without
its rules for how neighbouring sounds change: an address only has to be readable, and staff may write a better one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Written as rows, since that is how the tables of the notice read.
_FIRST = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")  # noqa: SIM905
_MIDDLE = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")  # noqa: SIM905
_LAST = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")  # noqa: SIM905
_SYLLABLES = range(0xAC00, 0xD7A4)
LONGEST = 60


def romanized(text: str) -> str:
    """Lower-case words of a–z and 0–9 with hyphens between them; everything else parts words."""
    letters = "".join(_syllable(char) for char in text.lower())
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def _syllable(char: str) -> str:
    if ord(char) not in _SYLLABLES:
        return char
    number = ord(char) - _SYLLABLES.start
    return _FIRST[number // 588] + _MIDDLE[number % 588 // 28] + _LAST[number % 28]


def proposed(headline: str, published_on: str, is_taken: Callable[[str], bool]) -> str:
    """Whole words as far as there is room; a number behind it if the address is taken."""
    day = published_on.lower() if published_on else "undated"
    words, address = romanized(headline).split("-"), day
    for word in words:
        if word and len(address) + 1 + len(word) <= LONGEST:
            address += f"-{word}"
        elif word:
            break
    number, free = 1, address
    while is_taken(free):
        number += 1
        free = f"{address}-{number}"
    return free
