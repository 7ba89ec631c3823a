"""Who publishes sources."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Publisher(models.Model):
    slug = models.SlugField(_("주소 이름"), unique=True, allow_unicode=False)
    name = models.CharField(
        _("이름"),
        max_length=100,
        blank=True,
        help_text=_("지면에서 확인되지 않으면 비워 두세요. ‘발행처 미확인’으로 보입니다."),
    )
    domain = models.CharField(_("누리집 도메인"), max_length=200, blank=True)
    note = models.TextField(
        _("확인한 근거"),
        blank=True,
        help_text=_("이름을 어떻게 알았는지, 무엇을 모르는지 적습니다."),
    )

    class Meta:
        verbose_name = _("발행처")
        verbose_name_plural = _("발행처")
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.name or gettext("발행처 미확인")
