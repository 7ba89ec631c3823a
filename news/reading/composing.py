"""A draft's blocks → what an item says: headline, deck, reporter and its text with the column breaks mended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from news.reading.blocks import Block, ends_sentence
from news.reading.bylines import leading_byline
from news.reading.drafts import Draft
from news.reading.joining import Spelling, joint_of
from news.reading.korean import content_words, tokens
from news.reading.seams import starts_midway

# Two lines that are one heading together are no longer than this.
_TWO_LINE_HEADING = 42
_TITLE_REACH = 50
_SIGNS = "◇◆■□▲△●○▶▷☞★※-–—• "
# What names a public notice, below a line that only says "공고".
_NUMBERED = re.compile(r"(?:공고|고시)\s?제\s?\d{4}\s?[-–]")
_STRUNG = re.compile(r"\S\s?(?:…|\.{2,3})\s?\S")
_DAY_START = re.compile(r"(?:지난\s?|오는\s?)?(?:\d{1,2}월\s?)?\d{1,2}일\s")
_IN_TITLES = frozenset(["JKG", "JC", "SN", "SL", "SSO", "SSC", "SP", "SW", "SO", "SY", "ETN"])
_IN_TITLES_BEFORE_A_DAY = _IN_TITLES | {"ETM"}
_OFFICE = re.compile(
    r"(?:장|의원|지사|대표|위원|교수|시민들|주민들|학생들|관계자들|어린이들|참가자들|직원들|회원들)(?:[이가은는과와을를]|\s)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    headline: str | None
    deck: tuple[str, ...]
    reporter: str | None
    text: str


def wording(draft: Draft, spelling: Spelling) -> Wording:
    if draft.kind == "article":
        return _article(draft, spelling)
    if draft.kind == "photo":
        return _photo(draft, spelling)
    lines = [line.text for block in draft.blocks for line in block.lines]
    headline = (
        None if draft.kind == "furniture" else next(filter(_NUMBERED.search, lines), lines[0])
    )
    return Wording(headline, (), None, "\n".join(lines))


def _article(draft: Draft, spelling: Spelling) -> Wording:
    headline, deck = _heading(draft)
    text = body(draft.pieces, spelling)
    if headline is None and len(draft.pieces) == 1:
        headline, text = split_title(text)
    return Wording(headline, deck, _reporter(draft), text)


def _photo(draft: Draft, spelling: Spelling) -> Wording:
    text = body(draft.pieces, spelling)
    headline, deck = _heading(draft)
    if headline is None:
        headline, text = split_title(text)
    if headline is None and not _is_sentence(draft.pieces[0].text):
        headline, *rest = text.split("\n", 1)
        text = rest[0] if rest else ""
    byline = draft.pieces[-1].byline
    return Wording(headline, deck, byline.reporter if byline else None, text)


def _is_sentence(text: str) -> bool:
    return bool(re.search(r"다[.)]", text))


def _reporter(draft: Draft) -> str | None:
    names = dict.fromkeys(name for byline in draft.bylines for name in byline.reporter.split("·"))
    return "·".join(names) or None


def _heading(draft: Draft) -> tuple[str | None, tuple[str, ...]]:
    """The first block is the headline; every further line belongs to the deck."""
    blocks = [block for block in draft.headings if block.byline is None]
    if not blocks:
        return None, ()
    first = [line.text for line in blocks[0].lines]
    together = " ".join(first)
    is_one = len(first) <= 2 and len(together) <= _TWO_LINE_HEADING and not _has_deck(first)
    headline, rest = (together, []) if is_one else (first[0], first[1:])
    deck = [*rest, *(line.text for block in blocks[1:] for line in block.lines)]
    return headline.lstrip(_SIGNS), tuple(line.lstrip(_SIGNS) for line in deck)


def _has_deck(lines: list[str]) -> bool:
    """A line that strings its points together with an ellipsis stands below a headline that does not."""
    return len(lines) == 2 and not _STRUNG.search(lines[0]) and bool(_STRUNG.search(lines[1]))


def body(pieces: list[Block], spelling: Spelling) -> str:
    """Paragraphs apart by a line break; what a break cut is one again; bylines taken off."""
    text = ""
    for number, block in enumerate(pieces):
        for place, line in enumerate(_without_bylines(block, number == 0)):
            text = _joined(text, line, spelling, is_new_block=place == 0) if text else line
    return text


def _without_bylines(block: Block, is_first: bool) -> list[str]:
    lines = list(block.lines_without_byline)
    lead = leading_byline(lines[0]) if is_first and lines else None
    if lead:
        lines[0] = lines[0][lead.end :]
    return [line for line in lines if line]


def _joined(text: str, line: str, spelling: Spelling, *, is_new_block: bool) -> str:
    if ends_sentence(text) and not starts_midway(line):
        return text + ("\n" if is_new_block else " ") + line
    if is_new_block and re.match(r"[/<(\[ⓒ]|사진", line) and len(line) < 40:
        return f"{text}\n{line}"
    joint = joint_of(text, line, spelling)
    return text + joint.glue + line[joint.repeated :]


def split_title(text: str) -> tuple[str | None, str]:
    """A title that the scan put on one line with its caption: "무엇 점검 홍길동 시장은 지난 8일 …".

    The title is a noun phrase without particles whose words the caption takes up again, or after which the caption
    starts as captions do (with a day, a quotation, a person).
    """
    best, best_place = 0.0, 0
    for place in _word_starts(text[:_TITLE_REACH]):
        weight = _title_weight(text[:place].rstrip(), text[place:])
        if weight > best:
            best, best_place = weight, place
    if best < 1:
        return None, text
    return text[:best_place].rstrip(), text[best_place:]


def _word_starts(text: str) -> list[int]:
    return [match.end() for match in re.finditer(r"\S\s+(?=\S)", text) if match.end() >= 6]


def _title_weight(title: str, caption: str) -> float:
    found = tokens(title)
    starts_with_day = bool(_DAY_START.match(caption))
    allowed = _IN_TITLES_BEFORE_A_DAY if starts_with_day else _IN_TITLES
    if not found or any(
        token.tag.startswith(("J", "E", "S")) and token.tag not in allowed for token in found
    ):
        return 0
    if (
        found[-1].tag not in ("NNG", "NNP", "XSN", "SN", "SSC", "NNB", "ETN")
        or len(content_words(title)) < 2
    ):
        return 0
    if starts_with_day:
        return 2
    return 2 * _taken_up(title, caption) + _starts_with_person(caption) - 1


def _taken_up(title: str, caption: str) -> float:
    words = content_words(title)
    again = set(content_words(caption))
    return sum(word in again for word in words) / len(words)


def _starts_with_person(caption: str) -> float:
    first = tokens(caption[:40])
    is_name = bool(first) and first[0].tag == "NNP" and 2 <= first[0].len <= 4
    return 1.0 if is_name and _OFFICE.search(caption[:40]) else 0.4 * is_name
