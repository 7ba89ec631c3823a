"""What every address of every version has in common."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.views import APIView

from api.conditional import conditional, last_change
from api.parameters import refuse_all

READING = ["GET", "HEAD", "OPTIONS"]
# What a script on another site may send along; a browser asks first (CORS preflight).
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(READING),
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Endpoint(APIView):
    """Read-only, with validators."""

    http_method_names = [method.lower() for method in READING]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return super().dispatch(request, *args, **kwargs)
        changed = last_change()
        response = super().dispatch(request, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()
        return conditional(request, response, changed)

    @extend_schema(exclude=True)
    def options(self, request: Request, *args, **kwargs) -> HttpResponse:
        return HttpResponse(status=204, headers=_PREFLIGHT)


class Single(Endpoint):
    """One thing under its address. It takes no parameters."""

    def initial(self, request: Request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        refuse_all(request.query_params)


class Listing(Endpoint, generics.ListAPIView):
    """Pages of things, chosen by a FilterSet."""
