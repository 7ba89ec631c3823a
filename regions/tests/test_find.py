"""Names in running text, with their places. The texts are invented."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.models import Region
from regions.resolve import Mention, find
from regions.tests.geography import fixture_atlas, load

METROPOLITAN = (
    "광주시는 12일 시청에서 자치구 담당자 회의를 열고 동구와 북구에서 먼저 시작한 상담을 남구·서구로 넓힌다고 밝혔다. "
    "광산구청소년수련관도 참여한다. 부산 동구·북구의 사례도 소개됐다. /홍길동 기자"
)
GYEONGGI = (
    "광주시(시장 홍길동)는 3일 초월읍행정복지센터에서 설명회를 열었다. 송정동 주민도 참석했다."
)


def ask(text: str, *clues: str, day: date | None = None) -> list[Mention]:
    return find(fixture_atlas(), text, clues, day=day)


def found(text: str, *clues: str, day: date | None = None) -> list[tuple[str, str | None]]:
    return [(m.text, m.region and m.region.code) for m in ask(text, *clues, day=day)]


def test_every_name_of_an_article_is_found_and_told_apart():
    assert found(METROPOLITAN) == [
        ("광주시", "29"),
        ("동구", "29110"),
        ("북구", "29170"),
        ("남구", "29155"),
        ("서구", "29140"),
        ("광산구", "29200"),
    ]


def test_the_other_gwangju_is_told_by_its_town():
    assert found(GYEONGGI) == [
        ("광주시", "41610"),
        ("초월읍", "4161025300"),
        ("송정동", "4161052000"),
    ]


def test_the_surroundings_are_heard_only_where_the_text_is_silent():
    assert found("광주시는 공모를 시작했다.") == [("광주시", None)]
    assert found("광주시는 공모를 시작했다.", METROPOLITAN) == [("광주시", "29")]
    assert found(GYEONGGI, METROPOLITAN)[0] == ("광주시", "41610")
    assert found("광주시는 공모를 시작했다.", METROPOLITAN, GYEONGGI) == [("광주시", None)]


def test_a_contradiction_in_the_text_is_not_settled_from_outside():
    mixed = "광주시 북구와 달리 광주시는 초월읍에서 시작했다. 북구청은"
    assert ("광주시", None) in found(mixed, METROPOLITAN)


def test_the_day_of_the_article_decides_the_generation():
    assert ("광산구", "12330") in found(METROPOLITAN, day=date(2026, 9, 1))
    assert ("광주시", "29") in found(METROPOLITAN, day=date(2026, 9, 1))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_are_those_of_the_text_as_given(form):
    text = unicodedata.normalize(form, METROPOLITAN)
    mentions = ask(text)
    assert [unicodedata.normalize("NFC", text[m.start : m.end]) for m in mentions] == [
        m.text for m in ask(METROPOLITAN)
    ]
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_a_weather_list_names_no_region():
    assert found("맑음광주 4.4℃\n구름많음강진군 2.7℃\n박무부산 6.2℃") == []


def test_a_name_broken_by_a_blank_line_is_two():
    assert [m.text for m in ask("광주시\n\n북구")] == ["광주시", "북구"]
    assert [m.text for m in ask("광주시\n북구")] == ["광주시\n북구"]


def test_landmarks_and_telephones_are_clues_but_not_regions():
    assert found("광주시 무등산 탐방 안내 062-613-0000") == [("광주시", "29")]


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert all(text[m.start : m.end] == m.text for m in ask(text))


@given(
    st.lists(
        st.sampled_from(sorted({n.text for n in fixture_atlas().names}) + list(" ·,\n의 ")),
        max_size=30,
    )
)
def test_mentions_come_in_order_and_do_not_overlap(words):
    mentions = [m for m in ask("".join(words)) if not m.text.isascii()]
    assert all(one.end <= other.start for one, other in zip(mentions, mentions[1:], strict=False))


@pytest.mark.django_db
def test_the_manager_finds_in_three_queries(django_assert_num_queries):
    load()
    with django_assert_num_queries(3):
        mentions = Region.objects.find(METROPOLITAN)
        assert mentions[1].region.full_name == "광주광역시 동구"
