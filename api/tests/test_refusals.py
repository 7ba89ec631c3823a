"""Whatever is asked wrongly is told so: a problem document that names the fault, never "everything", never a 5xx."""

import string
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client, override_settings
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.tests.asking import LISTS, V1, check_problem, named
from programs.filters import ProgramFilter
from programs.tests.factories import make_program

pytestmark = pytest.mark.django_db


def ask(path: str, **more):
    return Client(**more).get(f"{V1}{path}")


@pytest.mark.parametrize("name", LISTS)
def test_an_unknown_parameter_is_named(name):
    assert named(ask(f"{name}/?serch=x&q=y")) == {"serch", "q"}


@pytest.mark.parametrize(
    "path", ["", "schema/", "programs/any/", "regions/29/", "terms/theme/any/"]
)
def test_what_takes_no_parameters_refuses_all(path):
    make_program(slug="any")
    assert named(ask(f"{path}?format=json")) == {"format"}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("region=99999", "region"),
        ("region=abc", "region"),
        ("theme=no-such", "theme"),
        ("theme=", "theme"),
        ("region=", "region"),
        ("state=open", "state"),
        ("state=", "state"),
        ("sort=newst", "sort"),
        ("freshness=old", "freshness"),
        ("organization=nobody", "organization"),
        ("region=29&region=41", "region"),
        ("search=a&search=b", "search"),
        (f"search={'가' * 201}", "search"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=last", "page"),
        ("page=", "page"),
        ("page=1.5", "page"),
        ("page=٣", "page"),
        ("page=1e9", "page"),
        ("page=99999999999", "page"),
        ("page=1&page=2", "page"),
        ("page_size=0", "page_size"),
        ("page_size=101", "page_size"),
        ("page_size=all", "page_size"),
    ],
)
def test_a_malformed_parameter_is_named(query, parameter):
    assert named(ask(f"programs/?{query}")) == {parameter}


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("articles/?publisher=nobody", "publisher"),
        ("articles/?region=1", "region"),
        ("organizations/?kind=club", "kind"),
        ("regions/?level=village", "level"),
        ("regions/?is_dissolved=maybe", "is_dissolved"),
        ("regions/?parent=7", "parent"),
        ("terms/?taxonomy=themes", "taxonomy"),
    ],
)
def test_the_other_lists_are_as_strict(path, parameter):
    assert named(ask(path)) == {parameter}


def test_everything_that_is_wrong_is_said_at_once():
    response = ask("programs/?them=x&region=9&page=0&state=&page_size=1000")
    assert named(response) == {"them", "region", "page", "state", "page_size"}
    assert all(error["detail"] for error in response.json()["errors"])


def test_a_very_long_name_is_cut():
    [name] = named(ask(f"programs/?{'x' * 500}=1"))
    assert len(name) == 60


def test_a_page_after_the_last_is_a_404_that_names_the_last():
    make_program()
    body = check_problem(ask("programs/?page=2"), 404)
    assert body["last_page"] == 1
    check_problem(ask("programs/?page=999999999"), 404)


def test_an_empty_list_has_a_first_page():
    assert ask("programs/").json() == {"count": 0, "next": None, "previous": None, "results": []}


def test_pages_link_to_each_other_and_keep_the_conditions():
    for _ in range(3):
        make_program()
    body = ask("programs/?page_size=1&page=2&sort=newest").json()
    assert body["next"] == "http://testserver/api/v1/programs/?page=3&page_size=1&sort=newest"
    assert body["previous"] == "http://testserver/api/v1/programs/?page=1&page_size=1&sort=newest"


@override_settings(SITE_URL="https://portal.example")
def test_links_have_the_public_name_of_the_site():
    for _ in range(2):
        make_program()
    body = ask("programs/?page_size=1").json()
    assert body["next"].startswith("https://portal.example/api/v1/programs/")
    assert body["results"][0]["url"].startswith("https://portal.example/programs/")


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v2/",
        "/api/v1/nothing/",
        "/api/v1/programs/a/b/",
        "/api/v1/terms/theme/",
        "/api/x",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "delete", "head"])
def test_an_unknown_address_is_a_problem_whatever_the_method(path, method):
    response = getattr(Client(), method)(path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_forgotten_slash_is_put_at_the_end():
    response = Client().get("/api/v1/programs?page=2")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/programs/?page=2")
    assert Client().get("/api/v1").headers["Location"] == "/api/v1/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "programs/", "programs/any/", "schema/"])
def test_nothing_can_be_written(method, path):
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(f"{V1}{path}", "{}", content_type="application/json")
    check_problem(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["application/xml", "text/html", "image/png;q=1, text/*"])
def test_another_format_is_a_406(accept):
    check_problem(Client().get(f"{V1}programs/", headers={"accept": accept}), 406)


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "text/html,*/*;q=0.8", "application/*"]
)
def test_json_is_what_everybody_else_gets(accept):
    response = Client().get(f"{V1}programs/", headers={"accept": accept})
    assert response.headers["Content-Type"] == "application/json"


def test_options_tells_other_sites_what_they_may_ask():
    response = Client().options(f"{V1}programs/", headers={"origin": "https://elsewhere.example"})
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["", "programs/", "programs/no/", "programs/?no=1", "nothing/"])
def test_scripts_of_any_site_may_read_every_answer(path):
    headers = ask(path).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert "Set-Cookie" not in headers


def test_other_addresses_of_the_site_are_not_opened():
    assert "Access-Control-Allow-Origin" not in Client().get("/healthz").headers


def test_a_fault_of_ours_says_nothing_about_itself(monkeypatch):
    def fail(*args):
        raise RuntimeError("secret")

    monkeypatch.setattr("api.v1.queries.dates.today", fail)
    response = Client(raise_request_exception=False).get(f"{V1}programs/")
    check_problem(response, 500)
    assert "secret" not in response.content.decode()


def test_nobody_is_signed_in_and_no_session_is_read():
    response = Client(headers={"authorization": "Basic eDp5"}).get(f"{V1}programs/")
    assert response.status_code == 200
    assert "Cookie" not in response.headers["Vary"]


NAMES = st.sampled_from(
    [*ProgramFilter.base_filters, "page", "page_size", "level", "publisher"]
) | st.text(string.printable, max_size=12)
VALUES = st.text(max_size=30) | st.integers().map(str) | st.sampled_from(
    ["29200", "41610", "running", "newest", "", "\x00", "../..", "null", "[]", "1' OR 1=1--", "%", "_", "🙂"]
)  # fmt: skip
QUERIES = st.lists(st.tuples(NAMES, VALUES), max_size=6)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.sampled_from(LISTS), query=QUERIES)
@example(name="programs", query=[("search", "\x00")])
@example(name="programs", query=[("search", "%%%___\\")])
@example(name="articles", query=[("search", "가" * 200)])
@example(name="programs", query=[("page", "9" * 400)])
def test_no_query_breaks_a_list(name, query):
    text = "&".join(
        f"{quote(key, errors='surrogatepass')}={quote(value, errors='surrogatepass')}"
        for key, value in query
    )
    response = Client().get(f"{V1}{name}/?{text}")
    assert response.status_code in {200, 400, 404}
    if response.status_code != 200:
        check_problem(response, response.status_code)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.text(max_size=40))
@example(path="programs/\ud800/")
@example(path="programs/%00/")
@example(path="../../admin/")
@example(path="terms/" + "a/" * 200)
def test_no_address_breaks_the_api(path):
    response = Client().get(f"{V1}{quote(path, errors='surrogatepass')}")
    assert response.status_code < 500


def test_a_refusal_reads_no_list():
    with connection.execute_wrapper(_no_editions):
        assert ask("programs/?serch=x").status_code == 400


def _no_editions(execute, sql, params, many, context):
    assert 'FROM "programs_edition"' not in sql
    return execute(sql, params, many, context)
