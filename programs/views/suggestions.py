"""What the search box offers while someone types. Public words only, so anyone may keep the answer for a minute."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from programs.search.suggest import suggest


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    found = suggest(request.GET.get("q", ""))
    response = JsonResponse({"suggestions": [asdict(each) for each in found]})
    patch_cache_control(response, public=True, max_age=60)
    return response
