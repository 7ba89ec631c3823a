"""Comparing partial dates with a day, in SQL. Each word has a row twin of the same name, tested against it."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, Expression, F, Func, Q, Value
from django.db.models.functions import Left, Length, Now, TruncDate

from news.dates import PartialDate

Day = date | Expression | None


def today() -> TruncDate:
    """Today in the site's time zone, by the database's clock."""
    return TruncDate(Now())


def as_text(day: Day) -> Func:
    """The day as EDTF text; None is today."""
    value = today() if day is None else Value(day) if isinstance(day, date) else day
    return Func(value, Value("YYYY-MM-DD"), function="TO_CHAR", output_field=CharField())


def _as_precise_as(field: str, day: Day) -> Left:
    """The day as EDTF text, cut to the precision that ``field`` has: a month is compared with a month."""
    return Left(as_text(day), Length(F(field)))


def passed(field: str, day: Day = None) -> Q:
    """Certainly over: even the last day that it can be lies before ``day``. Never true without a year."""
    return Q(**{f"{field}__lt": _as_precise_as(field, day)})


def ahead(field: str, day: Day = None) -> Q:
    """Certainly still to come: even the first day that it can be lies after ``day``."""
    return Q(**{f"{field}__gt": _as_precise_as(field, day)}) & ~Q(**{f"{field}__startswith": "X"})


def reached(field: str, day: Day = None) -> Q:
    """Certainly begun: even the last day that it can be is ``day`` or lies before it."""
    return passed(field, day) | Q(**{field: as_text(day)})


def lasting(field: str, day: Day = None) -> Q:
    """Certainly not over: even the first day that it can be is ``day`` or lies after it."""
    return ahead(field, day) | Q(**{field: as_text(day)})


def has_passed(value: PartialDate | None, day: date) -> bool:
    return value is not None and value.latest is not None and value.latest < day


def is_ahead(value: PartialDate | None, day: date) -> bool:
    return value is not None and value.earliest is not None and value.earliest > day


def is_reached(value: PartialDate | None, day: date) -> bool:
    return value is not None and value.latest is not None and value.latest <= day


def is_lasting(value: PartialDate | None, day: date) -> bool:
    return value is not None and value.earliest is not None and value.earliest >= day
