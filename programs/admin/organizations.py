from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.stale_forms import NoLostUpdates
from programs.models import Organization


@admin.register(Organization)
class OrganizationAdmin(NoLostUpdates):
    list_display = ["name", "kind", "region", "parent"]
    list_filter = ["kind"]
    list_select_related = ["region__parent__parent", "parent"]
    list_per_page = 50
    search_fields = ["name", "alternate_name", "name_en", "slug"]
    search_help_text = _("이름이나 주소 이름으로 찾습니다.")
    autocomplete_fields = ["region", "parent"]
    fieldsets = [
        (None, {"fields": ["name", "alternate_name", "name_en", "kind", "description"]}),
        (_("어디에 있나요"), {"fields": ["region", "parent"]}),
        (
            _("주소와 연락"),
            {
                "fields": ["slug", "website", "email"],
                "description": _("기관 스스로 밝힌 것만 적습니다. 짐작하지 않습니다."),
            },
        ),
    ]

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        """Addresses never change once they are public."""
        return ["slug"] if obj is not None else []
