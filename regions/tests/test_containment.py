"""Which regions share ground: the database's own table against a slow second opinion."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regions.models import Containment, Region
from regions.tests.geography import brute_force_pairs, codes, fixture_atlas, load, region

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


def stored_pairs() -> set[tuple[str, str]]:
    return set(Containment.objects.values_list("outer_id", "inner_id"))


def test_the_table_agrees_with_brute_force_on_every_pair_of_the_catalogue():
    load()
    links = Region.successors.through.objects.values_list("from_region_id", "to_region_id")
    parents = dict(Region.objects.values_list("code", "parent_id"))
    assert stored_pairs() == brute_force_pairs(parents, set(links))
    assert len(parents) > 150


@st.composite
def geographies(draw):
    """Two provinces with cities; some cities pass their ground on; some have neighbourhoods."""
    cities = [f"{province}{number:03}" for province in (11, 22) for number in range(1, 5)]
    old, new = cities[:4], cities[4:]
    parents = {"11": None, "22": None} | {code: code[:2] for code in cities}
    successors = set()
    for code in old:
        for heir in draw(st.sets(st.sampled_from(new), max_size=2)):
            successors.add((code, heir))
        # With two heirs nobody could say in which of them a lost neighbourhood lies.
        if sum(pair[0] == code for pair in successors) < 2 and draw(st.booleans()):
            parents[f"{code}00001"] = code
    if draw(st.booleans()):
        parents[f"{new[0]}00001"] = new[0]
        moved = [code for code in parents if len(code) == 10 and (code[:5], new[0]) in successors]
        successors |= {(code, f"{new[0]}00001") for code in moved if draw(st.booleans())}
    return parents, successors


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(geographies())
def test_the_table_follows_any_merger(db, geography):
    parents, successors = geography
    levels = {2: "province", 5: "city", 10: "neighbourhood"}
    with transaction.atomic():
        Region.objects.bulk_create(
            Region(code=code, name=code, level=levels[len(code)], parent_id=parent)
            for code, parent in parents.items()
        )
        for old, heir in successors:
            Region.successors.through.objects.create(from_region_id=old, to_region_id=heir)
        assert stored_pairs() == brute_force_pairs(parents, successors)
        transaction.set_rollback(True)


def test_the_table_follows_raw_sql_and_taking_back():
    load()
    before = stored_pairs()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM regions_region_successors WHERE from_region_id = '29200'")
    assert ("12330", "29200") not in stored_pairs()
    region("29200").successors.add("12330")
    assert stored_pairs() == before


def test_a_circle_of_successors_does_not_hang():
    load()
    region("12330").successors.add("29200")
    assert ("41610", "41610") in stored_pairs()


def test_the_two_gwangju_never_overlap():
    load()
    inside_gyeonggi = codes(Region.objects.overlapping("41610"))
    for code in codes(Region.objects.inside("12")):
        assert not codes(Region.objects.overlapping(code)) & inside_gyeonggi, code
    assert inside_gyeonggi == {"41", "41610"} | codes(
        Region.objects.filter(code__startswith="41610", level="neighbourhood")
    )


def test_a_district_of_today_overlaps_its_past_and_what_lies_around_it():
    load()
    neighbourhoods = codes(Region.objects.filter(parent="29200"))
    assert (
        codes(Region.objects.overlapping("12330"))
        == {"12330", "12", "29200", "29"} | neighbourhoods
    )


def test_the_former_city_is_its_five_districts_and_no_more():
    load()
    found = codes(Region.objects.overlapping("29"))
    assert {code for code in found if len(code) == 5 and code.startswith("12")} == {
        "12210", "12240", "12270", "12300", "12330",
    }  # fmt: skip
    assert found == {code for code in found if code.startswith(("12", "29"))}
    assert len([code for code in found if len(code) == 10]) == 97


def test_the_new_province_takes_in_both_old_ones_whole():
    load()
    everything = set(fixture_atlas().regions)
    assert codes(Region.objects.overlapping("12")) == {
        code for code in everything if code.startswith(("12", "29", "46"))
    }


def test_neighbours_do_not_overlap_though_both_lie_in_one_district():
    load()
    assert "2920061000" not in codes(Region.objects.overlapping("2920060000"))


def test_larger_and_smaller_are_told_apart():
    load()
    assert codes(Region.objects.containing("29200")) == {"29200", "12330", "29", "12"}
    assert "29" not in codes(Region.objects.inside("12330"))


@pytest.mark.parametrize("word", ["overlapping", "containing", "inside"])
def test_sharing_ground_costs_one_query_for_any_region(word, django_assert_num_queries):
    load()
    for code in ("12", "29", "2920060000"):
        with django_assert_num_queries(1):
            list(getattr(Region.objects, word)(code))


def test_sharing_ground_can_be_asked_inside_another_query(django_assert_num_queries):
    load()
    province = Region.objects.containing(OuterRef("pk")).filter(pk="29").values("pk")
    with django_assert_num_queries(1):
        found = dict(Region.objects.annotate(at=Subquery(province)).values_list("code", "at"))
    assert found["12330"] == "29"
    assert found["41610"] is None


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("12330", {"12330"}),
        ("29200", {"12330"}),
        ("2920060000", {"12330"}),
        ("2917052000", {"12300"}),
        ("29", {"12210", "12240", "12270", "12300", "12330"}),
        ("41610", {"41610"}),
        ("4161025300", {"4161025300"}),
        ("12", {"12"}),
    ],
)
def test_every_region_leads_to_the_regions_of_today(code, today, django_assert_num_queries):
    load()
    former = region(code)
    with django_assert_num_queries(3):
        assert {heir.code for heir in former.today(AFTER)} == today


def test_before_the_merger_the_former_regions_are_those_of_the_day():
    load()
    assert codes(region("12330").today(BEFORE)) == {"29200"}
    assert codes(region("29").today(BEFORE)) == {"29"}
    assert codes(region("2920060000").today(BEFORE)) == {"2920060000"}


def test_the_former_province_leads_to_22_cities_and_counties():
    load()
    today = codes(region("46").today(AFTER))
    assert len(today) == 22
    assert today <= codes(Region.objects.filter(parent="12"))
