from __future__ import annotations

from drf_spectacular.views import SpectacularSwaggerSplitView


class Docs(SpectacularSwaggerSplitView):
    """The interactive page. Everything it needs is served from here; nothing is inline."""

    url_name = "api-v1:schema"
    template_name = "api/docs.html"
    title = "정책이음 API"
