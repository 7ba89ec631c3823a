import ast
import socket
from pathlib import Path

import pytest
from django.conf import settings

from news.fetching import PUBLIC, Network, Reason, canonical_address, fetch, visit
from news.tests.web import HERE, answer, refusal

# What a fetched page is


def test_a_page_comes_with_its_address_type_and_charset(site):
    address = site.says("/a", b"<p>\xb1\xe2\xbb\xe7", Content_Type='Text/HTML; Charset="EUC-KR"')

    page = fetch(address, network=HERE)

    assert (page.media_type, page.charset) == ("text/html", "euc-kr")
    assert page.content == b"<p>\xb1\xe2\xbb\xe7"
    assert page.address == page.final_address == address
    assert not page.is_moved


@pytest.mark.parametrize(
    "media_type", ["text/html", "application/xhtml+xml", "text/plain", "application/pdf"]
)
def test_pages_texts_and_pdfs_are_taken(site, media_type):
    assert fetch(site.says("/", Content_Type=media_type), network=HERE).media_type == media_type


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", "text/htmlx", ""])
def test_nothing_else_is_taken_and_its_body_is_not_read(site, media_type):
    error = refusal(site.says("/", b"x" * 100, Content_Type=media_type))

    assert error.reason == Reason.REFUSED


def test_it_says_who_asks_and_brings_nothing_of_this_machine(site, settings, monkeypatch):
    settings.FETCH_USER_AGENT = "jeongchaekieum/1.2.3 (+office@example.org)"
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    site.says("/b", Set_Cookie="seen=1")
    site.pages["/"] = lambda request: answer(
        request, 302, b"", {"Location": "/b", "Set_Cookie": "first=1"}
    )

    fetch(site.address("/"), network=HERE)

    assert site.paths == ["/robots.txt", "/", "/b"]
    for _path, headers in site.asked:
        assert headers["User-Agent"] == "jeongchaekieum/1.2.3 (+office@example.org)"
        assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


# Where it may go


def test_without_permission_this_machine_is_never_asked(site):
    port = Network(ports=None)

    assert refusal(site.says("/"), network=port).reason == Reason.REFUSED
    assert site.asked == []


def test_only_the_ports_of_the_web_are_asked(site):
    error = refusal(site.says("/"), network=PUBLIC)

    assert "포트" in str(error)
    assert error.reason == Reason.REFUSED


@pytest.mark.parametrize(
    "inside", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "64:ff9b::a00:1", "fd00::1"]
)
def test_a_name_that_leads_inside_is_refused_at_the_connection(site, names, inside):
    names["www.paper.kr"] = inside

    error = refusal(site.address("/", host="www.paper.kr"), network=Network(ports=None))

    assert error.reason == Reason.REFUSED
    assert "www.paper.kr" in str(error)
    assert site.asked == []


def test_an_address_that_requests_hardened_lets_pass_is_still_held_to_our_rule(monkeypatch):
    monkeypatch.setattr(
        "requests_hardened.ip_filter_adapter.filter_host", lambda *a, **k: "192.31.196.1"
    )

    assert refusal("http://www.paper.kr/", network=PUBLIC).reason == Reason.REFUSED


def test_a_name_is_resolved_once_for_a_connection(site, monkeypatch):
    """A second answer, which a rebinding server would make a private address, is never asked for."""
    asked = []
    real = socket.getaddrinfo

    def resolve(host, *arguments, **more):
        asked.append(host)
        return real("127.0.0.1" if host == "www.paper.kr" else host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site.says("/")
    site.says("/robots.txt", b"", 404)

    fetch(site.address("/", host="www.paper.kr"), network=HERE)

    assert asked.count("www.paper.kr") == 2  # one for robots.txt, one for the page
    assert site.asked[-1][1]["Host"] == f"www.paper.kr:{site.port}"


def test_a_redirect_inside_is_refused_where_it_points_not_where_it_starts(site, names):
    names["www.paper.kr"] = "127.0.0.1"
    names["inside.paper.kr"] = "10.0.0.7"
    start = site.leads("/", f"http://inside.paper.kr:{site.port}/secret")

    error = refusal(start)

    assert error.reason == Reason.REFUSED
    assert "inside.paper.kr" in str(error)


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/", "http://2130706433/"]
)  # fmt: skip
def test_a_redirect_to_what_is_no_plain_address_is_refused(site, location):
    assert refusal(site.leads("/", location)).reason == Reason.REFUSED


def test_redirects_are_followed_and_counted(site):
    for number in range(6):
        site.leads(f"/{number}", f"/{number + 1}", 301)
    site.says("/6")

    assert fetch(site.address("/1"), network=HERE).final_address == site.address("/6")
    assert "너무 여러 번" in str(refusal(site.address("/0")))


def test_a_loop_of_redirects_ends(site):
    assert refusal(site.leads("/", "/")).reason == Reason.FAILED
    assert site.paths.count("/") == 6


@pytest.mark.parametrize(("statuses", "is_moved"), [((301, 308), True), ((301, 302), False)])
def test_moved_means_that_every_step_is_for_good(site, statuses, is_moved):
    site.leads("/a", "/b", statuses[0])
    site.leads("/b", "/c", statuses[1])
    site.says("/c")

    assert visit(site.address("/a"), network=HERE).is_moved is is_moved


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, Reason.GONE), (410, Reason.GONE), (403, Reason.DENIED), (429, Reason.DENIED),
     (400, Reason.FAILED), (500, Reason.FAILED), (503, Reason.FAILED), (304, Reason.FAILED)],
)  # fmt: skip
def test_an_answer_that_is_no_page_says_so(site, status, reason):
    error = refusal(site.says("/", b"", status))

    assert (error.reason, error.status) == (reason, status)


# The address that a page calls its own


@pytest.mark.parametrize(
    ("final", "declared", "canonical"),
    [
        ("https://m.paper.co.kr/a?id=1&from=x", "https://www.paper.co.kr/a?id=1", "https://www.paper.co.kr/a?id=1"),
        ("https://www.paper.co.kr/a", "/b#top", "https://www.paper.co.kr/b"),
        ("https://www.paper.co.kr/a", "https://other.co.kr/a", "https://www.paper.co.kr/a"),
        ("https://www.paper.co.kr/a", "https://www.paper.co.kr/", "https://www.paper.co.kr/a"),
        ("https://www.paper.co.kr/", "https://paper.co.kr/", "https://paper.co.kr/"),
        ("https://www.paper.co.kr/a", "http://u:p@paper.co.kr/a", "https://www.paper.co.kr/a"),
        ("https://www.paper.co.kr/a", "javascript:alert(1)", "https://www.paper.co.kr/a"),
        ("https://www.paper.co.kr/a", "http://[", "https://www.paper.co.kr/a"),
        ("https://www.paper.co.kr/a", None, "https://www.paper.co.kr/a"),
        ("https://www.gwangsan.go.kr/a", "https://www.bukgu.go.kr/a", "https://www.gwangsan.go.kr/a"),
    ],
)  # fmt: skip
def test_a_declared_address_counts_on_the_same_site_only(final, declared, canonical):
    assert canonical_address(final, declared) == canonical


ASKING = {"aiohttp", "ftplib", "http", "httpx", "requests", "socket", "telnetlib", "urllib3"}
ALLOWED = {
    "news/fetching",
    "portal/serve.py",  # asks the site that it started for its health
}


def test_nothing_else_asks_the_network():
    base = Path(settings.BASE_DIR)
    found = set()
    for room in ("regions", "news", "programs", "api", "portal"):
        for path in (base / room).rglob("*.py"):
            place = str(path.relative_to(base))
            if "/tests/" not in place and not place.startswith(tuple(ALLOWED)):
                names = imported(path.read_text(encoding="utf-8"))
                found |= {(place, name) for name in names if is_asking(name)}

    assert found == set()


def is_asking(name: str) -> bool:
    return name.split(".")[0] in ASKING - {"http"} or name in ("http.client", "urllib.request")


def imported(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names
