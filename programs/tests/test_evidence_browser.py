"""The pages of evidence in a browser: by keyboard alone, narrow, and open to assistive technology."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.urls import reverse

from programs.models import Edition, EvidenceCase
from programs.tests.test_evidence_adding import make_class, make_news, open_case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff(page, live_server):
    """A signed-in page that keeps what the browser complained of."""
    get_user_model().objects.create_superuser("staff", password="a long password")
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: page.complaints.append(message.text) if message.type == "error" else None,
    )
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", "staff")
    page.fill("#id_password", "a long password")
    page.click("[type=submit]")
    return page


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


def is_narrow(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_of_an_article_is_clean(staff, live_server, width):
    make_class()
    article = make_news()
    staff.set_viewport_size({"width": width, "height": 900})
    staff.goto(live_server.url + reverse("admin:programs_evidence_article", args=[article.pk]))

    assert staff.complaints == []
    assert violations(staff) == []
    assert is_narrow(staff)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_of_a_case_is_clean(staff, live_server, width):
    _working, case = open_case()
    staff.set_viewport_size({"width": width, "height": 900})
    for address in (
        reverse("admin:programs_evidencecase_change", args=[case.pk]),
        reverse("admin:programs_evidence"),
    ):
        staff.goto(live_server.url + address)

        assert is_narrow(staff)
        assert staff.complaints == []
        assert violations(staff) == []
        staff.complaints.clear()  # the checker itself tries an inline style


def test_choosing_adding_and_settling_need_no_mouse(staff, live_server):
    live, article = make_class(), make_news()
    staff.goto(live_server.url + reverse("admin:programs_evidence_article", args=[article.pk]))

    staff.focus("input[name=finding]")
    staff.keyboard.press("Space")
    staff.keyboard.press("Enter")
    staff.wait_for_selector(".messagelist .success")

    [case] = EvidenceCase.objects.open()
    staff.goto(live_server.url + case.get_absolute_url())
    staff.focus("input[name=outcome]")
    staff.keyboard.press("Space")
    staff.keyboard.press("Tab")
    staff.keyboard.type("담당자에게 확인했습니다.")
    staff.keyboard.press("Tab")
    staff.keyboard.press("Enter")
    staff.wait_for_selector(".messagelist .success")

    working = Edition.objects.working().get(program=live.program)
    assert [fact.number for fact in working.facts.all()] == [48]
    assert staff.complaints == []
