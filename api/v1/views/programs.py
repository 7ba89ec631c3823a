from __future__ import annotations

from http import HTTPStatus

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Listing, Single
from api.problems import Problem, not_found
from api.v1.dossier import Dossier
from api.v1.queries import name_providers, program_items
from api.v1.serializers.programs import ProgramDetailSerializer, ProgramItemSerializer
from programs.filters import ProgramFilter
from programs.models import Edition, FormerSlug


@extend_schema(summary="Programs")
class ProgramList(Listing):
    """Every public program. Several values of one filter mean any of them; several filters all of them."""

    queryset = Edition.objects.live().order_by("name", "pk")
    filterset_class = ProgramFilter
    serializer_class = ProgramItemSerializer

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return program_items(super().filter_queryset(queryset))

    def paginate_queryset(self, queryset: QuerySet) -> list[Edition]:
        return name_providers(super().paginate_queryset(queryset))


@extend_schema(summary="A program")
class ProgramDetail(Single):
    """Everything that the program's page says, each statement with its sources.

    A former slug answers 301 with the new address, a program that was taken off the site 410 with the reason.
    """

    @extend_schema(responses=ProgramDetailSerializer)
    def get(self, request: Request, slug: str) -> HttpResponse:
        edition = program_items(Edition.objects.live().select_related("phase_article__publisher"))
        edition = edition.filter(program__slug=slug).first()
        if edition is None:
            return _elsewhere(slug)
        name_providers([edition])
        edition.dossier = Dossier(edition)
        serializer = ProgramDetailSerializer(edition, context={"request": request})
        return Response(serializer.data)


def _elsewhere(slug: str) -> HttpResponse:
    former = FormerSlug.objects.filter(slug=slug).select_related("program").first()
    if former is not None:
        return HttpResponsePermanentRedirect(reverse("api-v1:program", args=[former.program.slug]))
    withdrawn = Edition.objects.filter(status=Edition.Status.WITHDRAWN, program__slug=slug)
    edition = withdrawn.order_by("-number").first()
    if edition is None:
        raise not_found(_("그런 사업은 없습니다."))
    raise Problem(
        HTTPStatus.GONE,
        _("공개하지 않기로 한 사업입니다. 까닭: %(reason)s") % {"reason": edition.withdrawn_reason},
        reason=edition.withdrawn_reason,
        withdrawn_at=edition.withdrawn_at.isoformat(),
    )
