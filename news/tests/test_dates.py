from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from news.dates import PartialDate, PartialDateField

days = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@st.composite
def partial_dates(draw):
    day = draw(days)
    shape = draw(st.sampled_from(["ymd", "ym", "y", "m", "md", "d"]))
    return PartialDate(
        year=day.year if "y" in shape else None,
        month=day.month if "m" in shape else None,
        day=day.day if "d" in shape else None,
    )


@given(partial_dates())
def test_what_is_written_reads_back_the_same(value):
    assert PartialDate.parse(str(value)) == value


@given(days, days)
def test_text_of_full_dates_sorts_as_the_days_do(a, b):
    assert (str(PartialDate.of(a)) < str(PartialDate.of(b))) == (a < b)


@given(partial_dates())
def test_bounds_enclose_what_is_stated_and_nothing_is_filled_in(value):
    if value.year is None:
        assert value.earliest is value.latest is value.exact is None
    else:
        assert value.earliest <= value.latest
        assert (value.earliest == value.latest) == (value.precision == "day")


@given(st.text(max_size=30))
def test_any_other_text_is_refused_with_a_sentence(text):
    try:
        PartialDate.parse(text)
    except ValueError:
        assert is_empty_or_refused(text)


def is_empty_or_refused(text: str) -> bool:
    try:
        return PartialDateField().to_python(text) is None
    except ValidationError as error:
        return bool(error.messages)


@pytest.mark.parametrize(
    "text",
    [
        "2024-13",
        "2024-02-30",
        "2023-02-29",
        "XXXX",
        "XXXX-XX",
        "2024-XX-10",
        "24-01",
        "2024-1-1",
        "999999999999",
        "0000",
    ],
)
def test_impossible_dates_are_refused(text):
    with pytest.raises(ValueError, match="partial date|year|month|day"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-10-12", "2020년 10월 12일"),
        ("2020-06", "2020년 6월"),
        ("2020", "2020년"),
        ("XXXX-08", "8월 (연도 확인되지 않음)"),
        ("XXXX-10-10", "10월 10일 (연도 확인되지 않음)"),
        ("XXXX-XX-16", "16일 (연도와 월 확인되지 않음)"),
        ("XXXX-02-29", "2월 29일 (연도 확인되지 않음)"),
    ],
)
def test_words_say_what_is_missing(text, words):
    assert PartialDate.parse(text).words == words


def test_a_row_with_a_partial_date_passes_full_clean():
    from news.models import Article

    article = Article(headline="제목", key="k", date_published="2020-06")
    article.clean_fields(exclude=["publisher"])
    assert article.date_published == PartialDate(2020, 6)
