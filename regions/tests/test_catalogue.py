"""The two CSV files, and loading them."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from regions import catalogue
from regions.models import Region, RegionName
from regions.tests.geography import FIXTURES, region

SHARED = Path(__file__).resolve().parents[3] / "shared/regions/regions.csv"
COLUMNS = ["code", "name", "name_en", "level", "parent", "valid_from", "valid_to", "successors"]


def rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_regions_are_sorted_and_no_code_stands_twice():
    codes = [row["code"] for row in rows("regions.csv")]
    assert list(rows("regions.csv")[0])[:8] == COLUMNS
    assert codes == sorted(set(codes))


def test_parents_and_successors_exist():
    codes = {row["code"] for row in rows("regions.csv")}
    named = {row["parent"] for row in rows("regions.csv")} - {""}
    named |= {code for row in rows("regions.csv") for code in row["successors"].split()}
    assert named <= codes
    assert {row["code"] for row in rows("region_names.csv")} <= codes


def test_every_neighbourhood_of_the_six_is_there():
    found = Counter(row["parent"] for row in rows("regions.csv") if row["level"] == "neighbourhood")
    # 29170 had 28 until two of them merged in 2024.
    assert found == {"29110": 13, "29140": 18, "29155": 17, "29170": 28, "29200": 21, "41610": 16}


def test_no_code_is_invented_for_what_came_after_the_merger():
    for row in rows("regions.csv"):
        if row["level"] == "neighbourhood" and row["parent"].startswith("29"):
            assert row["valid_to"] == (
                "2023-12-31" if row["name"] in ("중흥2동", "중흥3동") else "2026-06-30"
            )
            assert row["successors"] == ""
        assert not (row["code"].startswith("12") and row["level"] == "neighbourhood")


def test_every_region_has_its_official_name_among_the_names():
    official = {(r["name"], r["code"]) for r in rows("region_names.csv") if r["kind"] == "official"}
    assert official == {(row["name"], row["code"]) for row in rows("regions.csv")}


def test_the_names_of_the_two_gwangju_stand_for_both():
    for name in ("광주시", "광주"):
        assert {r["code"] for r in rows("region_names.csv") if r["name"] == name} == {"29", "41610"}


def test_a_name_means_the_same_wherever_it_stands_alone():
    """A name with both answers would depend on which row is read first."""
    answers = {}
    for row in rows("region_names.csv"):
        if row["kind"] not in ("part", "landmark", "phone"):
            assert answers.setdefault(row["name"], row["stands_alone"]) == row["stands_alone"], row


def test_the_regions_handed_to_the_project_are_all_there():
    if not SHARED.exists():
        pytest.skip("../shared is not on this machine")
    ours = {row["code"]: row for row in rows("regions.csv")}
    with SHARED.open(encoding="utf-8", newline="") as file:
        for theirs in csv.DictReader(file):
            row = ours[theirs["code"]]
            for column in ("name", "name_en", "level", "parent", "valid_from", "valid_to"):
                assert row[column] == theirs[column], theirs
            assert theirs["successor"] in ("", row["successors"])


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    first, second = catalogue.load(FIXTURES), catalogue.load(FIXTURES)
    links = Region.successors.through.objects.count()
    assert first.created == Region.objects.count() + RegionName.objects.count() + links
    assert (first.updated, first.unchanged) == (0, 0)
    assert (second.changed, second.unchanged) == (0, first.created)


@pytest.mark.django_db
def test_loading_costs_the_same_few_queries_whatever_changed(django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        catalogue.load(FIXTURES)


@pytest.mark.django_db
def test_loading_mends_what_was_changed_and_keeps_what_staff_added():
    catalogue.load(FIXTURES)
    Region.objects.filter(code="29200").update(name="틀린구")
    region("29200").successors.set(["12300"])
    RegionName.objects.create(name="우리 동네", region_id="29200", kind="common")
    assert catalogue.load(FIXTURES).changed == 3
    assert region("29200").name == "광산구"
    assert [heir.code for heir in region("29200").successors.all()] == ["12330"]
    assert RegionName.objects.filter(name="우리 동네").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("regions.csv", "1986-11-01", "1986-11-31", "regions.csv, line 30"),
        ("regions.csv", "Gwangju-si,city", "Gwangju-si,town", "regions.csv, line "),
        (
            "region_names.csv",
            "빛고을,29,common,yes",
            "빛고을,29,common,maybe",
            "region_names.csv, line ",
        ),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path, file, old, new, line):
    for name in ("regions.csv", "region_names.csv"):
        shutil.copy(FIXTURES / name, tmp_path)
    text = (tmp_path / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new), "utf-8")
    read = catalogue.read_regions if file == "regions.csv" else catalogue.read_names
    with pytest.raises(catalogue.BadRow, match=line):
        read(tmp_path / file)


@pytest.mark.django_db
def test_the_planner_knows_how_much_was_loaded():
    """On tables that the planner takes for empty, questions about shared ground run for minutes."""
    catalogue.load(FIXTURES)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'regions%' AND relkind = 'r' AND reltuples <= 0"
        )
        assert cursor.fetchall() == []
