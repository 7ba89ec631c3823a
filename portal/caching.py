from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

ONE_MINUTE = 60


class PublicPages:
    """Pages that are the same for everyone may be kept for a minute by anyone.

    Readers who chose a region get that page of their own (Vary: Cookie). Pages that read a session,
    set a cookie or say themselves how to be kept are left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self.is_public(request, response):
            patch_cache_control(response, public=True, max_age=ONE_MINUTE)
            patch_vary_headers(response, ["Cookie"])
        return response

    @staticmethod
    def is_public(request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method in {"GET", "HEAD"}
            and response.status_code == 200
            and response.get("Content-Type", "").startswith("text/html")
            and not request.session.accessed
            and not response.cookies
            and not response.has_header("Cache-Control")
        )
