"""The steps that a card's buttons take: what was written is kept first, then the step is done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from news.desk import rules
from news.desk.cutting import cut_at, cut_in_text
from news.desk.editing import Rereader, edited
from news.desk.forms import in_lines
from news.desk.items import Item, Sheet
from news.desk.rules import Impossible


@dataclass(frozen=True, slots=True)
class Taken:
    """``key``: the item that is looked at next."""

    sheet: Sheet
    key: int
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """``name``: of the step; ``place``: in the page; ``cursor``: in the text as it was sent."""

    name: str
    place: int = 0
    cursor: int | None = None


def take(sheet: Sheet, key: int, cleaned: dict, asked: Asked, page: str) -> Taken:
    """Raises Impossible."""
    item, rereader = sheet.find(key), Rereader(page)
    written = edited(item, cleaned)
    if written != item:
        if _words_changed(item, written):
            written = rereader.placed(written, sheet)
        sheet = rules.changed(sheet, written)
    doing = _STEPS.get(asked.name)
    if doing is None:
        raise Impossible(_("그런 단계는 없습니다."))
    return doing(sheet, written, asked, rereader, page)


def _words_changed(item: Item, written: Item) -> bool:
    return any(getattr(item, name) != getattr(written, name) for name in ("text", "headline", "deck", "kind"))  # fmt: skip


def _named(words: str, item: Item) -> str:
    return words % {"name": item.name or _("제목 없음")}


def _save(sheet: Sheet, item: Item, asked: Asked, rereader: Rereader, page: str) -> Taken:
    return Taken(sheet, item.key, _named(_("고쳤습니다: ‘%(name)s’"), item))


def _merge(sheet: Sheet, item: Item, asked: Asked, rereader: Rereader, page: str) -> Taken:
    place = sheet.items.index(item)
    sheet = rules.merge(sheet, item.key, rereader.join)
    whole = sheet.items[place - 1]
    sheet = rules.changed(sheet, rereader.placed(whole, sheet))
    return Taken(sheet, whole.key, _named(_("앞과 합쳤습니다: ‘%(name)s’"), item))


def _split(sheet: Sheet, item: Item, asked: Asked, rereader: Rereader, page: str) -> Taken:
    cut = cut_at(page, item, asked.place)
    return _split_at(sheet, item, cut, rereader)


def _split_at_cursor(
    sheet: Sheet, item: Item, asked: Asked, rereader: Rereader, page: str
) -> Taken:
    cut = None
    if asked.cursor is not None and 0 < asked.cursor < len(item.text):
        cut = cut_in_text(page, item, asked.cursor)
    if cut is None:
        raise Impossible(_("본문에서 나눌 곳에 커서를 두고 눌러 주세요."))
    return _split_at(sheet, item, cut, rereader)


def _split_at(sheet: Sheet, item: Item, cut: rules.Cut, rereader: Rereader) -> Taken:
    sheet = rules.split(sheet, item.key, cut)
    place = next(number for number, one in enumerate(sheet.items) if one.key == item.key)
    for part in sheet.items[place : place + 2]:
        sheet = rules.changed(sheet, rereader.placed(part, sheet))
    return Taken(sheet, sheet.last_key, _named(_("둘로 나눴습니다: ‘%(name)s’"), item))


def _up(sheet: Sheet, item: Item, asked: Asked, rereader: Rereader, page: str) -> Taken:
    return Taken(
        rules.move(sheet, item.key, -1), item.key, _named(_("위로 옮겼습니다: ‘%(name)s’"), item)
    )


def _down(sheet: Sheet, item: Item, asked: Asked, rereader: Rereader, page: str) -> Taken:
    return Taken(
        rules.move(sheet, item.key, 1), item.key, _named(_("아래로 옮겼습니다: ‘%(name)s’"), item)
    )


def _leave_out(sheet: Sheet, item: Item, asked: Asked, rereader: Rereader, page: str) -> Taken:
    sheet = rules.changed(sheet, replace(item, is_left_out=True))
    return Taken(sheet, item.key, _named(_("뺐습니다: ‘%(name)s’"), item))


def _put_back(sheet: Sheet, item: Item, asked: Asked, rereader: Rereader, page: str) -> Taken:
    sheet = rules.changed(sheet, replace(item, is_left_out=False))
    return Taken(sheet, item.key, _named(_("다시 넣었습니다: ‘%(name)s’"), item))


_STEPS = {
    "save": _save,
    "merge": _merge,
    "split": _split,
    "cut": _split_at_cursor,
    "up": _up,
    "down": _down,
    "leave_out": _leave_out,
    "put_back": _put_back,
}


def asked_by(data, key: int) -> Asked:
    """What a card's form asks for. A browser counts a line's end as one, sends it as two, and we keep one."""
    cursor = data.get("cursor", "")
    is_place = cursor.isascii() and cursor.isdigit() and len(cursor) <= 9
    place = data.get(f"i{key}-split_at", "")
    return Asked(
        data.get("step", "save"),
        int(place) if place.isascii() and place.isdigit() and len(place) <= 9 else -1,
        min(int(cursor), len(in_lines(data.get(f"i{key}-text", "")))) if is_place else None,
    )
