"""Places that a query names, and how a program's areas lie to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regions.atlas import Atlas, Name
from regions.models import Region
from regions.resolve import find

# How much a program counts whose area is the place or in it, and one whose area is wider.
HERE, AROUND = 1.0, 0.9


@dataclass(frozen=True)
class Place:
    """A named place: codes of the regions in and around it, and in and around others of its name."""

    text: str
    inside: frozenset[str]
    around: frozenset[str]
    namesakes: frozenset[str]

    @classmethod
    def of(cls, atlas: Atlas, text: str, codes: Iterable[str]) -> Place:
        codes = frozenset(codes)
        inside = frozenset().union(*(atlas.inside(code) for code in codes))
        around = frozenset().union(*(atlas.around(code) for code in codes))
        called = {
            name.text for name in atlas.names if name.code in inside & around and _is_own(name)
        }
        others = {
            name.code
            for name in atlas.names
            if name.text in called and name.code not in inside | around
        }
        return cls(text, inside, around, frozenset().union(*map(atlas.inside, others)))

    def closeness(self, areas: Iterable[str]) -> float:
        """HERE, AROUND, or 0 where they share no ground."""
        best = 0.0
        for area in areas:
            if area in self.inside:
                return HERE
            if area in self.around:
                best = AROUND
        return best


def _is_own(name: Name) -> bool:
    return name.kind in {"official", "former", "short", "common"}


def places(atlas: Atlas, text: str) -> list[Place]:
    """Places named in the text. One that may mean two cities stands for both."""
    found: dict[frozenset[str], Place] = {}
    for mention in find(atlas, text):
        answer = mention.resolution
        regions = [answer.region] if answer.region else [each.region for each in answer.candidates]
        codes = frozenset(region.pk for region in regions)
        if codes and codes not in found:
            found[codes] = Place.of(atlas, mention.text, codes)
    return list(found.values())


def is_open(atlas: Atlas, text: str) -> bool:
    """It names a place that may be one of several."""
    return any(
        len(each.resolution.candidates) > 1 and each.resolution.is_open
        for each in find(atlas, text)
    )


def is_clear(atlas: Atlas, text: str) -> bool:
    """It names one place and nothing open."""
    found = find(atlas, text)
    return bool(found) and all(not each.resolution.is_open for each in found)


def home(atlas: Atlas, region: Region) -> tuple[Place, Place]:
    """The chosen region, and the city that it lies in."""
    own = Place.of(atlas, region.name, [region.pk])
    return own, Place.of(atlas, region.name, [atlas.city(region.pk)])
