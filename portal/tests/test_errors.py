import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client

from portal import errors

pytestmark = pytest.mark.django_db


def test_a_missing_page_helps_to_go_on(client):
    response = client.get("/nothing-here/")
    page = BeautifulSoup(response.content, "html.parser")

    assert response.status_code == 404
    assert page.select_one("main form[role=search] input[name=q]")
    assert {"/", "/programs/", "/regions/choose/", "/news/"} <= {
        link["href"] for link in page.select("main a")
    }
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize("template", ["400.html", "500.html", "403_csrf.html"])
def test_pages_for_deep_trouble_need_neither_request_nor_database(
    template, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = BeautifulSoup(render_to_string(template), "html.parser")

    assert len(page.select("h1")) == 1
    assert page.select_one("h1").text
    assert page.select_one("main a")["href"] == "/"


def test_a_broken_view_answers_with_a_page(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("portal.shelf.newest", fail)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "잠시 문제가 생겼어요" in response.content.decode()


def test_an_unknown_host_is_a_bad_request():
    response = Client(headers={"Host": "evil.example"}).get("/")

    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.page_not_found, 404),
    ],
)
def test_programs_that_ask_the_api_get_a_problem_document(rf, handler, status):
    response = handler(rf.get("/api/v1/nothing/"), Exception("secret"))

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert b"secret" not in response.content


def test_the_api_answers_its_own_failure_with_a_problem_document(rf):
    response = errors.server_error(rf.get("/api/v1/programs/"))

    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
