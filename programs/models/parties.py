"""Where it takes place, and who takes part."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models.organization import Organization
from programs.models.sourced import Sourced
from regions.models import Region


class Location(Sourced):
    """Where it takes place."""

    name = models.CharField(_("이름"), max_length=200)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="locations",
        verbose_name=_("지역"),
    )
    description = models.CharField(_("설명"), max_length=200, blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("장소")
        verbose_name_plural = _("장소")

    def __str__(self) -> str:
        return self.name


class Involvement(Sourced):
    """An organization and its part in the program."""

    class Role(models.TextChoices):
        PROVIDER = "provider", _("담당")
        FUNDER = "funder", _("재원")
        OPERATOR = "operator", _("운영")
        PARTNER = "partner", _("협력")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="involvements", verbose_name=_("기관")
    )
    role = models.CharField(_("역할"), max_length=20, choices=Role)
    description = models.CharField(_("하는 일"), max_length=300, blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("참여 기관")
        verbose_name_plural = _("참여 기관")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organization", "role", "article"],
                name="one_role_an_organization",
                violation_error_message=_("같은 기관의 같은 역할이 이미 있습니다."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} ({self.get_role_display()})"
