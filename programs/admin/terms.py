from __future__ import annotations

from uuid import uuid4

from django.contrib import admin
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from news.stale_forms import NoLostUpdates, SeenForm
from programs.models import Term


class TermForm(SeenForm):
    """Made in passing while writing an edition: the address may be left to us."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("비워 두면 영어 이름으로 만듭니다.")

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            made = slugify(cleaned.get("name_en", ""))[:100]
            cleaned["slug"] = made or f"{cleaned.get('taxonomy', 'term')}-{uuid4().hex[:8]}"
        return cleaned


@admin.register(Term)
class TermAdmin(NoLostUpdates):
    form = TermForm
    list_display = ["name", "taxonomy", "slug", "bokjiro_code", "position"]
    list_filter = ["taxonomy"]
    list_per_page = 100
    search_fields = ["name", "name_en", "slug"]
    search_help_text = _("이름이나 주소 이름으로 찾습니다.")
    fieldsets = [
        (None, {"fields": ["taxonomy", "name", "name_en", "description", "position"]}),
        (_("주소와 코드"), {"fields": ["slug", "bokjiro_code", "gov24_codes"]}),
    ]

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        """Addresses never change once they are public."""
        return ["slug", "taxonomy"] if obj is not None else []
