"""Editions: the list that staff work from, and the form in which they write."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.stale_forms import NoLostUpdates, SeenForm
from programs.admin.edition_views import CHECK, EditionViews
from programs.admin.filters import (
    CheckFilter,
    MineFilter,
    RegionFilter,
    StateFilter,
    StatusFilter,
    ThemeFilter,
    on_unreliable_sources,
)
from programs.admin.inlines import INLINES
from programs.admin.steps import STEPS, may_renew, may_withdraw, open_to
from programs.models import Edition, Sourced
from programs.publishing import Refusal, refusals
from regions.models import Region


@dataclass(frozen=True)
class Objection:
    """A refusal with the place in the form where it can be mended."""

    message: str
    anchor: str = ""


class EditionForm(SeenForm):
    def clean(self):
        if self.instance.pk and not self.instance.is_working:
            self.add_error(None, _frozen(self.instance))
        return super().clean()


def _frozen(edition: Edition) -> str:
    return _(
        "이 판은 그 사이 ‘%(now)s’ 상태가 되어 더는 고칠 수 없습니다. 새 판을 만들어 거기에 적어 주세요."
    ) % {"now": edition.get_status_display()}


@admin.register(Edition)
class EditionAdmin(EditionViews, NoLostUpdates):
    form = EditionForm
    inlines = INLINES
    actions = None
    list_display = [
        "name",
        "program_column",
        "status_column",
        "state_column",
        "check_column",
        "regions_column",
        "modified_column",
    ]
    list_filter = [StatusFilter, CheckFilter, MineFilter, StateFilter, ThemeFilter, RegionFilter]
    list_per_page = 50
    search_fields = [
        "name",
        "alternate_name",
        "program__slug",
        "involvements__organization__name",
    ]
    search_help_text = gettext_lazy("사업 이름, 주소 이름, 기관 이름으로 찾습니다.")
    ordering = ["-last_modified", "-pk"]
    show_facets = admin.ShowFacets.NEVER
    autocomplete_fields = ["service_areas", "themes", "audiences", "benefits", "phase_article"]
    fieldsets = [
        (
            gettext_lazy("무엇인가요"),
            {"fields": ["name", "alternate_name", "summary", "description", "alert"]},
        ),
        (
            gettext_lazy("누구를 위한 것이고, 어떻게 신청하나요"),
            {"fields": ["eligibility_description", "application_process"]},
        ),
        (
            gettext_lazy("어디에서 찾게 되나요"),
            {"fields": ["service_areas", "themes", "audiences", "benefits"]},
        ),
        (
            gettext_lazy("단계와 모르는 것"),
            {"fields": [("phase", "phase_article"), "unknowns"]},
        ),
    ]

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        areas = Prefetch("service_areas", Region.objects.with_parents())
        editions = super().get_queryset(request).select_related("program", "modified_by")
        return editions.prefetch_related(areas).with_state().with_freshness()

    @admin.display(description=gettext_lazy("주소 이름"), ordering="program__slug")
    def program_column(self, edition: Edition) -> str:
        url = reverse("admin:programs_program_change", args=[edition.program_id])
        return format_html('<a href="{}">{}</a>', url, edition.program.slug)

    @admin.display(description=gettext_lazy("판"), ordering="status")
    def status_column(self, edition: Edition) -> str:
        return format_html(
            '<span class="status status--{}">{}</span> {}',
            edition.status,
            edition.get_status_display(),
            _("제%(number)s판") % {"number": edition.number},
        )

    @admin.display(description=gettext_lazy("사업 상태"))
    def state_column(self, edition: Edition) -> str:
        return Edition.State(edition.state).label

    @admin.display(description=gettext_lazy("다음 확인"), ordering="check_due_on")
    def check_column(self, edition: Edition) -> str:
        if not edition.is_live or edition.check_due_on is None:
            return "–"
        words = Edition.Freshness(edition.freshness).label
        return format_html(
            '<span class="check check--{}">{}<br>{}</span>',
            edition.freshness,
            edition.check_due_on.isoformat(),
            words,
        )

    @admin.display(description=gettext_lazy("지역"))
    def regions_column(self, edition: Edition) -> str:
        return ", ".join(str(area) for area in edition.service_areas.all()) or "–"

    @admin.display(description=gettext_lazy("마지막 수정"), ordering="last_modified")
    def modified_column(self, edition: Edition) -> str:
        when = timezone.localtime(edition.last_modified).strftime("%Y-%m-%d %H:%M")
        who = edition.modified_by or ""
        return format_html("{}<br>{}", when, who)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("사업")} | (extra_context or {}))

    # Who may do what

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An edition begins with its program, or as a copy of the one before."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """A frozen edition opens read-only. What is sent to it is refused by the form, not
        by a bare 403, so that somebody who was writing keeps the words."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.is_working or request.method == "POST")

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_working)

    def get_view_on_site_url(self, obj: Edition | None = None) -> str | None:
        return obj.get_absolute_url() if obj is not None and obj.is_live else None

    # The form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in {"eligibility_description", "application_process"}:
            field.widget.attrs["rows"] = 4
        if field and db_field.name in {"summary", "alert", "unknowns"}:
            field.widget.attrs["class"] = "vLargeTextField wide-line"
        return field

    def save_model(self, request, obj, form, change) -> None:
        obj.modified_by = request.user
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change) -> None:
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            row.delete()
        for row in rows:
            if isinstance(row, Sourced):
                _stamp(row, request)
            row.save()

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        changed = form.changed_data or any(formset.has_changed() for formset in formsets)
        if changed and form.instance.status == Edition.Status.APPROVED:
            form.instance.status = Edition.Status.IN_REVIEW
            form.instance.save(update_fields=["status"])
            words = _("승인한 뒤에 고쳤으므로 다시 ‘검토 중’이 되었습니다.")
            self.message_user(request, words, "warning")

    def response_change(self, request: HttpRequest, obj: Edition) -> HttpResponse:
        step = STEPS.get(request.POST.get("_step", ""))
        if step is not None:
            return self.take(request, step, self._edition(request, obj.pk))
        return super().response_change(request, obj)

    def nothing_lost(self, obj: Edition) -> str:
        return _("이 판은 지금 ‘%(now)s’ 상태이고, 적은 내용은 이미 저장되어 있습니다.") % {
            "now": obj.get_status_display()
        }

    def may_keep_mine(self, obj: Edition) -> bool:
        return obj.is_working

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context |= self._panel(request, obj)
            context |= {"title": obj.name, "subtitle": None}
            if CHECK in request.GET and obj.is_working and request.method == "GET":
                context["objections"] = object_at_fields(
                    refusals(obj), context["adminform"].form, context["inline_admin_formsets"]
                )
                context["was_checked"] = True
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _panel(self, request: HttpRequest, edition: Edition) -> dict:
        editions = Edition.objects.filter(program=edition.program_id).order_by("-number")
        return {
            "steps": open_to(request.user, edition),
            "can_write": edition.is_working and self.has_change_permission(request, edition),
            "can_withdraw": may_withdraw(request.user, edition),
            "can_renew": may_renew(request.user) and not edition.is_working,
            "editions": list(editions.only("pk", "number", "status", "name")),
            "is_doubtful": on_unreliable_sources(editions.filter(pk=edition.pk)).exists(),
        }


def _stamp(row: Sourced, request: HttpRequest) -> None:
    """Who writes down what an article says has just read it there. Without an article nothing was checked."""
    if row.article_id is None:
        return
    row.verified_on = row.verified_on or timezone.localdate()
    row.verified_by = row.verified_by or str(request.user.get_full_name() or request.user)[:100]


def object_at_fields(reasons: list[Refusal], form, inline_formsets) -> list[Objection]:
    """Each reason becomes an error of the field that it is about. Returns them with their places."""
    forms = {
        (type(row_form.instance), row_form.instance.pk): row_form
        for inline in inline_formsets
        for row_form in inline.formset.forms
    }
    objections = []
    for reason in reasons:
        place = forms.get((type(reason.row), reason.row.pk)) if reason.row else form
        objections.append(_object(reason, place))
    return objections


def _object(reason: Refusal, form) -> Objection:
    if form is None or reason.field not in form.fields:
        return Objection(reason.message)
    if form._errors is None:
        form._errors = ErrorDict()
    field = form[reason.field]
    found = form._errors.setdefault(
        reason.field, form.error_class(renderer=form.renderer, field_id=field.auto_id)
    )
    found.append(reason.message)
    return Objection(reason.message, f"{field.auto_id}_error")
