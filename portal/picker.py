"""The choices of the region picker: districts by map and by name, then cities and counties by province."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from portal.region_map import HEIGHT, WIDTH, Piece, pieces
from regions.models import Region


@dataclass(frozen=True)
class Group:
    province: Region
    regions: list[Region]


@dataclass(frozen=True)
class Picker:
    districts: list[Region]
    groups: list[Group]
    map_width: int = WIDTH
    map_height: int = HEIGHT

    @property
    def map_pieces(self) -> list[Piece]:
        return pieces(self.districts)


def picker() -> Picker:
    """Every city, county and district of today. One query."""
    levels = Region.Level
    regions = (
        Region.objects.current()
        .filter(level__in=[levels.DISTRICT, levels.CITY, levels.COUNTY])
        .select_related("parent")
    )
    districts, others = [], defaultdict(list)
    for region in regions:
        if region.level == levels.DISTRICT:
            districts.append(region)
        else:
            others[region.parent].append(region)
    groups = [
        Group(province, sorted(members, key=lambda region: region.name))
        for province, members in others.items()
    ]
    groups.sort(key=lambda group: len(group.regions))
    return Picker(sorted(districts, key=lambda region: region.name), groups)
