"""The interactive page, in a browser: from this site alone, under its strict policy."""

import pytest

from api.tests.asking import V1

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trouble(page) -> list[str]:
    found: list[str] = []
    page.on(
        "console", lambda message: found.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    return found


def test_an_operation_is_tried_out_on_the_page(live_server, page, trouble):
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(f"{live_server.url}/api/docs/")
    assert page.title() == "정책이음 API"
    operation = page.locator(".opblock", has_text=f"{V1}terms/").first
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    answer = operation.locator(".live-responses-table tbody .response-col_status").first
    answer.wait_for()
    assert "200" in answer.inner_text()
    assert '"count"' in operation.locator(".live-responses-table").inner_text()
    assert trouble == []
    outside = [
        each for each in addresses if not each.startswith((live_server.url, "data:", "blob:"))
    ]
    assert outside == []


def test_the_page_holds_nothing_inline(client):
    page = client.get("/api/docs/")
    assert page.status_code == 200
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    text = page.content.decode()
    assert "<style" not in text
    assert text.count("<script") == text.count("<script src=")
    script = client.get("/api/docs/?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")
