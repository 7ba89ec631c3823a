"""The steps of an edition's life as staff take them: who may, when, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs import actions
from programs.models import Edition

Status = Edition.Status


@dataclass(frozen=True)
class Step:
    """``label`` stands on the button, ``done`` in the message and in the history."""

    name: str
    label: str | Promise
    done: str | Promise
    permission: str
    statuses: tuple[str, ...]
    take: Callable[..., Edition]

    def is_allowed(self, user: AbstractBaseUser) -> bool:
        return user.has_perm(f"programs.{self.permission}")

    def is_next(self, edition: Edition) -> bool:
        return edition.status in self.statuses


STEPS = {
    step.name: step
    for step in (
        Step(
            "submit",
            _("검토 요청"),
            _("검토를 요청했습니다."),
            "change_edition",
            (Status.DRAFT,),
            actions.submit,
        ),
        Step(
            "send_back",
            _("돌려보내기"),
            _("작성자에게 돌려보냈습니다."),
            "review_edition",
            (Status.IN_REVIEW, Status.APPROVED),
            actions.send_back,
        ),
        Step(
            "approve",
            _("승인"),
            _("승인했습니다."),
            "review_edition",
            (Status.IN_REVIEW,),
            actions.approve,
        ),
        Step(
            "publish",
            _("공개"),
            _("공개했습니다."),
            "publish_edition",
            Edition.WORKING,
            actions.publish,
        ),
    )
}


def open_to(user: AbstractBaseUser, edition: Edition) -> list[Step]:
    """The steps that this person can take with this edition now."""
    return [step for step in STEPS.values() if step.is_next(edition) and step.is_allowed(user)]


def may_withdraw(user: AbstractBaseUser, edition: Edition) -> bool:
    return edition.is_live and user.has_perm("programs.withdraw_edition")


def may_renew(user: AbstractBaseUser) -> bool:
    return user.has_perm("programs.add_edition")
