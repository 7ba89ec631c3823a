import io
import json
import re
from urllib.parse import quote, quote_from_bytes

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import TooManyFieldsSent, ValidationError
from django.db import DataError
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from portal import guard
from portal.wsgi import Handler

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PLACES = ["/", "/healthz", "/admin/login/", "/api/v1/programs/", "/nowhere/"]


@pytest.fixture
def client(db):
    return Client(raise_request_exception=False)


@pytest.fixture
def staff(client):
    client.force_login(get_user_model().objects.create_superuser("staff"))
    return client


def is_refused(response, status=400):
    assert response.status_code == status, response.content
    assert "Content-Security-Policy" in response.headers
    assert response["Cache-Control"] == "no-store"
    return True


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", ["q=%00", "q=%FF", "q=%ED%A0%80", "%00=1", "q=\x00", "a%00b"])
def test_text_that_is_no_text_is_refused_in_the_query(client, place, query):
    assert is_refused(client.get(f"{place}?{query}"))


@pytest.mark.parametrize("path", ["/%00", "/admin/%00/", "/x%FF/", "/%ED%A0%80", "/a%0d%0aX: y"])
def test_text_that_is_no_text_is_refused_in_the_path(client, path):
    assert is_refused(client.get(path))


def test_a_page_answer_is_a_korean_page_that_says_what_was_wrong(client):
    response = client.get("/?q=%00")

    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert 'lang="ko"' in response.text
    assert "NUL" in response.text
    assert not re.search(r"<script|<style|style=|Traceback", response.text)


def test_an_api_answer_is_a_problem_document(client):
    response = client.get("/api/v1/programs/?search=%00")

    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 400
    assert "NUL" in response.json()["detail"]


def test_a_parameter_in_an_answer_is_escaped(client):
    response = client.get("/?<b>=99999999999999999999")

    assert is_refused(response)
    assert "<b>" not in response.text
    assert "&lt;b&gt;" in response.text


def test_a_korean_path_and_query_are_let_through(client):
    assert client.get("/healthz?q=청년 월세").status_code == 200
    assert client.get("/정책/광주/").status_code == 404
    assert client.get("/healthz?q=100%25 지원 😀").status_code == 200


def test_overlong_addresses_are_refused(client):
    assert is_refused(client.get("/" + "a" * 2_001), 414)
    assert is_refused(client.get("/?q=" + "a" * 8_001), 414)
    assert is_refused(client.get("/?" + "&".join("a" for _ in range(201))), 400)


@pytest.mark.parametrize(
    "query",
    [
        "day__year=999999999999",
        "day__year=0",
        "day__year=-1",
        "day__year=x",
        "date__month=99",
        "date__day=32",
        "x__gte__hour=24",
        "page=99999999999999999999",
        "page=-99999999999999999999",
        "page=9_999_999_999_999_999_999",
        "id__exact=" + "9" * 5000,
        "page=" + quote("٩" * 30),
    ],
)
def test_absurd_numbers_and_dates_are_refused(client, query):
    assert is_refused(client.get(f"/healthz?{query}"))


def test_long_numbers_are_fine_as_search_text(client):
    assert client.get(f"/healthz?q={'9' * 30}&search={'9' * 30}").status_code == 200


def test_ordinary_dates_are_let_through(client):
    query = "day__year=2026&day__month=7&day__day=1&opens_on__gte=2026-07-01"
    assert client.get(f"/healthz?{query}").status_code == 200


@pytest.mark.parametrize(
    "query", ["day__year=999999999999", "date_joined__month=99", "p=-5", "o=z"]
)
def test_the_admin_survives_absurd_lists(staff, query):
    assert staff.get(f"/admin/auth/user/?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("key", ["_00", "_ED_A0_80", "9" * 40, "-1", "x", "%2F", "_"])
def test_the_admin_survives_absurd_keys(staff, key):
    assert staff.get(f"/admin/auth/user/{key}/change/").status_code < 500
    assert staff.get(f"/admin/sessions/session/{key}/change/").status_code < 500


@pytest.mark.parametrize("page", ["", "add/", "1/change/", "1/delete/"])
@pytest.mark.parametrize("query", ["_to_field=", "_to_field=x", "_popup=1&_to_field=", "_popup="])
def test_the_admin_survives_absurd_popups(staff, page, query):
    assert staff.get(f"/admin/auth/user/{page}?{query}").status_code < 500


@pytest.mark.parametrize("host", ["evil.example", "a b", "localhost:x", "[::1", "127.0.0.1@x", ""])
def test_a_foreign_host_is_refused(client, host, settings):
    settings.ALLOWED_HOSTS = ["localhost"]

    assert is_refused(client.get("/healthz", headers={"host": host}))


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "X"])
def test_an_unknown_method_is_refused(client, method):
    response = client.generic(method, "/healthz", b"body")

    assert is_refused(response, 405)
    assert "GET" in response["Allow"]


def test_bracket_towers_are_refused(client):
    for tower in (b"[" * 100_000, b'{"a":' * 100_000, b"[" * 65 + b"]" * 65):
        assert is_refused(client.post("/api/v1/programs/", tower, content_type=JSON))


def test_brackets_inside_strings_are_not_depth(client):
    body = json.dumps({"a": "[" * 1000, 'b"': ['\\"[['] * 500})

    assert client.post("/healthz", body, content_type=JSON).status_code == 405


@pytest.mark.parametrize(
    "body",
    [
        rb'"\ud800"',
        rb'{"a": ["\u0000"]}',
        rb'{"\udfff": 1}',
        b'"\xff"',
        b'"\0"',
        rb'"\ud800\ud800"',
    ],
)
def test_json_with_text_that_is_no_text_is_refused(client, body):
    assert is_refused(client.post("/healthz", body, content_type=JSON))
    assert is_refused(client.post("/healthz", body, content_type="application/merge-patch+json"))


@pytest.mark.parametrize(
    "body", [rb'"\ud55c \ud83d\ude00"', b"{", b"", '"한글"'.encode(), b"[NaN]"]
)
def test_other_json_is_left_to_the_view(client, body):
    assert client.post("/healthz", body, content_type=JSON).status_code == 405


@pytest.mark.parametrize("body", [b"a=%00", b"%00=a", b"a=%ED%A0%80", b"a=\xff", b"a=\0"])
def test_forms_with_text_that_is_no_text_are_refused(client, body):
    assert is_refused(client.post("/admin/login/", body, content_type=FORM))


@pytest.mark.parametrize(
    "part",
    [
        b'Content-Disposition: form-data; name="a"\r\n\r\n\x00',
        b'Content-Disposition: form-data; name="a"\r\n\r\n\xff',
        b'Content-Disposition: form-data; name="a\x00"\r\n\r\nx',
        b'Content-Disposition: form-data; name="a"; filename="\xed\xa0\x80"\r\n\r\nx',
        b"Content-Disposition: form-data; name=\"a\"; filename*=utf-8''%00.txt\r\n\r\nx",
        b"Content-Disposition: form-data; name=\"a\"; filename*=nocodec''x\r\n\r\nx",
        (
            b'Content-Disposition: form-data; name="a"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\nAA=="
        ),
    ],
)
def test_multipart_forms_with_text_that_is_no_text_are_refused(client, part):
    body = b"--B\r\n" + part + b"\r\n--B--\r\n"

    response = client.post("/admin/login/", body, content_type="multipart/form-data; boundary=B")

    # Django drops a file whose name it cannot read; then nothing harmful is left.
    assert response.status_code == 400 or (b"filename*" in part and response.status_code < 500)


def test_a_file_may_hold_any_bytes(client):
    file = io.BytesIO(b"\x00\xff\xed\xa0\x80")
    file.name = "한글.pdf"

    response = client.post("/admin/login/", {"file": file, "username": "나"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"],
)
def test_a_multipart_form_without_boundary_is_refused(client, kind):
    assert is_refused(client.post("/admin/login/", b"x", content_type=kind))


def test_oversized_bodies_are_refused_unread(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    assert is_refused(client.post("/healthz", b"[1,2,3,4,5,6]", content_type=JSON), 413)
    huge = {"CONTENT_LENGTH": "99999999", "CONTENT_TYPE": "multipart/form-data; boundary=B"}
    assert is_refused(client.get("/healthz", **huge), 413)


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "9" * 30, "٣"])
def test_an_impossible_length_is_refused(client, length):
    assert is_refused(client.get("/healthz", CONTENT_LENGTH=length))


def served(query="", **environ):
    """The status that the server's own handler answers; Django's test client has another."""
    environ = RequestFactory().get(f"/nowhere/?{query}").environ | environ
    return Handler().get_response(Handler.request_class(environ)).status_code


@pytest.mark.parametrize("charset", ["utf-16", "idna", "utf-7", "nonsense", "latin-1"])
def test_codecs_other_than_utf8_are_refused_even_without_a_body(client, charset):
    kind = f"text/plain; charset={charset}"

    assert is_refused(client.get("/healthz?a=b", CONTENT_TYPE=kind), 415)


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain; charset=hex",
        "text/plain; charset=undefined",
        "text/plain; charset*=utf-8''%00",
        "text/plain; charset*=nocodec''x",
    ],
)
def test_a_type_that_django_cannot_read_is_refused(db, kind):
    assert served("a=b", CONTENT_TYPE=kind) == 400


@pytest.mark.parametrize("kind", ["", ";", "; ;=;=", "a/b; charset=utf-8", 'a/b; charset="UTF8"'])
def test_other_types_are_let_through(db, kind):
    assert served("a=b", CONTENT_TYPE=kind) == 404


def test_a_codec_does_not_hide_too_many_parameters(db):
    assert served("&".join("a=b" for _ in range(6_000)), CONTENT_TYPE="a/b; charset=utf-8") == 400


def test_too_many_fields_are_refused(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5

    response = client.post("/admin/login/", {f"a{n}": "1" for n in range(9)})

    assert is_refused(response)


@pytest.mark.parametrize(
    "error",
    [
        DataError("x"),
        OverflowError("x"),
        ValidationError("x"),
        ValueError("Field 'id' expected a number but got 'x'."),
        TypeError("Field 'id' expected a number but got []."),
    ],
)
def test_what_only_the_database_finds_out_is_a_400(rf, error):
    def view(request):
        raise error

    response = guard.Guard(view).process_exception(rf.get("/"), error)

    assert response.status_code == 400


def test_other_errors_stay_errors(rf):
    assert guard.Guard(None).process_exception(rf.get("/"), ValueError("a bug")) is None
    assert guard.Guard(None).process_exception(rf.get("/"), TooManyFieldsSent()) is None


anything = hypothesis_settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@anything
@given(path=st.binary(max_size=60), query=st.binary(max_size=120))
def test_no_address_is_a_server_error(client, path, query):
    address = f"/{quote_from_bytes(path, safe='/')}"
    for start in ("", "/admin", "/api"):
        response = client.get(start + address, QUERY_STRING=query.decode("latin-1"))
        assert response.status_code < 500


@anything
@given(
    name=st.sampled_from(["q", "page", "date_joined__year", "date_joined__gte", "id", "o", "p"]),
    value=st.one_of(st.integers().map(str), st.floats().map(str), st.text(max_size=40), st.dates()),
)
def test_no_parameter_is_a_server_error_in_the_admin(staff, name, value):
    assert staff.get("/admin/auth/user/", {name: value_as_sent(value)}).status_code < 500


def value_as_sent(value):
    return str(value).encode("utf-8", "surrogatepass")


documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=20,
)


@anything
@given(document=documents)
def test_json_is_refused_exactly_when_it_holds_no_text(client, document):
    body = json.dumps(document)
    holds_no_text = any(
        "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text)
        for text in guard.strings(json.loads(body))
    )

    response = client.post("/healthz", body, content_type=JSON)

    assert response.status_code == (400 if holds_no_text else 405)


@anything
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from([JSON, FORM, "multipart/form-data; boundary=B"]),
)
def test_no_body_is_a_server_error(client, body, kind):
    assert client.post("/admin/login/", body, content_type=kind).status_code < 500
