from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Program(models.Model):
    """The identity of a public program; what it says is in its editions (HSDS ``service``).

    Addresses never change: a renamed slug stays in ``former_slugs`` and redirects.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("주소 이름"), max_length=100, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("상위 사업"),
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("함께 볼 사업"))
    created_at = models.DateTimeField(_("등록"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("사업")
        verbose_name_plural = _("사업")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="program_is_not_its_own_parent",
                violation_error_message=_("사업은 자기 자신의 일부가 될 수 없습니다."),
            )
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("program", args=[self.slug])


class FormerSlug(models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    program = models.ForeignKey(Program, models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("옛 주소")
        verbose_name_plural = _("옛 주소")

    def __str__(self) -> str:
        return self.slug
