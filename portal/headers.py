from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FEATURES = "camera", "geolocation", "microphone", "payment", "usb", "browsing-topics"
POLICY = ", ".join(f"{feature}=()" for feature in FEATURES)


class PermissionsPolicy:
    """No page here needs a camera, a place or a purse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response
