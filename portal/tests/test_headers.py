import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

POLICY = {
    "Content-Security-Policy": "default-src 'none'",
    "Permissions-Policy": "camera=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/healthz", "/admin/login/", "/nowhere/", "/%00"])
def test_every_answer_carries_the_headers(client, path):
    response = client.get(path)

    for name, start in POLICY.items():
        assert start in response[name]


def test_the_policy_admits_no_inline_code_and_no_other_host():
    sources = {
        source
        for listed in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values()
        for source in listed
    }

    assert sources == {"'self'", "'none'", "data:"}
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert [name for name, listed in directives.items() if "data:" in listed] == ["img-src"]


def test_cookies_are_for_the_server_and_this_site_only(client, django_user_model):
    django_user_model.objects.create_superuser("staff", password="a long password")
    form = {"username": "staff", "password": "a long password", "next": "/admin/"}
    answers = client.get("/admin/login/"), client.post("/admin/login/", form)

    cookies = [cookie for answer in answers for cookie in answer.cookies.values()]
    assert {cookie.key for cookie in cookies} == {"csrftoken", "sessionid"}
    for cookie in cookies:
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_behind_a_proxy_with_tls_plain_requests_are_sent_on(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert client.get("/admin/login/")["Location"] == "https://testserver/admin/login/"
    assert client.get("/admin/login/", headers={"x-forwarded-proto": "https"}).status_code == 200
