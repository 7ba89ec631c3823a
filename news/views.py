from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.filters import ArticleFilter
from news.models import Article, Publisher
from news.parameters import BadAddress, NoSuchPage, beyond, paged, read, refused
from regions.models import Region


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Public articles, the newest first; those without a year at the end."""
    articles = Article.objects.public().for_pages().defer("text").newest_first()
    try:
        filterset = read(ArticleFilter, request.GET, articles)
        page = paged(filterset.qs.prefetch_related("regions__parent__parent"), request.GET)
    except BadAddress as error:
        return refused(request, error, back=reverse("news"))
    except NoSuchPage as error:
        return beyond(request, error)
    chosen = filterset.form.cleaned_data
    context = {
        "page": page,
        "count": page.paginator.count,
        "publishers": _publishers(),
        "regions": _regions(chosen["region"]),
        "publisher": chosen["publisher"],
        "region": chosen["region"],
        "is_filtered": bool(chosen["publisher"] or chosen["region"]),
    }
    return TemplateResponse(request, "news/article_list.html", context)


def _publishers() -> list[tuple[str, str]]:
    """(slug, name) of each; several without a name are told apart by a number."""
    public = Article.objects.public().values("publisher")
    seen: Counter[str] = Counter()
    found = []
    for publisher in Publisher.objects.filter(pk__in=public).order_by("name", "slug"):
        name = publisher.display_name
        seen[name] += 1
        found.append((publisher.slug, f"{name} ({seen[name]})" if seen[name] > 1 else name))
    return found


def _regions(chosen: Region | None) -> list[Region]:
    """Regions that public articles name."""
    about = Article.regions.through.objects.filter(article__in=Article.objects.public())
    named = list(Region.objects.with_parents().filter(pk__in=about.values("region")))
    return named if chosen is None or chosen in named else [chosen, *named]
