"""Filters of what has no list page of its own. Programs and articles have those of their pages."""

from __future__ import annotations

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from news.filters import ArticleFilter
from programs.filters import MAX_SEARCH_LENGTH
from programs.models import Organization, Term
from programs.search import words_of
from regions.models import Region, RegionName


def _search() -> django_filters.CharFilter:
    return django_filters.CharFilter(
        method="filter_search", label=_("찾는 말"), max_length=MAX_SEARCH_LENGTH
    )


def naming(rows: QuerySet, text: str, *fields: str) -> QuerySet:
    """Rows in which every word of ``text`` stands in one of the fields."""
    for word in words_of(text):
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


class ArticleSearchFilter(ArticleFilter):
    search = _search()

    def filter_search(self, articles: QuerySet, name: str, value: str) -> QuerySet:
        return naming(articles, value, "headline", "note", "publisher__name")


class OrganizationFilter(django_filters.FilterSet):
    search = _search()
    kind = django_filters.ChoiceFilter(choices=Organization.Kind.choices, label=_("종류"))
    region = django_filters.ModelChoiceFilter(
        queryset=lambda request: Region.objects.all(),
        to_field_name="code",
        method="filter_region",
        label=_("지역"),
    )

    class Meta:
        model = Organization
        fields: list[str] = []

    def filter_search(self, organizations: QuerySet, name: str, value: str) -> QuerySet:
        return naming(organizations, value, "name", "alternate_name", "name_en")

    def filter_region(self, organizations: QuerySet, name: str, value: Region) -> QuerySet:
        """Those on its ground, whatever it was called when they were recorded."""
        return organizations.filter(region__in=Region.objects.overlapping(value).values("pk"))


class RegionFilter(django_filters.FilterSet):
    search = _search()
    level = django_filters.ChoiceFilter(choices=Region.Level.choices, label=_("단계"))
    parent = django_filters.ModelChoiceFilter(
        queryset=lambda request: Region.objects.all(), to_field_name="code", label=_("상위 지역")
    )
    is_dissolved = django_filters.ChoiceFilter(
        choices=[("true", "true"), ("false", "false")],
        method="filter_dissolved",
        label=_("없어진 지역"),
    )

    class Meta:
        model = Region
        fields: list[str] = []

    def filter_search(self, regions: QuerySet, name: str, value: str) -> QuerySet:
        """By any name that people write, former ones too."""
        for word in words_of(value):
            names = RegionName.objects.filter(region=OuterRef("pk"), name__icontains=word)
            regions = regions.filter(
                Q(name__icontains=word) | Q(name_en__icontains=word) | Exists(names)
            )
        return regions

    def filter_dissolved(self, regions: QuerySet, name: str, value: str) -> QuerySet:
        dissolved = Region.objects.dissolved().values("pk")
        return (
            regions.filter(pk__in=dissolved)
            if value == "true"
            else regions.exclude(pk__in=dissolved)
        )


class TermFilter(django_filters.FilterSet):
    search = _search()
    taxonomy = django_filters.ChoiceFilter(choices=Term.Taxonomy.choices, label=_("분류"))

    class Meta:
        model = Term
        fields: list[str] = []

    def filter_search(self, terms: QuerySet, name: str, value: str) -> QuerySet:
        return naming(terms, value, "name", "name_en", "description")
