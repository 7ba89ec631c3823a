"""A program's days as an iCalendar file (RFC 5545): whole days only, and only days that a source states in full.

A day without a year ("10 October") is left out: no source says in which year it next takes place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from news.dates import PartialDate
from programs.models import ApplicationWindow, Edition, Fact, Round, Schedule
from programs.statements import Evidence
from programs.values import period_words

PRODID = "-//Jeongchaek Ieum//Programs//KO"
TIME_ZONE = "Asia/Seoul"


@dataclass(frozen=True)
class Day:
    """One entry of the calendar, from the first day to the last. ``key`` stays the same from edition to edition."""

    key: str
    title: str
    first: date
    last: date
    description: str = ""
    place: str = ""


def days(evidence: Evidence) -> list[Day]:
    """Everything of the edition that a calendar can hold."""
    name = evidence.edition.name
    return [
        *_periods(evidence, ApplicationWindow, "window", name, _("신청")),
        *_periods(evidence, Schedule, "schedule", name, ""),
        *_periods(evidence, Round, "round", name, ""),
        *_dates(evidence, name),
    ]


def is_any_ahead(entries: list[Day], today: date) -> bool:
    return any(entry.last >= today for entry in entries)


def _periods(evidence: Evidence, model: type, kind: str, name: str, what: str) -> Iterator[Day]:
    for index, row in enumerate(evidence.of(model), start=1):
        start, end = (row.opens, row.closes) if kind == "window" else (row.valid_from, row.valid_to)
        key = f"{kind}-{row.key}" if kind == "round" else f"{kind}-{index}"
        yield from _period(key, " ".join(filter(None, [name, what])), start, end, _note(row))


def _period(
    key: str, title: str, start: PartialDate | None, end: PartialDate | None, note: str
) -> Iterator[Day]:
    """One entry for the whole time where both ends are known, else one for the end that is."""
    first, last = (value.exact if value else None for value in (start, end))
    description = "\n".join(filter(None, [period_words(start, end), note]))
    if first and last:
        yield Day(key, title, first, last, description)
    elif first:
        yield Day(key, _("%(what)s 시작") % {"what": title}, first, first, description)
    elif last:
        yield Day(key, _("%(what)s 마감") % {"what": title}, last, last, description)


def _note(row: ApplicationWindow | Schedule | Round) -> str:
    if isinstance(row, ApplicationWindow):
        return row.words
    return row.places if isinstance(row, Round) else row.description


def _dates(evidence: Evidence, name: str) -> Iterator[Day]:
    """Days that a fact states. Facts that agree are one entry."""
    seen: set[tuple[str, date]] = set()
    for fact in evidence.of(Fact):
        day = fact.date.exact if fact.date else None
        identity = (fact.label.slug, day)
        if day is None or identity in seen:
            continue
        seen.add(identity)
        again = sum(label == fact.label.slug for label, _day in seen)
        key = f"fact-{fact.label.slug}" + (f"-{again}" if again > 1 else "")
        yield Day(key, f"{name} · {fact.label.name}", day, day, fact.detail)


def calendar(edition: Edition, entries: list[Day], *, page: str) -> bytes:
    """The file. ``page``: the program's full address. The same edition always gives the same bytes."""
    file = Calendar()
    file.add("prodid", PRODID)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", edition.name)
    file.add("x-wr-timezone", TIME_ZONE)
    for entry in entries:
        file.add_component(_event(edition, entry, page))
    return file.to_ical()


def _event(edition: Edition, entry: Day, page: str) -> Event:
    event = Event()
    event.add("uid", f"{edition.program.uuid}-{entry.key}")
    event.add("dtstamp", edition.published_at)
    event.add("sequence", edition.number)
    event.add("summary", entry.title)
    event.add("dtstart", entry.first)
    # The end is the first day after it (RFC 5545, 3.6.1).
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", page)
    source = _("출처와 바뀐 내용은 여기에서 확인하세요: %(page)s") % {"page": page}
    event.add("description", "\n".join(filter(None, [entry.description, source])))
    return event
