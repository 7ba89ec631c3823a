"""Figures in words. A number is grouped by 만, as Korean orthography (한글 맞춤법 제44항) writes and people read it:

11196 is "1만 1,196". A reader takes each group in as it is spoken, and a screen reader speaks it the same way,
while "11,196" or "214100000000" has to be counted through first. Commas help only inside a group of four.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from news.reading.figures.dates import DAY_WORDS, MONTH_WORDS, NEAR, PARTS, WEEKDAYS, YEAR_WORDS
from news.reading.figures.figure import Figure
from news.reading.figures.labels import ORDINAL_COUNTERS
from news.reading.figures.units import CASE_PREFIX, PER_CANONICAL, UNITS

_LARGE = ((10**12, "조"), (10**8, "억"), (10**4, "만"))


def number_words(value: Decimal) -> str:
    """11196 → "1만 1,196"; 214100000000 → "2,141억"; 1.5 → "1.5"."""
    if value < 0:
        return "-" + number_words(-value)
    groups = []
    rest = value
    for size, word in _LARGE:
        count, rest = divmod(rest, size)
        if count:
            groups.append(f"{int(count):,}{word}")
    if rest or not groups:
        groups.append(_small(rest))
    return " ".join(groups)


def _small(value: Decimal) -> str:
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():,f}"


def money_words(value: Decimal, unit: str) -> str:
    """An amount for residents: "2,141억 원", "3,180만 달러", "5,000원". ``unit`` is a currency code."""
    return _with_counter(number_words(value), UNITS[unit].counters[0])


def _with_counter(number: str, counter: str) -> str:
    """A counter joins a digit (5,000원, 11개) and stands apart from a word (2,141억 원)."""
    return f"{number}{counter}" if number[-1].isdigit() else f"{number} {counter}"


_BOUND_WORDS = {
    "": "",
    "at_most": " 이하",
    "at_least": " 이상",
    "more_than": " 초과",
    "less_than": " 미만",
}

_BOUND_FIRST = {"at_most": "최대", "at_least": "최소"}


def render(figure: Figure) -> str:
    """One canonical Korean form, which find() reads back as one figure of the same meaning."""
    if figure.kind in ("date", "year", "date_range"):
        return _render_date(figure)
    if figure.kind == "ordinal":
        return ORDINAL_COUNTERS[figure.unit].format(figure.value)
    if figure.kind == "fraction":
        share = Fraction(figure.value).limit_denominator(9999)
        return f"{share.denominator}분의 {share.numerator}"
    if figure.kind == "ratio":
        return f"{figure.value}대 1"
    if figure.kind == "time_of_day":
        return _render_time(figure)
    if figure.kind == "recurrence":
        return _render_recurrence(figure)
    if figure.kind in ("phone", "identifier"):
        return figure.text
    return _render_quantity(figure)


def _render_quantity(figure: Figure) -> str:
    words = []
    if figure.per:
        words.append(PER_CANONICAL[figure.per])
    if figure.unit in CASE_PREFIX:
        words.insert(0, CASE_PREFIX[figure.unit])
    if figure.unit == "machine" and figure.bound in _BOUND_FIRST:
        # "20대 이상" would be people in their twenties.
        return " ".join([*words, _BOUND_FIRST[figure.bound], _amount(figure)])
    return " ".join([*words, _amount(figure)]) + _BOUND_WORDS[figure.bound]


def _amount(figure: Figure) -> str:
    if figure.value is None:
        return f"수십 {_counter(figure)}"
    about = "약 " if figure.is_approximate else ""
    number = number_words(figure.value)
    if figure.value_max is not None:
        # Both ends keep their counter: "20~30만 원" would leave open what 20 is.
        return f"{about}{_with_counter(number, _counter(figure))}~{_last(figure)}"
    return (
        about
        + (_with_counter(number, _counter(figure)) if figure.unit else number)
        + _length_mark(figure)
    )


def _last(figure: Figure) -> str:
    return _with_counter(number_words(figure.value_max), _counter(figure)) + _length_mark(figure)


def _length_mark(figure: Figure) -> str:
    """ "7일" alone would be a day of the month, "7일간" is a length."""
    return "간" if figure.unit == "day" and not figure.bound else ""


def _counter(figure: Figure) -> str:
    return UNITS["case" if figure.unit in CASE_PREFIX else figure.unit].counters[0]


# --- dates -------------------------------------------------------------------------------------


def _first_words(table: dict[str, str]) -> dict[str, str]:
    """Meaning → the first word listed for it."""
    return {meaning: word for word, meaning in reversed(table.items())}


_WORD_OF = (
    _first_words(YEAR_WORDS)
    | _first_words(MONTH_WORDS)
    | _first_words(DAY_WORDS)
    | _first_words(NEAR)
)
_PART_WORD = _first_words(PARTS)
_WEEKDAY_WORD = {code: word for word, code in WEEKDAYS.items()}


def _render_date(figure: Figure) -> str:
    basis = " 기준" if figure.is_as_of else ""
    if figure.kind != "date_range":
        return _point(figure.date, figure.relation, figure.part, figure.weekday) + basis
    first, last = figure.date.split("/")
    words = []
    if first != "..":
        words.append(_point(first, figure.relation, figure.part, figure.weekday) + "부터")
    if last != "..":
        words.append(_point(last, figure.relation_end, figure.part_end, "") + "까지")
    elif figure.relation_end == "now":
        words.append("현재까지")
    return " ".join(words) + basis


def _point(edtf: str, relation: str, part: str, weekday: str) -> str:
    words = [_WORD_OF[relation]] if relation else []
    for digits, unit in zip(edtf.split("-"), "년월일", strict=False):
        if "X" not in digits:
            words.append(f"{int(digits)}{unit}")
    if part:
        words.append(_PART_WORD[part])
    return " ".join(words) + (f"({_WEEKDAY_WORD[weekday]})" if weekday else "")


def _render_time(figure: Figure) -> str:
    return (
        "부터 ".join(_hour(clock) for clock in figure.date.split("/"))
        if figure.date
        else figure.text
    )


def _hour(clock: str) -> str:
    hour, minute = int(clock[1:3]), int(clock[4:])
    words = f"{'오전' if hour < 12 else '오후'} {hour % 12 or 12}시"
    return words + (f" {minute}분" if minute else "")


_EVERY_WORD = {"DAILY": "매일", "WEEKLY": "매주", "MONTHLY": "매월", "YEARLY": "매년"}
_NTH_WORD = {"1": "첫째", "2": "둘째", "3": "셋째", "4": "넷째", "5": "다섯째", "-1": "마지막"}


def _render_recurrence(figure: Figure) -> str:
    rule = dict(part.split("=") for part in figure.recurrence.split(";"))
    words = ["격주" if "INTERVAL" in rule else _EVERY_WORD[rule["FREQ"]]]
    if "BYMONTH" in rule:
        words.append(f"{rule['BYMONTH']}월")
    if "BYDAY" in rule:
        days = rule["BYDAY"].split(",")
        if nth := days[0][:-2]:
            words.append(f"{_NTH_WORD[nth]} 주")
        words.append("·".join(_WEEKDAY_WORD[day[-2:]] for day in days) + "요일")
    if "BYMONTHDAY" in rule:
        words.append(f"{rule['BYMONTHDAY']}일")
    return " ".join(words)
