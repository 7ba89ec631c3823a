"""Loading the regions and their names from the two CSV files of a folder; loading again is harmless.

About the rows
- Codes, names and dates: the official list of administrative codes; an empty ``valid_from`` means
  "before our records". The five districts' neighbourhoods end on 2026-06-30 with the codes of their
  districts, which theirs begin with. Their new codes are not known, so they have no successors:
  they lie in their district's successor, and no row is invented for them.
- 중흥2동 and 중흥3동 were merged into 중흥동 on 2024-01-01. Its code is not known either: the two end on
  2023-12-31 and say so, and the name 중흥동 leads to the district.
- 29 and 46 have as successors today's districts, cities and counties, not the whole of 12.
- Names: ``stands_alone`` is "yes" only for what no other place of the country is called.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Model

from regions.models import Containment, Region, RegionName

REGION_FIELDS = [
    "name",
    "name_en",
    "level",
    "parent_id",
    "valid_from",
    "valid_to",
    "display_name",
    "note",
]
NAME_FIELDS = ["kind", "stands_alone", "note"]


@dataclass(frozen=True)
class Counts:
    """Rows of both files together; ``changed`` is 0 when the database held all of it already."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    @property
    def changed(self) -> int:
        return self.created + self.updated

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
        )


class BadRow(ValueError):
    """A row that cannot be read; says in which file and line."""


def load(folder: Path) -> Counts:
    """Create and update what the files name. What staff added besides stays."""
    regions, successors = read_regions(folder / "regions.csv")
    names = read_names(folder / "region_names.csv")
    with transaction.atomic():
        counts = _save(Region, {r.pk: r for r in regions}, REGION_FIELDS)
        counts += _link({region.code for region in regions}, successors)
        counts += _save(RegionName, {(n.name, n.region_id): n for n in names}, NAME_FIELDS)
        if counts.changed:
            _analyze()
        return counts


def _analyze() -> None:
    """Tell the planner what came in: it takes the tables for empty until someone looks, and then
    joins what is in thousands of rows one by one."""
    models = (Region, RegionName, Containment, Region.successors.through)
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def read_regions(path: Path) -> tuple[list[Region], set[tuple[str, str]]]:
    """Unsaved regions, and pairs of codes (predecessor, successor)."""
    regions, successors = [], set()
    for line, row in _rows(path):
        try:
            regions.append(_region(row))
        except (KeyError, ValueError) as error:
            raise BadRow(f"{path.name}, line {line}: {error}") from error
        successors |= {(row["code"], code) for code in row["successors"].split()}
    return regions, successors


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        level=Region.Level(row["level"]).value,
        parent_id=row["parent"] or None,
        valid_from=_date(row["valid_from"]),
        valid_to=_date(row["valid_to"]),
        display_name=row["display_name"],
        note=row["note"],
    )


def read_names(path: Path) -> list[RegionName]:
    names = []
    for line, row in _rows(path):
        try:
            names.append(
                RegionName(
                    name=row["name"],
                    region_id=row["code"],
                    kind=RegionName.Kind(row["kind"]).value,
                    stands_alone={"yes": True, "no": False}[row["stands_alone"]],
                    note=row["note"],
                )
            )
        except (KeyError, ValueError) as error:
            raise BadRow(f"{path.name}, line {line}: {error}") from error
    return names


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file, strict=True, restval=""), start=2)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _save(model: type[Model], wanted: dict, fields: list[str]) -> Counts:
    """Insert and update in one statement each; the keys are the natural ones."""
    natural = (lambda row: row.pk) if model is Region else (lambda row: (row.name, row.region_id))
    present = {natural(row): row for row in model._default_manager.all()}
    new = [row for key, row in wanted.items() if key not in present]
    changed = []
    for key in wanted.keys() & present.keys():
        if any(getattr(present[key], f) != getattr(wanted[key], f) for f in fields):
            for field in fields:
                setattr(present[key], field, getattr(wanted[key], field))
            changed.append(present[key])
    model._default_manager.bulk_create(new)
    model._default_manager.bulk_update(changed, fields)
    return Counts(len(new), len(changed), len(wanted) - len(new) - len(changed))


def _link(codes: set[str], successors: set[tuple[str, str]]) -> Counts:
    """The successors of the regions in ``codes`` become those given, no more and no less."""
    links = Region.successors.through.objects.filter(from_region__in=codes)
    present = set(links.values_list("from_region_id", "to_region_id"))
    gone, new = present - successors, successors - present
    for old, heir in gone:
        links.filter(from_region=old, to_region=heir).delete()
    links.bulk_create(
        links.model(from_region_id=old, to_region_id=heir) for old, heir in sorted(new)
    )
    return Counts(created=len(new), updated=len(gone), unchanged=len(successors & present))
