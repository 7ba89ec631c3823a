"""Keys by which a phrase is recognised in other forms: 애가 안 생겨서요 is 아이가 안 생기는."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from programs.search.endings import stems
from programs.search.korean import PARTICLE, stripped
from programs.search.text import jamo

_SHORTEST = 4
_MOST_KEYS = 300
_MOST_FORMS = 8
# Said in between, and left out as easily.
_FILLERS = frozenset(
    "잘 좀 너무 많이 자꾸 계속 아직 아직도 도무지 영 통 전혀 정말 진짜 매우 아주 더 또 이제 막 다 꼭 하나도 별로 거의 도저히 자주".split()
)
_NOT, _CANNOT = jamo("않"), jamo("못하")


def phrase_keys(words: Sequence[str], same: Mapping[str, str] | None = None) -> set[str]:
    """Keys of a phrase's words. Two phrases that share one say the same.

    ``same``: words by the one that stands for all of their meaning (애기 → 아이).
    """
    said = [word for word in words if word not in _FILLERS]
    if not said or len(said) == 1 < len(words):
        return set()
    words = _plainly_negated(said)
    *middle, last = words
    choices = [_inside(word, same or {}) for word in middle]
    while len(choices) and _number(choices) > _MOST_KEYS:
        widest = max(range(len(choices)), key=lambda at: len(choices[at]))
        choices[widest] = choices[widest][: len(choices[widest]) // 2]
    before = {"".join(each) for each in product(*choices)}
    return {
        key
        for each in before
        for end in _at_the_end(last, same or {})
        if len(key := each + end) >= _SHORTEST
    }


def _plainly_negated(words: list[str]) -> list[str]:
    """생기지 않아요 as 안 생기지, 듣지 못해요 as 못 듣지."""
    for at in range(len(words) - 1, 0, -1):
        before = words[at - 1]
        if before[-1] in "지질" and len(before) > 1:
            ends = stems(words[at])
            if _NOT in ends:
                return [*words[: at - 1], "안", before, *words[at + 1 :]]
            if _CANNOT in ends:
                return [*words[: at - 1], "못", before, *words[at + 1 :]]
    return words


def _inside(word: str, same: Mapping[str, str]) -> list[str]:
    """Forms of a word inside a phrase, the likeliest first: without its particle, by its stem."""
    bare = PARTICLE.sub("", word) or word if len(word) > 1 else word
    forms = [same.get(bare, bare), bare, word]
    letters = [jamo(form) for form in forms] + sorted(stems(word), key=len)
    return list(dict.fromkeys(letters))[:_MOST_FORMS]


def _at_the_end(word: str, same: Mapping[str, str]) -> set[str]:
    nouns = stripped(word)
    return (
        {jamo(same.get(noun, noun)) for noun in nouns}
        | {jamo(noun) for noun in nouns}
        | stems(word)
    )


def _number(choices: list[list[str]]) -> int:
    number = 1
    for each in choices:
        number *= len(each)
    return number
