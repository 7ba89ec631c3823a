from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from regions.models import Region


class Organization(models.Model):
    """A body that provides, funds, runs or joins a program (HSDS ``organization``)."""

    class Kind(models.TextChoices):
        LOCAL_GOVERNMENT = "local_government", _("지방자치단체")
        GOVERNMENT = "government", _("국가기관")
        PUBLIC_INSTITUTION = "public_institution", _("공공기관")
        ASSOCIATION = "association", _("협회·단체")
        WELFARE = "welfare", _("복지기관")
        UNIVERSITY = "university", _("대학")
        COMPANY = "company", _("기업")
        COMMUNITY = "community", _("주민 모임")

    slug = models.SlugField(_("주소 이름"), max_length=100, unique=True)
    name = models.CharField(_("이름"), max_length=200)
    alternate_name = models.CharField(_("다른 이름"), max_length=200, blank=True)
    name_en = models.CharField(_("영어 이름"), max_length=200, blank=True)
    description = models.CharField(_("한 줄 설명"), max_length=300, blank=True)
    kind = models.CharField(_("종류"), max_length=30, choices=Kind)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name=_("지역"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("상위 기관"),
    )
    email = models.EmailField(_("전자우편"), blank=True)
    website = models.URLField(_("누리집"), blank=True)
    last_modified = models.DateTimeField(_("마지막 수정"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("기관")
        verbose_name_plural = _("기관")
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="organization_is_not_its_own_parent",
                violation_error_message=_("기관은 자기 자신의 상위 기관이 될 수 없습니다."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.last_modified = Now()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("organization", args=[self.slug])
