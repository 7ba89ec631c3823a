"""Two people at one desk, and forms that no page of ours sends: nothing is overwritten, nothing written is lost."""

from __future__ import annotations

import pytest

from news.receiving import receive_bytes
from news.tests.desk.pages import (
    desk,
    editor,
    fields_of,
    item_address,
    item_fields,
    items,
    soup,
    take,
)

pytestmark = pytest.mark.django_db


def as_browsers_send(data: dict) -> dict:
    """With two characters at the end of every line."""
    return {
        name: [value.replace("\n", "\r\n") for value in values] for name, values in data.items()
    }


def test_a_stale_step_is_refused_and_loses_nothing(client, upload):
    data = as_browsers_send(item_fields(client, upload, 1))
    take(editor(), upload, 1, "save", headline="그들의 제목")
    response = client.post(
        item_address(upload, 1), data | {"i1-headline": "내 제목", "step": "save"}
    )

    page = soup(response)
    assert response.status_code == 409
    assert "고쳤습니다: ‘그들의 제목’" in page.select_one("#stale").text
    assert [row.th.text for row in page.select("#stale tbody tr")] == ["제목"]
    assert "내 제목" in page.select_one("#stale table").text
    assert items(upload)[0]["headline"] == "그들의 제목"
    assert page.select_one("#id_i1-headline")["value"] == "내 제목"

    # The form that came back stands on the newest step: pressing again is a decision.
    again = fields_of(response, "#form-1") | {"step": "save"}
    assert client.post(item_address(upload, 1), again).status_code == 302
    assert items(upload)[0]["headline"] == "내 제목"


def test_a_stale_step_with_an_item_that_is_gone_gives_the_text_back(client, upload):
    data = item_fields(client, upload, 2)
    take(editor(), upload, 2, "merge")
    response = client.post(
        item_address(upload, 2), data | {"i2-text": "오래 고친 본문", "step": "save"}
    )

    assert response.status_code == 409
    assert "오래 고친 본문" in soup(response).select_one("#lost").text
    assert upload.steps.count() == 2


@pytest.mark.parametrize("page", ["undo", "redo", "page"])
def test_a_stale_step_with_the_whole_page_is_refused(client, upload, page):
    take(client, upload, 1, "down")
    data = fields_of(client.get(desk(upload)), ".desk-whole form") | {"seen": "1"}
    response = client.post(desk(upload, page), data)

    assert response.status_code == 409
    assert upload.steps.count() == 2


def test_the_second_click_of_a_double_click_is_no_conflict(client, upload):
    data = as_browsers_send(item_fields(client, upload, 1))
    data |= {"i1-headline": "새 제목", "step": "save"}
    client.post(item_address(upload, 1), data)

    assert client.post(item_address(upload, 1), data).status_code == 302
    assert upload.steps.count() == 2


@pytest.mark.parametrize("seen", ["", "x", "0", "-1", "9" * 30, "2"])
def test_a_step_number_that_is_none_is_a_conflict(client, upload, seen):
    data = item_fields(client, upload, 1) | {"seen": seen, "step": "down"}

    assert client.post(item_address(upload, 1), data).status_code == 409
    assert upload.steps.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": "explode"},
        {"i1-kind": "editorial"},
        {"i1-headline": "가" * 301},
        {"i1-open_0": "29"},
        {"i1-offer_0": "mend"},
        {"i1-regions": ["29", "x"]},
        {"i1-readings": ["0"]},
        {"i1-text": "가" * 400_001},
    ],
)
def test_what_no_page_of_ours_sends_is_no_error_of_ours(client, upload, wrong):
    data = item_fields(client, upload, 1) | {"step": "save"} | wrong

    assert client.post(item_address(upload, 1), data).status_code in (302, 400)


def test_steps_before_a_page_was_read_are_refused(client):
    upload = receive_bytes(b"text of a page", name="x", by=None).upload
    for page in ("undo", "redo", "page"):
        assert client.post(desk(upload, page), {"seen": "0"}).status_code in (400, 403, 409)
    assert client.post(item_address(upload, 1), {"step": "save"}).status_code == 409
    assert client.get(desk(upload, "confirm") + "?item=1").status_code == 302
