"""Regions and their names for staff. Regions are never deleted: programs and articles rest on them."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from regions.models import Region, RegionName


class ProvinceFilter(admin.SimpleListFilter):
    title = _("시·도")
    parameter_name = "province"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        provinces = Region.objects.filter(level=Region.Level.PROVINCE)
        return [(region.code, region.name) for region in provinces]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(code__startswith=self.value()) if self.value() else queryset


class StateFilter(admin.SimpleListFilter):
    title = _("지금 쓰는지")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("current", _("지금 있는 지역")), ("dissolved", _("없어진 지역"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        asked = self.value()
        return getattr(queryset, asked)() if asked in ("current", "dissolved") else queryset


class RegionNameInline(admin.TabularInline):
    model = RegionName
    extra = 0
    fields = ["name", "kind", "stands_alone", "note"]


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    list_display = ["code", "full_name_column", "level", "valid_from", "valid_to"]
    list_display_links = ["code", "full_name_column"]
    list_filter = [StateFilter, ProvinceFilter, "level"]
    search_fields = ["code", "name", "name_en", "names__name"]
    search_help_text = _("코드나 이름으로 찾습니다. 옛 이름과 줄인 이름도 됩니다.")
    autocomplete_fields = ["parent", "successors"]
    inlines = [RegionNameInline]
    fieldsets = [
        (None, {"fields": ["code", "name", "name_en", "level", "parent"]}),
        (_("기간과 변화"), {"fields": ["valid_from", "valid_to", "successors", "note"]}),
        (_("화면"), {"fields": ["display_name"]}),
    ]

    @admin.display(description=_("이름"), ordering="name")
    def full_name_column(self, region: Region) -> str:
        return region.full_name

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_parents()

    def get_readonly_fields(self, request: HttpRequest, obj: Region | None = None) -> list[str]:
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Region | None = None) -> bool:
        return False


@admin.register(RegionName)
class RegionNameAdmin(admin.ModelAdmin):
    list_display = ["name", "region", "kind", "stands_alone", "note"]
    list_filter = ["kind", "stands_alone"]
    list_select_related = ["region__parent__parent"]
    search_fields = ["name", "region__name", "region__code"]
    search_help_text = _("쓰인 이름이나 지역으로 찾습니다.")
    autocomplete_fields = ["region"]
