"""The server and the guard together, byte by byte: what no client library lets one send."""

import os
import signal
import socket
import subprocess
import time

import pytest
from django.db import connection

from portal import environment, serve
from portal.tests.support import database_url, free_port
from portal.tests.support import environment as clean_environment

# Without the mark pytest-django makes no test database, and the server would use the real one.
pytestmark = pytest.mark.django_db
HEAD = b"Host: localhost\r\nConnection: close\r\n"


@pytest.fixture(scope="module")
def port(django_db_setup, django_db_blocker, tmp_path_factory):
    port = free_port()
    url = database_url(connection.settings_dict)
    # DEBUG spares collecting static files; the server and the guard are the same.
    own = clean_environment(
        DEBUG="1",
        DATABASE_URL=url,
        VAR_DIR=str(tmp_path_factory.mktemp("var")),
        WEB_WORKERS="1",
    )
    command = serve.commands("127.0.0.1", port, is_dev=False)["web"]
    server = subprocess.Popen(command, cwd=environment.PROJECT, env=own, start_new_session=True)
    deadline = time.monotonic() + 30
    while not serve.is_healthy("127.0.0.1", port):
        assert server.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield port
    server.terminate()
    server.wait(15)
    assert server.returncode in (0, -signal.SIGTERM)


def ask(port: int, sent: bytes) -> bytes:
    """Everything the server says until it hangs up; b"" when it just hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall(sent)
        answer = b""
        try:
            while chunk := wire.recv(65536):
                answer += chunk
        except ConnectionResetError:
            pass
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 400


@pytest.mark.parametrize(
    "line",
    [
        b"GET /%00 HTTP/1.1",
        b"GET /%ff%fe HTTP/1.1",
        b"GET /\xff HTTP/1.1",
        b"GET /\x00 HTTP/1.1",
        b"GET /healthz?q=\xff HTTP/1.1",
        b"GET /healthz?q=%00 HTTP/1.1",
        b"GET /healthz?q=%ed%a0%80 HTTP/1.1",
        b"GET /" + b"a" * 3_000 + b" HTTP/1.1",
        b"GET /?" + b"a" * 9_000 + b" HTTP/1.1",
        b"GET /" + b"a" * 600_000 + b" HTTP/1.1",
        b"TRACE /healthz HTTP/1.1",
        b"G\x00T /healthz HTTP/1.1",
        b"PROPFIND /healthz HTTP/1.1",
        b"GET /healthz HTTP/9.9",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_odd_request_lines_get_a_4xx(port, line):
    answer = ask(port, line + b"\r\n" + HEAD + b"\r\n")

    assert 400 <= status(answer) < 500, answer[:300]


@pytest.mark.parametrize(
    "target", [b"healthz", b"*", b"http://evil.example/", b"//evil.example/", b"/../../etc/passwd"]
)
def test_odd_targets_get_no_5xx(port, target):
    answer = ask(port, b"GET " + target + b" HTTP/1.1\r\n" + HEAD + b"\r\n")

    assert status(answer) < 500, answer[:300]
    assert b"location: //" not in answer.lower()


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Type: text/plain; charset*=utf-8''%00",
        b"Content-Type: text/plain; charset=hex",
        b"Content-Length: -1",
        b"Content-Length: 99999999999",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"X-A: \x00",
        b"X-A: " + b"a" * 900_000,
    ],
)
def test_odd_headers_get_a_4xx(port, header):
    answer = ask(port, b"POST /admin/login/ HTTP/1.1\r\n" + HEAD + header + b"\r\n\r\nabcde")

    assert 400 <= status(answer) < 500, answer[:300]


@pytest.mark.parametrize(
    "header", [b"Cookie: sessionid=\xff; csrftoken=%00; a", b"Accept: \xff", b"Referer: \xff"]
)
def test_odd_headers_that_mean_nothing_are_ignored(port, header):
    assert status(ask(port, b"GET /healthz HTTP/1.1\r\n" + HEAD + header + b"\r\n\r\n")) == 200


@pytest.mark.parametrize("host", [b"", b"evil.example", b"\xff", b"a b", b"localhost:x"])
def test_foreign_hosts_get_a_400(port, host):
    answer = ask(port, b"GET /healthz HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")

    assert status(answer) == 400, answer[:300]


def test_an_oversized_body_gets_a_413_before_it_is_sent(port):
    answer = ask(
        port,
        b"POST /healthz HTTP/1.1\r\n" + HEAD + b"Content-Type: application/json\r\n"
        b"Content-Length: 90000000\r\n\r\n",
    )

    assert status(answer) == 413, answer[:300]


def test_a_bracket_tower_gets_a_400(port):
    body = b"[" * 100_000
    length = f"Content-Length: {len(body)}\r\nContent-Type: application/json\r\n\r\n".encode()

    answer = ask(port, b"POST /api/v1/programs/ HTTP/1.1\r\n" + HEAD + length + body)

    assert status(answer) == 400
    assert b"application/problem+json" in answer
    assert b"content-security-policy" in answer.lower()


def test_random_bytes_never_get_a_5xx(port):
    for _ in range(100):
        answer = ask(port, os.urandom(40) + b"\r\n\r\n")
        assert 400 <= status(answer) < 500, answer[:300]


def test_a_visitor_who_hangs_up_does_no_harm(port):
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(b"POST /admin/login/ HTTP/1.1\r\n" + HEAD + b"Content-Length: 9\r\n\r\nabc")

    assert status(ask(port, b"GET /healthz HTTP/1.1\r\n" + HEAD + b"\r\n")) == 200
