"""The number part of an expression: 1만1196, 3천180만, 2,141억, 두세, 열두, 수십, 삼백.

Every pattern here has bounded repeats, so that reading a number costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SMALL = {"십": 10, "백": 100, "천": 1000}
LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
MAGNITUDE = {**SMALL, **LARGE}

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,15}(?![0-9]))"
_COEFFICIENT = re.compile(_DIGITS + r"(?:\.[0-9]{1,6}(?![0-9]|\.[0-9]))?")
# What may not follow the syllable for it to be a magnitude: 3만큼, 8조 위반, 5백화점.
_SMALL_AFTER = re.compile(r"십(?![자이])|백(?![신화제색])|천(?![연안장체문재막])")
_CURRENCY = r"(?:원|달러|불|유로|엔|위안|파운드|[가-힣]{2,4} ?달러|USD|규모)"
_LARGE_AFTER = re.compile(
    r"만(?![큼남족기나료])|억(?![제울새])"
    rf"|조(?= ?여? ?{_CURRENCY}| ?[0-9][0-9,.]{{0,9}} ?(?:[천백십]?[억만]|{_CURRENCY}))"
)
_SPACED_LARGE = re.compile(
    r" (?=[천백십]?(?:만|억|조)(?: ?여)? ?(?:[명개곳건원달부장유엔위]|[0-9]))"
)
# 3천 180만, 1만 1,196; but not the year or the month of what comes next.
_SPACED_NEXT = re.compile(r" (?=[0-9])(?!(?:(?:1[3-9]|2[01])[0-9]{2} ?년|1?[0-9] ?월))")
_INNER_YEO = re.compile(r"여 ?(?=(?:[만억]|조 ?원))")


@dataclass(frozen=True, slots=True)
class Number:
    """``value`` None: "수십", "수백만": many, but nobody said how many.

    ``lead`` and ``scale``: 3 and 10,000 of "3만", so that "2~3만" can be read as 2만~3만.
    """

    value: Decimal | None
    end: int
    value_max: Decimal | None = None
    is_approximate: bool = False
    lead: Decimal | None = None
    scale: int = 1

    @property
    def has_magnitude(self) -> bool:
        return self.scale > 1


def plain(value: Decimal) -> Decimal:
    """Without an exponent or trailing zeros: 1.50 → 1.5, 1E+8 → 100000000."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


def read_digits(text: str, pos: int) -> Number | None:
    """A number that begins with a digit, with as many 천/만/억 parts as belong to it."""
    match = _COEFFICIENT.match(text, pos)
    return None if match is None else _Sum(text, match).number()


class _Sum:
    """Adds up the parts of one number: each must be smaller than the magnitude before it."""

    def __init__(self, text: str, match: re.Match[str]):
        self.text = text
        self.total = self.section = Decimal(0)
        self.room = Decimal(10**16)  # what the next part must stay below
        self.large_room = 10**16
        self.is_approximate = False
        self.parts = 0
        self.scale = 1
        self.lead = _decimal(match)
        self.end = match.start()
        self._take(match)

    def _take(self, match: re.Match[str] | None) -> None:
        while match is not None:
            coefficient, pos = _decimal(match), match.end()
            small, pos = self._small(pos)
            large, pos = self._large(pos)
            if not self._fits(coefficient, small, large):
                return
            self.section += coefficient * small
            self._close_section(large)
            self.room = Decimal(small if small > 1 and large == 1 else large)
            self.parts += 1
            self.scale = max(self.scale, small * large)
            self.end = pos
            match = self._next(pos) if small * large > 1 else None

    def _fits(self, coefficient: Decimal, small: int, large: int) -> bool:
        return coefficient * small < self.room and (large == 1 or large < self.large_room)

    def _close_section(self, large: int) -> None:
        if large > 1:
            self.total += self.section * large
            self.section = Decimal(0)
            self.large_room = large

    def _small(self, pos: int) -> tuple[int, int]:
        space = _SPACED_LARGE.match(self.text, pos)
        at = space.end() if space else pos
        match = _SMALL_AFTER.match(self.text, at)
        return (SMALL[match[0]], match.end()) if match else (1, pos)

    def _large(self, pos: int) -> tuple[int, int]:
        yeo = _INNER_YEO.match(self.text, pos)
        space = _SPACED_LARGE.match(self.text, pos)
        at = yeo.end() if yeo else space.end() if space else pos
        match = _LARGE_AFTER.match(self.text, at)
        if match is None:
            return 1, pos
        self.is_approximate = self.is_approximate or yeo is not None
        return LARGE[match[0]], match.end()

    def _next(self, pos: int) -> re.Match[str] | None:
        space = _SPACED_NEXT.match(self.text, pos)
        return _COEFFICIENT.match(self.text, space.end() if space else pos)

    def _implied(self) -> int:
        """ "1억5천" is 1억5천만: 천 right behind 억 stands for the next magnitude."""
        is_short = (
            self.section and self.room in SMALL.values() and self.large_room in (10**8, 10**12)
        )
        return self.large_room // 10**4 if is_short else 1

    def number(self) -> Number | None:
        if not self.parts:
            return None
        return Number(
            plain(self.total + self.section * self._implied()),
            self.end,
            is_approximate=self.is_approximate,
            lead=self.lead if self.parts == 1 else None,
            scale=self.scale,
        )


def _decimal(match: re.Match[str]) -> Decimal:
    return Decimal(match[0].replace(",", ""))


# --- numbers in words -------------------------------------------------------------------------

_ONES = {
    "한": 1,
    "두": 2,
    "세": 3,
    "석": 3,
    "네": 4,
    "넉": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
_TENS = {
    "열": 10,
    "스물": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_PAIRS = {
    "한두": (1, 2),
    "두세": (2, 3),
    "두서너": (2, 4),
    "서너": (3, 4),
    "너댓": (4, 5),
    "네댓": (4, 5),
    "너덧": (4, 5),
    "네다섯": (4, 5),
    "대여섯": (5, 6),
    "예닐곱": (6, 7),
    "일고여덟": (7, 8),
}


def _native_words() -> dict[str, tuple[int, int | None]]:
    words: dict[str, tuple[int, int | None]] = {word: (one, None) for word, one in _ONES.items()}
    words |= _PAIRS
    words["스무"] = (20, None)
    for ten, value in _TENS.items():
        words[ten] = (value, None)
        words |= {ten + one: (value + extra, None) for one, extra in _ONES.items()}
    return words


_NATIVE = _native_words()
_NATIVE_LENGTHS = sorted({len(word) for word in _NATIVE}, reverse=True)
_SINO_ONES = {character: value for value, character in enumerate("영일이삼사오육칠팔구")} | {
    "륙": 6
}
_SINO = re.compile(r"[일이삼사오육칠팔구십백천만억]{1,16}(?![일이삼사오육칠팔구십백천만억])")
_SINO_UNKNOWN = re.compile(r"수(?:[십백천]?[만억조]|[십백천]{1,2})(?:[만억조])?")


def read_native(text: str, pos: int) -> Number | None:
    for length in _NATIVE_LENGTHS:
        if found := _NATIVE.get(text[pos : pos + length]):
            low, high = found
            return Number(Decimal(low), pos + length, high and Decimal(high))
    return None


def read_unknown(text: str, pos: int) -> Number | None:
    """수십, 수백만: a figure whose value nobody states."""
    match = _SINO_UNKNOWN.match(text, pos)
    return match and Number(None, match.end(), is_approximate=True, scale=10)


def read_sino(text: str, pos: int) -> Number | None:
    """삼백, 천, 백만, 일억: with at least one magnitude (a lone 이 or 사 is a word far more often)."""
    match = _SINO.match(text, pos)
    if match is None or not set(match[0]) & MAGNITUDE.keys():
        return None
    total = section = digit = 0
    for character in match[0]:
        if character in SMALL:
            section, digit = section + (digit or 1) * SMALL[character], 0
        elif character in LARGE:
            total, section, digit = total + (section + digit or 1) * LARGE[character], 0, 0
        else:
            digit = _SINO_ONES[character]
    return Number(Decimal(total + section + digit), match.end(), scale=10)
