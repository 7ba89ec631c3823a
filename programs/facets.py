"""How many programs each choice of a filter would show, given all other filters."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from programs.filters import ProgramFilter
from programs.models import Edition, Term
from regions.models import Region


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    is_selected: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: list[Choice]

    @property
    def has_selection(self) -> bool:
        return any(choice.is_selected for choice in self.choices)


_TERM_FACETS = {
    "theme": (Term.Taxonomy.THEME, "theme_editions"),
    "life_stage": (Term.Taxonomy.LIFE_STAGE, "audience_editions"),
    "household": (Term.Taxonomy.HOUSEHOLD, "audience_editions"),
    "benefit": (Term.Taxonomy.BENEFIT, "benefit_editions"),
}


def facets(filterset: ProgramFilter, *, regions: list[Region]) -> list[Facet]:
    """Facets of a valid filterset in page order; ``regions``: the choices of the region facet. One query a facet."""
    return [
        _region_facet(filterset, regions),
        *(_term_facet(filterset, name) for name in _TERM_FACETS),
        _state_facet(filterset),
    ]


def _region_facet(filterset: ProgramFilter, regions: list[Region]) -> Facet:
    editions = filterset.without("region")
    counts = editions.aggregate(
        **{region.code: Count("pk", filter=_covers(region), distinct=True) for region in regions}
    )
    chosen = filterset.form.cleaned_data["region"]
    choices = [
        Choice(
            region.code,
            region.label,
            counts[region.code],
            chosen is not None and chosen.pk == region.pk,
        )
        for region in regions
    ]
    return Facet("region", _("지역"), choices)


def _covers(region: Region) -> Q:
    through = Edition.service_areas.through
    return Q(
        Exists(
            through.objects.filter(
                edition=OuterRef("pk"), region__in=Region.objects.overlapping(region).values("pk")
            )
        )
    )


def _term_facet(filterset: ProgramFilter, name: str) -> Facet:
    taxonomy, relation = _TERM_FACETS[name]
    editions = filterset.without(name).values("pk")
    chosen = {term.pk for term in filterset.form.cleaned_data[name]}
    terms: QuerySet[Term] = Term.objects.filter(taxonomy=taxonomy).annotate(
        program_count=Count(relation, filter=Q(**{f"{relation}__in": editions}), distinct=True)
    )
    choices = [
        Choice(term.slug, term.name, term.program_count, term.pk in chosen)
        for term in terms
        if term.program_count or term.pk in chosen
    ]
    return Facet(name, filterset.filters[name].label, choices)


def _state_facet(filterset: ProgramFilter) -> Facet:
    editions = filterset.without("state").with_state()
    counts = dict(editions.order_by().values_list("state").annotate(Count("pk", distinct=True)))
    chosen = filterset.form.cleaned_data["state"]
    choices = [
        Choice(value, label, counts.get(value, 0), value in chosen)
        for value, label in Edition.State.choices
        if counts.get(value) or value in chosen
    ]
    return Facet("state", filterset.filters["state"].label, choices)
