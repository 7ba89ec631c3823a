"""What every statement of an edition has: who says so, and when it was checked."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.dates import PartialDateField
from news.models import Article
from programs.models.edition import Edition
from programs.models.triggers import content_follows_edition


class Sourced(models.Model):
    """One statement: what it says is in the subclass, who says so and when it was checked is here."""

    # How long a statement can be trusted after it was checked. None: it is history and stays true.
    SHELF_LIFE: timedelta | None = timedelta(days=365)

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="%(class)ss", verbose_name=_("판")
    )
    position = models.PositiveSmallIntegerField(_("순서"), default=0)
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cited_%(class)ss",
        verbose_name=_("출처 기사"),
        help_text=_("이 값을 말한 기사. 공개하려면 반드시 있어야 합니다."),
    )
    passage = models.TextField(
        _("근거 문장(직원 전용)"),
        blank=True,
        help_text=_("기사에 있는 그대로 적습니다. 공개되지 않습니다."),
    )
    as_of = PartialDateField(
        _("기준일"), help_text=_("값이 맞던 때. 2020-09-30, 2023-05처럼 아는 만큼만.")
    )
    according_to = models.CharField(
        _("말한 이"),
        max_length=100,
        blank=True,
        help_text=_("기사 안에서 그 값을 말한 곳. 예: 법무부 통계"),
    )
    verified_on = models.DateField(_("확인한 날"), null=True, blank=True)
    verified_by = models.CharField(_("확인한 사람"), max_length=100, blank=True)
    as_printed = models.CharField(
        _("인쇄된 말"),
        max_length=200,
        blank=True,
        help_text=_("기사에 다르게 인쇄되어 있으면 그대로 적습니다."),
    )
    why_corrected = models.CharField(_("바로잡은 까닭"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        triggers = [content_follows_edition()]

    @property
    def shelf_life(self) -> timedelta | None:
        return self.SHELF_LIFE

    @property
    def check_due_on(self) -> date | None:
        """The day after which the statement needs a new look; None if never checked or if it is history."""
        if self.verified_on is None or self.shelf_life is None:
            return None
        return self.verified_on + self.shelf_life
