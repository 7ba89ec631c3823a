"""Steps on the desk through plain forms: what is written is kept, stale steps are refused, all can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.desk import history
from news.models import DeskStep, Upload
from news.tests.desk.pages import (
    desk,
    fields_of,
    item_address,
    item_fields,
    items,
    make_read_here,
    soup,
    take,
)
from regions.tests import geography

pytestmark = pytest.mark.django_db


def kinds(upload: Upload) -> list[str]:
    return [item["kind"] for item in items(upload)]


def test_every_piece_of_the_original_carries_the_number_of_its_item(client, upload):
    page = soup(client.get(desk(upload)))

    stored = items(upload)
    pieces = page.select("#original .piece")
    assert len(pieces) == sum(len(item["ranges"]) for item in stored)
    for piece in pieces:
        number = int(piece.select_one(".piece__number").text)
        assert int(piece["data-item"]) == stored[number - 1]["key"]
        assert page.select_one(piece.select_one(".piece__number")["href"]) is not None
    whole = page.select_one("#original")
    for number in whole.select(".piece__number"):
        number.extract()
    # The parser folds spaces between elements.
    assert whole.text.split() == upload.content.text.split()


def test_putting_together_with_the_one_before(client, upload):
    response = take(client, upload, 2, "merge")

    assert response.url == desk(upload) + "#item-1"
    assert kinds(upload) == ["news", "news", "news", "advertisement"]
    assert "산동면 주민들이" in items(upload)[0]["text"]


def test_cutting_at_a_chosen_place(client, upload):
    page = soup(client.get(desk(upload)))
    option = next(o for o in page.select("#split-1 option") if o.text.startswith("… 시는 또"))
    response = take(client, upload, 1, "split", split_at=option["value"])

    first, second = items(upload)[:2]
    assert response.url.endswith(f"#item-{second['key']}")
    assert second["text"].startswith("시는 또 가공품이")
    assert not first["text"].endswith(second["text"][-30:])


def test_cutting_at_the_cursor_in_what_was_just_written(client, upload):
    text = items(upload)[0]["text"].replace("나선다. ", "나선다. 🤷 ")
    cursor = text.index("나주시는 “다음")
    sent = text.replace("\n", "\r\n")
    take(client, upload, 1, "cut", text=sent, cursor=str(cursor))

    first, second = items(upload)[:2]
    assert first["text"].endswith("나선다. 🤷")
    assert second["text"].startswith("나주시는 “다음")


@pytest.mark.parametrize("cursor", ["", "0", "-1", "999999", "x", "٣"])
def test_a_cursor_that_cuts_nothing_is_a_sentence(client, upload, cursor):
    response = take(client, upload, 1, "cut", cursor=cursor)

    assert response.status_code == 400
    assert "커서" in response.content.decode() or "나눌 수 없습니다" in response.content.decode()
    assert upload.steps.count() == 1


@pytest.mark.parametrize("place", ["", "x", "-5", "0", "99999999999999", "1.5"])
def test_a_place_that_cuts_nothing_is_a_sentence(client, upload, place):
    response = take(client, upload, 1, "split", split_at=place)

    assert response.status_code == 400
    assert "나눌 수 없습니다" in response.content.decode()


def test_kind_order_and_leaving_out(client, upload):
    take(client, upload, 2, "save", kind="notice")
    take(client, upload, 2, "down")
    take(client, upload, 5, "up")
    take(client, upload, 1, "leave_out")

    assert [(item["key"], item["kind"], item["is_left_out"]) for item in items(upload)] == [
        (1, "news", True),
        (3, "news", False),
        (2, "notice", False),
        (5, "advertisement", False),
        (4, "news", False),
    ]
    upload.refresh_from_db()
    assert upload.items_waiting == 3
    take(client, upload, 1, "put_back")
    assert not items(upload)[0]["is_left_out"]


def test_the_written_is_kept_whatever_button_is_pressed(client, upload):
    take(client, upload, 3, "up", headline="고친 제목", deck="한 줄\r\n두 줄", reporter="한여름")

    moved = items(upload)[1]
    assert (moved["key"], moved["headline"], moved["deck"]) == (3, "고친 제목", ["한 줄", "두 줄"])
    assert moved["reporter"] == "한여름"
    assert upload.steps.count() == 2


def test_saving_nothing_new_is_no_step(client, upload):
    assert take(client, upload, 1, "save").status_code == 302
    assert upload.steps.count() == 1


def test_a_date_may_be_partial_and_must_be_one(client, upload):
    take(client, upload, 1, "save", published_on="XXXX-08")
    assert items(upload)[0]["published_on"] == "XXXX-08"

    response = take(client, upload, 1, "save", published_on="언젠가", headline="적던 제목")

    page = soup(response)
    assert response.status_code == 400
    assert "아는 만큼만" in page.select_one("#id_i1-published_on_error").text
    assert page.select_one("#id_i1-headline")["value"] == "적던 제목"
    assert page.select_one("#item-1 .card__edit").has_attr("open")


def test_the_date_of_the_page_goes_to_the_items_that_follow_it(client, upload):
    take(client, upload, 1, "save", published_on="2023-05")
    data = fields_of(client.get(desk(upload)), ".desk-whole form")
    client.post(desk(upload, "page"), data | {"page-published_on": "2023-04-06"})

    assert [item["published_on"] for item in items(upload)] == ["2023-05", *["2023-04-06"] * 4]


# Corrections


@pytest.fixture
def misread(monkeypatch):
    """A page on which the scan misread the name of an organization."""
    from news.reading import catalogue

    monkeypatch.setattr(catalogue, "_name_sources", [lambda: ["한국시각장애인연합회"]])
    data = "배 농가 돕는다\n\n한국시각장에인연합회가 배 농가를 돕는다고 밝혔다. 신청은 읍면동에서 받는다."
    return make_read_here(data)


def test_an_offered_correction_is_never_applied_by_itself(client, misread):
    take(client, misread, 1, "save", headline="새 제목")

    assert items(misread)[0]["readings"] == []
    assert "장에인" in items(misread)[0]["text"]


@pytest.mark.parametrize(("choice", "printed"), [("record", "장에인"), ("mend", "장애인")])
def test_a_correction_is_recorded_and_mends_the_text_only_if_asked(
    client, misread, choice, printed
):
    take(client, misread, 1, "save", offer_0=choice)

    item = items(misread)[0]
    assert printed in item["text"]
    [reading] = item["readings"]
    assert reading["as_printed"] == "한국시각장에인연합회"
    assert reading["corrected"] == "한국시각장애인연합회"


def test_a_correction_of_ones_own_needs_a_reason(client, upload):
    response = take(client, upload, 1, "save", as_printed="3년")
    assert "까닭을" in soup(response).select_one("#id_i1-why_error").text

    take(client, upload, 1, "save", as_printed="3년", corrected="", why="흐려서 모름")
    assert items(upload)[0]["readings"] == [
        {"as_printed": "3년", "corrected": "", "why": "흐려서 모름"}
    ]
    data = item_fields(client, upload, 1)
    data.pop("i1-readings")
    client.post(item_address(upload, 1), data | {"step": "save"})
    assert items(upload)[0]["readings"] == []


# Regions


@pytest.fixture
def two_cities():
    geography.load()
    data = (
        "광주시, 배 농가 돕는다\n\n광주시가 배 농가를 돕는다고 6일 밝혔다. 신청은 시청에서 받는다."
    )
    return make_read_here(data)


def test_a_name_of_two_cities_asks_which(client, two_cities):
    page = soup(client.get(desk(two_cities)))
    choices = [option["value"] for option in page.select("#id_i1-open_0 option")]
    assert {"29", "41610", "unknown"} <= set(choices)
    assert "어느 곳인지 골라 주세요" in page.select_one("#item-1").text

    take(client, two_cities, 1, "save", open_0="41610")

    assert items(two_cities)[0]["open_places"][0]["chosen"] == "41610"
    assert "골라 주세요" not in soup(client.get(desk(two_cities))).select_one("#item-1 dl").text


def test_new_words_are_looked_up_again_until_somebody_chose(client, two_cities):
    text = items(two_cities)[0]["text"] + " 초월읍에서도 받는다."
    take(client, two_cities, 1, "save", text=text)
    assert [place["code"] for place in items(two_cities)[0]["regions"]] == ["41610"]

    take(client, two_cities, 1, "save", regions=[], add_region="전라남도 나주시")
    chosen = items(two_cities)[0]
    assert [place["code"] for place in chosen["regions"]] == ["46170"]
    take(client, two_cities, 1, "save", text=text + " 또 초월읍이다.")
    assert items(two_cities)[0]["regions"] == chosen["regions"]


@pytest.mark.parametrize(
    ("written", "words"), [("광주시", "여러 곳입니다"), ("없는곳", "찾지 못했습니다")]
)
def test_a_region_that_is_not_one_is_refused(client, two_cities, written, words):
    response = take(client, two_cities, 1, "save", add_region=written)

    assert words in soup(response).select_one("#id_i1-add_region_error").text


# Undo and redo


def test_undo_and_redo_give_the_very_same_list(client, upload):
    lists = [items(upload)]
    for key, step in ((2, "merge"), (1, "down"), (4, "leave_out")):
        take(client, upload, key, step)
        lists.append(items(upload))
    for wanted in reversed(lists[:-1]):
        turn(client, upload, "undo")
        assert items(upload) == wanted
    assert turn(client, upload, "undo").status_code == 302
    assert items(upload) == lists[0]
    for wanted in lists[1:]:
        turn(client, upload, "redo")
        assert items(upload) == wanted


def turn(client, upload: Upload, way: str):
    newest = upload.steps.order_by("-number").first().number
    return client.post(desk(upload, way), {"seen": newest})


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.lists(st.sampled_from(["move", "undo", "redo"]), max_size=14))
def test_undo_and_redo_are_those_of_every_editor(upload, way):
    """Against the textbook's two stacks."""
    DeskStep.objects.filter(number__gt=1).delete()
    current = history.newest(upload)
    done, undone = [history.sheet_at(current)], []
    for number, step in enumerate(way):
        if step == "move":
            sheet = history.sheet_at(current)
            changed = replace(sheet, publisher=str(number))
            current = history.step(current, changed, step, by=None)
            done, undone = [*done, changed], []
        else:
            turned = getattr(history, step)(current, by=None)
            source, target = (done, undone) if step == "undo" else (undone, done)
            assert (turned is None) == (len(source) <= (step == "undo"))
            if turned is not None:
                target.append(source.pop())
                current = turned
        assert history.sheet_at(current) == done[-1]


def test_old_steps_are_forgotten(client, upload, monkeypatch):
    monkeypatch.setattr(history, "KEPT", 5)
    for number in range(8):
        take(client, upload, 1, "down" if number % 2 == 0 else "up")

    assert upload.steps.count() == 5
    for _number in range(6):
        turn(client, upload, "undo")
    assert upload.steps.count() == 5


def test_the_desk_asks_few_questions(client, upload, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get(desk(upload))
