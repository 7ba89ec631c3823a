"""What can be asked of the regions: which exist on a day, which share ground, which one a name means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Expression, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Now, TruncDate

from regions.atlas import Atlas
from regions.resolve import Mention, Resolution, find, resolve

if TYPE_CHECKING:
    from regions.models import Containment


def today() -> TruncDate:
    """Today in the site's time zone, by the database's clock."""
    return TruncDate(Now())


def _day(day: date | Expression | None) -> Expression:
    if day is None:
        return today()
    return Value(day) if isinstance(day, date) else day


def _containment() -> QuerySet[Containment]:
    return apps.get_model("regions", "Containment").objects.all()


def _around(region) -> QuerySet[Containment]:
    return _containment().filter(inner=_from_within(region)).values("outer")


def _inside(region) -> QuerySet[Containment]:
    return _containment().filter(outer=_from_within(region)).values("inner")


def _from_within(region):
    """An outer reference stands one query deeper here than where the caller wrote it."""
    return OuterRef(region) if isinstance(region, OuterRef) else region


class RegionQuerySet(QuerySet["Region"]):
    """``region`` is a Region, its code, or an expression such as ``OuterRef("region")``."""

    def current(self, day: date | None = None) -> RegionQuerySet:
        """In force on ``day`` (None: today by the database's clock)."""
        day = _day(day)
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def dissolved(self, day: date | None = None) -> RegionQuerySet:
        """No longer in force on ``day`` (None: today by the database's clock)."""
        return self.filter(valid_to__lt=_day(day))

    def containing(self, region) -> RegionQuerySet:
        """The same ground as ``region`` or more, whatever it was called and whenever it existed."""
        return self.filter(pk__in=_around(region))

    def inside(self, region) -> RegionQuerySet:
        """The same ground as ``region`` or a part of it, whenever it existed."""
        return self.filter(pk__in=_inside(region))

    def overlapping(self, region) -> RegionQuerySet:
        """Every region, in force or dissolved, that is, contains or lies in the ground of ``region``.

        A dissolved region's ground is that of its successors; a dissolved neighbourhood without
        known successors lies somewhere in its district's. One subquery, no query of its own.
        """
        return self.filter(Q(pk__in=_around(region)) | Q(pk__in=_inside(region)))

    def with_parents(self) -> RegionQuerySet:
        """Ready for ``full_name``, ``label`` and ``str()`` without further queries."""
        return self.select_related("parent__parent")

    def for_pages(self) -> RegionQuerySet:
        """Ready for everything that a page says of a region, ``dissolution_note`` included."""
        heirs = self.model._default_manager.with_parents()
        return self.with_parents().prefetch_related(
            Prefetch("successors", heirs), Prefetch("parent__successors", heirs)
        )

    def atlas(self) -> Atlas:
        """All regions, their names and how they lie in each other, in memory. Three queries."""
        regions = self.model._default_manager.order_by("code")
        names = apps.get_model("regions", "RegionName").objects
        return Atlas(
            list(regions),
            names.values_list("name", "region_id", "kind", "stands_alone").order_by(
                "name", "region"
            ),
            _containment().values_list("outer_id", "inner_id"),
        )

    def resolve(
        self, text: str, clues: Iterable[str] = (), *, day: date | None = None
    ) -> Resolution:
        """Which region the written name at the start of ``text`` means; see ``regions.resolve``."""
        return resolve(self.atlas(), text, clues, day=day)

    def find(
        self, text: str, clues: Iterable[str] = (), *, day: date | None = None
    ) -> list[Mention]:
        """Every region named in a text, with its place there; see ``regions.resolve``."""
        return find(self.atlas(), text, clues, day=day)
