"""How many programs each choice of a filter would show, given all other filters."""

from __future__ import annotations

from dataclasses import dataclass

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
    "theme": Term.Taxonomy.THEME,
    "life_stage": Term.Taxonomy.LIFE_STAGE,
    "household": Term.Taxonomy.HOUSEHOLD,
    "benefit": Term.Taxonomy.BENEFIT,
}


def facets(filterset: ProgramFilter, *, regions: list[Region]) -> list[Facet]:
    """Facets of a valid filterset in page order; ``regions``: the choices of the region facet.

    Counted in memory, on the sets of the index: one query for the terms, whatever is chosen.
    """
    terms = list(Term.objects.filter(taxonomy__in=_TERM_FACETS.values()))
    return [
        _region_facet(filterset, regions),
        *(_term_facet(filterset, name, terms) for name in _TERM_FACETS),
        _state_facet(filterset),
    ]


def _region_facet(filterset: ProgramFilter, regions: list[Region]) -> Facet:
    others = filterset.selection(without="region")
    chosen = filterset.form.cleaned_data["region"]
    choices = [
        Choice(
            region.code,
            region.label,
            (others & filterset.set_of("region", region)).bit_count(),
            chosen is not None and chosen.pk == region.pk,
        )
        for region in regions
    ]
    return Facet("region", filterset.filters["region"].label, choices)


def _term_facet(filterset: ProgramFilter, name: str, terms: list[Term]) -> Facet:
    others = filterset.selection(without=name)
    chosen = {term.pk for term in filterset.form.cleaned_data[name]}
    counted = (
        (term, (others & filterset.set_of(name, [term])).bit_count())
        for term in terms
        if term.taxonomy == _TERM_FACETS[name]
    )
    choices = [
        Choice(term.slug, term.name, count, term.pk in chosen)
        for term, count in counted
        if count or term.pk in chosen
    ]
    return Facet(name, filterset.filters[name].label, choices)


def _state_facet(filterset: ProgramFilter) -> Facet:
    others = filterset.selection(without="state")
    chosen = filterset.form.cleaned_data["state"]
    counted = (
        (value, label, (others & filterset.set_of("state", [value])).bit_count())
        for value, label in Edition.State.choices
    )
    choices = [
        Choice(value, label, count, value in chosen)
        for value, label, count in counted
        if count or value in chosen
    ]
    return Facet("state", filterset.filters["state"].label, choices)
