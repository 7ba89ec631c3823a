"""One lazily loaded Korean analyser for the whole process.

The lean model (no dictionary of titles, no typing-error dictionary) loads in one to two seconds and takes about
240 MB; a process forked after `analyser()` was called shares it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token


@cache
def analyser() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_multi_dict=False, load_default_dict=False, load_typo_dict=False)


@lru_cache(maxsize=4096)
def analyse(text: str) -> tuple[tuple[Token, ...], float]:
    """Morphemes, and how natural the text is (a log probability: higher is more natural)."""
    tokens, score = analyser().analyze(text)[0]
    return tuple(tokens), score


def tokens(text: str) -> tuple[Token, ...]:
    return analyse(text)[0]


def content_words(text: str) -> list[str]:
    """Nouns, foreign words and numbers with two or more characters: what a text is about."""
    return [
        token.form
        for token in tokens(text)
        if token.tag in ("NNG", "NNP", "SL") and len(token.form) > 1
    ]
