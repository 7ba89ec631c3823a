"""The regions that an item is about, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from news.reading.results import OpenName, RegionFound

# A region that is only mentioned once or twice beside the one that the article is about is not its region.
_LEAST_SHARE = 0.34
_LEAD = 160
_MOST_CLUES = 6
# Digits of a neighbourhood's code.
_NEIGHBOURHOOD = 10


def regions_of(
    find_regions: Callable[..., list],
    heading: str,
    text: str,
    surroundings: Iterable[str] = (),
    day: date | None = None,
) -> tuple[tuple[RegionFound, ...], tuple[OpenName, ...]]:
    """Regions by weight, and names that stay open. A heading and a lead weigh more than a passing mention."""
    whole = f"{heading}\n{text}"
    mentions = find_regions(whole, tuple(surroundings), day)
    weights: dict[str, float] = defaultdict(float)
    regions: dict[str, RegionFound] = {}
    for mention in mentions:
        if mention.region is not None:
            weights[mention.region.code] += _weight(mention.start, len(heading))
            regions.setdefault(mention.region.code, _found(mention))
    chosen = _chosen(weights)
    return tuple(regions[code] for code in chosen), _open_names(mentions)


def _weight(start: int, heading_length: int) -> float:
    if start < heading_length:
        return 4
    return 3 if start < heading_length + _LEAD else 1


def _found(mention) -> RegionFound:
    clues = dict.fromkeys(clue.text for clue in mention.resolution.clues)
    return RegionFound(mention.region.code, mention.region.name, tuple(clues)[:_MOST_CLUES])


def _chosen(weights: dict[str, float]) -> list[str]:
    """The weightiest. A province gives way to the district in it that weighs as much, a neighbourhood to its city."""
    most = max(weights.values(), default=0)
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    heavy = [code for code in ranked if weights[code] >= _LEAST_SHARE * most]
    return [code for code in heavy if not any(_gives_way(code, other, weights) for other in heavy)]


def _gives_way(code: str, other: str, weights: dict[str, float]) -> bool:
    if len(code) == _NEIGHBOURHOOD:
        return _holds(other, code)
    return len(other) < _NEIGHBOURHOOD and _holds(code, other) and weights[other] >= weights[code]


def _holds(outer: str, inner: str) -> bool:
    return outer != inner and inner.startswith(outer)


def _open_names(mentions: list) -> tuple[OpenName, ...]:
    found = {
        mention.text: OpenName(
            mention.text,
            tuple(candidate.region.code for candidate in mention.resolution.candidates),
        )
        for mention in mentions
        if mention.region is None and len(mention.resolution.candidates) > 1
    }
    return tuple(found.values())
