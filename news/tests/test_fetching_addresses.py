import ipaddress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from news.fetching import FetchError, Reason
from news.fetching.addresses import is_public, join, parse

NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.1.1.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
PUBLIC = ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1"]
PUBLIC += ["192.0.1.1", "198.17.255.255", "198.20.0.1", "223.255.255.255"]
PUBLIC += ["2001:200::1", "2400:cb00::1", "2a00:1450::1", "::ffff:8.8.8.8"]

V4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
V6 = st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_inside_reserved_or_mapping_others_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_ordinary_addresses_are_public(address):
    assert is_public(ipaddress.ip_address(address))


@given(V4)
def test_nothing_that_python_keeps_for_itself_is_public(address):
    doubtful = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or not address.is_global
    )
    if doubtful:
        assert not is_public(address)


@given(V6)
def test_nothing_of_version_six_that_python_keeps_for_itself_is_public(address):
    if not address.is_global or address.is_multicast or address.is_site_local:
        assert not is_public(address)


@given(V4)
def test_a_mapped_address_is_what_it_maps(address):
    assert is_public(ipaddress.IPv6Address(f"::ffff:{address}")) == is_public(address)


@given(V4)
def test_no_address_is_public_because_it_is_wrapped_for_a_gateway(address):
    number = int(address)
    for wrapped in ((0x0064FF9B << 96) | number, (0x2002 << 112) | (number << 80), number):
        assert not is_public(ipaddress.IPv6Address(wrapped))


@given(V4)
def test_a_numeric_host_is_taken_only_in_its_usual_form(address):
    number = int(address)
    first, *_others = address.packed
    assert parse(f"http://{address}/").host == str(address)
    for odd in (
        str(number),
        hex(number),
        f"0x{first:x}.{number & 0xFFFFFF}",
        f"0{first:o}.0.0.0x1",
        f"{first}.{number & 0xFFFFFF}",
        f"0{address}",
    ):
        with pytest.raises(FetchError):
            parse(f"http://{odd}/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "paper.kr/news/1",
        "//paper.kr/",
        "ftp://paper.kr/",
        "file:///etc/passwd",
        "gopher://paper.kr/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://",
        "http:///path",
        "http://localhost/",
        "http://intranet/",
        "http://user@paper.kr/",
        "http://user:secret@paper.kr/",
        "http://@paper.kr/",
        "http://paper.kr:0/",
        "http://paper.kr:99999/",
        "http://paper.kr:abc/",
        "http://paper.kr /",
        "http://paper.kr/a b",
        "http://paper.kr\\@127.0.0.1/",
        "http://paper.kr/\r\nHost: other",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://-/",
        "http://.../",
        "http://" + "a" * 64 + ".kr/",
        "http://paper.kr/" + "a" * 2_000,
        "http://paper.kr/" + "가" * 300,
    ],
)
def test_what_is_no_plain_web_address_is_refused_in_a_sentence(text):
    with pytest.raises(FetchError) as caught:
        parse(text)

    assert caught.value.reason == Reason.REFUSED
    assert str(caught.value).endswith("다.")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("https://Paper.KR", "https://paper.kr/"),
        (" https://paper.kr/a#part ", "https://paper.kr/a"),
        ("http://paper.kr.:80/a", "http://paper.kr/a"),
        ("https://paper.kr:443/?q=1", "https://paper.kr/?q=1"),
        ("http://paper.kr:443/", "http://paper.kr:443/"),
        ("https://광주.한국/뉴스?쪽=1", "https://xn--hc0bl34c.xn--3e0b707e/%EB%89%B4%EC%8A%A4?%EC%AA%BD=1"),
        ("https://paper.kr/%EA%B0%80?a=%20", "https://paper.kr/%EA%B0%80?a=%20"),
        ("https://my_office.go.kr/", "https://my_office.go.kr/"),
        ("http://①②⑦.⓪.⓪.①/", "http://127.0.0.1/"),
        ("http://[2400:CB00::1]/", "http://[2400:cb00::1]/"),
    ],
)  # fmt: skip
def test_an_address_has_one_written_form(text, written):
    assert str(parse(text)) == written


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_what_was_read_stays_the_same(text):
    for candidate in (text, f"http://{text}", f"https://paper.kr/{text}"):
        try:
            address = parse(candidate)
        except FetchError:
            continue
        assert str(address).isascii()
        assert parse(str(address)) == address


@given(st.text(st.characters(max_codepoint=255), max_size=60))
def test_any_redirect_header_is_read_or_refused(location):
    base = parse("https://paper.kr/news/1")
    try:
        following = join(base, location)
    except FetchError:
        assume(False)
    assert following.scheme in ("http", "https")


@pytest.mark.parametrize(
    ("location", "written"),
    [
        ("/b?c=1", "https://paper.kr/b?c=1"),
        ("2", "https://paper.kr/news/2"),
        ("//m.paper.kr/", "https://m.paper.kr/"),
        ("/a b", "https://paper.kr/a%20b"),
        ("/가".encode().decode("latin-1"), "https://paper.kr/%EA%B0%80"),
        ("/가".encode("euc-kr").decode("latin-1"), "https://paper.kr/%B0%A1"),
    ],
)
def test_a_redirect_is_read_as_browsers_do(location, written):
    assert str(join(parse("https://paper.kr/news/1"), location)) == written
