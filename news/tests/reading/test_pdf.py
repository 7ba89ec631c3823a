import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.reading.decode import Unreadable
from news.reading.page import read_page
from news.reading.pdf import Box, in_reading_order
from news.tests.reading.pdf_maker import make_pdf
from news.tests.reading.samples import sample

WIDTH = 18


def column(text: str, left: float, top: float) -> list[tuple[float, float, float, str]]:
    rows = [text[start : start + WIDTH].strip() for start in range(0, len(text), WIDTH)]
    return [(left, top - 14 * number, 10, row) for number, row in enumerate(rows)]


def in_columns(text: str, count: int, left: float, top: float) -> list[tuple]:
    size = len(text) // count + 1
    size += -size % WIDTH
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    return [
        row for number, part in enumerate(parts) for row in column(part, left + 200 * number, top)
    ]


def page_of_two_articles() -> tuple[bytes, list[dict]]:
    items = [item for item in sample("wrapped-lines")[1]["items"] if item["kind"] == "article"]
    first, second = items
    rows = [
        (60, 1100, 28, first["headline"]),
        *(
            (60, 1070 - 20 * place, 14, line)
            for place, line in enumerate(["수련비와 작업실 제공", "수료 뒤 창업 지원"])
        ),
        *in_columns(first["text"] + " /이레 기자", 3, 60, 1020),
        (60, 790, 24, second["headline"]),
        *in_columns(second["text"] + " /천가온 기자", 2, 60, 760),
    ]
    random.Random(4).shuffle(rows)
    return make_pdf(rows), items


def test_columns_are_read_one_after_the_other_whatever_the_files_order():
    data, expected = page_of_two_articles()
    found = [item for item in read_page(data).items if item.kind == "article"]
    assert [item.headline for item in found] == [item["headline"] for item in expected]
    assert [item.reporter for item in found] == ["이레", "천가온"]
    assert found[0].deck == ("수련비와 작업실 제공", "수료 뒤 창업 지원")
    for item, wanted in zip(found, expected, strict=True):
        assert item.text.replace(" ", "") == wanted["text"].replace(" ", "")


def test_a_scanned_pdf_is_refused():
    with pytest.raises(Unreadable, match="스캔"):
        read_page(make_pdf([], with_text=False))


@pytest.mark.parametrize("keep", [8, 200, 900])
def test_a_broken_pdf_is_refused(keep):
    with pytest.raises(Unreadable):
        read_page(page_of_two_articles()[0][:keep])


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr("news.reading.pdf.MOST_PAGES", 0)
    with pytest.raises(Unreadable, match="쪽"):
        read_page(page_of_two_articles()[0])


def box(left, bottom, right, top, text):
    return Box(left, bottom, right, top, text)


def order(*boxes) -> str:
    return "".join(found.text for found in in_reading_order(boxes))


def test_a_headline_over_columns_comes_first():
    assert (
        order(box(320, 0, 600, 700, "c"), box(0, 720, 600, 800, "a"), box(0, 0, 300, 700, "b"))
        == "abc"
    )


def test_an_article_below_comes_after_all_columns_above():
    boxes = [
        box(0, 500, 300, 700, "b"),
        box(320, 500, 600, 700, "c"),
        box(0, 0, 300, 460, "d"),
        box(320, 0, 600, 460, "e"),
    ]
    assert order(*reversed(boxes)) == "bcde"


SIDE = st.floats(0, 500, allow_nan=False)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(SIDE, SIDE, st.floats(1, 100), st.floats(1, 100)), max_size=25))
def test_every_box_is_kept_once(places):
    boxes = [box(x, y, x + w, y + h, str(n)) for n, (x, y, w, h) in enumerate(places)]
    assert sorted(in_reading_order(boxes), key=lambda b: b.text) == sorted(
        boxes, key=lambda b: b.text
    )


def test_many_boxes_in_a_row_do_not_exhaust_the_stack():
    assert (
        len(in_reading_order(box(0, 20 * n, 100, 20 * n + 9, str(n)) for n in range(1500))) == 1500
    )
