"""What each answer reads, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from news.models import Article
from programs import dates
from programs.models import Edition, Involvement, Organization, Sourced
from programs.querysets import EditionQuerySet
from regions.models import Region, RegionName

MOST_PROGRAMS = 50


def program_items(editions: EditionQuerySet) -> EditionQuerySet:
    """Ready for ProgramItemSerializer."""
    whole = Edition.objects.live().filter(program=OuterRef("program__parent"))
    providers = Involvement.objects.filter(role=Involvement.Role.PROVIDER)
    return (
        editions.select_related("program")
        .with_state()
        .with_freshness()
        .with_source_date()
        .annotate(parent_slug=Subquery(whole.values("program__slug")[:1]), today=dates.today())
        .prefetch_related(
            "themes",
            "audiences",
            "benefits",
            Prefetch("service_areas", Region.objects.with_parents()),
            Prefetch(
                "involvements",
                providers.select_related("organization").defer("passage"),
                to_attr="provider_rows",
            ),
        )
    )


def name_providers(editions: list[Edition]) -> list[Edition]:
    """Each body once, however many articles name it."""
    for edition in editions:
        bodies = {row.organization_id: row.organization for row in edition.provider_rows}
        edition.providers = list(bodies.values())
    return editions


def public_articles() -> QuerySet[Article]:
    """The text stays in the database: what is not fetched can't slip into an answer."""
    return (
        Article.objects.public()
        .defer("text")
        .for_pages()
        .prefetch_related(Prefetch("regions", Region.objects.with_parents()))
        .newest_first()
    )


def add_programs(articles: list[Article]) -> list[Article]:
    """Sets ``programs`` (the first by name) and ``program_count`` of each. Two queries."""
    cited: dict[int, set[int]] = defaultdict(set)
    for article, edition in _citations(articles):
        cited[article].add(edition)
    wanted = {edition for editions in cited.values() for edition in editions}
    editions = list(
        Edition.objects.live()
        .filter(pk__in=wanted)
        .select_related("program")
        .only("name", "program__slug")
        .order_by("name", "pk")
    )
    for article in articles:
        resting = [edition for edition in editions if edition.pk in cited[article.pk]]
        article.program_count = len(resting)
        article.programs = resting[:MOST_PROGRAMS]
    return articles


def _citations(articles: list[Article]) -> QuerySet:
    """(article, live edition) of every statement that rests on one of the articles."""
    live = Edition.objects.live()
    statements = [
        model.objects.order_by()
        .filter(article__in=articles, edition__in=live.order_by().values("pk"))
        .values_list("article_id", "edition_id")
        for model in Sourced.__subclasses__()
    ]
    phases = (
        live.order_by().filter(phase_article__in=articles).values_list("phase_article_id", "pk")
    )
    return phases.union(*statements)


def regions() -> QuerySet[Region]:
    return (
        Region.objects.for_pages()
        .annotate(today_here=dates.today())
        .prefetch_related(
            Prefetch("predecessors", Region.objects.with_parents()),
            Prefetch("names", RegionName.objects.naming(), to_attr="written_names"),
        )
        .order_by("code")
    )


def organizations() -> QuerySet[Organization]:
    return (
        Organization.objects.select_related("parent")
        .prefetch_related(Prefetch("region", Region.objects.with_parents()))
        .order_by("name", "slug")
    )
