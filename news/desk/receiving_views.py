"""Pages arrive, wait and are read; the original can be had again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from news import tasks
from news.desk.base import DeskBase, desk_address
from news.desk.forms import UploadForm
from news.models import Upload, UploadContent
from news.receiving import (
    MAX_BYTES,
    NotTaken,
    Received,
    clean_name,
    read_again,
    receive_address,
    receive_bytes,
    receive_text,
    too_large,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``field``: where it was written; ``upload`` is None where it was not taken, and ``sentence`` says why."""

    field: str
    name: str
    sentence: str
    upload: Upload | None = None
    is_new: bool = False


class ReceivingViews(DeskBase):
    def get_urls(self):
        return [
            self.own("state/", require_safe(self.state_view), "state"),
            self.own("read/", require_POST(self.read_view), "read"),
            self.own("original/", require_safe(self.original_view), "original"),
            *super().get_urls(),
        ]

    # Taking in

    def add_view(self, request, form_url="", extra_context=None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._add_page(request, UploadForm())
        form = UploadForm(request.POST, {"files": request.FILES.getlist("files")})
        outcomes = list(taken(request, form)) if form.is_valid() else []
        if request.headers.get("Accept") == "application/json":
            return _as_json(form, outcomes)
        for outcome in outcomes:
            if outcome.upload is None:
                form.add_error(outcome.field, outcome.sentence)
        if not form.errors:
            return self._on(request, outcomes)
        self._tell_received(request, outcomes)
        return self._add_page(request, _rest(form, outcomes))

    def _add_page(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        context = self.context(request, _("지면 올리기"), form=form, max_bytes=MAX_BYTES)
        return TemplateResponse(request, "admin/news/upload/add.html", context)

    def _on(self, request: HttpRequest, outcomes: list[Outcome]) -> HttpResponse:
        self._tell_received(request, outcomes)
        if len(outcomes) == 1:
            return HttpResponseRedirect(desk_address(outcomes[0].upload.pk))
        return HttpResponseRedirect(reverse("admin:news_upload_changelist"))

    def _tell_received(self, request: HttpRequest, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.upload is not None:
                level = messages.SUCCESS if outcome.is_new else messages.WARNING
                link = format_html(
                    '<a href="{}">{}</a>', desk_address(outcome.upload.pk), outcome.upload.name
                )
                messages.add_message(request, level, format_html("{}: {}", link, outcome.sentence))

    # Waiting

    def state_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self.upload_of(request, pk, to_change=False)
        return JsonResponse(
            {
                "is_under_way": upload.is_under_way,
                "state": upload.get_state_display(),
                "words": state_words(upload),
            }
        )

    def read_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self.upload_of(request, pk)
        if read_again(upload, later=lambda number: tasks.read_upload.defer(upload_id=number)):
            messages.success(request, _("다시 읽으라고 했습니다."))
        else:
            messages.info(request, _("이미 읽었거나 읽고 있습니다."))
        return HttpResponseRedirect(desk_address(pk))

    def original_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As it arrived, to be saved; no browser may show it as a page of this site."""
        upload = self.upload_of(request, pk, to_change=False)
        content = UploadContent.objects.filter(pk=upload.pk).first()
        if content is None:
            messages.error(request, _("아직 받지 못해 내려받을 것이 없습니다."))
            return HttpResponseRedirect(desk_address(pk))
        response = HttpResponse(bytes(content.original), content_type="application/octet-stream")
        response["Content-Disposition"] = content_disposition_header(True, upload.name)
        response["X-Content-Type-Options"] = "nosniff"
        return response


def taken(request: HttpRequest, form: UploadForm) -> Iterator[Outcome]:
    """Each thing by itself: one that can't be taken leaves the others alone."""
    who = {"by": request.user, "publisher": form.cleaned_data["publisher"]}
    for file in form.cleaned_data["files"]:
        yield _outcome("files", clean_name(file.name or ""), lambda file=file: _file(file, who))
    text, address = form.cleaned_data["text"], form.cleaned_data["address"]
    if text.strip():
        now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
        name = _("붙여 넣은 글 %(time)s") % {"time": now}
        yield _outcome("text", name, lambda: receive_text(text, name=name, **who))
    if address:
        yield _outcome("address", address, lambda: receive_address(address, **who))


def _file(file, who: dict) -> Received:
    if file.size > MAX_BYTES:
        raise NotTaken(too_large())
    return receive_bytes(file.read(), name=file.name or "", **who)


def _outcome(field: str, name: str, receive: Callable[[], Received]) -> Outcome:
    try:
        with transaction.atomic():
            received = receive()
            if received.is_new:
                tasks.read_upload.defer(upload_id=received.upload.pk)
    except NotTaken as refusal:
        sentence = f"‘{name}’: {refusal}" if field == "files" else str(refusal)
        return Outcome(field, name, sentence)
    sentence = (
        _("받았습니다. 읽는 중입니다.")
        if received.is_new
        else _("이미 받은 지면입니다. 새로 만들지 않았습니다.")
    )
    return Outcome(field, name, sentence, received.upload, received.is_new)


def _rest(form: UploadForm, outcomes: list[Outcome]) -> UploadForm:
    """What was taken is not asked for again; what was not stays as it was written."""
    data = form.data.copy()
    for outcome in outcomes:
        if outcome.upload is not None and outcome.field in ("text", "address"):
            data[outcome.field] = ""
    form.data = data
    return form


def _as_json(form: UploadForm, outcomes: list[Outcome]) -> JsonResponse:
    answers = [
        {
            "name": outcome.name,
            "is_taken": outcome.upload is not None,
            "is_new": outcome.is_new,
            "sentence": outcome.sentence,
            "address": desk_address(outcome.upload.pk) if outcome.upload else "",
        }
        for outcome in outcomes
    ]
    errors = [sentence for sentences in form.errors.values() for sentence in sentences]
    return JsonResponse({"outcomes": answers, "errors": errors}, status=400 if errors else 200)


def state_words(upload: Upload) -> str:
    """One sentence for whoever waits."""
    if upload.is_unclaimed:
        return _(
            "아직 아무도 읽기 시작하지 않았습니다. 읽는 일꾼(worker)이 꺼져 있는지 관리자에게 물어보세요. 켜지면 저절로 읽습니다."
        )
    if upload.is_under_way and upload.may_be_read_again:
        return _("읽기가 멈춘 것 같습니다. ‘다시 읽기’를 눌러 주세요.")
    return {
        Upload.State.RECEIVED: _("받았습니다. 곧 읽기 시작합니다."),
        Upload.State.FETCHING: _("웹 주소에서 가져오고 있습니다."),
        Upload.State.READING: _("읽고 있습니다. 보통 몇 초 걸립니다."),
        Upload.State.READ: _("다 읽었습니다."),
        Upload.State.FAILED: upload.reason or _("읽지 못했습니다."),
        Upload.State.SAME: _("같은 내용이 이미 있습니다."),
    }[Upload.State(upload.state)]
