"""Following an address to its page."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import requests
from django.utils.translation import gettext as _

from news.fetching import body, robots
from news.fetching.addresses import Address, join, parse
from news.fetching.errors import FetchError, Reason
from news.fetching.transport import LIMITS, PUBLIC, Deadline, Limits, Network, answer

MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
PERMANENT = (301, 308)
DENIED = (401, 403, 407, 429, 451)
GONE = (404, 410)


@dataclass(frozen=True)
class Visit:
    """Where an address led to. ``is_moved``: at least one redirect, and all of them for good."""

    address: str
    final_address: str
    is_moved: bool


@dataclass(frozen=True)
class Fetched(Visit):
    """``charset`` is what the site said, in lower case, or empty."""

    media_type: str
    charset: str
    content: bytes


def visit(text: str, *, limits: Limits = LIMITS, network: Network = PUBLIC) -> Visit:
    """Whether the address opens; the page itself is not read. Raises FetchError."""
    with _followed(text, limits, network) as (found, _response, _deadline):
        return found


def fetch(text: str, *, limits: Limits = LIMITS, network: Network = PUBLIC) -> Fetched:
    """The page behind an address. Raises FetchError, whose text says why in one sentence.

    Takes at most ``limits.seconds``, and what the system's name resolver takes beyond that.
    """
    with _followed(text, limits, network) as (found, response, deadline):
        media_type, charset = content_type(response.headers.get("Content-Type", ""))
        if media_type not in MEDIA_TYPES:
            raise FetchError(
                _("글이나 PDF가 아니어서 가져오지 않았습니다(%(type)s).")
                % {"type": media_type[:60] or _("형식을 알 수 없음")},
                Reason.REFUSED,
            )
        content = body.read(response, limits=limits, deadline=deadline)
        return Fetched(
            found.address,
            found.final_address,
            found.is_moved,
            media_type=media_type,
            charset=charset,
            content=content,
        )


def content_type(header: str) -> tuple[str, str]:
    media_type, _semicolon, parameters = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.I)
    return media_type.strip().lower(), charset[1].lower() if charset else ""


@contextlib.contextmanager
def _followed(
    text: str, limits: Limits, network: Network
) -> Iterator[tuple[Visit, requests.Response, Deadline]]:
    start = parse(text)
    with Deadline(limits.seconds).running() as deadline, contextlib.ExitStack() as open_answers:
        address, statuses = start, []
        while True:
            robots.check(address, limits=limits, network=network, deadline=deadline)
            response = open_answers.enter_context(
                answer(address, limits=limits, network=network, deadline=deadline)
            )
            if not response.is_redirect:
                break
            statuses.append(response.status_code)
            if len(statuses) > limits.redirects:
                raise FetchError(_("주소가 다른 주소로 너무 여러 번 넘어갑니다."), Reason.FAILED)
            address = _next(address, response)
            open_answers.close()
        _check_status(response.status_code, address)
        is_moved = bool(statuses) and all(status in PERMANENT for status in statuses)
        yield Visit(str(start), str(address), is_moved), response, deadline


def _next(address: Address, response: requests.Response) -> Address:
    following = join(address, response.headers["Location"])
    if (address.scheme, following.scheme) == ("https", "http"):
        raise FetchError(
            _("안전한 주소(https)가 안전하지 않은 주소(http)로 넘어가서 가져오지 않았습니다."),
            Reason.REFUSED,
        )
    return following


def _check_status(status: int, address: Address) -> None:
    if 200 <= status < 300:
        return
    words = {"host": address.host, "status": status}
    if status in GONE:
        raise FetchError(_("그 주소에 페이지가 없습니다(%(status)s).") % words, Reason.GONE, status)
    if status in DENIED:
        sentence = _("‘%(host)s’이(가) 프로그램이 읽는 것을 막았습니다(%(status)s).")
        raise FetchError(sentence % words, Reason.DENIED, status)
    sentence = _("‘%(host)s’이(가) 오류로 답했습니다(%(status)s).")
    raise FetchError(sentence % words, Reason.FAILED, status)
