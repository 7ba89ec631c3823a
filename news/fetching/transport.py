"""One request to one address that was checked when the connection was made.

``requests-hardened`` resolves the name once and connects to that very address; our own rule is asked about it too.
What it has no limit for, the whole time, a watchdog holds by closing the connection.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import requests
import urllib3
from django.conf import settings
from django.utils.translation import gettext as _
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from news.fetching.addresses import PORTS, Address, is_public
from news.fetching.errors import FetchError, Reason


@dataclass(frozen=True)
class Limits:
    seconds: float = 15  # for everything: redirects, robots.txt, the whole body
    connect_seconds: float = 5
    read_seconds: float = 8  # between two pieces
    received_bytes: int = 5_000_000  # as sent
    content_bytes: int = 5_000_000  # after decompression
    redirects: int = 5


LIMITS = Limits()


@dataclass(frozen=True)
class Network:
    """Who may be asked. Only tests make another one than PUBLIC."""

    allows_loopback: bool = False
    ports: frozenset[int] | None = frozenset(PORTS.values())

    def allows(self, ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        return is_public(ip) or (self.allows_loopback and ip.is_loopback)


PUBLIC = Network()


@dataclass
class Deadline:
    """Closes every connection made under it when the time is over, whatever the other side sends."""

    seconds: float
    is_over: bool = False
    _sockets: list[socket.socket] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextlib.contextmanager
    def running(self) -> Iterator[Deadline]:
        self._ends = time.monotonic() + self.seconds
        timer = threading.Timer(self.seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield self
        finally:
            timer.cancel()
            with self._lock:
                for own in self._sockets:
                    own.close()
                self._sockets.clear()

    def left(self) -> float:
        """Seconds, never below a moment. Raises FetchError when the time is over."""
        if self.is_over or time.monotonic() >= self._ends:
            raise too_slow()
        return max(0.05, self._ends - time.monotonic())

    def watch(self, connected: socket.socket) -> None:
        # A copy of the descriptor: TLS takes the original over.
        copy = socket.socket(fileno=os.dup(connected.fileno()))
        with self._lock:
            self._sockets.append(copy)
            if self.is_over:
                self._shut(copy)

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            for own in self._sockets:
                self._shut(own)

    def _shut(self, own: socket.socket) -> None:
        with contextlib.suppress(OSError):
            own.shutdown(socket.SHUT_RDWR)


class _Adapter(IPFilterAdapter):
    """Each connection is pinned, judged by our rule and watched."""

    def __init__(self, network: Network, deadline: Deadline, *, is_https: bool):
        self._network, self._deadline = network, deadline
        super().__init__(is_https, allow_loopback=network.allows_loopback)

    def init_poolmanager(self, *args, **kwargs) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _watched_pools(self._deadline)

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        host_params, pool_kwargs = super().build_connection_pool_key_attributes(
            request, verify, cert
        )
        ip = ipaddress.ip_address(host_params["host"].strip("[]"))
        if not self._network.allows(ip):
            raise InvalidIPAddress(ip)
        return host_params, pool_kwargs


def _watched_pools(deadline: Deadline) -> dict[str, type]:
    class Watched:
        def _new_conn(self):
            connected = super()._new_conn()
            deadline.watch(connected)
            return connected

    class Http(Watched, HTTPConnection):
        pass

    class Https(Watched, HTTPSConnection):
        pass

    return {
        "http": type("HttpPool", (urllib3.HTTPConnectionPool,), {"ConnectionCls": Http}),
        "https": type("HttpsPool", (urllib3.HTTPSConnectionPool,), {"ConnectionCls": Https}),
    }


@contextlib.contextmanager
def answer(
    address: Address, *, limits: Limits, network: Network, deadline: Deadline
) -> Iterator[requests.Response]:
    """The site's answer without its body. Raises FetchError, also for what goes wrong inside the block."""
    if network.ports is not None and address.port not in network.ports:
        raise FetchError(_("80번과 443번이 아닌 포트의 주소는 가져오지 않습니다."), Reason.REFUSED)
    with _session(network, deadline) as session, _in_words(address, deadline):
        left = deadline.left()
        response = session.get(
            str(address),
            stream=True,
            allow_redirects=False,
            timeout=(min(limits.connect_seconds, left), min(limits.read_seconds, left)),
        )
        with contextlib.closing(response):
            # Headers that the watchdog cut off look as if they had ended.
            deadline.left()
            yield response


def _session(network: Network, deadline: Deadline) -> requests.Session:
    """For one request, so that no cookie comes to a second."""
    session = requests.Session()
    # Neither proxies nor passwords from the machine's environment.
    session.trust_env = False
    session.headers = requests.structures.CaseInsensitiveDict(
        {
            "User-Agent": settings.FETCH_USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8",
            "Accept-Language": "ko,en;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
    )
    session.mount("http://", _Adapter(network, deadline, is_https=False))
    session.mount("https://", _Adapter(network, deadline, is_https=True))
    return session


@contextlib.contextmanager
def _in_words(address: Address, deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except InvalidIPAddress:
        raise FetchError(
            _("‘%(host)s’은(는) 인터넷에 공개된 곳이 아니어서 가져오지 않습니다.")
            % {"host": address.host},
            Reason.REFUSED,
        ) from None
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise _why(error, address, deadline) from error


def _why(error: Exception, address: Address, deadline: Deadline) -> FetchError:
    if deadline.is_over or isinstance(
        error, requests.Timeout | urllib3.exceptions.TimeoutError | TimeoutError
    ):
        return too_slow()
    if isinstance(error, requests.exceptions.SSLError | urllib3.exceptions.SSLError):
        sentence = _("‘%(host)s’의 보안 연결(https)이나 인증서에 문제가 있어 열지 못했습니다.")
    elif "resolve" in str(error):
        sentence = _("‘%(host)s’(이)라는 누리집을 찾을 수 없습니다.")
    elif isinstance(error, urllib3.exceptions.ProtocolError):
        sentence = _("‘%(host)s’과(와)의 연결이 도중에 끊겼습니다.")
    else:
        sentence = _("‘%(host)s’에 연결하지 못했습니다.")
    return FetchError(sentence % {"host": address.host}, Reason.SILENT)


def too_slow() -> FetchError:
    return FetchError(_("누리집이 제때 답하지 않아 그만두었습니다."), Reason.SILENT)
