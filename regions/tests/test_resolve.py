"""Which region a written name means, and when nobody can say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.models import Region
from regions.resolve import Candidate, Resolution, resolve
from regions.tests.geography import fixture_atlas, load

BEFORE, AFTER = date(2020, 10, 12), date(2026, 8, 1)


def ask(text: str, *clues: str, day: date | None = None) -> Resolution:
    return resolve(fixture_atlas(), text, clues, day=day)


def code(answer: Resolution) -> str | None:
    return answer.region and answer.region.code


def candidates(answer: Resolution) -> set[str]:
    return {candidate.region.code for candidate in answer.candidates}


@pytest.mark.parametrize(
    "name", ["광주시", "광주", "광주시가", "광주시장", "광주시의회는", "광주시, 임산부 지원"]
)
def test_gwangju_alone_stays_open_with_both_listed(name):
    answer = ask(name)
    assert answer.is_open
    assert answer.region is None
    assert candidates(answer) == {"29", "41610"}
    assert answer.clues == ()


@pytest.mark.parametrize(
    "clue",
    [
        "초월읍", "곤지암읍에서", "경안동", "퇴촌면", "경기도", "경기도의회", "경기 광주", "남한산성", "오포읍",
        "코드 41610", "4161025300", "전화 031-760-0000", "하남시·광주시·이천시", "광남동", "신현동",
    ],
)  # fmt: skip
def test_signs_of_gyeonggi_make_it_gyeonggis(clue):
    answer = ask("광주시", f"이날 {clue} 주민이 모였다")
    assert code(answer) == "41610"
    assert [c.speaks_for for c in answer.clues] == [("41610",)] * len(answer.clues)


@pytest.mark.parametrize(
    "clue",
    [
        "북구", "광산구", "동구와 북구에서", "북구청장", "서구의회", "광주광역시", "자치구", "구청", "전남광주통합특별시",
        "시 소방안전본부", "문화경제부시장", "특별지방행정기관장", "광주지방기상청장", "광주출입국·외국인사무소", "광주시교육청", "광주·전남",
        "부산·광주", "무등산국립공원", "고려인마을", "수완동", "월곡동", "중흥동", "행정동 코드: 29200", "(062)613-0000",
    ],
)  # fmt: skip
def test_signs_of_the_former_metropolitan_city_make_it_that(clue):
    answer = ask("광주시", f"이날 {clue} 모였다")
    assert code(answer) == "29"
    assert answer.clues


@pytest.mark.parametrize(
    "clue",
    [
        "송정동",
        "광주",
        "목포시",
        "전라남도는",
        "대구 북구",
        "강서구",
        "서구적",
        "안양시",
        "29200명",
    ],
)
def test_what_fits_both_or_neither_decides_nothing(clue):
    assert ask("광주시", f"이날 {clue} 모였다").is_open


@pytest.mark.parametrize(
    "clues",
    [
        ["초월읍", "북구"],
        ["경안동", "자치구"],
        ["경기도", "무등산"],
        ["062-613-0000", "031-760-0000"],
    ],
)
def test_clues_against_each_other_leave_it_open_and_are_shown(clues):
    answer = ask("광주시", *clues)
    assert answer.is_open
    heard = {candidate.region.code: candidate.clues for candidate in answer.candidates}
    assert heard["29"]
    assert heard["41610"]
    assert len(answer.clues) == 2


def test_every_clue_says_what_it_is_and_for_whom_it_speaks():
    clue = ask("광주시", "초월읍장이 말했다").clues[0]
    assert clue == ("name", "초월읍장", ("41610",))
    assert {c.kind for c in ask("광주시", "자치구, 무등산, 062-613-0000, 코드 29, 북구, 광주·전남").clues} == {
        "office", "landmark", "phone", "code", "name", "beside",
    }  # fmt: skip


def test_a_name_found_everywhere_yields_to_a_certain_one():
    assert code(ask("광주시", "중앙동")) == "29"
    assert code(ask("광주시", "중앙동과 초월읍")) == "41610"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("경기도 광주시", "41610"),
        ("경기 광주", "41610"),
        ("경기광주에서", "41610"),
        ("광주시 남구", "29155"),
        ("광주시남구노대동 아파트", "29155"),
        ("광주 광산구", "29200"),
        ("광주광역시 광산구", "29200"),
        ("전남광주통합특별시 광산구", "12330"),
        ("전남광주통합특별시", "12"),
        ("광주특별시", "12"),
        ("전남 목포시", "46110"),
        ("전남광주통합특별시 목포시는", "12110"),
        ("광주시 초월읍", "4161025300"),
        ("광주시 월곡1동", "2920060000"),
        ("광산구 월곡제1동 행정복지센터", "2920060000"),
        ("광주광역시 북구 중앙동", "2917055500"),
        ("광주시 신현동", "4161060000"),
        ("광주 북구 우산동", "2917062000"),
        ("광산구 우산동", "2920058000"),
        ("광산구 월곡동", "29200"),
        ("북구 중흥동", None),
        ("광주 북구 중흥동", "29170"),
        ("광주 송정동", None),
        ("광산구는", "29200"),
        ("광산구청소년수련관", "29200"),
        ("초월읍", "4161025300"),
        ("빛고을", "29"),
        ("전남", "46"),
        ("29", "29"),
        ("4161025300", "4161025300"),
        ("99999", None),
    ],
)
def test_qualified_and_unmistakable_names_need_no_clue(text, expected):
    assert code(ask(text)) == expected


@pytest.mark.parametrize(
    "name",
    ["동구", "서구", "남구", "북구", "중앙동", "월곡동", "중흥동", "통합특별시", "동구와 북구"],
)
def test_names_that_other_cities_have_too_need_a_clue(name):
    answer = ask(name)
    assert answer.is_open
    assert answer.candidates
    assert answer.clues == ()


@pytest.mark.parametrize(
    "clue",
    ["광주", "광주시에서", "광산구", "광주 서구", "수완동", "062-613-0000", "전남광주통합특별시"],
)
def test_a_district_is_ours_where_something_certain_leads_to_its_city(clue):
    assert code(ask("북구", clue)) in ("29170", "12300")


@pytest.mark.parametrize(
    "clue",
    ["경기도 광주시", "동구", "초월읍", "목포시", "전라남도", "자치구", "대구", "광주시 초월읍"],
)
def test_other_places_do_not_make_it_ours(clue):
    assert ask("북구", clue).is_open


@pytest.mark.parametrize(
    "text", ["강서구", "남동구", "성북구청", "서구화", "동구릉", "부산 북구", "대구광역시 서구", "포항 남구", "중국 광주", "광주리", "글로벌광주", "", "\x00", "가" * 5000]
)  # fmt: skip
def test_what_only_looks_like_a_name_is_none(text):
    assert ask(text, "광주광역시 광산구") == Resolution()


def test_a_foreign_city_takes_its_whole_list_of_districts_with_it():
    assert ask("대구 동구·서구와 남구", "광주").candidates == ()
    assert code(ask("대구, 북구", "광주시")) == "29170"


def test_districts_and_a_certain_district_beside_a_foreign_city_stay_ours():
    assert code(ask("부산 광산구")) == "29200"


def test_a_neighbourhood_of_both_follows_the_other_names():
    assert candidates(ask("송정동")) == {"29200", "4161052000"}
    assert code(ask("송정동", "초월읍")) == "4161052000"
    assert code(ask("송정동", "광산구")) == "29200"
    assert code(ask("송정동", "광주 북구")) == "29200"
    assert ask("송정동", "북구").is_open  # 울산 북구 has one, too
    assert ask("송정동", "광주시").is_open


def test_on_a_day_before_the_merger_it_is_the_former_region():
    for text in ("광주광역시 광산구", "광주 광산구", "광산구", "전남광주통합특별시 광산구"):
        assert code(ask(text, day=BEFORE)) == "29200"


def test_on_a_day_after_the_merger_it_is_the_present_one():
    for text in ("광주광역시 광산구", "광주 광산구", "광산구", "전남광주통합특별시 광산구"):
        assert code(ask(text, day=AFTER)) == "12330"


@pytest.mark.parametrize("text", ["광주광역시", "광주광역시 광산구 월곡1동", "전남"])
def test_a_region_without_one_successor_stays_itself_on_any_day(text):
    assert code(ask(text, day=AFTER)) == code(ask(text, day=BEFORE)) == code(ask(text))


def test_gwangju_stays_open_even_after_the_metropolitan_city_is_gone():
    assert ask("광주시", day=AFTER).is_open


def test_both_generations_of_a_district_are_one_candidate():
    assert candidates(ask("광산구")) == {"29200"}


def test_without_a_day_the_names_around_it_tell_the_era():
    assert code(ask("광산구")) == "29200"
    assert code(ask("광산구", "전남광주통합특별시")) == "12330"
    assert code(ask("광산구", "광주광역시")) == "29200"
    assert code(ask("광산구", "광주광역시와 전라남도가 전남광주통합특별시로")) == "29200"


def test_the_order_of_clues_does_not_matter():
    clues = ["초월읍", "송정동", "중앙동", "목포시", "031-760-0000"]
    forward, backward = ask("광주시", *clues), ask("광주시", *reversed(clues))
    assert forward.region == backward.region
    assert set(forward.clues) == set(backward.clues)


NAMES = sorted({name.text for name in fixture_atlas().names})


@given(
    st.lists(
        st.sampled_from([*NAMES, "부산", "자치구", "코드 29200", "·", "와 ", ", "]), max_size=8
    )
)
def test_an_answer_is_always_a_candidate_and_open_means_no_answer(words):
    answer = ask(" ".join(words[:2]), " ".join(words[2:]))
    assert answer.is_open == (answer.region is None)
    assert answer.is_open or answer.region in [c.region for c in answer.candidates]
    assert all(
        isinstance(c, Candidate) and c.clues for c in answer.candidates if c.region == answer.region
    )


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_repeating_a_clue_changes_nothing(name, clue):
    assert ask(name, clue).region == ask(name, clue, clue).region


@given(st.text(alphabet="광주시북구초월읍는에서 ·,.\n", max_size=40))
def test_a_bare_gwangju_never_falls_to_either_without_a_sign(text):
    answer = ask("광주시", text)
    assert answer.is_open or answer.clues


@pytest.mark.django_db
def test_the_manager_answers_from_the_database_in_three_queries(django_assert_num_queries):
    load()
    with django_assert_num_queries(3):
        answer = Region.objects.resolve("광주시", ["초월읍 주민"], day=AFTER)
        assert answer.region.full_name == "경기도 광주시"
    Region.objects.get(code="4161025300").names.all().delete()
    assert Region.objects.resolve("광주시", ["초월읍 주민"]).is_open


@pytest.mark.django_db
def test_a_name_added_by_staff_is_known_at_once():
    load()
    assert Region.objects.resolve("무등골").candidates == ()
    Region.objects.get(code="29").names.create(name="무등골", kind="common", stands_alone=True)
    assert Region.objects.resolve("무등골").region.code == "29"


@pytest.mark.django_db
def test_an_empty_database_knows_no_names():
    assert Region.objects.resolve("광주시") == Resolution()
