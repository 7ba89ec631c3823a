"""One set of filters for the news page and the API's articles."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from news.models import Article, Publisher
from regions.models import Region


class ArticleFilter(django_filters.FilterSet):
    """Filters of public articles."""

    publisher = django_filters.ModelChoiceFilter(
        queryset=lambda request: Publisher.objects.all(), to_field_name="slug", label=_("발행처")
    )
    region = django_filters.ModelChoiceFilter(
        queryset=lambda request: Region.objects.with_parents(),
        to_field_name="code",
        method="filter_region",
        label=_("지역"),
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def filter_region(self, articles: QuerySet, name: str, value: Region) -> QuerySet:
        """About the same ground, whatever it was called when the article was written."""
        ground = Region.objects.overlapping(value).values("pk")
        about = Article.regions.through.objects.filter(region__in=ground)
        return articles.filter(pk__in=about.values("article"))
