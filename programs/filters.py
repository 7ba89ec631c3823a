"""One set of filters for pages and API. Unknown values are errors that name themselves, never "everything"."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from programs.models import Edition, Organization, Term
from programs.search import is_all_live
from programs.search.engine import Found, find
from programs.search.memory import Stamps, remembered_atlas, stamps
from programs.search.sets import Sets, sets
from regions.atlas import Atlas
from regions.models import Region

MAX_SEARCH_LENGTH = 200


class Sort(django_filters.ChoiceFilter):
    """Order of a list. Every order ends in the name and the key, so that pages never overlap."""

    RELEVANCE, CLOSING, NEWEST = "relevance", "closing", "newest"
    CHOICES = [
        (RELEVANCE, _("관련 높은 순")),
        (CLOSING, _("마감이 가까운 순")),
        (NEWEST, _("새로 올라온 순")),
    ]

    def __init__(self, **kwargs):
        super().__init__(choices=self.CHOICES, label=_("정렬"), empty_label=None, **kwargs)

    def filter(self, editions: QuerySet, value: str | None) -> QuerySet:
        if value == self.CLOSING:
            return editions.with_closing_day().order_by(
                F("closes_on").asc(nulls_last=True), "name", "pk"
            )
        if value == self.NEWEST:
            return editions.order_by("-published_at", "name", "pk")
        return editions


def _terms(field: str, taxonomy: Term.Taxonomy, label) -> django_filters.ModelMultipleChoiceFilter:
    return django_filters.ModelMultipleChoiceFilter(
        field_name=field,
        to_field_name="slug",
        queryset=lambda request: Term.objects.filter(taxonomy=taxonomy),
        label=label,
        method="filter_terms",
    )


class ProgramFilter(django_filters.FilterSet):
    """Filters of live editions. Several values of one filter mean "any of them"; several filters mean "all of them"."""

    search = django_filters.CharFilter(
        method="filter_search", label=_("찾는 말"), max_length=MAX_SEARCH_LENGTH
    )
    region = django_filters.ModelChoiceFilter(
        queryset=lambda request: Region.objects.with_parents(),
        to_field_name="code",
        method="filter_region",
        label=_("지역"),
    )
    theme = _terms("themes", Term.Taxonomy.THEME, _("주제"))
    life_stage = _terms("audiences", Term.Taxonomy.LIFE_STAGE, _("생애주기"))
    household = _terms("audiences", Term.Taxonomy.HOUSEHOLD, _("가구상황"))
    audience = _terms("audiences", Term.Taxonomy.AUDIENCE, _("대상"))
    benefit = _terms("benefits", Term.Taxonomy.BENEFIT, _("지원 방식"))
    state = django_filters.MultipleChoiceFilter(
        choices=Edition.State.choices, method="filter_state", label=_("상태")
    )
    freshness = django_filters.MultipleChoiceFilter(
        choices=Edition.Freshness.choices, method="filter_freshness", label=_("확인 상태")
    )
    organization = django_filters.ModelChoiceFilter(
        queryset=lambda request: Organization.objects.all(),
        to_field_name="slug",
        method="filter_organization",
        label=_("기관"),
    )
    sort = Sort()

    class Meta:
        model = Edition
        fields: list[str] = []

    # The reader's own region, if the page knows it: its programs come first.
    reader: Region | None = None

    @cached_property
    def found(self) -> Found | None:
        """What the search text finds, in the order of the list; None without one."""
        text = self.form.cleaned_data["search"]
        if not text:
            return None
        return find(text, region=self.reader, within=self._selected("search"), now=self.stamps)

    def selection(self, without: str = "") -> int:
        """The live programs that every filter but ``without`` leaves, as a set (``programs.search.sets``)."""
        selected = self._selected(without)
        return selected & self.found.programs if self.found and without != "search" else selected

    def _selected(self, without: str) -> int:
        selected = self._sets.live
        for name, value in self.form.cleaned_data.items():
            if value and name not in {"search", "sort", without}:
                selected &= self.set_of(name, value)
        return selected

    def set_of(self, name: str, value: object) -> int:
        """The live programs that a filter leaves. Set twin of ``filter_…``."""
        if name == "region":
            return self._sets.by_area({value.pk, *self._atlas.around_and_inside([value.pk])})
        if name == "organization":
            return self._sets.by_organization(value.pk)
        if name in {"state", "freshness"}:
            sets = self._states if name == "state" else self._sets.freshness(self._day)
            return reduce(or_, (sets[each] for each in value))
        return self._sets.by_term(term.pk for term in value)

    @cached_property
    def stamps(self) -> Stamps:
        """Of what this answer is made from; read once."""
        return stamps()

    @cached_property
    def _memory(self) -> tuple[Sets, Atlas]:
        return sets(self.stamps.index), remembered_atlas(self.stamps)

    @property
    def _sets(self) -> Sets:
        return self._memory[0]

    @property
    def _atlas(self) -> Atlas:
        return self._memory[1]

    @cached_property
    def _day(self) -> date:
        return timezone.localdate()

    @cached_property
    def _states(self) -> dict[str, int]:
        return self._sets.states(self._day)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        is_whole = is_all_live(queryset)
        if not self.found:
            editions = super().filter_queryset(queryset)
            editions.counted = self.selection().bit_count() if is_whole else None
            return editions
        if is_whole:
            editions = queryset.in_order(self.found.order, are_mine=True)
        else:
            editions = self._filtered(queryset).in_order(self.found.order)
        editions.found = self.found
        return self.filters["sort"].filter(editions, self.form.cleaned_data["sort"])

    def _filtered(self, editions: QuerySet) -> QuerySet:
        for name, value in self.form.cleaned_data.items():
            if name not in {"search", "sort"}:
                editions = self.filters[name].filter(editions, value)
        return editions

    def filter_search(self, editions: QuerySet, name: str, value: str) -> QuerySet:
        return editions.search(value, region=self.reader) if value else editions

    def filter_region(self, editions: QuerySet, name: str, value: Region) -> QuerySet:
        return editions.covering(value)

    def filter_terms(self, editions: QuerySet, name: str, value: list[Term]) -> QuerySet:
        if not value:
            return editions
        relation = getattr(Edition, name).through
        return editions.filter(pk__in=relation.objects.filter(term__in=value).values("edition"))

    def filter_state(self, editions: QuerySet, name: str, value: list[str]) -> QuerySet:
        return editions.with_state().filter(state__in=value) if value else editions

    def filter_freshness(self, editions: QuerySet, name: str, value: list[str]) -> QuerySet:
        return editions.with_freshness().filter(freshness__in=value) if value else editions

    def filter_organization(self, editions: QuerySet, name: str, value: Organization) -> QuerySet:
        return editions.by_organization(value)

    def unknown_parameters(self, *, allowed: frozenset[str] = frozenset()) -> list[str]:
        """Parameters that no filter knows: likely a slip of the pen, so the caller refuses them by name."""
        return sorted(
            name for name in self.data if name not in self.filters and name not in allowed
        )

    def without(self, name: str) -> QuerySet:
        """The editions with every filter but ``name``: what a facet's counts are made of. Needs a valid form."""
        editions = self.queryset
        for other, value in self.form.cleaned_data.items():
            if other not in {name, "sort"}:
                editions = self.filters[other].filter(editions, value)
        return editions
