"""What a form says → a list of items; and what is looked up again when an item's words change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from news.dates import PartialDate
from news.desk.forms import MEND, RECORD
from news.desk.items import UNKNOWN, Correction, Item, OpenPlace, Place, Sheet
from news.reading.blocks import ends_sentence
from news.reading.joining import Spelling, joint_of
from news.reading.places import regions_of
from regions.models import Region
from regions.resolve import find


def edited(item: Item, cleaned: Mapping[str, Any]) -> Item:
    """With what an ``ItemForm`` holds."""
    readings, text = _readings(item, cleaned)
    day = cleaned["published_on"]
    return replace(
        item,
        kind=cleaned["kind"],
        headline=cleaned["headline"],
        deck=cleaned["deck"],
        reporter=cleaned["reporter"],
        is_reporter_uncertain=cleaned["is_reporter_uncertain"],
        published_on=str(day) if day else "",
        date_note=cleaned["date_note"],
        text=text,
        readings=readings,
        **_places(item, cleaned),
    )


def _readings(item: Item, cleaned: Mapping[str, Any]) -> tuple[tuple[Correction, ...], str]:
    """The corrections that stand now, and the text; only ``MEND`` changes the text."""
    text = cleaned["text"]
    kept = {one for number, one in enumerate(item.readings) if str(number) in cleaned["readings"]}
    readings = [one for one in item.readings if one in kept]
    for number, offer in enumerate(item.offers):
        choice = cleaned.get(f"offer_{number}")
        if choice in (RECORD, MEND):
            readings.append(offer)
        if choice == MEND:
            text = text.replace(offer.as_printed, offer.corrected)
    if cleaned["as_printed"]:
        readings.append(Correction(cleaned["as_printed"], cleaned["corrected"], cleaned["why"]))
    # An article has one correction for a printed word; the last one holds.
    return tuple({one.as_printed: one for one in readings}.values()), text


def _places(item: Item, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    regions = [place for place in item.regions if place.code in cleaned["regions"]]
    if (added := cleaned["add_region"]) is not None:
        regions.append(Place(added.code, added.name))
    open_places = tuple(
        replace(place, chosen=cleaned.get(f"open_{number}") or "")
        for number, place in enumerate(item.open_places)
    )
    regions = tuple({place.code: place for place in regions}.values())
    return {
        "regions": regions,
        "open_places": open_places,
        "has_chosen_regions": item.has_chosen_regions or regions != item.regions,
    }


def with_page(sheet: Sheet, cleaned: Mapping[str, Any]) -> Sheet:
    """With what a ``PageForm`` holds. Items that had the page's date get the new one."""
    day = str(cleaned["published_on"] or "")
    reason = cleaned["date_reason"]
    items = tuple(
        replace(item, published_on=day, date_note=reason)
        if item.published_on == sheet.published_on and not item.is_confirmed
        else item
        for item in sheet.items
    )
    return replace(
        sheet,
        items=items,
        publisher=cleaned["publisher"],
        published_on=day,
        date_reason=reason,
    )


class Rereader:
    """Looks regions up in an item's own words again, after it was cut, put together or rewritten."""

    def __init__(self, page: str):
        self._page = page

    @cached_property
    def _atlas(self):
        return Region.objects.atlas()

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling.of(self._page)

    def join(self, first: str, second: str) -> str:
        """Two texts that the page printed apart: a new paragraph, or the rest of a sentence."""
        if ends_sentence(first):
            return f"{first}\n{second}"
        joint = joint_of(first, second, self._spelling)
        return first + joint.glue + second[joint.repeated :]

    def placed(self, item: Item, sheet: Sheet) -> Item:
        if item.has_chosen_regions or not item.may_become_article:
            return item
        others = [one.text for one in sheet.items if one.may_become_article and one.key != item.key]
        heading = "\n".join([item.headline, *item.deck])
        found, still_open = regions_of(self._find, heading, item.text, others, _day(item))
        chosen = {place.text: place.chosen for place in item.open_places}
        return replace(
            item,
            regions=tuple(Place(one.code, one.name, one.clues) for one in found),
            open_places=tuple(
                OpenPlace(one.text, one.codes, _still(chosen.get(one.text, ""), one.codes))
                for one in still_open
            ),
        )

    def _find(self, text, surroundings, day):
        return find(self._atlas, text, surroundings, day=day)


def _still(chosen: str, codes: tuple[str, ...]) -> str:
    return chosen if chosen in (*codes, UNKNOWN) else ""


def _day(item: Item):
    return PartialDate.parse(item.published_on).exact if item.published_on else None
