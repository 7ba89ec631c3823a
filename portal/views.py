"""Pages about the whole site and about a region."""

from __future__ import annotations

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from news.parameters import BadAddress, NoSuchPage, Slip, beyond, only_pages, paged, refused
from portal import shelf
from portal.chosen_region import forget, is_from_here, remember
from portal.picker import picker
from programs.models import Edition, Term
from programs.views.addresses import absolute
from regions.chosen import chosen_region
from regions.models import Region

ON_HOME = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    live = Edition.objects.live()
    region = chosen_region(request)
    context = {
        "program_count": live.count(),
        "themes": shelf.used_terms(Term.Taxonomy.THEME, live),
        "life_stages": shelf.used_terms(Term.Taxonomy.LIFE_STAGE, live),
        "picker": picker(),
        "region": region,
        "local": shelf.cards(live, region)[:ON_HOME] if region else [],
        "closing": live.closing_soon().for_cards()[:ON_HOME],
        "newest": shelf.newest(live)[:ON_HOME],
    }
    return render(request, "portal/home.html", context)


@require_safe
def region_page(request: HttpRequest, code: str) -> HttpResponse:
    region = get_object_or_404(Region.objects.for_pages(), code=code)
    try:
        only_pages(request.GET)
        page = paged(shelf.cards(Edition.objects.live(), region), request.GET)
    except BadAddress as error:
        return refused(request, error, back=request.path)
    except NoSuchPage as error:
        return beyond(request, error)
    return render(request, "portal/region.html", _region_context(request, region, page))


def _region_context(request: HttpRequest, region: Region, page: Page) -> dict[str, object]:
    editions = Edition.objects.live().covering(region)
    number = f"?page={page.number}" if page.number > 1 else ""
    is_dissolved = region.is_dissolved()
    return {
        "region": region,
        "crumbs": [(outer.label, outer.get_absolute_url()) for outer in _around(region)],
        "page": page,
        "left_out": shelf.left_out(editions),
        "canonical_url": absolute(request, f"{request.path}{number}"),
        "is_dissolved": is_dissolved,
        "heirs": _heirs(region) if is_dissolved else [],
        "namesakes": region.namesakes().with_parents(),
        "themes": shelf.used_terms(Term.Taxonomy.THEME, editions),
        "organizations": shelf.organizations_in(region),
        "parts": shelf.parts_of(region),
    }


def _heirs(region: Region) -> QuerySet[Region]:
    """Who has its ground today; of a neighbourhood whose successor nobody knows, its district's."""
    return region.successors.all() or (region.parent.successors.all() if region.parent else [])


def _around(region: Region) -> list[Region]:
    """The regions it lies in, the widest first."""
    return [*_around(region.parent), region.parent] if region.parent else []


@csrf_exempt  # is_from_here() does its work
@require_http_methods(["GET", "HEAD", "POST"])
def choose_region(request: HttpRequest) -> HttpResponse:
    """POST ``region``: a code to remember, or nothing to forget it. GET: the choices."""
    if request.method != "POST":
        return render(request, "portal/choose_region.html", {"picker": picker()})
    if not is_from_here(request):
        return render(request, "403.html", status=403)
    code = request.POST.get("region", "")
    if not code:
        response = redirect("home")
        forget(response)
        return response
    region = Region.objects.current().filter(code=code).first()
    if region is None:
        error = BadAddress([Slip("region", _("그런 지역은 없어요. 목록에서 골라 주세요."))])
        return refused(request, error, back=request.path)
    response = redirect(region)
    remember(response, region)
    return response


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/sources.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap_url": absolute(request, "/sitemap.xml")}
    return render(request, "portal/robots.txt", context, content_type="text/plain; charset=utf-8")
