"""Times of day ("오후 3시 30분", "10:00~17:00") and repetitions ("매주 월요일", "매월 25일")."""

from __future__ import annotations

import re

from news.reading.figures.dates import WEEKDAYS
from news.reading.figures.figure import Figure
from news.reading.figures.korean import TAIL, starts_word

_HALF = "오전|오후|낮|밤|저녁|새벽|아침"
_AFTERNOON = frozenset(("오후", "저녁"))
_TIME = re.compile(
    rf"(?:(?P<half>{_HALF}) ?)?(?:(?P<hour>2[0-4]|1[0-9]|0?[0-9])(?:시(?!간|[·민군도의장청내])(?={TAIL}|[ 0-9반])"
    rf"(?: ?(?P<minute>[0-5]?[0-9])분| ?(?P<half_past>반)(?={TAIL}))?"
    r"|(?P<shared>(?= ?[~–-] ?(?:2[0-4]|1[0-9]|0?[0-9])시(?!간))))"
    r"|(?P<hour2>2[0-4]|1[0-9]|0?[0-9]):(?P<minute2>[0-5][0-9])(?![0-9:]))"
)
_JOINT = re.compile(r" ?[~–-] ?|부터 ?|에서 ?")
_EVERY = {
    "매일": "DAILY",
    "매주": "WEEKLY",
    "격주": "WEEKLY;INTERVAL=2",
    "매월": "MONTHLY",
    "매달": "MONTHLY",
    "매년": "YEARLY",
    "해마다": "YEARLY",
}
_NTH = {
    "첫째": "1",
    "첫": "1",
    "둘째": "2",
    "셋째": "3",
    "넷째": "4",
    "다섯째": "5",
    "마지막": "-1",
}
_RECURRENCE = re.compile(
    rf"(?P<every>{'|'.join(_EVERY)})(?= |{TAIL}|[월화수목금토일](?:요일|[·~,]))"
    r"(?: ?(?P<month>1[0-2]|[1-9])월(?!요일))?"
    rf"(?: ?(?:(?P<nth>{'|'.join(_NTH)})|(?P<nth_number>[1-5])째?) ?주)?"
    r"(?: ?(?P<days>[월화수목금토일](?:요일)?(?:[·~,∙] ?[월화수목금토일](?:요일)?){0,6})(?<=요일))?"
    r"(?: ?(?P<day>3[01]|[12][0-9]|[1-9])일(?!간))?"
)
_COUNT_NEXT = re.compile(r" ?(?:평균 ?)?(?:약 ?|최대 ?|최소 ?)?(?:[0-9]|[한두세네] (?:번|차례))")
_WEEK = list(WEEKDAYS)


def _clock(match: re.Match[str]) -> str:
    """T15:30; an hour up to 12 without 오전 or 오후 stays unknown ("")."""
    hour = int(match["hour"] or match["hour2"])
    minute = 30 if match["half_past"] else int(match["minute"] or match["minute2"] or 0)
    half = match["half"]
    if half is None and match["hour"] and 1 <= hour <= 12:
        return ""
    if (
        (half in _AFTERNOON and hour < 12)
        or (half == "밤" and 6 <= hour < 12)
        or (half == "낮" and hour < 6)
    ):
        hour += 12
    elif (half in ("오전", "밤", "새벽") and hour == 12) or hour == 24:
        hour = 0
    return f"T{hour:02d}:{minute:02d}"


def read_time(text: str, pos: int, _floor: int) -> Figure | None:
    match = _TIME.match(text, pos)
    if match is None or (match["half"] and not starts_word(text, pos)):
        return None
    date, end = _clock(match), match.end()
    joint = _JOINT.match(text, end)
    last = joint and _TIME.match(text, joint.end())
    if last:
        date, end = _span(match, last), last.end()
    elif match["shared"] is not None:
        return None
    return Figure(kind="time_of_day", start=pos, end=end, date=date)


def _span(first: re.Match[str], last: re.Match[str]) -> str:
    ends = (_clock(first), _clock(last))
    return "/".join(ends) if all(ends) else ""


def read_recurrence(text: str, pos: int, _floor: int) -> Figure | None:
    """Not "매월 20만원", which is an amount for each month."""
    match = _RECURRENCE.match(text, pos)
    if match is None or not starts_word(text, pos):
        return None
    is_alone = not any(match[name] for name in ("month", "nth", "nth_number", "days", "day"))
    if is_alone and _COUNT_NEXT.match(text, match.end()):
        return None
    return Figure(kind="recurrence", start=pos, end=match.end(), recurrence=_rule(match))


def _rule(match: re.Match[str]) -> str:
    parts = [f"FREQ={_EVERY[match['every']]}"]
    if match["month"]:
        parts.append(f"BYMONTH={match['month']}")
    if match["days"]:
        nth = match["nth_number"] or _NTH.get(match["nth"] or "", "")
        parts.append("BYDAY=" + ",".join(nth + day for day in _weekdays(match["days"])))
    if match["day"]:
        parts.append(f"BYMONTHDAY={match['day']}")
    return ";".join(parts)


def _weekdays(printed: str) -> list[str]:
    """ "토·일요일" and "월~금요일"."""
    short = printed.replace("요일", "").replace(" ", "")
    if "~" in short:
        first, last = _WEEK.index(short[0]), _WEEK.index(short[-1])
        days = _WEEK[first : last + 1] if first <= last else _WEEK[first:] + _WEEK[: last + 1]
        return [WEEKDAYS[day] for day in days]
    return [WEEKDAYS[day] for day in short if day in WEEKDAYS]
