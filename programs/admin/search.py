"""The words that search knows, and what people looked for in vain."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from news.stale_forms import NoLostUpdates
from programs.models import IgnoredWord, NoResultQuery, SynonymGroup, VocabularyEntry
from programs.search import vocabulary
from programs.search.preview import effects

PREVIEW = "_preview"


class Words(NoLostUpdates):
    """Rows of the vocabulary: every change reaches all searches at once."""

    def save_model(self, request: HttpRequest, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        vocabulary.changed()

    def delete_model(self, request: HttpRequest, obj) -> None:
        super().delete_model(request, obj)
        vocabulary.changed()

    def delete_queryset(self, request: HttpRequest, queryset) -> None:
        super().delete_queryset(request, queryset)
        vocabulary.changed()


class Previewed(Words):
    """With a look at what the change would do before it is saved."""

    change_form_template = "admin/programs/vocabulary/change_form.html"

    def changeform_view(
        self, request, object_id=None, form_url="", extra_context=None
    ) -> HttpResponse:
        if request.method == "POST" and PREVIEW in request.POST:
            row = self.get_object(request, object_id) if object_id else None
            form = self.get_form(request, row, change=row is not None)(request.POST, instance=row)
            if self._may(request, row) and form.is_valid():
                return self._preview(request, form)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _may(self, request: HttpRequest, row) -> bool:
        return self.has_change_permission(request, row) if row else self.has_add_permission(request)

    def _preview(self, request: HttpRequest, form) -> TemplateResponse:
        changed = form.save(commit=False)
        kept = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {PREVIEW, "csrfmiddlewaretoken"}
            for value in values
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("바꾸면 이렇게 돼요"),
            "changed": changed,
            "effects": effects(changed),
            "kept": kept,
        }
        return TemplateResponse(request, "admin/programs/vocabulary/preview.html", context)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(Previewed):
    list_display = ["__str__", "kind", "key"]
    list_filter = ["kind", "is_outdated"]
    list_per_page = 100
    search_fields = ["key", "words", "means"]
    search_help_text = _("낱말이나 식별자로 찾습니다.")
    fields = ["key", "kind", "words", "means", "is_outdated", "note"]


@admin.register(VocabularyEntry)
class VocabularyEntryAdmin(Previewed):
    list_display = ["__str__", "language", "weight"]
    list_filter = ["language", "weight"]
    list_per_page = 100
    search_fields = ["foreign", "korean"]
    search_help_text = _("외국어나 한국어 낱말로 찾습니다.")
    fields = ["language", "foreign", "korean", "weight", "note"]


@admin.register(IgnoredWord)
class IgnoredWordAdmin(Words):
    list_display = ["word", "language"]
    list_filter = ["language"]
    list_per_page = 200
    search_fields = ["word"]


@admin.register(NoResultQuery)
class NoResultQueryAdmin(admin.ModelAdmin):
    """To read only. What is here is words and counts; after 90 days it is gone."""

    list_display = ["words", "day", "count"]
    list_filter = ["day"]
    list_per_page = 100
    search_fields = ["words"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False
