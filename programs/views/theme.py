from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from news.parameters import BadAddress, NoSuchPage, beyond, only_pages, paged, refused
from programs.models import Edition, Term


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    term = get_object_or_404(Term, taxonomy=Term.Taxonomy.THEME, slug=slug)
    try:
        only_pages(request.GET)
        page = paged(
            Edition.objects.live()
            .filter(themes=term)
            .for_cards()
            .with_closing_day()
            .order_by("-published_at", "name", "pk"),
            request.GET,
        )
    except BadAddress as error:
        return refused(request, error, back=term.get_absolute_url())
    except NoSuchPage as error:
        return beyond(request, error)
    others = Term.objects.filter(taxonomy=Term.Taxonomy.THEME).exclude(pk=term.pk)
    context = {"theme": term, "page": page, "others": list(others)}
    return TemplateResponse(request, "programs/theme_detail.html", context)
