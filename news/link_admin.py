"""What staff see of an article's address, and asking for a look at it now."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from news import tasks
from news.known_filter import KnownFilter
from news.models import Article, LinkCheck
from news.models.links import STRIKES

# More than that at once is what the night is for.
MOST_AT_ONCE = 100


class LinkFilter(KnownFilter):
    title = gettext_lazy("원문 주소")
    parameter_name = "link"

    def lookups(self, request, model_admin):
        return [
            ("broken", _("깨진 주소")),
            *LinkCheck.Result.choices,
            ("unchecked", _("아직 확인하지 않음")),
            ("none", _("주소 없음")),
        ]

    def apply(self, request, queryset, value):
        if value == "none":
            return queryset.filter(url="")
        if value == "unchecked":
            stale = Q(link_check=None) | ~Q(link_check__url=F("url"))
            return queryset.exclude(url="").filter(stale)
        current = LinkCheck.objects.current()
        found = LinkCheck.objects.broken() if value == "broken" else current.filter(result=value)
        return queryset.filter(pk__in=found.values("article"))


class LinkHealth(admin.ModelAdmin):
    """For the admin of articles."""

    @admin.display(description=gettext_lazy("원문 주소 확인"))
    def link_state(self, article: Article) -> str:
        if not article.url:
            return _("적힌 주소가 없습니다.")
        link = LinkCheck.objects.current().filter(article=article).first()
        if link is None:
            return _("아직 확인하지 않았습니다. 공개된 기사의 주소는 밤마다 차례로 확인합니다.")
        return format_html_join("", "<p>{}</p>", [[line] for line in _lines(link)])

    @admin.action(
        description=gettext_lazy("고른 기사의 원문 주소를 지금 확인"), permissions=["change"]
    )
    def check_links_chosen(self, request: HttpRequest, articles: QuerySet) -> None:
        with_address = articles.exclude(url="").select_related(None).only("pk", "url")
        chosen = with_address[: MOST_AT_ONCE + 1]
        if len(chosen) > MOST_AT_ONCE:
            words = _("한 번에 %(most)s건까지만 부탁할 수 있습니다.") % {"most": MOST_AT_ONCE}
            self.message_user(request, words, messages.ERROR)
            return
        for article in chosen:
            tasks.ask_to_check(article, priority=tasks.SOMEBODY_WAITS)
        self._say_asked(request, len(chosen))

    def check_link_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._article(request, pk)
        if article.url:
            tasks.ask_to_check(article, priority=tasks.SOMEBODY_WAITS)
        self._say_asked(request, 1 if article.url else 0)
        return self._back(article)

    def _say_asked(self, request: HttpRequest, count: int) -> None:
        if not count:
            self.message_user(request, _("적힌 주소가 없습니다."), messages.WARNING)
        elif not tasks.is_worker_alive():
            words = _(
                "부탁해 두었지만, 지금 작업 처리기가 돌고 있지 않습니다. 관리자에게 알려 주세요."
            )
            self.message_user(request, words, messages.WARNING)
        else:
            words = ngettext(
                "원문 주소 %(count)s건을 확인합니다. 잠시 뒤 새로 고치면 결과가 보입니다.",
                "원문 주소 %(count)s건을 확인합니다. 잠시 뒤 새로 고치면 결과가 보입니다.",
                count,
            )
            self.message_user(request, words % {"count": count}, messages.SUCCESS)


def _lines(link: LinkCheck):
    yield format_html("<b>{}</b> {}", link.get_result_display(), link.detail)
    if link.moved_to:
        yield format_html(
            '<a href="{}" rel="noopener noreferrer external">{}</a>', link.moved_to, link.moved_to
        )
    yield _("확인한 때: %(when)s") % {"when": _moment(link.checked_at)}
    opened = _moment(link.opened_at) if link.opened_at else _("확인되지 않음")
    yield _("마지막으로 열린 때: %(when)s") % {"when": opened}
    if link.strike_days:
        days = ", ".join(day.isoformat() for day in link.strike_days)
        yield _("열리지 않은 날: %(days)s") % {"days": days}
        yield (
            _("깨진 주소로 보고, 공개 화면에도 알립니다.")
            if link.is_broken
            else _("서로 다른 %(count)s일에 열리지 않으면 깨진 주소로 봅니다.") % {"count": STRIKES}
        )


def _moment(when) -> str:
    return timezone.localtime(when).strftime("%Y-%m-%d %H:%M")
