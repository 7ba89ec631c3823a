"""What changed from one edition to another: field by field, row by row, in time that grows with their length."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _

from programs.models import (
    ApplicationWindow,
    Channel,
    Edition,
    Eligibility,
    Fact,
    Involvement,
    Location,
    RequiredDocument,
    Round,
    Schedule,
    Sourced,
)
from regions.models import Region

# As the public page has them.
PAGE_ORDER: tuple[type[Sourced], ...] = (
    Eligibility,
    Fact,
    ApplicationWindow,
    Channel,
    RequiredDocument,
    Schedule,
    Location,
    Involvement,
    Round,
)
# What makes a row the same one in another edition, even where its content changed.
_IDENTITY = {
    Eligibility: ("kind", "is_exclusion", "term", "region"),
    Fact: ("label", "round", "kind"),
    ApplicationWindow: ("kind",),
    Channel: ("kind", "purpose"),
    RequiredDocument: ("document",),
    Schedule: ("freq",),
    Location: ("name",),
    Involvement: ("organization", "role"),
    Round: ("key",),
}
_RELATED = {
    Fact: ["label", "round"],
    Eligibility: ["term", "region__parent__parent"],
    Location: ["region__parent__parent"],
    Involvement: ["organization"],
}
_LEFT_OUT = {"id", "edition", "position"}
_EDITION_LEFT_OUT = {"number", "program"}


@dataclass(frozen=True)
class Piece:
    """A run of text. ``kind``: same, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class RowChange:
    """``kind``: added, removed or changed."""

    kind: str
    title: str
    changes: list[Change]


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[RowChange]
    same: int


@dataclass(frozen=True)
class Comparison:
    changes: list[Change]
    groups: list[Group]

    @property
    def is_empty(self) -> bool:
        return not self.changes and not any(group.rows for group in self.groups)


def compare(before: Edition, after: Edition) -> Comparison:
    """A fixed number of queries."""
    groups = [_compare_rows(model, before, after) for model in PAGE_ORDER]
    return Comparison(
        list(_changes(_edition_words(before), _edition_words(after))),
        [group for group in groups if group.rows or group.same],
    )


def _edition_words(edition: Edition) -> dict[str, str]:
    fields = [
        field
        for field in edition._meta.concrete_fields
        if field.editable and field.name not in _EDITION_LEFT_OUT
    ]
    words = _row_words(edition, fields)
    for field in edition._meta.many_to_many:
        rows = getattr(edition, field.name).all()
        known = rows.with_parents() if field.related_model is Region else rows
        names = sorted(str(row) for row in known)
        words[str(field.verbose_name)] = ", ".join(names)
    return words


def _row_words(row: models.Model, fields=None) -> dict[str, str]:
    fields = fields or row._meta.concrete_fields
    return {
        str(field.verbose_name): _words(row, field)
        for field in fields
        if field.name not in _LEFT_OUT
    }


def _words(row: models.Model, field: models.Field) -> str:
    value = getattr(row, field.name)
    if value is None:
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return _("예") if value else _("아니요")
    if isinstance(value, Decimal):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for label, new in after.items():
        if before.get(label, "") != new:
            yield Change(label, text_difference(before.get(label, ""), new))


def _compare_rows(model: type[Sourced], before: Edition, after: Edition) -> Group:
    old, new = _rows(model, before), _rows(model, after)
    same = Counter(map(_content, old)) & Counter(map(_content, new))
    old, new = _without(old, same), _without(new, same)
    waiting: dict[tuple, deque] = defaultdict(deque)
    for row in old:
        waiting[_identity(row)].append(row)
    rows = []
    for row in new:
        twin = waiting[_identity(row)].popleft() if waiting[_identity(row)] else None
        if twin is None:
            rows.append(_one_sided("added", row))
        else:
            rows.append(
                RowChange("changed", str(row), list(_changes(_row_words(twin), _row_words(row))))
            )
    rows += [_one_sided("removed", row) for left in waiting.values() for row in left]
    return Group(str(model._meta.verbose_name_plural), rows, same.total())


def _one_sided(kind: str, row: Sourced) -> RowChange:
    said = [Change(label, [Piece(kind, text)]) for label, text in _row_words(row).items() if text]
    no = _("아니요")
    return RowChange(kind, str(row), [change for change in said if change.pieces[0].text != no])


def _rows(model: type[Sourced], edition: Edition) -> list[Sourced]:
    related = ["article__publisher", *_RELATED.get(model, [])]
    return list(model.objects.filter(edition=edition).select_related(*related))


def _content(row: Sourced) -> tuple:
    return tuple(_row_words(row).values())


def _identity(row: Sourced) -> tuple:
    return tuple(str(getattr(row, name)) for name in _IDENTITY[type(row)])


def _without(rows: list[Sourced], same: Counter) -> list[Sourced]:
    left, kept = same.copy(), []
    for row in rows:
        if left[_content(row)]:
            left[_content(row)] -= 1
        else:
            kept.append(row)
    return kept


def text_difference(before: str, after: str) -> list[Piece]:
    """Word by word. Neighbouring pieces of one kind are one; joined up, each side is whole again."""
    pieces: list[Piece] = []
    for kind, words in _aligned(
        re.findall(r"\s+|[^\s]+", before), re.findall(r"\s+|[^\s]+", after)
    ):
        text = "".join(words)
        if text and pieces and pieces[-1].kind == kind:
            pieces[-1] = Piece(kind, pieces[-1].text + text)
        elif text:
            pieces.append(Piece(kind, text))
    return pieces


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Patience alignment: what begins and ends alike, then words that stand once on each side."""
    start = _common(old, new)
    yield "same", old[:start]
    old, new = old[start:], new[start:]
    tail = _common(old[::-1], new[::-1])
    end_old, end_new = len(old) - tail, len(new) - tail
    at_old = at_new = 0
    for i, j in _anchors(old[:end_old], new[:end_new]):
        yield "removed", old[at_old:i]
        yield "added", new[at_new:j]
        yield "same", [old[i]]
        at_old, at_new = i + 1, j + 1
    yield "removed", old[at_old:end_old]
    yield "added", new[at_new:end_new]
    yield "same", old[end_old:]


def _common(old: list[str], new: list[str]) -> int:
    count = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        count += 1
    return count


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The longest run of places, rising on both sides, of words that stand once on each side."""
    once_old, once_new = Counter(old), Counter(new)
    places = {word: i for i, word in enumerate(old) if once_old[word] == 1}
    pairs = [
        (places[word], j) for j, word in enumerate(new) if once_new[word] == 1 and word in places
    ]
    tops: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, (i, _j) in enumerate(pairs):
        pile = bisect_left(tops, i)
        before.append(last[pile - 1] if pile else None)
        tops[pile : pile + 1], last[pile : pile + 1] = [i], [index]
    run, step = [], last[-1] if last else None
    while step is not None:
        run.append(pairs[step])
        step = before[step]
    return run[::-1]
