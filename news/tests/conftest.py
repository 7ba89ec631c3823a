"""Fixtures for tests that ask sites on this machine."""

import socket

import pytest

from news.fetching import robots
from news.tests.web import serving


@pytest.fixture(scope="module")
def running():
    with serving() as site:
        yield site


@pytest.fixture
def site(running):
    running.pages.clear()
    running.asked.clear()
    robots.forget()
    return running


@pytest.fixture
def names(monkeypatch):
    """Names that lead to this machine, or to whatever address a test gives them."""
    known: dict[str, str] = {}
    real = socket.getaddrinfo

    def resolve(host, *arguments, **more):
        return real(known.get(host, host), *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return known
