"""The rules of the list of items: nothing is lost, nothing is doubled, and every step can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from news.desk.cutting import cut_at, cut_in_text, starts
from news.desk.items import Correction, Item, OpenPlace, Place, Sheet, sheet_of
from news.desk.page import segments
from news.desk.rules import Cut, Impossible, changed, merge, move, split
from news.reading.page import read_page
from news.tests.reading.samples import sample, sample_names

WORDS = st.text("가나다라마바 \n.", min_size=0, max_size=30)
NAMES = st.lists(st.sampled_from(["한여름", "서가을", "노을찬"]), unique=True, max_size=3)


def join(first: str, second: str) -> str:
    return f"{first} {second}"


@st.composite
def sheets(draw) -> Sheet:
    """Items whose ranges part a page of 200 characters."""
    edges = sorted(draw(st.sets(st.integers(0, 200), min_size=2, max_size=14)))
    ranges = [*zip(edges, edges[1:], strict=False)]
    owners = draw(st.lists(st.integers(1, 4), min_size=len(ranges), max_size=len(ranges)))
    items = []
    for key in sorted(set(owners)):
        own = tuple(one for one, owner in zip(ranges, owners, strict=True) if owner == key)
        items.append(_item(draw, key, own))
    return Sheet(tuple(items), last_key=9)


def _item(draw, key: int, ranges) -> Item:
    decks = draw(st.lists(WORDS.map(str.strip).filter(bool), unique=True, max_size=3))
    return Item(
        key,
        draw(st.sampled_from(["news", "photo", "furniture"])),
        ranges,
        headline=draw(WORDS).strip(),
        deck=tuple(decks),
        reporter="·".join(draw(NAMES)),
        text=draw(WORDS).strip(),
        regions=draw(st.sampled_from([(), (Place("29", "광주광역시", ("광산구",)),)])),
        open_places=draw(st.sampled_from([(), (OpenPlace("광주시", ("29", "41610")),)])),
        readings=draw(st.sampled_from([(), (Correction("농어인", "농아인", "오식"),)])),
    )


@st.composite
def cuts(draw, item: Item) -> Cut:
    start, end = draw(st.sampled_from(item.ranges))
    in_text = draw(st.integers(0, len(item.text)))
    return Cut(
        draw(st.integers(start, end - 1)),
        in_text,
        draw(st.integers(in_text, len(item.text))),
        headline=draw(st.sampled_from(["", "새 제목"])),
        deck=draw(st.sampled_from([(), ("새 부제",)])),
        names_after=tuple(draw(NAMES)),
        deck_after=tuple(draw(st.lists(st.sampled_from(item.deck or ("",)), max_size=3))),
    )


def covered(sheet: Sheet) -> list[int]:
    return sorted(
        place for item in sheet.items for start, end in item.ranges for place in range(start, end)
    )


@given(data=st.data(), sheet=sheets())
def test_putting_together_what_was_cut_gives_the_same_list(data, sheet):
    item = data.draw(st.sampled_from(sheet.items))
    cut = data.draw(cuts(item))
    assume(cut.at != item.ranges[0][0])

    apart = split(sheet, item.key, cut)

    assert len(apart.items) == len(sheet.items) + 1
    assert merge(apart, apart.last_key, join).items == sheet.items


@given(data=st.data(), sheet=sheets())
def test_no_step_loses_or_doubles_a_place_of_the_page(data, sheet):
    before = covered(sheet)
    for _number in range(data.draw(st.integers(1, 6))):
        item = data.draw(st.sampled_from(sheet.items))
        step = data.draw(st.sampled_from(["split", "merge", "up", "down"]))
        try:
            sheet = taken(data, sheet, item, step)
        except Impossible:
            continue

    assert covered(sheet) == before
    assert len({item.key for item in sheet.items}) == len(sheet.items)
    assert all(item.ranges for item in sheet.items)


def taken(data, sheet: Sheet, item: Item, step: str) -> Sheet:
    if step == "split":
        return split(sheet, item.key, data.draw(cuts(item)))
    if step == "merge":
        return merge(sheet, item.key, join)
    return move(sheet, item.key, -1 if step == "up" else 1)


@given(data=st.data(), sheet=sheets())
def test_moving_down_and_up_again_changes_nothing(data, sheet):
    assume(len(sheet.items) > 1)
    item = data.draw(st.sampled_from(sheet.items[:-1]))

    assert move(move(sheet, item.key, 1), item.key, -1) == sheet


@given(sheet=sheets())
def test_a_list_survives_being_kept(sheet):
    assert Sheet.from_json(json.loads(json.dumps(sheet.as_json()))) == sheet


@given(sheet=sheets())
def test_the_original_is_shown_whole_and_once(sheet):
    page = "".join(chr(0xAC00 + number) for number in range(220))

    assert "".join(piece.text for piece in segments(page, sheet)) == page


def two_items() -> Sheet:
    first = Item(1, "news", ((0, 10),), headline="앞 제목", text="앞 글입니다.")
    second = Item(2, "news", ((12, 30),), headline="뒤 제목", deck=("부제",), text="뒤 글입니다.")
    return Sheet((first, second), last_key=2)


def test_a_heading_becomes_a_paragraph_of_the_item_before():
    [whole] = merge(two_items(), 2, join).items

    assert whole.text == "앞 글입니다.\n뒤 제목\n부제\n뒤 글입니다."
    assert whole.headline == "앞 제목"
    assert whole.ranges == ((0, 10), (12, 30))


def test_a_heading_alone_gets_the_text_below_it():
    sheet = two_items()
    sheet = changed(sheet, replace(sheet.items[0], text=""))
    [whole] = merge(sheet, 2, join).items

    assert (whole.headline, whole.deck, whole.text) == ("앞 제목", ("부제",), "뒤 글입니다.")


def test_a_heading_written_after_the_cut_is_not_lost():
    sheet = Sheet((Item(1, "news", ((0, 20),), text="한 글. 두 글."),), last_key=1)
    apart = split(sheet, 1, Cut(8, 5, 5))
    written = changed(apart, replace(apart.items[1], headline="적은 제목"))

    assert merge(written, 2, join).items[0].text == "한 글.\n적은 제목\n두 글."


def test_what_cant_be_done_says_why():
    sheet = two_items()
    confirmed = replace(sheet, items=(replace(sheet.items[0], article=7), sheet.items[1]))
    for step in (
        lambda: merge(sheet, 1, join),
        lambda: move(sheet, 2, 1),
        lambda: split(sheet, 1, Cut(0, 0, 0)),
        lambda: split(sheet, 1, Cut(99, 0, 0)),
        lambda: merge(sheet, 77, join),
        lambda: merge(confirmed, 2, join),
        lambda: changed(confirmed, replace(sheet.items[0], headline="다른 제목")),
    ):
        with pytest.raises(Impossible) as refused:
            step()
        assert str(refused.value).endswith(".")


@pytest.mark.parametrize("name", sample_names())
def test_real_shapes_can_be_cut_anywhere_and_put_together_again(name):
    reading = read_page(sample(name)[0])
    sheet = sheet_of(reading)
    for item in sheet.items:
        places = [
            cut_at(reading.source, item, start.place) for start in starts(reading.source, item)
        ]
        cursors = range(5, len(item.text), 23)
        found = [cut_in_text(reading.source, item, cursor) for cursor in cursors]
        for cut in [*places, *filter(None, found)]:
            if cut.at <= item.ranges[0][0]:
                continue
            apart = split(sheet, item.key, cut)
            assert merge(apart, apart.last_key, join).items == sheet.items


def test_two_articles_that_were_read_as_one_come_apart_with_their_headings_and_reporters():
    reading = read_page(sample("columns-and-photo")[0])
    sheet = sheet_of(reading)
    news = [item for item in sheet.items if item.kind == "news"]
    both = merge(replace(sheet, items=(news[0], news[1])), news[1].key, join)
    [whole] = both.items
    cut = cut_at(reading.source, whole, news[1].ranges[0][0])

    first, second = split(both, whole.key, cut).items

    for part, wanted in ((first, news[0]), (second, news[1])):
        assert (part.headline, part.deck, part.reporter) == (
            wanted.headline,
            wanted.deck,
            wanted.reporter,
        )
        assert part.text == wanted.text
        assert part.ranges == wanted.ranges


def test_the_cursor_in_the_text_finds_its_place_in_the_page():
    reading = read_page(sample("columns-and-photo")[0])
    item = sheet_of(reading).items[0]
    cursor = item.text.index("식품위생 교육")

    cut = cut_in_text(reading.source, item, cursor)

    assert "".join(reading.source[cut.at : cut.at + 8].split()).startswith("식품위생교육"[:6])
    first, second = split(Sheet((item,), last_key=1), 1, cut).items
    assert second.text.startswith("식품위생 교육")
    assert first.text.endswith("있고,")
