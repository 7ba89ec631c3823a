"""Every address of the site, asked for what it cannot answer: never a 5xx."""

import re
from collections.abc import Iterator
from urllib.parse import quote_from_bytes, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from news.filters import ArticleFilter
from programs.filters import ProgramFilter

STARTS = ["/", "/sitemap.xml", "/api/docs/", "/nowhere/"]
STARTS += [f"/api/v1/{name}/" for name in ("programs", "articles", "organizations", "regions")]
NAMES = sorted({*ProgramFilter.base_filters, *ArticleFilter.base_filters})
NAMES += ["q", "page", "page_size", "limit", "offset", "ordering", "format", "next", "term", "id"]
NAMES += ["p", "o", "all", "_popup", "_to_field", "_changelist_filters", "pk__in", "id__exact"]
NAMES += ["published_at__year", "published_at__gte", "verified_on__day", "x__isnull", "version"]
VALUES = ["", " ", "0", "-1", "1.5", "1e400", "NaN", "null", "x", "9" * 18, "9" * 19, "9" * 4400]
VALUES += ["'", '"', "\\", "%", "%%s", "' OR 1=1--", "<script>", "../..", "[]", "{}", "a" * 3000]
VALUES += ["&|!():*<->", ":*", "-", "\t", "\n", "\x01", "\ufffd", "\u202e", "\ufeff", "한" * 300]
VALUES += ["2026-99-99", "0000-00-00", "99999-01-01", "-0001-01-01", "XXXX-XX-XX", "25:61"]
VALUES += ["\0", "\ud800", "\U0010ffff", "🤷‍♀️", "ᄒ" * 400, "１２", "true", "None", "29", "12"]

# Not shrunk: what is drawn can be read as it is, and each example costs a page.
attacks = hypothesis_settings(
    max_examples=150,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
parameters = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=20)),
    min_size=1,
    max_size=3,
)


@pytest.fixture
def visitor(db):
    call_command("load_catalogue", verbosity=0)
    return Client(raise_request_exception=False)


@pytest.fixture
def staff(visitor):
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.create_superuser("hostile"))
    return client


def ask(client: Client, path: str, query=(), **form) -> int:
    """The status; whatever was written or broken in the database is undone."""
    text = "&".join(f"{encoded(name)}={encoded(value)}" for name, value in query)
    if "data" in form:
        # A browser can't send half a surrogate pair, but anybody else can.
        form["data"] = {n: v.encode("utf-8", "surrogatepass") for n, v in form["data"].items()}
    with transaction.atomic():
        send = client.post if form else client.get
        response = send(path, **form, QUERY_STRING=text)
        b"".join(response.streaming_content if response.streaming else [])
        transaction.set_rollback(True)
    return response.status_code


def encoded(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"))


@pytest.fixture
def places(visitor) -> list[str]:
    """One address for every view that can be reached by following links from the start."""
    found, waiting = {}, list(STARTS)
    while waiting:
        path = waiting.pop(0)
        view = view_of(path)
        if view in found:
            continue
        found[view] = path
        response = visitor.get(path)
        assert response.status_code < 500, path
        if not response.streaming:
            waiting += links(response.content.decode())
    return sorted(found.values())


def view_of(path: str) -> str:
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return "nowhere"


def links(body: str) -> Iterator[str]:
    """Addresses in HTML, XML and JSON alike."""
    for found in re.findall(r"href=\"([^\"#]+)|https?://testserver(/[^\s\"<]*)", body):
        path = urlsplit("".join(found)).path
        if path.startswith("/") and not path.startswith(("/static/", "/admin/", "//")):
            yield path


@pytest.fixture
def admin_places(staff) -> list[str]:
    found = ["/admin/", "/admin/autocomplete/", "/admin/password_change/"]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        if first := model._default_manager.first():
            found += [reverse(f"{name}_{page}", args=[first.pk]) for page in ("change", "history")]
    return found


def test_the_walk_reaches_every_kind_of_page(places):
    starts = {re.match(r"/(?:api/v1/)?[a-z.]*", path)[0] for path in places}

    assert {"/", "/programs", "/news", "/regions", "/organizations", "/themes"} <= starts


@attacks
@given(data=st.data())
def test_no_page_or_endpoint_breaks(visitor, places, data):
    path, query = data.draw(st.sampled_from(places)), data.draw(parameters)

    assert ask(visitor, path, query) < 500


@attacks
@given(data=st.data())
def test_no_page_of_the_admin_breaks(staff, admin_places, data):
    path, query = data.draw(st.sampled_from(admin_places)), data.draw(parameters)

    assert ask(staff, path, query) < 500


@hypothesis_settings(attacks, max_examples=40)
@given(data=st.data())
def test_no_form_of_the_admin_breaks(staff, admin_places, data):
    forms = [path for path in admin_places if path.endswith(("/add/", "/change/"))]
    path, value = data.draw(st.sampled_from(forms)), data.draw(st.sampled_from(VALUES))
    fields = form_fields(staff, path)

    wrong = data.draw(st.lists(st.sampled_from(sorted(fields)), max_size=4)) or sorted(fields)

    assert ask(staff, path, data=fields | dict.fromkeys(wrong, value)) < 500


def form_fields(client: Client, path: str) -> dict[str, str]:
    """What a browser would send back unchanged."""
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    fields = {}
    for field in soup.select("main form [name], #content form [name]"):
        chosen = field.select_one("option[selected]")
        text = field.text if field.name == "textarea" else field.get("value", "")
        fields[field["name"]] = chosen.get("value", "") if chosen else text
    return fields


MADE_UP = ["%00", "%ED%A0%80/", "x" * 300 + "/", "-/", "🤷/", "9" * 30 + "/"]


def test_no_made_up_address_breaks(visitor):
    for path in ("/programs/", "/news/", "/organizations/", "/regions/", "/themes/", "/api/v1/"):
        for end in MADE_UP:
            assert 400 <= ask(visitor, path + end) < 500, path + end


def test_no_method_breaks(visitor, places):
    for path in places:
        for method in ("post", "put", "patch", "delete", "options", "head"):
            with transaction.atomic():
                response = getattr(visitor, method)(path)
                transaction.set_rollback(True)
            assert response.status_code < 500, (method, path)
