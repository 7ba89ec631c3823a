"""Validators of answers, and the 304 that they save (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
import math
from datetime import UTC, datetime, timedelta

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _

from api import problems
from api.models import Change

MAX_AGE = timedelta(minutes=1)
# Another release may answer otherwise; no process is older than its release.
STARTED = timezone.now()


def last_change() -> datetime:
    """No answer has changed since, in whole seconds. Ask before reading what the answer is made of.

    Rounded up, so that of two changes in one second the later is not taken for the earlier; capped
    by now, as an answer can't be newer than itself. Midnight is a change: days pass, windows close.
    """
    changed = Change.objects.aggregate(at=Max("at"))["at"]
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    newest = max(moment for moment in (changed, midnight, STARTED) if moment)
    seconds = min(math.ceil(newest.timestamp()), math.floor(now.timestamp()))
    return datetime.fromtimestamp(seconds, UTC)


def tag(content: bytes) -> str:
    """Weak, since the same answer may be sent compressed or not."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def conditional(request: HttpRequest, response: HttpResponse, changed: datetime) -> HttpResponse:
    """The rendered answer with its validators, or a 304 for whom has it already."""
    patch_vary_headers(response, ["Accept", "Accept-Encoding"])
    if response.status_code not in {200, 301}:
        return response
    patch_cache_control(response, public=True, max_age=int(MAX_AGE.total_seconds()))
    if response.status_code == 301:
        return response
    etag = tag(response.content)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    answer = get_conditional_response(request, etag, int(changed.timestamp()), response)
    if answer.status_code == 412:
        detail = _("If-Match나 If-Unmodified-Since에 적은 조건이 맞지 않습니다.")
        return problems.document(request, 412, detail)
    return answer
