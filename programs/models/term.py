from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A word of one of our small taxonomies, with the codes that 복지로 and 정부24 use for it."""

    class Taxonomy(models.TextChoices):
        THEME = "theme", _("주제")
        LIFE_STAGE = "life_stage", _("생애주기")
        HOUSEHOLD = "household", _("가구상황")
        AUDIENCE = "audience", _("대상")
        BENEFIT = "benefit", _("지원 방식")
        FACT_LABEL = "fact_label", _("값의 이름")

    slug = models.SlugField(_("주소 이름"), max_length=100)
    taxonomy = models.CharField(_("분류"), max_length=20, choices=Taxonomy)
    name = models.CharField(_("이름"), max_length=100)
    name_en = models.CharField(_("영어 이름"), max_length=100, blank=True)
    description = models.CharField(_("설명"), max_length=300, blank=True)
    bokjiro_code = models.CharField(
        _("복지로 코드"),
        max_length=3,
        blank=True,
        help_text=_("생애주기 001~007, 가구상황 010~060, 관심주제 010~140"),
    )
    gov24_codes = ArrayField(
        models.CharField(max_length=6),
        verbose_name=_("정부24 코드"),
        default=list,
        blank=True,
        help_text=_("JA0301처럼 쉼표로 나누어 적습니다."),
    )
    position = models.PositiveSmallIntegerField(_("순서"), default=0)

    class Meta:
        verbose_name = _("용어")
        verbose_name_plural = _("용어")
        ordering = ["taxonomy", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "slug"],
                name="one_slug_a_taxonomy",
                violation_error_message=_("이 분류에는 같은 주소 이름이 이미 있습니다."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Themes have a page; other terms are a filter of the list."""
        if self.taxonomy == self.Taxonomy.THEME:
            return reverse("theme", args=[self.slug])
        return f"{reverse('programs')}?{self.taxonomy}={self.slug}"
