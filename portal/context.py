"""What every public page knows: who runs the site, where in it the reader stands, and the region they chose."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from programs.models import Edition
from programs.views.addresses import absolute
from regions.chosen import chosen_region

# The entry of the main navigation that a page belongs to, by the name of its address.
SECTIONS = {
    "home": "home",
    "programs": "programs",
    "program": "programs",
    "check": "programs",
    "region": "programs",
    "theme": "programs",
    "organization": "programs",
    "news": "news",
    "article": "news",
    "sources": "sources",
}


def site(request: HttpRequest) -> dict[str, object]:
    """Queries run only on pages that show the answer."""
    address = request.resolver_match.url_name if request.resolver_match else None
    return {
        "site": {
            "operator_name": settings.OPERATOR_NAME,
            "is_official": settings.OPERATOR_IS_OFFICIAL,
            "contact_email": settings.CONTACT_EMAIL,
            "version": settings.VERSION,
        },
        "canonical_url": absolute(request, request.path),
        "section": SECTIONS.get(address),
        "is_section_page": address in {"programs", "news"},
        "chosen_region": SimpleLazyObject(lambda: chosen_region(request)),
        "last_update": SimpleLazyObject(last_update),
    }


def last_update() -> datetime | None:
    newest = Edition.objects.live().order_by("-published_at").values_list("published_at", flat=True)
    return newest.first()
