import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("korea")]
ADDRESS = "/regions/choose/"


def test_a_choice_is_kept_for_a_year_as_nothing_but_its_code(client):
    response = client.post(ADDRESS, {"region": "12330"})

    cookie = response.cookies["region"]
    assert (response.status_code, response["Location"]) == (302, "/regions/12330/")
    assert cookie.value == "12330"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"]


def test_a_choice_can_be_taken_back(client):
    client.post(ADDRESS, {"region": "12330"})

    response = client.post(ADDRESS, {"region": ""})

    assert response["Location"] == "/"
    assert response.cookies["region"]["max-age"] == 0
    assert "우리 동네 정하기" in client.get("/").content.decode()


@pytest.mark.parametrize(
    "code", ["99999", "29200", "광주", "1; DROP TABLE", "1" * 5000, "１２３３０"]
)
def test_only_regions_of_today_can_be_chosen(client, code):
    response = client.post(ADDRESS, {"region": code})

    assert response.status_code == 400
    assert "region" not in response.cookies


@pytest.mark.parametrize("code", ["", "99999", "abc", "12330 ", "0" * 3000, "%00", "<script>"])
def test_a_broken_cookie_is_no_choice(client, code):
    client.cookies["region"] = code

    response = client.get("/")

    assert response.status_code == 200
    assert 'id="local"' not in response.content.decode()


def test_a_choice_from_before_the_merger_moves_to_its_successor(client):
    client.cookies["region"] = "29200"

    assert "/regions/12330/" in client.get("/").content.decode()


def test_a_city_with_several_successors_is_no_longer_a_choice(client):
    client.cookies["region"] = "29"

    assert 'id="local"' not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_on_another_site_cannot_choose(client, headers):
    response = client.post(ADDRESS, {"region": "12330"}, headers=headers)

    assert response.status_code == 403
    assert "region" not in response.cookies


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}]
)
def test_a_form_of_our_own_can_choose(client, headers):
    assert client.post(ADDRESS, {"region": "12330"}, headers=headers).status_code == 302


def test_choosing_needs_no_token_or_session(client):
    client.handler.enforce_csrf_checks = True

    response = client.post(ADDRESS, {"region": "12330"})

    assert set(response.cookies) == {"region"}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
