"""Reading the region that a reader chose: its code and nothing else, in a cookie of theirs."""

from __future__ import annotations

import re

from django.http import HttpRequest

from regions.models import Region

COOKIE = "region"
_CODE = re.compile(r"\A(\d{2}|\d{5}|\d{10})\Z", re.ASCII)


def chosen_region(request: HttpRequest) -> Region | None:
    """The region of the cookie; after a merger the one that has its ground today, if it is one."""
    code = request.COOKIES.get(COOKIE, "")
    if not _CODE.match(code):
        return None
    region = Region.objects.with_parents().filter(code=code).first()
    if region is None or region.is_current():
        return region
    heirs = list(region.today().with_parents()[:2])
    return heirs[0] if len(heirs) == 1 else None
