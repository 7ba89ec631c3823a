"""Words for the parts of a statement on a program's page: its small print, its period, where it leads."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from news.dates import PartialDate
from programs.models import ApplicationWindow, Channel, Fact, Schedule
from programs.statements import Statement
from programs.values import period_words


def each_once(notes: Iterable[str]) -> list[str]:
    """Each note once, in order, the empty ones left out."""
    return [note for note in dict.fromkeys(notes) if note]


def fact_notes(fact: Fact) -> list[str]:
    as_of = _("기준일 %(when)s") % {"when": fact.as_of.words} if fact.as_of else ""
    return each_once([fact.detail, as_of])


def quarrel_words(statement: Statement) -> str:
    if not statement.is_contradiction:
        return ""
    are_numbers = statement.variants[0].fact.number is not None
    if len(statement.variants) == 2:
        return _("두 출처의 수가 다릅니다.") if are_numbers else _("두 출처의 말이 다릅니다.")
    return _("출처마다 수가 다릅니다.") if are_numbers else _("출처마다 말이 다릅니다.")


def window_words(row: ApplicationWindow) -> str:
    period = period_words(row.opens, row.closes)
    return " · ".join(each_once([row.words, period])) or str(row.get_kind_display())


def days_left_words(days: int | None) -> str:
    if days is None:
        return ""
    return _("마감 %(days)d일 전") % {"days": days} if days else _("오늘 마감")


def schedule_words(row: Schedule) -> str:
    return period_words(row.valid_from, row.valid_to) or row.description or row.get_freq_display()


def schedule_note(row: Schedule) -> str:
    """The description, unless it only says the period again."""
    said = set(schedule_words(row).split())
    return "" if set(row.description.split()) <= said else row.description


def channel_link(row: Channel) -> str:
    """Where a tap leads: a call or a page. Other kinds of address are not links."""
    if row.kind == Channel.Kind.PHONE:
        return "tel:" + "".join(sign for sign in row.value if sign.isdigit() or sign == "+")
    is_web = row.kind == Channel.Kind.WEB and row.value.startswith(("https://", "http://"))
    return row.value if is_web else ""


def published_note(count: int, undated: int, newest: PartialDate | None) -> str:
    if count < 2 or newest is None:
        return ""
    note = _("기사 %(count)d건 가운데 가장 새 기사") % {"count": count}
    missing = _("%(count)d건은 연도 확인되지 않음") % {"count": undated} if undated else ""
    return " · ".join(each_once([note, missing]))
