import threading

import pytest

from news.fetching import FetchError, Reason, fetch, pause_for, robots
from news.tests.web import HERE, QUICK, SMALL, refusal


def rules(site, text: str, **more) -> None:
    site.says("/robots.txt", text.encode(), Content_Type="text/plain", **more)


def test_an_address_that_the_site_keeps_to_itself_is_not_read(site):
    rules(site, "User-agent: *\nDisallow: /secret\nAllow: /secret/open")
    site.says("/secret/1")
    site.says("/secret/open")

    error = refusal(site.address("/secret/1"))

    assert error.reason == Reason.DENIED
    assert "robots.txt" in str(error)
    assert site.paths == ["/robots.txt"]
    assert fetch(site.address("/secret/open"), network=HERE).content


def test_rules_for_our_own_name_come_first(site):
    rules(site, "User-agent: *\nDisallow: /\n\nUser-agent: Jeongchaekieum\nDisallow: /a")
    site.says("/b")

    assert fetch(site.address("/b"), network=HERE).content
    refusal(site.address("/a"))


def test_a_contact_in_our_name_matches_no_rules_of_others(site, settings):
    settings.FETCH_USER_AGENT = "jeongchaekieum/1 (+https://otherbot/)"
    rules(site, "User-agent: otherbot\nDisallow: /")
    site.says("/a")

    assert fetch(site.address("/a"), network=HERE).content


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_without_rules_everything_may_be_read(site, status):
    site.says("/robots.txt", b"", status)

    assert fetch(site.says("/a"), network=HERE).content == b"ok"


@pytest.mark.parametrize("status", [500, 503])
def test_rules_that_cannot_be_known_allow_nothing(site, status):
    site.says("/robots.txt", b"", status)

    error = refusal(site.says("/a"))

    assert error.reason == Reason.DENIED
    assert "/a" not in site.paths


def test_rules_that_never_come_allow_nothing(site):
    over = threading.Event()
    site.does("/robots.txt", lambda request: over.wait(5))

    assert refusal(site.says("/a"), limits=QUICK).reason == Reason.SILENT
    over.set()
    assert "/a" not in site.paths


def test_rules_without_end_allow_nothing(site):
    rules(site, "#" * (robots.MAX_BYTES + 1))

    assert refusal(site.says("/a")).reason == Reason.DENIED


def test_the_rules_have_their_own_limit(site):
    rules(site, "#" * 20_000)

    assert fetch(site.says("/a"), network=HERE, limits=SMALL).content == b"ok"


def test_rules_may_stand_elsewhere_but_not_inside(site, names):
    names["inside.paper.kr"] = "10.0.0.1"
    site.leads("/robots.txt", "/rules.txt")
    site.says("/rules.txt", b"User-agent: *\nDisallow: /a")
    assert refusal(site.says("/a")).reason == Reason.DENIED

    robots.forget()
    site.leads("/robots.txt", f"http://inside.paper.kr:{site.port}/")
    assert refusal(site.says("/b")).reason == Reason.REFUSED


def test_rules_are_asked_once_an_hour_for_each_origin(site, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(robots.time, "monotonic", lambda: now)
    site.says("/robots.txt", b"")
    address = site.says("/a")

    def asked() -> int:
        fetch(address, network=HERE)
        return site.paths.count("/robots.txt")

    assert [asked(), asked()] == [1, 1]
    now += 3_601
    assert asked() == 2


def test_every_step_of_a_redirect_is_held_to_its_own_sites_rules(site, names):
    names["www.paper.kr"] = "127.0.0.1"
    rules(site, "User-agent: *\nDisallow: /b")
    start = site.leads("/a", f"http://www.paper.kr:{site.port}/b")
    site.says("/b")

    assert refusal(start).reason == Reason.DENIED
    assert site.paths == ["/robots.txt", "/a", "/robots.txt"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", 2), ("Crawl-delay: 5", 5), ("Crawl-delay: 0", 2), ("Crawl-delay: 86400", 20)],
)
def test_the_pause_is_what_the_site_asks_within_bounds(site, text, seconds):
    rules(site, f"User-agent: *\n{text}")
    fetch(site.says("/a"), network=HERE)

    assert pause_for(site.address("/a")) == seconds


def test_the_rules_of_many_sites_are_not_kept_for_ever(monkeypatch):
    robots.forget()
    for number in range(robots.KEPT_SITES + 5):
        robots._remember(f"https://{number}.kr", robots._ALLOWED)

    assert len(robots._known) == robots.KEPT_SITES
    assert robots._remembered("https://0.kr") is None
    robots.forget()


def test_a_pause_after_an_address_that_is_none_is_the_shortest():
    assert pause_for("nonsense") == 2
    with pytest.raises(FetchError):
        fetch("nonsense")
