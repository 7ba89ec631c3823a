"""From a query to programs in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from programs.models import Edition, SearchDocument
from programs.search import retrieval
from programs.search.korean import PARTICLES
from programs.search.matching import Answer, Match
from programs.search.memory import Stamps, remembered, stamps
from programs.search.places import Place, home, is_clear, is_open, places
from programs.search.query import Part, Query
from programs.search.sets import Order, Sets, bits, highest, sets
from programs.search.spelling import WordBook
from programs.search.text import HANGUL, folded
from programs.search.understanding import understand
from programs.search.vocabulary import Vocabulary
from regions.atlas import Atlas
from regions.models import Region

# So many are compared word by word; others follow, the newest first.
MOST_COMPARED = 60
# Fewer than this, and programs that answer a part of the query are looked for, too; so many at most.
ENOUGH = 10
_MOST_LOOSE = 1_000
# The index weighs every combination of what it is asked together: more than this many parts cost more than they save.
_ASKED_TOGETHER = 3
# Beside the best answer, what is worth less than this share of it is noise and not an answer.
# What has as much of the query as any stays, wherever it stands.
_NOISE, _HALF = 0.34, 0.5
# Later, not hidden; and first, not alone.
_ENDED, _LONG_UNCHECKED, _AT_HOME, _IN_CITY = 0.75, 0.75, 1.5, 1.3


@dataclass
class Found:
    """The answer to a query, whatever else is filtered. ``programs``: their set."""

    query: Query
    programs: int = 0
    places: list[Place] = field(default_factory=list)
    order: Order = field(default_factory=lambda: Order([]))
    matches: dict[int, Match] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return self.programs.bit_count()


class Search:
    """One search on one day.

    ``region``: the reader's. ``within``: the set that other filters leave; it decides nothing but the order.
    ``vocabulary``: another one than the site's, to see what it would do. ``now``: the stamps, if the caller has them.
    """

    def __init__(
        self,
        text: str,
        *,
        region: Region | None = None,
        within: int | None = None,
        day: date | None = None,
        vocabulary: Vocabulary | None = None,
        now: Stamps | None = None,
    ):
        now = now or stamps()
        known, self.atlas = remembered(now)
        self.stamp = now.index
        self.sets: Sets = sets(now.index)
        self.query = understand(text, vocabulary or known, WordBook(self.sets.live.bit_count()))
        self.region, self.within, self.day = region, within, day or timezone.localdate()
        self.found = Found(
            self.query, places=places(self.atlas, _in_korean(self.query, self.atlas))
        )
        for part in self.query.parts:
            part.is_place = any(_names(place, part) for place in self.found.places)

    def run(self) -> Found:
        if self.query.parts:
            candidates = self._in_places(self._candidates())
            if candidates.bit_count() <= MOST_COMPARED:
                candidates = self._answers(candidates)
            else:
                within = candidates if self.within is None else candidates & self.within
                self.found.matches = self._compared(self._shortlist(within))
            self.found.programs = candidates
            self.found.order = self._ordered(candidates)
        return self.found

    def _candidates(self) -> int:
        """Programs that answer every strong part; where they are few, the likeliest of those that answer some."""
        if self.found.places and not self.query.strong:
            return self._ground()
        found = self._strict()
        if found.bit_count() >= ENOUGH:
            return found
        total = self.sets.live.bit_count()
        for more in retrieval.loosened(self.query, total, stamp=self.stamp):
            if found and more.bit_count() > MOST_COMPARED:
                break
            found = bits(self._shortlist(found | more))
            if found.bit_count() >= ENOUGH:
                break
        return found or self._any()

    def _any(self) -> int:
        more = retrieval.matching(retrieval.any_of(self.query), most=_MOST_LOOSE)
        return bits(self._shortlist(bits(more)))

    def _strict(self) -> int:
        """Programs that answer every strong part. Where the rarest parts leave few, comparing them decides."""
        found = retrieval.matching_set(self._wanted, stamp=self.stamp)
        for part in self._by_rarity[_ASKED_TOGETHER:]:
            if found.bit_count() <= MOST_COMPARED:
                break
            found &= retrieval.matching_set(retrieval.part_query(part), stamp=self.stamp)
        return found

    @cached_property
    def _by_rarity(self) -> list[Part]:
        return sorted(self.query.strong, key=lambda part: part.programs)

    @cached_property
    def _wanted(self) -> str:
        return retrieval.all_of(self._by_rarity[:_ASKED_TOGETHER])

    def _ground(self) -> int:
        """Programs whose areas share ground with every named place."""
        left = self.sets.live
        for place in self.found.places:
            left &= self.sets.by_area(place.inside | place.around)
        return left

    def _in_places(self, candidates: int) -> int:
        """Those of the named places if there are any: one Gwangju's programs never stand under the other."""
        if not self.found.places:
            return candidates & self.sets.live
        return candidates & self._ground() or candidates & self.sets.live & ~self._namesakes()

    def _namesakes(self) -> int:
        """Programs of other places that share their name with a named one."""
        return self.sets.by_area({code for place in self.found.places for code in place.namesakes})

    def _answers(self, candidates: int) -> int:
        """The candidates that answer well enough beside the best one."""
        self.found.matches = matches = self._compared(highest(candidates, MOST_COMPARED))
        best = max((match.value for match in matches.values()), default=0.0)
        most = max((match.covered for match in matches.values()), default=0.0)
        return bits(
            program
            for program, match in matches.items()
            if match.value and (match.value >= best * _NOISE or match.covered >= most > _HALF)
        )

    def _shortlist(self, candidates: int) -> list[int]:
        """The likeliest of many: with the words in the name first, then of the chosen region, then the newest."""
        if candidates.bit_count() <= MOST_COMPARED:
            return highest(candidates, MOST_COMPARED)
        named = retrieval.matching_set(self._wanted, stamp=self.stamp, column="names")
        near = self.sets.by_area(self._home[1].inside) if self.region else 0
        likely: list[int] = []
        for group in (named & near, named, near, candidates):
            group &= candidates & ~bits(likely)
            likely += highest(group, MOST_COMPARED - len(likely))
        return likely

    def _compared(self, programs: list[int]) -> dict[int, Match]:
        rows = SearchDocument.objects.filter(pk__in=programs).values_list("pk", "texts", "areas")
        matches = {}
        for pk, texts, areas in rows:
            match = Answer(texts).match(self.query)
            for place in self.found.places:
                match.value *= 0.3 + place.closeness(areas)
            match.areas = areas
            matches[pk] = match
        return matches

    def _ordered(self, candidates: int) -> Order:
        if self.within is not None:
            candidates &= self.within
        scores = {
            program: self._score(program, match)
            for program, match in self.found.matches.items()
            if candidates >> program & 1
        }
        best = sorted(scores, key=lambda program: (-scores[program], -program))
        return Order(best, candidates & ~bits(best))

    def _score(self, program: int, match: Match) -> float:
        score = match.value
        if self.region:
            own, city = self._home
            score *= (
                _AT_HOME
                if own.closeness(match.areas)
                else _IN_CITY
                if city.closeness(match.areas)
                else 1
            )
        if self._ended >> program & 1:
            score *= _ENDED
        if self._long_unchecked >> program & 1:
            score *= _LONG_UNCHECKED
        return score

    @cached_property
    def _home(self) -> tuple[Place, Place]:
        return home(self.atlas, self.region)

    @cached_property
    def _ended(self) -> int:
        return self.sets.states(self.day)[Edition.State.ENDED]

    @cached_property
    def _long_unchecked(self) -> int:
        return self.sets.freshness(self.day)[Edition.Freshness.LONG_OVERDUE]


def find(text: str, **options) -> Found:
    return Search(text, **options).run()


def _in_korean(query: Query, atlas: Atlas) -> str:
    """The query as names of places are found in it: foreign words in Korean, 빛고을 by its one meaning."""
    return " ".join(_korean(part, atlas) for part in query.parts)


def _korean(part: Part, atlas: Atlas) -> str:
    korean = [words for each in part.readings if HANGUL.search(words := " ".join(each.words))]
    if not HANGUL.search(part.text):
        return min(korean, key=len, default=part.text)
    if is_open(atlas, part.text):
        return next((words for words in korean if is_clear(atlas, words)), part.text)
    return part.text


def _names(place: Place, part: Part) -> bool:
    """The part is the place's name or a piece of it, but for a particle."""
    name = folded(place.text)
    return any(
        said in name or said.startswith(name) and said[len(name) :] in PARTICLES
        for said in {folded(part.text), *("".join(each.words) for each in part.readings)}
    )
