"""The list of items that staff make of a page: plain values, kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from news.reading.results import ItemReading, PageReading

Ranges = tuple[tuple[int, int], ...]
# What a reader's word for a kind is among the kinds of articles; furniture never becomes one.
KINDS = {"article": "news"}
FURNITURE = "furniture"
ADVERTISEMENT = "advertisement"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A region that the item is about; ``clues`` are the words on the page that say so."""

    code: str
    name: str
    clues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A name of several regions. ``chosen``: a code, ``UNKNOWN`` if staff can't tell, or empty."""

    text: str
    codes: tuple[str, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    as_printed: str
    corrected: str
    why: str


@dataclass(frozen=True, slots=True)
class Seam:
    """Where an item was cut off the one before it, so that both can be put together again.

    ``glue`` stood between the two texts; ``lifted`` stood before the second and became its ``headline``
    and ``deck``. ``is_within``: a single range was cut in two.
    """

    at: int
    glue: str = ""
    lifted: str = ""
    headline: str = ""
    deck: tuple[str, ...] = ()
    is_within: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """``key`` names it for good; ``ranges`` are places in the page's text; ``published_on`` is EDTF or empty."""

    key: int
    kind: str
    ranges: Ranges
    headline: str = ""
    deck: tuple[str, ...] = ()
    reporter: str = ""
    is_reporter_uncertain: bool = False
    text: str = ""
    published_on: str = ""
    date_note: str = ""
    regions: tuple[Place, ...] = ()
    has_chosen_regions: bool = False
    open_places: tuple[OpenPlace, ...] = ()
    offers: tuple[Correction, ...] = ()
    readings: tuple[Correction, ...] = ()
    is_left_out: bool = False
    article: int | None = None
    seam: Seam | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.article is not None

    @property
    def may_become_article(self) -> bool:
        return self.kind not in (FURNITURE, ADVERTISEMENT)

    @property
    def is_waiting(self) -> bool:
        return self.may_become_article and not self.is_left_out and not self.is_confirmed

    @property
    def unanswered(self) -> tuple[OpenPlace, ...]:
        return tuple(place for place in self.open_places if not place.chosen)

    @property
    def name(self) -> str:
        """What it is called where it is only mentioned."""
        return (self.headline or self.text)[:40]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's items in order, with what holds for the whole page. ``last_key`` is never used again."""

    items: tuple[Item, ...] = ()
    last_key: int = 0
    publisher: str = ""
    published_on: str = ""
    date_reason: str = ""
    mail_domains: tuple[str, ...] = ()
    canonical_url: str = ""

    @property
    def waiting(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_waiting)

    @property
    def confirmed(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_confirmed)

    def find(self, key: int) -> Item | None:
        return next((item for item in self.items if item.key == key), None)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Sheet:
        items = tuple(_item(one) for one in stored["items"])
        return cls(**_tuples(stored) | {"items": items})


_PARTS = {"regions": Place, "open_places": OpenPlace, "offers": Correction, "readings": Correction}


def _item(stored: Mapping[str, Any]) -> Item:
    given = _tuples(stored)
    given["ranges"] = tuple((start, end) for start, end in stored["ranges"])
    for name, kind in _PARTS.items():
        given[name] = tuple(kind(**_tuples(part)) for part in stored[name])
    if stored["seam"] is not None:
        given["seam"] = Seam(**_tuples(stored["seam"]))
    return Item(**{field.name: given[field.name] for field in fields(Item)})


def _tuples(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }


def sheet_of(reading: PageReading) -> Sheet:
    """What the reader found, as the first list of items."""
    day, reason = reading.published_on or "", reading.date_reason
    items = tuple(
        replace(_read(key, one), published_on=day, date_note=reason[:300])
        for key, one in enumerate(reading.items, start=1)
    )
    return Sheet(
        items,
        last_key=len(items),
        publisher=(reading.publisher or "")[:100],
        published_on=day,
        date_reason=reason,
        mail_domains=reading.mail_domains,
        canonical_url=(reading.canonical_url or "")[:500],
    )


def _read(key: int, one: ItemReading) -> Item:
    return Item(
        key,
        KINDS.get(one.kind, one.kind),
        one.ranges,
        headline=(one.headline or "")[:300],
        deck=one.deck,
        reporter=(one.reporter or "")[:100],
        text=one.text,
        regions=tuple(Place(found.code, found.name, found.clues) for found in one.regions),
        open_places=tuple(OpenPlace(name.text, name.codes) for name in one.open_names),
        offers=tuple(
            Correction(offer.as_printed, offer.suggested, offer.why) for offer in one.corrections
        ),
    )


def without_deleted(sheet: Sheet, existing: Iterable[int]) -> Sheet:
    """Items whose article was deleted wait again."""
    kept = set(existing)
    items = tuple(
        replace(item, article=None) if item.article and item.article not in kept else item
        for item in sheet.items
    )
    return replace(sheet, items=items)


__all__ = ["Correction", "Item", "OpenPlace", "Place", "Seam", "Sheet", "sheet_of"]
