"""The site's own pages in a browser: rules of accessibility, narrow screens, keyboard, no scripts."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from programs.actions import publish
from programs.models import ApplicationWindow
from programs.tests.factories import make_article, make_draft, make_program, make_term
from regions.models import Region
from regions.tests import geography

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/",
    "/regions/12330/",
    "/regions/12330/?page=2",
    "/regions/29/",
    "/regions/41610/",
    "/regions/12870/",
    "/regions/choose/",
    "/about/sources/",
    "/accessibility/",
    "/nothing-here/",
    "/regions/12330/?page=x",
    "/regions/12330/?page=99",
]


@pytest.fixture
def site(live_server, settings):
    """The address of a site with a city's worth of programs."""
    settings.OPERATOR_NAME, settings.CONTACT_EMAIL = "시험 운영자", "help@example.org"
    geography.load()
    gwangsan, gyeonggi = Region.objects.get(code="29200"), Region.objects.get(code="41610")
    theme = make_term(slug="care", name="아주 긴 이름을 가진 주제·돌봄")
    benefit = make_term("benefit", name="현금")
    stage = make_term("life_stage", slug="stage-senior", name="노년")
    article = make_article()
    for number in range(21):
        make_program(
            name=f"아주길어서한줄에다들어가지않는이름을가진사업{number}",
            region=gwangsan,
            themes=[theme],
            benefits=[benefit],
            audiences=[stage],
            article=article,
        )
    closing = make_draft(
        name="곧 끝나는 사업", region=gwangsan, phase="pilot", phase_article=article
    )
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    ApplicationWindow.objects.create(
        edition=closing, kind="fixed", closes=tomorrow, article=article
    )
    publish(edition=closing, by=None)
    make_program(region=gyeonggi, phase="planned", phase_article=article)
    return live_server.url


def violations(page) -> list[tuple]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_that_axe_knows(browser, site, scheme):
    for width in (360, 1280):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.add_cookies([{"name": "region", "value": "12330", "url": site}])
        page = context.new_page()
        for path in PAGES:
            page.goto(site + path)
            assert violations(page) == [], (path, width)
        context.close()


def test_nothing_is_wider_than_a_screen_of_320_pixels(page, site):
    page.set_viewport_size({"width": 320, "height": 640})
    for path in PAGES:
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_text_twice_as_large_stays_on_the_screen(browser, site):
    """200 % zoom of a 1280 pixel window is a window of 640 pixels; larger text comes on top."""
    context = browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    page = context.new_page()
    for path in PAGES:
        page.goto(site + path)
        page.evaluate("document.documentElement.style.fontSize = '150%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
    context.close()


def test_the_first_stop_of_the_keyboard_leads_past_the_header(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    assert page.locator(".skip-link").bounding_box()["y"] >= 0

    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def stops(page) -> list[str]:
    """What the keyboard comes past from the top to the end."""
    found = []
    for _ in range(150):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "(e => e === document.body ? '' : e.dataset.region || e.getAttribute('href') || e.name || e.tagName)"
            "(document.activeElement)"
        )
        if not here:
            break
        found.append(here)
    return found


def test_search_map_list_and_cards_are_reached_by_keyboard_in_this_order(page, site):
    page.goto(site)

    found = stops(page)

    for one, next_one in [("q", "/themes/care/"), ("/themes/care/", "12330"), ("12330", "region")]:
        assert found.index(one) < found.index(next_one)
    assert {"12210", "12240", "12270", "12300", "12330"} <= set(found)


def test_every_stop_of_the_keyboard_can_be_seen(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")


# An outline on the element, on what is drawn over it or on the box around it; a filled piece on the map.
SHOWS_FOCUS = """(() => {
  const here = document.activeElement;
  const outlined = (e, pseudo) => {
    const style = getComputedStyle(e, pseudo);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  if (here.matches(".map__piece")) {
    const other = [...document.querySelectorAll(".map__piece")].find((piece) => piece !== here);
    const fill = (piece) => getComputedStyle(piece.querySelector("polygon")).fill;
    const line = getComputedStyle(here.querySelector("text")).textDecorationLine;
    return fill(here) !== fill(other) && line === "underline";
  }
  return outlined(here) || outlined(here, "::after") || outlined(here.closest(".search") || here);
})()"""


def test_the_map_chooses_a_region_by_keyboard(page, site):
    page.goto(site)
    page.locator(".map__piece", has_text="광산구").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/12330/")

    page.goto(site)

    assert "광산구" in page.locator("#local").inner_text()


def test_without_scripts_a_region_can_be_chosen_changed_and_forgotten(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator(".map__piece", has_text="광산구").click()
    page.get_by_role("button", name="우리 동네로 기억하기").click()
    assert "광주 광산구" in page.locator(".site-region").inner_text()

    page.goto(site)
    page.get_by_role("button", name="광주시", exact=True).click()
    assert page.url.endswith("/regions/41610/")
    page.get_by_role("button", name="기억 지우기").click()

    assert page.get_by_role("link", name="우리 동네 정하기").is_visible()
    context.close()


def test_targets_are_large_enough_for_a_finger(page, site):
    """WCAG 2.2's 24 pixels and KWCAG's; links in running text are exempt."""
    page.set_viewport_size({"width": 360, "height": 800})
    for path in ("/", "/regions/12330/"):
        page.goto(site + path)
        small = page.evaluate(
            """[...document.querySelectorAll("a, button, input, summary")]
            .filter((e) => e.checkVisibility() && !e.closest("p:not(.site-region), .skip-link, h3, li > .list__title"))
            .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, box]) => box.height > 0 && (box.height < 24 || box.width < 24))
            .map(([html]) => html)"""
        )
        assert [html for html in small if "skip-link" not in html] == []
