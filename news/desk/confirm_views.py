"""Confirming: chosen items, a last look, articles."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.desk import history
from news.desk.base import desk_address, whole_number
from news.desk.confirm_forms import ArticleForm, WholeForm, article_forms, keys_are_different
from news.desk.confirming import chosen_items, confirm, is_done
from news.desk.desk_views import Conflict, DeskViews
from news.desk.history import Stale
from news.desk.page import region_names
from news.models import Article, DeskStep, Upload


class ConfirmViews(DeskViews):
    def get_urls(self):
        return [self.own("confirm/", self.confirm_view, "confirm"), *super().get_urls()]

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET shows the chosen items once more, POST confirms them."""
        upload = self.upload_of(request, pk)
        if not self.may_confirm(request):
            raise PermissionDenied
        current = history.newest(upload)
        sent = request.POST if request.method == "POST" else request.GET
        keys = [whole_number(key) for key in sent.getlist("item")][:1000]
        if current is None or not keys:
            messages.warning(request, _("확인할 것을 하나 이상 골라 주세요."))
            return HttpResponseRedirect(desk_address(pk))
        if is_done(current, keys):
            return self._already(request, upload)
        sheet = history.sheet_at(current)
        items = chosen_items(sheet, keys)
        if not items:
            messages.warning(request, _("고른 것 가운데 기사가 될 수 있는 것이 없습니다."))
            return HttpResponseRedirect(desk_address(pk))
        data = request.POST if request.method == "POST" else None
        whole = WholeForm(data, upload=upload, sheet=sheet, may_make=self._may_make(request))
        articles = article_forms(upload, sheet, items, region_names(items), data)
        if data is not None and _are_valid(whole, articles):
            return self._make(request, upload, whole, articles)
        if data is not None and is_done(history.newest(upload), keys):
            return self._already(request, upload)  # the first click was faster than our look
        return self._confirm_page(request, upload, current, whole, articles)

    def _may_make(self, request: HttpRequest) -> bool:
        return request.user.has_perm("news.add_publisher")

    def _confirm_page(
        self,
        request: HttpRequest,
        upload: Upload,
        current: DeskStep,
        whole: WholeForm,
        articles: list[ArticleForm],
        conflict: Conflict | None = None,
    ) -> HttpResponse:
        context = self.context(
            request,
            _("기사로 확인하기"),
            upload=upload,
            current=current,
            whole=whole,
            articles=articles,
            conflict=conflict,
        )
        status = 409 if conflict else 400 if whole.is_bound else 200
        template = "admin/news/upload/confirm.html"
        return TemplateResponse(request, template, context, status=status)

    def _make(
        self, request: HttpRequest, upload: Upload, whole: WholeForm, forms: list[ArticleForm]
    ) -> HttpResponse:
        page = whole.cleaned_data["page"]
        try:
            articles = confirm(
                upload=upload,
                seen=whole_number(request.POST.get("seen")),
                publisher=whole.chosen(),
                decisions=[form.decision(page) for form in forms],
                by=request.user,
            )
        except Stale as stale:
            if is_done(history.newest(upload), [form.item.key for form in forms]):
                return self._already(request, upload)
            return self._stale_confirmation(request, upload, whole, forms, stale)
        except IntegrityError:  # somebody took the address or the publisher's name in this moment
            forms[0].add_error(None, _("그 사이 같은 주소 이름이 생겼습니다. 다시 확인해 주세요."))
            return self._confirm_page(request, upload, history.newest(upload), whole, forms)
        self._tell_confirmed(request, articles)
        return HttpResponseRedirect(desk_address(upload.pk))

    def _stale_confirmation(
        self,
        request: HttpRequest,
        upload: Upload,
        whole: WholeForm,
        forms: list[ArticleForm],
        stale: Stale,
    ) -> HttpResponse:
        """What was written stays, now for the items as they are."""
        current, conflict = history.newest(upload), Conflict(stale.since, [])
        sheet = history.sheet_at(current)
        items = chosen_items(sheet, [form.item.key for form in forms])
        if len(items) < len(forms):
            return self.desk(request, upload, conflict=conflict)
        articles = article_forms(upload, sheet, items, region_names(items), request.POST)
        return self._confirm_page(request, upload, current, whole, articles, conflict)

    def _already(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        messages.info(request, _("이미 확인했습니다. 다시 만들지 않았습니다."))
        return HttpResponseRedirect(desk_address(upload.pk))

    def _tell_confirmed(self, request: HttpRequest, articles: list[Article]) -> None:
        for article in articles:
            self.log_change(request, article, _("지면에서 확인했습니다."))
        words = ngettext(
            "기사 %(count)s건을 확인했습니다. 이제 공개됩니다(본문은 빼고).",
            "기사 %(count)s건을 확인했습니다. 이제 공개됩니다(본문은 빼고).",
            len(articles),
        )
        messages.success(request, words % {"count": len(articles)})


def _are_valid(whole: WholeForm, articles: list[ArticleForm]) -> bool:
    """Every form is asked, so that all that is wrong is said at once."""
    answers = [form.is_valid() for form in (whole, *articles)]
    return all(answers) and keys_are_different(articles)
