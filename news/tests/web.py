"""A site on this machine that answers as it is told, rightly or wrongly."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from news.fetching import FetchError, Limits, Network, fetch

HERE = Network(allows_loopback=True, ports=None)
HTML = "text/html; charset=utf-8"
QUICK = Limits(seconds=0.6, connect_seconds=0.5, read_seconds=0.3)
SMALL = Limits(received_bytes=10_000, content_bytes=50_000)

Page = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """``pages``: path → what answers there. ``asked``: (path, headers) of every request, in order."""

    def __init__(self, port: int):
        self.port = port
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def address(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def says(self, path: str, content: bytes = b"ok", status: int = 200, **headers: str) -> str:
        """Headers are written ``Content_Type=...``."""
        self.pages[path] = lambda request: answer(request, status, content, headers)
        return self.address(path)

    def leads(self, path: str, location: str, status: int = 302) -> str:
        return self.says(path, b"", status, Location=location)

    def does(self, path: str, page: Page) -> str:
        self.pages[path] = page
        return self.address(path)

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]


def answer(
    request: BaseHTTPRequestHandler, status: int, content: bytes, headers: dict[str, str]
) -> None:
    own = {"Content_Type": HTML, "Content_Length": str(len(content))} | headers
    request.send_response(status)
    for name, value in own.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(content)


def raw(*pieces: bytes, after: float = 0, wait: Callable[[float], object] | None = None) -> Page:
    """Bytes as they stand, ``wait(after)`` after each."""

    def page(request: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            request.wfile.write(piece)
            request.wfile.flush()
            if wait and wait(after):
                return

    return page


@contextlib.contextmanager
def serving(wrap: Callable[[socket.socket], socket.socket] | None = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name that http.server looks for
            site.asked.append((self.path, dict(self.headers)))
            page = site.pages.get(self.path)
            self.close_connection = True
            with contextlib.suppress(OSError):
                if page is None:
                    answer(self, 404, b"", {})
                else:
                    page(self)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if wrap:
        server.socket = wrap(server.socket)
    site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def refusal(address: str, **more) -> FetchError:
    """Why it is not fetched: always one sentence."""
    with pytest.raises(FetchError) as caught:
        fetch(address, **({"network": HERE} | more))
    sentence = str(caught.value)
    assert re.search(r"다(\([^)]*\))?\.$", sentence)
    assert ". " not in sentence
    return caught.value
