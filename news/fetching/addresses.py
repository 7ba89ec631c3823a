"""Which web addresses may be asked at all: https or http, an ordinary name, a public machine."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna
from django.utils.translation import gettext as _

from news.fetching.errors import FetchError, Reason

MAX_LENGTH = 2_000
PORTS = {"http": 80, "https": 443}
# What a path or a query may hold besides letters and digits; everything else is percent-encoded.
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?[]{}|"

_ASCII = "".join(map(chr, range(0x21, 0x7F)))

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# IANA's registry of special-purpose IPv4 addresses, and the multicast and reserved blocks.
_NOT_PUBLIC_V4 = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Only global unicast is assigned to machines of the internet; of that, not what carries or maps other addresses.
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC_V6 = [
    ipaddress.ip_network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]


def is_public(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_V4)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    return address in _GLOBAL_V6 and not any(address in network for network in _NOT_PUBLIC_V6)


@dataclass(frozen=True)
class Address:
    """A web address in its one written form: ASCII, no fragment, no port that says nothing."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    def __str__(self) -> str:
        return self.origin + self.path + (f"?{self.query}" if self.query else "")

    @property
    def is_front(self) -> bool:
        """The site's first page."""
        return self.path == "/" and not self.query

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (
            "" if self.port == PORTS[self.scheme] else f":{self.port}"
        )


def parse(text: str) -> Address:
    """Raises FetchError (refused) for what is not such an address."""
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise _refused(_("주소가 너무 깁니다."))
    if not text or re.search(r"[\s\\\x00-\x1f\x7f]", text):
        raise _refused(_("주소에 빈칸이나 쓸 수 없는 글자가 있습니다."))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _refused(_("주소를 읽을 수 없습니다.")) from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise _refused(_("http:// 나 https:// 로 시작하는 주소만 가져올 수 있습니다."))
    if "@" in parts.netloc:
        raise _refused(_("이름이나 비밀번호가 든 주소는 가져오지 않습니다."))
    if port == 0:
        raise _refused(_("주소를 읽을 수 없습니다."))
    address = Address(
        parts.scheme,
        host_name(parts.hostname, is_bracketed="[" in parts.netloc),
        port or PORTS[parts.scheme],
        quote(parts.path, safe=_PATH_SAFE) or "/",
        quote(parts.query, safe=_QUERY_SAFE),
    )
    if len(str(address)) > MAX_LENGTH:
        raise _refused(_("주소가 너무 깁니다."))
    return address


def join(base: Address, location: str) -> Address:
    """Where a redirect's header points to; its bytes may be of any encoding. Raises FetchError."""
    written = quote(location.strip().encode("latin-1", "replace"), safe=_ASCII)
    try:
        return parse(urljoin(str(base), written))
    except ValueError:
        raise _refused(_("주소를 읽을 수 없습니다.")) from None


def host_name(host: str, *, is_bracketed: bool = False) -> str:
    """ASCII, lower case. Numbers count as an address only in their usual form (``0x7f.1`` has others)."""
    if is_bracketed:
        return _number(ipaddress.IPv6Address, host.replace("%", "no zones"))
    try:
        name = idna.encode(host.removesuffix("."), uts46=True, transitional=False).decode()
    except (idna.IDNAError, UnicodeError):
        name = _plain(host.removesuffix("."))
    last = name.rpartition(".")[2]
    if last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last):
        return _number(ipaddress.IPv4Address, name)
    if "." not in name or len(name) > 253:
        raise _refused(_("누리집 이름이 온전하지 않습니다."))
    return name


def _number(kind: type, text: str) -> str:
    try:
        return str(kind(text))
    except ValueError:
        raise _refused(_("숫자로 된 주소를 읽을 수 없습니다.")) from None


def _plain(host: str) -> str:
    """Names that exist although IDNA forbids them, such as ``my_office.example``."""
    if re.fullmatch(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", host.lower()):
        return host.lower()
    raise _refused(_("누리집 이름이 온전하지 않습니다."))


def _refused(sentence: str) -> FetchError:
    return FetchError(sentence, Reason.REFUSED)
