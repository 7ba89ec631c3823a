from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from news import link_admin, tasks
from news.links import Outcome, Result, record
from news.models import Article, LinkCheck
from news.tests.test_links import GONE, OPEN, days, make_article

pytestmark = pytest.mark.django_db
LIST = "/admin/news/article/"


@pytest.fixture
def staff(client):
    return sign_in(client, "view_article", "change_article")


def sign_in(client, *codenames: str):
    user = get_user_model().objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return client


def change(article: Article) -> str:
    return reverse("admin:news_article_change", args=[article.pk])


def waiting() -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name="news.tasks.check_link")
    return [args["article_id"] for args in jobs.values_list("args", flat=True)]


def test_the_articles_page_says_what_became_of_its_address(staff):
    article = make_article()
    assert "아직 확인하지 않았습니다" in staff.get(change(article)).content.decode()

    record(article, OPEN, day=date(2026, 11, 1))
    for day in days(3):
        record(article, GONE, day=day)

    page = staff.get(change(article)).content.decode()
    for words in ("없어짐", "없습니다.", "2026-11-22, 2026-11-23, 2026-11-24", "깨진 주소로 보고"):
        assert words in page


def test_where_an_address_moved_to_can_be_opened_but_not_run(staff):
    article = make_article()
    record(article, Outcome(Result.MOVED, moved_to="https://m.paper.kr/?a=<b>"), day=days(1)[0])

    page = staff.get(change(article)).content.decode()

    assert 'href="https://m.paper.kr/?a=&lt;b&gt;"' in page


def test_a_result_for_an_earlier_address_is_not_shown(staff):
    article = make_article()
    record(article, GONE, day=days(1)[0])
    Article.objects.update(url="https://www.paper.kr/new")

    assert "아직 확인하지 않았습니다" in staff.get(change(article)).content.decode()


def test_the_button_leaves_the_visit_to_the_worker(staff):
    article = make_article()
    address = reverse("admin:news_article_check_link", args=[article.pk])
    assert address in staff.get(change(article)).content.decode()

    said = staff.post(address, follow=True).content.decode()

    assert waiting() == [article.pk]
    assert ProcrastinateJob.objects.get().priority == tasks.SOMEBODY_WAITS
    assert "작업 처리기가 돌고 있지 않습니다" in said
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert "1건을 확인합니다" in staff.post(address, follow=True).content.decode()
    assert waiting() == [article.pk]


def test_only_who_may_change_articles_can_ask(client):
    article = make_article()
    address = reverse("admin:news_article_check_link", args=[article.pk])
    sign_in(client, "view_article")

    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405
    assert address not in client.get(change(article)).content.decode()
    assert waiting() == []


def test_chosen_articles_are_asked_for_together_up_to_a_bound(staff, monkeypatch):
    first, second = make_article("https://a.kr/1"), make_article("https://b.kr/1")
    nothing = make_article("")
    chosen = {"action": "check_links_chosen", "_selected_action": [first.pk, second.pk, nothing.pk]}

    staff.post(LIST, chosen)
    assert sorted(waiting()) == [first.pk, second.pk]

    monkeypatch.setattr(link_admin, "MOST_AT_ONCE", 1)
    assert "1건까지만" in staff.post(LIST, chosen, follow=True).content.decode()


def test_the_list_is_narrowed_by_what_became_of_the_address(staff):
    broken, gone, fine, fresh, changed, none = (
        make_article(url, headline=name)
        for name, url in [
            ("깨진", "https://a.kr/1"),
            ("한 번", "https://b.kr/1"),
            ("열린", "https://c.kr/1"),
            ("새", "https://d.kr/1"),
            ("바뀐", "https://e.kr/1"),
            ("없는", ""),
        ]
    )
    for day in days(3):
        record(broken, GONE, day=day)
        record(changed, GONE, day=day)
    record(gone, GONE, day=days(1)[0])
    record(fine, OPEN, day=days(1)[0])
    Article.objects.filter(pk=changed.pk).update(url="https://e.kr/2")

    def found(value: str) -> set[str]:
        result = staff.get(LIST, {"link": value}).context["cl"].result_list
        return {article.headline for article in result}

    assert found("broken") == {"깨진"}
    assert found("gone") == {"깨진", "한 번"}
    assert found("reachable") == {"열린"}
    assert found("unchecked") == {"새", "바뀐"}
    assert found("none") == {"없는"}
    assert staff.get(LIST, {"link": "nonsense"}).status_code == 302


def test_the_staffs_first_page_counts_only_broken_addresses(client):
    broken, doubtful = make_article("https://a.kr/1"), make_article("https://b.kr/1")
    for day in days(3):
        record(broken, GONE, day=day)
    record(doubtful, GONE, day=days(1)[0])
    client.force_login(get_user_model().objects.create_superuser("chief"))

    page = client.get("/admin/").content.decode()

    assert f"{LIST}?link=broken" in page
    assert change(broken) in page
    assert change(doubtful) not in page


# What residents see


def public(client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def test_an_address_is_quiet_until_it_is_broken(client):
    article = make_article()
    for day in days(2):
        record(article, GONE, day=day)

    assert "열리지 않습니다" not in public(client, article)


def test_a_broken_address_is_said_with_the_day_it_last_opened(client):
    article = make_article()
    record(article, OPEN, day=days(1)[0])
    for day in days(3):
        record(article, GONE, day=day)
    LinkCheck.objects.update(opened_at=datetime(2025, 3, 1, 20, tzinfo=UTC))

    page = public(client, article)

    assert "원문 주소가 열리지 않습니다. 마지막으로 열린 날: 2025년 3월 2일" in page
    assert f'href="{article.url}"' in page


def test_an_address_that_never_opened_says_no_day(client):
    article = make_article()
    for day in days(3):
        record(article, GONE, day=day)

    page = public(client, article)

    assert "원문 주소가 열리지 않습니다." in page
    assert "마지막으로 열린 날" not in page


def test_residents_are_not_sent_to_who_took_the_address_over(client):
    article = make_article()
    for day in days(3):
        record(article, Outcome(Result.OTHER_SITE, "넘어갑니다.", "https://casino.kr/"), day=day)

    page = public(client, article)

    assert "다른 누리집으로 넘어갑니다." in page
    assert f'href="{article.url}"' not in page
    assert "casino" not in page
