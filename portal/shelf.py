"""What home and region pages put on show."""

from __future__ import annotations

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from programs.models import Edition, Organization, Term
from programs.querysets import EditionQuerySet
from regions.models import Region

# More names than this nobody reads; the rest is found by search.
MOST_ORGANIZATIONS = 40
_FIRST_TO_LAST = (
    Edition.State.RUNNING,
    Edition.State.PILOT,
    Edition.State.PLANNED,
    Edition.State.ENDED,
)
_RELATIONS = {Term.Taxonomy.THEME: "theme_editions", Term.Taxonomy.LIFE_STAGE: "audience_editions"}


def cards(editions: EditionQuerySet, region: Region) -> EditionQuerySet:
    """The region's programs: what people can use first, what is of the region itself before what
    holds in a wider one, then in the themes' order. Without what nobody has checked for long."""
    within = Edition.service_areas.through.objects.filter(
        edition=OuterRef("pk"), region__in=Region.objects.inside(region).values("pk")
    )
    theme = Term.objects.filter(theme_editions=OuterRef("pk")).order_by("position")
    places = [When(state=state, then=place) for place, state in enumerate(_FIRST_TO_LAST)]
    covered = _checked(editions.covering(region).for_cards().with_closing_day())
    return covered.order_by(
        Case(*places, default=len(places), output_field=IntegerField()),
        Exists(within).desc(),
        Subquery(theme.values("position")[:1]),
        "name",
        "pk",
    )


def newest(editions: EditionQuerySet) -> EditionQuerySet:
    recent = _checked(editions.for_cards().with_closing_day())
    return recent.order_by("-published_at", "name", "pk")


def left_out(editions: EditionQuerySet) -> int:
    """How many ``cards`` leaves out because nobody has checked them for long."""
    return editions.with_freshness().filter(freshness=Edition.Freshness.LONG_OVERDUE).count()


def _checked(editions: EditionQuerySet) -> EditionQuerySet:
    return editions.with_freshness().exclude(freshness=Edition.Freshness.LONG_OVERDUE)


def used_terms(taxonomy: Term.Taxonomy, editions: EditionQuerySet) -> QuerySet[Term]:
    """Terms that the editions carry, with ``program_count``, in the taxonomy's own order."""
    relation = _RELATIONS[taxonomy]
    counted = Count(relation, filter=Q(**{f"{relation}__in": editions.values("pk")}))
    terms = Term.objects.filter(taxonomy=taxonomy).annotate(program_count=counted)
    return terms.filter(program_count__gt=0).order_by("position", "name")


def organizations_in(region: Region) -> QuerySet[Organization]:
    """Organizations of the region's ground that take part in a live program, the busiest ones."""
    live = Edition.objects.live().values("pk")
    taking_part = Count(
        "involvements__edition", distinct=True, filter=Q(involvements__edition__in=live)
    )
    return (
        Organization.objects.filter(region__in=Region.objects.overlapping(region).values("pk"))
        .annotate(program_count=taking_part)
        .filter(program_count__gt=0)
        .order_by("-program_count", "name", "slug")[:MOST_ORGANIZATIONS]
    )


def parts_of(region: Region) -> QuerySet[Region]:
    """The cities, districts and counties of a province today."""
    if region.level != Region.Level.PROVINCE:
        return Region.objects.none()
    return Region.objects.current().filter(parent=region).order_by("-level", "name")
