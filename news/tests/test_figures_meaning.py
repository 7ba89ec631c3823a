"""Print → read gives the figure back; what comparing says; and that reading stays linear."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from news.reading.figures import (
    Comparison,
    Figure,
    Quantity,
    canonical_unit,
    find,
    money_words,
    number_words,
    render,
    same_date,
    same_quantity,
)
from news.reading.figures.labels import ORDINAL_COUNTERS
from news.reading.figures.units import CASE_PREFIX, COUNTERS, PER_CANONICAL, UNITS


def given(*strategies: st.SearchStrategy):
    """Without a time limit for each example: reading time has tests of its own, on CPU time."""
    return lambda test: settings(deadline=None)(hypothesis_given(*strategies)(test))


# 호 counts homes only in large numbers: a small one is an address.
PRINTABLE = sorted(code for code in UNITS if UNITS[code].counters or code in CASE_PREFIX)
EACH = ("person", "KRW", "USD", "time")
FINE = ("money", "percent", "measure", "multiple")
BOUNDS = ("", "at_most", "at_least", "more_than", "less_than")


def values(unit: str) -> st.SearchStrategy[Decimal]:
    # 조 is read only before a currency: "8조" is an article of a law, "2조" a team.
    top = 10**15 if UNITS[unit].kind == "money" else 10**12
    whole = st.integers(10_000 if unit == "home" else 1, top - 1).map(Decimal)
    small = st.integers(10_000 if unit == "home" else 1, 20_000).map(Decimal)
    if unit == "week":  # 300만 주 are shares
        return st.integers(1, 5_000).map(Decimal)
    if UNITS[unit].kind not in FINE:
        return small | whole
    return small | whole | st.decimals("0.01", "99999.99", places=2).map(_plain)


def _plain(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == int(value) else value.normalize()


@st.composite
def quantities(draw) -> Figure:
    unit = draw(st.sampled_from(PRINTABLE))
    value = draw(values(unit))
    value_max = draw(st.none() | values(unit))
    return Figure(
        kind=UNITS[unit].kind,
        value=value,
        value_max=value_max if value_max is not None and value_max > value else None,
        unit=unit,
        is_approximate=draw(st.booleans()),
        bound=draw(st.sampled_from(BOUNDS)),
        per=draw(st.sampled_from(["", *PER_CANONICAL])) if unit in EACH else "",
    )


def meaning(figure: Figure) -> Figure:
    """A figure without its place and its wording."""
    return replace(figure, start=0, end=0, text="", counter="")


def assert_reads_back(figure: Figure, sentence: str = "{}") -> None:
    printed = render(figure)
    found = find(sentence.format(printed))
    assert len(found) == 1, (printed, found)
    assert meaning(found[0]) == meaning(figure), printed
    assert found[0].text == printed


@given(quantities())
def test_a_printed_quantity_reads_back_as_itself(figure):
    assert_reads_back(figure)


@given(
    quantities(),
    st.sampled_from(["이번에 {}, 그렇다.", "군은 ({}) 정했다", "○ {}\n", "모두 “{}”라고 했다"]),
)
def test_a_printed_quantity_reads_back_from_a_sentence(figure, sentence):
    assert_reads_back(figure, sentence)


years = st.integers(1900, 2100).map(str)
months = st.integers(1, 12).map(lambda month: f"{month:02d}")
days = st.integers(1, 28).map(lambda day: f"{day:02d}")


def dashed(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("-".join)


X4, X2 = st.just("XXXX"), st.just("XX")
SHAPES = [
    dashed(years),
    dashed(years, months),
    dashed(years, months, days),
    dashed(X4, months),
    dashed(X4, months, days),
    dashed(X4, X2, days),
]


@st.composite
def points(draw) -> Figure:
    date = draw(st.one_of(SHAPES))
    has_day = date.count("-") == 2
    parts = ["", "early", "end"] + (
        ["middle", "late"] if "-" in date else ["first_half", "q1", "q4"]
    )
    return Figure(
        kind="date" if "-" in date else "year",
        date=date,
        relation=draw(st.sampled_from(["", "past", "coming", "this"])),
        part="" if has_day else draw(st.sampled_from(parts)),
        weekday=draw(st.sampled_from(["", "MO", "SU"])) if has_day else "",
        is_as_of=draw(st.booleans()),
    )


@given(points())
def test_a_printed_date_reads_back_as_itself(figure):
    assert_reads_back(figure)


@given(
    st.sampled_from(["this_year", "last_year", "next_year", "year_before_last"]),
    st.one_of(X4, dashed(X4, months), dashed(X4, months, days)),
)
def test_a_date_of_a_told_year_reads_back_as_itself(relation, date):
    assert_reads_back(Figure(kind="date" if "-" in date else "year", date=date, relation=relation))


@given(
    st.sampled_from(["this_month", "last_month", "next_month"]),
    st.one_of(dashed(X4, X2), dashed(X4, X2, days)),
)
def test_a_date_of_a_told_month_reads_back_as_itself(relation, date):
    assert_reads_back(Figure(kind="date", date=date, relation=relation))


@given(
    st.sampled_from(SHAPES).flatmap(lambda shape: st.tuples(shape, shape)),
    st.sampled_from(["both", "first", "last"]),
)
def test_a_printed_period_reads_back_as_itself(ends, which):
    first, last = sorted(ends)
    date = {"both": f"{first}/{last}", "first": f"{first}/..", "last": f"../{last}"}[which]
    assert_reads_back(Figure(kind="date_range", date=date))


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_printed_time_reads_back_as_itself(hour, minute):
    assert_reads_back(Figure(kind="time_of_day", date=f"T{hour:02d}:{minute:02d}"))


@given(
    st.sampled_from(["WEEKLY", "WEEKLY;INTERVAL=2"]),
    st.lists(
        st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
        min_size=1,
        max_size=4,
        unique=True,
    ),
)
def test_a_printed_repetition_reads_back_as_itself(every, weekdays):
    assert_reads_back(
        Figure(kind="recurrence", recurrence=f"FREQ={every};BYDAY={','.join(weekdays)}")
    )


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=25",
        "FREQ=MONTHLY;BYDAY=2WE",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=YEARLY;BYMONTH=10",
        "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=10",
    ],
)
def test_printed_rules_read_back_as_themselves(rule):
    assert_reads_back(Figure(kind="recurrence", recurrence=rule))


@given(st.sampled_from(sorted(ORDINAL_COUNTERS)), st.integers(1, 999))
def test_a_printed_ordinal_reads_back_as_itself(unit, value):
    assert_reads_back(Figure(kind="ordinal", value=Decimal(value), unit=unit))


@given(st.integers(2, 999), st.integers(1, 998))
def test_a_printed_fraction_reads_back_as_itself(denominator, numerator):
    assume(numerator < denominator)
    value = Decimal(numerator) / Decimal(denominator)
    found = find(render(Figure(kind="fraction", value=value, unit="fraction")))
    assert [(figure.kind, round(figure.value, 20)) for figure in found] == [
        ("fraction", round(value, 20))
    ]


@given(
    st.text(
        alphabet="0123456789만억천백십조여명개원달러년월일시간부터까지~·.,-() 지난오는올해약한두제차회%매주",
        max_size=60,
    )
)
def test_any_text_gives_figures_in_order_within_it(text):
    end = 0
    for figure in find(text):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        end = figure.end


@given(st.text(alphabet="0123456789만억천명원년월일부터까지~ 지난해올", max_size=40))
def test_what_was_read_prints_and_reads_back_the_same(text):
    for figure in find(text):
        if figure.kind in ("count", "money") and figure.value is not None:
            assert_reads_back(figure)


# --- words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (214_100_000_000, "KRW", "2,141억 원"),
        (31_800_000, "USD", "3,180만 달러"),
        (10_000_000, "USD", "1,000만 달러"),
        (1_200_000_000_000, "KRW", "1조 2,000억 원"),
        (5_000, "KRW", "5,000원"),
        (15_000, "KRW", "1만 5,000원"),
        (0, "KRW", "0원"),
    ],
)
def test_money_is_worded_for_residents(value, unit, words):
    assert money_words(Decimal(value), unit) == words


def test_numbers_are_grouped_as_they_are_spoken():
    assert number_words(Decimal(11196)) == "1만 1,196"
    assert number_words(Decimal("1.50")) == "1.5"
    assert number_words(Decimal("-3.5")) == "-3.5"


def test_every_counter_stands_for_one_unit():
    assert sum(len(unit.counters) for unit in UNITS.values()) == len(COUNTERS)


# --- comparing


def compared(a: str, b: Quantity) -> Comparison:
    figure = find(a)[0]
    assert same_quantity(figure, b) == same_quantity(b, figure)
    return same_quantity(figure, b)


@pytest.mark.parametrize(
    ("printed", "stored", "result"),
    [
        ("2천만달러", Quantity(Decimal(20_000_000), unit="USD"), "equal"),
        ("2천만달러", Quantity(Decimal(20_000_000), unit="KRW"), "incomparable"),
        ("2천만달러", Quantity(Decimal(21_000_000), unit="USD"), "different"),
        ("130여명", Quantity(Decimal(130), unit="people", is_approximate=True), "equal"),
        ("130여명", Quantity(Decimal(137), unit="people"), "consistent"),
        ("130여명", Quantity(Decimal(187), unit="people"), "different"),
        ("137명", Quantity(Decimal(130), unit="people", is_approximate=True), "consistent"),
        ("137명", Quantity(Decimal(130), unit="people"), "different"),
        ("약 5천명", Quantity(Decimal(8000), unit="people", is_approximate=True), "different"),
        ("30여 곳", Quantity(Decimal(24), unit="venues"), "different"),
        ("10여 명", Quantity(Decimal(16), unit="people"), "consistent"),
        ("5개소", Quantity(Decimal(5), unit="institutions"), "equal"),
        ("24곳", Quantity(Decimal(24), unit="centres"), "equal"),
        ("72건", Quantity(Decimal(72), unit="consultations"), "equal"),
        ("5건의 계약", Quantity(Decimal(5), unit="MOU"), "incomparable"),
        ("6만부", Quantity(Decimal(60_000), unit="masks"), "equal"),
        ("20명", Quantity(Decimal(20), unit="companies"), "incomparable"),
        ("20명", Quantity(Decimal(20), unit="couples"), "incomparable"),
        ("12개월", Quantity(Decimal(1), unit="years"), "equal"),
        ("최대 50%", Quantity(Decimal(50), unit="percent"), "equal"),
        ("50% 이상", Quantity(Decimal(50), unit="percent", bound="at_most"), "different"),
        ("80개 이상", Quantity(Decimal(84), unit="items"), "consistent"),
        ("80개 이상", Quantity(Decimal(76), unit="items"), "different"),
        ("2000만~1억원", Quantity(Decimal(20_000_000), Decimal(100_000_000), "KRW"), "equal"),
        ("2000만~1억원", Quantity(Decimal(50_000_000), unit="KRW"), "consistent"),
        ("2000만~1억원", Quantity(Decimal(20_000_000), Decimal(90_000_000), "KRW"), "different"),
        ("월 20만원", Quantity(Decimal(200_000), unit="KRW", per="year"), "incomparable"),
        ("월 20만원", Quantity(Decimal(200_000), unit="KRW"), "equal"),
        ("수십 명", Quantity(Decimal(50), unit="people"), "incomparable"),
        ("관람객 3만", Quantity(Decimal(30_000), unit="people"), "incomparable"),
    ],
)
def test_a_printed_figure_is_compared_with_a_stored_value_as_a_number(printed, stored, result):
    assert compared(printed, stored) == result


@given(quantities(), quantities())
def test_comparing_is_symmetric_and_a_value_equals_itself(a, b):
    assert same_quantity(a, b) == same_quantity(b, a)
    assert same_quantity(a, a) == Comparison.EQUAL


@pytest.mark.parametrize(
    ("a", "b", "result"),
    [
        ("2020-11-19", "2020-11-19", "equal"),
        ("XXXX-11-19", "2020-11-19", "consistent"),
        ("2020-11", "2020-11-19", "consistent"),
        ("XXXX-11-19/XXXX-11-27", "2020-11-19/2020-11-27", "consistent"),
        ("XXXX-11-19/XXXX-11-27", "2020-11-19/2020-11-28", "different"),
        ("../2024-06", "2024-04/2024-06", "consistent"),
        ("XXXX-XX-08", "2020-10-09", "different"),
        ("2020-11", "2020-11/2020-12", "incomparable"),
        ("", "2020", "incomparable"),
    ],
)
def test_dates_are_compared_by_what_both_state(a, b, result):
    assert same_date(a, b) == same_date(b, a) == result


def test_every_unit_of_the_catalogue_has_a_canonical_unit():
    assert canonical_unit("people") == canonical_unit("명") == canonical_unit("person") == "person"
    assert canonical_unit("of their own") == "of their own"
