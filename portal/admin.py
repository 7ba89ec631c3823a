"""What the worker does, for those who look after the site. Read only, except for starting a failed job again."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from procrastinate.contrib.django import admin as shipped
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from news.known_filter import KnownFilter
from news.tasks import is_worker_alive

apps.get_app_config("procrastinate").verbose_name = gettext_lazy("작업")
ProcrastinateJob._meta.verbose_name = gettext_lazy("작업")
ProcrastinateJob._meta.verbose_name_plural = gettext_lazy("작업 목록")
ProcrastinateEvent._meta.verbose_name = gettext_lazy("일어난 일")
ProcrastinateEvent._meta.verbose_name_plural = gettext_lazy("일어난 일")

STATUSES = {
    "todo": gettext_lazy("기다림"),
    "doing": gettext_lazy("하는 중"),
    "succeeded": gettext_lazy("끝냄"),
    "failed": gettext_lazy("실패"),
    "cancelled": gettext_lazy("그만둠"),
    "aborted": gettext_lazy("그만둠"),
}
EVENTS = {
    "deferred": gettext_lazy("맡김"),
    "started": gettext_lazy("시작함"),
    "deferred_for_retry": gettext_lazy("다시 하기로 함"),
    "failed": gettext_lazy("실패함"),
    "succeeded": gettext_lazy("끝냄"),
    "cancelled": gettext_lazy("그만둠"),
    "abort_requested": gettext_lazy("그만두라고 함"),
    "aborted": gettext_lazy("그만둠"),
    "scheduled": gettext_lazy("때를 정함"),
}


def moment(when: datetime | None) -> str:
    return timezone.localtime(when).strftime("%m-%d %H:%M:%S") if when else "–"


class StatusFilter(KnownFilter):
    title = gettext_lazy("상태")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [(key, words) for key, words in STATUSES.items() if key != "aborted"]

    def apply(self, request, queryset, value):
        wanted = ["cancelled", "aborted"] if value == "cancelled" else [value]
        return queryset.filter(status__in=wanted)


class EventInline(admin.TabularInline):
    model = ProcrastinateEvent
    fields = readonly_fields = ["what", "when"]
    ordering = ["at", "id"]
    extra = 0
    can_delete = False

    @admin.display(description=gettext_lazy("무엇"))
    def what(self, event: ProcrastinateEvent) -> str:
        return EVENTS.get(event.type, event.type)

    @admin.display(description=gettext_lazy("언제"))
    def when(self, event: ProcrastinateEvent) -> str:
        return moment(event.at)

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    has_change_permission = has_add_permission

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.has_perm("procrastinate.view_procrastinatejob")


# The one that comes with it writes inline styles and lists every lock as a filter.
admin.site.unregister(ProcrastinateJob)


@admin.register(ProcrastinateJob)
class JobAdmin(shipped.ProcrastinateJobAdmin):
    list_display = ["id", "task", "status_words", "what_with", "tries", "last_at"]
    show_facets = admin.ShowFacets.NEVER
    list_filter = [StatusFilter]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-id"]
    search_fields = ["task_name"]
    search_help_text = gettext_lazy("작업 이름으로 찾습니다.")
    fields = ["full_name", "status_words", "what_with", "tries", "due_at", "not_beside"]
    inlines = [EventInline]
    actions = ["do_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        events = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("-at")
        return ProcrastinateJob.objects.annotate(last_at=Subquery(events.values("at")[:1]))

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> list[str]:
        return self.fields

    @admin.display(description=gettext_lazy("일"), ordering="task_name")
    def task(self, job: ProcrastinateJob) -> str:
        return job.task_name.rpartition(".")[2]

    @admin.display(description=gettext_lazy("상태"), ordering="status")
    def status_words(self, job: ProcrastinateJob) -> str:
        return STATUSES.get(job.status, job.status)

    @admin.display(description=gettext_lazy("넘겨받은 것"))
    def what_with(self, job: ProcrastinateJob) -> str:
        own = (f"{name} {value}" for name, value in job.args.items() if name != "timestamp")
        return ", ".join(own)[:200] or "–"

    @admin.display(description=gettext_lazy("해 본 횟수"), ordering="attempts")
    def tries(self, job: ProcrastinateJob) -> int:
        return job.attempts

    @admin.display(description=gettext_lazy("마지막 움직임"))
    def last_at(self, job: ProcrastinateJob) -> str:
        return moment(job.last_at)

    @admin.display(description=gettext_lazy("시작할 때"))
    def due_at(self, job: ProcrastinateJob) -> str:
        return moment(job.scheduled_at)

    @admin.display(description=gettext_lazy("작업 이름"))
    def full_name(self, job: ProcrastinateJob) -> str:
        return job.task_name

    @admin.display(description=gettext_lazy("함께 하지 않는 것"))
    def not_beside(self, job: ProcrastinateJob) -> str:
        return job.lock or "–"

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("procrastinate.change_procrastinatejob")

    @admin.action(description=gettext_lazy("실패한 작업 다시 하기"), permissions=["retry"])
    def do_again(self, request: HttpRequest, jobs: QuerySet) -> None:
        failed = list(jobs.filter(status="failed"))
        for job in failed:
            app.job_manager.retry_job_by_id(
                job.id, timezone.now(), job.priority, job.queue_name, job.lock
            )
        words = ngettext(
            "작업 %(count)s개를 다시 합니다.", "작업 %(count)s개를 다시 합니다.", len(failed)
        )
        self.message_user(request, words % {"count": len(failed)}, messages.SUCCESS)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        if not is_worker_alive():
            words = _(
                "지금 작업 처리기가 돌고 있지 않습니다. 아래 작업은 처리기가 켜져야 시작합니다."
            )
            self.message_user(request, words, messages.WARNING)
        return super().changelist_view(request, {"title": _("작업 목록")} | (extra_context or {}))
