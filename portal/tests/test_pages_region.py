import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.actions import publish
from programs.tests.factories import (
    make_article,
    make_draft,
    make_organization,
    make_program,
    make_term,
)
from regions.models import Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("korea")]
GWANGJU, GYEONGGI_GWANGJU, GWANGSAN, GWANGSAN_TODAY = "29", "41610", "29200", "12330"


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def read(client, code: str, query: str = "") -> BeautifulSoup:
    response = client.get(f"/regions/{code}/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def names(page: BeautifulSoup) -> list[str]:
    return [title.text for title in page.select("main .card__title")]


def test_it_lists_the_programs_of_its_ground_under_old_and_new_names(client):
    make_program(name="옛 코드", region=region(GWANGSAN))
    make_program(name="새 코드", region=region(GWANGSAN_TODAY))
    make_program(name="시 전체", region=region(GWANGJU))
    make_program(name="옆 구", region=region("29110"))
    make_draft(name="초안", region=region(GWANGSAN))

    for code in (GWANGSAN, GWANGSAN_TODAY):
        assert sorted(names(read(client, code))) == ["새 코드", "시 전체", "옛 코드"]


@pytest.mark.parametrize(
    ("code", "other"),
    [
        (GYEONGGI_GWANGJU, "빛고을 사업"),
        ("41", "빛고을 사업"),
        *[(code, "너른고을 사업") for code in (GWANGJU, "12", GWANGSAN, GWANGSAN_TODAY, "12240")],
    ],
)
def test_no_page_of_one_gwangju_lists_anything_of_the_other(client, code, other):
    metropolitan, gyeonggi = region(GWANGJU), region(GYEONGGI_GWANGJU)
    make_program(
        name="빛고을 사업", region=metropolitan, themes=[make_term(slug="m", name="빛고을 주제")]
    )
    make_program(
        name="너른고을 사업", region=gyeonggi, themes=[make_term(slug="g", name="너른고을 주제")]
    )
    for place, name in ((metropolitan, "빛고을 기관"), (gyeonggi, "너른고을 기관")):
        edition = make_draft(name=name, region=place)
        edition.involvements.update(organization=make_organization(name=name, region=place))
        publish(edition=edition, by=None)

    page = read(client, code)

    shown = page.select_one("main").text
    assert other not in shown
    assert other.replace("사업", "기관") not in shown
    assert other.replace("사업", "주제") not in shown
    feed = client.get(f"/regions/{code}/feed.atom").content.decode()
    assert other not in feed


@pytest.mark.parametrize(
    ("code", "leads_to"),
    [(GWANGJU, GYEONGGI_GWANGJU), (GYEONGGI_GWANGJU, GWANGJU), ("12", "41610")],
)
def test_each_gwangju_has_one_line_for_a_visitor_who_meant_the_other(client, code, leads_to):
    lines = read(client, code).select(".namesake")

    assert len(lines) == 1
    assert [link["href"] for link in lines[0].select("a")] == [f"/regions/{leads_to}/"]


def test_a_region_whose_name_is_its_own_has_no_such_line(client):
    assert read(client, GWANGSAN_TODAY).select(".namesake") == []


def test_a_dissolved_region_says_what_became_of_it_and_leads_there(client):
    page = read(client, GWANGJU)

    notice = page.select_one(".notice")
    assert "광주광역시 (2026-07-01 전남광주통합특별시로 통합)" in notice.text
    heirs = {link["href"] for link in notice.select("a")}
    assert heirs == {f"/regions/{code}/" for code in ("12210", "12240", "12270", "12300", "12330")}


def test_a_dissolved_region_cannot_be_remembered(client):
    assert read(client, GWANGSAN).select("button[name=region]") == []
    assert read(client, GWANGSAN_TODAY).select_one("button[name=region]")["value"] == GWANGSAN_TODAY


def test_the_remembered_region_can_be_forgotten_on_its_page(client):
    client.cookies["region"] = GWANGSAN_TODAY

    assert read(client, GWANGSAN_TODAY).select_one("main button[name=region]")["value"] == ""


def test_a_dissolved_neighbourhood_leads_to_the_district_of_today(client):
    notice = read(client, "2920051500").select_one(".notice")

    assert [link["href"] for link in notice.select("a")] == ["/regions/12330/"]


def test_what_has_ended_comes_last(client):
    make_program(
        name="나 시범", region=region(GWANGSAN), phase="pilot", phase_article=make_article()
    )
    make_program(name="다 운영", region=region(GWANGSAN))
    make_program(
        name="가 예정", region=region(GWANGSAN), phase="planned", phase_article=make_article()
    )

    assert names(read(client, GWANGSAN)) == ["다 운영", "나 시범", "가 예정"]


def test_it_leads_to_its_themes_organizations_and_feed(client):
    make_program(region=region(GWANGSAN), themes=[make_term(slug="care", name="돌봄")])
    organization = make_organization(name="광산구청", region=region(GWANGSAN))
    edition = make_draft(region=region(GWANGSAN))
    edition.involvements.update(organization=organization)
    publish(edition=edition, by=None)

    links = {link["href"] for link in read(client, GWANGSAN_TODAY).select("main a")}

    assert f"/programs/?region={GWANGSAN_TODAY}&theme=care" in links
    assert f"/organizations/{organization.slug}/" in links
    assert f"/regions/{GWANGSAN_TODAY}/feed.atom" in links


def test_the_list_of_organizations_stays_readable(client, monkeypatch):
    monkeypatch.setattr("portal.shelf.MOST_ORGANIZATIONS", 2)
    busy = make_organization(name="바쁜 기관", region=region(GWANGSAN))
    for number in range(5):
        edition = make_draft(region=region(GWANGSAN))
        other = make_organization(name=f"기관 {number}", region=region(GWANGSAN))
        edition.involvements.update(organization=busy if number < 2 else other)
        publish(edition=edition, by=None)

    listed = [link.text for link in read(client, GWANGSAN).select(".list__title")]

    assert len(listed) == 2
    assert listed[0] == "바쁜 기관"


def test_twenty_programs_a_page_each_on_one_page(client):
    for number in range(23):
        make_program(name=f"사업 {number:02}", region=region(GWANGSAN))

    first, second = read(client, GWANGSAN), read(client, GWANGSAN, "?page=2")

    assert (len(names(first)), len(names(second))) == (20, 3)
    assert len({*names(first), *names(second)}) == 23
    assert second.select_one("link[rel=canonical]")["href"].endswith("/regions/29200/?page=2")
    assert second.select_one(".pages [aria-current=page]").text.strip().endswith("2")


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e3", "９", " 1"])
def test_a_page_number_that_is_none_is_a_bad_request(client, page):
    assert client.get(f"/regions/{GWANGSAN}/", {"page": page}).status_code == 400


@pytest.mark.parametrize("page", ["2", "99", "9" * 15])
def test_a_page_beyond_the_last_is_not_found(client, page):
    assert client.get(f"/regions/{GWANGSAN}/", {"page": page}).status_code == 404


def test_a_misspelt_parameter_is_named(client):
    response = client.get(f"/regions/{GWANGSAN}/", {"pgae": "2"})

    assert response.status_code == 400
    assert "pgae" in response.content.decode()


@pytest.mark.parametrize(
    "code", ["99999", "00", "1", "123", "123456", "12330x", "１２", "12330%00"]
)
def test_a_code_of_no_region_is_not_found(client, code):
    assert client.get(f"/regions/{code}/").status_code in {400, 404}


def test_every_region_has_a_page(client):
    for code in ["12", "41", "46", "4161052000", "2920060000", "12870", "46910"]:
        assert read(client, code).select_one("h1").text


def test_the_number_of_queries_does_not_grow_with_the_programs(client):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(client, GWANGSAN_TODAY)
        return len(queries)

    for _ in range(3):
        make_program(region=region(GWANGSAN))
    few = count()
    for _ in range(25):
        make_program(region=region(GWANGSAN), benefits=[make_term("benefit")])

    assert count() <= few + 1  # the count of the pages is asked only where there is a second one
    assert few <= 24
