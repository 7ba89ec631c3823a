"""What a site asks of programs that read it (robots.txt, RFC 9309), remembered for an hour."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from protego import Protego

from news.fetching import body
from news.fetching.addresses import Address, join, parse
from news.fetching.errors import FetchError, Reason
from news.fetching.transport import Deadline, Limits, Network, answer

KEPT_SECONDS = 3_600
KEPT_SITES = 100
# The RFC asks for at least 500 KiB. Of a longer one nobody can say what it allows.
MAX_BYTES = 512_000
# Between two requests to one site, at least and at most, whatever its Crawl-delay says.
SHORTEST_PAUSE, LONGEST_PAUSE = 2.0, 20.0

_ALLOWED = Protego.parse("")
_known: OrderedDict[str, tuple[float, Protego]] = OrderedDict()
_lock = threading.Lock()


def check(address: Address, *, limits: Limits, network: Network, deadline: Deadline) -> None:
    """Raises FetchError if the site does not want this address read, or if its robots.txt cannot be read."""
    rules = _remembered(address.origin) or _asked(address, limits, network, deadline)
    if not rules.can_fetch(str(address), product()):
        raise FetchError(
            _("‘%(host)s’이(가) robots.txt로 이 주소를 읽지 말라고 해서 가져오지 않았습니다.")
            % {"host": address.host},
            Reason.DENIED,
        )


def pause_for(text: str) -> float:
    """Seconds to leave the site alone after a request. What its robots.txt asks, within bounds."""
    with contextlib.suppress(FetchError):
        rules = _remembered(parse(text).origin) or _ALLOWED
        wished = rules.crawl_delay(product()) or 0
        return min(max(SHORTEST_PAUSE, wished), LONGEST_PAUSE)
    return SHORTEST_PAUSE


def product() -> str:
    """The name that rules may be written for."""
    return settings.FETCH_USER_AGENT.partition("/")[0]


def forget() -> None:
    with _lock:
        _known.clear()


def _remembered(origin: str) -> Protego | None:
    with _lock:
        until, rules = _known.get(origin, (0, None))
        return rules if until > time.monotonic() else None


def _remember(origin: str, rules: Protego) -> None:
    with _lock:
        _known[origin] = (time.monotonic() + KEPT_SECONDS, rules)
        _known.move_to_end(origin)
        while len(_known) > KEPT_SITES:
            _known.popitem(last=False)


def _asked(address: Address, limits: Limits, network: Network, deadline: Deadline) -> Protego:
    where = Address(address.scheme, address.host, address.port, "/robots.txt", "")
    rules = _read(where, limits, network, deadline)
    _remember(address.origin, rules)
    return rules


def _read(where: Address, limits: Limits, network: Network, deadline: Deadline) -> Protego:
    """4xx means that there are no rules; 5xx that there may be some, so nothing is allowed."""
    for _hop in range(limits.redirects + 1):
        with answer(where, limits=limits, network=network, deadline=deadline) as response:
            if response.is_redirect:
                where = join(where, response.headers["Location"])
            elif response.ok:
                return _rules(response, where, deadline)
            elif 400 <= response.status_code < 500:
                return _ALLOWED
            else:
                raise _unknown(where, response.status_code)
    # RFC 9309, 2.3.1.2: after five redirects it may be taken as unavailable.
    return _ALLOWED


def _rules(response: requests.Response, where: Address, deadline: Deadline) -> Protego:
    limits = Limits(received_bytes=MAX_BYTES, content_bytes=MAX_BYTES)
    try:
        content = body.read(response, limits=limits, deadline=deadline)
    except FetchError as error:
        raise error if error.reason == Reason.SILENT else _unknown(where) from error
    return Protego.parse(content.decode("utf-8-sig", "replace"))


def _unknown(where: Address, status: int | None = None) -> FetchError:
    return FetchError(
        _("‘%(host)s’의 robots.txt를 확인할 수 없어 가져오지 않았습니다.") % {"host": where.host},
        Reason.DENIED,
        status,
    )
