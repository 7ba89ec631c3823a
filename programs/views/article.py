"""An article's page: what is known about the source, and which values rest on it. Never its text."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import Article
from programs.marks import reporter_words
from programs.models import Edition, Fact
from programs.values import date_words, fact_words
from regions.models import Region


@dataclass(frozen=True)
class Resting:
    """A program that rests on the article, with the (label, value, whose round) of each fact."""

    edition: Edition
    facts: list[tuple[str, str, str]]


@require_safe
def article(request: HttpRequest, key: str) -> HttpResponse:
    # The text stays in the database: what is not fetched can't slip into a page.
    public = Article.objects.public().select_related("publisher", "link_check").defer("text")
    found = get_object_or_404(
        public.prefetch_related("readings", Prefetch("regions", Region.objects.for_pages())),
        key=key,
    )
    context = {
        "article": found,
        "crumbs": [(_("소식"), reverse("news"))],
        "date": date_words(found.date_published),
        "reporter": reporter_words(found),
        "regions": list(found.regions.all()),
        "readings": list(found.readings.all()),
        "resting": resting(found),
    }
    return TemplateResponse(request, "news/article_detail.html", context)


def resting(article: Article) -> list[Resting]:
    """Live programs that cite the article anywhere, with what they take from it. Three queries."""
    facts = Fact.objects.filter(article=article).select_related("label", "round")
    phase = Q(phase_article=article)
    live = Edition.objects.live()
    editions = (
        live.filter(Q(pk__in=live.citing(article).values("pk")) | phase)
        .select_related("program")
        .prefetch_related(Prefetch("facts", facts.defer("passage"), to_attr="resting_facts"))
        .order_by("name", "pk")
    )
    return [
        Resting(edition, [_stated(fact) for fact in edition.resting_facts]) for edition in editions
    ]


def _stated(fact: Fact) -> tuple[str, str, str]:
    return fact.label.name, fact_words(fact), str(fact.round) if fact.round else ""
