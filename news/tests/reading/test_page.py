"""What holds for every page, whatever is on it."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.reading.page import read_page, read_text
from news.tests.reading.layouts import random_page
from news.tests.reading.samples import sample, sample_names

ITEM_KEYS = ["kind", "headline", "deck", "reporter", "text", "ranges", "regions", "corrections"]
KINDS = {"article", "photo", "notice", "advertisement", "furniture"}


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def assert_ranges_hold(reading):
    """Ranges lie in the source, in order, and no two items share a character."""
    taken = []
    for item in reading.items:
        assert list(item.ranges) == sorted(item.ranges)
        taken += item.ranges
    taken.sort()
    assert all(0 <= start < end <= len(reading.source) for start, end in taken)
    assert all(one[1] <= other[0] for one, other in zip(taken, taken[1:], strict=False))


def assert_nothing_is_lost(reading):
    covered = set()
    for item in reading.items:
        for start, end in item.ranges:
            covered.update(range(start, end))
    left = "".join(c for place, c in enumerate(reading.source) if place not in covered)
    assert not any(char.isalnum() for char in left)


def assert_text_stands_in_ranges(reading):
    """An item says nothing that its pieces do not print, and in their order."""
    for item in reading.items:
        printed = iter(letters("".join(reading.source[start:end] for start, end in item.ranges)))
        assert all(char in printed for char in letters(item.text))


@pytest.mark.parametrize("name", sample_names())
def test_sample_pages_are_covered_by_their_items(name):
    reading = read_page(sample(name)[0])
    assert_ranges_hold(reading)
    assert_nothing_is_lost(reading)
    assert_text_stands_in_ranges(reading)


@pytest.mark.parametrize("seed", range(100, 112))
def test_random_pages_are_covered_by_their_items(seed):
    reading = read_text(random_page(seed).text)
    assert_ranges_hold(reading)
    assert_nothing_is_lost(reading)
    assert_text_stands_in_ranges(reading)


LINES = st.sampled_from(
    [
        "",
        "",
        " ",
        "나주시, 배 농가 돕는다",
        "나주시는 7일 배 농가에 포장재를 지원한다고 밝혔다.",
        "를 높이기 위해 교육을 열고 120",
        "명이 참여했다. /한여름 기자",
        "/한여름 기자",
        "(나주시 제공)",
        "강변을 걷는 시민들 모습",
        "상담문의 061-555-0143",
        "2024년 3월 12일 화요일",
        "남녘일보",
        "나주시 공고 제2024-11호",
        "나주시장",
        "더보기",
        "• 맑음나주 3.2℃",
        "◆ 신청은 이렇게",
        "가",
        "다.",
        "“",
        "12",
        "\u3000",
        "한여름 기자 |",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_lines_in_any_order_are_read(lines):
    text = "\n".join(lines)
    if not any(char.isalnum() for char in text):
        return
    reading = read_text(text)
    assert_ranges_hold(reading)
    assert_nothing_is_lost(reading)
    assert_text_stands_in_ranges(reading)
    assert {item.kind for item in reading.items} <= KINDS


def test_json_has_exactly_the_agreed_shape():
    found = json.loads(json.dumps(read_page(sample("districts")[0]).as_json()))
    assert list(found) == ["publisher", "published_on", "precision", "date_reason", "items"]
    assert all(list(item) == ITEM_KEYS for item in found["items"])


def test_the_publisher_that_staff_name_prevails():
    data, _ = sample("interleaved")
    assert read_page(data, publisher="다른신문").publisher == "다른신문"


def test_the_same_page_is_read_the_same_twice():
    data, _ = sample("interleaved")
    assert read_page(data) == read_page(data)
