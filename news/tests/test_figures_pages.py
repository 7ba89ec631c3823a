"""Every figure that the shared fact list takes from the shared pages is found on them. Skipped without that folder."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from news.reading.figures import Comparison, Quantity, find, same_date, same_quantity

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "pages").is_dir(), reason="the pages to measure on are not part of the project"
)
AGREES = (Comparison.EQUAL, Comparison.CONSISTENT)
# Told in words, not printed as a figure.
UNPRINTED = ("a person found collapsed",)


def _load(name: str) -> list[dict]:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((SHARED / "facts" / name).read_text(encoding="utf-8"))


def _statements(node: object, cites: list[str]) -> Iterator[tuple[dict, list[str]]]:
    """Facts and periods anywhere in the catalogue, each with the articles it rests on."""
    if isinstance(node, list):
        for part in node:
            yield from _statements(part, cites)
    elif isinstance(node, dict):
        cites = node.get("cites", cites)
        if "label" in node or "start" in node or "end" in node:
            yield node, cites
        for part in node.values():
            yield from _statements(part, cites)


def _quantity(fact: dict) -> Quantity | None:
    value = fact.get("value")
    low, high = (value.get("min"), value.get("max")) if isinstance(value, dict) else (value, None)
    if isinstance(low, bool) or not isinstance(low, int):
        return None
    unit = "percent" if fact.get("unit", "").startswith("percent") else fact.get("unit", "")
    return Quantity(Decimal(low), high and Decimal(high), unit, bool(fact.get("approx")))


def _page_of() -> dict[str, str]:
    articles = _load("articles.yaml")["articles"]
    return {
        article["id"]: (SHARED / "pages" / f"{article['page']}.txt").read_text(encoding="utf-8")
        for article in articles
        if (SHARED / "pages" / f"{article['page']}.txt").exists()
    }


def test_every_listed_value_stands_on_its_page_as_a_figure():
    pages, missing, checked = _page_of(), [], 0
    for fact, cites in _statements(_load("programs.yaml"), []):
        quantity = _quantity(fact) if "label" in fact else None
        for article in cites:
            if quantity is None or article not in pages or fact["label"].startswith(UNPRINTED):
                continue
            checked += 1
            if not any(
                same_quantity(figure, quantity) in AGREES for figure in find(pages[article])
            ):
                missing.append((article, fact["label"], fact["value"]))
    assert missing == []
    assert checked >= 30


@pytest.mark.parametrize(
    ("article", "date"),
    [
        ("a1", "2020-11-19/2020-11-27"),
        ("a1", "2020-11"),
        ("a2", "2020-10-08"),
        ("a5", "2020-10-10"),
        ("a5", "2020-03"),
        ("a5", "2020-06/.."),
        ("a6", "2017/2019"),
        ("d1", "2015/.."),
    ],
)
def test_the_listed_dates_stand_on_their_page(article, date):
    figures = find(_page_of()[article])
    assert any(figure.date and same_date(figure.date, date) in AGREES for figure in figures)
