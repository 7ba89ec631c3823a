from datetime import date

import pytest

from programs.areas import area, office_today
from programs.tests.factories import make_region
from regions.models import Region

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def merger() -> dict[str, Region]:
    """Two provinces become one; a district keeps its name and a province falls to its districts."""
    made = {
        "new": make_region("12", name="전남광주통합특별시"),
        "heirs": [
            make_region(f"1{2000 + number}", name=f"구{number}") for number in range(210, 218)
        ],
        "province": make_region("29", name="광주광역시"),
        "district": make_region("29200", name="광산구"),
    }
    Region.objects.filter(code__startswith="29").update(valid_to=BEFORE)
    made["district"].successors.set(made["heirs"][:1])
    made["province"].successors.set(made["heirs"][:5])
    return made


def read(code: str) -> Region:
    return Region.objects.for_pages().get(code=code)


def test_until_its_last_day_a_region_is_just_itself(merger):
    found = area(read("29200"), BEFORE)
    assert (found.note, found.today) == ("", ())


def test_a_district_points_to_its_one_heir(merger):
    found = area(read("29200"), AFTER)

    assert found.note == "2026-07-01 전남광주통합특별시로 통합"
    assert [heir.name for heir in found.today] == ["구210"]
    assert found.today_in == ""
    assert office_today(read("29200")).name == "구210"


def test_a_province_points_to_all_heirs_and_names_their_province_once(merger):
    found = area(read("29"), AFTER)

    assert len(found.today) == 5
    assert found.today_in == "전남광주통합특별시"
    assert office_today(read("29")).name == "전남광주통합특별시"


def test_more_heirs_than_one_can_read_are_named_by_their_province(merger):
    merger["province"].successors.set(merger["heirs"])
    assert [heir.name for heir in area(read("29"), AFTER).today] == ["전남광주통합특별시"]


def test_heirs_in_two_provinces_have_no_common_office(merger):
    merger["province"].successors.set([merger["heirs"][0], make_region("46110", name="목포시")])
    assert office_today(read("29")) is None


def test_without_known_heirs_only_the_end_is_told(merger):
    merger["district"].successors.clear()
    found = area(read("29200"), AFTER)

    assert found.today == ()
    assert office_today(read("29200")) is None
