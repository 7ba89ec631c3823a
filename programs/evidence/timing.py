"""When something in an article is true: its relative dates tied to the day on which it was published."""

from __future__ import annotations

import calendar
from enum import StrEnum

from news.dates import PartialDate
from news.reading.figures import Figure

_YEARS_AWAY = {
    "this_year": 0,
    "last_year": -1,
    "next_year": 1,
    "year_before_last": -2,
    "year_after_next": 2,
}
_MONTHS_AWAY = {"this_month": 0, "last_month": -1, "next_month": 1}
_DAYS = {"today", "yesterday", "tomorrow"}


class Order(StrEnum):
    BEFORE = "before"
    SAME = "same"
    AFTER = "after"
    UNKNOWN = "unknown"


def dates_of(figure: Figure, published: PartialDate | None) -> tuple[PartialDate | None, ...]:
    """First and last date (the same for one date); None for an open end or one that states nothing.

    "올해" is the year of publication, "지난 3월" the last March before it. Where the publication date leaves
    something open, the result leaves it open too.
    """
    first, _slash, last = figure.date.partition("/")
    start = _resolved(first, figure.relation, figure.part if not last else "", figure, published)
    if not last:
        return (start, start)
    relation = figure.relation_end
    return (start, _resolved(last, relation, figure.part_end, figure, published))


def _resolved(
    text: str, relation: str, part: str, figure: Figure, published: PartialDate | None
) -> PartialDate | None:
    if text in ("", "..") or relation in _DAYS:
        return None
    year, month, day = _parts(text)
    if relation in _MONTHS_AWAY:
        year, month = _month_away(_MONTHS_AWAY[relation], published)
    elif relation in _YEARS_AWAY and published and published.year:
        year = published.year + _YEARS_AWAY[relation]
    elif year is None and month is not None:
        year = _nearest_year(month, day, relation, figure, published)
    elif year is None and day is not None and month is None:
        year, month = _month_of_day(day, relation, published)
    if part == "end" and figure.is_as_of:
        month, day = _last_day(year, month, day)
    return _date(year, month, day)


def _parts(text: str) -> tuple[int | None, ...]:
    parts = [int(part) if "X" not in part else None for part in text.split("-")]
    return tuple([*parts, None, None][:3])


def _date(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    if day is not None and month is None:
        year = None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _month_away(away: int, published: PartialDate | None) -> tuple[int | None, int | None]:
    if not published or not published.year or not published.month:
        return None, None
    months = published.year * 12 + published.month - 1 + away
    return months // 12, months % 12 + 1


def _nearest_year(
    month: int, day: int | None, relation: str, figure: Figure, published: PartialDate | None
) -> int | None:
    """Which year a month without one is in: said of what is past or what comes. Else it stays open."""
    if not published or not published.year or not published.month:
        return None
    if relation == "past" or figure.is_as_of:
        return published.year - (month > published.month)
    if relation == "coming":
        return published.year + (month < published.month)
    return None


def _month_of_day(
    day: int, relation: str, published: PartialDate | None
) -> tuple[int | None, int | None]:
    """ "지난 8일" in a paper of the 12th is the 8th of that month; of the 3rd, the 8th of the month before."""
    if relation != "past" or not published or not published.day:
        return None, None
    return _month_away(-1 if day > published.day else 0, published)


def _last_day(
    year: int | None, month: int | None, day: int | None
) -> tuple[int | None, int | None]:
    """ "9월말 기준" is the month's last day, "지난해 말 현재" the year's."""
    if year is None or day is not None:
        return month, day
    month = month or 12
    return month, calendar.monthrange(year, month)[1]


def order(one: PartialDate | None, other: PartialDate | None) -> Order:
    """Of ``one`` against ``other``: before or after only where it certainly is."""
    if one is None or other is None or one.year is None or other.year is None:
        return Order.UNKNOWN
    if one.earliest > other.latest:
        return Order.AFTER
    if one.latest < other.earliest:
        return Order.BEFORE
    return Order.SAME
