"""Regions as a program or an organization states them, and what became of them since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from regions.models import Region

# More heirs than this are named by the province that they lie in.
_NAMED = 6


@dataclass(frozen=True)
class Area:
    """``note``: what became of it, empty while it exists; ``today``: the regions to look at now."""

    region: Region
    note: str = ""
    today: tuple[Region, ...] = ()

    @property
    def today_in(self) -> str:
        """The name that all of today's regions begin with, said once where there are several."""
        parents = {region.parent for region in self.today}
        parent = parents.pop() if len(parents) == 1 and len(self.today) > 1 else None
        return parent.full_name if parent else ""


def area(region: Region, day: date) -> Area:
    """``region``: from ``for_pages()``."""
    if not region.is_dissolved(day):
        return Area(region)
    heirs = tuple(region.successors.all())
    office = office_today(region)
    return Area(
        region, region.dissolution_note, heirs if len(heirs) <= _NAMED or not office else (office,)
    )


def areas(regions: Iterable[Region], day: date) -> list[Area]:
    return [area(region, day) for region in regions]


def office_today(region: Region) -> Region | None:
    """Whose office has taken over from a dissolved region's: its one heir's, or the province that all heirs share."""
    heirs = list(region.successors.all())
    if len(heirs) == 1:
        return heirs[0]
    provinces = {heir.province for heir in heirs}
    return provinces.pop() if len(provinces) == 1 else None
