"""A page as blocks: runs of lines between blank ones, cut further where a byline, a credit or a body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from news.reading.bylines import Byline, trailing_byline
from news.reading.furniture import is_furniture, is_menu

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK = re.compile(r"[\s|\u200b-\u200f\u2060\ufeff_=~*·.─━―—–-]*$")
_SENTENCE_END = re.compile(r"[가-힣)][.?!][”’\"')\]」』]*$")
# A sentence has ended and a mark or some syllables of a name follow: the byline began on this line.
_BYLINE_BEGUN = re.compile(r"[.?!][”’\"']?\s*(?:[/\[(<■▲]\s?[가-힣=]{0,6}|[가-힣]{1,3})$")
_MAIL_BROKEN = re.compile(r"@[\w.-]*$")
# A byline may be broken over so many further lines.
_MOST_BROKEN = 2
# A line this long is running text; headings are shorter.
LONG_LINE = 60
# Below a line as short as a heading a section's name is one; below a wrapped line of text it is its last word.
LABEL = 30
_CREDIT = re.compile(
    r"\s*(?:[/▲△◀▶▼■<〈《(\[]\s*.{1,25}제공|[/<〈《(\[]?\s*(?:사진|그래픽|자료)\s?(?:제공)?\s?[=:ⓒ/]\s?.{1,30}|ⓒ.{1,30}|사진제공\s.{1,30})"
    r"\s*[>〉》)\]]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """``start`` and ``end`` are places in the page; ``text`` has no space around it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Block:
    """Lines that stand together. ``gap``: how many blank lines stand before it."""

    lines: tuple[Line, ...]
    gap: int = 0

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @cached_property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def is_long(self) -> bool:
        return len(self.text) >= LONG_LINE

    @cached_property
    def byline(self) -> Byline | None:
        """The byline at its end, even where the line was broken inside it."""
        return self._byline_and_body[0]

    @property
    def lines_without_byline(self) -> tuple[str, ...]:
        return self._byline_and_body[1]

    @cached_property
    def _byline_and_body(self) -> tuple[Byline | None, tuple[str, ...]]:
        lines = [line.text for line in self.lines]
        for broken in range(min(_MOST_BROKEN, len(lines) - 1) + 1):
            above, tail = lines[: len(lines) - 1 - broken], lines[len(lines) - 1 - broken :]
            for glue in ("",) if broken == 0 else (" ", ""):
                rest = _glued(tail, glue)
                found = trailing_byline(rest)
                if found and not (found.start == 0 and above and _BYLINE_BEGUN.search(above[-1])):
                    return found, _kept(above, rest[: found.start])
        return None, tuple(lines)


def _glued(lines: list[str], glue: str) -> str:
    """A mail address that was broken has no space in it; for the rest either may hold."""
    text = lines[0]
    for line in lines[1:]:
        text += ("" if _MAIL_BROKEN.search(text) else glue) + line
    return text


def _kept(lines: list[str], rest: str) -> tuple[str, ...]:
    return tuple(line for line in [*lines, rest.rstrip()] if line)


def blocks_of(page: str) -> list[Block]:
    found: list[Block] = []
    lines: list[Line] = []
    blanks = gap = 0
    for line in _lines(page):
        if line.text:
            if not lines:
                gap = blanks
            lines.append(line)
            blanks = 0
            continue
        blanks += 1
        if lines:
            found += _parts(lines, gap)
            lines = []
    return found + (_parts(lines, gap) if lines else [])


def _lines(page: str):
    """Every line; what holds nothing to read counts as blank."""
    for row in re.finditer(
        r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|$)", page
    ):
        body = row.group().rstrip("\r\n\x0b\x0c\x85\u2028\u2029")
        text = body.strip().strip("\u200b\ufeff\u2060").strip()
        if _BLANK.match(body):
            text = ""
        start = row.start() + (body.find(text) if text else 0)
        yield Line(start, start + len(text), text)


def _parts(lines: list[Line], gap: int) -> list[Block]:
    """Cuts where furniture ends or a menu begins, before the first running text, around a byline line, and before a credit."""
    parts: list[list[Line]] = [[]]
    for number, line in enumerate(lines):
        current = parts[-1]
        if current and _starts_part(current[-1], line, lines[number + 1 :]):
            parts.append([])
        parts[-1].append(line)
    blocks = [Block(tuple(part), 0) for part in parts if part]
    return [Block(blocks[0].lines, gap), *blocks[1:]]


def _starts_part(before: Line, line: Line, rest: list[Line]) -> bool:
    if _MAIL_BROKEN.search(before.text) and re.fullmatch(r"[\w.-]{1,20}", line.text, re.ASCII):
        return False
    if is_byline(line.text) and not _BYLINE_BEGUN.search(before.text):
        return True
    if is_byline(before.text) or is_credit(line.text):
        return True
    if is_furniture(before.text) and not is_furniture(line.text):
        return True
    is_label = is_menu(line.text) or (len(before.text) < LABEL and is_furniture(line.text))
    if is_label and not is_furniture(before.text):
        return True
    is_heading_before = len(before.text) < LONG_LINE and not ends_sentence(before.text)
    return is_heading_before and len(line.text) >= max(LONG_LINE, 1.5 * len(before.text))


def is_byline(text: str) -> bool:
    """Nothing but a byline."""
    found = trailing_byline(text) if len(text) < LONG_LINE else None
    return found is not None and found.start == 0


def is_credit(text: str) -> bool:
    """Nothing but where a picture came from."""
    return len(text) <= 40 and bool(_CREDIT.match(text)) and not ends_sentence(text)


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and not text.endswith("..")
