"""Steps of an edition's life. Each is atomic and says who took it (``by``); each raises Refused with sentences for staff."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from programs.models import Edition, Fact, Program, Round, Sourced
from programs.publishing import Refusal, refusals, sourced_rows
from programs.search.index import index_edition
from programs.search.index import remove as remove_from_index

# Names, summaries and descriptions need a look once a year even where every value is history.
TEXT_SHELF_LIFE = timedelta(days=365)


class Refused(Exception):
    """A step that can't be taken; ``refusals`` says why, field by field."""

    def __init__(self, *reasons: Refusal):
        self.refusals = list(reasons)
        super().__init__(" ".join(reason.message for reason in reasons))


def _locked(edition: Edition) -> Edition:
    return (
        Edition.objects.select_for_update(of=("self",)).select_related("program").get(pk=edition.pk)
    )


@transaction.atomic
def submit(*, edition: Edition, by: AbstractBaseUser | None) -> Edition:
    """Draft → in review."""
    return _advance(edition, Edition.Status.DRAFT, Edition.Status.IN_REVIEW, by)


@transaction.atomic
def send_back(*, edition: Edition, by: AbstractBaseUser | None) -> Edition:
    """In review or approved → draft, to be worked on."""
    edition = _locked(edition)
    if edition.status not in {Edition.Status.IN_REVIEW, Edition.Status.APPROVED}:
        raise Refused(Refusal(_("검토 중이거나 승인된 판만 작성자에게 돌려보낼 수 있습니다.")))
    return _set_status(edition, Edition.Status.DRAFT, by)


@transaction.atomic
def approve(*, edition: Edition, by: AbstractBaseUser | None) -> Edition:
    """In review → approved; the truth rules are checked now and again when it is published."""
    found = refusals(edition)
    if found:
        raise Refused(*found)
    return _advance(edition, Edition.Status.IN_REVIEW, Edition.Status.APPROVED, by)


def _advance(edition: Edition, before: str, after: str, by: AbstractBaseUser | None) -> Edition:
    edition = _locked(edition)
    if edition.status != before:
        raise Refused(
            Refusal(
                _("지금 ‘%(now)s’ 상태라 이 단계로 갈 수 없습니다. 화면을 새로 고쳐 주세요.")
                % {"now": edition.get_status_display()}
            )
        )
    return _set_status(edition, after, by)


def _set_status(edition: Edition, status: str, by: AbstractBaseUser | None) -> Edition:
    edition.status = status
    edition.modified_by = by
    edition.save(update_fields=["status", "modified_by"])
    edition.refresh_from_db()
    return edition


@transaction.atomic
def publish(*, edition: Edition, by: AbstractBaseUser | None) -> Edition:
    """Make a working edition the live one; the one before becomes superseded."""
    # The program's row is locked first, so that two editions of one program are never published at once.
    Program.objects.select_for_update().get(pk=edition.program_id)
    edition = _locked(edition)
    if not edition.is_working:
        raise Refused(
            Refusal(_("이미 공개되었거나 내려진 판입니다. 바꾸려면 새 판을 만들어 주세요."))
        )
    found = refusals(edition)
    if found:
        raise Refused(*found)
    Edition.objects.live().filter(program=edition.program).update(status=Edition.Status.SUPERSEDED)
    verified = [row.verified_on for row in sourced_rows(edition) if row.verified_on]
    due = [row.check_due_on for row in sourced_rows(edition) if row.check_due_on]
    edition.verified_on = max(verified, default=None)
    edition.check_due_on = min(
        [*due, *([max(verified) + TEXT_SHELF_LIFE] if verified else [])], default=None
    )
    edition.status = Edition.Status.PUBLISHED
    edition.published_at = Now()
    edition.published_by = edition.modified_by = by
    edition.save()
    edition.refresh_from_db()
    index_edition(edition)
    return edition


@transaction.atomic
def withdraw(*, edition: Edition, by: AbstractBaseUser | None, reason: str) -> Edition:
    """Take the live edition off the site; its page then says that it was withdrawn, and why."""
    edition = _locked(edition)
    if not edition.is_live:
        raise Refused(Refusal(_("공개된 판만 내릴 수 있습니다.")))
    if not reason.strip():
        raise Refused(Refusal(_("내리는 까닭을 적어 주세요. 찾아온 사람에게 보입니다."), "reason"))
    edition.status = Edition.Status.WITHDRAWN
    edition.withdrawn_at = Now()
    edition.withdrawn_by = by
    edition.withdrawn_reason = reason.strip()
    edition.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    edition.refresh_from_db()
    remove_from_index(edition.program_id)
    return edition


@transaction.atomic
def new_edition(*, program: Program, by: AbstractBaseUser | None) -> Edition:
    """A draft that starts as a copy of the newest edition with its children; the working one if there is one."""
    Program.objects.select_for_update().get(pk=program.pk)
    working = Edition.objects.working().filter(program=program).first()
    if working is not None:
        return working
    source = Edition.objects.filter(program=program).order_by("-number").first()
    if source is None:
        return Edition.objects.create(
            program=program, number=1, name=program.slug, created_by=by, modified_by=by
        )
    return _copy(source, by)


def _copy(source: Edition, by: AbstractBaseUser | None) -> Edition:
    highest = Edition.objects.filter(program=source.program).aggregate(Max("number"))["number__max"]
    copied = [
        field for field in Edition._meta.concrete_fields if field.editable and not field.primary_key
    ]
    edition = Edition(number=highest + 1, created_by=by, modified_by=by)
    for field in copied:
        if field.name != "number":
            setattr(edition, field.attname, getattr(source, field.attname))
    edition.save(force_insert=True)
    for field in Edition._meta.many_to_many:
        getattr(edition, field.name).set(getattr(source, field.name).all())
    rounds = {row.pk: _copy_row(row, edition) for row in source.rounds.all()}
    for model in Sourced.__subclasses__():
        if model is not Round:
            for row in model.objects.filter(edition=source):
                _copy_row(row, edition, rounds)
    edition.refresh_from_db()
    return edition


def _copy_row(row: Sourced, edition: Edition, rounds: dict[int, Sourced] | None = None) -> Sourced:
    row.pk = None
    row._state.adding = True
    row.edition = edition
    if rounds and isinstance(row, Fact) and row.round_id:
        row.round = rounds[row.round_id]
    row.save(force_insert=True)
    return row
