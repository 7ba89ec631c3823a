"""One region: its names, its end, and what the database refuses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from regions.models import Region, RegionName
from regions.tests.geography import codes, load, region

pytestmark = pytest.mark.django_db
MERGER = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("code", "full_name", "label"),
    [
        ("41610", "경기도 광주시", "경기도 광주시"),
        ("29", "광주광역시", "광주광역시"),
        ("29200", "광주광역시 광산구", "광주광역시 광산구"),
        ("12330", "전남광주통합특별시 광산구", "광주 광산구 (전남광주통합특별시)"),
        ("12110", "전남광주통합특별시 목포시", "목포시 (전남광주통합특별시)"),
        ("2920060000", "광주광역시 광산구 월곡1동", "광주광역시 광산구 월곡1동"),
    ],
)
def test_names_tell_regions_of_one_name_apart(code, full_name, label):
    load()
    found = region(code)
    assert (found.full_name, str(found), found.label) == (full_name, full_name, label)


def test_no_two_regions_have_the_same_full_name_or_label():
    load()
    regions = list(Region.objects.with_parents())
    assert len({r.full_name for r in regions}) == len({r.label for r in regions}) == len(regions)


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("29", "2026-07-01 전남광주통합특별시로 통합"),
        ("46", "2026-07-01 전남광주통합특별시로 통합"),
        ("29200", "2026-07-01 전남광주통합특별시로 통합"),
        ("2920060000", "2026-07-01부터 전남광주통합특별시 광산구에 속함. 새 코드는 확인되지 않음"),
        ("2917053000", "2024-01-01 중흥2동과 중흥3동이 중흥동으로 통합. 새 코드는 확인되지 않음"),
        ("12330", ""),
        ("41610", ""),
    ],
)
def test_a_dissolved_region_says_what_came_of_it(code, note):
    load()
    assert region(code).dissolution_note == note


def test_a_merger_within_a_province_names_the_region_itself():
    load()
    old, new = region("4161060000"), region("4161061000")
    old.valid_to = date(2030, 12, 31)
    old.successors.add(new)
    assert old.dissolution_note == "2031-01-01 능평동으로 통합"


def test_everything_a_page_says_takes_a_fixed_number_of_queries(django_assert_num_queries):
    load()
    with django_assert_num_queries(3):
        regions = list(Region.objects.for_pages())
        for found in regions:
            assert found.label
            assert found.full_name.startswith(found.province.name)
            assert bool(found.dissolution_note) == bool(found.valid_to)


@pytest.mark.parametrize(
    "day", [MERGER - timedelta(1), MERGER, date(1986, 10, 31), date(2024, 1, 1)]
)
def test_rows_and_queries_agree_on_what_is_in_force(day):
    load()
    regions = list(Region.objects.all())
    assert codes(Region.objects.current(day)) == {r.code for r in regions if r.is_current(day)}
    assert codes(Region.objects.dissolved(day)) == {r.code for r in regions if r.is_dissolved(day)}


def test_the_last_day_still_counts():
    load()
    assert region("29").is_current(MERGER - timedelta(1))
    assert region("29").is_dissolved(MERGER)
    assert not region("12").is_current(MERGER - timedelta(1))


def test_without_a_day_the_clock_of_the_database_decides(django_assert_num_queries):
    today = Region.objects.create(code="91", name="오늘도", level="province")
    Region.objects.filter(pk=today.pk).update(valid_from=date(1, 1, 1), valid_to=date(9999, 12, 31))
    gone = Region.objects.create(
        code="92", name="없어진도", level="province", valid_to=date(2000, 1, 1)
    )
    with django_assert_num_queries(2):
        assert list(Region.objects.current()) == [today]
        assert list(Region.objects.dissolved()) == [gone]


@pytest.mark.parametrize(
    ("code", "twins"), [("29", {"41610"}), ("41610", {"29"}), ("12", {"41610"})]
)
def test_a_visitor_who_came_to_the_wrong_gwangju_is_shown_the_other(code, twins):
    load()
    assert codes(region(code).namesakes()) == twins


@pytest.mark.parametrize(
    "code", ["46", "41", "12330", "29110", "4161052000", "2917062000", "12110"]
)
def test_regions_without_a_namesake_elsewhere_point_to_none(code, django_assert_num_queries):
    load()
    found = region(code)
    with django_assert_num_queries(2):
        assert not found.namesakes()


def test_namesakes_come_from_the_names_alone():
    load()
    RegionName.objects.create(name="고을", region_id="12330", kind="common")
    RegionName.objects.create(name="고을", region_id="4161025300", kind="common")
    RegionName.objects.create(name="고을", region_id="41", kind="landmark")
    assert codes(region("12330").namesakes()) == {"4161025300"}


def new_region(**fields) -> Region:
    return Region(**{"code": "41999", "name": "새시", "level": "city", "parent_id": "41", **fields})


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"level": "neighbourhood"}, "시·도 코드는 2자리"),
        ({"level": "province"}, "시·도 코드는 2자리"),
        ({"parent_id": "29"}, "상위 지역은 코드의 앞부분과"),
        (
            {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)},
            "시작일보다 앞설 수 없습니다",
        ),
        ({"code": "4199x"}, "숫자 2자리, 5자리 또는 10자리"),
        ({"code": "４１９９９"}, "숫자 2자리, 5자리 또는 10자리"),
        ({"code": "41999\n"}, "숫자 2자리, 5자리 또는 10자리"),
    ],
)
def test_staff_read_in_a_sentence_why_a_region_is_refused(fields, sentence):
    load()
    with pytest.raises(ValidationError, match=sentence):
        new_region(**fields).full_clean()


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "419991"},
        {"level": "county", "parent_id": "29"},
        {"level": "county", "parent_id": None},
        {"level": "neighbourhood", "code": "4199900000"},
        {"level": "village"},
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)},
    ],
)
def test_the_database_refuses_it_too(fields):
    load()
    with pytest.raises(IntegrityError), transaction.atomic():
        new_region(**fields).save(force_insert=True)


def test_a_good_region_passes():
    load()
    new_region().full_clean()
    new_region().save()


def test_a_name_is_kept_once_a_region_and_without_blanks_around_it():
    load()
    with pytest.raises(ValidationError, match="빈칸"):
        RegionName(name="새이름 ", region_id="41610", kind="short").validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionName.objects.create(name="광주시", region_id="29", kind="short")


def test_a_region_knows_its_address():
    assert Region(code="29200").get_absolute_url() == "/regions/29200/"
