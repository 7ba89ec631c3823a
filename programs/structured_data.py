"""A program as schema.org GovernmentService with the NewsArticles behind it, as JSON-LD for search engines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from django.utils.safestring import SafeString, mark_safe

from news.dates import PartialDate
from news.models import Article
from programs.models import ApplicationWindow, Channel, Involvement, Organization
from programs.statements import Evidence
from regions.models import Region

# As Django's json_script does: nothing in the data can end the script element or open a comment.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
_TYPES = {
    Organization.Kind.LOCAL_GOVERNMENT: "GovernmentOrganization",
    Organization.Kind.GOVERNMENT: "GovernmentOrganization",
    Organization.Kind.UNIVERSITY: "CollegeOrUniversity",
}
_PROVIDING = {Involvement.Role.PROVIDER, Involvement.Role.OPERATOR}

Address = Callable[[str], str]


def government_service(
    evidence: Evidence, *, areas: Iterable[Region], absolute: Address
) -> dict[str, object]:
    """``absolute`` turns a path of this site into a full address. What no source states is left out."""
    edition = evidence.edition
    providers = _providers(evidence, absolute)
    service = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": absolute(edition.get_absolute_url()),
        "url": absolute(edition.get_absolute_url()),
        "name": edition.name,
        "alternateName": edition.alternate_name,
        "description": edition.summary,
        "serviceType": [term.name for term in edition.benefits.all()],
        "category": [term.name for term in edition.themes.all()],
        "audience": [
            {"@type": "Audience", "audienceType": term.name} for term in edition.audiences.all()
        ],
        "areaServed": [_area(region) for region in areas],
        "provider": providers,
        "availableChannel": [_channel(row) for row in evidence.of(Channel)],
        "offers": [_offer(row) for row in evidence.of(ApplicationWindow) if _validity(row)],
        "subjectOf": [
            _article(source.article, absolute)
            for source in evidence.sources
            if source.article.is_public
        ],
    }
    return {name: value for name, value in service.items() if value}


def as_script_text(data: dict[str, object]) -> SafeString:
    """JSON that is safe between script tags."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 - escaped here


def _providers(evidence: Evidence, absolute: Address) -> list[dict[str, str]]:
    bodies = {
        row.organization.pk: row.organization
        for row in evidence.of(Involvement)
        if row.role in _PROVIDING
    }
    return [
        {
            "@type": _TYPES.get(body.kind, "Organization"),
            "name": body.name,
            "url": absolute(body.get_absolute_url()),
        }
        for body in bodies.values()
    ]


def _area(region: Region) -> dict[str, str]:
    return {"@type": "AdministrativeArea", "name": region.full_name, "identifier": region.code}


def _channel(row: Channel) -> dict[str, object]:
    channel: dict[str, object] = {"@type": "ServiceChannel", "name": row.name or row.value}
    if row.kind == Channel.Kind.PHONE:
        channel["servicePhone"] = {"@type": "ContactPoint", "telephone": row.value}
    elif row.kind == Channel.Kind.WEB:
        channel["serviceUrl"] = row.value
    else:
        channel["serviceLocation"] = {"@type": "Place", "name": row.value}
    return channel


def _validity(row: ApplicationWindow) -> dict[str, str]:
    """Only days in full: availability is a point in time."""
    ends = {"availabilityStarts": row.opens, "availabilityEnds": row.closes}
    return {name: str(value) for name, value in ends.items() if value and value.exact}


def _offer(row: ApplicationWindow) -> dict[str, str]:
    return {"@type": "Offer", **_validity(row)}


def _article(article: Article, absolute: Address) -> dict[str, object]:
    found: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": article.headline,
        "url": article.url or absolute(article.get_absolute_url()),
    }
    if article.publisher.name:
        found["publisher"] = {"@type": "Organization", "name": article.publisher.name}
    if _has_year(article.date_published):
        found["datePublished"] = str(article.date_published)
    return found


def _has_year(value: PartialDate | None) -> bool:
    return value is not None and value.year is not None
