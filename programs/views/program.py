"""A program's page with its calendar file and QR code, and where its address leads when it is not live."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programs.calendars import calendar, days
from programs.models import Edition, FormerSlug
from programs.neighbours import alternatives, parts, related, whole
from programs.sheet import for_sheet, sheet
from programs.statements import Evidence
from programs.structured_data import as_script_text, government_service
from programs.views.addresses import absolute

_PUBLIC = (Edition.Status.PUBLISHED, Edition.Status.WITHDRAWN)


@require_safe
def program(request: HttpRequest, slug: str) -> HttpResponse:
    edition = for_sheet(Edition.objects.live()).filter(program__slug=slug).first()
    return program_page(request, edition) if edition else _elsewhere(request, slug)


def program_page(request: HttpRequest, edition: Edition) -> TemplateResponse:
    """The page of an edition from ``for_sheet``; staff preview drafts with it, too."""
    page = sheet(edition)
    address = absolute(request, edition.get_absolute_url())
    regions = list(edition.service_areas.all())
    data = government_service(
        page.evidence, areas=regions, absolute=lambda path: absolute(request, path)
    )
    context = {
        "sheet": page,
        "edition": edition,
        "whole": whole(edition),
        "parts": parts(edition),
        "related": related(edition, regions),
        "address": address,
        "structured_data": as_script_text(data),
        "feedback": _feedback(edition, address),
    }
    return TemplateResponse(request, "programs/edition_detail.html", context)


def _feedback(edition: Edition, address: str) -> str:
    """A letter to the operator that says already which page it is about; empty without an operator's address."""
    if not settings.CONTACT_EMAIL:
        return ""
    subject = _("[정책이음] 잘못된 내용: %(name)s") % {"name": edition.name}
    body = _("어느 부분이 어떻게 다른지 적어 주세요.\n\n%(address)s") % {"address": address}
    return f"mailto:{settings.CONTACT_EMAIL}?subject={quote(subject)}&body={quote(body)}"


def _elsewhere(request: HttpRequest, slug: str, name: str = "program") -> HttpResponse:
    """A renamed program redirects, a withdrawn one says so, and drafts do not exist."""
    public = Edition.objects.filter(status__in=_PUBLIC)
    former = FormerSlug.objects.filter(slug=slug, program__editions__in=public).first()
    if former is not None:
        query = request.META.get("QUERY_STRING", "")
        address = reverse(name, args=[former.program.slug])
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    withdrawn = Edition.objects.filter(status=Edition.Status.WITHDRAWN, program__slug=slug)
    edition = withdrawn.order_by("-number").first()
    if edition is None:
        raise Http404(_("그런 사업이 없어요."))
    context = {"edition": edition, "alternatives": alternatives(edition)}
    return TemplateResponse(request, "programs/edition_withdrawn.html", context, status=410)


@require_safe
def program_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Every day in full that the edition states, as an iCalendar file."""
    edition = _live(slug)
    if edition is None:
        return _elsewhere(request, slug, "program-calendar")
    entries = days(Evidence(edition))
    if not entries:
        raise Http404(_("달력에 넣을 날짜가 확인되지 않았어요."))
    page = absolute(request, edition.get_absolute_url())
    response = HttpResponse(
        calendar(edition, entries, page=page), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


@require_safe
def program_qr(request: HttpRequest, slug: str) -> HttpResponse:
    """The page's full address as a picture, for the printed page."""
    edition = _live(slug)
    if edition is None:
        return _elsewhere(request, slug, "program-qr")
    picture = BytesIO()
    code = segno.make_qr(absolute(request, edition.get_absolute_url()), error="m")
    code.save(picture, kind="svg", omitsize=True, light="#fff", svgclass=None, lineclass=None)
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _live(slug: str) -> Edition | None:
    return (
        Edition.objects.live()
        .select_related("program", "phase_article__publisher")
        .filter(program__slug=slug)
        .first()
    )
