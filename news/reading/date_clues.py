"""What a page says about time, each expression for what it is: a printed date, a day of report, "지난 8일", "올해"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from news.reading.furniture import FULL_DATE

_DATE_PARTS = re.compile(r"((?:19|20)\d{2})\s?[.년/-]\s?(\d{1,2})\s?[.월/-]\s?(\d{1,2})")
_WEEKDAY = re.compile(r"\(?\s?([월화수목금토일])(?:요일|\s?\))")
_WEEKDAYS = "월화수목금토일"
_LABELLED = re.compile(
    r"(?:기사\s?입력|기사\s?승인|최초\s?입력|입력|등록|승인|송고|게재|발행|보도|작성)\s?(?:일시|일자|시간|일|날짜)?\s?[:|]?\s?"
    r"((?:19|20)\d{2}\s?[.년/-]\s?\d{1,2}\s?[.월/-]\s?\d{1,2})"
)
_IN_FILE_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_. 년]?\s?([01]?\d)[-_. 월]?\s?([0-3]?\d)(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})([01]\d)([0-3]\d)(?!\d)")

# A day without a month. Not "8월 11일", "지난 8일", "오는 14일", "7일간", "3일 만에".
_BARE_DAY = re.compile(
    r"(?<![\d월.~∼-])(?<!월 )(?<!지난 )(?<!지난)(?<!오는 )(?<!다음달 )(?<!다음 달 )(?<!내달 )(?<!이달 )(?<!매달 )(?<!매월 )(?<!만 )"
    r"(?<!총 )(?<!약 )(?<!연 )(?<!박 )(\d{1,2})일(?!\s?(?:간|동안|이내|내|만에|째|치|분|씩|이상|전부터|뒤|차|까지|부터|~|∼|한도|평균))"
)
_REPORTED = re.compile(
    r"(?:밝혔|전했|말했|설명했|발표했|강조했|당부했|덧붙였)다|에 따르면|에 의하면"
)
_PAST = re.compile(r"[가-힣]*[었았했였렸졌겼갔났왔냈됐렀혔꼈쳤켰췄쐈뒀줬봤났섰][다으]")
_SENTENCE = re.compile(r"[^.]*(?:\.(?!\s|$)[^.]*)*(?:\.|$)")
_PAST_DAY = re.compile(r"지난\s?(\d{1,2})일")
_PAST_MONTH = re.compile(
    r"지난\s?(\d{1,2})월(?!\s?\d)|(?<!년 )(?<!\d)(\d{1,2})월\s?말\s?(?:기준|현재)"
)
_FUTURE_MONTH = re.compile(r"오는\s?(\d{1,2})월(?:\s?(\d{1,2})일)?")
_THIS_MONTH = re.compile(r"이번\s(\d{1,2})월")
_OCCASION = re.compile(r"\((\d{1,2})월\s?(\d{1,2})일\)[을를]?\s?맞아")
_THIS_YEAR = re.compile(r"올해\s?\(?(20\d{2})년?\)?|(20\d{2})년\s올해")
_LAST_YEAR = re.compile(r"지난해\s?\((20\d{2})년?\)")
_SINCE_YEAR = re.compile(r"(20\d{2})년부터\s?(?:지난해|작년|올해|현재|지금|최근)")
_UNTIL_YEAR = re.compile(r"오는\s?(20\d{2})년|(20\d{2})년까지")


@dataclass(slots=True)
class Clues:
    """What articles say about their own time. Days are days of a month that is not named beside them."""

    report_days: Counter = field(default_factory=Counter)
    other_days: set[int] = field(default_factory=set)
    words: dict[str, list[str]] = field(default_factory=dict)
    months: dict[str, set[int]] = field(default_factory=dict)
    earliest_year: int | None = None
    latest_year: int | None = None

    def note(self, kind: str, words: str) -> None:
        noted = self.words.setdefault(kind, [])
        if words not in noted:
            noted.append(words)


def clues_of(texts: list[str]) -> Clues:
    clues = Clues()
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            _read_days(sentence, clues)
        _read_months(text, clues)
        _read_years(text, clues)
    return clues


def _read_days(sentence: str, clues: Clues) -> None:
    for match in _BARE_DAY.finditer(sentence):
        day = int(match[1])
        if not 1 <= day <= 31:
            continue
        if _REPORTED.search(sentence, match.end()):
            clues.report_days[day] += 2
            clues.note("report", _around(sentence, match, _REPORTED.search(sentence, match.end())))
        elif _PAST.search(sentence, match.end()) or re.match(
            r"\s?오[전후]", sentence[match.end() :]
        ):
            clues.report_days[day] += 1
            clues.note("report", f"{day}일")
    clues.other_days |= {int(match[1]) for match in _PAST_DAY.finditer(sentence)}


def _around(sentence: str, day: re.Match, verb: re.Match) -> str:
    between = sentence[day.end() : verb.start()]
    return f"{day[1]}일 {'…' if len(between.strip()) > 1 else ''}{verb.group().strip()}"


def _read_months(text: str, clues: Clues) -> None:
    for match in _PAST_MONTH.finditer(text):
        month = int(match[1] or match[2])
        clues.note("month", match.group())
        _restrict(
            clues,
            match.group(),
            {m for m in range(1, 13) if m > month or (month >= 10 and m <= month - 10)},
        )
        if match[1] and "지난달" in text[match.end() :]:
            clues.note("month", "지난달")
            _restrict(
                clues,
                "지난달",
                {m for m in range(1, 13) if m > month + 1 or (month >= 9 and m <= month - 9)},
            )
    for match in _FUTURE_MONTH.finditer(text):
        month = int(match[1])
        clues.note("month", match.group())
        last = month if match[2] else month - 1
        _restrict(
            clues, match.group(), {m for m in range(1, 13) if m <= last or (month <= 2 and m >= 11)}
        )
    for match in _THIS_MONTH.finditer(text):
        clues.note("month", match.group())
        _restrict(clues, match.group(), {int(match[1])})
    for match in _OCCASION.finditer(text):
        month = int(match[1])
        clues.note("month", match.group().lstrip("("))
        _restrict(
            clues, match.group(), {(month - 2) % 12 + 1, (month - 1) % 12 + 1, month % 12 + 1}
        )


def _restrict(clues: Clues, words: str, months: set[int]) -> None:
    valid = {month for month in months if 1 <= month <= 12}
    if valid:
        clues.months[words] = valid


def _read_years(text: str, clues: Clues) -> None:
    for pattern, kind, shift in (
        (_THIS_YEAR, "exact", 0),
        (_LAST_YEAR, "exact", 1),
        (_SINCE_YEAR, "earliest", 1),
        (_UNTIL_YEAR, "latest", 0),
    ):
        for match in pattern.finditer(text):
            year = int(next(group for group in match.groups() if group)) + shift
            clues.note("year", match.group())
            if kind in ("exact", "earliest"):
                clues.earliest_year = max(year, clues.earliest_year or year)
            if kind in ("exact", "latest"):
                clues.latest_year = min(year, clues.latest_year or year)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    day: date
    as_printed: str
    weekday_fits: bool = True


def printed_dates(lines: list[str]) -> list[PrintedDate]:
    """Full dates in lines of their own (mastheads, the top of a site), each once."""
    found: dict[date, PrintedDate] = {}
    for line in lines:
        for match in FULL_DATE.finditer(line):
            day = full_date(match.group())
            weekday = _WEEKDAY.search(line, match.end())
            fits = weekday is None or day is None or _WEEKDAYS[day.weekday()] == weekday[1]
            if day is not None:
                end = weekday.end() if weekday else match.end()
                found.setdefault(day, PrintedDate(day, line[match.start() : end].strip(), fits))
    return list(found.values())


def labelled_date(lines: list[str]) -> PrintedDate | None:
    """ "입력 2024.08.20 09:12": a site's own word for when it published."""
    for line in lines:
        match = _LABELLED.search(line)
        day = full_date(match[1]) if match else None
        if day is not None:
            return PrintedDate(day, match.group())
    return None


def full_date(text: str) -> date | None:
    match = _DATE_PARTS.search(text)
    return _date(*map(int, match.groups())) if match else None


def date_in_file_name(name: str) -> date | None:
    match = _COMPACT.search(name) or _IN_FILE_NAME.search(name)
    return _date(*map(int, match.groups())) if match else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
