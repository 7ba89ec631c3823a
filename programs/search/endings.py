"""Verbs and adjectives without their endings, by the rules of the grammar and not by a dictionary.

A form has one stem and looks as if it had several: 생긴 is 생기- or 생길-. Forms of one verb share the right one.
Everything is in letters (``jamo``), so that 생겨 and 생기 have letters in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from programs.search.text import VOWELS, compose, jamo


def _by_last_letter(endings: str) -> dict[str, list[str]]:
    found = defaultdict(list)
    for ending in dict.fromkeys(map(jamo, endings.split())):
        found[ending[-1]].append(ending)
    return found


# What the speaker adds behind a whole form: 생겨요, 생기는데도, 생기나요.
_TAILS = tuple(map(jamo, "요 도 만 는 은 을 이 가 들 께 잉 라우 말이에요".split()))
# After the bare stem, whatever it ends in. Some are of 전라도: 는디, 당께, 것소.
_PLAIN = _by_last_letter(
    "다 는 고 고서 고자 고는 지 지를 질 지는 지만 죠 게 게끔 기 기가 기를 기도 기에 기로 길 나 나봐 네 니 냐 냐고 자 자고 자마자 "
    "거나 거든 거들랑 길래 기에는 던 던데 던가 더라 더라고 더니 도록 든지 든가 느라 느라고 는데 는데서 는지 는지라 는가 는군 는구나 "
    "는다 는다고 는다면 는대 는걸 는게 는거 는법 는줄 는지도 다가 다고 다면 다는 대 습니다 습니까 습니다만 잖아 자니 재 세 소 "
    "는디 당께 는당께 제 구만 구먼 그만 응께"
)
# After a vowel, or ㄹ that may be lost: 생긴, 사는 곳 → 살.
_AFTER_VOWEL = _by_last_letter(
    "ㄴ ㄴ데 ㄴ지 ㄴ가 ㄴ다 ㄴ다고 ㄴ다면 ㄴ다는 ㄴ대 ㄴ걸 ㄴ게 ㄴ거 ㄴ디 ㄴ당께 ㄴ줄 ㄹ ㄹ까 ㄹ까봐 ㄹ게 ㄹ걸 ㄹ래 ㄹ지 ㄹ지도 ㄹ수록 ㄹ려고 "
    "ㄹ라고 ㄹ때 ㄹ수 ㄹ데 ㄹ거 ㅁ ㅂ니다 ㅂ니까 ㅂ니다만 ㅂ시다 니까 니까는 니 면 면서 면은 며 러 려 려고 려는 려는데 려면 라고 라면 라서 "
    "ㅇ께 ㅇ게 ㅇ깨"
)
# The same after a consonant: 낳은, 들으면 → 듣.
_AFTER_CONSONANT = _by_last_letter(
    "은 은데 은지 은가 은걸 은게 은거 은디 은줄 을 을까 을까봐 을게 을걸 을래 을지 을지도 을수록 을려고 을라고 을때 을수 을데 을거 음 "
    "으니까 으니 으면 으면서 으면은 으며 으러 으려고 으려는 으려는데 으려면 으라고 으라면 응께 응게"
)
# After the form in 아/어: 생겨서, 먹어도.
_AFTER_SHORT = _by_last_letter(
    "서 서는 서도 서인지 도 야 야지 야만 야하는 야하나 야돼 야겠 주는 주세 준 줄 줘 주나 주시는 보는 보고 본 볼 라 라도 라고"
)
_POLITE = tuple(map(jamo, "으시 시 으세 세 으셔 셔 으셨 셨".split()))
_SHORTENED = {"ㅕ": "ㅣ", "ㅘ": "ㅗ", "ㅝ": "ㅜ", "ㅙ": "ㅚ"}


@lru_cache(maxsize=20_000)
def stems(word: str) -> frozenset[str]:
    """Every stem that a written word may have, in letters: 생겨서요 → ㅅㅐㅇㄱㅣ and less likely ones."""
    found: set[str] = set()
    for form in _untailed(jamo(word)):
        found.update(_of_form(form))
    return frozenset(stem for stem in found if len(stem) > 1 and any(c in VOWELS for c in stem))


def stem_words(word: str) -> set[str]:
    """The stems that are whole syllables, two or more: 다쳤어요 → 다치."""
    written = {compose(stem) for stem in stems(word)}
    return {each for each in written if len(each) > 1 and all("가" <= c <= "힣" for c in each)}


def _untailed(letters: str) -> Iterator[str]:
    yield letters
    for tail in _TAILS:
        if letters.endswith(tail) and len(letters) > len(tail) + 1:
            yield letters[: -len(tail)]


def _of_form(letters: str) -> Iterator[str]:
    """Stems of a form without what may stand behind it."""
    yield from _of_short(letters)
    yield from _tensed(_without(letters, _AFTER_SHORT), _of_short)
    yield from _tensed(_without(letters, _PLAIN), _of_plain)
    for base in _without(letters, _AFTER_VOWEL):
        if base[-1] in VOWELS:
            yield from _of_plain(base)
            yield base + "ㄹ"
        elif base[-1] == "ㄹ":
            yield base
    yield from _tensed(_without(letters, _AFTER_CONSONANT), _after_consonant)


def _without(letters: str, endings: dict[str, list[str]]) -> Iterator[str]:
    """What stands before each ending that fits; ㄹ is lost before ㄴ and ㅅ: 사는 → 살."""
    for ending in endings.get(letters[-1], ()):
        if letters.endswith(ending) and len(letters) > len(ending):
            base = letters[: -len(ending)]
            yield base
            if ending[0] in "ㄴㅅ" and base[-1] in VOWELS:
                yield base + "ㄹ"


def _tensed(bases: Iterable[str], of_base) -> Iterator[str]:
    """Stems of what stands before an ending, through the past and the future: 생겼는데, 생기겠지."""
    for base in bases:
        yield from of_base(base)
        if base.endswith("ㄱㅔㅆ"):
            yield from _of_plain(base[:-3])
        elif base.endswith("ㅆ") and len(base) > 2:
            yield from _of_short(base[:-1])


def _of_plain(base: str) -> Iterator[str]:
    if not base:
        return
    yield base
    if base.endswith("ㅇㅜ") and len(base) > 3:
        yield base[:-2] + "ㅂ"
    for polite in _POLITE:
        if base.endswith(polite) and len(base) > len(polite) + 1:
            rest = base[: -len(polite)]
            yield rest
            if rest[-1] in VOWELS:
                yield rest + "ㄹ"


def _after_consonant(base: str) -> Iterator[str]:
    if base[-1] in VOWELS:
        yield base + "ㅅ"
    else:
        yield base
        if base[-1] == "ㄹ":
            yield base[:-1] + "ㄷ"


def _of_short(form: str) -> Iterator[str]:
    """Stems of a form in 아/어, also of one that ends in the past: 생겨, 먹어, 도와, 몰라, 생겼어."""
    for full in ("ㅇㅏ", "ㅇㅓ", "ㅇㅕ"):
        if form.endswith(full) and len(form) > 3:
            base = form[:-2]
            if base[-1] == "ㅆ":
                yield from _of_plain(base[:-3]) if base.endswith("ㄱㅔㅆ") else _of_short(base[:-1])
            yield from _after_consonant(base)
            yield base
    if len(form) < 2 or form[-1] not in VOWELS:
        return
    yield from _of_plain(form)
    last, rest = form[-1], form[:-1]
    if last in _SHORTENED:
        yield from _of_plain(rest + _SHORTENED[last])
        if rest.endswith("ㅇ") and len(rest) > 2:
            yield rest[:-1] + "ㅂ"
    elif last in "ㅏㅓ":
        yield rest + "ㅡ"
        if rest.endswith("ㄹㄹ"):
            yield rest[:-1] + "ㅡ"
    elif form.endswith("ㅎㅐ"):
        yield rest + "ㅏ"
