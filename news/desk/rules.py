"""What can be done with the items of a page. Pure: a list of items in, a list of items out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from news.desk.items import Item, Ranges, Seam, Sheet

Join = Callable[[str, str], str]


class Impossible(Exception):
    """Why a step can't be taken, in one sentence."""


@dataclass(frozen=True, slots=True)
class Cut:
    """``at``: the place in the page; ``in_text``: in the item's text; ``body``: where its second part's body begins.

    Between ``in_text`` and ``body`` stand the ``headline`` and ``deck`` of the second part. ``names_after`` are
    the reporters named there, ``deck_after`` the deck lines that stand behind the cut.
    """

    at: int
    in_text: int
    body: int
    headline: str = ""
    deck: tuple[str, ...] = ()
    names_after: tuple[str, ...] = ()
    deck_after: tuple[str, ...] = ()


def _index(sheet: Sheet, key: int) -> int:
    for index, item in enumerate(sheet.items):
        if item.key == key:
            return index
    raise Impossible(_("그 조각은 이제 없습니다. 다른 사람이 합쳤을 수 있습니다."))


def _open(item: Item) -> Item:
    if item.is_confirmed:
        raise Impossible(_("이미 확인한 기사입니다. 기사 화면에서 고쳐 주세요."))
    return item


def changed(sheet: Sheet, item: Item) -> Sheet:
    """With ``item`` in the place of the one of its key."""
    index = _index(sheet, item.key)
    _open(sheet.items[index])
    return _with(sheet, index, 1, item)


def _with(sheet: Sheet, index: int, number: int, *items: Item) -> Sheet:
    """With ``items`` in the place of ``number`` items."""
    rest = sheet.items[index + number :]
    return replace(sheet, items=(*sheet.items[:index], *items, *rest))


def move(sheet: Sheet, key: int, by: int) -> Sheet:
    """``by``: -1 up, 1 down."""
    index = _index(sheet, key)
    place = index + by
    if not 0 <= place < len(sheet.items):
        raise Impossible(_("더 옮길 곳이 없습니다."))
    items = list(sheet.items)
    items.insert(place, items.pop(index))
    return replace(sheet, items=tuple(items))


# Cutting in two


def split(sheet: Sheet, key: int, cut: Cut) -> Sheet:
    """The second part becomes an item of its own, right behind."""
    index = _index(sheet, key)
    item = _open(sheet.items[index])
    before, after, is_within = parted(item.ranges, cut.at)
    if not before or not after:
        raise Impossible(
            _("여기서는 나눌 수 없습니다. 조각의 처음이나 끝이 아닌 곳을 골라 주세요.")
        )
    left = item.text[: cut.in_text].rstrip()
    seam = _seam(item, cut, left, is_within)
    names, names_after = _parted_at(_names(item), cut.names_after)
    deck, deck_after = _parted_at(item.deck, () if left else cut.deck_after)
    first = replace(item, ranges=before, text=left, reporter="·".join(names), deck=tuple(deck))
    second = replace(
        item,
        key=sheet.last_key + 1,
        ranges=after,
        headline=seam.headline,
        deck=seam.deck or tuple(deck_after),
        text=item.text[len(left + seam.glue + seam.lifted) :],
        reporter="·".join(names_after),
        is_reporter_uncertain=item.is_reporter_uncertain and bool(names_after),
        seam=seam,
    )
    return replace(_with(sheet, index, 1, first, second), last_key=second.key)


def _seam(item: Item, cut: Cut, left: str, is_within: bool) -> Seam:
    if not left:  # the cut lies in the heading: the whole text goes with the second part
        return Seam(cut.at, is_within=is_within)
    return Seam(
        cut.at,
        glue=item.text[len(left) : cut.in_text],
        lifted=item.text[cut.in_text : cut.body],
        headline=cut.headline,
        deck=cut.deck,
        is_within=is_within,
    )


def parted(ranges: Ranges, at: int) -> tuple[Ranges, Ranges, bool]:
    """The ranges before and behind a place, in their order, and whether one of them was cut in two."""
    for number, (start, end) in enumerate(ranges):
        if start == at:
            return ranges[:number], ranges[number:], False
        if start < at < end:
            return (*ranges[:number], (start, at)), ((at, end), *ranges[number + 1 :]), True
    return ranges, (), False


def _parted_at(parts: Sequence[str], later: Collection[str]) -> tuple[list[str], list[str]]:
    """The last ones that all stand behind the cut go with it, so that putting together keeps the order."""
    for number in range(len(parts)):
        if set(parts[number:]) <= set(later):
            return list(parts[:number]), list(parts[number:])
    return list(parts), []


# Putting two together


def merge(sheet: Sheet, key: int, join: Join) -> Sheet:
    """With the item before it. ``join``: two texts that were never one."""
    index = _index(sheet, key)
    if index == 0:
        raise Impossible(_("첫 조각이라 앞에 합칠 것이 없습니다."))
    first, second = _open(sheet.items[index - 1]), _open(sheet.items[index])
    return _with(sheet, index - 1, 2, _merged(first, second, join))


def _merged(first: Item, second: Item, join: Join) -> Item:
    seam = second.seam if _meet(first, second) else None
    return replace(
        first,
        ranges=_ranges_joined(first, second, seam),
        headline=first.headline or (second.headline if not first.text else ""),
        deck=first.deck if first.text else first.deck + second.deck,
        reporter="·".join(_united(_names(first), _names(second))),
        is_reporter_uncertain=first.is_reporter_uncertain or second.is_reporter_uncertain,
        text=_text_joined(first, second, seam, join),
        regions=_united(first.regions, second.regions),
        has_chosen_regions=first.has_chosen_regions or second.has_chosen_regions,
        open_places=_united(first.open_places, second.open_places),
        offers=_united(first.offers, second.offers),
        readings=_united(first.readings, second.readings),
    )


def _meet(first: Item, second: Item) -> bool:
    """The two still stand where they were cut apart."""
    seam = second.seam
    if seam is None or not first.ranges or not second.ranges or second.ranges[0][0] != seam.at:
        return False
    return not seam.is_within or first.ranges[-1][1] == seam.at


def _ranges_joined(first: Item, second: Item, seam: Seam | None) -> Ranges:
    if seam is None or not seam.is_within:
        return first.ranges + second.ranges
    whole = (first.ranges[-1][0], second.ranges[0][1])
    return (*first.ranges[:-1], whole, *second.ranges[1:])


def _text_joined(first: Item, second: Item, seam: Seam | None, join: Join) -> str:
    if not first.text:
        return second.text
    if seam is not None and (seam.headline, seam.deck) == (second.headline, second.deck):
        return first.text + seam.glue + seam.lifted + second.text
    heading = [line for line in (second.headline, *second.deck) if line]
    if heading:
        return "\n".join(part for part in (first.text, *heading, second.text) if part)
    return join(first.text, second.text) if second.text else first.text


def _names(item: Item) -> list[str]:
    return item.reporter.split("·") if item.reporter else []


def _united(first: Iterable, second: Iterable) -> tuple:
    return tuple(dict.fromkeys([*first, *second]))
