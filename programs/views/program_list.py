from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.parameters import BadAddress, NoSuchPage, beyond, paged, read, refused
from programs.facets import facets
from programs.filters import Sort
from programs.listing import ListFilter, chips, facet_regions, ways_out
from programs.models import Edition
from programs.search import marking, misses
from regions.chosen import chosen_region


@require_safe
def programs(request: HttpRequest) -> TemplateResponse:
    try:
        filterset = read(ListFilter, request.GET, Edition.objects.live(), aliases={"q": "search"})
        filterset.reader = chosen_region(request)
        page = paged(filterset.qs.for_cards().with_closing_day(), request.GET)
    except BadAddress as error:
        return refused(request, error, back=reverse("programs"))
    except NoSuchPage as error:
        return beyond(request, error)
    return TemplateResponse(
        request, "programs/edition_list.html", _context(request, filterset, page)
    )


def _context(request: HttpRequest, filterset: ListFilter, page) -> dict[str, object]:
    chosen = filterset.form.cleaned_data
    if filterset.found:
        answered(filterset, page)
    found = chips(filterset, request.GET)
    offered = facets(filterset, regions=facet_regions(chosen["region"], now=filterset.stamps))
    return {
        "page": page,
        "count": page.paginator.count,
        "q": chosen["search"],
        "meant": filterset.found.query.corrected if filterset.found else "",
        "region": chosen["region"],
        "facets": offered,
        "hidden": _hidden(request, offered),
        "chips": found,
        "sorts": _sorts(request, filterset),
        "ways_out": [] if page.paginator.count else ways_out(filterset, found),
        "left_out": filterset.left_out(),
    }


def answered(filterset: ListFilter, page) -> None:
    """Say on each result why it is there; keep the words of a search that found nothing."""
    marking.annotate(page.object_list, filterset.found)
    if not filterset.found.count:
        misses.record(filterset.form.cleaned_data["search"])


def _hidden(request: HttpRequest, offered: list) -> list[tuple[str, str]]:
    """What the filter form carries along because it has no control for it."""
    shown = {facet.name for facet in offered} | {"page", "q"}
    return [
        (name, value)
        for name, values in request.GET.lists()
        if name not in shown
        for value in values
        if value
    ]


def _sorts(request: HttpRequest, filterset: ListFilter) -> list[tuple[str, str, bool]]:
    """(query, label, is it the present order) of each order that makes sense here."""
    chosen = filterset.form.cleaned_data
    is_search = bool(chosen["search"])
    current = chosen["sort"] or (Sort.RELEVANCE if is_search else Sort.NEWEST)
    offered = [
        (value, label) for value, label in Sort.CHOICES if is_search or value != Sort.RELEVANCE
    ]
    links = []
    for value, label in offered:
        query = request.GET.copy()
        query.pop("page", None)
        query["sort"] = value
        links.append((query.urlencode(), str(label), value == current))
    return links
