"""The last look: publisher, address, an article that is there already, a name of two cities."""

from __future__ import annotations

import pytest

from news.desk import confirming
from news.desk.addresses import proposed, romanized
from news.desk.confirming import already_there
from news.desk.items import Item
from news.models import Article, Publisher, Upload
from news.tests.desk.pages import (
    confirm,
    confirm_form,
    desk,
    editor,
    items,
    make_read,
    make_read_here,
    soup,
)
from regions.tests import geography

pytestmark = pytest.mark.django_db

PAPER = {"name": "남녘신문", "slug": "namnyeok", "domain": "namnyeok.example"}


# The publisher


def test_a_known_publisher_is_proposed_by_its_mail_domain(client):
    paper = Publisher.objects.create(slug="nn", name="남녘신문", domain="namnyeok.example")
    upload = make_read()
    data = confirm_form(client, upload, 1)

    assert data["publisher"] == [str(paper.pk)]
    client.post(desk(upload, "confirm"), data)
    assert Article.objects.get().publisher == paper
    assert Publisher.objects.count() == 1


@pytest.mark.parametrize(
    ("publisher", "field", "words"),
    [
        ({"slug": ""}, "slug", "주소 이름을 적어"),
        ({"slug": "taken"}, "slug", "이미 있는"),
        ({"slug": "한글"}, "slug", ""),
        ({"publisher": "99"}, "publisher", ""),
    ],
)
def test_a_publisher_that_is_none_is_refused_at_its_field(client, upload, publisher, field, words):
    Publisher.objects.create(slug="taken")
    response = confirm(client, upload, 1, **PAPER | publisher)

    assert response.status_code == 400
    assert words in soup(response).select_one(f"#id_{field}_error").text
    assert Article.objects.count() == 0
    assert Publisher.objects.count() == 1


def test_making_a_publisher_needs_the_right_to(upload):
    client = editor("view_article", "add_article", "change_article")
    response = confirm(client, upload, 1, **PAPER)

    assert "권한이 없습니다" in soup(response).select_one("#id_publisher_error").text
    assert Publisher.objects.count() == 0


# The address


def test_an_address_is_proposed_in_latin_letters():
    taken = {"2020-10-12-gwangjusi-saeop"}
    assert romanized("광주시, AI 사업 3개!") == "gwangjusi-ai-saeop-3gae"
    assert (
        proposed("광주시 사업", "2020-10-12", taken.__contains__) == "2020-10-12-gwangjusi-saeop-2"
    )
    assert proposed("!?", "", taken.__contains__) == "undated"
    assert proposed("사업", "XXXX-08", taken.__contains__) == "xxxx-08-saeop"


@pytest.mark.parametrize("key", ["", "taken", "한글", "a b", "x" * 101, "a/b"])
def test_an_address_that_is_none_is_refused_at_its_field(client, upload, key):
    paper = Publisher.objects.create(slug="p")
    Article.objects.create(key="taken", headline="다른 기사", publisher=paper)
    response = confirm(client, upload, 1, **PAPER, **{"i1-key": key})

    assert soup(response).select_one("#id_i1-key_error") is not None
    assert Article.objects.count() == 1


def test_two_articles_dont_get_one_address(client, upload):
    response = confirm(client, upload, 1, 3, **PAPER, **{"i1-key": "same", "i3-key": "same"})

    assert "같습니다" in soup(response).select_one("#id_i3-key_error").text
    assert Article.objects.count() == 0


def test_an_address_that_is_taken_in_this_moment_is_a_sentence(client, upload, monkeypatch):
    paper = Publisher.objects.create(slug="p")
    made = confirming._made

    def slow(item, publisher, fields):
        Article.objects.create(key=fields["key"], headline="schneller", publisher=paper)
        return made(item, publisher, fields)

    monkeypatch.setattr(confirming, "_made", slow)
    response = confirm(client, upload, 1, **PAPER)

    assert "그 사이" in soup(response).select_one(".desk-error").text
    assert not Article.objects.filter(confirmed_at__isnull=False).exists()


def test_what_came_from_the_web_carries_the_pages_own_address(client, upload):
    Upload.objects.update(
        origin="address", final_address="https://m.namnyeok-shinmun.co.kr/1?ref=x"
    )
    step = upload.steps.get()
    step.sheet["canonical_url"] = "https://www.namnyeok-shinmun.co.kr/1"
    step.save()

    assert confirm_form(client, upload, 1)["i1-url"] == ["https://www.namnyeok-shinmun.co.kr/1"]
    step.sheet["canonical_url"] = "https://elsewhere.example/1"
    step.save()
    assert confirm_form(client, upload, 1)["i1-url"] == ["https://m.namnyeok-shinmun.co.kr/1?ref=x"]


# An article that is there already


@pytest.fixture
def there(client, upload):
    paper = Publisher.objects.create(slug="nn", name="남녘신문", domain="namnyeok.example")
    return Article.objects.create(
        key="there", headline="나주시 못난이 배, 가공농가 돕는다", publisher=paper
    )


def test_the_same_article_is_offered_and_not_made_twice(client, upload, there):
    data = confirm_form(client, upload, 1)
    assert data["i1-becomes"] == ["link"]
    client.post(desk(upload, "confirm"), data)

    there.refresh_from_db()
    assert Article.objects.get() == there
    assert there.is_public
    assert there.text == ""
    assert items(upload)[0]["article"] == there.pk


def test_an_article_without_text_may_get_it_from_here(client, upload, there):
    confirm(client, upload, 1, **{"i1-becomes": "fill"})

    there.refresh_from_db()
    assert there.text.endswith(items(upload)[0]["text"])
    assert there.headline == "나주시 못난이 배, 가공농가 돕는다"


def test_text_that_is_there_is_never_replaced(client, upload, there):
    Article.objects.update(text="직원이 적은 본문")
    assert 'value="fill"' not in client.get(f"{desk(upload, 'confirm')}?item=1").content.decode()
    response = confirm(client, upload, 1, **{"i1-becomes": "fill"})

    assert response.status_code == 400
    there.refresh_from_db()
    assert there.text == "직원이 적은 본문"


def test_a_different_article_of_the_same_name_can_be_made(client, upload, there):
    confirm(client, upload, 1, **{"i1-becomes": "new"})

    assert Article.objects.count() == 2


def test_a_publisher_chosen_late_asks_whether_it_is_there_already(client, upload):
    Publisher.objects.create(slug="printed", name="남녘신문", domain="namnyeok.example")
    paper = Publisher.objects.create(slug="late", name="다른 이름")
    Article.objects.create(
        key="there", headline="나주시, 못난이 배 가공농가 돕는다", publisher=paper
    )
    response = confirm(client, upload, 1, publisher=paper.pk)

    assert response.status_code == 400
    assert "골라 주세요" in soup(response).select_one("#id_i1-becomes_error").text
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "name", "is_offered"),
    [
        (None, "", True),
        (None, "남녘신문", True),
        ("2020-10", "", True),
        ("2020-11", "", False),
        (None, "다른신문", False),
    ],
)
def test_what_the_page_leaves_open_does_not_hide_that_it_is_there(day, name, is_offered):
    paper = Publisher.objects.create(slug="paper", name="남녘신문")
    other = paper if name == paper.name else Publisher.objects.create(slug="other", name=name)
    Article.objects.create(key="a", headline="배, 돕는다!", publisher=other, date_published=day)
    item = Item(1, "article", (), headline="배 돕는다", published_on="2020-10-12")
    assert (already_there(item, paper) is not None) == is_offered
    assert (already_there(item, None) is not None) == (day != "2020-11")


# A name of two cities


def test_an_open_name_must_be_answered_before_it_is_public(client):
    geography.load()
    data = (
        "광주시, 배 농가 돕는다\n\n광주시가 배 농가를 돕는다고 6일 밝혔다. 신청은 시청에서 받는다."
    )
    upload = make_read_here(data)
    refused = confirm(client, upload, 1, **PAPER)
    assert "어느 곳인지" in soup(refused).select_one("#id_i1-open_0_error").text

    confirm(client, upload, 1, **PAPER, **{"i1-open_0": "unknown"})
    assert [*Article.objects.get().regions.all()] == []
    Article.objects.all().delete()

    again = confirm_form(client, upload, 1) | {"i1-open_0": "41610"}
    client.post(desk(upload, "confirm"), again | {"publisher": Publisher.objects.get().pk})
    assert [region.code for region in Article.objects.get().regions.all()] == ["41610"]
