"""What find() returns."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "count",  # things, people, times
    "money",
    "percent",
    "multiple",  # 1.5배
    "fraction",  # 3분의 1; value is the quotient
    "ratio",  # 경쟁률 3.5대 1; value is the left side
    "measure",  # km, ㎡, kW, ℃
    "duration",
    "age",
    "ordinal",  # 제58회, 3년 차, 두 번째
    "number",  # a large number without a counter; its unit is unknown
    "year",
    "date",
    "date_range",
    "time_of_day",
    "recurrence",
    "phone",
    "identifier",  # licence and notice numbers
]
Bound = Literal["", "at_most", "at_least", "more_than", "less_than"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One expression. ``text`` is what stands at ``start:end``, with words such as 약, 여, 이상.

    value       None where none is stated (dates, "수십 명")
    value_max   the upper end of a range
    unit        canonical code (units.UNITS), a currency code, or "" where none is printed
    counter     the counter as printed: 명, 개사, 억 원's 원
    per         "1인당", "월", "하루": the unit code of what the value is for each of
    date        EDTF: "2024-03", "XXXX-11-19", "XXXX-11-19/XXXX-11-27", "XXXX-06/.." (open), "../2024" (until);
                "T15:30" for a time of day. "XXXX" and "XXXX-XX" state nothing by themselves: see ``relation``
    relation    how the text ties the date to its own day: past (지난 8일), coming, this, this_year (올해),
                last_year, next_year, this_month, last_month, next_month, today …; ``relation_end`` for a range's end
    part        early, middle, end, first_half, second_half, q1 … q4 of what ``date`` states; ``part_end`` likewise
    weekday     MO … SU where printed in brackets
    recurrence  RFC 5545 rule of "매주 월요일": "FREQ=WEEKLY;BYDAY=MO"
    is_as_of    the date is a basis: "9월말 기준", "지난해 말 현재"
    """

    kind: Kind
    start: int = 0
    end: int = 0
    text: str = ""
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    counter: str = ""
    is_approximate: bool = False
    bound: Bound = ""
    per: str = ""
    date: str = ""
    relation: str = ""
    relation_end: str = ""
    part: str = ""
    part_end: str = ""
    weekday: str = ""
    recurrence: str = ""
    is_as_of: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stored value in the shape that same_quantity() compares."""

    value: Decimal | None
    value_max: Decimal | None = None
    unit: str = ""
    is_approximate: bool = False
    bound: Bound = ""
    per: str = ""
