"""Where an item can be cut in two, and what goes with each part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from news.desk.alignment import Alignment
from news.desk.items import Item, Ranges
from news.desk.rules import Cut, parted
from news.reading.blocks import LONG_LINE
from news.reading.bylines import trailing_byline

MOST_PLACES = 80
_SENTENCE = re.compile(r"(?<=[다요음임함][.?!])[”’\"')\]]*\s+(?=\S)")
_LINE_START = re.compile(r"\n\s*(?=\S)")
_MOST_HEADINGS = 4
_ENDED = re.compile(r"[다요음임함][.?!]")


@dataclass(frozen=True, slots=True)
class Start:
    """A place in the page at which a second part may begin, with its first words."""

    place: int
    words: str


def starts(page: str, item: Item) -> list[Start]:
    """Pieces, lines and sentences; the coarser first where there are too many to choose from."""
    pieces = {start for start, _end in item.ranges[1:]}
    lines = set(_inside(page, item.ranges, _LINE_START))
    sentences = set(_inside(page, item.ranges, _SENTENCE))
    chosen = pieces
    for finer in (lines, sentences):
        if len(chosen | finer) <= MOST_PLACES:
            chosen = chosen | finer
    order = {start: number for number, (start, _end) in enumerate(item.ranges)}
    ordered = sorted(chosen, key=lambda place: (_range_of(place, item.ranges, order), place))
    return [Start(place, _words(page, place)) for place in ordered[:MOST_PLACES]]


def _inside(page: str, ranges: Ranges, pattern: re.Pattern) -> Iterator[int]:
    for start, end in ranges:
        yield from (
            match.end() for match in pattern.finditer(page, start, end) if match.end() < end
        )


def _range_of(place: int, ranges: Ranges, order: dict[int, int]) -> int:
    return next((order[start] for start, end in ranges if start <= place < end), len(ranges))


def _words(page: str, place: int) -> str:
    return " ".join(page[place : place + 60].split())[:28]


def cut_at(page: str, item: Item, place: int) -> Cut:
    """``place`` must lie in the item's ranges; ``rules.split`` refuses it otherwise."""
    before, after, _is_within = parted(item.ranges, place)
    alignment = Alignment(page, item.ranges, item.text)
    if not before or not after:
        return Cut(place, 0, 0)
    in_text = alignment.in_text(place)
    headings, body_at = _headings(page, after)
    body = alignment.in_text(body_at) if headings else in_text
    return Cut(
        place,
        in_text,
        max(body, in_text),
        headline=headings[0][:300] if headings else "",
        deck=tuple(headings[1:]),
        names_after=tuple(_names(page, after)),
        deck_after=tuple(line for line in item.deck if _is_behind(page, line, before, after)),
    )


def cut_in_text(page: str, item: Item, cursor: int) -> Cut | None:
    """The cut at a place in the item's text; None if the page has nothing behind it."""
    place = Alignment(page, item.ranges, item.text).in_page(cursor)
    if place is None:
        return None
    cut = cut_at(page, item, place)
    skipped = len(item.text[cursor:]) - len(item.text[cursor:].lstrip())
    in_text = cursor + skipped
    return Cut(
        place,
        in_text,
        max(cut.body, in_text),
        cut.headline if cut.body > in_text else "",
        cut.deck if cut.body > in_text else (),
        cut.names_after,
        cut.deck_after,
    )


def _headings(page: str, ranges: Ranges) -> tuple[list[str], int]:
    """Short pieces before a running text, the headline and then the deck's lines; and where the text begins."""
    headings: list[str] = []
    if not _starts_line(page, ranges[0][0]):
        return [], 0
    for start, end in ranges[: _MOST_HEADINGS + 1]:
        lines = [" ".join(line.split()) for line in page[start:end].splitlines() if line.strip()]
        if any(len(line) >= LONG_LINE or _ENDED.search(line) for line in lines):
            return headings, start
        headings += lines if headings else [" ".join(lines)]
    return [], 0


def _starts_line(page: str, place: int) -> bool:
    return not page[page.rfind("\n", 0, place) + 1 : place].strip()


def _names(page: str, ranges: Ranges) -> Iterator[str]:
    for start, end in ranges:
        byline = trailing_byline(" ".join(page[start:end].split()))
        if byline is not None:
            yield from byline.reporter.split("·")


def _is_behind(page: str, line: str, before: Ranges, after: Ranges) -> bool:
    return _letters(line) in _on(page, after) and _letters(line) not in _on(page, before)


def _on(page: str, ranges: Ranges) -> str:
    return _letters("".join(page[start:end] for start, end in ranges))


def _letters(text: str) -> str:
    return "".join(text.split())
