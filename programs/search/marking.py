"""What a result says about itself: its matching words marked, and half a line where it answers by other words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from programs.search.engine import Found
from programs.search.query import Query
from programs.search.text import HANGUL

_MOST_REASONS = 2
# Between two letters of a word, texts may have a space or a dot.
_BETWEEN = r"[\s·ㆍ‧・]?"


def words_to_mark(query: Query) -> set[str]:
    """Every word that a result may answer by, as search compares them."""
    return {
        word
        for part in query.parts
        for reading in part.leaves()
        if not reading.is_initials
        for word in ({"".join(reading.words), *reading.words})
    }


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """The longest words first. Single syllables only as words of their own, Latin ones only from their beginning."""
    arms = [_arm(word) for word in sorted(words, key=lambda word: (-len(word), word)) if word]
    return re.compile("|".join(arms), re.IGNORECASE) if arms else None


def _arm(word: str) -> str:
    if not HANGUL.search(word):
        return rf"(?<![^\W\d_가-힣]){re.escape(word)}" + (r"(?![a-z])" if len(word) < 4 else "")
    if len(word) == 1:
        return rf"(?<!\w){word}(?!\w)"
    return _BETWEEN.join(map(re.escape, word))


def marked(text: str, words: re.Pattern[str] | None) -> SafeString:
    """The text, escaped, with ``<mark>`` around the words."""
    text = unicodedata.normalize("NFC", text)
    if words is None:
        return conditional_escape(text)
    pieces, at = [], 0
    for found in words.finditer(text):
        pieces += [
            conditional_escape(text[at : found.start()]),
            f"<mark>{conditional_escape(found.group())}</mark>",
        ]
        at = found.end()
    return mark_safe("".join([*pieces, conditional_escape(text[at:])]))  # noqa: S308 - each piece is escaped


def reason(found: Found, program: int) -> str:
    """찾은 말: 동사무소 → 행정복지센터. Empty where the typed words themselves are the answer."""
    match = found.matches.get(program)
    shown = [f"{typed} → {read}" for typed, read in match.why[:_MOST_REASONS]] if match else []
    return _("찾은 말: %(words)s") % {"words": ", ".join(shown)} if shown else ""


def annotate(editions: Iterable, found: Found) -> None:
    """Give each edition of a page ``marked_name``, ``marked_summary`` and ``reason``."""
    words = pattern(words_to_mark(found.query))
    for edition in editions:
        edition.marked_name = marked(edition.name, words)
        edition.marked_summary = marked(edition.summary, words)
        edition.reason = reason(found, edition.program_id)
