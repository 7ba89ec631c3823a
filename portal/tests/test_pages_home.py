from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.actions import publish
from programs.models import ApplicationWindow
from programs.tests.factories import make_article, make_draft, make_program, make_term
from regions.models import Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("korea")]


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def read(client, path: str = "/") -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def cards(page: BeautifulSoup, section: str) -> list[str]:
    heading = page.find(id=section)
    return [title.text for title in heading.find_parent("section").select(".card__title")]


def closing(name: str, days: int, **fields):
    edition = make_draft(name=name, **fields)
    closes = (date.today() + timedelta(days=days)).isoformat()
    ApplicationWindow.objects.create(
        edition=edition, kind="fixed", closes=closes, article=make_article()
    )
    return publish(edition=edition, by=None)


def test_the_search_box_leads_to_the_list_of_programs(client):
    form = read(client).select_one("main form[role=search]")

    assert (form["action"], form["method"]) == (reverse("programs"), "get")
    assert form.select_one("input[name=q]")["type"] == "search"


def test_themes_show_how_many_live_programs_they_have(client):
    care, unused = make_term(slug="care", name="돌봄"), make_term(slug="unused", name="빈 주제")
    make_program(themes=[care])
    make_program(themes=[care])
    make_draft(themes=[care])

    tiles = read(client).select(".tile")

    assert [tile["href"] for tile in tiles] == [reverse("theme", args=["care"])]
    assert "사업 2개" in tiles[0].text
    assert unused.name not in tiles[0].text


def test_themes_stand_in_the_order_of_the_editors(client):
    for position, slug in ((2, "aa"), (1, "zz")):
        make_program(themes=[make_term(slug=slug, position=position)])

    assert [tile["href"][-3:-1] for tile in read(client).select(".tile")] == ["zz", "aa"]


def test_programs_that_close_soon_are_listed_the_nearest_first(client):
    closing("스무날 뒤", 20)
    closing("내일", 1)
    closing("오늘", 0)
    closing("반년 뒤", 180)
    closing("어제", -1)

    page = read(client)

    assert cards(page, "closing") == ["오늘", "내일", "스무날 뒤"]
    assert page.select(".badge--soon")[0].text.strip() == "오늘 마감"


def test_it_says_so_where_nothing_is_known_to_close_soon(client):
    make_program()

    section = read(client).find(id="closing").find_parent("section")

    assert "마감한다고 알려진 사업이 없어요" in section.text


def test_without_a_chosen_region_none_is_put_first(client):
    make_program(region=region("29200"))

    page = read(client)

    assert page.find(id="local") is None
    assert "우리 동네 정하기" in page.select_one(".site-region").text


def test_the_chosen_region_comes_first_with_nothing_of_elsewhere(client):
    make_program(name="광산구 사업", region=region("29200"))
    make_program(name="경기 광주 사업", region=region("41610"))
    client.cookies["region"] = "12330"

    page = read(client)

    assert cards(page, "local") == ["광산구 사업"]
    assert "광주 광산구" in page.select_one(".site-region").text


def test_programs_of_the_region_itself_stand_before_those_of_the_whole_city(client):
    make_program(name="가 시 전체", region=region("29"))
    make_program(name="나 광산구", region=region("29200"))
    client.cookies["region"] = "12330"

    assert cards(read(client), "local") == ["나 광산구", "가 시 전체"]


def test_what_nobody_has_checked_for_long_is_not_new(client, monkeypatch):
    make_program(name="새 사업")
    old = make_draft(name="옛 사업")
    old.facts.update(verified_on=date(2020, 1, 1))
    old.involvements.update(verified_on=date(2020, 1, 1))
    publish(edition=old, by=None)

    assert cards(read(client), "newest") == ["새 사업"]


def test_the_map_and_the_list_offer_the_same_five_districts(client):
    page = read(client)

    on_map = {piece["data-region"] for piece in page.select(".map__piece")}
    in_list = {button["value"] for button in page.select(".picker__list button")}

    assert on_map == {"12210", "12240", "12270", "12300", "12330"}
    assert on_map < in_list
    assert "41610" in in_list
    assert "29200" not in in_list
    assert len(in_list) == 5 + 1 + 22


def test_the_map_is_made_of_links_with_names(client):
    pieces = read(client).select(".map__piece")

    assert {piece.find("text").text: piece["href"] for piece in pieces}[
        "광산구"
    ] == "/regions/12330/"


def count_queries(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_programs(client):
    client.cookies["region"] = "12330"
    for number in range(7):
        closing(f"사업 {number}", number, region=region("29200"))
    few = count_queries(client, "/")
    for number in range(25):
        closing(f"더 {number}", number, region=region("29200"))

    assert count_queries(client, "/") == few
    assert few <= 30


@pytest.mark.parametrize("setting", [True, False])
def test_every_page_says_whether_it_is_official(client, settings, setting):
    settings.OPERATOR_NAME, settings.OPERATOR_IS_OFFICIAL = "시험 운영자", setting

    for name in ("home", "sources", "accessibility", "choose-region"):
        footer = read(client, reverse(name)).select_one(".site-footer").text
        assert ("정부 공식 누리집이 아니에요" in footer) is not setting
        assert "시험 운영자" in footer


def test_the_contact_stands_on_the_page_only_where_there_is_one(client, settings):
    assert "mailto:" not in client.get("/about/sources/").content.decode()
    settings.CONTACT_EMAIL = "help@example.org"
    assert "mailto:help@example.org" in client.get("/about/sources/").content.decode()
