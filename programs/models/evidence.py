"""Two sources that say different things about the same: a case that staff settle with a reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.models import Article
from programs.models.edition import Edition
from programs.models.program import Program
from programs.models.term import Term


class EvidenceCaseQuerySet(models.QuerySet):
    def open(self) -> EvidenceCaseQuerySet:
        return self.filter(status=EvidenceCase.Status.OPEN)

    def for_pages(self) -> EvidenceCaseQuerySet:
        """Annotates ``program_name``: what the program is called in its newest edition."""
        newest = Edition.objects.filter(program=models.OuterRef("program")).order_by("-number")
        return (
            self.select_related(
                "program", "label", "article__publisher", "held_article__publisher", "settled_by"
            )
            .defer("article__text", "held_article__text")
            .annotate(program_name=models.Subquery(newest.values("name")[:1]))
        )


class EvidenceCase(models.Model):
    """An article states another value than the program holds. Both stay until somebody decides.

    Rows are copied from edition to edition, so a case names its two statements by what they say:
    ``held`` and ``stated`` are the values of the rows' fields as ``programs.evidence.rows`` writes them.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("정하지 않음")
        SETTLED = "settled", _("정함")

    class Outcome(models.TextChoices):
        SUPERSEDED = "superseded", _("새 값으로 바뀌었다: 사업에 적힌 값을 지웁니다")
        BOTH_STAND = "both_stand", _("둘 다 맞다: 둘 다 둡니다")
        ARTICLE_MISREAD = "article_misread", _("기사를 잘못 읽었다: 기사가 말한 값을 지웁니다")
        HELD_MISREAD = "held_misread", _("사업에 적힌 값이 틀렸다: 그 값을 지웁니다")

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="evidence_cases", verbose_name=_("사업")
    )
    row_kind = models.CharField(_("무엇"), max_length=30)
    label = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("이름")
    )
    round_key = models.CharField(_("회차"), max_length=50, blank=True)
    verdict = models.CharField(_("견준 결과"), max_length=20)
    held = models.JSONField(_("사업에 적힌 값"))
    held_words = models.CharField(_("사업에 적힌 값"), max_length=600)
    held_article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("사업에 적힌 값의 출처"),
    )
    stated = models.JSONField(_("기사가 말한 값"))
    stated_words = models.CharField(_("기사가 말한 값"), max_length=600)
    article = models.ForeignKey(
        Article, models.PROTECT, related_name="evidence_cases", verbose_name=_("기사")
    )
    passage = models.TextField(_("근거 문장(직원 전용)"))

    status = models.CharField(_("진행"), max_length=10, choices=Status, default=Status.OPEN)
    outcome = models.CharField(_("결론"), max_length=20, choices=Outcome, blank=True)
    reason = models.CharField(
        _("까닭"),
        max_length=500,
        blank=True,
        help_text=_("나중에 보는 사람이 알 수 있게 적어 주세요."),
    )
    opened_at = models.DateTimeField(_("연 때"), db_default=Now(), editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("연 사람"),
    )
    settled_at = models.DateTimeField(_("정한 때"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("정한 사람"),
    )

    objects = EvidenceCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("서로 다른 값")
        verbose_name_plural = _("서로 다른 값")
        ordering = ["status", "-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "program",
                    "row_kind",
                    "label",
                    "round_key",
                    "held",
                    "stated",
                    "held_article",
                    "article",
                ],
                name="one_case_a_disagreement",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(status="open", outcome="", settled_at__isnull=True)
                | Q(status="settled", settled_at__isnull=False) & ~Q(outcome="") & ~Q(reason=""),
                name="settled_case_has_outcome_and_reason",
                violation_error_message=_("결론과 까닭을 함께 적어 주세요."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program}: {self.held_words} / {self.stated_words}"

    def get_absolute_url(self) -> str:
        return reverse("admin:programs_evidencecase_change", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN
