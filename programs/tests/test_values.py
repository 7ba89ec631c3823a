from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.dates import PartialDate
from programs.models import Fact
from programs.units import Unit
from programs.values import (
    date_words,
    exact_words,
    fact_words,
    number_words,
    period_words,
    quantity_words,
)


def fact(number=None, number_max=None, unit="people", **fields) -> Fact:
    number, number_max = (
        None if each is None else Decimal(str(each)) for each in (number, number_max)
    )
    return Fact(
        number=number, number_max=number_max, unit=unit if number is not None else "", **fields
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (fact(11196), "11,196명"),
        (fact(450, unit="couples"), "450쌍"),
        (fact(150, unit="companies"), "150개사"),
        (fact(10, unit="institutions"), "10개 기관"),
        (fact(10, unit="percent"), "10%"),
        (fact("1.5", unit="percent"), "1.5%"),
        (fact(130, unit="venues", is_approximate=True), "약 130곳"),
        (fact(2, 3, unit="zones"), "2~3곳"),
        (fact(214100000000, unit="KRW"), "2,141억 원"),
        (fact(9840000, unit="USD"), "984만 달러"),
        (fact(5000, unit="KRW"), "5,000원"),
        (fact(20000000, 100000000, unit="KRW"), "2,000만~1억 원"),
        (fact(20000000, 100000000, unit="KRW", is_approximate=True), "약 2,000만~1억 원"),
        (fact(text="전국에서 처음"), "전국에서 처음"),
        (fact(date=PartialDate(2024, 3)), "2024년 3월"),
        (fact(date=PartialDate(None, 10, 10)), "10월 10일 (연도 확인되지 않음)"),
    ],
)
def test_a_value_is_written_as_residents_read_it(value, words):
    assert fact_words(value) == words


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (fact(214100000000, unit="KRW"), "214,100,000,000원"),
        (fact(20000000, 100000000, unit="KRW"), "20,000,000~100,000,000원"),
        (fact(5000, unit="KRW"), ""),
        (fact(11196), ""),
        (fact(text="글"), ""),
    ],
)
def test_shortened_money_comes_with_its_last_digit_and_nothing_else_does(value, exact):
    assert exact_words(value) == exact


@given(st.integers(0, 10**15))
def test_a_count_keeps_every_digit(number):
    assert int(number_words(Decimal(number)).replace(",", "")) == number


@given(st.integers(0, 10**12), st.sampled_from(list(Unit)))
def test_every_unit_can_be_written(number, unit):
    words = quantity_words(Decimal(number), None, unit)

    assert words[0].isdigit()
    assert words.endswith(unit.counter)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-11-19", "2020-11-27", "2020년 11월 19일부터 2020년 11월 27일까지"),
        ("2020-03", "2020-03", "2020년 3월"),
        ("2024-04-01", "2024-11", "2024년 4월 1일부터 2024년 11월까지"),
        ("2020-06", None, "2020년 6월부터"),
        (None, "2020-10-31", "2020년 10월 31일까지"),
        ("XXXX-XX-10", "XXXX-XX-16", "10일부터 16일까지 (연도와 월 확인되지 않음)"),
        ("XXXX-08", None, "8월부터 (연도 확인되지 않음)"),
        ("XXXX-08", "2024-11", "8월 (연도 확인되지 않음)부터 2024년 11월까지"),
        (None, None, ""),
    ],
)
def test_a_period_says_no_more_than_its_ends(start, end, words):
    assert period_words(*(each and PartialDate.parse(each) for each in (start, end))) == words


def test_a_date_that_is_not_known_says_so():
    assert date_words(None) == "확인되지 않음"
