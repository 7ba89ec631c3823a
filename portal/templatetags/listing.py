"""Words on cards and lists. Each filter turns data that a query has fetched already into what people read."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.core.paginator import Page
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.dates import PartialDate
from programs import notices
from programs.models import Edition, Involvement
from regions.models import Region

register = template.Library()


@register.filter
def elided(page: Page) -> Iterator[int | str]:
    """At most nine page numbers: the ends, and two on each side of this one."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def state_words(state: str) -> str:
    return str(Edition.State(state).label)


@register.filter
def freshness_words(freshness: str) -> str:
    return str(Edition.Freshness(freshness).label)


@register.filter
def days_left(closes_on: PartialDate | None) -> int | None:
    """Days until a stated day; None where no full date is stated or the day has passed."""
    exact = closes_on.exact if isinstance(closes_on, PartialDate) else None
    left = (exact - timezone.localdate()).days if exact else -1
    return left if left >= 0 else None


@register.filter
def days_left_words(closes_on: PartialDate) -> str:
    left = days_left(closes_on)
    if not left:
        return _("오늘 마감")
    return ngettext("마감 %(days)d일 전", "마감 %(days)d일 전", left) % {"days": left}


@register.filter
def is_old(published: PartialDate | None) -> bool:
    return notices.is_old(published or None, timezone.localdate())


@register.filter
def source_date_words(published: PartialDate | None) -> str:
    """The newest article's month: how fresh a card's words can be at best."""
    if not isinstance(published, PartialDate) or published.year is None:
        return _("기사 날짜 확인되지 않음")
    return _("%(when)s 기사 기준") % {"when": PartialDate(published.year, published.month).words}


@register.filter
def area_words(edition: Edition) -> str:
    """The stated areas, the first two by name."""
    return _first(2, [area.label for area in edition.service_areas.all()])


@register.filter
def provider_words(edition: Edition) -> str:
    """Who provides it, each once however many articles say so; the first two by name."""
    rows = [row for row in edition.involvements.all() if row.role == Involvement.Role.PROVIDER]
    return _first(2, list(dict.fromkeys(row.organization.name for row in rows)))


def _first(most: int, names: list[str]) -> str:
    shown, more = ", ".join(names[:most]), len(names) - most
    return _("%(names)s 외 %(count)d곳") % {"names": shown, "count": more} if more > 0 else shown


@register.filter
def short_label(region: Region) -> str:
    """What a resident calls it, where the label explains it in brackets: 광주 광산구."""
    return region.label.partition(" (")[0]
