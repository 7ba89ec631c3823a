"""Which region a written name means.

Rules
- A name alone decides only if it means one region in the whole country. 광주시 means two, and stays
  open until a clue speaks for one of them; 동구, 서구, 남구, 북구 exist in many cities, and need a clue
  that leads to ours.
- Clues: names of regions that lie in, or around, one of the candidates only; landmarks; region codes;
  telephone area codes; offices that only a metropolitan city has; a list that puts equals together
  (광주·전남). A clue that fits every candidate decides nothing. Clues that contradict each other leave
  the name open with all candidates listed.
- A name of a neighbourhood that exists in other cities too yields to clues that do not.
- Districts that changed their code at a merger are one candidate, not two. Which code stands for it:
  the one in force on ``day``; without a day the one that the words name (광주광역시 광산구 → 29200,
  전남광주통합특별시 광산구 → 12330); else that of the era that the clues name; else the former one, since
  a text without a date is more likely old, and a former code leads to today's, never the reverse.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from regions.atlas import Atlas
from regions.sightings import Sighting, coded, sightings

if TYPE_CHECKING:
    from regions.models import Region

PLACES = {"name", "landmark", "phone", "code"}
MENTIONS = {"name", "code"}
MOST_OFFICES = 5
Ground = frozenset[str]


class Clue(NamedTuple):
    """``kind``: name, office, landmark, phone, code, beside; ``speaks_for``: codes of candidates."""

    kind: str
    text: str
    speaks_for: tuple[str, ...]


class Candidate(NamedTuple):
    region: Region
    clues: tuple[Clue, ...]


@dataclass(frozen=True)
class Resolution:
    """``region`` is None while the name is open: no candidate, several, or one without support."""

    candidates: tuple[Candidate, ...] = ()
    region: Region | None = None

    @property
    def is_open(self) -> bool:
        return self.region is None

    @property
    def clues(self) -> tuple[Clue, ...]:
        """Of the region it means, or while open of every candidate, each once."""
        chosen = (c for c in self.candidates if self.region is None or c.region == self.region)
        return tuple(dict.fromkeys(clue for candidate in chosen for clue in candidate.clues))


class Mention(NamedTuple):
    """``start`` and ``end`` are character positions in the text as it was given."""

    start: int
    end: int
    text: str
    resolution: Resolution

    @property
    def region(self) -> Region | None:
        return self.resolution.region


def resolve(
    atlas: Atlas, text: str, clues: Iterable[str] = (), *, day: date | None = None
) -> Resolution:
    """The region that the first name in ``text`` means; the rest of it and ``clues`` are clues."""
    signs = _read(atlas, text)
    target = next((sign for sign in signs if sign.kind in MENTIONS), None)
    if target is None:
        return Resolution()
    signs += [sign for clue in clues for sign in _read(atlas, clue)]
    return Judge(atlas, signs, day).judge(target)


def find(
    atlas: Atlas, text: str, clues: Iterable[str] = (), *, day: date | None = None
) -> list[Mention]:
    """Every region named in ``text``. ``clues``, its surroundings, are heard only where the text
    itself has nothing to say about a name."""
    normal, positions = _composed(text)
    signs = sightings(atlas, normal)
    wider = Judge(atlas, signs + [s for clue in clues for s in _read(atlas, clue)], day)
    judge = Judge(atlas, signs, day)
    mentions = []
    for sign in (sign for sign in signs if sign.kind in MENTIONS):
        answer = judge.judge(sign)
        if answer.is_open and not answer.clues:
            answer = wider.judge(sign)
        start, end = positions[sign.start], positions[sign.end]
        mentions.append(Mention(start, end, text[start:end], answer))
    return mentions


def _read(atlas: Atlas, text: str) -> list[Sighting]:
    text = unicodedata.normalize("NFC", text).strip()
    return [coded(text, text)] if text in atlas.regions else sightings(atlas, text)


def _composed(text: str) -> tuple[str, list[int] | range]:
    """The text in NFC, and for each of its positions the one in the text as given."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    parts, positions = [], []
    for cluster in re.finditer(
        r"[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|.[\u0300-\u036f]*", text, re.S
    ):
        part = unicodedata.normalize("NFC", cluster.group())
        parts.append(part)
        positions += [cluster.start()] * len(part)
    return "".join(parts), [*positions, len(text)]


class Judge:
    """Answers for names among one set of signs; equal names get equal answers."""

    def __init__(self, atlas: Atlas, signs: list[Sighting], day: date | None):
        self.atlas = atlas
        self.day = day
        self.signs = _distinct(signs)
        self._answers: dict[tuple, Resolution] = {}
        self._grounds: dict[tuple, Ground | None] = {}
        self._reach = {id(sign): atlas.around_and_inside(sign.codes) for sign in self.signs}

    def judge(self, target: Sighting) -> Resolution:
        by_itself = target.stands_alone and len(self._candidates(target)) == 1
        words = target.words if by_itself else ""  # its own words are then the reason
        key = target.codes, target.as_named, target.stands_alone, words
        if key not in self._answers:
            self._answers[key] = self._judge(target)
        return self._answers[key]

    def _judge(self, target: Sighting) -> Resolution:
        grounds = self._candidates(target)
        codes = {ground: self._generation(ground, target) for ground in grounds}
        chosen = self._chosen(target)
        clues = [
            (Clue(sign.kind, sign.words, tuple(sorted(codes[g] for g in spoken))), spoken)
            for sign, spoken in self._reasons(target, grounds)
        ]
        candidates = tuple(
            Candidate(self.atlas.regions[codes[g]], tuple(c for c, spoken in clues if g in spoken))
            for g in grounds
        )
        return Resolution(candidates, self.atlas.regions[codes[chosen]] if chosen else None)

    def _candidates(self, target: Sighting) -> list[Ground]:
        return sorted({self.atlas.generations(code) for code in target.codes}, key=min)

    def _reasons(
        self, target: Sighting, grounds: list[Ground]
    ) -> list[tuple[Sighting, set[Ground]]]:
        if len(grounds) > 1:
            return self._heard(target, grounds)
        signs = [target] if target.stands_alone else self._supporters(grounds[0])
        return [(sign, set(grounds)) for sign in signs]

    def _chosen(self, target: Sighting) -> Ground | None:
        ground = self._ground(target)
        if ground and (target.stands_alone or self._supporters(ground)):
            return ground
        return None

    def _ground(self, target: Sighting) -> Ground | None:
        """The one candidate that all clues fit, before asking whether anything supports it."""
        key = target.codes, target.as_named
        if key not in self._grounds:
            left = set(self._candidates(target))
            if len(left) > 1:
                for _, spoken in self._heard(target, list(left)):
                    left &= spoken
            self._grounds[key] = left.pop() if len(left) == 1 else None
        return self._grounds[key]

    def _heard(self, target: Sighting, grounds: list[Ground]) -> list[tuple[Sighting, set[Ground]]]:
        """The signs that fit some of the candidates and not others; vague ones only if all are."""
        heard = [(sign, self._spoken_for(sign, target, grounds)) for sign in self.signs]
        heard = [(sign, spoken) for sign, spoken in heard if 0 < len(spoken) < len(grounds)]
        return [(sign, spoken) for sign, spoken in heard if not self._is_vague(sign)] or heard

    def _spoken_for(self, sign: Sighting, target: Sighting, grounds: list[Ground]) -> set[Ground]:
        if sign.kind == "office":
            return {g for g in grounds if self.atlas.city(min(g)) in self.atlas.metropolises}
        if sign.kind == "beside":
            return {g for g in grounds if sign.codes == target.codes and self._ranks_with(g, sign)}
        near = {g for g in grounds if min(g) in self._reach[id(sign)]}
        if near:
            return near
        cities = {self.atlas.city(code) for code in sign.codes}
        return {g for g in grounds if self.atlas.city(min(g)) in cities}

    def _ranks_with(self, ground: Ground, sign: Sighting) -> bool:
        level, province = sign.rank
        regions = [self.atlas.regions[code] for code in ground]
        return any(
            r.level == level and (level == "province" or r.code[:2] == province) for r in regions
        )

    def _is_vague(self, sign: Sighting) -> bool:
        small = all(self.atlas.regions[code].level == "neighbourhood" for code in sign.codes)
        return sign.kind == "name" and not sign.stands_alone and (small or sign.is_part)

    def _supporters(self, ground: Ground) -> list[Sighting]:
        """Signs that stand by themselves and lead to the city of ``ground``, or around a district."""
        code = min(ground)
        near = set(self.atlas.inside(self.atlas.city(code)))
        if self.atlas.regions[code].level != "neighbourhood":
            near |= self.atlas.around(code)
        return [sign for sign, place in self._firm if not near.isdisjoint(place)]

    @cached_property
    def _firm(self) -> list[tuple[Sighting, Ground]]:
        """The signs that need no support, each with the one place that it means."""
        signs = [sign for sign in self.signs if sign.kind in PLACES and sign.stands_alone]
        places = ((sign, self._ground(sign)) for sign in signs)
        return [(sign, place) for sign, place in places if place]

    def _generation(self, ground: Ground, target: Sighting) -> str:
        """The code that stands for a ground; the order of reasons is in the module's rules."""
        in_force = [
            code for code in ground if self.day and self.atlas.regions[code].is_current(self.day)
        ]
        named = target.as_named & ground
        for codes in (in_force, named, self._of_the_era(ground)):
            if len(codes) == 1:
                return next(iter(codes))
        last_days = {code: self.atlas.regions[code].valid_to or date.max for code in ground}
        return min(ground, key=lambda code: (last_days[code], code))

    def _of_the_era(self, ground: Ground) -> set[str]:
        """The members of ``ground`` whose province the names around it name."""
        reach = self.atlas.around_and_inside(ground)
        provinces = {code[:2] for named in self._eras for code in named & reach}
        return {code for code in ground if code[:2] in provinces}

    @cached_property
    def _eras(self) -> list[frozenset[str]]:
        """What the names say themselves, where they are not the same before and after a merger."""
        named = {sign.as_named for sign in self.signs if sign.kind == "name"}
        return [codes for codes in named if len(self._places(codes)) == len(codes)]

    def _places(self, codes: frozenset[str]) -> set[Ground]:
        return {self.atlas.generations(code) for code in codes}


def _distinct(signs: list[Sighting]) -> list[Sighting]:
    """One of each meaning, the first in reading order: a long text repeats itself."""
    first: dict[tuple, Sighting] = {}
    for sign in signs:
        words = sign.text if sign.kind == "office" else ""
        key = (
            sign.kind,
            words,
            sign.codes,
            sign.as_named,
            sign.stands_alone,
            sign.is_part,
            sign.rank,
        )
        first.setdefault(key, sign)
    offices = [key for key in first if key[0] == "office"]
    return [sign for key, sign in first.items() if key not in offices[MOST_OFFICES:]]
