"""The five districts as a schematic map: which touches which and what lies where, not their true shapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regions.models import Region

WIDTH, HEIGHT = 360, 292


@dataclass(frozen=True)
class Shape:
    """Corners, and where the name stands, in the map's own units."""

    points: str
    x: int
    y: int


SHAPES = {
    "12330": Shape(
        "8,76 62,16 124,26 168,44 162,94 148,130 134,166 120,202 104,238 62,268 22,222 4,150",
        80,
        146,
    ),
    "12300": Shape(
        "168,44 216,14 288,22 346,58 354,120 302,142 262,142 226,132 190,118 162,94", 262, 82
    ),
    "12240": Shape(
        "162,94 190,118 226,132 222,166 206,190 166,202 120,202 134,166 148,130", 180, 160
    ),
    "12270": Shape(
        "120,202 166,202 206,190 222,166 242,188 248,228 216,264 160,284 104,238", 178, 234
    ),
    "12210": Shape(
        "226,132 262,142 302,142 354,120 344,182 312,240 248,228 242,188 222,166", 292, 188
    ),
}


@dataclass(frozen=True)
class Piece:
    region: Region
    shape: Shape


def pieces(regions: Iterable[Region]) -> list[Piece]:
    """The regions that the map can draw, in the order given."""
    return [Piece(region, SHAPES[region.code]) for region in regions if region.code in SHAPES]
