"""Taking pages in through the form: one by one, with a sentence for each that is refused."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from news.models import Article, Publisher, Upload
from news.receiving import MAX_BYTES, receive_bytes
from news.tests.desk.pages import desk, editor, make_read, said, soup

pytestmark = pytest.mark.django_db

ADD = "/admin/news/upload/add/"
PAGE = "나주시, 배 농가 돕는다\n\n나주시가 배 농가를 돕는다고 6일 밝혔다. 신청은 읍면동에서 받는다.".encode()


def file(content: bytes = PAGE, name: str = "지면.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def waiting_jobs() -> list[dict]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name__endswith="read_upload")]


def test_one_file_leads_to_its_page_and_is_left_to_the_worker():
    client = editor()
    response = client.post(ADD, {"files": file()})

    upload = Upload.objects.get()
    assert response.url == desk(upload)
    assert waiting_jobs() == [{"upload_id": upload.pk}]
    assert "곧 읽기 시작합니다" in soup(client.get(response.url)).select_one("#upload_state").text


def test_files_text_and_an_address_come_together():
    paper = Publisher.objects.create(slug="namdo", name="남도시험일보")
    sent = {"files": [file(), file(PAGE + b".", "b.txt")], "text": "붙여 넣은 글입니다."}
    sent |= {"address": "news.example/1", "publisher": paper.pk}
    response = editor().post(ADD, sent)

    assert response.url == reverse("admin:news_upload_changelist")
    assert sorted(Upload.objects.values_list("origin", "publisher__slug")) == [
        ("address", "namdo"),
        ("file", "namdo"),
        ("file", "namdo"),
        ("pasted", "namdo"),
    ]
    assert Upload.objects.get(origin="address").address == "https://news.example/1"
    assert len(waiting_jobs()) == 4


def test_the_same_file_again_leads_to_the_page_that_is_there():
    client = editor()
    client.post(ADD, {"files": file()})
    response = client.post(ADD, {"files": file(name="again.txt")}, follow=True)

    assert Upload.objects.count() == 1
    assert response.redirect_chain[-1][0] == desk(Upload.objects.get())
    assert "이미 받은 지면입니다" in said(response)
    assert len(waiting_jobs()) == 1


def test_a_refused_file_says_why_at_its_field_and_nothing_else_is_lost():
    client = editor()
    sent = {"files": [file(), file(b"PK\x03\x04zip", "지면.pdf")], "text": " ", "address": "x"}
    response = client.post(ADD, sent | {"text": "\u200b \n"})
    # An address that is none stops everything, and everything stays written.
    assert response.status_code == 200
    assert Upload.objects.count() == 0
    assert soup(response).select_one("#id_address")["value"] == "x"

    response = client.post(
        ADD, {**sent, "files": [file(), file(b"PK\x03\x04zip", "지면.pdf")], "address": ""}
    )
    assert "압축 파일" in soup(response).select_one("#id_files_error").text
    assert "지면.pdf" in soup(response).select_one("#id_files_error").text
    assert Upload.objects.get().name == "지면.txt"
    assert "받았습니다" in said(response)


def test_text_that_was_taken_is_not_asked_for_again():
    response = editor().post(ADD, {"files": file(b""), "text": "붙여 넣은 글입니다."})

    assert "비어 있는" in soup(response).select_one("#id_files_error").text
    assert soup(response).select_one("#id_text").text.strip() == ""
    assert Upload.objects.get().origin == "pasted"


def test_a_file_of_more_than_20_mb_is_refused_at_its_field():
    response = editor().post(ADD, {"files": file(b"a" * (MAX_BYTES + 1)), "text": "적은 글입니다."})

    assert "20MB" in soup(response).select_one("#id_files_error").text
    assert Upload.objects.get().origin == "pasted"


def test_a_hundred_files_are_a_sentence():
    response = editor().post(ADD, {"files": [file(PAGE + b"%d" % n) for n in range(100)]})

    assert response.status_code == 400
    assert "한 번에 20개까지" in response.content.decode()
    assert Upload.objects.count() == 0


def test_nothing_at_all_is_a_sentence():
    response = editor().post(ADD, {})

    assert "파일을 고르거나" in soup(response).select_one("#id_files_error").text


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "앞\0뒤"},
        {"text": [b"\xed\xa0\x80"]},
        {"publisher": "999999999999999999999"},
        {"publisher": "x"},
        {"address": "javascript:alert(1)"},
        {"address": "ftp://news.example/1"},
        {"address": "https://news.example/" + "a" * 600},
        {"files": "not a file"},
        {"text": "가" * 400_001},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(sent):
    response = editor().post(ADD, sent)

    assert response.status_code in (200, 400)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["가" * 250 + ".txt", "..\\..\\etc\\passwd", "a\tb.txt", ".txt", "‮fdp.txt"]
)
def test_any_name_is_taken(name):
    editor().post(ADD, {"files": file(name=name)})

    upload = Upload.objects.get()
    assert 0 < len(upload.name) <= 200
    assert "\\" not in upload.name


def test_a_script_gets_the_same_answer_as_json():
    sent = {"files": [file(), file(b"PK\x03\x04zip", "b.hwpx")]}
    answer = json.loads(editor().post(ADD, sent, headers={"Accept": "application/json"}).content)

    taken, refused = answer["outcomes"]
    assert taken["address"] == desk(Upload.objects.get())
    assert (refused["is_taken"], refused["address"]) == (False, "")
    assert "압축 파일" in refused["sentence"]


def test_taking_in_needs_the_right_to_add_articles():
    client = editor("view_article", "change_article")

    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"files": file()}).status_code == 403
    assert Client().post(ADD, {"files": file()}).url.startswith("/admin/login/")


# Waiting


def test_a_page_that_nobody_picks_up_says_so():
    client, upload = editor(), receive_bytes(PAGE, name="지면", by=None).upload
    Upload.objects.update(state_at=Now() - timedelta(seconds=30))

    answer = client.get(desk(upload, "state")).json()
    assert answer["is_under_way"]
    assert "아직 아무도 읽기 시작하지 않았습니다" in answer["words"]
    assert "일꾼이 쉬고 있음" in client.get("/admin/news/upload/").content.decode()


def test_a_failed_page_can_be_read_again():
    client, upload = editor(), receive_bytes(PAGE, name="지면", by=None).upload
    Upload.objects.update(state="failed", reason="글자를 알아볼 수 없습니다.")
    page = soup(client.get(desk(upload)))
    assert page.select_one("#upload_state").text == "글자를 알아볼 수 없습니다."

    response = client.post(page.select_one("form[action$='/read/']")["action"], follow=True)

    assert "다시 읽으라고 했습니다" in said(response)
    assert Upload.objects.get().state == "received"
    assert waiting_jobs() == [{"upload_id": upload.pk}]


def test_a_page_that_was_read_is_not_read_again():
    client, upload = editor(), make_read()
    client.post(desk(upload, "read"))

    assert upload.steps.count() == 1
    assert waiting_jobs() == []


def test_a_page_that_came_twice_by_address_leads_to_the_first():
    upload = make_read()
    again = Upload.objects.create(name="다시", origin="address", state="same", same_as=upload)
    response = editor().get(desk(again), follow=True)

    assert response.redirect_chain[-1][0] == desk(upload)
    assert "내용이 같아" in said(response)


# The original


def test_the_original_is_saved_and_never_shown_as_a_page():
    data = b"<html><script>alert(1)</script><body>" + PAGE + b"</body></html>"
    upload = receive_bytes(data, name="기사\r\n.html", by=None).upload
    response = editor().get(desk(upload, "original"))

    assert response.content == data
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")


def test_markup_in_a_page_is_shown_as_text():
    data = PAGE + b"\n\n<script>alert(1)</script><img src=x onerror=alert(2)>"
    client, upload = editor(), receive_bytes(data, name="<b>지면</b>.txt", by=None).upload
    from news.receiving import read_upload

    read_upload(upload.pk)
    page = soup(client.get(desk(upload)))

    assert page.select("main script:not([src]), main img, main b") == []
    assert "alert(2)" in page.select_one("#original").text


def test_an_upload_without_content_is_a_sentence():
    upload = Upload.objects.create(name="주소", origin="address", address="https://news.example")
    response = editor().get(desk(upload, "original"), follow=True)

    assert "아직 받지 못해" in said(response)


# The list


def test_the_list_shows_what_is_left_to_confirm_and_filters_by_it():
    make_read()
    receive_bytes(PAGE, name="기다리는 지면", by=None)
    client = editor()

    def names(query: str = "") -> list[str]:
        page = soup(client.get(f"/admin/news/upload/?{query}"))
        return [cell.text for cell in page.select("#result_list .field-name")]

    assert "4건 남음" in client.get("/admin/news/upload/").content.decode()
    assert names("waiting=yes") == ["columns-and-photo.txt"]
    assert names("waiting=no") == []
    assert names("state__exact=received") == ["기다리는 지면"]
    assert client.get("/admin/news/upload/?waiting=perhaps").status_code == 302


def test_the_list_asks_few_questions_and_loads_no_content(django_assert_max_num_queries):
    for number in range(4):
        receive_bytes(PAGE + b"%d" % number, name=str(number), by=None)
    client = editor()
    with django_assert_max_num_queries(8) as asked:
        client.get("/admin/news/upload/")
    assert not any("original" in query["sql"] for query in asked.captured_queries)


def test_pages_and_articles_and_the_first_page_lead_here():
    client = editor()
    for address in ("/admin/news/article/", "/admin/news/upload/"):
        assert soup(client.get(address)).select_one(f'a[href="{ADD}"]')


def test_the_desk_is_for_those_who_may_see_articles():
    upload = make_read()
    nobody = editor("view_publisher")
    for page in ("change", "state", "original", "confirm"):
        assert nobody.get(desk(upload, page)).status_code == 403
    reader = editor("view_article")
    page = soup(reader.get(desk(upload)))
    assert page.select(".card")
    assert not page.select(".card__form")
    for page in ("read", "page", "undo", "redo"):
        assert reader.post(desk(upload, page)).status_code == 403
    assert Article.objects.count() == 0


@pytest.mark.parametrize("page", ["state", "original", "confirm", "undo", "redo", "page"])
def test_a_page_that_is_not_there_is_not_found(page):
    address = f"/admin/news/upload/{9**25}/{page}/"
    client = editor()
    assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}
