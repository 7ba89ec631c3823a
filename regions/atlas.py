"""All regions in memory, for reading texts: their names, and how they lie in each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from regions.models import Region


class Name(NamedTuple):
    """One row of the names: a name as written, and one region that it may mean."""

    text: str
    code: str
    kind: str
    stands_alone: bool


class Atlas:
    """Regions with their parents linked; ``pairs`` are (outer code, inner code)."""

    def __init__(
        self,
        regions: Iterable[Region],
        names: Iterable[tuple[str, str, str, bool]],
        pairs: Iterable[tuple[str, str]],
    ):
        self.regions = {region.code: region for region in regions}
        self.names = tuple(Name(*row) for row in names)
        self._inside: dict[str, set[str]] = defaultdict(set)
        self._around: dict[str, set[str]] = defaultdict(set)
        self._generations: dict[str, frozenset[str]] = {}
        self._cities: dict[str, str] = {}
        for outer, inner in pairs:
            self._inside[outer].add(inner)
            self._around[inner].add(outer)
        for region in self.regions.values():
            region.parent = self.regions.get(region.parent_id)

    def contains(self, outer: str, inner: str) -> bool:
        return inner in self._inside[outer]

    def overlap(self, one: str, other: str) -> bool:
        return self.contains(one, other) or self.contains(other, one)

    def inside(self, code: str) -> set[str]:
        return self._inside[code]

    def around(self, code: str) -> set[str]:
        return self._around[code]

    def around_and_inside(self, codes: Iterable[str]) -> set[str]:
        """Every code that overlaps one of ``codes``."""
        return set().union(*(self._inside[code] | self._around[code] for code in codes))

    def generations(self, code: str) -> frozenset[str]:
        """The codes of the same ground: 29200 and 12330."""
        if code not in self._generations:
            self._generations[code] = frozenset(self._inside[code] & self._around[code])
        return self._generations[code]

    def city(self, code: str) -> str:
        """The smallest region around it that is a city, 광주시 or 광주광역시; or else itself."""
        if code not in self._cities:
            cities = [outer for outer in self._around[code] if _is_city(self.regions[outer])]
            self._cities[code] = min(cities, key=lambda c: (len(self._inside[c]), c), default=code)
        return self._cities[code]

    @cached_property
    def metropolises(self) -> frozenset[str]:
        """Provinces that are made of districts (자치구): metropolitan cities."""
        return frozenset(r.parent_id for r in self.regions.values() if r.level == "district")


def _is_city(region: Region) -> bool:
    return region.level == "city" or region.name.endswith("광역시")
