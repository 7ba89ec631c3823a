from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.functions import Now
from hypothesis import given
from hypothesis import strategies as st

from news import links
from news.fetching import FetchError, Reason, Visit
from news.links import Outcome, Result, check, due, judge, record
from news.models import Article, LinkCheck, Publisher
from news.models.links import STRIKES
from news.tests.web import HERE

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
GONE = Outcome(Result.GONE, "없습니다.")
OPEN = Outcome(Result.REACHABLE)
SILENT = Outcome(Result.FAILED, "답이 없습니다.", is_answered=False)


def make_article(url: str = "https://www.paper.kr/1", **fields) -> Article:
    publisher, _is_new = Publisher.objects.get_or_create(slug="paper", name="신문")
    number = Article.objects.count()
    own = {"key": f"a{number}", "headline": f"기사 {number}", "confirmed_at": Now()}
    return Article.objects.create(publisher=publisher, url=url, **own | fields)


def days(count: int) -> list[date]:
    return [DAY + timedelta(days=number) for number in range(count)]


# What a visit says about an address


def visited(there: str, *, here: str = "https://www.paper.kr/news/1", is_moved: bool = True):
    return judge(here, lambda address: Visit(address, there, is_moved))


@pytest.mark.parametrize(
    "there",
    [
        "https://www.paper.kr/news/1",
        "https://www.paper.kr/news/1/",
        "http://www.paper.kr/news/1",
    ],
)
def test_the_same_page_is_reachable(there):
    assert visited(there) == OPEN


def test_another_page_of_the_site_is_a_move_if_it_is_for_good():
    there = "https://m.paper.kr/view/1"

    assert visited(there) == Outcome(Result.MOVED, moved_to=there)
    assert visited(there, is_moved=False) == OPEN


def test_another_site_is_said_and_where():
    outcome = visited("https://casino.kr/", is_moved=False)

    assert (outcome.result, outcome.moved_to) == (Result.OTHER_SITE, "https://casino.kr/")
    assert "casino.kr" in outcome.detail


def test_the_front_page_instead_of_the_article_means_that_it_is_gone():
    assert visited("https://www.paper.kr/").result == Result.GONE
    assert visited("https://www.paper.kr/", here="https://paper.kr/").result == Result.MOVED
    assert visited("https://www.paper.kr/?id=1").result == Result.MOVED


@pytest.mark.parametrize(
    ("reason", "result", "is_answered"),
    [
        (Reason.GONE, Result.GONE, True),
        (Reason.FAILED, Result.FAILED, True),
        (Reason.SILENT, Result.FAILED, False),
        (Reason.DENIED, Result.UNKNOWN, True),
        (Reason.REFUSED, Result.UNKNOWN, False),
    ],
)
def test_what_a_program_may_not_read_says_nothing_about_the_address(reason, result, is_answered):
    def look(address):
        raise FetchError("까닭입니다.", reason)

    outcome = judge("https://www.paper.kr/1", look)

    assert outcome == Outcome(result, "까닭입니다.", is_answered=is_answered)


# Strikes


def test_an_address_is_broken_after_failures_on_three_days():
    article = make_article()

    broken = [record(article, GONE, day=day).is_broken for day in days(3)]

    assert broken == [False, False, True]
    assert list(LinkCheck.objects.broken()) == [article.link_check]


def test_several_failures_on_one_day_are_one():
    article = make_article()

    for _time in range(5):
        link = record(article, GONE, day=DAY)

    assert link.strike_days == [DAY]


def test_a_visit_that_succeeds_forgives_everything():
    article = make_article()
    for day in days(3):
        record(article, GONE, day=day)

    link = record(article, OPEN, day=DAY)

    assert (link.strike_days, link.is_broken, link.detail) == ([], False, "")
    assert link.opened_at == link.checked_at


def test_the_day_that_it_last_opened_is_kept_through_failures():
    article = make_article()
    opened = record(article, OPEN, day=DAY).opened_at

    assert [record(article, GONE, day=day).opened_at for day in days(3)] == [opened] * 3


def test_what_cannot_be_known_neither_strikes_nor_forgives():
    article = make_article()
    record(article, GONE, day=DAY)

    link = record(article, Outcome(Result.UNKNOWN, "막았습니다."), day=DAY + timedelta(days=1))

    assert (link.result, link.strike_days) == (Result.UNKNOWN, [DAY])


def test_silence_counts_only_while_somebody_else_answers():
    """Else a night without a network would break every address."""
    article, other = make_article(), make_article("https://other.kr/1")
    assert record(article, SILENT, day=DAY).strike_days == []

    record(other, OPEN, day=DAY)
    assert record(article, SILENT, day=DAY).strike_days == [DAY]

    LinkCheck.objects.filter(article=other).update(opened_at=Now() - links.ONLINE)
    assert record(article, SILENT, day=DAY + timedelta(days=1)).strike_days == [DAY]


def test_another_address_starts_anew():
    article = make_article()
    for day in days(3):
        record(article, GONE, day=day)
    Article.objects.update(url="https://www.paper.kr/2")

    assert record(article, GONE, day=DAY) is None
    assert not LinkCheck.objects.broken()
    article.refresh_from_db()
    assert not article.link_check.is_broken
    assert record(article, GONE, day=DAY).strike_days == [DAY]
    assert LinkCheck.objects.count() == 1


@given(
    st.lists(st.tuples(st.sampled_from([GONE, OPEN, Outcome(Result.UNKNOWN)]), st.integers(0, 6)))
)
def test_broken_means_three_different_days_since_it_last_opened(visits):
    link, since = LinkCheck(url="x", article=Article(url="x")), set()
    for outcome, number in sorted(visits, key=lambda visit: visit[1]):
        if outcome is OPEN:
            link.strike_days, since = [], set()
        elif outcome is GONE:
            link.strike(DAY + timedelta(days=number))
            since.add(number)
        assert link.is_broken == (len(since) >= STRIKES)
        assert len(link.strike_days) <= STRIKES


# Whom to visit


def test_public_articles_with_an_address_are_due():
    make_article(url="")
    make_article(confirmed_at=None)
    make_article(kind=Article.Kind.ADVERTISEMENT, confirmed_at=None)
    wanted = make_article()

    assert due() == [wanted]


def test_those_in_doubt_come_first_then_those_visited_longest_ago():
    fresh, old, older, doubtful = (make_article(f"https://{n}.kr/1") for n in "abcd")
    for article, outcome in ((old, OPEN), (older, OPEN), (doubtful, GONE)):
        record(article, outcome, day=DAY)
    checked = LinkCheck.objects.filter(article__in=[old, doubtful])
    checked.update(checked_at=Now() - timedelta(days=2))
    LinkCheck.objects.filter(article=older).update(checked_at=Now() - timedelta(days=3))

    assert due() == [doubtful, fresh, older, old]


def test_who_was_visited_lately_rests_unless_the_address_is_new():
    article = make_article()
    record(article, OPEN, day=DAY)
    assert due() == []

    Article.objects.update(url="https://www.paper.kr/2")
    assert due() == [article]


def test_one_host_does_not_take_the_whole_night(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(links, "A_HOST", 2)
    for number in range(4):
        make_article(f"https://WWW.big.kr/{number}")
    small = make_article("http://small.kr/1")

    with django_assert_num_queries(1):
        chosen = due(3)

    assert len(chosen) == 3
    assert small in chosen


# A visit, for real


def test_an_article_is_visited_and_the_site_then_left_alone(site):
    site.says("/robots.txt", b"User-agent: *\nCrawl-delay: 7")
    article, pauses = make_article(site.says("/1")), []

    link = check(article, network=HERE, pause=pauses.append)

    assert (link.result, link.is_current, pauses) == (Result.REACHABLE, True, [7])
    assert site.paths == ["/robots.txt", "/1"]


def test_a_page_that_is_gone_is_kept_with_the_reason(site):
    link = check(make_article(site.address("/nothing")), network=HERE, pause=lambda seconds: None)

    assert link.result == Result.GONE
    assert "404" in link.detail
    assert len(link.strike_days) == 1


def test_an_address_that_nobody_can_read_is_no_crash():
    link = check(make_article("http://[oops"), pause=lambda seconds: None)

    assert link.result == Result.UNKNOWN


def test_a_site_is_visited_by_one_at_a_time():
    def held() -> int:
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
        with connection.cursor() as cursor:
            cursor.execute(query, [links.LOCKS])
            return cursor.fetchone()[0]

    with links.alone("paper.kr"), links.alone("other.kr"):
        assert held() == 2
    assert held() == 0


def test_the_command_says_how_far_it_is(site, monkeypatch, capsys):
    visit = links.visit
    monkeypatch.setattr(links, "visit", lambda address, network: visit(address, network=HERE))
    monkeypatch.setattr(links, "pause_for", lambda address: 0)
    first, second = make_article(site.says("/1")), make_article(site.address("/2"))

    call_command("check_links")
    call_command("check_links")

    assert capsys.readouterr().out.splitlines() == [
        f"[1/2] reachable   {first.url}",
        f"[2/2] gone        {second.url}",
        "links: no address is due",
    ]
