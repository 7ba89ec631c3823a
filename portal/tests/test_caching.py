import pytest
from django.contrib.auth import get_user_model

from programs.tests.factories import make_program

pytestmark = pytest.mark.django_db
PAGES = ["/", "/programs/", "/news/", "/about/sources/", "/accessibility/", "/regions/choose/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_may_be_kept_for_a_minute_and_varies_with_the_choice(client, path):
    response = client.get(path)

    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in response["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("path", PAGES)
def test_an_unchanged_page_is_not_sent_twice(client, path):
    make_program()
    tag = client.get(path)["ETag"]

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_choice_of_region_makes_another_page(client, korea):
    tag = client.get("/")["ETag"]
    client.cookies["region"] = "12330"

    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_nothing_behind_the_login_may_be_kept_by_others(client):
    client.force_login(get_user_model().objects.create_superuser("staff"))

    assert "public" not in client.get("/admin/").get("Cache-Control", "")


def test_errors_and_redirects_are_not_kept(client, korea):
    assert "Cache-Control" not in client.get("/nothing/")
    assert "Cache-Control" not in client.post("/regions/choose/", {"region": "12330"})
