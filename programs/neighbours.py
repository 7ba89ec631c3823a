"""What stands beside a program: the whole that it is a part of, its parts, and others that help in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from programs.models import Edition
from regions.models import Region

RELATED_SHOWN = 4


def whole(edition: Edition) -> Edition | None:
    """The live edition of the program that this one is a part of."""
    if edition.program.parent_id is None:
        return None
    live = Edition.objects.live().select_related("program")
    return live.filter(program=edition.program.parent_id).first()


def parts(edition: Edition) -> list[Edition]:
    return list(_cards().filter(program__parent=edition.program).order_by("pk"))


def related(edition: Edition, areas: list[Region]) -> list[Edition]:
    """Those that editors chose, then others of the same themes; always on shared ground."""
    others = _cards().filter(shares_ground(areas)).exclude(program=edition.program)
    if edition.program.parent_id:
        others = others.exclude(program=edition.program.parent_id)
    others = others.exclude(program__parent=edition.program)
    chosen = list(others.filter(program__related=edition.program).distinct()[:RELATED_SHOWN])
    if len(chosen) == RELATED_SHOWN:
        return chosen
    alike = others.filter(_of_themes(edition)).exclude(pk__in=[each.pk for each in chosen])
    return chosen + list(alike[: RELATED_SHOWN - len(chosen)])


def alternatives(edition: Edition) -> list[Edition]:
    """For an edition that is no longer shown: what else there is for the same people in the same place."""
    return related(edition, list(edition.service_areas.all()))


def shares_ground(areas: Iterable[Region]) -> Q:
    """Editions with an area that is, contains or lies in one of ``areas``: two cities of one name never meet."""
    stated = Edition.service_areas.through.objects.filter(edition=OuterRef("pk"))
    condition = Q(pk__in=[])
    for area in areas:
        ground = Region.objects.overlapping(area).values("pk")
        condition |= Q(Exists(stated.filter(region__in=ground)))
    return condition


def _of_themes(edition: Edition) -> Q:
    themes = Edition.themes.through.objects.filter(edition=OuterRef("pk"))
    return Q(Exists(themes.filter(term__in=edition.themes.all())))


def _cards() -> QuerySet[Edition]:
    return Edition.objects.live().for_cards().with_closing_day()
