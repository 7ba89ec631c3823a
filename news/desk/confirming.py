"""Chosen items → confirmed articles, all of them or none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from news.desk.history import locked, sheet_at, step
from news.desk.items import UNKNOWN, Item, Sheet
from news.fetching import canonical_address
from news.models import Article, DeskStep, Publisher, Reading, Upload
from news.reading.figures import Comparison, same_date


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an item: ``existing`` is an article that it already is, else ``fields`` make a new one.

    ``fills_text``: an existing article that has no text gets the item's.
    """

    item: Item
    existing: Article | None = None
    fills_text: bool = False
    fields: dict[str, Any] = field(default_factory=dict)


def confirm(
    *,
    upload: Upload,
    seen: int,
    publisher: Publisher,
    decisions: Iterable[Decision],
    by: AbstractBaseUser,
) -> list[Article]:
    """In one transaction; ``publisher`` may be unsaved. Raises Stale, and IntegrityError for a key that was taken."""
    with transaction.atomic():
        current = locked(upload, seen)
        sheet = sheet_at(current)
        if publisher.pk is None:
            publisher.save()
        articles = []
        for decision in decisions:
            article = _existing(decision) or _made(decision.item, publisher, decision.fields)
            sheet = _linked(sheet, decision.item, article)
            articles.append(article)
        upload.articles.add(*articles)
        words = _("확인했습니다: %(names)s") % {
            "names": ", ".join(f"‘{article.headline}’" for article in articles)
        }
        step(current, sheet, words, by=by, is_final=True)
    return articles


def _existing(decision: Decision) -> Article | None:
    """It is confirmed with this, too; what staff wrote in it stays."""
    if decision.existing is None:
        return None
    article = Article.objects.select_for_update(of=["self"]).get(pk=decision.existing.pk)
    if decision.fills_text and not article.text:
        article.text = staff_text(decision.item)
    if article.confirmed_at is None and article.kind != Article.Kind.ADVERTISEMENT:
        article.confirmed_at = Now()
    article.save()
    return article


def _made(item: Item, publisher: Publisher, fields: dict[str, Any]) -> Article:
    article = Article.objects.create(
        publisher=publisher,
        kind=item.kind,
        reporter=item.reporter[:100],
        is_reporter_uncertain=item.is_reporter_uncertain,
        text=staff_text(item),
        confirmed_at=Now(),
        **fields,
    )
    article.regions.set(region_codes(item))
    Reading.objects.bulk_create(
        Reading(
            article=article,
            as_printed=one.as_printed[:200],
            corrected=one.corrected[:200],
            why=one.why[:300],
        )
        for one in {one.as_printed[:200]: one for one in item.readings}.values()
    )
    return article


def _linked(sheet: Sheet, item: Item, article: Article) -> Sheet:
    items = tuple(
        replace(item, article=article.pk) if one.key == item.key else one for one in sheet.items
    )
    return replace(sheet, items=items)


def staff_text(item: Item) -> str:
    """The deck states figures, too, and a passage must stand in the text."""
    return "\n".join([*item.deck, item.text])


def region_codes(item: Item) -> list[str]:
    chosen = [place.chosen for place in item.open_places if place.chosen not in ("", UNKNOWN)]
    return list(dict.fromkeys([*(place.code for place in item.regions), *chosen]))


def chosen_items(sheet: Sheet, keys: Iterable[int]) -> list[Item]:
    """In the page's order; what can't become an article is not among them."""
    wanted = set(keys)
    return [item for item in sheet.waiting if item.key in wanted]


def already_there(item: Item, publisher: Publisher | None) -> Article | None:
    """An article of this headline whose day and publisher may be the same; a known publisher's own first.

    Spaces and signs are not compared. A page that names no publisher may be any paper's.
    """
    words = re.findall(r"\w+", item.headline or "")
    if not words:
        return None
    articles = Article.objects.select_related("publisher")
    alike = [
        article
        for article in articles.filter(headline__icontains=max(words, key=len))
        if folded(article.headline) == folded(item.headline)
        and _may_be_one_day(article, item)
        and _may_be_one_publisher(article.publisher, publisher)
    ]
    return min(alike, key=lambda article: article.publisher != publisher, default=None)


def _may_be_one_day(article: Article, item: Item) -> bool:
    if not article.date_published or not item.published_on:
        return True
    return same_date(str(article.date_published), item.published_on) is not Comparison.DIFFERENT


def _may_be_one_publisher(one: Publisher, other: Publisher | None) -> bool:
    return other is None or one == other or not (one.name and other.name)


def folded(headline: str) -> str:
    return "".join(char for char in headline.lower() if char.isalnum())


def publisher_of(upload: Upload, sheet: Sheet) -> Publisher | None:
    """The chosen one, or the one known by the printed name or the reporters' mail domain."""
    if upload.publisher is not None:
        return upload.publisher
    if sheet.publisher:
        return Publisher.objects.filter(name=sheet.publisher).first()
    return Publisher.objects.filter(domain__in=sheet.mail_domains).exclude(domain="").first()


def address_of(upload: Upload, sheet: Sheet) -> str:
    """The page's own address where it came from the web."""
    if not upload.final_address:
        return ""
    return canonical_address(upload.final_address, sheet.canonical_url or None)[:500]


def page_name(upload: Upload, sheet: Sheet) -> str:
    """What groups the articles of one page. Never the name of somebody's file."""
    return f"page-{sheet.published_on or 'undated'}-{upload.pk}"


def is_done(current: DeskStep, keys: Iterable[int]) -> bool:
    """Whether all these items are articles already, as after the second click of a double click."""
    sheet = sheet_at(current)
    items = [sheet.find(key) for key in keys]
    return bool(items) and all(item is not None and item.is_confirmed for item in items)
