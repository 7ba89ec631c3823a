"""Pages nobody laid out by hand: what was cut apart comes together again."""

import re

import pytest

from news.reading.page import read_text
from news.tests.reading.layouts import random_page

PAGES = 40


@pytest.fixture(scope="module")
def read_pages():
    return [(page, read_text(page.text)) for page in map(random_page, range(PAGES))]


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def share(read_pages, is_right) -> float:
    answers = [
        bool(is_right(printed, _found(reading, printed)))
        for page, reading in read_pages
        for printed in page.printed
    ]
    return sum(answers) / len(answers)


def _found(reading, printed):
    return next((item for item in reading.items if item.headline == printed.headline), None)


def test_every_article_is_found_under_its_headline(read_pages):
    assert share(read_pages, lambda printed, item: item is not None) >= 0.98


def test_articles_have_their_own_text_and_nothing_else(read_pages):
    exact = share(
        read_pages, lambda printed, item: item and letters(item.text) == letters(printed.body)
    )
    assert exact >= 0.96


def test_column_breaks_are_mended_as_the_author_wrote(read_pages):
    exact = share(
        read_pages, lambda printed, item: item and item.text.replace("\n", " ") == printed.body
    )
    assert exact >= 0.92


def test_decks_and_reporters_stay_with_their_article(read_pages):
    right = share(
        read_pages,
        lambda printed, item: (
            item and (item.deck, item.reporter) == (printed.deck, printed.reporter)
        ),
    )
    assert right >= 0.96


def test_no_article_is_made_of_pictures_or_offers(read_pages):
    for page, reading in read_pages:
        articles = [item for item in reading.items if item.kind == "article"]
        assert len(articles) <= len(page.printed) + 1
