"""Sentences and their places; relative dates and what can be told from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.dates import PartialDate
from news.reading.figures import find
from programs.evidence.sentences import Sentences
from programs.evidence.timing import Order, dates_of, order


@given(st.text(alphabet="가나다. \n?!”)1,2.5년%/", max_size=200))
def test_sentences_are_pieces_of_the_text_in_order_and_lose_no_letter(text):
    sentences = Sentences(text).all

    assert all(text[s.start : s.end] == s.text and s.text == s.text.strip() for s in sentences)
    assert all(a.end <= b.start for a, b in zip(sentences, sentences[1:], strict=False))
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("참가자는 3.5배다. 끝났다.", 2),
        ("“좋다.”고 말했다. 다시 열린다!", 2),
        ("제목\n본문이다. 이어진다.", 3),
        ("한 문장이다", 1),
    ],
)
def test_where_sentences_end(text, count):
    assert len(Sentences(text).all) == count


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("올해", "2026-03-02", "2026"),
        ("지난해", "2026-03-02", "2025"),
        ("내년 5월", "2026-03-02", "2027-05"),
        ("지난 8일", "2026-03-12", "2026-03-08"),
        ("지난 28일", "2026-03-12", "2026-02-28"),
        ("지난 11월", "2026-03-02", "2025-11"),
        ("오는 4월", "2026-03-02", "2026-04"),
        ("오는 1월", "2026-03-02", "2027-01"),
        ("9월말 기준", "2020-10-12", "2020-09-30"),
        ("지난해 말 현재", "2026-03-02", "2025-12-31"),
        ("5월", "2026-03-02", "XXXX-05"),
        ("올해", "XXXX-08", "None"),
        ("지난 11월", "2026", "XXXX-11"),
        ("오는 4월", None, "XXXX-04"),
        ("2월 29일", "2026-03-02", "XXXX-02-29"),
    ],
)
def test_relative_dates_are_tied_to_the_day_of_publication_and_never_further(
    words, published, expected
):
    [figure] = find(f"{words} ")
    day = PartialDate.parse(published) if published else None

    assert str(dates_of(figure, day)[0]) == expected


partial_dates = st.builds(
    lambda year, month, day: PartialDate(year, month, day if month else None),
    st.integers(2000, 2030),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)


@given(partial_dates, partial_dates)
def test_order_is_antisymmetric_and_certain_only_where_no_day_is_shared(one, other):
    opposite = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE, Order.SAME: Order.SAME}

    assert order(other, one) == opposite[order(one, other)]
    shares = one.earliest <= other.latest and other.earliest <= one.latest
    assert (order(one, other) is Order.SAME) == shares


@given(st.text(max_size=300))
def test_any_text_can_be_split_and_searched(text):
    Sentences(text)
