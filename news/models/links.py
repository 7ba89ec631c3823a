"""Whether the address of an article still opens."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.dates import PartialDate
from news.models.articles import Article

# An address is broken after so many failed checks, each on another day.
STRIKES = 3


class LinkCheckQuerySet(models.QuerySet):
    def current(self) -> LinkCheckQuerySet:
        """Of the address that the article has now."""
        return self.filter(url=models.F("article__url"))

    def broken(self) -> LinkCheckQuerySet:
        return self.current().filter(strike_days__len__gte=STRIKES)


class LinkCheck(models.Model):
    """What became of the last visits to an article's address. ``url``: the one that was visited."""

    class Result(models.TextChoices):
        REACHABLE = "reachable", _("열림")
        MOVED = "moved", _("다른 주소로 옮김")
        GONE = "gone", _("없어짐")
        OTHER_SITE = "other_site", _("다른 누리집으로 넘어감")
        FAILED = "failed", _("열리지 않음")
        UNKNOWN = "unknown", _("확인할 수 없음")

    OPEN = (Result.REACHABLE, Result.MOVED)

    article = models.OneToOneField(
        Article, models.CASCADE, related_name="link_check", verbose_name=_("기사")
    )
    url = models.URLField(_("확인한 주소"), max_length=500)
    result = models.CharField(_("결과"), max_length=10, choices=Result)
    detail = models.CharField(_("까닭"), max_length=500, blank=True)
    moved_to = models.CharField(_("옮겨 간 주소"), max_length=2_000, blank=True)
    checked_at = models.DateTimeField(_("확인한 때"))
    opened_at = models.DateTimeField(_("마지막으로 열린 때"), null=True)
    strike_days = ArrayField(models.DateField(), verbose_name=_("열리지 않은 날"), default=list)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("원문 주소 확인")
        verbose_name_plural = _("원문 주소 확인")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(strike_days__len__lte=STRIKES), name="strikes_are_bounded"
            ),
        ]
        indexes = [models.Index(fields=["checked_at"], name="links_by_check")]

    @property
    def is_current(self) -> bool:
        return self.url == self.article.url

    @property
    def is_broken(self) -> bool:
        """Row twin of ``broken()``."""
        return self.is_current and len(self.strike_days) >= STRIKES

    @property
    def is_elsewhere(self) -> bool:
        """The address belongs to somebody else by now: residents are not sent there."""
        return self.result == self.Result.OTHER_SITE

    @property
    def notice(self) -> str:
        """For residents, of a broken address."""
        words = (
            gettext("원문 주소가 다른 누리집으로 넘어갑니다.")
            if self.is_elsewhere
            else gettext("원문 주소가 열리지 않습니다.")
        )
        if self.opened_at is None:
            return words
        day = PartialDate.of(timezone.localdate(self.opened_at)).words
        return f"{words} " + gettext("마지막으로 열린 날: %(day)s") % {"day": day}

    def strike(self, day: date) -> None:
        """Several failures on one day are one; only the last days are kept."""
        self.strike_days = sorted({*self.strike_days, day})[-STRIKES:]
