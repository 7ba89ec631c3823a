"""Counts, money, percentages, measures, durations and ages: [약·최대·월] number [여] counter [이상·가량]."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from news.reading.figures.counters import Counter, counted_before, is_decade, read_counter
from news.reading.figures.figure import Bound, Figure
from news.reading.figures.korean import alternatives, ends_word
from news.reading.figures.numbers import (
    Number,
    read_digits,
    read_native,
    read_sino,
    read_unknown,
)
from news.reading.figures.units import PER_WORDS, kind_of

_BOUND_BEFORE: dict[str, Bound] = {
    "최대": "at_most",
    "최고": "at_most",
    "최장": "at_most",
    "최소": "at_least",
    "적어도": "at_least",
    "최저": "at_least",
}
_APPROXIMATE_BEFORE = ("약", "대략", "어림잡아", "줄잡아")
_PER = alternatives(PER_WORDS)
_PREFIX_WORD = f"(?:{alternatives([*_BOUND_BEFORE, *_APPROXIMATE_BEFORE])}|{_PER}|만)"
_PREFIX = re.compile(rf"(?<![가-힣0-9A-Za-z])(?:{_PREFIX_WORD} ?){{1,4}}$")
_PREFIX_PART = re.compile(rf"({_PREFIX_WORD}) ?")
_LONGEST_PREFIX = 24

_BOUND_AFTER: dict[str, Bound] = {
    "이상": "at_least",
    "이하": "at_most",
    "이내": "at_most",
    "미만": "less_than",
    "초과": "more_than",
    "까지": "at_most",
    "넘": "more_than",
    "돌파": "more_than",
    "웃": "more_than",
    "밑": "less_than",
    "내": "at_most",
}
_SUFFIX = re.compile(
    r"(?:[을를이가] ?(?=넘[는게은어었겼긴겨]|돌파|웃도는|밑도는|초과))? ?"
    r"(?:(?P<approximate>가량|정도(?!영)|남짓|안팎|쯤|내외(?![국빈부])|가까이|에 가까운|(?<=[원러%])대(?![가-힣])"
    r"|(?<=[원러%])대(?=[의로]))"
    r"|(?P<bound>이상(?! ?(?:기후|민|한|징후|고온|적|향|화|반응))|이하|이내|미만|초과|까지|넘(?:[는게은]|어선|어섰|어|었|겼|긴|겨)|돌파"
    r"|웃도는|밑도는|(?<=[년월일주간])내(?=에|[^가-힣]|$)))"
)
_YEO = re.compile(r" ?여 ?")
_RANGE_DASH = re.compile(r" ?(?:[~–—-]|내지) ?")
_RANGE_WORD = re.compile(r" ?(?:[~–—-]|부터|에서) ?")
_SPAN = re.compile(r"간(?![가-힣])|간(?=[의은이을에])| ?동안")
_CALENDAR_YEAR = re.compile(r"(?:1[3-9]|2[01])[0-9]{2} ?년")
_MONTH_BEFORE = re.compile(r"[0-9]월 ?$")
_MINUS = re.compile(r"(?:영하 ?|(?<![0-9A-Za-z가-힣%])[-−])$")
_MONEY_BEFORE = re.compile(r"(?:국비|시비|도비|군비|구비|사업비|예산|매출|기금|교부세) ?(?:약 ?)?$")
_MONEY_AFTER = re.compile(" ?(?:규모|투입|확보|상당|들여|투자|지원|증액|편성|예산)")
# Without a space only these: 세대, 한편, 한번, 두부 and the like are other words.
_ATTACHED_NATIVE = frozenset(
    {"명", "곳", "개", "가지", "차례", "쌍", "가구", "달", "개월", "시간", "사람", "배", "군데"}
)
# "3세대가 한집에 산다": so few are generations, not households.
_GENERATIONS = 5
_NIGHTS = re.compile(r"([0-9]{1,2})박 ?([0-9]{1,2})일(간)?")
_NATIVE_DAYS = {
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "열흘": 10,
    "보름": 15,
}
_NATIVE_DAY = re.compile(f"({'|'.join(_NATIVE_DAYS)})(간)?")
_ONE_DAY = re.compile(r"하루(간|(?= 동안))")
_IDIOM = re.compile(
    r"한 ?(?:번에|번쯤|가지로|건도|명도|곳도|개인|달음|시적|해 동안 )|두 ?(?:말)|세 ?(?:대 ?간|부)|네 ?(?:티|팀)"
)


@dataclass(frozen=True, slots=True)
class Prefix:
    """The words before a number: where they start and what they say."""

    start: int
    is_approximate: bool = False
    bound: Bound = ""
    per: str = ""


def read_prefix(text: str, pos: int, floor: int) -> Prefix:
    match = _PREFIX.search(text, max(floor, pos - _LONGEST_PREFIX), pos)
    if match is None:
        return Prefix(pos)
    words = _PREFIX_PART.findall(match[0])
    return Prefix(
        match.start(),
        is_approximate=any(word in _APPROXIMATE_BEFORE for word in words),
        bound=next((_BOUND_BEFORE[word] for word in words if word in _BOUND_BEFORE), ""),
        per=next((PER_WORDS[word] for word in words if word in PER_WORDS), ""),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    number: Number
    counter: Counter
    has_yeo: bool = False

    @property
    def end(self) -> int:
        return self.counter.end


def _read_counted(text: str, number: Number | None) -> _Counted | None:
    """The counter behind a number, with 여 between them or not."""
    if number is None:
        return None
    if counter := read_counter(text, number.end, has_magnitude=number.has_magnitude):
        return _Counted(number, counter)
    if (yeo := _YEO.match(text, number.end)) and (
        counter := read_counter(text, yeo.end(), has_magnitude=number.has_magnitude)
    ):
        return _Counted(number, counter, has_yeo=True)
    return None


def read_quantity(text: str, pos: int, floor: int) -> Figure | None:
    """A quantity whose number begins with a digit at ``pos``."""
    number = read_digits(text, pos)
    if number is None:
        return None
    found = _read_shared_range(text, number) or _read_counted(text, number)
    if found is None:
        return _bare_number(text, pos, number, floor)
    return _figure(text, pos, _with_second_end(text, found), floor)


def _read_shared_range(text: str, first: Number) -> _Counted | None:
    """ "2~3곳", "2000만~1억원", "20~30만원": one counter, behind the second number."""
    dash = _RANGE_DASH.match(text, first.end)
    if dash is None:
        return None
    last = _read_counted(text, read_digits(text, dash.end()))
    return last and _joined(first, last)


def _joined(first: Number, last: _Counted) -> _Counted | None:
    low, high = first.value, last.number.value
    if not first.has_magnitude and last.number.lead is not None and low < last.number.lead:
        low = low * last.number.scale
    if low >= high:
        return None
    return replace(last, number=replace(last.number, value=low, value_max=high))


def _with_second_end(text: str, found: _Counted) -> _Counted:
    """ "100kW~1,000kW", "20만원에서 30만원까지": a counter behind each number. Without 까지, 에서 tells a change."""
    joint = _RANGE_WORD.match(text, found.end)
    if joint is None or found.number.value is None or found.number.value_max is not None:
        return found
    last = _read_counted(text, read_digits(text, joint.end()))
    if last is None or last.counter.unit != found.counter.unit:
        return found
    if joint[0].strip() in ("부터", "에서"):
        if not text.startswith("까지", last.end):
            return found
        last = replace(last, counter=replace(last.counter, end=last.end + len("까지")))
    if last.number.value <= found.number.value:
        return found
    return replace(
        last, number=replace(last.number, value=found.number.value, value_max=last.number.value)
    )


def _figure(text: str, pos: int, found: _Counted, floor: int) -> Figure | None:
    number, prefix = found.number, read_prefix(text, pos, floor)
    unit, start = counted_before(text, prefix.start, found.counter)
    if (
        found.counter.printed == "세대"
        and number.value is not None
        and number.value <= _GENERATIONS
    ):
        return None
    if unit == "day" and _MONTH_BEFORE.search(text, max(floor, pos - 4), pos):
        return None  # 2월 30일: no such day, and no length either
    if unit == "year" and _CALENDAR_YEAR.match(text, pos):
        return None  # a year of the calendar whose date did not read
    is_approximate, bound, end = _read_suffix(text, _span_end(text, unit, found.end))
    figure = Figure(
        kind=kind_of(unit),
        start=max(start, floor),
        end=end,
        value=number.value,
        value_max=number.value_max,
        unit=unit,
        counter=found.counter.printed,
        is_approximate=number.is_approximate
        or found.has_yeo
        or prefix.is_approximate
        or is_approximate,
        bound=bound or prefix.bound,
        per=prefix.per,
    )
    return _signed(text, _decade(text, figure, found.counter))


def _span_end(text: str, unit: str, end: int) -> int:
    """ "3년간", "3개월 동안": the word for a length belongs to it."""
    span = _SPAN.match(text, end) if kind_of(unit) == "duration" else None
    return span.end() if span else end


def _signed(text: str, figure: Figure) -> Figure:
    """영하 5℃, -3.2%. Elsewhere a dash before a number is a bullet."""
    if figure.unit not in ("celsius", "percent") or figure.value is None:
        return figure
    sign = _MINUS.search(text, max(0, figure.start - 4), figure.start)
    return figure if sign is None else replace(figure, start=sign.start(), value=-figure.value)


_MACHINE = re.compile(
    r"(?:차|버스|택시|카메라|기|장비|컴퓨터|전거|트럭|드론|로봇|컨테이너)[은는이가를을의]? ?(?:약 ?|모두 ?|총 ?)?$"
)


def _decade(text: str, figure: Figure, counter: Counter) -> Figure:
    value = figure.value
    if counter.printed != "대" or value is None or value % 10 or not 10 <= value <= 90:
        return figure
    last = figure.value_max
    # 30~40대 on its own are people; machines would be named, or counted less roundly.
    is_span = (
        last is not None
        and last % 10 == 0
        and last <= 90
        and not _MACHINE.search(text[: figure.start][-12:])
    )
    if not is_span and not is_decade(text, counter.end - 1):
        return figure
    return replace(figure, kind="age", unit="age", value_max=(last or value) + Decimal(9))


def _read_suffix(text: str, pos: int) -> tuple[bool, Bound, int]:
    """Approximate?, bound, and where the expression ends."""
    is_approximate, bound = False, ""
    for _ in range(3):
        match = _SUFFIX.match(text, pos)
        if match is None:
            break
        is_approximate = is_approximate or match["approximate"] is not None
        bound = bound or _bound_after(match["bound"])
        pos = match.end()
    return is_approximate, bound, pos


def _bound_after(word: str | None) -> Bound:
    return _BOUND_AFTER.get(word, _BOUND_AFTER.get(word[0], "")) if word else ""


def _bare_number(text: str, pos: int, number: Number, floor: int) -> Figure | None:
    """A number without a counter says something only if it is large: "국비 50억 확보", "관람객 1만1196"."""
    printed = text[pos : number.end]
    if not number.has_magnitude and "," not in printed:
        return None
    prefix = read_prefix(text, pos, floor)
    is_money = number.scale >= 10**8 and (
        _MONEY_BEFORE.search(text, max(0, prefix.start - 12), prefix.start)
        or _MONEY_AFTER.match(text, number.end)
    )
    is_approximate, bound, end = _read_suffix(text, number.end)
    return Figure(
        kind="money" if is_money else "number",
        start=prefix.start,
        end=end,
        value=number.value,
        unit="KRW" if is_money else "",
        is_approximate=number.is_approximate or prefix.is_approximate or is_approximate,
        bound=bound or prefix.bound,
        per=prefix.per,
    )


def read_word_quantity(text: str, pos: int, floor: int) -> Figure | None:
    """ "두 명", "열두 곳", "십여 명", "천만 원", "수십 명", "이틀간", at the beginning of a word."""
    if nights := _read_days(text, pos):
        return nights
    if _IDIOM.match(text, pos):
        return None
    for read in (read_unknown, read_sino, read_native):
        found = _read_counted(text, read(text, pos))
        if found and _is_clear(text, found, read):
            return _figure(text, pos, found, floor)
    return None


def _is_clear(text: str, found: _Counted, read) -> bool:
    """Words without a space between are often other words: 세대, 만점, 천년, 한번, 백일, 이회."""
    if found.has_yeo or text[found.number.end] == " ":
        return found.counter.unit != "company" or found.counter.printed != "사"
    if read is read_native:
        return found.counter.printed in _ATTACHED_NATIVE
    return read is read_unknown or found.counter.printed in ("원", "명", "달러")


def _read_days(text: str, pos: int) -> Figure | None:
    match = _NATIVE_DAY.match(text, pos) or _ONE_DAY.match(text, pos)
    if match is None or not ends_word(text, match.end(), spaced=False):
        return None
    days = _NATIVE_DAYS.get(match[1], 1)
    return Figure(
        kind="duration",
        start=pos,
        end=match.end(),
        value=Decimal(days),
        unit="day",
        counter=match[0].removesuffix("간"),
    )


def read_nights(text: str, pos: int, _floor: int) -> Figure | None:
    """6박 7일: seven days."""
    match = _NIGHTS.match(text, pos)
    return match and Figure(
        kind="duration",
        start=pos,
        end=match.end(),
        value=Decimal(match[2]),
        unit="day",
        counter="일",
    )
