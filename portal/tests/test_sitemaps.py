import xml.etree.ElementTree as ET
from urllib.robotparser import RobotFileParser

import pytest

from portal import sitemaps
from programs.actions import withdraw
from programs.models import Edition
from programs.tests.factories import make_article, make_draft, make_program, make_term
from regions.models import Region

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client, path: str = "/sitemap.xml") -> dict[str, str]:
    """Path → lastmod of every entry."""
    response = client.get(path)
    assert response.status_code == 200
    root = ET.fromstring(response.content)  # noqa: S314
    return {
        entry.findtext(f"{SITEMAP}loc").removeprefix("http://testserver"): entry.findtext(
            f"{SITEMAP}lastmod"
        )
        for entry in root
    }


def test_it_names_every_public_page_with_its_date(client, korea):
    article = make_article()
    edition = make_program(
        region=Region.objects.get(code="29200"), article=article, themes=[make_term(slug="care")]
    )
    provider = edition.involvements.get().organization

    found = addresses(client)

    today = edition.published_at.date().isoformat()
    for path in (
        edition.get_absolute_url(),
        article.get_absolute_url(),
        provider.get_absolute_url(),
        "/themes/care/",
        "/regions/29200/",
        "/regions/12330/",
        "/regions/12/",
    ):
        assert found[path] == today
    assert {"/", "/programs/", "/news/", "/about/sources/", "/accessibility/"} <= found.keys()


def test_it_names_nothing_that_is_not_public_or_is_empty(client, korea):
    draft = make_draft(region=Region.objects.get(code="29200"))
    unconfirmed = make_article(confirmed_at=None)
    withdrawn = make_program(region=Region.objects.get(code="29200"))
    withdraw(edition=withdrawn, by=None, reason="시험")

    found = addresses(client)

    gone = {draft.get_absolute_url(), unconfirmed.get_absolute_url(), withdrawn.get_absolute_url()}
    assert not gone & found.keys()
    assert not [
        path for path in found if path.startswith(("/regions/", "/organizations/", "/themes/"))
    ]


def test_every_address_in_it_answers(client):
    make_program()

    for path in addresses(client):
        assert client.get(path).status_code == 200, path


def test_more_addresses_than_fit_into_one_file_become_an_index(client, monkeypatch):
    monkeypatch.setattr(sitemaps._Addresses, "limit", 2)
    for _ in range(3):
        make_program()

    files = addresses(client)
    found = {path for file in files for path in addresses(client, file)}

    assert "/sitemap-programs.xml?p=2" in files
    assert {edition.get_absolute_url() for edition in Edition.objects.live()} <= found


def test_the_public_name_of_the_site_stands_in_it(client, settings):
    settings.SITE_URL = "https://example.go.kr"

    assert b"<loc>https://example.go.kr/</loc>" in client.get("/sitemap.xml").content


def test_the_number_of_queries_stays_flat(client, django_assert_max_num_queries):
    for _ in range(25):
        make_program()
    with django_assert_max_num_queries(14):
        client.get("/sitemap.xml")


@pytest.mark.parametrize("path", ["/sitemap-nothing.xml", "/sitemap.xml?p=99", "/sitemap.xml?p=x"])
def test_a_sitemap_of_nothing_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_robots_may_read_everything_public(client):
    response = client.get("/robots.txt")
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())

    assert response["Content-Type"].startswith("text/plain")
    assert robots.can_fetch("*", "/programs/something/")
    assert not robots.can_fetch("*", "/admin/")
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]
