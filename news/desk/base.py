"""What all pages of the desk have in common: who may, and which upload it is about."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from news.models import Upload


class DeskBase(admin.ModelAdmin):
    """Uploads have no permissions of their own: who may work on articles may work on what they come from."""

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return request.user.has_perm("news.view_article")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("news.add_article")

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return request.user.has_perm("news.change_article")

    def may_confirm(self, request: HttpRequest) -> bool:
        return request.user.has_perms(["news.add_article", "news.change_article"])

    def own(self, address: str, view, name: str):
        wrapped = never_cache(self.admin_site.admin_view(view))
        return path(f"<int:pk>/{address}", wrapped, name=f"news_upload_{name}")

    def upload_of(self, request: HttpRequest, pk: int, *, to_change: bool = True) -> Upload:
        may = self.has_change_permission if to_change else self.has_view_permission
        if not may(request):
            raise PermissionDenied
        found = Upload.objects.with_waiting_time().filter(pk=pk).select_related("publisher")
        upload = found.first() if pk < 2**63 else None
        if upload is None:
            raise Http404(_("그런 지면이 없습니다."))
        return upload

    def context(self, request: HttpRequest, title: str, **extra) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "may_add": self.has_add_permission(request),
            **extra,
        }


def desk_address(upload_id: int, key: int | None = None) -> str:
    address = reverse("admin:news_upload_change", args=[upload_id])
    return address if key is None else f"{address}#item-{key}"


def whole_number(text: str | None) -> int:
    """0 for what no page of ours sends."""
    text = text or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
