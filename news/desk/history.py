"""Every step with an upload's items is kept: the newest is what holds, and undo and redo are steps, too."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from news.desk.items import Sheet, without_deleted
from news.models import Article, DeskStep, Upload

# Older steps are forgotten; nobody undoes so far back.
KEPT = 200


class Stale(Exception):
    """Somebody took steps in between. ``since``: those steps."""

    def __init__(self, since: list[DeskStep]):
        super().__init__()
        self.since = since


def newest(upload: Upload) -> DeskStep | None:
    return upload.steps.order_by("-number").first()


def sheet_at(step: DeskStep) -> Sheet:
    sheet = Sheet.from_json(step.sheet)
    numbers = [item.article for item in sheet.confirmed]
    if not numbers:
        return sheet
    return without_deleted(
        sheet, Article.objects.filter(pk__in=numbers).values_list("pk", flat=True)
    )


def locked(upload: Upload, seen: int) -> DeskStep:
    """The step that ``seen`` names, while nobody else can take another. Raises Stale."""
    Upload.objects.select_for_update(of=["self"]).get(pk=upload.pk)
    current = newest(upload)
    if current is None or current.number != seen:
        raise Stale(list(since(upload, seen)))
    return current


def since(upload: Upload, seen: int) -> QuerySet[DeskStep]:
    return upload.steps.filter(number__gt=seen).defer("sheet").select_related("by")


def first_step(upload: Upload, sheet: Sheet) -> DeskStep:
    """What the reader found. Nothing can be undone before it."""
    current = newest(upload)
    return _added(
        upload, sheet, _("지면을 읽었습니다."), number=current.number + 1 if current else 1
    )


def step(
    current: DeskStep,
    sheet: Sheet,
    words: str,
    *,
    by: AbstractBaseUser | None,
    is_final: bool = False,
) -> DeskStep:
    """``is_final``: it can't be undone here, since articles were made."""
    return _added(
        current.upload,
        sheet,
        words,
        number=current.number + 1,
        previous=None if is_final else current.number,
        by=by,
    )


def undo(current: DeskStep, *, by: AbstractBaseUser | None) -> DeskStep | None:
    """None if there is nothing to undo."""
    target = _target(current, current.previous)
    if target is None:
        return None
    return _added(
        current.upload,
        sheet_at(target),
        _("되돌렸습니다: %(step)s") % {"step": current.words},
        number=current.number + 1,
        previous=target.previous,
        following=current.number,
        by=by,
    )


def redo(current: DeskStep, *, by: AbstractBaseUser | None) -> DeskStep | None:
    target = _target(current, current.following)
    if target is None:
        return None
    return _added(
        current.upload,
        sheet_at(target),
        _("다시 했습니다: %(step)s") % {"step": target.words},
        number=current.number + 1,
        previous=current.number,
        following=target.following,
        by=by,
    )


def _target(current: DeskStep, number: int | None) -> DeskStep | None:
    return None if number is None else current.upload.steps.filter(number=number).first()


def _added(upload: Upload, sheet: Sheet, words: str, **fields) -> DeskStep:
    added = upload.steps.create(sheet=sheet.as_json(), words=words[:300], **fields)
    upload.steps.filter(number__lte=added.number - KEPT).delete()
    upload.items_waiting, upload.items_confirmed = len(sheet.waiting), len(sheet.confirmed)
    upload.save(update_fields=["items_waiting", "items_confirmed"])
    return added
