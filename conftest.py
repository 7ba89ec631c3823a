"""Fixtures for every room: a browser, and no way out to the network."""

import os
import shutil
import socket

import pytest
from hypothesis import settings as hypothesis_settings

from portal import environment

# Playwright's sync API runs an event loop in this thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# At home every run tries something new; on the build server the same code gives the same answer.
hypothesis_settings.register_profile("ours", deadline=None, derandomize=environment.flag("CI"))
hypothesis_settings.load_profile("ours")

CHROMIUM_NAMES = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def is_local(address) -> bool:
    if isinstance(address, str | bytes):
        return True
    return address[0] in ("localhost", "::1", "0.0.0.0", "::", "") or address[0].startswith("127.")


@pytest.fixture(scope="session", autouse=True)
def _no_network():
    """Tests talk to this machine only."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(original):
        def call(self, address):
            if not is_local(address):
                raise RuntimeError(f"A test tried to reach the network: {address}")
            return original(self, address)

        return call

    socket.socket.connect, socket.socket.connect_ex = guarded(connect), guarded(connect_ex)
    yield
    socket.socket.connect, socket.socket.connect_ex = connect, connect_ex


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """pytest-django makes a test database only if a test that runs is marked for one."""
    from django.db import connection

    if not connection.settings_dict["NAME"].startswith("test_"):
        pytest.fail("Mark the tests with django_db: without it they would use the real database.")


def chromium() -> str | None:
    found = (shutil.which(name) for name in (environment.text("CHROMIUM"), *CHROMIUM_NAMES) if name)
    return next(filter(None, found), None)


@pytest.fixture(scope="session")
def browser():
    """Playwright's Chromium, one for each test process."""
    path = chromium()
    if path is None:
        message = "No Chromium found: install it, or set CHROMIUM to its program."
        pytest.fail(message) if environment.flag("CI") else pytest.skip(message)
    from django.db import connections
    from playwright.sync_api import sync_playwright

    # Playwright leaves Chromium's sandbox off, as root needs; the pages are our own.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        # While the loop runs, Django keeps connections apart from those before and after it.
        connections.close_all()
        browser.close()


@pytest.fixture
def page(browser):
    """A fresh page in a context of its own."""
    context = browser.new_context(locale="ko-KR", timezone_id="Asia/Seoul")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()
