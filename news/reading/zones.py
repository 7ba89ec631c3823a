"""Stretches of a page that are no reports: advertisements, public notices, and what a site shows below its article."""

from __future__ import annotations

import re

from news.reading.blocks import Block
from news.reading.drafts import Draft
from news.reading.furniture import is_menu, is_weather, leads_elsewhere
from news.reading.kinds import Role, has_phone, is_polite, reports
from news.reading.seams import heads, opens_article

_SIGNATURE = re.compile(
    r"^[가-힣\s·()]{1,24}(?:시장|군수|구청장|도지사|교육감|교육장|청장|소장|사장|이사장|대표이사|조합장|위원장|법원|지원장|관장|총장)"
    r"(?:\s?\(?직인\)?)?$"
)
_OFFERS = {Role.ADVERT, Role.NOTICE}
_PICTURES = {Role.CAPTION, Role.CREDIT}
_AROUND = {Role.HEADING, Role.FURNITURE} | _PICTURES | _OFFERS
_SHORT = 80


def offers(blocks: list[Block], roles: list[Role]) -> dict[int, Draft]:
    """Block number → the advertisement or notice that it belongs to."""
    found: dict[int, Draft] = {}
    for first, last in _runs(blocks, roles):
        for draft, numbers in _items(blocks, roles, range(first, last + 1)):
            found |= dict.fromkeys(numbers, draft)
    return found


def _runs(blocks: list[Block], roles: list[Role]):
    """(first, last) of each stretch that is an offer with the headings around it."""
    number = 0
    while number < len(blocks):
        end = number
        while end < len(blocks) and _may_surround(blocks[end], roles[end]):
            end += 1
        marked = [place for place in range(number, end) if roles[place] in _OFFERS]
        if marked:
            yield (
                _first(blocks, roles, number, marked[0], end),
                _last(blocks, roles, marked[-1], end),
            )
        number = max(end, number + 1)


def _may_surround(block: Block, role: Role) -> bool:
    return role in _AROUND or (
        role is Role.PROSE and len(block.text) < _SHORT and is_polite(block.text)
    )


def _first(blocks: list[Block], roles: list[Role], start: int, marked: int, end: int) -> int:
    """The offer starts at its own heading: pictures, furniture and the next article's headline stay outside."""
    first = start
    while first < marked and roles[first] in _PICTURES | {Role.FURNITURE}:
        first += 1
    prose = blocks[end] if end < len(blocks) and roles[end] is Role.PROSE else None
    has_own_heading = any(roles[place] is Role.HEADING for place in range(marked, end))
    if prose is None or has_own_heading or not opens_article(prose.text):
        return first
    while first < marked and heads(blocks[first].text, prose.text):
        first += 1
    return first


def _last(blocks: list[Block], roles: list[Role], marked: int, end: int) -> int:
    """After the last mark of an offer: headings belong to the article that follows, if one does."""
    follows = end < len(blocks) and roles[end] is Role.PROSE
    last = marked
    while (
        last + 1 < end
        and roles[last + 1] not in _PICTURES
        and not _titles_picture(blocks, roles, last + 1)
    ):
        last += 1
    if not follows or not opens_article(blocks[end].text):
        return last if not follows else _before_gap(blocks, marked, last)
    return marked


def _titles_picture(blocks: list[Block], roles: list[Role], number: int) -> bool:
    below = number + 1
    is_above_picture = below < len(blocks) and roles[below] is Role.CAPTION
    return is_above_picture and heads(blocks[number].text, blocks[below].text)


def _before_gap(blocks: list[Block], marked: int, last: int) -> int:
    place = marked
    while place < last and blocks[place + 1].gap < 2:
        place += 1
    return place


def _items(blocks: list[Block], roles: list[Role], numbers: range):
    """The stretch as separate offers: wide gaps, signatures and a new heading after a phone number part them."""
    groups: list[list[int]] = [[]]
    for number in numbers:
        if groups[-1] and _starts_offer(blocks, roles, groups[-1], number, numbers.stop):
            groups.append([])
        groups[-1].append(number)
    for group in _with_offer(groups, roles):
        is_notice = any(roles[number] is Role.NOTICE for number in group)
        yield Draft("notice" if is_notice else "advertisement"), group


def _starts_offer(
    blocks: list[Block], roles: list[Role], group: list[int], number: int, stop: int
) -> bool:
    if blocks[number].gap >= 2 or _SIGNATURE.match(blocks[number - 1].text):
        return True
    had_phone = any(has_phone(blocks[place].text) for place in group)
    has_phone_ahead = any(has_phone(blocks[place].text) for place in range(number, stop))
    return (
        roles[number] is Role.HEADING
        and had_phone
        and has_phone_ahead
        and not has_phone(blocks[number].text)
    )


def _with_offer(groups: list[list[int]], roles: list[Role]) -> list[list[int]]:
    """A group without a mark of its own joins the one before it, or the one after it."""
    joined: list[list[int]] = []
    for group in groups:
        has_mark = any(roles[number] in _OFFERS for number in group)
        last_has_mark = bool(joined) and any(roles[number] in _OFFERS for number in joined[-1])
        if joined and (not has_mark or not last_has_mark):
            joined[-1] += group
        else:
            joined.append(list(group))
    return joined


def after_article(blocks: list[Block], roles: list[Role]) -> int:
    """On a site's page: the number of the block from which it shows other things than its article."""
    if not is_site(blocks):
        return len(blocks)
    begun = False
    for number, block in enumerate(blocks):
        begun = begun or (roles[number] is Role.PROSE and reports(block.text))
        if begun and any(leads_elsewhere(line.text) for line in block.lines):
            return number
    return len(blocks)


def is_site(blocks: list[Block]) -> bool:
    """A page copied from a site: it has menus or a weather list."""
    lines = [line.text for block in blocks for line in block.lines]
    return (
        any(is_weather(line) and is_short(line) for line in lines) or sum(map(is_menu, lines)) >= 3
    )


def is_short(line: str) -> bool:
    return len(line) <= 24
