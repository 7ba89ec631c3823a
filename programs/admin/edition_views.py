"""What staff do with an edition besides writing it: steps, withdrawal, a new edition, preview, comparison."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from programs.actions import Refused, new_edition, withdraw
from programs.admin.doubts import doubts_view
from programs.admin.steps import STEPS, Step, may_renew, may_withdraw
from programs.comparing import compare
from programs.models import Edition
from programs.sheet import for_sheet
from programs.views import program_page

CHECK = "check"


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("내리는 까닭"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "찾아온 사람에게 그대로 보입니다. 다른 사업을 안내할 수 있으면 함께 적습니다."
        ),
        error_messages={
            "required": gettext_lazy("내리는 까닭을 적어 주세요. 찾아온 사람에게 보입니다.")
        },
    )


def change_url(edition: Edition, query: str = "") -> str:
    return reverse("admin:programs_edition_change", args=[edition.pk]) + query


class EditionViews(ModelAdmin):
    """Addresses below an edition's own in the admin."""

    def get_urls(self):
        def own(address: str, view, name: str):
            wrapped = never_cache(self.admin_site.admin_view(view))
            return path(f"<int:pk>/{address}", wrapped, name=f"programs_edition_{name}")

        return [
            own("step/<slug:name>/", require_POST(self.step_view), "step"),
            own("new-edition/", require_POST(self.new_edition_view), "renew"),
            own("withdraw/", self.withdraw_view, "withdraw"),
            own("preview/", require_safe(self.preview_view), "preview"),
            own("compare/", require_safe(self.compare_view), "compare"),
            path(
                "doubts/",
                never_cache(self.admin_site.admin_view(partial(doubts_view, model_admin=self))),
                name="programs_edition_doubts",
            ),
            *super().get_urls(),
        ]

    def _edition(self, request: HttpRequest, pk: int) -> Edition:
        edition = self.get_object(request, str(pk))
        if edition is None:
            raise Http404(_("그런 판이 없습니다."))
        if not self.has_view_or_change_permission(request, edition):
            raise PermissionDenied
        return edition

    def step_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        edition = self._edition(request, pk)
        step = STEPS.get(name)
        if step is None:
            raise Http404(_("그런 단계가 없습니다."))
        return self.take(request, step, edition, seen=request.POST.get("seen_version"))

    def take(
        self, request: HttpRequest, step: Step, edition: Edition, *, seen: str | None = None
    ) -> HttpResponse:
        """``seen``: the version that the person looked at; None where it was saved just now."""
        if not step.is_allowed(request.user):
            raise PermissionDenied
        if not step.is_next(edition):
            return self._too_late(request, edition)
        if seen is not None and seen != str(edition.version):
            self.message_user(request, self._moved_on(edition), messages.ERROR)
            return HttpResponseRedirect(change_url(edition))
        try:
            with transaction.atomic():
                edition = step.take(edition=edition, by=request.user)
                self.log_change(request, edition, str(step.done))
        except Refused as refused:
            return self._refused(request, step, edition, refused)
        except IntegrityError:
            return self._too_late(request, self._edition(request, edition.pk))
        self.message_user(request, self._said(step, edition), messages.SUCCESS)
        return HttpResponseRedirect(change_url(edition))

    def _too_late(self, request: HttpRequest, edition: Edition) -> HttpResponse:
        sentence = _(
            "이 판은 지금 ‘%(now)s’ 상태입니다. 다른 창이나 다른 사람이 먼저 했을 수 있습니다."
        )
        words = sentence % {"now": edition.get_status_display()}
        self.message_user(request, words, messages.WARNING)
        return HttpResponseRedirect(change_url(edition))

    def _moved_on(self, edition: Edition) -> str:
        return _("이 화면을 연 뒤에 내용이 바뀌었습니다. 지금 내용을 확인하고 다시 눌러 주세요.")

    def _refused(
        self, request: HttpRequest, step: Step, edition: Edition, refused: Refused
    ) -> HttpResponse:
        located = [reason for reason in refused.refusals if reason.field or reason.row]
        if located or len(refused.refusals) > 1:
            words = _("아직 ‘%(step)s’할 수 없습니다. 아래 %(count)s가지를 고쳐 주세요.")
            words %= {"step": step.label, "count": len(refused.refusals)}
        else:
            words = str(refused)
        self.message_user(request, words, messages.ERROR)
        return HttpResponseRedirect(change_url(edition, f"?{CHECK}={step.name}"))

    def _said(self, step: Step, edition: Edition) -> str:
        if not edition.is_live:
            return str(step.done)
        return format_html(
            '{} <a href="{}">{}</a>', step.done, edition.get_absolute_url(), _("공개된 쪽 보기")
        )

    def new_edition_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = self._edition(request, pk)
        if not may_renew(request.user):
            raise PermissionDenied
        had = Edition.objects.working().filter(program=edition.program_id).first()
        new = new_edition(program=edition.program, by=request.user)
        if had is None:
            self.log_addition(
                request, new, _("제%(number)s판을 만들었습니다.") % {"number": new.number}
            )
            words = _("제%(number)s판을 만들었습니다. 고친 뒤 검토를 요청하세요.") % {
                "number": new.number
            }
            self.message_user(request, words, messages.SUCCESS)
        else:
            words = _("작성 중인 제%(number)s판이 이미 있어 그 판을 열었습니다.") % {
                "number": new.number
            }
            self.message_user(request, words, messages.INFO)
        return HttpResponseRedirect(change_url(new))

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = self._edition(request, pk)
        if not request.user.has_perm("programs.withdraw_edition"):
            raise PermissionDenied
        if not may_withdraw(request.user, edition):
            return self._too_late(request, edition)
        form = WithdrawalForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return self._withdraw(request, edition, form.cleaned_data["reason"])
        context = {
            **self.admin_site.each_context(request),
            "title": _("공개된 판 내리기"),
            "opts": self.opts,
            "original": edition,
            "form": form,
        }
        return TemplateResponse(request, "admin/programs/edition/withdraw.html", context)

    def _withdraw(self, request: HttpRequest, edition: Edition, reason: str) -> HttpResponse:
        try:
            with transaction.atomic():
                edition = withdraw(edition=edition, by=request.user, reason=reason)
                self.log_change(request, edition, _("내렸습니다: %(reason)s") % {"reason": reason})
        except Refused:
            return self._too_late(request, self._edition(request, edition.pk))
        self.message_user(request, _("내렸습니다. 그 주소에는 까닭이 보입니다."), messages.SUCCESS)
        return HttpResponseRedirect(change_url(edition))

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._edition(request, pk)
        edition = for_sheet(Edition.objects.filter(pk=pk)).get()
        response = program_page(request, edition)
        response.template_name = "admin/programs/edition/preview.html"
        response.context_data["edit_url"] = change_url(edition)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store"
        return response

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        after = self._edition(request, pk)
        others = list(
            Edition.objects.filter(program=after.program_id).exclude(pk=pk).order_by("-number")
        )
        before = self._other(request, after, others)
        context = {
            **self.admin_site.each_context(request),
            "title": _("두 판 비교"),
            "opts": self.opts,
            "original": after,
            "others": others,
            "before": before,
            "comparison": compare(before, after) if before else None,
        }
        return TemplateResponse(request, "admin/programs/edition/compare.html", context)

    def _other(self, request: HttpRequest, after: Edition, others: list[Edition]) -> Edition | None:
        """The one asked for, else the one before, else any."""
        asked = request.GET.get("with")
        if asked is not None:
            found = [edition for edition in others if str(edition.pk) == asked]
            if not found:
                raise Http404(_("이 사업에는 그런 판이 없습니다."))
            return found[0]
        earlier = [edition for edition in others if edition.number < after.number]
        return next(iter(earlier or others), None)
