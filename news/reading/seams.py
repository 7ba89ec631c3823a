"""Do two pieces of text belong to each other? How the seam between them reads, and what words they share."""

from __future__ import annotations

import re
from functools import lru_cache

from news.reading.joining import CONTEXT
from news.reading.korean import analyse, content_words

_FIRST_SENTENCE = re.compile(r"[^.]{1,16}?다\.")
# A headline shares at least so many of its words with the lead below it.
_HEADING_SHARES = 0.34
_MIDWAY_TAGS = ("J", "E", "XS", "VCP", "VX", "SSC", "SP", "SF")
# A lead tells who and when: "…시는 …일", "…(구청장 …)", "…에 따르면".
_LEAD = re.compile(
    r"^[^.]{0,40}?(?:[시군구도청원단회터관처부국점소]|[가-힣]{2,8})(?:\([^)]{2,20}\))?[은는이가의](?:\s|$)"
)


def seam(left: str, right: str) -> float:
    """How much more natural the two read as one text than apart. Chance is about 4, a true seam 6 to 30."""
    before, after = left.rstrip()[-CONTEXT:], right.lstrip()[:CONTEXT]
    together = max(analyse(f"{before} {after}")[1], analyse(before + after)[1])
    return together - analyse(before)[1] - analyse(after)[1]


def fits_between(left: str, middle: str, right: str) -> float:
    """How much better the three read in a row than the outer two without the one between them."""
    return seam(left, middle) + seam(f"{left} {middle}", right) - seam(left, right)


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    return frozenset(content_words(text))


def shared(text: str, piece: str) -> float:
    """The part (0 to 1) of the shorter text's content words that the other has too."""
    ours, theirs = _words(text[-1500:]), _words(piece[:150])
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def heads(heading: str, prose: str) -> bool:
    """A lead takes up the words of the headline above it."""
    ours, theirs = _words(heading), _words(prose[:150])
    return len(ours & theirs) >= 2 and shared(prose, heading) >= _HEADING_SHARES


@lru_cache(maxsize=2048)
def starts_midway(text: str) -> bool:
    """It can't be the start of a sentence: a particle, an ending or a bare "했다." comes first."""
    text = text.lstrip()
    first = _FIRST_SENTENCE.match(text)
    if first and len(first.group().split()) <= 2:
        return True
    if text[:1] in ",.)]”’%·":
        return True
    found, _ = analyse(text[:CONTEXT])
    return bool(found) and found[0].tag.startswith(_MIDWAY_TAGS)


def opens_article(text: str) -> bool:
    """It names who does something, as the first sentence of a report does."""
    return not starts_midway(text) and bool(_LEAD.match(text))
