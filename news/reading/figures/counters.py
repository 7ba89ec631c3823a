"""The counter behind a number, and what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from news.reading.figures.korean import alternatives, ends_word, word_and_stem
from news.reading.figures.units import (
    CASE_NOUNS,
    COUNTER_LENGTHS,
    COUNTERS,
    GREAT_NOUNS,
    NOUN_LENGTHS,
    NOUNS,
    PLACE_NOUNS,
    UNITS,
)


@dataclass(frozen=True, slots=True)
class Counter:
    printed: str
    unit: str
    end: int


_NEXT_WORDS = re.compile(r"(?:의(?= ))? ?([가-힣·]{1,14})(?: ([가-힣·]{1,12}))?")
_CASE_AFTER = re.compile(rf"의? ?(?:[가-힣]{{1,8}} ){{0,3}}?({alternatives(CASE_NOUNS)})")
_CASE_BEFORE = re.compile(rf"({alternatives(CASE_NOUNS)})(?:\(MOU\))?[을를은는이가]? ?$")
_PLACE_BEFORE = re.compile(rf"({alternatives(PLACE_NOUNS)}) ?$")
_GREAT_NOUN = re.compile(rf" ?(?:{GREAT_NOUNS})| [가-힣]{{2,5}} (?:분야|과제|전략|공약)")
_DECADE = re.compile(
    r"대 ?(?=남성|여성|청년|남녀|초반|중반|후반|직장인|주민|어르신|부부|이상|이하|[남여] |의 나이|들)"
)
# 3번 출구, 2번 국도, 1일차: a label, not a number of times. 1인 가구 is a kind of household.
_NOT_COUNTER = re.compile(
    r"번(?:으로|에|을|를)? ?(?:연결|전화|문의|신고)|면>|번 ?(?:출구|국도|버스|홈|방|후보|마을|지방도|길)|번지|번길|번째|회차|회의|회관|일차|년차|주년|년 ?차|차 ?산업"
    r"|인 ?(?:가구|세대|기업|미디어|시위|승)|사이|개인|대학|대로(?! ?(?:늘|줄|증|확대|바꾸|바뀌))|대상|대응|세대[간별]|점차|명절|부터"
    r"|호(?:선|기|실|점)|분의|시간대|일장|장애|편의|편안|도시|주택|주말|주요|주민|석상"
)
_HAS_WORD_START = frozenset("".join(counter[0] for counter in COUNTERS))


def read_counter(text: str, pos: int, *, has_magnitude: bool = False) -> Counter | None:
    """The longest counter at ``pos``, at most one space away. A large
    number of 주 is shares, a small one before 호 an address."""
    at = pos + 1 if text[pos : pos + 1] == " " else pos
    if text[at : at + 1] not in _HAS_WORD_START or _NOT_COUNTER.match(text, at):
        return None
    for length in COUNTER_LENGTHS:
        word = text[at : at + length]
        unit = COUNTERS.get(word)
        if unit is None or len(word) < length or unit == ("week" if has_magnitude else "home"):
            continue
        if _is_whole(text, at, word, unit, spaced=at > pos):
            return _counted(text, Counter(word, unit, at + length))
    return None


def _is_whole(text: str, at: int, word: str, unit: str, *, spaced: bool) -> bool:
    after = at + len(word)
    if word[-1].isascii() and word[-1].isalpha():
        return not (text[after : after + 1].isascii() and text[after : after + 1].isalnum())
    if unit == "item" and word == "개":
        return ends_word(text, after, spaced=spaced) or _noun(text, after) is not None
    if unit == "machine" and _GREAT_NOUN.match(text, after):
        return True
    if not word[-1].isalpha():
        return True
    if UNITS[unit].kind == "money" and not spaced and len(word) > 1:
        return True
    return ends_word(text, after, spaced=spaced)


def _counted(text: str, counter: Counter) -> Counter:
    """What 개 and 건 count stands in the words that follow."""
    if counter.printed == "개" and (noun := _noun(text, counter.end)):
        word, end = noun
        return Counter(text[counter.end - 1 : end], NOUNS[word], end)
    if counter.printed == "건" and (case := _CASE_AFTER.match(text, counter.end)):
        return Counter("건", CASE_NOUNS[case[1]], counter.end)
    if counter.printed == "대" and _GREAT_NOUN.match(text, counter.end):
        return Counter("대", "item", counter.end)
    return counter


def _noun(text: str, pos: int) -> tuple[str, int] | None:
    """The known noun that ends the next word or the one after it, and where it ends."""
    match = _NEXT_WORDS.match(text, pos)
    if match is None or (text[pos] not in " 의" and match.start(1) == pos and not _known(match[1])):
        return None
    for group in (1, 2):
        if match[group] and (noun := _known(match[group])):
            return noun, match.start(group) + match[group].rindex(noun) + len(noun)
    return None


def _known(word: str) -> str | None:
    for form in word_and_stem(word):
        for length in NOUN_LENGTHS:
            # 사 and 동 are nouns by themselves only ("84개 사"), never the end of a word.
            if form[-length:] in NOUNS and (length > 1 or len(form) == 1) and len(form) >= length:
                return form[-length:]
    return None


def counted_before(text: str, start: int, counter: Counter) -> tuple[str, int]:
    """Unit by the noun in front ("업무협약 5건", "지역기업 30여곳"), and where the expression then starts."""
    if counter.unit == "case" and (case := _CASE_BEFORE.search(text, max(0, start - 14), start)):
        return CASE_NOUNS[case[1]], case.start()
    if counter.printed == "곳" and (place := _PLACE_BEFORE.search(text, max(0, start - 6), start)):
        return PLACE_NOUNS[place[1]], start
    return counter.unit, start


def is_decade(text: str, pos: int) -> bool:
    """ "20대 청년": people in their twenties."""
    return _DECADE.match(text, pos) is not None
