"""Which statements rest on articles that their publisher corrected or took back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import Article
from programs.admin.filters import UNRELIABLE, on_unreliable_sources
from programs.admin.inlines import INLINES
from programs.models import Edition, Sourced

A_PAGE = 20


@dataclass(frozen=True)
class Doubt:
    """An edition with its statements that are to be looked at again, and the articles that they rest on."""

    edition: Edition
    rows: list[Sourced]

    @property
    def url(self) -> str:
        return reverse("admin:programs_edition_change", args=[self.edition.pk])

    @property
    def phase_article(self) -> Article | None:
        article = self.edition.phase_article
        return article if article and article.is_unreliable else None


def rows_resting(on: Q, editions: Iterable[Edition]) -> dict[int, list[Sourced]]:
    """By edition, in page order; ``on``: about the row. One query a kind."""
    found: dict[int, list[Sourced]] = defaultdict(list)
    for inline in INLINES:
        rows = inline.model.objects.filter(on, edition__in=editions)
        rows = rows.select_related("article__publisher", *inline.related)
        for row in rows.defer("passage", "article__text"):
            found[row.edition_id].append(row)
    return found


def doubts(editions: list[Edition]) -> list[Doubt]:
    """The editions need their ``phase_article``."""
    rows = rows_resting(Q(article__state__in=UNRELIABLE), editions)
    return [Doubt(edition, rows[edition.pk]) for edition in editions]


def to_look_at() -> QuerySet[Edition]:
    """What residents read, and what is being written to take its place."""
    stands = Q(status__in=[Edition.Status.PUBLISHED, *Edition.WORKING])
    editions = on_unreliable_sources(Edition.objects.filter(stands))
    return editions.select_related("phase_article__publisher").order_by("name", "-number")


@require_safe
def doubts_view(request: HttpRequest, *, model_admin: ModelAdmin) -> HttpResponse:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    page = Paginator(to_look_at(), A_PAGE).get_page(request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("정정·철회된 기사에 기대는 값"),
        "opts": model_admin.opts,
        "page": page,
        "doubts": doubts(list(page.object_list)),
    }
    return TemplateResponse(request, "admin/programs/edition/doubts.html", context)
