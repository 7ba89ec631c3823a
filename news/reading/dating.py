"""When a page was published, as precisely as it says and no more; and why.

In order: what a site's own data or a dated label says; a date printed with the paper's name; the date in the file's
name, if what the articles say fits it; else what the articles' words leave over ("이번 8월", "지난 7월", "오는 11월"),
which is a month at best, since a report of the 11th may be printed on the 11th or the 12th. The date at the top of a
copied site is the day of copying and never the article's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from news.dates import PartialDate
from news.reading.date_clues import Clues, PrintedDate

# A report of the 11th stands in the paper of the 12th, or after a weekend and a holiday of the 14th.
_LATEST_PRINT = 3
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Dating:
    published: PartialDate | None
    reason: str

    @property
    def precision(self) -> str:
        return self.published.precision if self.published else "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where each date stands: ``on_top`` are full dates outside the articles, ``declared`` the site's own data."""

    clues: Clues
    on_top: list[PrintedDate]
    labelled: PrintedDate | None = None
    declared: date | None = None
    file_date: date | None = None
    is_site: bool = False
    has_masthead: bool = False


def dating(evidence: Evidence) -> Dating:
    found = _stated(evidence) or _by_file_name(evidence) or _by_words(evidence)
    asides = _asides(evidence, found.published)
    return Dating(found.published, " ".join([found.reason, *asides]).strip())


def _stated(evidence: Evidence) -> Dating | None:
    if evidence.declared:
        return Dating(PartialDate.of(evidence.declared), "누리집이 스스로 밝힌 보도일입니다.")
    if evidence.labelled:
        return Dating(
            PartialDate.of(evidence.labelled.day),
            f"기사에 ‘{evidence.labelled.as_printed}’로 찍혀 있습니다.",
        )
    if evidence.is_site or len(evidence.on_top) != 1:
        return None
    printed = evidence.on_top[0]
    if not evidence.has_masthead and not _fits(evidence.clues, printed.day):
        return None
    if not printed.weekday_fits:
        month = PartialDate(printed.day.year, printed.day.month)
        return Dating(
            month,
            f"지면에 ‘{printed.as_printed}’로 찍혀 있지만 요일이 맞지 않아 날은 확인이 필요합니다.",
        )
    return Dating(PartialDate.of(printed.day), f"지면에 ‘{printed.as_printed}’로 찍혀 있습니다.")


def _by_file_name(evidence: Evidence) -> Dating | None:
    day = evidence.file_date
    if day is None or day in (printed.day for printed in evidence.on_top if evidence.is_site):
        return None
    support = _support(evidence.clues, day)
    if support is None:
        return None
    reason = f"지면에는 날짜가 없습니다. 파일 이름의 날짜({day.isoformat()})를 따랐습니다. 약한 단서이지만 본문({support})과 맞습니다."
    return Dating(PartialDate.of(day), reason)


def _support(clues: Clues, day: date) -> str | None:
    """What in the articles fits that day; None if something speaks against it or nothing speaks for it."""
    months = _months(clues)
    if day.month not in months or not (clues.earliest_year or 0) <= day.year <= (
        clues.latest_year or day.year
    ):
        return None
    if clues.report_days:
        return _quoted(clues, "report", str(_report_day(clues))) if _fits(clues, day) else None
    return _quoted(clues, "month") if len(months) <= _LAST_MONTH // 2 else None


def _fits(clues: Clues, day: date) -> bool:
    """No report's day lies further back than a paper prints."""
    recent = {(day - timedelta(days=back)).day for back in range(_LATEST_PRINT + 1)}
    return not clues.report_days or _report_day(clues) in recent


def _report_day(clues: Clues) -> int | None:
    return max(clues.report_days, key=lambda day: (clues.report_days[day], day), default=None)


def _months(clues: Clues) -> set[int]:
    """The months that all the words allow; where they contradict each other, every month."""
    left = set(range(1, _LAST_MONTH + 1)).intersection(*clues.months.values())
    return left or set(range(1, _LAST_MONTH + 1))


def _by_words(evidence: Evidence) -> Dating:
    clues = evidence.clues
    months, year = _months(clues), _year(clues)
    month = next(iter(months)) if len(months) == 1 and not _may_turn(clues) else None
    reasons = ["지면에 보도일이 찍혀 있지 않습니다."]
    if _report_day(clues):
        reasons.append(
            f"본문 {_quoted(clues, 'report', str(_report_day(clues)))}로 보아 {_report_day(clues)}일이나 그 직후에 나왔습니다."
        )
    if clues.months:
        reasons.append(f"본문 {_quoted(clues, 'month')}로 보아 {_months_words(months)}입니다.")
    if year is not None or clues.earliest_year or clues.latest_year:
        reasons.append(_year_words(clues, year))
    missing = [word for word, known in (("연도", year), ("달", month)) if known is None]
    if missing:
        reasons.append(
            f"{'와 '.join(missing)}{'는' if missing[-1] == '연도' else '은'} 확인되지 않았습니다."
        )
    published = PartialDate(year, month) if (year or month) else None
    return Dating(published, " ".join(reasons))


def _may_turn(clues: Clues) -> bool:
    """A report of a month's last day may be printed in the next month."""
    return (_report_day(clues) or 0) >= 30


def _year(clues: Clues) -> int | None:
    return clues.earliest_year if clues.earliest_year == clues.latest_year else None


def _year_words(clues: Clues, year: int | None) -> str:
    if year is not None:
        return f"본문 {_quoted(clues, 'year')}로 보아 {year}년입니다."
    bounds = [(clues.earliest_year, "이후"), (clues.latest_year, "이전")]
    words = " ".join(f"{bound}년 {side}" for bound, side in bounds if bound)
    return f"본문 {_quoted(clues, 'year')}로 보아 {words}입니다."


def _months_words(months: set[int]) -> str:
    ordered = sorted(months)
    if ordered == list(range(ordered[0], ordered[-1] + 1)) and len(ordered) > 2:
        return (
            f"{ordered[0]}월 이후"
            if ordered[-1] == _LAST_MONTH
            else f"{ordered[0]}~{ordered[-1]}월"
        )
    return ", ".join(f"{month}월" for month in ordered)


def _quoted(clues: Clues, kind: str, containing: str = "") -> str:
    words = [word for word in clues.words.get(kind, []) if word.startswith(containing)]
    return ", ".join(f"‘{word}’" for word in words[:3])


def _asides(evidence: Evidence, published: PartialDate | None) -> list[str]:
    """Dates that were seen and not taken, and what a copy's day still says."""
    asides = []
    if evidence.is_site and evidence.on_top and not (evidence.declared or evidence.labelled):
        copied = evidence.on_top[0]
        asides.append(
            f"맨 위의 날짜(‘{copied.as_printed}’)는 누리집을 옮긴 날로 보아 쓰지 않았습니다."
        )
        if published and published.month and published.year is None:
            last = copied.day.year if published.month <= copied.day.month else copied.day.year - 1
            asides.append(f"그보다 앞서므로 {last}년이나 그 이전입니다.")
    if not evidence.is_site and len(evidence.on_top) == 1 and published is None:
        asides.append(
            f"따로 찍힌 날짜(‘{evidence.on_top[0].as_printed}’)는 본문과 맞지 않아 쓰지 않았습니다."
        )
    if not evidence.is_site and len(evidence.on_top) > 1:
        asides.append("지면에 날짜가 여럿 찍혀 있어 고르지 않았습니다.")
    day = evidence.file_date
    if day and not (published and published.day):
        asides.append(
            f"파일 이름의 날짜({day.isoformat()})는 본문이 뒷받침하지 않아 쓰지 않았습니다."
        )
    return asides
