"""What waits for staff, above the admin's list of tables."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from news.models import Article, LinkCheck, Upload
from programs.admin.filters import on_unreliable_sources
from programs.models import Edition, EvidenceCase

register = template.Library()
SHOWN = 5


@dataclass(frozen=True)
class Task:
    """``rows``: (name, address) of the first few; ``url``: all of them; ``calm``: said when there are none."""

    title: str
    calm: str
    count: int
    url: str
    rows: list[tuple[str, str]]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@register.simple_tag
def tasks(user: AbstractBaseUser) -> list[Task]:
    """Two queries a task."""
    if not user.has_perm("programs.view_edition"):
        return []
    editions = Edition.objects.order_by("last_modified")
    live = editions.live().with_freshness()
    late = [Edition.Freshness.OVERDUE, Edition.Freshness.LONG_OVERDUE]
    waiting = editions.filter(status=Edition.Status.IN_REVIEW)
    approved = editions.filter(status=Edition.Status.APPROVED)
    overdue = live.filter(freshness__in=late).order_by("check_due_on")
    return [
        _editions(
            _("검토를 기다리는 판"), _("기다리는 판이 없습니다."), waiting, "status=in_review"
        ),
        _editions(
            _("승인되어 공개를 기다리는 판"),
            _("기다리는 판이 없습니다."),
            approved,
            "status=approved",
        ),
        _editions(
            _("확인할 때가 지난 사업"), _("모두 제때 확인했습니다."), overdue, "check=overdue"
        ),
        _editions(
            _("출처가 정정·철회된 사업"),
            _("그런 사업이 없습니다."),
            on_unreliable_sources(live),
            url=reverse("admin:programs_edition_doubts"),
        ),
        *_cases(user),
        *_articles(user),
    ]


def _editions(
    title: str, calm: str, editions: QuerySet[Edition], query: str = "", *, url: str = ""
) -> Task:
    rows = [
        (edition.name, reverse("admin:programs_edition_change", args=[edition.pk]))
        for edition in editions.only("pk", "name")[:SHOWN]
    ]
    url = url or f"{reverse('admin:programs_edition_changelist')}?{query}"
    return Task(title, calm, editions.count(), url, rows)


def _cases(user: AbstractBaseUser) -> list[Task]:
    if not user.has_perm("programs.view_evidencecase"):
        return []
    waiting = EvidenceCase.objects.open().for_pages().order_by("opened_at")
    rows = [
        (
            f"{case.program_name or case.program}: {case.held_words} / {case.stated_words}",
            reverse("admin:programs_evidencecase_change", args=[case.pk]),
        )
        for case in waiting[:SHOWN]
    ]
    url = f"{reverse('admin:programs_evidencecase_changelist')}?status__exact=open"
    calm = _("정할 것이 없습니다.")
    return [
        Task(_("서로 달라 정해야 하는 값"), calm, EvidenceCase.objects.open().count(), url, rows)
    ]


def _articles(user: AbstractBaseUser) -> list[Task]:
    if not user.has_perm("news.view_article"):
        return []
    waiting = Article.objects.filter(confirmed_at__isnull=True).exclude(
        kind=Article.Kind.ADVERTISEMENT
    )
    rows = [
        (article.headline, reverse("admin:news_article_change", args=[article.pk]))
        for article in waiting.only("pk", "headline").order_by("created_at")[:SHOWN]
    ]
    url = f"{reverse('admin:news_article_changelist')}?confirmed=no"
    calm = _("기다리는 기사가 없습니다.")
    return [Task(_("확인을 기다리는 기사"), calm, waiting.count(), url, rows), _links(), _pages()]


def _links() -> Task:
    broken = LinkCheck.objects.broken().select_related("article").order_by("-checked_at")
    rows = [
        (link.article.headline, reverse("admin:news_article_change", args=[link.article_id]))
        for link in broken.defer("article__text")[:SHOWN]
    ]
    url = f"{reverse('admin:news_article_changelist')}?link=broken"
    return Task(_("열리지 않는 원문 주소"), _("모두 열립니다."), broken.count(), url, rows)


def _pages() -> Task:
    waiting = Upload.objects.to_confirm().order_by("uploaded_at")
    rows = [(page.name, page.get_absolute_url()) for page in waiting.only("pk", "name")[:SHOWN]]
    url = f"{reverse('admin:news_upload_changelist')}?waiting=yes"
    calm = _("다 확인했습니다.")
    return Task(_("기사로 확인할 지면"), calm, waiting.count(), url, rows)
