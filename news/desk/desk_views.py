"""The desk itself: the original beside its items, and a plain form for every step."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from news.desk import history
from news.desk.base import DeskBase, desk_address, whole_number
from news.desk.editing import with_page
from news.desk.forms import ItemForm, PageForm
from news.desk.history import Stale
from news.desk.items import Item, Sheet
from news.desk.page import cards, day_words, region_names, segments
from news.desk.receiving_views import state_words
from news.desk.rules import Impossible
from news.desk.steps import asked_by, take
from news.models import DeskStep, Upload, UploadContent
from news.stale_forms import Difference, differences


@dataclass(frozen=True)
class Conflict:
    """Steps that others took meanwhile. ``lost``: what was written for an item that is gone;
    ``form``: the id of what holds what was written."""

    since: list[DeskStep]
    differences: list[Difference]
    lost: str = ""
    form: str = ""


class DeskViews(DeskBase):
    def get_urls(self):
        return [
            self.own("item/<int:key>/", require_POST(self.item_view), "item"),
            self.own("page/", require_POST(self.page_view), "page"),
            self.own("undo/", require_POST(self.undo_view), "undo"),
            self.own("redo/", require_POST(self.redo_view), "redo"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        upload = self.get_object(request, object_id)
        if upload is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        upload = self.upload_of(request, upload.pk, to_change=False)
        if upload.state == Upload.State.SAME and upload.same_as_id:
            words = _("이미 받은 지면과 내용이 같아 그 지면을 보여 드립니다.")
            messages.warning(request, words)
            return HttpResponseRedirect(desk_address(upload.same_as_id))
        return self.desk(request, upload)

    def desk(
        self,
        request: HttpRequest,
        upload: Upload,
        *,
        bound: ItemForm | None = None,
        page_form: PageForm | None = None,
        conflict: Conflict | None = None,
        problem: str = "",
    ) -> HttpResponse:
        context = self.context(
            request,
            upload.name,
            upload=upload,
            state_words=state_words(upload),
            conflict=conflict,
            problem=problem,
        )
        current = history.newest(upload)
        if current is not None:
            context |= self._items(request, upload, current, bound, page_form)
        refused = bound is not None or page_form is not None or conflict or problem
        status = 409 if conflict else 400 if refused else 200
        template = "admin/news/upload/desk.html"
        return TemplateResponse(request, template, context, status=status)

    def _items(self, request, upload, current, bound, page_form) -> dict:
        sheet = history.sheet_at(current)
        page = text_of(upload)
        return {
            "current": current,
            "sheet": sheet,
            "day": day_words(sheet.published_on),
            "segments": segments(page, sheet),
            "cards": cards(page, sheet, bound),
            "page_form": page_form or PageForm(sheet=sheet),
            "may_change": self.has_change_permission(request),
            "may_confirm": self.may_confirm(request),
        }

    # Steps with one item

    def item_view(self, request: HttpRequest, pk: int, key: int) -> HttpResponse:
        upload = self.upload_of(request, pk)
        sheet = self._sheet(upload)
        item = sheet.find(key)
        seen = whole_number(request.POST.get("seen"))
        if item is None:
            lost = request.POST.get(f"i{key}-text", "")
            since = list(history.since(upload, seen))
            return self.desk(request, upload, conflict=Conflict(since, [], lost))
        form = self._item_form(request, item)
        try:
            if form.is_valid():
                return self._take(request, upload, form, seen)
            problem = _("저장하지 못했습니다. 표시된 칸을 고쳐 주세요.")
        except Stale as stale:
            return self._stale(request, upload, key, stale)
        except Impossible as impossible:
            problem = str(impossible)
        return self.desk(request, upload, bound=form, problem=problem)

    def _sheet(self, upload: Upload) -> Sheet:
        current = history.newest(upload)
        return history.sheet_at(current) if current else Sheet()

    def _item_form(self, request: HttpRequest, item: Item) -> ItemForm:
        return ItemForm(request.POST, item=item, names=region_names([item]))

    def _take(self, request, upload: Upload, form: ItemForm, seen: int) -> HttpResponse:
        key = form.item.key
        with transaction.atomic():
            current = history.locked(upload, seen)
            sheet = history.sheet_at(current)
            asked = asked_by(request.POST, key)
            taken = take(sheet, key, form.cleaned_data, asked, text_of(upload))
            if taken.sheet != sheet:
                history.step(current, taken.sheet, taken.words, by=request.user)
        return HttpResponseRedirect(desk_address(upload.pk, taken.key))

    def _stale(self, request, upload: Upload, key: int, stale: Stale) -> HttpResponse:
        """What was written stays in the form, which now stands on the newest step."""
        item = self._sheet(upload).find(key)
        if item is None:
            lost = request.POST.get(f"i{key}-text", "")
            return self.desk(request, upload, conflict=Conflict(stale.since, [], lost))
        form = self._item_form(request, item)
        form.is_valid()
        differing = differences(form)
        if not differing and request.POST.get("step", "save") == "save":
            messages.info(request, _("이미 저장된 내용과 같습니다."))
            return HttpResponseRedirect(desk_address(upload.pk, key))
        return self.desk(
            request,
            upload,
            bound=form if differing else None,
            conflict=Conflict(stale.since, differing, form=f"item-{key}"),
        )

    # Steps with the whole page

    def page_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self.upload_of(request, pk)
        form = PageForm(request.POST, sheet=self._sheet(upload))
        if not form.is_valid():
            return self.desk(request, upload, page_form=form)
        try:
            with transaction.atomic():
                current = history.locked(upload, whole_number(request.POST.get("seen")))
                sheet = history.sheet_at(current)
                changed = with_page(sheet, form.cleaned_data)
                if changed != sheet:
                    words = _("지면의 발행처와 보도일을 고쳤습니다.")
                    history.step(current, changed, words, by=request.user)
        except Stale as stale:
            conflict = Conflict(stale.since, differences(form), form="whole")
            return self.desk(request, upload, page_form=form, conflict=conflict)
        return HttpResponseRedirect(desk_address(upload.pk))

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._turn(request, pk, history.undo, _("더 되돌릴 것이 없습니다."))

    def redo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._turn(request, pk, history.redo, _("다시 할 것이 없습니다."))

    def _turn(self, request: HttpRequest, pk: int, turn, nothing: str) -> HttpResponse:
        upload = self.upload_of(request, pk)
        if history.newest(upload) is None:
            raise PermissionDenied
        try:
            with transaction.atomic():
                current = history.locked(upload, whole_number(request.POST.get("seen")))
                if turn(current, by=request.user) is None:
                    messages.info(request, nothing)
        except Stale as stale:
            return self.desk(request, upload, conflict=Conflict(stale.since, []))
        return HttpResponseRedirect(desk_address(upload.pk))


def text_of(upload: Upload) -> str:
    return UploadContent.objects.values_list("text", flat=True).get(pk=upload.pk)
