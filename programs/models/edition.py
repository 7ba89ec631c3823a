from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from news.models import Article
from programs.models.program import Program
from programs.models.term import Term
from programs.models.triggers import content_follows_edition, edition_is_frozen
from programs.querysets import LONG_OVERDUE, EditionQuerySet
from regions.models import Region

SOURCED_TABLES = [
    f"programs_{name}"
    for name in (
        "round",
        "fact",
        "schedule",
        "applicationwindow",
        "eligibility",
        "channel",
        "requireddocument",
        "location",
        "involvement",
    )
]


class Edition(models.Model):
    """What a program says, numbered. A published edition never changes; a change is a new edition."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        IN_REVIEW = "in_review", _("검토 중")
        APPROVED = "approved", _("승인됨")
        PUBLISHED = "published", _("공개됨")
        SUPERSEDED = "superseded", _("새 판으로 바뀜")
        WITHDRAWN = "withdrawn", _("내려짐")

    WORKING = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)

    class Phase(models.TextChoices):
        REGULAR = "regular", _("운영")
        PILOT = "pilot", _("시범")
        PLANNED = "planned", _("예정")

    class State(models.TextChoices):
        RUNNING = "running", _("운영")
        PILOT = "pilot", _("시범 운영")
        PLANNED = "planned", _("예정")
        ENDED = "ended", _("종료")

    class Freshness(models.TextChoices):
        CHECKED = "checked", _("확인됨")
        OVERDUE = "overdue", _("확인할 때가 지남")
        LONG_OVERDUE = "long_overdue", _("오래 확인하지 못함")

    program = models.ForeignKey(
        Program, models.PROTECT, related_name="editions", verbose_name=_("사업")
    )
    number = models.PositiveIntegerField(_("판 번호"))
    status = models.CharField(
        _("진행"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )

    name = models.CharField(_("이름"), max_length=200)
    alternate_name = models.CharField(_("다른 이름"), max_length=200, blank=True)
    summary = models.CharField(
        _("한 줄 요약"),
        max_length=300,
        help_text=_("누구에게 무엇을 해 주는지 한 문장으로 적습니다."),
    )
    description = models.TextField(
        _("설명"), blank=True, help_text=_("기사 문장을 옮기지 말고 우리 말로 적습니다.")
    )
    eligibility_description = models.TextField(_("누구를 위한 것인가요"), blank=True)
    application_process = models.TextField(_("어떻게 신청하나요"), blank=True)
    alert = models.CharField(
        _("알림"),
        max_length=300,
        blank=True,
        help_text=_("맨 위에 띄울 한 줄. 없으면 비워 둡니다."),
    )
    phase = models.CharField(_("단계"), max_length=20, choices=Phase, default=Phase.REGULAR)
    phase_article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="phase_editions",
        verbose_name=_("단계의 출처 기사"),
        help_text=_("시범이나 예정이면 그렇게 말한 기사를 고릅니다."),
    )
    unknowns = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("출처에 없는 것"),
        default=list,
        blank=True,
        help_text=_(
            "사람들이 찾을 텐데 어느 출처에도 없는 것. ‘확인되지 않음’으로 보입니다. 쉼표로 나눕니다."
        ),
    )
    service_areas = models.ManyToManyField(
        Region, verbose_name=_("지역"), related_name="editions", blank=True
    )
    themes = models.ManyToManyField(
        Term,
        verbose_name=_("주제"),
        related_name="theme_editions",
        limit_choices_to={"taxonomy": Term.Taxonomy.THEME},
        blank=True,
    )
    audiences = models.ManyToManyField(
        Term,
        verbose_name=_("대상"),
        related_name="audience_editions",
        limit_choices_to={
            "taxonomy__in": [
                Term.Taxonomy.AUDIENCE,
                Term.Taxonomy.LIFE_STAGE,
                Term.Taxonomy.HOUSEHOLD,
            ]
        },
        blank=True,
    )
    benefits = models.ManyToManyField(
        Term,
        verbose_name=_("지원 방식"),
        related_name="benefit_editions",
        limit_choices_to={"taxonomy": Term.Taxonomy.BENEFIT},
        blank=True,
    )

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("만든 때"), db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("만든 사람"),
    )
    last_modified = models.DateTimeField(_("마지막 수정"), db_default=Now(), editable=False)
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("고친 사람"),
    )
    published_at = models.DateTimeField(_("공개한 때"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("공개한 사람"),
    )
    # Fixed at publication from rows that can no longer change, so that lists need not read them all.
    verified_on = models.DateField(_("마지막 확인"), null=True, editable=False)
    check_due_on = models.DateField(_("다음 확인"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("내린 때"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("내린 사람"),
    )
    withdrawn_reason = models.CharField(_("내린 까닭"), max_length=300, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("판")
        verbose_name_plural = _("사업 (판별)")
        ordering = ["name", "-number"]
        indexes = [
            models.Index(
                fields=["-published_at"],
                condition=Q(status="published"),
                name="edition_newest_live",
            ),
            models.Index(
                fields=["check_due_on"], condition=Q(status="published"), name="edition_due_live"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="edition_number_is_unique"),
            models.UniqueConstraint(
                fields=["program"],
                condition=Q(status="published"),
                name="one_live_edition",
                violation_error_message=_("이 사업에는 이미 공개된 판이 있습니다."),
            ),
            models.UniqueConstraint(
                fields=["program"],
                condition=Q(status__in=["draft", "in_review", "approved"]),
                name="one_working_edition",
                violation_error_message=_(
                    "이 사업에는 작성 중인 판이 이미 있습니다. 그 판을 고쳐 주세요."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_reason=""),
                name="withdrawal_has_a_reason",
                violation_error_message=_("내리는 까닭을 적어 주세요."),
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="published_edition_says_when",
            ),
        ]
        triggers = edition_is_frozen(SOURCED_TABLES)
        permissions = [
            ("review_edition", _("판을 승인하거나 돌려보낼 수 있음")),
            ("publish_edition", _("판을 공개할 수 있음")),
            ("withdraw_edition", _("공개된 판을 내릴 수 있음")),
        ]

    def __str__(self) -> str:
        return _("%(name)s (제%(number)s판, %(status)s)") % {
            "name": self.name,
            "number": self.number,
            "status": self.get_status_display(),
        }

    def get_absolute_url(self) -> str:
        return self.program.get_absolute_url()

    @property
    def is_working(self) -> bool:
        return self.status in self.WORKING

    @property
    def is_live(self) -> bool:
        """Row twin of ``EditionQuerySet.live``."""
        return self.status == self.Status.PUBLISHED

    def state_on(self, day: date) -> Edition.State:
        """Row twin of ``EditionQuerySet.with_state``."""
        schedules = list(self.schedules.all())
        if schedules and all(schedule.is_over(day) for schedule in schedules):
            return self.State.ENDED
        if self.phase == self.Phase.PLANNED or (
            schedules and all(schedule.is_ahead(day) for schedule in schedules)
        ):
            return self.State.PLANNED
        return self.State.PILOT if self.phase == self.Phase.PILOT else self.State.RUNNING

    def freshness_on(self, day: date) -> Edition.Freshness:
        """Row twin of ``EditionQuerySet.with_freshness``."""
        if self.check_due_on is None or self.check_due_on >= day:
            return self.Freshness.CHECKED
        overdue_for = day - self.check_due_on
        return self.Freshness.LONG_OVERDUE if overdue_for > LONG_OVERDUE else self.Freshness.OVERDUE


# Proxies, so that the truth rules' triggers stand on the tables between editions and terms or regions too.
class EditionServiceArea(Edition.service_areas.through):
    class Meta:
        proxy = True
        triggers = [content_follows_edition()]


class EditionTheme(Edition.themes.through):
    class Meta:
        proxy = True
        triggers = [content_follows_edition()]


class EditionAudience(Edition.audiences.through):
    class Meta:
        proxy = True
        triggers = [content_follows_edition()]


class EditionBenefit(Edition.benefits.through):
    class Meta:
        proxy = True
        triggers = [content_follows_edition()]
