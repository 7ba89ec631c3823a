"""What is new, as Atom: of the whole site, of a region, of a theme."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.caching import ONE_MINUTE
from portal.templatetags.listing import area_words, source_date_words
from programs.models import Edition, Term
from programs.querysets import EditionQuerySet
from programs.views.addresses import absolute
from regions.models import Region

MOST = 50
# A feed without entries has not changed since before there was anything to say.
LONG_AGO = datetime(2026, 1, 1, tzinfo=timezone.get_default_timezone())


class Feed(Atom1Feed):
    """Atom wants an ``updated`` even of an empty feed; Django's would be the moment of asking."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=LONG_AGO)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    page = reverse("home")
    return _answer(request, Edition.objects.live(), title=_("정책이음 새 소식"), page=page)


@require_safe
def of_region(request: HttpRequest, code: str) -> HttpResponse:
    region = get_object_or_404(Region.objects.with_parents(), code=code)
    editions = Edition.objects.live().covering(region)
    title = _("정책이음 새 소식: %(name)s") % {"name": region.label}
    return _answer(request, editions, title=title, page=region.get_absolute_url())


@require_safe
def of_theme(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Term, taxonomy=Term.Taxonomy.THEME, slug=slug)
    editions = Edition.objects.live().filter(themes=theme)
    title = _("정책이음 새 소식: %(name)s") % {"name": theme.name}
    return _answer(request, editions, title=title, page=theme.get_absolute_url())


def _answer(
    request: HttpRequest, editions: EditionQuerySet, *, title: str, page: str
) -> HttpResponse:
    own = absolute(request, request.path)
    feed = Feed(
        title=title,
        link=absolute(request, page),
        description=None,
        language=get_language(),
        author_name=_("정책이음"),
        feed_url=own,
        feed_guid=own,
    )
    for edition in editions.for_cards().order_by("-published_at", "name", "pk")[:MOST]:
        _add(feed, request, edition)
    response = HttpResponse(feed.writeString("utf-8"), content_type=Feed.content_type)
    response["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    patch_cache_control(response, public=True, max_age=ONE_MINUTE)
    return response


def _add(feed: Feed, request: HttpRequest, edition: Edition) -> None:
    """An entry stays the same entry when the program gets a new edition, and becomes newer."""
    facts = [area_words(edition), source_date_words(edition.source_date)]
    feed.add_item(
        title=edition.name,
        link=absolute(request, edition.get_absolute_url()),
        description=f"{edition.summary} ({' · '.join(facts)})",
        unique_id=edition.program.uuid.urn,
        pubdate=edition.program.created_at,
        updateddate=edition.published_at,
        categories=[theme.name for theme in edition.themes.all()],
    )
