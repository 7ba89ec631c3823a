"""The staff's pages in a real browser: under the strict policy, and by the rules of accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from programs.actions import publish
from programs.models import Edition
from programs.tests.admin_client import make_staff
from programs.tests.factories import make_draft


@pytest.fixture
def complaints(page):
    heard = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def staff(page, live_server, transactional_db):
    user = make_staff("publisher", username="publisher")
    user.set_password("a long password")
    user.save()
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "publisher")
    page.fill("#id_password", "a long password")
    page.click("[type=submit]")
    return page


def faults(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]


def edit(page, live_server, edition):
    page.goto(live_server.url + reverse("admin:programs_edition_change", args=[edition.pk]))
    page.locator("#edition_form .select2-selection[aria-labelledby]").first.wait_for()


def test_an_editor_adds_a_value_and_publishes(staff, live_server, complaints):
    edition = make_draft(name="브라우저로 고칠 사업")
    edit(staff, live_server, edition)
    staff.locator("#facts-group .add-row a").click()
    row = staff.locator("#facts-1")
    row.locator(".field-label .select2-selection").first.click()
    staff.locator(".select2-results__option", has_text="term").first.click()
    row.locator("#id_facts-1-kind").select_option("capacity")
    row.locator("#id_facts-1-number").fill("30")
    row.locator("#id_facts-1-unit").select_option("people")
    staff.locator("[name=_step][value=publish]").click()
    staff.locator(".objections a").first.click()
    assert staff.locator("#id_facts-1-article_error").is_visible()
    assert Edition.objects.get(pk=edition.pk).status == "draft"

    staff.locator("#facts-1 .field-article .select2-selection").first.click()
    staff.locator(".select2-results__option", has_text="시험 기사").first.click()
    staff.locator("[name=_step][value=publish]").click()

    staff.locator(".messagelist .success").wait_for()
    assert Edition.objects.get(pk=edition.pk).is_live
    assert complaints == []


def test_nothing_on_the_staffs_pages_is_hard_to_reach(staff, page, live_server):
    draft, live = make_draft(), publish(edition=make_draft(), by=None)
    found = {}
    for address in (
        "",
        "programs/edition/",
        "programs/program/add/",
        "news/article/",
        "password_change/",
    ):
        page.goto(f"{live_server.url}/admin/{address}")
        page.wait_for_timeout(300)
        found[address] = faults(page)
    for edition in (draft, live):
        page.goto(live_server.url + reverse("admin:programs_edition_change", args=[edition.pk]))
        page.wait_for_timeout(500)
        found[edition.status] = faults(page)
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/admin/login/")
    found["login"] = faults(page)
    assert {place: list_ for place, list_ in found.items() if list_} == {}


def test_the_form_fits_a_small_screen(staff, live_server):
    staff.set_viewport_size({"width": 360, "height": 800})
    edit(staff, live_server, make_draft())
    assert staff.evaluate("document.documentElement.scrollWidth <= innerWidth")
