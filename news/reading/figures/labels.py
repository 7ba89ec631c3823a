"""Numbers that name or rank rather than count: 제58회, 두 번째, phones, licences; shares; and what is no figure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from news.reading.figures.figure import Figure
from news.reading.figures.korean import TAIL
from news.reading.figures.numbers import read_native

_PHONE = re.compile(
    r"(?:\+82[- ]?)?(?:\(?0[0-9]{1,2}\)?[-.) ] ?[0-9]{3,4}[-. ][0-9]{4}|1[5-8][0-9]{2}[-.][0-9]{4}"
    r"|[2-9][0-9]{2,3}-[0-9]{4})(?:~[0-9]{1,2})?(?![0-9-]| ?년)"
)
_SHORT_PHONE = re.compile(r"국번 ?없이 ?(1[0-9]{2,3})(?![0-9])")
_IDENTIFIER = re.compile(
    r"제 ?(?:0[0-9]{1,10}|[0-9]{1,10}-[0-9]{1,10})(?:-[0-9]{1,10})? ?호|[0-9]{2,7}-[0-9]{2,7}-[0-9]{2,7}(?:-[0-9]{1,4})?"
    r"|제 ?[0-9]{1,4}[조항](?:의 ?[0-9]{1,2})?(?![가-힣])"
)
_ORDINAL_UNITS = {
    "회": "time",
    "차": "round",
    "기": "term",
    "대": "term",
    "호": "number",
    "번째": "order",
    "주년": "anniversary",
    "회차": "time",
    "일차": "day",
    "년차": "year",
    "년 차": "year",
    "학년": "grade",
    "등급": "grade",
    "급": "grade",
    "단계": "stage",
    "위": "rank",
    "등": "rank",
    "호점": "shop",
}
ORDINAL_COUNTERS = {
    "time": "제{}회",
    "round": "제{}차",
    "term": "제{}기",
    "number": "제{}호",
    "order": "{}번째",
    "anniversary": "{}주년",
    "day": "{}일차",
    "year": "{}년차",
    "grade": "{}등급",
    "stage": "{}단계",
    "rank": "{}위",
    "shop": "{}호점",
}
_NUMBERED = re.compile(
    rf"(?:제|민선) ?([1-9][0-9]{{0,3}}) ?(회|차|기|대|호|주년|단계)(?={TAIL}|[가-힣 ])"
)
_RANKED = re.compile(
    r"(?:([1-9][0-9]{0,3}) ?[~-] ?)?([1-9][0-9]{0,3}) ?(회차|번째|주년|일차|년 ?차|학년(?!도)|등급|급|단계|위|등|호점|차(?= ?(?:모집|공모|접수|추경|추가|회의|신청"
    r"|심사|년도|지급|사업|연도|교육)))"
    rf"(?={TAIL})"
)
_NATIVE_ORDINALS = {"첫": 1, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5}
_NATIVE_ORDINAL = re.compile(rf"(첫) ?번째|(첫째|둘째|셋째|넷째|다섯째)(?! ?주)(?={TAIL})")
_ORDER = re.compile(" ?번째")

_FRACTION = re.compile(r"([1-9][0-9]{0,3}) ?분의 ?([1-9][0-9]{0,3})(?![0-9])")
_RATIO = re.compile(
    rf"([1-9][0-9]{{0,3}}(?:\.[0-9]{{1,2}})?) ?(?:대 ?|:)1(?![0-9.:])(?={TAIL}|[^가-힣])"
)

# 1:1 (one to one) is a manner; 코로나19, 4차 산업, 3밀 and 5·18 are names.
NOT_FIGURE = re.compile(
    r"https?://[^\s가-힣]{1,2000}|www\.[^\s가-힣]{1,500}"
    r"|코로나 ?-?19|(?i:covid)-?19|[0-9]차 ?산업|1 ?(?::|대) ?1(?![0-9])(?! ?[만천억명])|[0-9]{1,4}:[0-9]{1,4}(?::[0-9]{1,4}){0,3}"
    r"|[0-9]{1,2}[·.][0-9]{1,2}(?=(?:절|운동|혁명|전쟁|사태|학살)| ?(?:민주|광복|항쟁|사건|총선|대선|지방선거|기념))"
    r"|[0-9]{1,2}(?:·[0-9]{1,2}){1,6}(?![0-9·]| ?[월일])|[12][0-9]{2}0년대"
    r"|(?<=['’‘])[0-9]{2}년(?= ?(?:1?[0-9]월|도|말|초|[상하]반기|[1-4]분기))"
    r"|1 ?(?:인|명|사람|가구|세대|회|건|팀|곳|개소|개사|사|대|개 ?기업|개 ?업체|개 ?기관|시간)당(?= ?[가-힣]{0,3} ?[0-9])"
    r"|1일(?= ?[0-9]{1,3} ?(?:회|번|시간|식|잔|끼))"
)


def read_phone(text: str, pos: int, _floor: int) -> Figure | None:
    match = _PHONE.match(text, pos) or _SHORT_PHONE.match(text, pos)
    return match and Figure(kind="phone", start=pos, end=match.end())


def read_identifier(text: str, pos: int, _floor: int) -> Figure | None:
    match = _IDENTIFIER.match(text, pos)
    return match and Figure(kind="identifier", start=pos, end=match.end())


def _ordinal(pos: int, end: int, value: int, counter: str) -> Figure:
    return Figure(
        kind="ordinal",
        start=pos,
        end=end,
        value=Decimal(value),
        unit=_ORDINAL_UNITS[counter],
        counter=counter,
    )


def _ranked(pos: int, match: re.Match[str]) -> Figure:
    """ "5등급", "1~5등급"."""
    first, last, counter = match.groups()
    figure = _ordinal(pos, match.end(), int(first or last), counter)
    return replace(figure, value_max=Decimal(last)) if first else figure


def read_ordinal(text: str, pos: int, _floor: int) -> Figure | None:
    if match := _NUMBERED.match(text, pos):
        return _ordinal(pos, match.end(), int(match[1]), match[2])
    if match := _RANKED.match(text, pos):
        return _ranked(pos, match)
    if match := _NATIVE_ORDINAL.match(text, pos):
        return _ordinal(pos, match.end(), _NATIVE_ORDINALS[match[1] or match[2]], "번째")
    number = read_native(text, pos)
    order = number and number.value_max is None and _ORDER.match(text, number.end)
    return _ordinal(pos, order.end(), int(number.value), "번째") if order else None


def read_share(text: str, pos: int, _floor: int) -> Figure | None:
    """3분의 1, and 3.5대 1 (never 1대 1)."""
    if match := _FRACTION.match(text, pos):
        value = Decimal(match[2]) / Decimal(match[1])
        return Figure(kind="fraction", start=pos, end=match.end(), value=value, unit="fraction")
    if match := _RATIO.match(text, pos):
        return Figure(
            kind="ratio", start=pos, end=match.end(), value=Decimal(match[1]), unit="to_one"
        )
    return None
