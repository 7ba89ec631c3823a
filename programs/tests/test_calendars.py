from datetime import date, timedelta

import pytest
from icalendar import Calendar

from programs.actions import new_edition, publish
from programs.calendars import calendar, days, is_any_ahead
from programs.models import ApplicationWindow, Edition, Round, Schedule, Term
from programs.statements import Evidence
from programs.tests.factories import make_article, make_draft, make_fact, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft(name="청년 월세 지원")


def entries(draft):
    return days(Evidence(draft))


def window(draft, **fields):
    fields = {"kind": "fixed", "article": make_article(), **fields}
    return ApplicationWindow.objects.create(edition=draft, **fields)


def test_a_window_with_both_days_is_one_entry(draft):
    window(draft, opens="2026-12-01", closes="2026-12-20", words="12월 20일까지")

    [entry] = entries(draft)
    assert (entry.first, entry.last) == (date(2026, 12, 1), date(2026, 12, 20))
    assert entry.title == "청년 월세 지원 신청"
    assert "12월 20일까지" in entry.description


@pytest.mark.parametrize(
    ("opens", "closes", "title", "day"),
    [
        (None, "2026-12-20", "청년 월세 지원 신청 마감", date(2026, 12, 20)),
        ("2026-12-01", None, "청년 월세 지원 신청 시작", date(2026, 12, 1)),
        ("2026-12-01", "2027-01", "청년 월세 지원 신청 시작", date(2026, 12, 1)),
    ],
)
def test_where_one_end_is_known_to_the_day_that_day_is_the_entry(draft, opens, closes, title, day):
    window(draft, opens=opens, closes=closes)

    [entry] = entries(draft)
    assert (entry.title, entry.first, entry.last) == (title, day, day)


@pytest.mark.parametrize("partial", ["2026", "2026-12", "XXXX-10-10", "XXXX-XX-10", "XXXX-12"])
def test_a_partial_date_is_never_made_a_day(draft, partial):
    window(draft, opens=partial, closes=partial)
    Schedule.objects.create(
        edition=draft, article=make_article(), valid_from=partial, valid_to=partial, freq="yearly"
    )
    make_fact(draft, kind="date", date=partial, article=make_article())

    assert entries(draft) == []


def test_schedules_rounds_and_dated_facts_are_entries(draft):
    article = make_article()
    Schedule.objects.create(
        edition=draft, article=article, valid_from="2026-11-19", valid_to="2026-11-27"
    )
    Round.objects.create(
        edition=draft, article=article, key="2024", valid_from="2024-03-24", valid_to="2024-03-30"
    )
    briefing = make_term(Term.Taxonomy.FACT_LABEL, slug="briefing", name="설명회")
    make_fact(draft, kind="date", date="2023-06-28", label=briefing, article=article)
    make_fact(draft, kind="date", date="2023-06-28", label=briefing, article=make_article())

    assert [entry.key for entry in entries(draft)] == ["schedule-1", "round-2024", "fact-briefing"]


def test_what_is_ahead_is_told_from_what_is_over(draft):
    window(draft, closes="2026-11-22")

    assert is_any_ahead(entries(draft), date(2026, 11, 22))
    assert not is_any_ahead(entries(draft), date(2026, 11, 23))


def read_back(edition: Edition):
    page = "https://example.kr/programs/x/"
    file = calendar(edition, entries(edition), page=page)
    return file, Calendar.from_ical(file).walk("VEVENT")


def test_the_file_follows_the_standard(draft):
    window(draft, opens="2026-12-01", closes="2026-12-20", words="쉼표, 쌍반점; 그리고\n줄바꿈")
    file, [event] = read_back(publish(edition=draft, by=None))

    assert file.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert event.decoded("dtstart") == date(2026, 12, 1)
    assert event.decoded("dtend") - timedelta(days=1) == date(2026, 12, 20)
    assert b"DTSTART;VALUE=DATE:20261201" in file
    assert event.decoded("dtstamp").tzinfo is not None
    assert "쉼표, 쌍반점; 그리고\n줄바꿈" in event["description"]
    assert event["url"] == "https://example.kr/programs/x/"


def test_an_entry_keeps_its_identity_in_the_next_edition_and_the_same_edition_its_bytes(draft):
    window(draft, closes="2026-12-20")
    first = publish(edition=draft, by=None)
    before, [old] = read_back(first)
    assert read_back(first)[0] == before

    later = new_edition(program=first.program, by=None)
    later.windows.update(closes="2026-12-31")
    _file, [new] = read_back(publish(edition=later, by=None))

    assert new["uid"] == old["uid"]
    assert new["sequence"] > old["sequence"]
