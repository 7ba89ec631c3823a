"""How values are written for residents. Numbers come from data; only the words around them are translated."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from news.dates import PartialDate
from news.reading.figures import money_words
from programs.models import Fact
from programs.units import Unit


def number_words(number: Decimal) -> str:
    """Thousands separated, without zeros that say nothing: ``11,196``, ``2.5``."""
    whole = number.to_integral_value()
    return f"{int(whole):,}" if number == whole else f"{number.normalize():,f}"


def quantity_words(number: Decimal, number_max: Decimal | None, unit: str) -> str:
    """A number or a range with its counter: ``150개사``, ``2~3곳``, ``2,000만~1억 원``."""
    if Unit(unit).is_money:
        low, high = money_words(number, unit), money_words(number_max, unit) if number_max else ""
        return f"{_without_shared_end(low, high)}~{high}" if high else low
    numbers = number_words(number)
    if number_max is not None:
        numbers = f"{numbers}~{number_words(number_max)}"
    return f"{numbers}{Unit(unit).counter}"


def _without_shared_end(low: str, high: str) -> str:
    """``2,000만 원`` before ``1억 원`` is ``2,000만``: a range names its currency once."""
    amount, space, currency = low.rpartition(" ")
    return amount if space and high.endswith(f" {currency}") else low


def fact_words(fact: Fact) -> str:
    """The value as a resident reads it: ``약 130곳``, ``2,141억 원``, ``2024년 3월``."""
    if fact.date is not None:
        return fact.date.words
    if fact.number is None:
        return fact.text
    words = quantity_words(fact.number, fact.number_max, fact.unit)
    return _("약 %(value)s") % {"value": words} if fact.is_approximate else words


def exact_words(fact: Fact) -> str:
    """Money to the last digit where the plain words shorten it: ``214,100,000,000원``; else empty."""
    if fact.number is None or not Unit(fact.unit).is_money:
        return ""
    figures = [
        number_words(number) for number in (fact.number, fact.number_max) if number is not None
    ]
    exact = "~".join(figures) + Unit(fact.unit).counter
    return "" if exact.replace(" ", "") == fact_words(fact).replace(" ", "") else exact


def date_words(value: PartialDate | None) -> str:
    """A date as precisely as it is known."""
    return value.words if value is not None else _("확인되지 않음")


def period_words(start: PartialDate | None, end: PartialDate | None) -> str:
    """``2020년 11월 19일부터 2020년 11월 27일까지``; what neither end states is said once, at the end."""
    if start is None and end is None:
        return ""
    if start is not None and start == end:
        return start.words
    known_start, missing_start = _split(start)
    known_end, missing_end = _split(end)
    if missing_start and end is not None and missing_start != missing_end:
        known_start = start.words
    parts = [
        _("%(day)s부터") % {"day": known_start} if known_start else "",
        _("%(day)s까지") % {"day": known_end} if known_end else "",
        missing_end or (missing_start if end is None else ""),
    ]
    return " ".join(part for part in parts if part)


def _split(value: PartialDate | None) -> tuple[str, str]:
    """What a partial date says, and the bracket that says what it leaves open."""
    if value is None:
        return "", ""
    known, bracket, missing = value.words.partition(" (")
    return known, f"({missing}" if bracket else ""
