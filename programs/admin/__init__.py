"""The staff's side of programs. Built on Django's own admin, with its looks in static/css/admin.css."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programs.admin import articles, editions, evidence, organizations, programs, search, terms

__all__ = ["articles", "editions", "evidence", "organizations", "programs", "search", "terms"]

admin.site.site_header = _("정책이음")
admin.site.site_title = _("정책이음 편집실")
admin.site.index_title = _("오늘 할 일")
