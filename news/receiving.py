"""Pages as they arrive: kept unchanged, recognised when they come twice, and read by the worker."""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from news.desk.history import first_step
from news.desk.items import sheet_of
from news.models import Publisher, Upload, UploadContent
from news.reading.catalogue import knowledge
from news.reading.decode import MAX_BYTES, Unreadable, kind_of
from news.reading.page import read_page

logger = logging.getLogger(__name__)
NAME_LENGTH = 200


class NotTaken(Exception):
    """Why something can't be taken in, in one sentence for the one who sent it."""


@dataclass(frozen=True, slots=True)
class Received:
    """``is_new`` is False where the same bytes were here already."""

    upload: Upload
    is_new: bool


def receive_bytes(
    data: bytes,
    *,
    name: str,
    by: AbstractBaseUser | None,
    publisher: Publisher | None = None,
    origin: str = Upload.Origin.FILE,
) -> Received:
    """Keeps a file or pasted text. Raises NotTaken for what no reader could read."""
    if len(data) > MAX_BYTES:
        raise NotTaken(too_large())
    media_type = _kind(data)
    upload = Upload(name=clean_name(name), origin=origin, publisher=publisher, uploaded_by=by)
    return _keep(upload, data, media_type)


def receive_text(
    text: str, *, name: str, by: AbstractBaseUser | None, publisher: Publisher | None = None
) -> Received:
    data = text.encode("utf-8", "replace")
    origin = Upload.Origin.PASTED
    return receive_bytes(data, name=name, by=by, publisher=publisher, origin=origin)


def receive_address(
    address: str, *, by: AbstractBaseUser | None, publisher: Publisher | None = None
) -> Received:
    """Only noted: the worker fetches it. An address that is on its way is not fetched a second time."""
    waiting = Upload.objects.filter(address=address, state__in=Upload.UNDER_WAY).first()
    if waiting is not None:
        return Received(waiting, is_new=False)
    upload = Upload.objects.create(
        name=clean_name(name_of(address)),
        origin=Upload.Origin.ADDRESS,
        address=address,
        publisher=publisher,
        uploaded_by=by,
    )
    return Received(upload, is_new=True)


def _keep(upload: Upload, data: bytes, media_type: str) -> Received:
    digest = hashlib.sha256(data).hexdigest()
    known = Upload.objects.filter(sha256=digest).exclude(pk=upload.pk).first()
    if known is not None:
        return Received(known, is_new=False)
    upload.sha256, upload.size, upload.media_type = digest, len(data), media_type
    try:
        with transaction.atomic():
            upload.save()
            UploadContent.objects.update_or_create(upload=upload, defaults={"original": data})
    except IntegrityError:  # the same bytes arrived in this very moment
        upload.sha256, upload.size, upload.media_type = None, 0, ""
        return Received(Upload.objects.get(sha256=digest), is_new=False)
    return Received(upload, is_new=True)


def _kind(data: bytes) -> str:
    try:
        return kind_of(data)
    except Unreadable as error:
        raise NotTaken(str(error)) from None


def too_large() -> str:
    return _("20MB보다 큰 파일은 받지 않습니다. 필요한 면만 나누어 올려 주세요.")


def clean_name(name: str) -> str:
    """Without folders and control characters, and short enough, its ending kept."""
    name = "".join(
        char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char)[0] != "C"
    )
    name = " ".join(name.replace("\\", "/").rstrip("/ ").rpartition("/")[2].split()) or _(
        "이름 없음"
    )
    ending = PurePath(name).suffix if len(PurePath(name).suffix) <= 10 else ""
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - len(ending)] + ending


def name_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.hostname or ''} {parts.path.strip('/').replace('/', ' ')}".strip() or address


# What the worker does


def read_upload(upload_id: int) -> None:
    """Fetches if it must, reads, and leaves the list of items. May run twice. Never raises for a bad page."""
    upload = Upload.objects.filter(pk=upload_id).select_related("publisher").first()
    if upload is None or not (upload.is_under_way or upload.state == Upload.State.FAILED):
        return
    try:
        if upload.sha256 is None and not _fetched(upload):
            return
        _read(upload)
    except (Unreadable, NotTaken) as error:
        _settle(upload, Upload.State.FAILED, reason=str(error)[:300])
    except Exception:
        logger.exception("Upload %s could not be read", upload_id)
        sentence = _("읽다가 예상하지 못한 문제가 생겼습니다. 텍스트(.txt)로 저장해서 올려 주세요.")
        _settle(upload, Upload.State.FAILED, reason=sentence)


def _fetched(upload: Upload) -> bool:
    """False if it ended here: refused, failed, or here already."""
    from news.fetching import FetchError, fetch

    _settle(upload, Upload.State.FETCHING)
    try:
        page = fetch(upload.address)
    except FetchError as error:
        _settle(upload, Upload.State.FAILED, reason=str(error)[:300])
        return False
    upload.final_address = page.final_address if len(page.final_address) <= 500 else ""
    received = _keep(upload, page.content, _kind(page.content))
    if not received.is_new:
        upload.same_as = received.upload
        _settle(upload, Upload.State.SAME)
    return received.is_new


def _read(upload: Upload) -> None:
    _settle(upload, Upload.State.READING)
    original = bytes(UploadContent.objects.values_list("original", flat=True).get(pk=upload.pk))
    publisher = upload.publisher.name if upload.publisher else None
    reading = read_page(
        original, name=upload.name, publisher=publisher or None, knowledge=knowledge()
    )
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=["self"]).get(pk=upload.pk)
        if locked.state == Upload.State.READ:  # another worker was faster
            return
        UploadContent.objects.filter(pk=upload.pk).update(text=shown(reading.source))
        first_step(locked, sheet_of(reading))
        _settle(locked, Upload.State.READ)


def shown(text: str) -> str:
    """Of the same length, so that places in it stay right: what neither HTML nor PostgreSQL keeps is a space."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    return "".join(" " if _is_control(char) else char for char in text)


def _is_control(char: str) -> bool:
    return char not in "\t\n" and unicodedata.category(char) in ("Cc", "Cs")


def _settle(upload: Upload, state: str, *, reason: str = "") -> None:
    upload.state, upload.reason, upload.state_at = state, reason, Now()
    upload.save(update_fields=["state", "reason", "state_at", "same_as", "final_address"])


def read_again(upload: Upload, *, later: Callable[[int], object]) -> bool:
    """Sends it back to the worker if it failed or its worker stopped. ``later``: defers the reading."""
    with transaction.atomic():
        locked = Upload.objects.with_waiting_time().select_for_update(of=["self"]).get(pk=upload.pk)
        if not locked.may_be_read_again:
            return False
        _settle(locked, Upload.State.RECEIVED)
        later(locked.pk)
    return True
