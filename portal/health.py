from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """For load balancers: 200 when this process can answer from its database, else 503."""
    is_up = database_answers()
    body = {
        "status": "ok" if is_up else "unavailable",
        "database": "ok" if is_up else "unavailable",
        "version": settings.VERSION,
    }
    return JsonResponse(body, status=200 if is_up else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
