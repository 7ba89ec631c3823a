"""The list of programs as a page: what it leaves out, what is chosen, and what to try when nothing is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from programs.filters import ProgramFilter
from programs.models import Edition
from programs.search.memory import Stamps, remembered_atlas, stamps
from programs.search.sets import sets
from regions.models import Region

# Whoever asks by one of these gets what was not checked for long, too.
_ASKING = ("search", "freshness", "state")
PAGE_NAMES = {"search": "q"}


class ListFilter(ProgramFilter):
    """The filters of the page. What nobody has checked for long is left out unless one asks for it."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        editions = super().filter_queryset(queryset)
        if not self.form.cleaned_data["sort"] and not self.form.cleaned_data["search"]:
            editions = editions.order_by("-published_at", "name", "pk")
        if self.leaves_out():
            counted, editions = editions.counted, _checked(editions)
            editions.counted = counted
        return editions

    def selection(self, without: str = "") -> int:
        selected = super().selection(without)
        return selected & ~self._long_overdue if self.leaves_out(without) else selected

    @property
    def _long_overdue(self) -> int:
        return self._sets.freshness(self._day)[Edition.Freshness.LONG_OVERDUE]

    def leaves_out(self, name: str = "") -> bool:
        """``name``: a filter for which some value is going to be chosen."""
        return name not in _ASKING and not any(self.form.cleaned_data[each] for each in _ASKING)

    def left_out(self) -> int:
        """How many programs the list does not show because nobody has checked them for long."""
        if not self.leaves_out():
            return 0
        return (super().selection() & self._long_overdue).bit_count()


def _checked(editions: QuerySet) -> QuerySet:
    return editions.with_freshness().exclude(freshness=Edition.Freshness.LONG_OVERDUE)


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address without it."""

    name: str
    label: str
    text: str
    query: str

    @property
    def remove_label(self) -> str:
        return _("%(label)s: %(text)s 지우기") % {"label": self.label, "text": self.text}


@dataclass(frozen=True)
class Way:
    """A way out of an empty result: without this filter there would be ``count`` programs."""

    chip: Chip
    count: int

    @property
    def words(self) -> str:
        words = {"text": self.chip.text.strip("“”"), "count": self.count}
        return _("‘%(text)s’ 없이 찾기: 사업 %(count)d개") % words


def chips(filterset: ListFilter, query: QueryDict) -> list[Chip]:
    """Every chosen value but the order, in the filters' order."""
    return [
        Chip(name, str(filterset.filters[name].label), text, _dropped(query, name, value))
        for name, chosen in filterset.form.cleaned_data.items()
        if name != "sort"
        for value, text in _values(filterset, name, chosen)
    ]


def _values(filterset: ListFilter, name: str, chosen: object) -> Iterator[tuple[str, str]]:
    """(as in the address, as people read it) of each chosen value of a filter."""
    if not chosen:
        return
    field = filterset.form.fields[name]
    if name == "search":
        yield str(chosen), f"“{chosen}”"
    elif name in {"state", "freshness"}:
        labels = dict(field.choices)
        yield from ((value, str(labels[value])) for value in chosen)
    else:
        for row in [chosen] if hasattr(chosen, "pk") else chosen:
            yield str(getattr(row, field.to_field_name)), getattr(row, "label", str(row))


def _dropped(query: QueryDict, name: str, value: str) -> str:
    """The address's query without one value, from the first page on."""
    left = query.copy()
    left.pop("page", None)
    page_name = PAGE_NAMES.get(name, name)
    values = [each for each in left.getlist(page_name) if each != value and name != "search"]
    left.setlist(page_name, values)
    return left.urlencode()


def ways_out(filterset: ListFilter, found: list[Chip]) -> list[Way]:
    """For an empty result: what dropping each chosen value would give, the most first."""
    ways = [
        Way(chip, filterset.__class__(_data(chip.query), queryset=filterset.queryset).qs.count())
        for chip in found
    ]
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)


def _data(query: str) -> QueryDict:
    data = QueryDict(query, mutable=True)
    data.pop("page", None)
    if "q" in data:
        data.setlist("search", data.pop("q"))
    return data


def facet_regions(chosen: Region | None, *, now: Stamps | None = None) -> list[Region]:
    """Today's provinces, cities and districts that some program names at that level; and the chosen one.

    ``now``: the stamps of what is remembered, if the caller has read them.
    """
    offered = _offered(now or stamps(), timezone.localdate())
    return offered if chosen is None or chosen in offered else [chosen, *offered]


@lru_cache(maxsize=4)
def _offered(now: Stamps, day: date) -> list[Region]:
    atlas, areas = remembered_atlas(now), sets(now.index).areas
    province, neighbourhood = Region.Level.PROVINCE, Region.Level.NEIGHBOURHOOD
    wide, narrow = set(), set()
    for code, programs in areas.items():
        if programs and code in atlas.regions:
            kind = wide if atlas.regions[code].level == province else narrow
            kind |= atlas.around(code)
    return [
        region
        for code, region in atlas.regions.items()
        if region.level != neighbourhood
        and region.is_current(day)
        and code in (wide if region.level == province else narrow)
    ]
