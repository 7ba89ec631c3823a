"""Our pages in a real browser without a server: its requests are answered by Django's test client."""

from __future__ import annotations

import contextvars
import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client

# A secure context, as the real site is.
ORIGIN = "http://localhost"


def answer_with(client: Client, page) -> list[str]:
    """Route the page's requests to ``client``. Returns the list into which the browser's complaints will go."""
    complaints: list[str] = []
    # Playwright calls back in a context of its own, which would open a database connection of its own.
    ours = contextvars.copy_context()

    def answer(route) -> None:
        address = urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            path = Path(finders.find(address.path.removeprefix("/static/")))
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            route.fulfill(body=path.read_bytes(), content_type=kind)
            return
        path = f"{address.path}?{address.query}" if address.query else address.path
        response = ours.copy().run(_response, client, route.request, path)
        headers = {name: value for name, value in response.items() if name != "Content-Encoding"}
        route.fulfill(status=response.status_code, headers=headers, body=response.content)

    page.route(f"{ORIGIN}/**", answer)
    page.on("console", lambda message: _note(complaints, message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def _response(client: Client, request, path: str):
    if request.method != "POST":
        return client.get(path, SERVER_NAME="localhost")
    kind = request.headers.get("content-type", "application/x-www-form-urlencoded")
    body = request.post_data or ""
    return client.post(path, body, content_type=kind, SERVER_NAME="localhost")


def _note(complaints: list[str], message) -> None:
    # A 4xx page is not a fault of the page.
    if message.type == "error" and "status of 4" not in message.text:
        complaints.append(message.text)
