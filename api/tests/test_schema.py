"""The description for machines is right, and so is the page for people that is made from it."""

import json

import pytest
import schemathesis
from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from api.tests.asking import LISTS, V1
from api.v1.views.entrance import schema
from programs.filters import ProgramFilter

pytestmark = pytest.mark.django_db

DESCRIBED = schemathesis.openapi.from_dict(json.loads(json.dumps(schema(), default=str)))
DESCRIBED.app = get_internal_wsgi_application()
# The in-process transport does not unpack.
PLAIN = {"Accept-Encoding": "identity"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]


def test_the_schema_is_valid_and_made_without_a_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))


def test_it_is_served_as_json_and_as_yaml():
    body = Client().get(f"{V1}schema/").json()
    assert body["openapi"].startswith("3.")
    yaml = Client().get(f"{V1}schema/", headers={"accept": "application/yaml"})
    assert yaml.content.startswith(b"openapi: 3.")


def test_it_describes_every_address_and_every_filter():
    paths = schema()["paths"]
    assert {f"{V1}{name}/" for name in LISTS} < set(paths)
    assert all(set(operations) == {"get"} for operations in paths.values())
    parameters = {each["name"] for each in paths[f"{V1}programs/"]["get"]["parameters"]}
    assert parameters == {*ProgramFilter.base_filters, "page", "page_size"}


def test_it_describes_the_problems():
    responses = schema()["paths"][f"{V1}programs/{{slug}}/"]["get"]["responses"]
    assert {"200", "301", "304", "400", "404", "406", "410"} == set(responses)
    assert list(responses["410"]["content"]) == ["application/problem+json"]


def test_nothing_asks_for_a_key():
    assert "securitySchemes" not in schema()["components"]


@pytest.fixture
def _one_connection():
    """As Django's own test client does: the end of a request does not close the test's connection."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@DESCRIBED.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case, made):
    case.call_and_validate(checks=CHECKS, headers=PLAIN)


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize(
    ("name", "key"),
    [("programs", "slug"), ("articles", "key"), ("organizations", "slug"), ("regions", "code")],
)
def test_every_real_answer_is_as_described(name, key, made):
    listing = DESCRIBED[f"{V1}{name}/"]["GET"].Case(query={"page_size": 100})
    results = listing.call_and_validate(checks=CHECKS, headers=PLAIN).json()["results"]
    assert results
    for each in results[:40]:
        one = DESCRIBED[f"{V1}{name}/{{{key}}}/"]["GET"]
        one.Case(path_parameters={key: each[key]}).call_and_validate(checks=CHECKS, headers=PLAIN)
