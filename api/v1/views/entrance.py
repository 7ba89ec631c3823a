"""Where a partner begins: the addresses, and their description for machines."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Single
from programs.views.addresses import absolute

LISTS = ("programs", "articles", "organizations", "regions", "terms")


class EntranceSerializer(serializers.Serializer):
    programs = serializers.URLField()
    articles = serializers.URLField()
    organizations = serializers.URLField()
    regions = serializers.URLField()
    terms = serializers.URLField()
    schema = serializers.URLField(help_text="This description (OpenAPI 3).")
    docs = serializers.URLField(help_text="The same for people, to try out.")


@extend_schema(summary="Addresses", tags=["start"])
class Entrance(Single):
    """Where everything is."""

    @extend_schema(responses=EntranceSerializer)
    def get(self, request: Request) -> Response:
        paths = {name: reverse(f"api-v1:{name}") for name in (*LISTS, "schema")}
        paths["docs"] = reverse("api-docs")
        return Response({name: absolute(request, path) for name, path in paths.items()})


class JsonRenderer(OpenApiJsonRenderer):
    media_type = "application/json"


class YamlRenderer(OpenApiYamlRenderer):
    media_type = "application/yaml"


@extend_schema(exclude=True)
class Schema(Single):
    """JSON, or YAML for whom asks for it."""

    renderer_classes = [JsonRenderer, OpenApiJsonRenderer, YamlRenderer, OpenApiYamlRenderer]

    def get(self, request: HttpRequest) -> Response:
        return Response(schema())


@cache
def schema() -> dict:
    """It only changes with the program, and takes a while to make."""
    return SchemaGenerator(api_version="v1").get_schema(public=True)
