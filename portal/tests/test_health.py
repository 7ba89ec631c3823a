import pytest
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_health_says_ok_and_the_version(client, settings):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "version": settings.VERSION}
    assert "no-store" in response["Cache-Control"]


def test_health_is_a_503_without_a_database(client, monkeypatch):
    def fail(*arguments):
        raise OperationalError("no server")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"


def test_health_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/healthz")


def test_health_only_reads():
    assert Client(enforce_csrf_checks=False).post("/healthz").status_code == 405


def test_load_balancers_may_ask_over_plain_http(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200
    assert client.get("/admin/login/").status_code == 301
