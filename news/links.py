"""Whether the addresses of articles still open: visited at night, politely, and judged over several days."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.db.models import F, Func, Q, TextField, Value, Window
from django.db.models.functions import Coalesce, Lower, Now, RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from news.fetching import (
    PUBLIC,
    FetchError,
    Network,
    Reason,
    Visit,
    pause_for,
    same_site,
    site_of,
    visit,
)
from news.models import Article, LinkCheck

Result = LinkCheck.Result

# So many articles a night, and so many of one host; who was visited longest ago comes first.
A_NIGHT, A_HOST = 500, 100
# A little less than a day, so that every night can come to every article.
RESTED = timedelta(hours=20)
# Where nobody at all answered for so long, the fault is on our side of the line.
ONLINE = timedelta(hours=36)
# Any number that nobody else takes for advisory locks.
LOCKS = 706_520_003

Look = Callable[[str], Visit]


@dataclass(frozen=True)
class Outcome:
    """``is_answered``: a machine of the site said so, right or wrong."""

    result: LinkCheck.Result
    detail: str = ""
    moved_to: str = ""
    is_answered: bool = True


def due(limit: int = A_NIGHT) -> list[Article]:
    """Public articles to visit: those in doubt first, then those visited longest ago."""
    rested = Q(link_check=None) | ~Q(link_check__url=F("url"))
    rested |= Q(link_check__checked_at__lt=Now() - RESTED)
    in_turn = [
        Coalesce(F("link_check__strike_days__len"), 0).desc(),
        F("link_check__checked_at").asc(nulls_first=True),
        F("pk").asc(),
    ]
    host = Func(F("url"), Value("://([^/:?#]+)"), function="substring", output_field=TextField())
    waiting = Article.objects.public().exclude(url="").filter(rested)
    numbered = waiting.annotate(
        of_host=Window(RowNumber(), partition_by=Lower(host), order_by=in_turn)
    )
    return list(numbered.filter(of_host__lte=A_HOST).order_by(*in_turn).only("pk", "url")[:limit])


def site_of_article(article: Article) -> str:
    """Also for an address that cannot be read: that one is visited to say so."""
    try:
        return site_of(article.url)
    except FetchError:
        return ""


def check(
    article: Article, *, network: Network = PUBLIC, pause: Callable[[float], None] = time.sleep
) -> LinkCheck | None:
    """Visit the article's address and keep what became of it; None if the address changed meanwhile.

    Leaves the site alone for a while afterwards, and nobody else visits it before.
    """
    with alone(site_of_article(article)):
        outcome = judge(article.url, lambda address: visit(address, network=network))
        kept = record(article, outcome, day=timezone.localdate())
        pause(pause_for(article.url))
    return kept


def judge(address: str, look: Look) -> Outcome:
    try:
        found = look(address)
    except FetchError as error:
        return _failure(error)
    here, there = urlsplit(found.address), urlsplit(found.final_address)
    if not same_site(found.address, found.final_address):
        sentence = _("다른 누리집 ‘%(host)s’(으)로 넘어갑니다.") % {"host": there.hostname}
        return Outcome(Result.OTHER_SITE, sentence, found.final_address)
    if _is_front(there) and not _is_front(here):
        return Outcome(Result.GONE, _("기사 대신 누리집의 첫 화면이 나옵니다."))
    if found.is_moved and _page(here) != _page(there):
        return Outcome(Result.MOVED, moved_to=found.final_address)
    return Outcome(Result.REACHABLE)


def _failure(error: FetchError) -> Outcome:
    """What a program may not read, a reader may: that says nothing about the address."""
    results = {
        Reason.GONE: Result.GONE,
        Reason.FAILED: Result.FAILED,
        Reason.SILENT: Result.FAILED,
    }
    result = results.get(error.reason, Result.UNKNOWN)
    is_answered = error.reason in (Reason.GONE, Reason.FAILED, Reason.DENIED)
    return Outcome(result, str(error), is_answered=is_answered)


def _is_front(parts) -> bool:
    return parts.path in ("", "/") and not parts.query


def _page(parts) -> tuple[str, str, str]:
    """http and https, with or without a slash at the end: the same page."""
    return parts.hostname or "", parts.path.rstrip("/"), parts.query


@transaction.atomic
def record(article: Article, outcome: Outcome, *, day: date) -> LinkCheck | None:
    """``day``: in Seoul. None if the article has another address by now."""
    locked = Article.objects.select_for_update().filter(pk=article.pk)
    url = locked.values_list("url", flat=True).first()
    if url != article.url:
        return None
    link = LinkCheck.objects.filter(article=article).first()
    if link is None or link.url != url:
        link = LinkCheck(pk=link and link.pk, article=article, url=url)
    link.result, link.detail, link.moved_to = outcome.result, outcome.detail[:500], outcome.moved_to
    link.checked_at = Now()
    if outcome.result in LinkCheck.OPEN:
        link.opened_at, link.strike_days = Now(), []
    elif outcome.result != Result.UNKNOWN and (outcome.is_answered or is_online(article)):
        link.strike(day)
    link.save()
    link.refresh_from_db()
    return link


def is_online(article: Article) -> bool:
    """Somebody else's address opened lately. Without that, silence says nothing about this one."""
    others = LinkCheck.objects.exclude(article=article)
    return others.filter(opened_at__gt=Now() - ONLINE).exists()


@contextlib.contextmanager
def alone(site: str) -> Iterator[None]:
    """One visitor a site, over all processes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [LOCKS, site])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCKS, site])
