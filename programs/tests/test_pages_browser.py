"""What only a browser can tell about the pages of programs and news. With the starting catalogue."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from programs.models import Edition
from programs.tests.browsing import ORIGIN, answer_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("browsed")]

KINDS = {
    "list": "/programs/",
    "narrowed list": "/programs/?region=12330&theme=foreign-residents&state=running",
    "empty list": "/programs/?q=임신&region=41610",
    "bad address": "/programs/?thme=x",
    "page too many": "/programs/?page=9",
    "program with rounds": "/programs/bukgu-photonics-mission/",
    "contradiction": "/programs/koryo-settlement/",
    "corrected spelling": "/programs/hope-plus-beauty/",
    "whole with parts": "/programs/hope-plus/",
    "planned": "/programs/photonics-platform/",
    "news": "/news/",
    "article": "/news/2024-04-01-namgu-hope-plus/",
    "organization": "/organizations/gwangju-metropolitan-city/",
    "theme": "/themes/business-trade/",
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_page_fits_and_breaks_no_rule_of_accessibility(
    page, complaints, address, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(ORIGIN + address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert complaints == []  # among them: refusals of the Content-Security-Policy


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_colours_stay_readable_in_both_schemes(page, complaints, scheme):
    page.emulate_media(color_scheme=scheme)
    for address in (
        "/programs/bukgu-photonics-mission/",
        "/programs/koryo-settlement/",
        "/programs/",
    ):
        page.goto(ORIGIN + address)
        found = Axe().run(page, options={"runOnly": ["color-contrast"]})
        assert found.violations_count == 0, found.generate_report()


def test_structured_data_is_neither_run_nor_refused(page, complaints):
    page.goto(f"{ORIGIN}/programs/koryo-settlement/")

    kind = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@type']"
    )
    assert kind == "GovernmentService"
    assert complaints == []


def test_every_program_prints_on_one_sheet_of_a4(page, complaints):
    too_long = []
    for slug in Edition.objects.live().values_list("program__slug", flat=True):
        page.goto(f"{ORIGIN}/programs/{slug}/")
        sheets = len(
            re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))
        )
        if sheets != 1:
            too_long.append((slug, sheets))
    assert too_long == []


def test_the_printed_sheet_carries_the_code_and_leaves_out_what_paper_can_not_do(page, complaints):
    page.goto(f"{ORIGIN}/programs/koryo-settlement/")
    assert not page.locator(".qr").is_visible()

    page.emulate_media(media="print")
    assert page.locator(".qr").is_visible()
    assert page.evaluate("document.querySelector('.qr').naturalWidth > 0")
    assert not page.locator("[data-print]").is_visible()
    assert not page.locator("#related").is_visible()
    assert page.get_by_text("두 출처의 수가 다릅니다.").is_visible()


def test_a_mark_leads_to_its_source_and_the_source_back_with_the_keyboard_alone(page, complaints):
    page.goto(f"{ORIGIN}/programs/bukgu-photonics-mission/")
    page.locator("a.mark[href='#source-2']").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#source-2")

    page.locator("#source-2 summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    anchor = page.url.split("#")[1]
    assert page.locator(f"#{anchor} a.mark[href='#source-2']").count() == 1


def test_filters_work_without_scripts(browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    answer_with(Client(), page)
    page.goto(f"{ORIGIN}/programs/")

    page.get_by_text("조건으로 좁혀 보기").click()
    page.locator("summary", has_text="주제").click()
    page.get_by_label("외국인주민·고려인").check()
    page.get_by_role("button", name="이 조건으로 보기").click()

    assert "theme=foreign-residents" in page.url
    assert page.locator(".card").count() == 2
    page.get_by_role("link", name="주제: 외국인주민·고려인 지우기").click()
    assert page.locator(".card").count() == 20
    context.close()


def test_filters_stand_open_where_there_is_room(page, complaints):
    for width, is_open in ((1280, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{ORIGIN}/programs/")
        assert page.get_by_label("모든 지역").is_visible() == is_open


def test_the_print_button_shows_where_scripts_run(page, complaints):
    page.goto(f"{ORIGIN}/programs/koryo-settlement/")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="한 장으로 인쇄").click()
    assert page.evaluate("window.printed")


def test_a_resident_searches_reads_looks_at_the_source_and_comes_back(page, complaints):
    page.goto(f"{ORIGIN}/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("산후 도우미")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="산후관리 도우미 지원").click()
    assert page.url.endswith("/programs/postnatal-helper/")
    mark = page.locator("main .mark").first
    source = mark.get_attribute("href").partition("#")[2]
    mark.click()
    assert page.url.endswith(f"#{source}")
    page.locator(f"#{source}").get_by_role("link").first.click()
    assert "/news/2020-10-12-" in page.url
    page.go_back()
    page.go_back()
    page.go_back()
    assert "/programs/?" in page.url
    assert complaints == []


def test_a_resident_narrows_the_list_to_a_region_and_takes_it_back(page, complaints):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{ORIGIN}/programs/")
    page.get_by_label(re.compile("경기도 광주시")).check()
    page.get_by_role("button", name="이 조건으로 보기").click()
    page.wait_for_url(re.compile("region=41610"))
    assert page.locator("main .card").count() == 2
    page.get_by_role("link", name=re.compile("경기도 광주시.*")).first.click()
    page.wait_for_url(lambda address: "region" not in address)
    assert page.locator("main .card").count() == 20
    assert complaints == []
