"""Where a Korean word ends: the particles that may follow a counter, and the words around a value."""

from __future__ import annotations

import re
from collections.abc import Iterable

PARTICLE = (
    "(?:에게서|에게|에서|에는|에도|에|으로서|으로|로|부터|까지|보다|처럼|만큼|마다|조차|마저|밖에|뿐|씩|당|간|째|꼴"
    "|상당|규모|어치|짜리|내|중|등|분|전|후|말|초|이나|나|이라는|이란|이라|라는|란|라|와|과|의|이|가|은|는|을|를|도|만|들|인|여)"
)
# A counter ends here: no more Hangul, or particles ("17일까지다") and then no more Hangul.
TAIL = rf"(?:{PARTICLE}{{0,3}}다?(?![가-힣]))"
_COPULA = r"(?:이[고며자던었지다라면]|였[다으던지고]|다(?![가-힣])|뿐이[다었라고며]|인데|입니|임을)"
_MODIFIER = r"(?:가량|정도|남짓|안팎|내외|쯤|이상|이하|이내|미만|초과|돌파|권(?![가-힣])|대(?![가-힣])|대의|대로)"

_ATTACHED_END = re.compile(rf"{TAIL}|{_COPULA}|{_MODIFIER}|넘|여 ")
_TRUE_PARTICLE = "(?:에게|에서|에는|에도|에|으로|로|부터|까지|보다|마다|씩|간|째|등|이나|와|과|의|이|가|은|는|을|를|도|만)"
_SPACED_END = re.compile(rf"{_TRUE_PARTICLE}{{0,2}}(?![가-힣])|{_COPULA}|{_MODIFIER}|넘")
_STRIP = re.compile(rf"{PARTICLE}{{1,3}}$")


def ends_word(text: str, pos: int, *, spaced: bool) -> bool:
    """Can a counter end at ``pos``? A counter set apart ("19 회의") must be followed by clear particles only."""
    return (_SPACED_END if spaced else _ATTACHED_END).match(text, pos) is not None


def word_and_stem(word: str) -> tuple[str, str]:
    """A word, and what is left without its particles: 기관장이 → 기관장."""
    return word, _STRIP.sub("", word)


def alternatives(words: Iterable[str]) -> str:
    """A pattern of literal words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def starts_word(text: str, pos: int) -> bool:
    return pos == 0 or not (
        "가" <= text[pos - 1] <= "힣" or text[pos - 1].isascii() and text[pos - 1].isalnum()
    )
