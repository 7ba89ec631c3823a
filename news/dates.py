"""Dates as precisely as a source states them, and never more so.

A partial date is written in EDTF (ISO 8601-2, level 1): ``2020``, ``2020-06``, ``2020-06-11``, and with
``XX`` for what is not stated: ``XXXX-08`` (an August), ``XXXX-10-10`` (every or some 10 October),
``XXXX-XX-16`` (the 16th of a month). ISO text sorts by time, so the database compares the same text.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SHAPE = re.compile(r"^(\d{4}|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}))?)?$")
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
# A leap year, so that "29 February, year not stated" is a date.
_ANY_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Year, month and day, each None where the source does not state it. At least one is stated."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is self.month is self.day is None:
            raise ValueError("a partial date states at least a year, a month or a day")
        if self.year is not None and not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise ValueError(f"no such year: {self.year}")
        if self.year is not None and self.day is not None and self.month is None:
            raise ValueError("a day of a known year needs its month")
        # date() says what is wrong with an impossible month or day.
        date(self.year or _ANY_LEAP_YEAR, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read EDTF text. Raises ValueError for anything else."""
        match = _SHAPE.match(text)
        if match is None:
            raise ValueError(f"not a partial date: {text[:40]!r}")
        year, month, day = (
            int(part) if part and "X" not in part else None for part in match.groups()
        )
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year is not None else "XXXX"
        if self.month is None and self.day is None:
            return year
        month = f"{self.month:02d}" if self.month is not None else "XX"
        return f"{year}-{month}" if self.day is None else f"{year}-{month}-{self.day:02d}"

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year``, or ``partial`` where the year is not stated."""
        if self.year is None:
            return "partial"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> date | None:
        """The first day it can be; None where the year is not stated."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day it can be; None where the year is not stated."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        return self.earliest if self.precision == "day" else None

    @property
    def words(self) -> str:
        """For people: "2020년 6월", "8월 (연도 확인되지 않음)". Nothing is filled in."""
        parts = []
        if self.year is not None:
            parts.append(_("%(year)d년") % {"year": self.year})
        if self.month is not None:
            parts.append(_("%(month)d월") % {"month": self.month})
        if self.day is not None:
            parts.append(_("%(day)d일") % {"day": self.day})
        words = " ".join(parts)
        if self.year is not None:
            return words
        missing = _("연도 확인되지 않음") if self.month else _("연도와 월 확인되지 않음")
        return f"{words} ({missing})"


def _to_partial_date(value: object) -> PartialDate | None:
    if value in (None, ""):
        return None
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate.of(value)
    try:
        return PartialDate.parse(str(value).strip().upper())
    except ValueError:
        raise ValidationError(
            _(
                "2024, 2024-03, 2024-03-15처럼 아는 만큼만 적어 주세요. 모르는 연도는 XXXX로 적습니다(예: XXXX-08)."
            ),
            code="invalid",
        ) from None


class PartialDateFormField(forms.CharField):
    """Text in a form, a PartialDate as soon as it is read; what can't be read never reaches a row."""

    def to_python(self, value: object) -> PartialDate | None:
        return _to_partial_date(super().to_python(value))

    def prepare_value(self, value: object) -> object:
        return str(value) if isinstance(value, PartialDate) else value

    def run_validators(self, value: object) -> None:
        """Nothing left to check, as in the model's field."""


class PartialDateField(models.CharField):
    """A PartialDate as EDTF text in byte order, so that ``<`` and ``>`` follow time. Empty is None.

    Dates without a year sort last, and no comparison with a day holds for them unless a query says so.
    """

    description = gettext_lazy("아는 만큼의 날짜")

    def __init__(self, *args, **kwargs):
        kwargs.update(max_length=10, null=True, blank=True, db_collation="C")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for implied in ("max_length", "null", "blank", "db_collation"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value) -> PartialDate | None:
        return _to_partial_date(value)

    def get_prep_value(self, value) -> str | None:
        value = _to_partial_date(value)
        return None if value is None else str(value)

    def value_to_string(self, obj) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs):
        kwargs = {"form_class": PartialDateFormField, "empty_value": None} | kwargs
        return super().formfield(**kwargs)

    def run_validators(self, value) -> None:
        """Nothing left to check: reading the text has bounded it, and a PartialDate has no length."""
