"""The desk in a real browser: from a dropped file to a public article, by keyboard; with and without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import expect

from news.models import Article, Publisher, Upload
from news.receiving import read_upload
from news.tests.desk.pages import desk, items, make_read
from news.tests.reading.samples import sample

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name, { type: "text/plain" }));
  document.getElementById("drop").dispatchEvent(
    new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def complaints(page):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def staff(page, live_server):
    return signed_in(page, live_server)


def signed_in(page, live_server):
    get_user_model().objects.create_superuser("staff", password="a long password")
    page.goto(f"{live_server.url}/admin/login/?next=/admin/password_change/")
    page.fill("#id_username", "staff")
    page.fill("#id_password", "a long password")
    page.click("[type=submit]")
    return page


def faults(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def press(page, *keys: str) -> None:
    """Keys of which the last one leads to another page."""
    with page.expect_navigation():
        for key in keys:
            page.keyboard.press(key)


def test_from_a_dropped_file_to_a_public_article(staff, live_server, complaints):
    staff.goto(f"{live_server.url}/admin/news/upload/add/")
    staff.evaluate(DROP, ["지면.txt", sample("columns-and-photo")[0].decode()])
    staff.wait_for_url("**/change/")
    assert "곧 읽기 시작합니다" in staff.locator("#upload_state").text_content()
    upload = Upload.objects.get()
    read_upload(upload.pk)  # what the worker does
    staff.locator(".card").first.wait_for()  # the page has asked by itself

    staff.focus("#item-1")
    staff.keyboard.press("ArrowDown")
    assert focused(staff) == "item-2"
    assert staff.locator(".piece.is-lit").count() == len(items(upload)[1]["ranges"])
    press(staff, "m")
    assert [item["key"] for item in items(upload)] == [1, 3, 4, 5]
    assert focused(staff) == "item-1"
    press(staff, "Control+z")
    assert [item["key"] for item in items(upload)] == [1, 2, 3, 4, 5]
    press(staff, "Control+Shift+z")
    assert [item["key"] for item in items(upload)] == [1, 3, 4, 5]

    staff.focus("#item-1")
    staff.keyboard.press("s")
    assert focused(staff) == "split-1"
    staff.select_option("#split-1", label=label_of(staff, "구례군 산동면"))
    press(staff, "Tab", "Enter")
    assert [item["key"] for item in items(upload)] == [1, 6, 3, 4, 5]
    assert focused(staff) == "item-6"

    staff.keyboard.press("k")
    press(staff, "ArrowDown", "Tab", "Enter")
    assert items(upload)[1]["kind"] == "photo"
    press(staff, "Shift+ArrowDown")
    assert [item["key"] for item in items(upload)] == [1, 3, 6, 4, 5]
    press(staff, "x")
    assert items(upload)[2]["is_left_out"]

    press_button(staff, "#confirm_form button")
    assert faults(staff) == []
    complaints.clear()  # the checker itself tries an inline style
    staff.fill("#id_name", "남녘신문")
    press_button(staff, ".desk-confirm [type=submit]")
    assert Article.objects.public().count() == 3
    assert Publisher.objects.get().name == "남녘신문"

    article = Article.objects.get(headline__startswith="나주시")
    staff.goto(live_server.url + article.get_absolute_url())
    assert article.headline in staff.content()
    for sentence in article.text.split(". "):
        assert sentence not in staff.content()
    assert complaints == []


def label_of(page, words: str) -> str:
    return next(
        label for label in page.locator("#split-1 option").all_text_contents() if words in label
    )


def press_button(page, selector: str) -> None:
    page.focus(selector)
    press(page, "Enter")


def test_several_files_show_how_each_of_them_went(staff, live_server, complaints):
    staff.goto(f"{live_server.url}/admin/news/upload/add/")
    staff.fill("#id_text", "붙여 넣은 글입니다. 신청은 읍면동에서 받는다.")
    staff.set_input_files(
        "#id_files",
        [
            {"name": "a.txt", "mimeType": "text/plain", "buffer": sample("districts")[0]},
            {"name": "b.hwp", "mimeType": "text/plain", "buffer": b"HWP Document File V3.00"},
        ],
    )
    staff.click("#upload_form [type=submit]")
    staff.locator("#sent li .desk-error").wait_for()
    expect(staff.locator("#sent progress")).to_have_count(0)

    lines = staff.locator("#sent li").all_text_contents()
    assert "받았습니다" in lines[0]
    assert ".hwp" in lines[1]
    assert "받았습니다" in lines[2]
    assert Upload.objects.count() == 2
    # What was refused stays chosen, what was taken does not.
    assert staff.evaluate("[...document.getElementById('id_files').files].map(f => f.name)") == [
        "b.hwp"
    ]
    assert staff.input_value("#id_text") == ""
    assert [line for line in complaints if "status of 4" not in line] == []


def test_a_session_that_ended_is_a_sentence_and_loses_nothing(staff, live_server):
    staff.goto(f"{live_server.url}/admin/news/upload/add/")
    staff.fill("#id_text", "오래 적은 글입니다.")
    staff.context.clear_cookies()
    staff.click("#upload_form [type=submit]")
    staff.locator("#sent .desk-error").wait_for()

    assert "다시 로그인" in staff.locator("#sent").text_content()
    assert staff.input_value("#id_text") == "오래 적은 글입니다."


def test_cutting_at_the_cursor_by_keyboard(staff, live_server):
    upload = make_read()
    staff.goto(live_server.url + desk(upload))
    staff.focus("#item-1")
    staff.keyboard.press("e")
    place = items(upload)[0]["text"].index("나주시는 “다음")
    staff.locator("#id_i1-text").evaluate(
        f"text => {{ text.focus(); text.setSelectionRange({place}, {place}) }}"
    )
    press_button_after_cursor(staff)

    assert items(upload)[1]["text"].startswith("나주시는 “다음")


def press_button_after_cursor(page) -> None:
    page.keyboard.press("Tab")  # the button that saves
    page.keyboard.press("Tab")
    press(page, "Enter")


def test_a_click_in_the_original_offers_to_cut_there(staff, live_server):
    upload = make_read()
    staff.goto(live_server.url + desk(upload))
    staff.locator("#original .piece[data-item='1'] .piece__text").nth(2).click(
        position={"x": 150, "y": 10}
    )

    chosen = staff.locator("#split-1").evaluate("select => select.selectedOptions[0].text")
    page_text = upload.content.text
    place = int(staff.input_value("#split-1"))
    assert chosen.removeprefix("… ")[:6] in page_text[place : place + 12]
    with staff.expect_navigation():
        staff.click("#item-1 button[value=split]")
    assert items(upload)[1]["ranges"][0][0] == place


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_clean_and_fits(staff, live_server, width):
    upload = make_read()
    waiting = Upload.objects.create(
        name="기다리는 지면", origin="address", address="https://a.example"
    )
    failed = Upload.objects.create(
        name="못 읽은 지면", origin="file", state="failed", reason="까닭."
    )
    staff.set_viewport_size({"width": width, "height": 900})
    found = {}
    for address in (
        "/admin/news/upload/add/",
        "/admin/news/upload/",
        desk(upload),
        desk(waiting),
        desk(failed),
        f"{desk(upload, 'confirm')}?item=1&item=2",
    ):
        staff.goto(live_server.url + address)
        if address == desk(upload):
            staff.focus("#item-1")
            staff.keyboard.press("e")
        fits = staff.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found[address] = [*faults(staff), *([] if fits else ["too wide"])]

    assert {address: list_ for address, list_ in found.items() if list_} == {}


def test_without_scripts_everything_is_there(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = signed_in(context.new_page(), live_server)
    page.goto(f"{live_server.url}/admin/news/upload/add/")
    page.fill("#id_text", sample("columns-and-photo")[0].decode())
    page.click("#upload_form [type=submit]")
    upload = Upload.objects.get()
    read_upload(upload.pk)
    page.goto(live_server.url + desk(upload))
    page.click("#item-2 button[value=merge]")
    page.select_option("#id_i3-kind", "notice")
    page.click("#item-3 .card__choice button[value=save]")
    page.click("[data-undo]")
    page.click("#confirm_form button")
    page.click(".desk-confirm [type=submit]")
    context.close()

    assert [item["kind"] for item in items(upload)] == ["news", "news", "news", "advertisement"]
    assert Article.objects.public().count() == 3


def test_a_hidden_page_of_the_desk_stays_hidden_from_residents(live_server):
    upload = make_read()
    for page in ("change", "state", "original", "confirm"):
        assert Client().get(desk(upload, page)).url.startswith("/admin/login/")
