from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.actions import publish
from programs.models import Edition, Involvement, Organization
from programs.tests.factories import make_article, make_draft, make_organization, make_region

pytestmark = pytest.mark.django_db


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def played(response) -> list[tuple[str, str]]:
    """(roles, program) of each card."""
    return [
        (
            card.select_one(".played__roles").get_text(" ", strip=True),
            card.select_one(".card__title").get_text(),
        )
        for card in soup(response).select(".played")
    ]


def make_program_of(body: Organization, *roles: str, **fields) -> Edition:
    draft = make_draft(**fields)
    draft.involvements.all().delete()
    for role in roles:
        Involvement.objects.create(
            edition=draft, organization=body, role=role, article=make_article()
        )
    return publish(edition=draft, by=None)


def test_an_organization_says_what_it_is_and_what_is_not_known(client):
    body = make_organization(
        name="광주관광재단", description="관광을 맡은 재단이에요.", kind="public_institution"
    )
    text = soup(client.get(body.get_absolute_url())).select_one("main").get_text(" ", strip=True)

    assert "광주관광재단" in text
    assert "공공기관" in text
    assert "관광을 맡은 재단이에요." in text
    assert "지역 확인되지 않음" in text
    assert "누리집 확인되지 않음" in text


def test_its_programs_come_with_its_roles(client):
    body = make_organization()
    make_program_of(body, "provider", "funder", name="가")
    make_program_of(body, "partner", name="나")
    make_program_of(make_organization(), "provider", name="남의 것")
    make_draft(name="작성 중")

    assert played(client.get(body.get_absolute_url())) == [("담당 재원", "가"), ("협력", "나")]


def test_what_its_parts_do_counts_and_names_the_part(client):
    body = make_organization(name="광산구")
    part = make_organization(name="외국인주민과", parent=body)
    make_program_of(part, "operator", name="계획")

    assert played(client.get(body.get_absolute_url())) == [("운영 (외국인주민과)", "계획")]
    assert played(client.get(part.get_absolute_url())) == [("운영", "계획")]
    above = soup(client.get(part.get_absolute_url())).select_one("dl.rows")
    assert "상위 기관 광산구" in above.get_text(" ", strip=True)


def test_a_body_of_a_dissolved_region_says_so(client):
    make_region("12", name="전남광주통합특별시")
    heir, gone = make_region("12330", name="광산구"), make_region("29200", name="광산구")
    gone.__class__.objects.filter(code__in=["29", "29200"]).update(valid_to=date(2026, 6, 30))
    gone.successors.set([heir])
    body = make_organization(region=gone)

    text = soup(client.get(body.get_absolute_url())).select_one(".area").get_text(" ", strip=True)
    assert "(2026-07-01 전남광주통합특별시로 통합)" in text
    assert "전남광주통합특별시 광산구" in text


def test_an_organization_without_programs_shows_a_way_on(client):
    page = soup(client.get(make_organization().get_absolute_url()))
    assert page.select_one(".empty a")["href"] == "/programs/"


def test_unknown_names_and_parameters_are_refused(client):
    body = make_organization()

    assert client.get("/organizations/nobody/").status_code == 404
    assert client.get(f"{body.get_absolute_url()}?role=provider").status_code == 400
    assert client.get(f"{body.get_absolute_url()}?page=2").status_code == 404
    assert client.get(f"{body.get_absolute_url()}?utm_source=x").status_code == 200


def test_the_number_of_queries_is_flat(client):
    body = make_organization(region=make_region("29200"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(body.get_absolute_url())
        return len(found)

    make_program_of(body, "provider")
    few = queries()
    for _each in range(21):
        make_program_of(body, "provider", "partner")
    assert queries() == few < 25
