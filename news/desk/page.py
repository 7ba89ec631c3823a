"""The desk as a page shows it: the original in coloured pieces, and a card for every item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from news.dates import PartialDate
from news.desk.cutting import Start, starts
from news.desk.forms import ItemForm
from news.desk.items import FURNITURE, Item, Sheet
from news.models import Article
from regions.models import Region

COLOURS = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """Running text of the page. ``number`` and ``key`` are None where no item has it."""

    text: str
    start: int
    number: int | None = None
    key: int | None = None
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    item: Item
    number: int
    colour: int
    form: ItemForm
    starts: list[Start]
    article: Article | None
    places: list[str]
    is_first: bool
    is_last: bool

    @property
    def is_open(self) -> bool:
        """What was written and refused must be seen."""
        return self.form.is_bound

    @property
    def day(self) -> str:
        return day_words(self.item.published_on)

    @property
    def kind_name(self) -> str:
        return str(dict(self.form.fields["kind"].choices).get(self.item.kind, self.item.kind))


def segments(page: str, sheet: Sheet) -> Iterator[Segment]:
    """The whole text in order, nothing left out and nothing twice."""
    place = 0
    for start, end, number, item in sorted(_pieces(sheet), key=lambda piece: piece[:3]):
        start, end = max(start, place), min(end, len(page))
        if start >= end:
            continue
        if place < start:
            yield Segment(page[place:start], place)
        yield Segment(page[start:end], start, number, item.key, colour_of(item))
        place = end
    if place < len(page):
        yield Segment(page[place:], place)


def _pieces(sheet: Sheet) -> Iterator[tuple[int, int, int, Item]]:
    for number, item in enumerate(sheet.items, start=1):
        yield from ((start, end, number, item) for start, end in item.ranges)


def colour_of(item: Item) -> int:
    """0 is grey. By key, so that an item keeps its colour when it moves."""
    return 0 if item.kind == FURNITURE or item.is_left_out else item.key % COLOURS + 1


def cards(page: str, sheet: Sheet, bound: ItemForm | None = None) -> list[Card]:
    """``bound``: the form of the item that was posted and refused."""
    names = region_names(sheet.items)
    articles = Article.objects.defer("text").in_bulk([i.article for i in sheet.confirmed])
    return [
        Card(
            item,
            number,
            colour_of(item),
            bound if bound and bound.item.key == item.key else ItemForm(item=item, names=names),
            [] if item.is_confirmed else starts(page, item),
            articles.get(item.article),
            place_names(item, names),
            is_first=number == 1,
            is_last=number == len(sheet.items),
        )
        for number, item in enumerate(sheet.items, start=1)
    ]


def day_words(edtf: str) -> str:
    return PartialDate.parse(edtf).words if edtf else ""


def place_names(item: Item, names: dict[str, str]) -> list[str]:
    """In full: 북구 alone would be the name of several."""
    codes = [place.code for place in item.regions]
    codes += [place.chosen for place in item.open_places if place.chosen in names]
    return [names.get(code, code) for code in codes]


def region_names(items: Iterable[Item]) -> dict[str, str]:
    codes = {place.code for item in items for place in item.regions}
    codes |= {code for item in items for place in item.open_places for code in place.codes}
    regions = Region.objects.filter(code__in=codes).with_parents()
    return {region.code: str(region) for region in regions}
