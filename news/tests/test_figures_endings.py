"""A figure may be the last word of its sentence: "17일까지다", "30개사다"."""

from __future__ import annotations

import pytest

from news.reading.figures import find


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("기업은 30개사다.", "company", 30),
        ("참가 기업은 30여 개사다.", "company", 30),
        ("모두 5회다", "time", 5),
        ("수는 7가구다.", "household", 7),
        ("모인 사람은 9명뿐이다.", "person", 9),
        ("기업이 9개사뿐이었다는 말", "company", 9),
        ("920만 달러다.", "USD", 9_200_000),
    ],
)
def test_a_counter_may_end_the_sentence(text, unit, value):
    [figure] = find(text)

    assert (figure.unit, figure.value) == (unit, value)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("기간은 4월6일부터 17일까지다.", "XXXX-04-06/XXXX-04-17"),
        ("기간은 4월 6일~17일이다.", "XXXX-04-06/XXXX-04-17"),
        ("마감은 4월 17일까지다.", "../XXXX-04-17"),
    ],
)
def test_a_period_may_end_the_sentence(text, date):
    [figure] = find(text)

    assert figure.date == date
