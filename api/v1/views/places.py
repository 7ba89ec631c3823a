from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Listing, Single
from api.problems import not_found
from api.v1 import queries
from api.v1.filters import OrganizationFilter, RegionFilter, TermFilter
from api.v1.serializers.places import OrganizationSerializer, RegionSerializer, TermSerializer
from programs.models import Organization, Term
from regions.models import Region


@extend_schema(summary="Organizations")
class OrganizationList(Listing):
    """Bodies that provide, fund, run or join a program; their programs: /programs/?organization=<slug>."""

    queryset = Organization.objects.none()
    filterset_class = OrganizationFilter
    serializer_class = OrganizationSerializer

    def get_queryset(self) -> QuerySet[Organization]:
        return queries.organizations()


@extend_schema(summary="An organization")
class OrganizationDetail(Single):
    @extend_schema(responses=OrganizationSerializer)
    def get(self, request: Request, slug: str) -> Response:
        row = queries.organizations().filter(slug=slug).first()
        return _answer(OrganizationSerializer, row, request)


@extend_schema(summary="Regions")
class RegionList(Listing):
    """Regions by their official codes, dissolved ones too; their programs: /programs/?region=<code>."""

    queryset = Region.objects.none()
    filterset_class = RegionFilter
    serializer_class = RegionSerializer

    def get_queryset(self) -> QuerySet[Region]:
        return queries.regions()


@extend_schema(summary="A region")
class RegionDetail(Single):
    @extend_schema(responses=RegionSerializer)
    def get(self, request: Request, code: str) -> Response:
        row = queries.regions().filter(code=code).first()
        return _answer(RegionSerializer, row, request)


@extend_schema(summary="Terms")
class TermList(Listing):
    """Words of our taxonomies. A term is a filter of /programs/ under its taxonomy's name."""

    queryset = Term.objects.order_by("taxonomy", "position", "name", "pk")
    filterset_class = TermFilter
    serializer_class = TermSerializer


@extend_schema(summary="A term")
class TermDetail(Single):
    @extend_schema(responses=TermSerializer)
    def get(self, request: Request, taxonomy: str, slug: str) -> Response:
        row = Term.objects.filter(taxonomy=taxonomy, slug=slug).first()
        return _answer(TermSerializer, row, request)


def _answer(serializer_class, row, request: Request) -> Response:
    if row is None:
        raise not_found()
    return Response(serializer_class(row, context={"request": request}).data)
