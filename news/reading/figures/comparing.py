"""Does one statement of a value support another? Compares as numbers, never as text."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from news.reading.figures.figure import Bound
from news.reading.figures.units import COUNTERS, UNITS


class Comparison(StrEnum):
    EQUAL = "equal"
    CONSISTENT = (
        "consistent"  # not the same, but one can be a rounding, a bound or a part-date of the other
    )
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"  # other units, or a value that nobody states


class HasQuantity(Protocol):
    @property
    def value(self) -> Decimal | None: ...
    @property
    def value_max(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def is_approximate(self) -> bool: ...
    @property
    def bound(self) -> Bound: ...
    @property
    def per(self) -> str: ...


# Codes of the catalogue that name what is counted more closely than a newspaper's counter does.
_ALIASES = {
    "people": "person",
    "children": "person",
    "couples": "couple",
    "households": "household",
    "companies": "company",
    "institutions": "institution",
    "agencies": "institution",
    "local-governments": "local_government",
    "local_governments": "local_government",
    "buyers": "buyer",
    "cases": "case",
    "consultations": "consultation",
    "contracts": "contract",
    "rescues": "rescue",
    "MOU": "mou",
    "masks": "mask",
    "centres": "centre",
    "venues": "venue",
    "zones": "zone",
    "editions": "edition",
    "missions": "mission",
    "tasks": "task",
    "years": "year",
    "months": "month",
    "weeks": "week",
    "days": "day",
    "hours": "hour",
    "times": "time",
    "items": "item",
}
# Counters that say little: each can count any of these.
_LOOSE = {
    "case": frozenset(("contract", "mou", "consultation", "rescue", "task", "project")),
    "time": frozenset(("edition", "mission", "case", "consultation", "rescue")),
    "person": frozenset(("buyer",)),
    "place": frozenset(
        (
            "company",
            "institution",
            "buyer",
            "centre",
            "venue",
            "zone",
            "school",
            "item",
            "team",
            "local_government",
            "country",
            "neighbourhood",
            "home",
        )
    ),
    "institution": frozenset(("company", "centre", "local_government", "school")),
    "item": frozenset(UNITS)
    - {code for code, unit in UNITS.items() if unit.kind != "count"}
    - {"person"}
    | {"mask", "centre", "venue", "zone", "edition", "mission"},
    "sheet": frozenset(("mask", "copy", "item")),
    "copy": frozenset(("mask", "sheet", "item")),
}
_IN_TERMS_OF = {
    "year": ("month", 12),
    "week": ("day", 7),
    "hour": ("minute", 60),
    "kilometre": ("metre", 1000),
    "hectare": ("square_metre", 10_000),
    "square_kilometre": ("square_metre", 1_000_000),
    "megawatt": ("kilowatt", 1000),
    "gigawatt": ("kilowatt", 1_000_000),
    "tonne": ("kilogram", 1000),
}


def canonical_unit(name: str) -> str:
    """A unit code of ours for a code of the catalogue, a counter or a code. Unknown names stay as they are."""
    if name in UNITS:
        return name
    return _ALIASES.get(name) or COUNTERS.get(name) or name


def same_quantity(a: HasQuantity, b: HasQuantity) -> Comparison:
    """Symmetric. A unit that one side does not print ("") compares with nothing."""
    if a.value is None or b.value is None or not _comparable(a, b):
        return Comparison.INCOMPARABLE
    ends_a, ends_b = _ends(a), _ends(b)
    if ends_a == ends_b and not _opposed(a.bound, b.bound):
        return Comparison.EQUAL
    is_near = (
        _near(a, b, ends_a, ends_b)
        or _inside(ends_a, ends_b)
        or _within_bound(a, b, ends_a, ends_b)
    )
    return Comparison.CONSISTENT if is_near else Comparison.DIFFERENT


def _comparable(a: HasQuantity, b: HasQuantity) -> bool:
    unit_a, unit_b = canonical_unit(a.unit), canonical_unit(b.unit)
    if not unit_a or not unit_b or (a.per and b.per and a.per != b.per):
        return False
    if _base(unit_a)[0] == _base(unit_b)[0]:
        return True
    return unit_b in _LOOSE.get(unit_a, ()) or unit_a in _LOOSE.get(unit_b, ())


def _base(unit: str) -> tuple[str, int]:
    return _IN_TERMS_OF.get(unit, (unit, 1))


def _ends(quantity: HasQuantity) -> tuple[Decimal, Decimal]:
    size = _base(canonical_unit(quantity.unit))[1]
    high = quantity.value if quantity.value_max is None else quantity.value_max
    return quantity.value * size, high * size


_UPPER, _LOWER = frozenset(("at_most", "less_than")), frozenset(("at_least", "more_than"))


def _opposed(a: Bound, b: Bound) -> bool:
    return {a, b} & _UPPER != set() and {a, b} & _LOWER != set()


Ends = tuple[Decimal, Decimal]


def _near(a: HasQuantity, b: HasQuantity, ends_a: Ends, ends_b: Ends) -> bool:
    """One is a rounding of the other: both ends lie within what the approximate side leaves open."""
    return (a.is_approximate and _rounds(ends_a, ends_b)) or (
        b.is_approximate and _rounds(ends_b, ends_a)
    )


def _rounds(rough: Ends, exact: Ends) -> bool:
    """여 rounds down: 30여 can be 37, hardly 24."""
    return all(-x / 10 < y - x < _room(x) for x, y in zip(rough, exact, strict=True))


def _room(value: Decimal) -> Decimal:
    """How far "130여" or "약 4700" reaches: one unit of its last digit that is not zero, from 100 on at most a tenth."""
    whole = int(value)
    if whole == 0 or whole != value:
        return abs(value) / 10
    place = 1
    while whole % (place * 10) == 0:
        place *= 10
    return Decimal(place) if abs(whole) < 100 else min(Decimal(place), Decimal(abs(whole)) / 10)


def _inside(ends_a: Ends, ends_b: Ends) -> bool:
    """A single value within a range."""
    (low_a, high_a), (low_b, high_b) = ends_a, ends_b
    if (low_a == high_a) == (low_b == high_b):
        return False
    low, high, value = (low_b, high_b, low_a) if low_a == high_a else (low_a, high_a, low_b)
    return low <= value <= high


def _within_bound(a: HasQuantity, b: HasQuantity, ends_a: Ends, ends_b: Ends) -> bool:
    """ "80개 이상" and 84: on the allowed side, and no farther than a rounding would be."""
    for side, (limit, _), other, (value, _) in ((a, ends_a, b, ends_b), (b, ends_b, a, ends_a)):
        if other.bound or not side.bound:
            continue
        gap = value - limit if side.bound in _LOWER else limit - value
        if 0 < gap < _room(limit):
            return True
    return False


# --- dates -------------------------------------------------------------------------------------


def same_date(a: str, b: str) -> Comparison:
    """Two EDTF texts. What one leaves open ("XXXX-11-19", "2020-11") is consistent with what the other states."""
    ends_a, ends_b = a.split("/"), b.split("/")
    if not a or not b or len(ends_a) != len(ends_b):
        return Comparison.INCOMPARABLE
    if a == b:
        return Comparison.EQUAL
    if all(_compatible(x, y) for x, y in zip(ends_a, ends_b, strict=True)):
        return Comparison.CONSISTENT
    return Comparison.DIFFERENT


def _compatible(a: str, b: str) -> bool:
    if ".." in (a, b):
        return True
    return all(x == y or "X" in x + y for x, y in zip(a.split("-"), b.split("-"), strict=False))
