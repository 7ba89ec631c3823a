"""From chosen items to public articles: once, all or none, and never with the text."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client

from news.desk import confirming
from news.models import Article, Publisher
from news.tests.desk.pages import (
    confirm,
    confirm_form,
    desk,
    editor,
    fields_of,
    item_address,
    items,
    make_editor,
    make_read_here,
    said,
    soup,
    take,
)
from regions.tests import geography

pytestmark = pytest.mark.django_db

PAPER = {"name": "남녘신문", "slug": "namnyeok", "domain": "namnyeok.example"}


def test_chosen_items_become_public_articles_of_one_page(client, upload):
    response = confirm(client, upload, 1, 3, **PAPER)

    assert response.url == desk(upload)
    first, third = Article.objects.order_by("pk")
    assert first.is_public
    assert third.is_public
    assert first.publisher == third.publisher == Publisher.objects.get(slug="namnyeok")
    assert (first.headline, first.reporter) == ("나주시, 못난이 배 가공농가 돕는다", "노을찬")
    assert first.page == third.page != ""
    assert first.text.startswith("농가당 최대 250만원\n")
    assert first.text.endswith(items(upload)[0]["text"])
    assert "6일 밝혔다" in first.date_note
    assert first.date_published is None
    assert [item["article"] for item in items(upload)] == [first.pk, None, third.pk, None, None]
    assert set(upload.articles.all()) == {first, third}
    upload.refresh_from_db()
    assert (upload.items_waiting, upload.items_confirmed) == (2, 2)


def test_afterwards_the_desk_leads_to_the_articles(client, upload):
    confirm(client, upload, 1, **PAPER)
    page = soup(client.get(desk(upload)))

    article = Article.objects.get()
    links = [link["href"] for link in page.select("#item-1 .card__links a")]
    assert f"/admin/news/article/{article.pk}/change/" in links
    assert article.get_absolute_url() in links
    assert not page.select("#form-1")


def test_readings_regions_and_what_was_written_go_along(client):
    geography.load()
    upload = make_read_here()
    take(
        client,
        upload,
        1,
        "save",
        as_printed="3년",
        corrected="4년",
        why="흐림",
        published_on="XXXX-05",
    )
    confirm(client, upload, 1, **PAPER, **{"i1-note": "우리 말 한 줄"})

    article = Article.objects.get()
    assert [region.code for region in article.regions.all()] == ["46170"]
    assert [str(reading) for reading in article.readings.all()] == ["3년 → 4년"]
    assert str(article.date_published) == "XXXX-05"
    assert article.note == "우리 말 한 줄"


def test_an_advertisement_and_furniture_never_become_articles(client, upload):
    take(client, upload, 2, "save", kind="furniture")
    response = client.post(desk(upload, "confirm"), {"item": ["2", "5"], "seen": "2", **PAPER})

    assert response.url == desk(upload)
    assert Article.objects.count() == 0
    assert not soup(client.get(desk(upload))).select("#choose-2, #choose-5")


def test_what_was_left_out_stays_out(client, upload):
    take(client, upload, 1, "leave_out")
    response = client.get(f"{desk(upload, 'confirm')}?item=1", follow=True)

    assert "기사가 될 수 있는 것이 없습니다" in said(response)


def test_a_double_click_makes_one_article(client, upload):
    data = confirm_form(client, upload, 1) | PAPER
    client.post(desk(upload, "confirm"), data)
    response = client.post(desk(upload, "confirm"), data, follow=True)

    assert "이미 확인했습니다" in said(response)
    assert Article.objects.count() == Publisher.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_article(upload):
    user = make_editor("view_article", "add_article", "change_article", "add_publisher")
    client = Client()
    client.force_login(user)
    data = confirm_form(client, upload, 1) | PAPER
    statuses = []

    def click():
        try:
            own = Client()
            own.force_login(user)
            statuses.append(own.post(desk(upload, "confirm"), data).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [302, 302, 302]
    assert Article.objects.count() == 1


def test_all_of_them_or_none(client, upload, monkeypatch):
    made = confirming._made
    monkeypatch.setattr(
        confirming, "_made", lambda item, *rest: made(item, *rest) if item.key == 1 else 1 / 0
    )
    data = confirm_form(client, upload, 1, 3) | PAPER
    with pytest.raises(ZeroDivisionError):
        client.post(desk(upload, "confirm"), data)

    assert Article.objects.count() == Publisher.objects.count() == upload.articles.count() == 0


def test_a_stale_confirmation_is_refused(client, upload):
    data = confirm_form(client, upload, 1) | PAPER | {"i1-note": "오래 생각한 한 줄"}
    take(editor(), upload, 1, "save", headline="그들의 제목")
    response = client.post(desk(upload, "confirm"), data)

    assert response.status_code == 409
    page = soup(response)
    assert "그들의 제목" in page.select_one("#stale").text
    assert page.select_one("#confirm-1").text == "그들의 제목"
    assert page.select_one("#id_i1-note")["value"] == "오래 생각한 한 줄"
    assert Article.objects.count() == 0

    again = fields_of(response, ".desk-confirm form")
    client.post(desk(upload, "confirm"), again)
    assert Article.objects.get().note == "오래 생각한 한 줄"


def test_a_confirmed_item_is_no_longer_changed_and_undo_stops_there(client, upload):
    take(client, upload, 3, "down")
    confirm(client, upload, 1, **PAPER)
    seen = upload.steps.count()
    for step in ("save", "merge", "leave_out"):
        sent = {"seen": seen, "step": step, "i1-kind": "news", "i1-headline": "다른 제목"}
        assert client.post(item_address(upload, 1), sent).status_code == 400
    assert take(client, upload, 2, "merge").status_code == 400
    client.post(desk(upload, "undo"), {"seen": seen})

    assert items(upload)[0]["headline"] == "나주시, 못난이 배 가공농가 돕는다"
    assert items(upload)[0]["article"] == Article.objects.get().pk


def test_an_item_whose_article_was_deleted_waits_again(client, upload):
    confirm(client, upload, 1, **PAPER)
    Article.objects.all().delete()

    assert soup(client.get(desk(upload))).select_one("#choose-1") is not None


# What is public


PUBLIC = ["/", "/news/", "/programs/", "/feeds/all.atom", "/sitemap.xml", "/api/v1/articles/"]


def everything_public(article: Article | None = None) -> str:
    client = Client()
    places = [*PUBLIC]
    if article is not None:
        places += [article.get_absolute_url(), f"/api/v1/articles/{article.key}/"]
    answers = [client.get(place) for place in places]
    assert {answer.status_code for answer in answers} <= {200}, places
    return "".join(
        b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
        for answer in answers
    )


def test_nothing_is_public_before_it_is_confirmed_and_the_text_never_is(client, upload):
    before = everything_public()
    confirm(client, upload, 1, **PAPER)
    article = Article.objects.get()
    after = everything_public(article)

    assert article.headline not in before
    assert article.headline in after
    for item in items(upload):
        for sentence in filter(None, item["text"].split(". ")):
            for part in (sentence[:25], sentence[-25:]):
                assert part not in before
                if part not in article.headline and len(part) > 12:
                    assert part not in after, part


def test_confirming_needs_the_right_to_change_and_to_add(upload):
    for allowed in (["view_article"], ["view_article", "change_article"]):
        client = editor(*allowed)
        assert client.get(f"{desk(upload, 'confirm')}?item=1").status_code == 403
        assert client.post(desk(upload, "confirm"), {"item": "1"}).status_code == 403
    assert not Article.objects.filter(confirmed_at__lte=Now()).exists()


@pytest.mark.parametrize("item", ["", "x", "999999999999999999999", "-1", "0", "77"])
def test_an_item_that_is_none_is_a_sentence(client, upload, item):
    for response in (
        client.get(desk(upload, "confirm"), {"item": item}, follow=True),
        client.post(desk(upload, "confirm"), {"item": item, "seen": "1"}, follow=True),
    ):
        assert response.status_code in (200, 400)
    assert Article.objects.count() == 0
