"""What tests of the API ask, and what they expect of every refusal."""

from __future__ import annotations

from http import HTTPStatus

from django.test import Client

V1 = "/api/v1/"
LISTS = ("programs", "articles", "organizations", "regions", "terms")


def get(path: str, status: int = 200, **headers) -> dict:
    """The body of an answer with the expected status."""
    response = Client().get(f"{V1}{path}", headers=headers)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.json()


def every(path: str) -> list[dict]:
    """All results of a list, over all its pages."""
    found, address = [], f"{V1}{path}{'&' if '?' in path else '?'}page_size=100"
    while address:
        page = Client().get(address).json()
        found += page["results"]
        address = page["next"]
    assert len(found) == page["count"]
    return found


def check_problem(response, status: int) -> dict:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["title"] == HTTPStatus(status).phrase
    assert body["type"] == "about:blank"
    assert any("가" <= letter <= "힣" for letter in body["detail"])
    return body


def named(response) -> set[str]:
    """The parameters that a 400 names."""
    return {error["parameter"] for error in check_problem(response, 400)["errors"]}
