"""The address that a page gives as its own, if it may."""

from __future__ import annotations

from urllib.parse import urljoin

from news.fetching.addresses import parse
from news.fetching.errors import FetchError


def canonical_address(final_address: str, declared: str | None) -> str:
    """What the page declares, if it lies on the same site and is not just its front page."""
    try:
        own = parse(urljoin(final_address, declared or ""))
    except (FetchError, ValueError):
        return final_address
    here = parse(final_address)
    is_only_the_front = own.is_front and not here.is_front
    if is_only_the_front or not same_site(str(own), final_address):
        return final_address
    return str(own)


def same_site(one: str, other: str) -> bool:
    """Both under one registered name (``www.paper.co.kr`` and ``m.paper.co.kr``), by the public suffix list."""
    return site_of(one) == site_of(other)


def site_of(address: str) -> str:
    from tld import get_fld

    return get_fld(address, fail_silently=True, search_private=True) or parse(address).host
