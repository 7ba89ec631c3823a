"""One pass over a text: at each place where a figure may begin, the readers are asked in turn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from news.reading.figures.clock import read_recurrence, read_time
from news.reading.figures.dates import read_date
from news.reading.figures.figure import Figure
from news.reading.figures.korean import starts_word
from news.reading.figures.labels import (
    NOT_FIGURE,
    read_identifier,
    read_ordinal,
    read_phone,
    read_share,
)
from news.reading.figures.numbers import read_digits
from news.reading.figures.quantities import read_nights, read_quantity, read_word_quantity

Reader = Callable[[str, int, int], Figure | None]

# Other widths of the same characters, one for one, so that places stay true.
_SAME_LENGTH = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {
        "，": ",",
        "．": ".",
        "：": ":",
        "％": "%",
        "～": "~",
        "∼": "~",
        "〜": "~",
        "˜": "~",
        "\u00a0": " ",
        "\t": " ",
    }
    | {"\u3000": " ", "\u2009": " ", "ㆍ": "·", "・": "·", "‧": "·", "∙": "·", "（": "("}
    | {"）": ")", "＄": "$", "￦": "₩"}
)
_CURRENCY = {"$": "USD", "₩": "KRW", "€": "EUR", "£": "GBP"}
_CURRENCY_PREFIX = re.compile(r"(?:US ?)?([$₩€£]) ?(?=[0-9])")
_SINO = "일이삼사오육칠팔구십백천만억"
# The lookaheads of words only save asking in vain.
_PLACE = re.compile(
    r"[0-9]+|(?:US ?)?[$₩€£]|https?://|www\.|[A-Za-z][A-Za-z0-9._%+@-]*|코로나|국번"
    r"|지난|오는|다가오는|이번|올|금년|작년|재작년|내년|내후년|이달|다음|내달|연말|연초|오늘|어제|내일"
    r"|매[일주월달년]|격주|해마다|오전|오후|낮 ?[0-9]|밤 ?[0-9]|저녁 ?[0-9]|새벽 ?[0-9]|아침 ?[0-9]|제 ?[0-9]|민선"
    rf"|수[십백천만]|[상하]반기|[{_SINO}]+|[한두세석네넉첫둘셋]|다섯|여섯|일곱|여덟|아홉|열|스[물무]|서른|서너"
    r"|너[댓덧]|대여섯|예닐곱|마흔|쉰|예순|일흔|여든|아흔|하루|사흘|나흘|닷새|보름"
)
_AFTER_DIGIT = frozenset(".,:-/·")


def _read_currency(text: str, pos: int, _floor: int) -> Figure | None:
    """$1,000, ₩5만."""
    sign = _CURRENCY_PREFIX.match(text, pos)
    number = sign and read_digits(text, sign.end())
    if not number:
        return None
    return Figure(
        kind="money",
        start=pos,
        end=number.end,
        value=number.value,
        unit=_CURRENCY[sign[1]],
        counter=sign[1],
    )


_DIGIT_READERS: tuple[Reader, ...] = (
    read_date,
    read_phone,
    read_identifier,
    read_time,
    read_share,
    read_nights,
    read_ordinal,
    read_quantity,
)
_WORD_READERS: tuple[Reader, ...] = (
    read_recurrence,
    read_date,
    read_time,
    read_ordinal,
    read_word_quantity,
)


def find(text: str) -> list[Figure]:
    """Every expression of number, money, count, date or period in ``text``, in order, none overlapping."""
    scan = text.translate(_SAME_LENGTH)
    figures: list[Figure] = []
    pos = floor = 0
    while place := _PLACE.search(scan, pos):
        figure, pos = _read_at(scan, place, floor)
        if figure is not None:
            figures.append(replace(figure, text=text[figure.start : figure.end]))
            floor = pos
    return figures


def _read_at(text: str, place: re.Match[str], floor: int) -> tuple[Figure | None, int]:
    """The figure that begins here, and where to go on."""
    start = place.start()
    if no_figure := NOT_FIGURE.match(text, start):
        if not (text[start].isdigit() and (figure := read_time(text, start, floor))):
            return None, no_figure.end()
        return figure, figure.end
    for read in _readers(text, start, place[0]):
        if figure := read(text, start, floor):
            return figure, figure.end
    return None, _skip(text, place)


def _readers(text: str, start: int, place: str) -> tuple[Reader, ...]:
    character = place[0]
    if place[-1] in _CURRENCY:
        return (_read_currency,)
    if character.isdigit():
        return _DIGIT_READERS if _may_begin_number(text, start) else ()
    if character in "제민국":
        return (read_identifier, read_ordinal, read_phone) if starts_word(text, start) else ()
    return _WORD_READERS if starts_word(text, start) else ()


def _may_begin_number(text: str, start: int) -> bool:
    """Not the rest of a longer number, nor of a name in Latin letters (K-2, A4)."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isascii() and before.isalpha():
        return False
    return (
        not (before in _AFTER_DIGIT and start > 1 and text[start - 2].isdigit()) or before in ",·"
    )


def _skip(text: str, place: re.Match[str]) -> int:
    """Past all of a number that was no figure, past a Latin name (K-2, a mail address); else one character."""
    return place.end() if place[0].isascii() or place[0][0] in _SINO else place.start() + 1


# --- basis dates -------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"(?<=[다요음함임])\.(?:\s|$)|\n")
_REACH = 150


def as_of(text: str, figure: Figure) -> Figure | None:
    """The basis date of a figure in its sentence: "(9월말 기준)" right behind it, or "지난해 말 현재" before it."""
    start, end = _sentence(text, figure)
    bases = [
        replace(found, start=found.start + start, end=found.end + start)
        for found in find(text[start:end])
        if found.is_as_of
    ]
    behind = [basis for basis in bases if figure.end <= basis.start <= figure.end + 2]
    before = [basis for basis in bases if basis.end <= figure.start]
    after = [basis for basis in bases if basis.start >= figure.end]
    return next(iter(behind or before[-1:] or after), None)


def _sentence(text: str, figure: Figure) -> tuple[int, int]:
    start, end = max(0, figure.start - _REACH), min(len(text), figure.end + _REACH)
    for mark in _SENTENCE_END.finditer(text, start, figure.start):
        start = mark.end()
    mark = _SENTENCE_END.search(text, figure.end, end)
    return start, mark.start() if mark else end
