"""What reading a page gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from news.reading.names import Correction, KnownNames


@dataclass(frozen=True, slots=True)
class RegionFound:
    """``name`` as it is called; ``clues`` are the words on the page that speak for it."""

    code: str
    name: str
    clues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenName:
    """A place name that may mean several regions, and nothing on the page decides."""

    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemReading:
    """``kind``: article, photo, notice, advertisement or furniture. ``ranges`` are places in the decoded upload."""

    kind: str
    headline: str | None
    deck: tuple[str, ...]
    reporter: str | None
    text: str
    ranges: tuple[tuple[int, int], ...]
    regions: tuple[RegionFound, ...] = ()
    corrections: tuple[Correction, ...] = ()
    open_names: tuple[OpenName, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "headline": self.headline,
            "deck": list(self.deck),
            "reporter": self.reporter,
            "text": self.text,
            "ranges": [list(place) for place in self.ranges],
            "regions": [{"code": found.code, "clues": list(found.clues)} for found in self.regions],
            "corrections": [
                {"as_printed": one.as_printed, "suggested": one.suggested, "why": one.why}
                for one in self.corrections
            ],
        }


@dataclass(frozen=True, slots=True)
class PageReading:
    """``source`` is the text that the items' ranges point into; ``published_on`` is an EDTF date or None."""

    source: str
    publisher: str | None
    published_on: str | None
    precision: str
    date_reason: str
    items: tuple[ItemReading, ...]
    mail_domains: tuple[str, ...] = ()
    canonical_url: str | None = None
    encoding: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "publisher": self.publisher,
            "published_on": self.published_on,
            "precision": self.precision,
            "date_reason": self.date_reason,
            "items": [item.as_json() for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class Declared:
    """What a web page says of itself. ``published`` is the day in Seoul."""

    title: str | None = None
    site: str | None = None
    author: str | None = None
    published: date | None = None
    canonical: str | None = None


@dataclass(frozen=True)
class Knowledge:
    """What the catalogue knows and reading may use: how names of regions resolve, names, publishers by domain.

    ``find_regions(text, surroundings, day)`` answers with mentions as `regions.resolve.find` gives them.
    """

    find_regions: Callable[..., list] | None = None
    names: KnownNames = field(default_factory=KnownNames)
    publisher_domains: Mapping[str, str] = field(default_factory=dict)


__all__ = ["Declared", "ItemReading", "Knowledge", "OpenName", "PageReading", "RegionFound"]
