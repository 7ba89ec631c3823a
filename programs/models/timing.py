"""When a program runs, and when people can apply."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.dates import PartialDateField
from programs.dates import has_passed, is_ahead, is_lasting, is_reached
from programs.models.edition import Edition
from programs.models.sourced import Sourced


class Schedule(Sourced):
    """When a program runs (HSDS ``schedule``); not when people can apply."""

    class Freq(models.TextChoices):
        WEEKLY = "weekly", _("매주")
        MONTHLY = "monthly", _("매월")
        YEARLY = "yearly", _("매년")

    valid_from = PartialDateField(_("시작"))
    valid_to = PartialDateField(_("끝"))
    freq = models.CharField(_("되풀이"), max_length=10, choices=Freq, blank=True)
    description = models.CharField(
        _("설명"), max_length=200, blank=True, help_text=_("예: 매주 월요일")
    )

    class Meta(Sourced.Meta):
        verbose_name = _("운영 기간")
        verbose_name_plural = _("운영 기간")

    def __str__(self) -> str:
        return f"{self.valid_from or ''}~{self.valid_to or ''} {self.description}".strip()

    def is_over(self, day: date) -> bool:
        return has_passed(self.valid_to, day)

    def is_ahead(self, day: date) -> bool:
        return is_ahead(self.valid_from, day)


class ApplicationWindow(Sourced):
    """When people can apply, in the source's own words and, where it states them, as dates."""

    SHELF_LIFE = timedelta(days=90)

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="windows", verbose_name=_("판")
    )

    class Kind(models.TextChoices):
        FIXED = "fixed", _("정해진 기간")
        ALWAYS = "always", _("언제나")
        UNTIL_BUDGET = "until_budget", _("예산이 다할 때까지")
        ROUNDS = "rounds", _("회차마다")
        ANNOUNCED = "announced", _("따로 공고")
        BY_EVENT = "by_event", _("일이 생긴 뒤 정해진 기간")
        UNKNOWN = "unknown", _("확인되지 않음")

    class State(models.TextChoices):
        OPEN = "open", _("신청 받는 중")
        UPCOMING = "upcoming", _("곧 시작")
        CLOSED = "closed", _("신청 끝남")
        UNCERTAIN = "uncertain", _("신청 기간 확인 필요")

    kind = models.CharField(_("종류"), max_length=20, choices=Kind, default=Kind.UNKNOWN)
    opens = PartialDateField(_("시작"))
    closes = PartialDateField(_("마감"))
    words = models.CharField(_("원래 표현"), max_length=300, blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("신청 기간")
        verbose_name_plural = _("신청 기간")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="fixed")
                | models.Q(opens__isnull=False)
                | models.Q(closes__isnull=False),
                name="fixed_window_has_a_date",
                violation_error_message=_(
                    "정해진 기간에는 시작이나 마감 가운데 하나는 있어야 합니다."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.words or f"{self.get_kind_display()} {self.opens or ''}~{self.closes or ''}"

    def state(self, day: date) -> ApplicationWindow.State:
        """Row twin of ``Edition.objects.open_on`` (open) and ``closing_soon``; never more certain than the dates are."""
        if has_passed(self.closes, day):
            return self.State.CLOSED
        if is_ahead(self.opens, day):
            return self.State.UPCOMING
        if self.kind in {self.Kind.ALWAYS, self.Kind.UNTIL_BUDGET}:
            return self.State.OPEN
        has_begun = self.opens is None or is_reached(self.opens, day)
        if self.kind == self.Kind.FIXED and has_begun and is_lasting(self.closes, day):
            return self.State.OPEN
        return self.State.UNCERTAIN

    def days_left(self, day: date) -> int | None:
        """Days until it closes (0: today), where the day is known and has not passed."""
        exact = self.closes.exact if self.closes else None
        return (exact - day).days if exact is not None and exact >= day else None
