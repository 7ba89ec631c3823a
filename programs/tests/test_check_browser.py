"""The guided check in a real browser: with and without scripts, by keyboard, on a small phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from programs.tests.browsing import ORIGIN, answer_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("browsed")]
CHECK = f"{ORIGIN}/check/"
HEADING = "main h1"
FIRST, REGION = "누구를 위해 찾으세요?", "어느 동네에서 찾으세요?"


@pytest.fixture
def plain(browser):
    """A page without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.set_default_timeout(5_000)
    answer_with(Client(), page)
    yield page
    context.close()


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def title(page) -> str:
    return page.locator(HEADING).inner_text()


def answer_for_a_pregnant_person(page) -> None:
    press(page, "나나 가족을 위해")
    page.get_by_text(REGION).wait_for()
    press(page, "광산구")
    page.get_by_text("임신부인가요?").wait_for()
    press(page, "예")


def test_it_works_without_scripts(plain):
    plain.goto(CHECK)
    answer_for_a_pregnant_person(plain)
    press(plain, "지금까지 결과 보기")

    fits = plain.locator("section[aria-labelledby=fits]")
    assert fits.get_by_role("link", name="임신부 건강관리").count() == 1
    assert plain.url == CHECK
    press(plain, "질문 이어서 답하기")
    press(plain, "뒤로")
    assert title(plain) == "임신부인가요?"
    plain.get_by_role("link", name="처음부터 다시").click()
    assert title(plain) == FIRST


def test_with_scripts_nothing_is_loaded_anew_and_the_browser_s_back_works(page, complaints):
    page.goto(CHECK)
    page.evaluate("window.stayed = true")
    answer_for_a_pregnant_person(page)
    page.locator("h1", has_not_text="임신부인가요?").first.wait_for()
    asked = title(page)

    page.go_back()
    page.get_by_text("임신부인가요?").wait_for()
    page.go_forward()
    page.locator("h1", has_text=asked).wait_for()
    assert page.evaluate("window.stayed")
    assert page.url == CHECK
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert complaints == []


def test_nothing_that_was_answered_is_left_in_the_browser(page, complaints):
    page.goto(CHECK)
    answer_for_a_pregnant_person(page)
    page.locator("h1", has_not_text="임신부인가요?").first.wait_for()

    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("Object.keys(history.state)") == ["step"]
    assert page.context.cookies() == []
    page.reload()
    assert title(page) == FIRST


def test_it_works_by_keyboard_alone(page, complaints):
    page.goto(CHECK)
    for name in ("나나 가족을 위해", "건너뛰기", "예"):
        _tab_to(page, name)
        before = title(page)
        page.keyboard.press("Enter")
        page.locator("h1", has_not_text=before).first.wait_for()
    assert "질문 4" in page.locator(".check__progress").inner_text()
    assert complaints == []


def _tab_to(page, name: str) -> None:
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").startswith(name):
            return
    pytest.fail(f"No way to {name} by keyboard")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_step_fits_and_breaks_no_rule_of_accessibility(page, complaints, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(CHECK)
    _sound(page, width)
    press(page, "나나 가족을 위해")
    page.get_by_text(REGION).wait_for()
    _sound(page, width)
    press(page, "지금까지 결과 보기")
    page.locator("#fits").wait_for()
    for box in page.locator("main details").all():
        box.locator("summary").first.click()
    _sound(page, width)
    assert complaints == []


def _sound(page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    small = page.evaluate(
        "[...document.querySelectorAll('main form button')].filter(b => b.offsetHeight && "
        "b.offsetHeight < 44).map(b => b.innerText)"
    )
    assert small == []


def test_the_refused_page_goes_on_with_what_it_understood(page, complaints):
    page.goto(CHECK)
    page.evaluate(
        "document.querySelector('[data-check] button').value = 'business|none';"
        "const kept = document.createElement('input'); kept.name = 'answer';"
        "kept.value = 'region|skip'; document.querySelector('[data-check]').prepend(kept);"
    )
    page.locator("[data-check] button").first.click(force=True)
    page.get_by_text("답을 알아보지 못했어요").first.wait_for()

    assert Axe().run(page).violations_count == 0
    press(page, "알아본 답 1개로 이어서 하기")
    page.locator(".check__progress", has_text="질문 2").wait_for()


def test_results_print_without_buttons(page, complaints):
    page.goto(CHECK)
    press(page, "나나 가족을 위해")
    page.get_by_text(REGION).wait_for()
    press(page, "지금까지 결과 보기")
    page.locator("#fits").wait_for()
    assert page.get_by_role("button", name="인쇄하기").is_visible()

    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="인쇄하기").is_visible()
    assert re.search(r"더 알아봐야 해요", page.locator("main").inner_text())
