"""Dates and periods, exactly as precise as printed: "11월19일부터 27일", "지난 8일", "이달 말까지", "9월말 기준"."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from news.reading.figures.figure import Figure
from news.reading.figures.korean import TAIL, alternatives, starts_word

WEEKDAYS = dict(zip("월화수목금토일", ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
NEAR = {"지난": "past", "오는": "coming", "다가오는": "coming", "이번": "this"}
YEAR_WORDS = {
    "올해": "this_year",
    "금년": "this_year",
    "올": "this_year",
    "지난해": "last_year",
    "지난 해": "last_year",
    "작년": "last_year",
    "내년": "next_year",
    "재작년": "year_before_last",
    "내후년": "year_after_next",
}
MONTH_WORDS = {
    "이달": "this_month",
    "이번 달": "this_month",
    "이번달": "this_month",
    "지난달": "last_month",
    "지난 달": "last_month",
    "다음 달": "next_month",
    "다음달": "next_month",
    "내달": "next_month",
}
DAY_WORDS = {"오늘": "today", "어제": "yesterday", "내일": "tomorrow"}
PARTS = {
    "초": "early",
    "초순": "early",
    "연초": "early",
    "중순": "middle",
    "말": "end",
    "하순": "late",
    "연말": "end",
    "상반기": "first_half",
    "하반기": "second_half",
    "1분기": "q1",
    "2분기": "q2",
    "3분기": "q3",
    "4분기": "q4",
}
# A relation that ties the year (or the month) down; near ones only point forwards or back.
_TIES_YEAR = frozenset(YEAR_WORDS.values())
_TIES_MONTH = frozenset(MONTH_WORDS.values())

# The patterns go into a verbose one: a space is written [ ].
_SIGN = r"[ ]?[~–—-][ ]?"
_YEAR_NUMBER = r"(?:1[3-9]|2[01])[0-9]{2}"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
_DAY_NUMBER = r"(?:3[01]|[12][0-9]|0?[1-9])"
# "3일간", "10일 이내", "5일 전" are lengths of time; 5일장 and 5일제 are words.
_LENGTH = r"[ ]?(?:간|동안|이내|이상|이하|미만|초과|째|씩|정도|가량|만에|만|짜리|연속|차|전|후|뒤|안팎|남짓|내외|쯤|당|내)"
_LENGTH_RANGE = (
    r"[ ]?[~–-][ ]?[0-9][0-9,.만억 ]{0,20}일[ ]?(?:간|동안|이내|이상|이하|미만|초과|정도)"
)
_DAY_UNIT = rf"(?:[ ](?=일(?![가-힣])))?일(?!{_LENGTH}{TAIL}|{_LENGTH_RANGE})(?={TAIL}|이[고며다었]|[자경밤낮]|오[전후]|저녁|새벽|[0-9])"
_MONTH_UNIT = r"(?:[ ](?=월(?![가-힣])))?월(?![드세급]|요일)"
_YEAR_UNIT = r"[ ]?(?:학년도|년(?!간|째|여[ ]|차|대)도?)"


def _shared(number: str) -> str:
    """The numbers that follow one without a unit of its own: "4~6월", "1·7·10월"."""
    return rf"(?:{_SIGN}{number}|(?:·{number}){{1,6}})"


def _day(n: int) -> str:
    return rf"(?P<day{n}>{_DAY_NUMBER})(?:{_DAY_UNIT}|(?={_shared(_DAY_NUMBER)}{_DAY_UNIT}))"


def _month_day(n: int) -> str:
    shared = rf"(?={_shared(_MONTH_NUMBER)}{_MONTH_UNIT}(?![ ]?[0-9]{{1,2}}일))"
    return rf"(?P<month{n}>{_MONTH_NUMBER})(?:{_MONTH_UNIT}(?:[ ]?{_day(n)})?|{shared})"


_YEAR_WORD = r"올해|금년|지난해|지난[ ]해(?!외)|재작년|작년|내후년|내년|올(?=[ ]?(?:[0-9]{1,2}월|[상하]반기|연말))"
_POINT = re.compile(
    rf"""
    (?:(?P<near>{alternatives(NEAR)})[ ]?(?=[0-9]))?
    (?:
      (?P<year1>{_YEAR_NUMBER})
        (?:\.[ ]?(?P<month1>{_MONTH_NUMBER})\.[ ]?(?P<day1>{_DAY_NUMBER})\.?
         |-(?P<month2>{_MONTH_NUMBER})-(?P<day2>{_DAY_NUMBER})
         |/(?P<month3>{_MONTH_NUMBER})/(?P<day3>{_DAY_NUMBER})
        )(?![0-9-])
      |(?:(?P<year4>{_YEAR_NUMBER})(?:{_YEAR_UNIT}|(?={_SIGN}{_YEAR_NUMBER}년))|(?P<year_word>{_YEAR_WORD}))
        (?:[ ]?{_month_day(4)})?
      |(?P<month_word>{alternatives(MONTH_WORDS)})(?=[^가-힣]|$|{TAIL}|[말초중하])(?:[ ]?{_day(5)})?
      |{_month_day(6)}
      |{_day(7)}
      |(?P<day_word>{alternatives(DAY_WORDS)})(?=은|의|부터|까지|[^가-힣]|$)
      |(?=(?:연말|연초|[상하]반기|[1-4]분기){TAIL})
    )
    (?:[ ]?(?P<part>{alternatives(PARTS)})(?={TAIL}))?
    (?:[ ]?\((?P<weekday>[월화수목금토일])(?:요일)?\))?
    """,
    re.VERBOSE,
)
_SHORT_POINT = re.compile(
    rf"(?P<month>{_MONTH_NUMBER})\. ?(?P<day>{_DAY_NUMBER})(?:\.(?! ?[0-9])|(?![0-9.]))"
)
_JOINT = re.compile(r"(?P<sign> ?[~–—] ?| ?[·-] ?(?=[0-9]))|(?P<word>부터|에서) ?")
_UNTIL_NOW = re.compile(r"(?:현재|지금|최근|오늘|이날)까지")
_UNTIL = re.compile(r" ?까지(?!도)")
_AS_OF = re.compile(r" ?(?:기준(?! ?중위)|현재(?!까지|의))")
# "주 5일", "총 3일", "6박 7일", "매월 25일" are no days of a month that the text is about.
_LENGTH_BEFORE = re.compile(
    r"(?:(?<![가-힣])(?:주|월|연|총|약|하루|최대|최소|최장|만)|박|매월|매달|매년) ?$"
)

_YEAR_BEFORE = re.compile(r"[0-9]{4}년도? ?$")


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a period. Year, month and day are digits or empty."""

    end: int
    year: str = ""
    month: str = ""
    day: str = ""
    relation: str = ""
    part: str = ""
    weekday: str = ""
    is_dotted: bool = False

    @property
    def edtf(self) -> str:
        text = self.year or "XXXX"
        if (
            self.month
            or self.day
            or self.relation in _TIES_MONTH
            or self.relation in DAY_WORDS.values()
        ):
            text += "-" + (self.month.zfill(2) or "XX") if self.month else "-XX"
        if self.day or self.relation in DAY_WORDS.values():
            text += "-" + (self.day.zfill(2) if self.day else "XX")
        return text

    @property
    def is_year(self) -> bool:
        return len(self.edtf) == 4

    @property
    def exists(self) -> bool:
        try:
            datetime.date(int(self.year or 2000), int(self.month or 1), int(self.day or 1))
        except ValueError:
            return False
        return True


def _read_point(text: str, pos: int) -> Point | None:
    match = _POINT.match(text, pos)
    if match is None or match.end() == match.start():
        return None
    found = {name.rstrip("1234567"): value for name, value in match.groupdict().items() if value}
    point = Point(
        match.end(),
        year=found.get("year", ""),
        month=found.get("month", ""),
        day=found.get("day", ""),
        relation=_relation(found),
        part=PARTS.get(found.get("part", ""), ""),
        weekday=WEEKDAYS.get(found.get("weekday", ""), ""),
        is_dotted=match["year1"] is not None,
    )
    return point if point.exists else None


def _relation(found: dict[str, str]) -> str:
    if "year_word" in found:
        return YEAR_WORDS[found["year_word"]]
    if "month_word" in found:
        return MONTH_WORDS[found["month_word"]]
    if "day_word" in found:
        return DAY_WORDS[found["day_word"]]
    return NEAR.get(found.get("near", ""), "")


def read_date(text: str, pos: int, floor: int) -> Figure | None:
    """The date or period that begins at ``pos``."""
    if not text[pos].isdigit() and not starts_word(text, pos):
        return None
    first = _read_point(text, pos)
    if first is None or _belongs_to_words_before(text, pos, floor, first):
        return None
    figure = _read_range(text, pos, first) or _single(text, pos, first)
    return figure and _with_basis(text, figure)


def _belongs_to_words_before(text: str, pos: int, floor: int, point: Point) -> bool:
    """A length ("주 5일"), or what is left of a date that no calendar has ("2023년 2월 29일")."""
    if point.year or point.relation or not (point.day or point.month):
        return False
    before = _YEAR_BEFORE if point.month else _LENGTH_BEFORE
    return before.search(text, max(floor, pos - 7), pos) is not None


def _single(text: str, pos: int, point: Point) -> Figure | None:
    if _shares_unit(text, point) and text[point.end] != "·":
        return None  # the other end did not read
    if until := _UNTIL.match(text, point.end):
        return _period(pos, until.end(), None, point)
    return Figure(
        kind="year" if point.is_year else "date",
        start=pos,
        end=point.end,
        date=point.edtf,
        relation=point.relation,
        part=point.part,
        weekday=point.weekday,
    )


def _read_range(text: str, pos: int, first: Point) -> Figure | None:
    joint = _JOINT.match(text, first.end)
    if joint is None:
        return None
    if now := _UNTIL_NOW.match(text, joint.end()):
        return replace(_period(pos, now.end(), first, None), relation_end="now")
    last = _read_last(text, joint.end(), first)
    if last is None:
        return _open(text, pos, first, joint)
    until = _UNTIL.match(text, last.end)
    if joint["word"] == "에서" and until is None:
        return None
    is_shared = _shares_unit(text, first)
    if "·" in (joint["sign"] or "") and (_shares_unit(text, last) or not _is_next(first, last)):
        return None  # a list: 1·7·10월
    last = _inherit(first, last, is_shared=is_shared)
    return _period(pos, until.end() if until else last.end, first, last)


def _open(text: str, pos: int, first: Point, joint: re.Match[str]) -> Figure | None:
    """ "6월부터": an open end. A bare sign says so only where nothing follows that it could join."""
    if joint["word"] == "부터":
        return _period(pos, first.end + len("부터"), first, None)
    if (
        joint["sign"]
        and "~" in joint["sign"]
        and text[joint.end() : joint.end() + 1] in ("", "\n", ")", ",")
    ):
        return _period(pos, first.end + len(joint["sign"].rstrip()), first, None)
    return None


def _read_last(text: str, pos: int, first: Point) -> Point | None:
    if first.is_dotted and (short := _SHORT_POINT.match(text, pos)):
        return Point(short.end(), month=short["month"], day=short["day"])
    return _read_point(text, pos)


def _shares_unit(text: str, point: Point) -> bool:
    """4 of "4~6월"."""
    return text[point.end - 1].isdigit() and not point.is_dotted


def _is_next(first: Point, last: Point) -> bool:
    pairs = ((first.day, last.day), (first.month, last.month))
    return any(a and b and int(b) == int(a) + 1 for a, b in pairs)


def _inherit(first: Point, last: Point, *, is_shared: bool) -> Point:
    """The end of "2020년 11월 19일~27일" is in that month and year; an end that would lie before stays open."""
    if not last.month and last.day and int(first.day or 99) <= int(last.day):
        last = replace(last, month=first.month, relation=last.relation or _tie(first, _TIES_MONTH))
    is_later = (int(last.month or 0), int(last.day or 0)) >= (
        int(first.month or 0),
        int(first.day or 0),
    )
    if not last.year and last.relation not in _TIES_YEAR and last.month and is_later:
        last = replace(last, year=first.year, relation=last.relation or _tie(first, _TIES_YEAR))
    if is_shared and not last.relation:
        last = replace(last, relation=first.relation)
    return last


def _tie(point: Point, ties: frozenset[str]) -> str:
    return point.relation if point.relation in ties | _TIES_YEAR else ""


def _period(pos: int, end: int, first: Point | None, last: Point | None) -> Figure:
    return Figure(
        kind="date_range",
        start=pos,
        end=end,
        date=f"{first.edtf if first else '..'}/{last.edtf if last else '..'}",
        relation=first.relation if first else "",
        relation_end=last.relation if last else "",
        part=first.part if first else "",
        part_end=last.part if last else "",
        weekday=first.weekday if first else "",
    )


def _with_basis(text: str, figure: Figure) -> Figure:
    basis = _AS_OF.match(text, figure.end)
    return figure if basis is None else replace(figure, end=basis.end(), is_as_of=True)
