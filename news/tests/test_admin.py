import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from news.models import Article, Publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    user = get_user_model().objects.create_user("staff", is_staff=True)
    allowed = ["view_article", "change_article", "add_article", "view_publisher", "view_region"]
    user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(user)
    return client


def make_article(**fields) -> Article:
    publisher = Publisher.objects.get_or_create(slug="paper", defaults={"name": "시험일보"})[0]
    fields = {"key": "one", "headline": "시험 기사", "date_published": "2026-11", **fields}
    return Article.objects.create(publisher=publisher, **fields)


def form_data(response) -> dict[str, str]:
    form = BeautifulSoup(response.content, "html.parser").select_one("#article_form")
    data = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        if control.name == "select":
            chosen = control.select("option[selected]")
            data[control["name"]] = [option["value"] for option in chosen]
        elif control.get("type") not in {"submit", "checkbox"}:
            data[control["name"]] = control.text.strip() or control.get("value", "")
    return data


def messages(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(item.text for item in page.select(".messagelist li"))


def test_confirming_makes_an_article_public_and_is_remembered(staff):
    article = make_article()
    response = staff.post(reverse("admin:news_article_confirm", args=[article.pk]), follow=True)
    article.refresh_from_db()
    assert article.is_public
    assert "확인했습니다" in messages(response)
    assert LogEntry.objects.get().change_message == "확인했습니다."


def test_an_advertisement_is_refused_with_the_rules_own_sentence(staff):
    article = make_article(kind="advertisement")
    response = staff.post(reverse("admin:news_article_confirm", args=[article.pk]), follow=True)
    assert "광고는 공개할 수 없습니다" in messages(response)
    chosen = {"action": "confirm_chosen", "_selected_action": [article.pk]}
    response = staff.post(reverse("admin:news_article_changelist"), chosen, follow=True)
    assert "광고는 공개할 수 없습니다" in messages(response)
    article.refresh_from_db()
    assert article.confirmed_at is None


def test_a_confirmed_article_does_not_become_an_advertisement(staff):
    article = make_article()
    staff.post(reverse("admin:news_article_confirm", args=[article.pk]))
    address = reverse("admin:news_article_change", args=[article.pk])
    data = form_data(staff.get(address)) | {"kind": "advertisement"}
    response = staff.post(address, data)
    assert "광고는 공개할 수 없습니다" in response.content.decode()
    article.refresh_from_db()
    assert article.kind == "news"


def test_confirmation_can_be_taken_back(staff):
    article = make_article()
    staff.post(reverse("admin:news_article_confirm", args=[article.pk]))
    staff.post(reverse("admin:news_article_unconfirm", args=[article.pk]))
    article.refresh_from_db()
    assert article.confirmed_at is None


def test_readings_are_written_inside_the_article(staff):
    article = make_article()
    address = reverse("admin:news_article_change", args=[article.pk])
    data = form_data(staff.get(address))
    data |= {"readings-TOTAL_FORMS": "1", "readings-0-id": "", "readings-0-article": article.pk}
    data |= {
        "readings-0-as_printed": "광주씨",
        "readings-0-corrected": "광주시",
        "readings-0-why": "오식",
    }
    response = staff.post(address, data | {"_continue": "1"}, follow=True)
    assert article.readings.get().corrected == "광주시", response.content.decode()


def test_a_partial_date_is_kept_as_partial(staff):
    article = make_article(date_published="XXXX-08")
    address = reverse("admin:news_article_change", args=[article.pk])
    page = BeautifulSoup(staff.get(address).content, "html.parser")
    assert page.select_one("#id_date_published")["value"] == "XXXX-08"
    data = form_data(staff.get(address)) | {"date_published": "2026-13"}
    response = staff.post(address, data)
    assert "아는 만큼만" in response.content.decode()


def test_the_list_filters_by_confirmation(staff):
    make_article(key="one", headline="확인 전")
    make_article(key="two", headline="확인함")
    Article.objects.filter(key="two").update(confirmed_at="2026-11-22T00:00Z")
    address = reverse("admin:news_article_changelist")

    def found(query):
        page = BeautifulSoup(staff.get(f"{address}?{query}").content, "html.parser")
        return [cell.text for cell in page.select("#result_list .field-headline")]

    assert found("confirmed=no") == ["확인 전"]
    assert found("confirmed=yes") == ["확인함"]


def test_steps_need_permission_and_a_post(client, staff):
    article = make_article()
    address = reverse("admin:news_article_confirm", args=[article.pk])
    assert staff.get(address).status_code == 405
    client.force_login(get_user_model().objects.create_user("guest", is_staff=True))
    assert client.post(address).status_code == 403
