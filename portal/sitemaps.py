"""Every public address, for search engines, with the day on which it last said something new."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Article
from programs.models import Edition, Organization, Term
from regions.models import Containment, Region

# The protocol's own limit for one file.
MOST_ADDRESSES = 50_000


class _Addresses(Sitemap):
    """With the site's public name where the operator states it."""

    limit = MOST_ADDRESSES // 5

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_URL).netloc if settings.SITE_URL else super().get_domain(site)

    def get_protocol(self, protocol=None) -> str:
        stated = urlsplit(settings.SITE_URL).scheme if settings.SITE_URL else None
        return stated or super().get_protocol(protocol)


class Pages(_Addresses):
    def items(self) -> list[str]:
        return ["home", "programs", "check", "news", "sources", "accessibility"]

    def location(self, item: str) -> str:
        return reverse(item)


class Programs(_Addresses):
    def items(self) -> QuerySet:
        return Edition.objects.live().select_related("program").order_by("pk")

    def lastmod(self, item: Edition):
        return item.published_at


class Articles(_Addresses):
    def items(self) -> QuerySet:
        return Article.objects.public().only("key", "last_modified").order_by("pk")

    def lastmod(self, item: Article):
        return item.last_modified


class _WithPrograms(_Addresses):
    def lastmod(self, item):
        return item.newest


class Regions(_WithPrograms):
    """Those on whose ground a live program stands, today's and dissolved ones."""

    def items(self) -> QuerySet:
        stated = Edition.service_areas.through.objects.filter(edition__in=Edition.objects.live())
        within = Containment.objects.filter(outer=OuterRef(OuterRef("pk"))).values("inner")
        around = Containment.objects.filter(inner=OuterRef(OuterRef("pk"))).values("outer")
        sharing = stated.filter(Q(region__in=within) | Q(region__in=around))
        newest = sharing.order_by("-edition__published_at").values("edition__published_at")[:1]
        regions = Region.objects.annotate(newest=Subquery(newest))
        return regions.filter(newest__isnull=False).order_by("pk")


class Organizations(_WithPrograms):
    def items(self) -> QuerySet:
        live = Q(involvements__edition__in=Edition.objects.live())
        newest = Max("involvements__edition__published_at", filter=live)
        return (
            Organization.objects.annotate(newest=newest).filter(newest__isnull=False).order_by("pk")
        )


class Themes(_WithPrograms):
    def items(self) -> QuerySet:
        live = Q(theme_editions__in=Edition.objects.live())
        themes = Term.objects.filter(taxonomy=Term.Taxonomy.THEME)
        newest = Max("theme_editions__published_at", filter=live)
        return themes.annotate(newest=newest).filter(newest__isnull=False).order_by("pk")


SECTIONS = {
    "pages": Pages,
    "programs": Programs,
    "articles": Articles,
    "regions": Regions,
    "organizations": Organizations,
    "themes": Themes,
}


@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """One file while the addresses fit into one; an index of files after that."""
    counts = [Edition.objects.live().count(), Article.objects.public().count()]
    if max(counts) <= _Addresses.limit:
        return sitemap(request, SECTIONS)
    return index(request, SECTIONS, sitemap_url_name="sitemap-section")


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, SECTIONS, section)
