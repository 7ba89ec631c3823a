import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

from programs.actions import new_edition, publish
from programs.tests.factories import make_draft, make_program, make_term
from regions.models import Region

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, path: str = "/feeds/all.atom") -> list[ET.Element]:
    response = client.get(path)
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314


def titles(client, path: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in entries(client, path)]


def test_an_entry_has_what_atom_demands(client):
    edition = make_program(name="시험 사업", summary="누구에게 무엇을 해 줘요.")

    (entry,) = entries(client)

    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{edition.program.uuid}"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) is not None
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{edition.get_absolute_url()}"
    assert "누구에게 무엇을 해 줘요." in entry.findtext(f"{ATOM}summary")


def test_a_feed_has_an_id_a_link_to_itself_and_a_date_even_when_empty(client):
    feed = ET.fromstring(client.get("/feeds/all.atom").content)  # noqa: S314

    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/",
        "self": "http://testserver/feeds/all.atom",
    }
    assert feed.findtext(f"{ATOM}id") == "http://testserver/feeds/all.atom"
    assert feed.findtext(f"{ATOM}updated")
    assert client.get("/feeds/all.atom").content == client.get("/feeds/all.atom").content


def test_a_new_edition_is_the_same_entry_but_newer(client):
    edition = make_program(name="처음")
    (before,) = entries(client)

    again = new_edition(program=edition.program, by=None)
    again.name = "고친 뒤"
    again.save()
    publish(edition=again, by=None)
    (after,) = entries(client)

    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}title") == "고친 뒤"


def test_only_what_is_public_is_in_a_feed(client):
    make_draft(name="초안")

    assert entries(client) == []


def test_a_feed_has_fifty_entries_at_most(client):
    for _ in range(52):
        make_program()

    assert len(entries(client)) == 50


def test_a_region_and_a_theme_have_their_own_feeds(client, korea):
    theme = make_term(slug="care", name="돌봄")
    here, there = Region.objects.get(code="29200"), Region.objects.get(code="41610")
    make_program(name="여기", region=here, themes=[theme])
    make_program(name="저기", region=there)

    assert titles(client, "/regions/12330/feed.atom") == ["여기"]
    assert titles(client, "/regions/41610/feed.atom") == ["저기"]
    assert titles(client, "/themes/care/feed.atom") == ["여기"]


@pytest.mark.parametrize("path", ["/regions/99999/feed.atom", "/themes/nothing/feed.atom"])
def test_a_feed_of_nothing_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_an_unchanged_feed_is_not_sent_twice(client):
    make_program()
    first = client.get("/feeds/all.atom")

    by_tag = client.get("/feeds/all.atom", headers={"If-None-Match": first["ETag"]})
    by_date = client.get("/feeds/all.atom", headers={"If-Modified-Since": first["Last-Modified"]})
    make_program()
    changed = client.get("/feeds/all.atom", headers={"If-None-Match": first["ETag"]})

    assert (by_tag.status_code, by_date.status_code, changed.status_code) == (304, 304, 200)


def test_the_public_name_of_the_site_stands_in_the_feed(client, settings):
    settings.SITE_URL = "https://example.go.kr"
    make_program()

    content = client.get("/feeds/all.atom").content.decode()

    assert "testserver" not in content
    assert "https://example.go.kr/programs/" in content


def test_the_number_of_queries_stays_flat(client, django_assert_max_num_queries):
    for _ in range(25):
        make_program()
    with django_assert_max_num_queries(7):
        client.get("/feeds/all.atom")
