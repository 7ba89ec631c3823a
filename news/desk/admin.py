"""The desk inside the admin: the list of pages, and the addresses of everything else."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.desk.confirm_views import ConfirmViews
from news.desk.receiving_views import ReceivingViews
from news.known_filter import KnownFilter
from news.models import Upload


class WaitingFilter(KnownFilter):
    title = gettext_lazy("확인할 것")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", _("남음")), ("no", _("모두 끝남"))]

    def apply(self, request, queryset, value):
        return queryset.to_confirm() if value == "yes" else queryset.all_confirmed()


class UploadAdmin(ConfirmViews, ReceivingViews):
    list_display = [
        "name",
        "state_column",
        "waiting_column",
        "origin",
        "uploaded_by",
        "uploaded_at",
    ]
    list_display_links = ["name"]
    list_filter = ["state", WaitingFilter, "origin"]
    list_per_page = 50
    list_select_related = ["uploaded_by"]
    search_fields = ["name", "address"]
    search_help_text = gettext_lazy("이름이나 주소로 찾습니다.")
    show_facets = admin.ShowFacets.NEVER
    actions = None
    ordering = ["-uploaded_at", "-pk"]
    change_list_template = "admin/news/upload/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_waiting_time()

    @admin.display(description=gettext_lazy("상태"), ordering="state")
    def state_column(self, upload: Upload) -> str:
        if upload.is_unclaimed:
            return _("%(state)s (일꾼이 쉬고 있음)") % {"state": upload.get_state_display()}
        return str(upload.get_state_display())

    @admin.display(description=gettext_lazy("확인할 것"), ordering="items_waiting")
    def waiting_column(self, upload: Upload) -> str:
        if upload.state != Upload.State.READ:
            return "–"
        if upload.items_waiting:
            words = _("%(waiting)d건 남음 (%(done)d건 확인함)")
        else:
            words = _("모두 끝남 (%(done)d건 확인함)")
        return words % {"waiting": upload.items_waiting, "done": upload.items_confirmed}
