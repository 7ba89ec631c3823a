"""Morphemes, by Kiwi. Only commands and workers come here: the model takes seconds to load and 240 MB."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from programs.search.text import normal

# Nouns, roots, foreign words: what people search by.
_NOUNS = {"NNG", "NNP", "XR", "SL", "SH"}
_JOINABLE = {*_NOUNS, "XSN", "XPN", "NNB"}
_MOST_PARTS = 4


@cache
def _kiwi():
    from kiwipiepy import Kiwi

    # Half the memory of the default, and the same morphemes for texts like ours.
    return Kiwi(num_workers=1, load_default_dict=False, load_typo_dict=False, load_multi_dict=False)


def nouns(text: str) -> set[str]:
    """Nouns of a normal text, alone and run together as they stand: 난임, 부부, 난임부부."""
    found: set[str] = set()
    run: list = []
    for token in _kiwi().tokenize(text):
        if token.tag not in _JOINABLE or run and run[-1].end != token.start:
            found |= _joined(run)
            run = []
        if token.tag in _JOINABLE:
            run.append(token)
    found |= _joined(run)
    return {word for word in map(normal, found) if 2 <= len(word) <= 30}


def _joined(run: list) -> set[str]:
    """Each noun of a run of morphemes without space between, and what neighbours make together."""
    found = {token.form for token in run if token.tag in _NOUNS}
    for first in range(len(run)):
        for last in range(first + 1, min(len(run), first + _MOST_PARTS)):
            parts = run[first : last + 1]
            if all(a.end == b.start for a, b in pairwise(parts)):
                found.add("".join(token.form for token in parts))
    return found
