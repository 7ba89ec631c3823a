import gzip
import socket
import threading
import time
import tracemalloc
import zlib

import pytest

from news.fetching import PUBLIC, Reason, fetch
from news.tests.web import HERE, QUICK, SMALL, raw, refusal

# How much it takes


def test_a_page_up_to_the_limit_is_taken_and_no_byte_more(site):
    assert len(fetch(site.says("/", b"x" * 10_000), network=HERE, limits=SMALL).content) == 10_000
    assert "커서" in str(refusal(site.says("/", b"x" * 10_001), limits=SMALL))


def test_a_body_without_an_announced_length_is_measured_too(site):
    page = site.does("/", raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x" * 10_001))

    assert "커서" in str(refusal(page, limits=SMALL))


def test_a_packed_page_is_unpacked(site):
    content = "기사 ".encode() * 100
    packed = site.says("/", gzip.compress(content), Content_Encoding="gzip")

    assert fetch(packed, network=HERE).content == content


def test_a_bomb_is_stopped_before_it_opens(site):
    bomb = gzip.compress(b"\0" * 9_000_000)
    assert len(bomb) < SMALL.received_bytes
    page = site.says("/", bomb, Content_Encoding="gzip")

    tracemalloc.start()
    try:
        error = refusal(page, limits=SMALL)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert "커서" in str(error)
    assert most < 3_000_000


@pytest.mark.parametrize(
    ("encoding", "content"),
    [("gzip", gzip.compress(b"news " * 100)[:-12]), ("gzip", b"no gzip"), ("br", b"x"),
     ("gzip, gzip", gzip.compress(gzip.compress(b"x"))), ("deflate", zlib.compress(b"x"))],
)  # fmt: skip
def test_what_is_packed_wrongly_or_otherwise_is_not_taken(site, encoding, content):
    refusal(site.says("/", content, Content_Encoding=encoding))


def test_a_body_that_breaks_off_is_not_taken_for_whole(site):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nhalf"

    assert refusal(site.does("/", raw(head))).reason == Reason.SILENT


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_a_body_in_chunks_is_put_together(site):
    page = site.does("/", raw(CHUNKED, b"3\r\nabc\r\n", b"2;x=y\r\nde\r\n", b"0\r\n\r\n"))

    assert fetch(page, network=HERE).content == b"abcde"


@pytest.mark.parametrize("rest", [b"zz\r\nabc\r\n", b"f" * 200_000, b"-5\r\nabc\r\n0\r\n\r\n"])
def test_chunks_that_are_none_are_refused(site, rest):
    refusal(site.does("/", raw(CHUNKED, rest)))


# How long it waits


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\n"] + [b"X-Slow: 1\r\n"] * 60,
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"] + [b"x"] * 60,
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90\r\n\r\n"] + [b"x"] * 60,
        [CHUNKED] + [b"1\r\nx\r\n"] * 60,
        [b"HTTP/1.1 100 Continue\r\n\r\n"] * 60,
    ],
    ids=["headers", "body", "body of known length", "chunks", "continue"],
)
def test_a_site_that_never_ends_is_left_in_time(site, pieces):
    over = threading.Event()
    page = site.does("/", raw(*pieces, after=0.05, wait=over.wait))
    started = time.monotonic()

    error = refusal(page, limits=QUICK)

    over.set()
    assert "제때" in str(error)
    assert error.reason == Reason.SILENT
    assert time.monotonic() - started < 1.5


def test_a_site_that_says_nothing_is_left_in_time(site):
    over = threading.Event()
    page = site.does("/", lambda request: over.wait(5))

    assert "제때" in str(refusal(page, limits=QUICK))
    over.set()


def test_a_port_where_nobody_listens_is_said(site):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    assert refusal(f"http://127.0.0.1:{port}/").reason == Reason.SILENT


def test_a_name_that_nobody_knows_is_said(monkeypatch):
    def resolve(*arguments, **more):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    error = refusal("http://www.paper.kr/", network=PUBLIC)
    assert "찾을 수 없습니다" in str(error)
    assert error.reason == Reason.SILENT


def test_no_watch_is_left_behind(site):
    fetch(site.says("/"), network=HERE)

    deadline = time.monotonic() + 2
    while any(isinstance(each, threading.Timer) for each in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
