"""Sources: who published what, when, as precisely as is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.dates import PartialDateField
from news.models.publishers import Publisher
from regions.models import Region

if TYPE_CHECKING:
    from news.models.links import LinkCheck


class ArticleQuerySet(models.QuerySet):
    def public(self) -> ArticleQuerySet:
        """What residents may see: confirmed by staff, and neither an advertisement nor page furniture."""
        return self.filter(confirmed_at__isnull=False).exclude(kind=Article.Kind.ADVERTISEMENT)

    def newest_first(self) -> ArticleQuerySet:
        """By date as known; articles whose year is not stated come last."""
        undated = models.Case(
            models.When(
                models.Q(date_published__isnull=True) | models.Q(date_published__startswith="X"),
                then=1,
            ),
            default=0,
        )
        return self.order_by(undated, models.F("date_published").desc(nulls_last=True), "key")

    def for_pages(self) -> ArticleQuerySet:
        """With what every card and source list shows."""
        return self.select_related("publisher")


class Article(models.Model):
    """A source as the public may know it. ``text`` is for staff only and never leaves the admin."""

    class Kind(models.TextChoices):
        NEWS = "news", _("기사")
        PHOTO = "photo", _("사진 기사")
        NOTICE = "notice", _("고시·공고")
        PRESS_RELEASE = "press_release", _("보도자료")
        ADVERTISEMENT = "advertisement", _("광고")

    class State(models.TextChoices):
        AS_PUBLISHED = "as_published", _("그대로")
        CORRECTED = "corrected", _("정정됨")
        RETRACTED = "retracted", _("철회됨")

    key = models.SlugField(
        _("주소 이름"),
        max_length=100,
        unique=True,
        help_text=_("공개 주소에 쓰입니다. 한번 공개하면 바꾸지 않습니다."),
    )
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, verbose_name=_("발행처"), related_name="articles"
    )
    kind = models.CharField(_("종류"), max_length=20, choices=Kind, default=Kind.NEWS)
    headline = models.CharField(
        _("제목"), max_length=300, help_text=_("인쇄된 제목 그대로 적습니다.")
    )
    date_published = PartialDateField(
        _("보도일"), help_text=_("아는 만큼만 적습니다. 2020-10-12, 2024-03, XXXX-08(연도 모름).")
    )
    date_note = models.CharField(_("보도일의 근거"), max_length=300, blank=True)
    reporter = models.CharField(_("기자"), max_length=100, blank=True)
    is_reporter_uncertain = models.BooleanField(
        _("기자 이름이 불확실함"),
        default=False,
        help_text=_("스캔한 글자가 흐려 이름을 확신할 수 없을 때 표시합니다."),
    )
    url = models.URLField(
        _("원문 주소"),
        max_length=500,
        blank=True,
        help_text=_("발행처 자신의 페이지만 적습니다. 복사본은 적지 않습니다."),
    )
    note = models.CharField(
        _("한 줄 설명"),
        max_length=300,
        blank=True,
        help_text=_("우리 말로 쓴 한 줄. 기사 문장을 옮기지 않습니다."),
    )
    page = models.CharField(
        _("실린 지면"),
        max_length=100,
        blank=True,
        help_text=_("같은 지면에서 온 기사를 묶는 이름입니다."),
    )
    regions = models.ManyToManyField(
        Region, verbose_name=_("지역"), related_name="articles", blank=True
    )
    text = models.TextField(
        _("본문(직원 전용)"),
        blank=True,
        help_text=_("확인용입니다. 공개 화면과 API에는 절대 나오지 않습니다."),
    )
    state = models.CharField(
        _("기사 상태"), max_length=20, choices=State, default=State.AS_PUBLISHED
    )
    confirmed_at = models.DateTimeField(
        _("확인한 때"), null=True, blank=True, help_text=_("직원이 확인해야 공개됩니다.")
    )
    created_at = models.DateTimeField(_("등록"), db_default=Now(), editable=False)
    last_modified = models.DateTimeField(_("마지막 수정"), db_default=Now(), editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("기사")
        verbose_name_plural = _("기사")
        ordering = ["-created_at", "key"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="advertisement", confirmed_at__isnull=False),
                name="advertisement_is_never_confirmed",
                violation_error_message=_(
                    "광고는 공개할 수 없습니다. 종류를 바로잡거나 확인을 지우세요."
                ),
            ),
        ]

    def __str__(self) -> str:
        when = self.date_published.words if self.date_published else gettext("날짜 확인되지 않음")
        return f"{self.headline} ({self.publisher.display_name}, {when})"

    def save(self, *args, **kwargs):
        self.last_modified = Now()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.key])

    @property
    def is_public(self) -> bool:
        """Row twin of ``ArticleQuerySet.public``."""
        return self.confirmed_at is not None and self.kind != self.Kind.ADVERTISEMENT

    @property
    def broken_link(self) -> LinkCheck | None:
        """Why residents should not expect the address to open. A query, unless ``link_check`` was selected."""
        link = getattr(self, "link_check", None)
        return link if link and link.is_broken else None

    @property
    def is_unreliable(self) -> bool:
        """Corrected or retracted: every value that rests on it carries a notice."""
        return self.state != self.State.AS_PUBLISHED


class Reading(models.Model):
    """How a printed word was read: the scan may have misread it, or the paper misprinted it."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="readings", verbose_name=_("기사")
    )
    as_printed = models.CharField(_("인쇄된 말"), max_length=200)
    corrected = models.CharField(
        _("바로잡은 말"),
        max_length=200,
        blank=True,
        help_text=_("무엇이 맞는지 모르면 비워 둡니다. 짐작하지 않습니다."),
    )
    why = models.CharField(_("까닭"), max_length=300)

    class Meta:
        verbose_name = _("읽기 교정")
        verbose_name_plural = _("읽기 교정")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "as_printed"],
                name="one_reading_a_printed_word",
                violation_error_message=_("이 기사에는 같은 말의 교정이 이미 있습니다."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.as_printed} → {self.corrected or '?'}"
