"""The region a reader chose, kept in a cookie of theirs: its code and nothing else. Never required."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from regions.chosen import COOKIE
from regions.models import Region

ONE_YEAR = 365 * 24 * 3600


def remember(response: HttpResponse, region: Region) -> None:
    response.set_cookie(
        COOKIE,
        region.code,
        max_age=ONE_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def is_from_here(request: HttpRequest) -> bool:
    """Whether a form on this site sent the request.

    The pages carry no token, so that anyone's copy of a page is the same and can be cached;
    browsers say by themselves where a form stood. What a forged one could do is choose a region.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
