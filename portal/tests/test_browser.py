"""What only a browser can tell: whether the strict policy lets our own pages work."""

import socket

import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def complaints(page):
    """What the browser refused or failed to run."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if is_bad(message) else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def is_bad(message) -> bool:
    return message.type == "error" or "Content Security Policy" in message.text


@pytest.fixture
def signed_in(page, live_server, transactional_db):
    get_user_model().objects.create_superuser("staff", password="a long password")
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "staff")
    page.fill("#id_password", "a long password")
    page.click("[type=submit]")
    return page


def test_the_admin_works_under_the_policy(signed_in, live_server, complaints):
    for path in ("", "auth/user/", "auth/user/add/", "auth/user/1/change/", "auth/group/add/"):
        response = signed_in.goto(f"{live_server.url}/admin/{path}")

        assert "unsafe" not in response.header_value("content-security-policy")
        assert signed_in.locator("html").get_attribute("lang") == "ko"
    assert complaints == []


def test_scripts_of_the_admin_run(signed_in, live_server, complaints):
    user = get_user_model().objects.get()
    signed_in.goto(f"{live_server.url}/admin/auth/user/{user.pk}/change/")

    # Two widgets that exist only when their scripts have run.
    signed_in.locator(".selector-available").first.wait_for()
    signed_in.locator(".calendarbox, .datetimeshortcuts").first.wait_for()
    assert complaints == []


def test_an_inline_script_would_be_heard(page, live_server, complaints):
    page.goto(f"{live_server.url}/admin/login/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'window.ran = true'}))"
    )

    assert page.evaluate("window.ran") is None
    assert complaints


def test_tests_cannot_reach_the_network():
    with (
        pytest.raises(RuntimeError, match="tried to reach the network"),
        socket.socket() as outside,
    ):
        outside.connect(("192.0.2.1", 80))
