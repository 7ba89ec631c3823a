"""The pages on which staff keep the regions."""

from __future__ import annotations

import pytest

from regions.models import Region, RegionName
from regions.tests.geography import load, region

pytestmark = pytest.mark.django_db
LIST = "/admin/regions/region/"


def form_of(region: Region, **fields) -> dict:
    return {
        "name": region.name,
        "name_en": region.name_en,
        "level": region.level,
        "parent": region.parent_id or "",
        "valid_from": region.valid_from or "",
        "valid_to": region.valid_to or "",
        "successors": [],
        "display_name": region.display_name,
        "note": region.note,
        "names-TOTAL_FORMS": 0,
        "names-INITIAL_FORMS": 0,
        **fields,
    }


@pytest.fixture
def staff(admin_client):
    load()
    return admin_client


def test_the_list_shows_full_names_without_a_query_a_row(staff, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = staff.get(LIST).content.decode()
    assert "광주광역시 동구" in page
    assert "경기도 광주시" in staff.get(LIST, {"q": "41610"}).content.decode()


@pytest.mark.parametrize(
    ("query", "present", "absent"),
    [
        ({"state": "current"}, "전남광주통합특별시 광산구", "광주광역시 광산구"),
        ({"state": "dissolved"}, "광주광역시 광산구", "전남광주통합특별시 광산구"),
        ({"province": "41"}, "경기도 광주시 초월읍", "광주광역시"),
        ({"q": "빛고을"}, "광주광역시", "경기도 광주시"),
    ],
)
def test_the_list_narrows(staff, query, present, absent):
    page = staff.get(LIST, query).content.decode()
    table = page[page.index("result_list") :].partition("changelist-filter")[0]
    assert f">{present}<" in table
    assert f">{absent}<" not in table


def test_suggestions_tell_namesakes_apart_in_a_few_queries(staff, django_assert_max_num_queries):
    asked = {
        "app_label": "regions",
        "model_name": "regionname",
        "field_name": "region",
        "term": "광주시",
    }
    with django_assert_max_num_queries(6):
        answer = staff.get("/admin/autocomplete/", asked).json()
    assert {"광주광역시", "경기도 광주시"} <= {row["text"] for row in answer["results"]}


def test_staff_add_the_successor_of_a_neighbourhood_and_the_map_of_ground_follows(staff):
    new = Region.objects.create(
        code="1233099999", name="시험동", level="neighbourhood", parent_id="12330"
    )
    staff.post(f"{LIST}2920060000/change/", form_of(region("2920060000"), successors=[new.code]))
    assert new in Region.objects.containing("2920060000")


def test_a_wrong_parent_is_refused_in_a_sentence(staff):
    new = Region(code="41999", name="새시", level="city")
    answer = staff.post(f"{LIST}add/", form_of(new, code="41999", parent="29"))
    assert "상위 지역은 코드의 앞부분과 같아야 합니다" in answer.content.decode()
    assert not Region.objects.filter(code="41999").exists()


def test_a_code_cannot_be_changed_nor_a_region_deleted(staff):
    staff.post(f"{LIST}29200/change/", form_of(region("29200"), code="29999", name="광산구"))
    assert not Region.objects.filter(code="29999").exists()
    assert staff.get(f"{LIST}29200/delete/").status_code == 403


def test_the_names_are_listed_and_searched(staff, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = staff.get("/admin/regions/regionname/", {"q": "광주시"}).content.decode()
    assert page.count("경기도 광주시") >= 1
    assert RegionName.objects.filter(name="광주시").count() == 2
