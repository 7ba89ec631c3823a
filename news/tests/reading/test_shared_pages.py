"""The real pages, where they are at hand: they are other people's texts and no part of the project."""

import re
from pathlib import Path

import pytest
import yaml

from news.reading.page import read_page

SHARED = Path(__file__).resolve().parents[4] / "shared"
PAGES = sorted((SHARED / "pages").glob("*.txt"))

pytestmark = pytest.mark.skipif(
    not PAGES, reason="the real pages are not at hand (../shared/pages)"
)


def listed(page: Path) -> list[dict]:
    facts = yaml.safe_load((SHARED / "facts" / "articles.yaml").read_text("utf-8"))
    return [article for article in facts["articles"] if article["page"] == page.stem]


def reading_of(page: Path):
    return read_page(page.read_bytes(), name=page.name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_listed_article_is_found_and_no_other(page):
    found = {
        (item.headline, item.reporter) for item in reading_of(page).items if item.kind == "article"
    }
    assert found == {
        (article["title"], article["reporter"])
        for article in listed(page)
        if article.get("kind", "article") == "article"
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_text_ends_or_starts_within_a_sentence(page):
    for item in reading_of(page).items:
        if item.kind == "article":
            assert re.search(r"다\.[”’\"]?$", item.text)
            assert not re.match(r"[을를은는이가로와과]\s", item.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_date_is_the_listed_one_or_less(page):
    found, wanted = reading_of(page).published_on, listed(page)[0]["published_on"]
    assert found == str(wanted) if wanted else (found is None or found.startswith("XXXX"))
