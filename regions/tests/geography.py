"""The catalogue's regions for tests, and a second, slow opinion on which of them lie in which."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from regions import catalogue
from regions.atlas import Atlas
from regions.models import Region

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def load() -> None:
    catalogue.load(FIXTURES)


@cache
def fixture_atlas() -> Atlas:
    """The atlas of the CSV files, without a database."""
    regions, successors = catalogue.read_regions(FIXTURES / "regions.csv")
    names = catalogue.read_names(FIXTURES / "region_names.csv")
    parents = {region.code: region.parent_id for region in regions}
    return Atlas(
        regions,
        [(name.name, name.region_id, name.kind, name.stands_alone) for name in names],
        brute_force_pairs(parents, successors),
    )


def brute_force_pairs(
    parents: dict[str, str | None], successors: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    """(outer, inner) of all pairs, by comparing sets of points.

    A region with successors has their points. Any other has one of its own, and those of what lies
    in it: its children that have no successors, and such children of its predecessors.
    """
    heirs, below = defaultdict(set), defaultdict(set)
    for old, heir in successors:
        heirs[old].add(heir)
    for code, parent in parents.items():
        below[parent].add(code)
    lost = defaultdict(set)
    for old, heir in successors:
        lost[heir] |= below[old]

    @cache
    def points(code: str) -> frozenset[str]:
        if heirs[code]:
            return frozenset().union(*map(points, heirs[code]))
        within = {part for part in below[code] | lost[code] if not heirs[part]}
        return frozenset([code]).union(*map(points, within))

    return {(o, i) for o in parents for i in parents if points(o) >= points(i)}


def codes(regions) -> set[str]:
    return set(regions.values_list("code", flat=True))


def region(code: str) -> Region:
    return Region.objects.get(code=code)
