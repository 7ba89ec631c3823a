"""Who can get it, and how: criteria, channels, documents."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models.edition import Edition
from programs.models.sourced import Sourced
from programs.models.term import Term
from regions.models import Region


class Eligibility(Sourced):
    """One criterion of who can get it, needed or excluding."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="criteria", verbose_name=_("판")
    )

    class Kind(models.TextChoices):
        TERM = "term", _("대상")
        AGE = "age", _("나이")
        INCOME = "income", _("소득")
        RESIDENCE = "residence", _("사는 곳")
        OTHER = "other", _("그 밖의 조건")

    kind = models.CharField(_("종류"), max_length=20, choices=Kind)
    is_exclusion = models.BooleanField(_("제외 조건"), default=False)
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="criteria", verbose_name=_("대상")
    )
    minimum = models.PositiveIntegerField(
        _("이상"), null=True, blank=True, help_text=_("나이(만)나 기준 중위소득(%)")
    )
    maximum = models.PositiveIntegerField(_("이하"), null=True, blank=True)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="criteria",
        verbose_name=_("지역"),
    )
    words = models.CharField(_("쉬운 말"), max_length=300)

    class Meta(Sourced.Meta):
        verbose_name = _("자격")
        verbose_name_plural = _("자격")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="term", term__isnull=True),
                name="term_criterion_has_term",
                violation_error_message=_("대상 조건에는 대상을 골라 주세요."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="residence", region__isnull=True),
                name="residence_criterion_has_region",
                violation_error_message=_("사는 곳 조건에는 지역을 골라 주세요."),
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    kind__in=["age", "income"], minimum__isnull=True, maximum__isnull=True
                ),
                name="range_criterion_has_a_bound",
                violation_error_message=_("나이나 소득 조건에는 이상이나 이하를 적어 주세요."),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Channel(Sourced):
    """How to apply or where to ask."""

    SHELF_LIFE = timedelta(days=180)

    class Kind(models.TextChoices):
        COUNTER = "counter", _("방문")
        PHONE = "phone", _("전화")
        WEB = "web", _("누리집")
        MAIL = "mail", _("우편·전자우편")

    class Purpose(models.TextChoices):
        APPLY = "apply", _("신청")
        ASK = "ask", _("문의")

    kind = models.CharField(_("방법"), max_length=20, choices=Kind)
    purpose = models.CharField(_("쓰임"), max_length=10, choices=Purpose, default=Purpose.APPLY)
    name = models.CharField(_("이름"), max_length=200, blank=True)
    value = models.CharField(_("번호·주소"), max_length=300)
    note = models.CharField(_("덧붙임"), max_length=200, blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("신청·문의처")
        verbose_name_plural = _("신청·문의처")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"


class RequiredDocument(Sourced):
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="documents", verbose_name=_("판")
    )

    document = models.CharField(_("서류"), max_length=200)
    note = models.CharField(_("덧붙임"), max_length=200, blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("구비 서류")
        verbose_name_plural = _("구비 서류")

    def __str__(self) -> str:
        return self.document
