from __future__ import annotations

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.parameters import BadAddress, NoSuchPage, beyond, only_pages, paged, refused
from programs.areas import area
from programs.models import Edition, Involvement, Organization
from regions.models import Region


@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(
        Organization.objects.select_related("parent").prefetch_related(
            "children", Prefetch("region", Region.objects.for_pages())
        ),
        slug=slug,
    )
    try:
        only_pages(request.GET)
        page = paged(_editions(body), request.GET)
    except BadAddress as error:
        return refused(request, error, back=body.get_absolute_url())
    except NoSuchPage as error:
        return beyond(request, error)
    for edition in page.object_list:
        edition.parts_played = _parts_played(edition, body)
    context = {
        "organization": body,
        "children": list(body.children.all()),
        "page": page,
        "area": area(body.region, timezone.localdate()) if body.region else None,
    }
    return TemplateResponse(request, "programs/organization_detail.html", context)


def _editions(body: Organization):
    taking_part = Involvement.objects.filter(
        Q(organization=body) | Q(organization__parent=body)
    ).select_related("organization")
    return (
        Edition.objects.live()
        .by_organization(body)
        .for_cards()
        .with_closing_day()
        .prefetch_related(Prefetch("involvements", taking_part, to_attr="own_involvements"))
        .order_by("name", "pk")
    )


def _parts_played(edition: Edition, body: Organization) -> list[str]:
    """The body's roles in the program; a part of the body is named."""
    played = (
        str(row.get_role_display())
        if row.organization_id == body.pk
        else f"{row.get_role_display()} ({row.organization.name})"
        for row in edition.own_involvements
    )
    return list(dict.fromkeys(played))
