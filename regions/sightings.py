"""What a text says about regions: names, chains of names, and the signs that tell namesakes apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from regions.atlas import Atlas
from regions.elsewhere import Elsewhere
from regions.lexicon import GAP, OFFICE, Lexicon, lexicon

# Only metropolitan cities have these: districts of their own, a fire headquarters, deputy mayors by
# field, an education office of the city, and the state's regional offices.
OF_A_METROPOLIS = re.compile(
    r"(?<![가-힣])(?:자치구|구청장?|구의회|(?:시 ?)?소방안전본부|특별지방행정기관|시교육청|[가-힣]{0,4}(?:경제|행정|정무)부시장)"
)
NAMED_AFTER_A_METROPOLIS = re.compile(
    r"(?:시?교육청|경찰청|고등법원|고등검찰청|지방(?:법원|검찰청)|지방[가-힣]{2,10}청|출입국[·ㆍ‧]?외국인(?:사무소|청))"
)
CODE = re.compile(r"코드\D{0,5}(\d{10}|\d{5}|\d{2})(?!\d)|(?<!\d)(\d{10})(?!\d)")
TOGETHER = re.compile(r"[ \t]*(?:[·ㆍ‧・∙,、/&][ \t]*|(?:와|과|하고)[ \t]+|및[ \t]+)?\Z")
LISTED = re.compile(r"[ \t]*(?:[·ㆍ‧・∙,、/&][ \t]*|(?:와|과|하고)[ \t]+|및[ \t]+)\Z")
ENDING = re.compile(OFFICE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One sign in a text. ``codes``: every region it may mean, in every generation; ``as_named``:
    those of them that the words name themselves. ``kind``: name, landmark, phone, code, office
    (something that only a metropolitan city has), beside (listed with a place of the same rank)."""

    kind: str
    start: int
    end: int
    text: str
    codes: frozenset[str] = frozenset()
    as_named: frozenset[str] = frozenset()
    stands_alone: bool = False
    is_part: bool = False
    office: str = ""
    rank: Elsewhere | None = None

    @property
    def words(self) -> str:
        return self.text + self.office


def sightings(atlas: Atlas, text: str) -> list[Sighting]:
    """Every sign of the text in reading order."""
    words = lexicon(atlas.names)
    places = list(_chains(atlas, text, _words(atlas, words, text)))
    named = [place for place in places if place.kind != "elsewhere"]
    signs = [
        *named,
        *_beside(atlas, text, places),
        *_codes(atlas, text),
        *_offices(atlas, text, named),
    ]
    return sorted([*signs, *_phones(atlas, words, text)], key=lambda sign: (sign.start, -sign.end))


def _words(atlas: Atlas, words: Lexicon, text: str) -> Iterator[Sighting]:
    found = words.first.search(text)
    while found:
        yield _word(atlas, words, found)
        end = found.end()
        found = words.glued.match(text, end) or words.first.search(text, end)


def _word(atlas: Atlas, words: Lexicon, found: re.Match[str]) -> Sighting:
    text, start, end = found.group(), found.start(), found.end()
    kind = "landmark" if found["landmark"] else "name"
    meanings = [
        name
        for name in words.meanings(text)
        if (name.kind == "landmark") == bool(found["landmark"])
    ]
    if not meanings:
        return Sighting("elsewhere", start, end, text, rank=words.elsewhere[text])
    codes = frozenset().union(*(atlas.generations(name.code) for name in meanings))
    parts = [name.kind == "part" for name in meanings]
    return Sighting(
        kind,
        start,
        end,
        text,
        codes,
        codes if any(parts) or kind == "landmark" else frozenset(name.code for name in meanings),
        any(name.stands_alone for name in meanings) or kind == "landmark",
        any(parts),
        office=_office(found.string, end),
    )


def _office(text: str, end: int) -> str:
    found = ENDING.match(text, end)
    return found.group() if found else ""


def _chains(atlas: Atlas, text: str, words: Iterator[Sighting]) -> Iterator[Sighting]:
    """광주시 + 남구 → one sighting of that 남구. Names of other cities take their districts with them."""
    last = None
    for word in words:
        gap = text[last.end : word.start] if last else ""
        joined = _joined(atlas, text, last, word) if last and GAP.fullmatch(gap) else None
        if last and _is_foreign(last, word, gap):
            yield last
            last = replace(word, kind="elsewhere", rank=last.rank)
            continue
        if last and not joined:
            yield last
        last = joined or word
    if last:
        yield last


def _is_foreign(last: Sighting, word: Sighting, gap: str) -> bool:
    """부산 북구, and in 부산 동구·북구 the second too."""
    if last.kind != "elsewhere" or word.kind != "name" or last.rank is None:
        return False
    if last.rank.level == "country":
        return GAP.fullmatch(gap) is not None
    taken = GAP.fullmatch(gap) or (last.codes and LISTED.fullmatch(gap))
    small = all(len(code) > 2 and not word.stands_alone for code in word.codes)
    return bool(small and taken)


def _joined(atlas: Atlas, text: str, outer: Sighting, inner: Sighting) -> Sighting | None:
    """``inner`` as far as it lies in ``outer``; None where it does not."""
    if outer.kind != "name" or inner.kind != "name":
        return None
    codes = frozenset(
        c for c in inner.codes if any(_holds(atlas, o, c, inner.is_part) for o in outer.codes)
    )
    if not codes:
        return None
    under = frozenset(
        c for c in inner.as_named & codes if any(c.startswith(o) for o in outer.as_named)
    )
    return replace(
        inner,
        start=outer.start,
        text=text[outer.start : inner.end],
        codes=codes,
        as_named=under or inner.as_named & codes,
        stands_alone=outer.stands_alone or inner.stands_alone,
    )


def _holds(atlas: Atlas, outer: str, inner: str, is_part: bool) -> bool:
    return atlas.contains(outer, inner) and (is_part or not atlas.contains(inner, outer))


def _beside(atlas: Atlas, text: str, places: list[Sighting]) -> Iterator[Sighting]:
    """광주·전남, 부산·광주: a list puts equals together."""
    for one, other in zip(places, places[1:], strict=False):
        if TOGETHER.fullmatch(text[one.end : other.start]):
            for place, neighbour in ((one, other), (other, one)):
                rank = _rank(atlas, neighbour)
                if place.kind == "name" and rank and not _touches(atlas, place, neighbour):
                    words = text[one.start : other.end]
                    yield replace(place, kind="beside", text=words, office="", rank=rank)


def _rank(atlas: Atlas, place: Sighting) -> Elsewhere | None:
    if place.kind == "elsewhere":
        return None if place.codes else place.rank
    if place.kind != "name":
        return None
    ranks = {Elsewhere(atlas.regions[code].level, code[:2]) for code in place.codes}
    return next(iter(ranks)) if len({rank.level for rank in ranks}) == 1 else None


def _touches(atlas: Atlas, one: Sighting, other: Sighting) -> bool:
    return any(atlas.overlap(a, b) for a in one.codes for b in other.codes)


def _codes(atlas: Atlas, text: str) -> Iterator[Sighting]:
    for found in CODE.finditer(text):
        code = found[1] or found[2]
        if code in atlas.regions:
            yield coded(code, found.group(), found.start())


def coded(code: str, text: str, start: int = 0) -> Sighting:
    own = frozenset([code])
    return Sighting("code", start, start + len(text), text, own, own, stands_alone=True)


def _offices(atlas: Atlas, text: str, named: list[Sighting]) -> Iterator[Sighting]:
    for found in OF_A_METROPOLIS.finditer(text):
        yield Sighting("office", found.start(), found.end(), found.group())
    for name in named:
        found = NAMED_AFTER_A_METROPOLIS.match(text, name.end)
        if found and name.kind == "name" and name.codes & atlas.metropolises:
            yield Sighting("office", name.start, found.end(), text[name.start : found.end()])


def _phones(atlas: Atlas, words: Lexicon, text: str) -> Iterator[Sighting]:
    for found in words.phone.finditer(text) if words.phone else ():
        meanings = words.meanings(found[1])
        codes = frozenset().union(*(atlas.generations(name.code) for name in meanings))
        yield Sighting(
            "phone", found.start(), found.end(), found.group(), codes, codes, stands_alone=True
        )
