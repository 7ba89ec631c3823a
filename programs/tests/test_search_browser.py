"""The search box in a real browser: suggestions by keyboard, by pointer and for those who listen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from programs.tests.browsing import ORIGIN, answer_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("browsed")]


@pytest.fixture
def box(page):
    page.complaints = answer_with(Client(), page)
    page.goto(f"{ORIGIN}/programs/")
    box = page.locator("#q")
    box.click()
    return box


def type_and_wait(page, box, text: str) -> None:
    box.press_sequentially(text)
    page.locator("#q-list [role=option]").first.wait_for()


def test_the_list_opens_and_says_how_many_without_breaking_a_rule(page, box):
    type_and_wait(page, box, "임신")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == "q-list"
    count = page.locator("#q-list [role=option]").count()
    assert f"{count}개" in page.locator(".search--big [role=status]").inner_text()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.complaints == []


def test_arrows_move_the_choice_and_come_back_to_the_box(page, box):
    type_and_wait(page, box, "임신")
    last = page.locator("#q-list [role=option]").count() - 1
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "q-list-0"
    assert page.locator("#q-list-0").get_attribute("aria-selected") == "true"
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == f"q-list-{last}"
    assert box.input_value() == "임신"


def test_enter_opens_the_chosen_one(page, box):
    type_and_wait(page, box, "너릿재")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/programs/neoritjae-park/")


def test_enter_without_a_choice_searches(page, box):
    type_and_wait(page, box, "너릿재")
    box.press("Enter")
    page.wait_for_url("**/programs/?q=*")
    assert page.locator(".card mark").first.inner_text() == "너릿재"


def test_escape_closes_the_list_and_leaves_what_was_typed(page, box):
    type_and_wait(page, box, "임신")
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert page.locator("#q-list").is_hidden()
    assert box.input_value() == "임신"


def test_a_click_opens_the_suggestion(page, box):
    type_and_wait(page, box, "너릿재")
    page.locator("#q-list-0").click()
    page.wait_for_url("**/programs/neoritjae-park/")


def test_leaving_the_box_closes_the_list(page, box):
    type_and_wait(page, box, "임신")
    box.press("Tab")
    assert page.locator("#q-list").is_hidden()


def test_a_narrow_screen_holds_the_list(page, box):
    page.set_viewport_size({"width": 320, "height": 640})
    type_and_wait(page, box, "장애")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
