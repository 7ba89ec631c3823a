"""Which programs have what, as bit sets: bit n stands for program n.

A process keeps them in memory (12 kB a set at 100,000 programs) and reads from the index only what was written since.
Counting a choice of a facet is then one AND and one count, whatever else is chosen.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db import connection

from programs.models import Edition
from programs.querysets import LONG_OVERDUE

# Below this it is simpler, and no slower, to read everything again.
_SMALL = 2_000
_ROWS = """
    SELECT program_id, edition_id IS NOT NULL, terms, areas, organizations, phase, begins_on, ends_on, check_due_on
    FROM programs_searchdocument WHERE written_in >= %s
"""
_HOW_MANY = "SELECT count(edition_id) FROM programs_searchdocument"
_HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


@dataclass
class Sets:
    stamp: str | None = None
    # Every transaction that may have written since has this number or a higher one.
    horizon: int = 0
    live: int = 0
    terms: dict[int, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    organizations: dict[int, int] = field(default_factory=dict)
    phases: dict[str, int] = field(default_factory=dict)
    begins: dict[date, int] = field(default_factory=dict)
    ends: dict[date, int] = field(default_factory=dict)
    due: dict[date, int] = field(default_factory=dict)
    # Worked out for a day, until something is read again.
    _on_day: dict[tuple[str, date], dict[str, int]] = field(default_factory=dict)

    def _families(self) -> tuple[dict, ...]:
        return (
            self.terms, self.areas, self.organizations, self.phases, self.begins, self.ends, self.due,
        )  # fmt: skip

    def copy(self) -> Sets:
        return Sets(self.stamp, self.horizon, self.live, *map(dict, self._families()))

    def read(self, stamp: str | None) -> None:
        with connection.cursor() as cursor:
            # The horizon first: what commits between the two statements is read twice, never missed.
            cursor.execute(_HORIZON)
            horizon = cursor.fetchone()[0]
            cursor.execute(_ROWS, [self.horizon])
            self._take(cursor.fetchall())
        self.stamp, self.horizon = stamp, horizon

    def is_whole(self) -> bool:
        """Nothing is here that has gone without a trace: rows deleted, or written in what was rolled back."""
        with connection.cursor() as cursor:
            cursor.execute(_HOW_MANY)
            return cursor.fetchone()[0] == self.live.bit_count()

    def _take(self, rows: list[tuple]) -> None:
        """Put rows in place of what was known about their programs."""
        self._on_day.clear()
        if self.live:
            self._forget(bits(row[0] for row in rows))
        members: list[dict[object, list[int]]] = [defaultdict(list) for _ in self._families()]
        alive = []
        for program, is_live, *values in rows:
            if is_live:
                alive.append(program)
                for kept, value in zip(members, values, strict=True):
                    for key in (
                        value if isinstance(value, list) else () if value is None else (value,)
                    ):
                        kept[key].append(program)
        self.live |= bits(alive)
        for family, found in zip(self._families(), members, strict=True):
            for key, programs in found.items():
                family[key] = family.get(key, 0) | bits(programs)

    def _forget(self, programs: int) -> None:
        self.live &= ~programs
        for family in self._families():
            for key in family:
                family[key] &= ~programs

    def by_area(self, codes: Iterable[str]) -> int:
        return _union(self.areas.get(code, 0) for code in codes)

    def by_term(self, terms: Iterable[int]) -> int:
        return _union(self.terms.get(term, 0) for term in terms)

    def by_organization(self, organization: int) -> int:
        return self.organizations.get(organization, 0)

    def states(self, day: date) -> dict[str, int]:
        """Set twin of ``Edition.state_on``."""
        return self._once("states", day, self._states)

    def freshness(self, day: date) -> dict[str, int]:
        """Set twin of ``Edition.freshness_on``."""
        return self._once("freshness", day, self._freshness)

    def _once(self, name: str, day: date, work_out: Callable[[date], dict]) -> dict[str, int]:
        if (name, day) not in self._on_day:
            self._on_day[name, day] = work_out(day)
        return self._on_day[name, day]

    def _states(self, day: date) -> dict[str, int]:
        state, phase = Edition.State, Edition.Phase
        ended = _union(programs for last, programs in self.ends.items() if last < day)
        ahead = _union(programs for first, programs in self.begins.items() if first > day)
        planned = (self.phases.get(phase.PLANNED, 0) | ahead) & ~ended
        pilot = self.phases.get(phase.PILOT, 0) & ~ended & ~planned
        running = self.live & ~ended & ~planned & ~pilot
        return {
            state.RUNNING: running, state.PILOT: pilot, state.PLANNED: planned, state.ENDED: ended,
        }  # fmt: skip

    def _freshness(self, day: date) -> dict[str, int]:
        fresh = Edition.Freshness
        overdue = _union(programs for due, programs in self.due.items() if due < day)
        long_ago = day - LONG_OVERDUE
        long_overdue = _union(programs for due, programs in self.due.items() if due < long_ago)
        return {
            fresh.CHECKED: self.live & ~overdue,
            fresh.OVERDUE: overdue & ~long_overdue,
            fresh.LONG_OVERDUE: long_overdue,
        }


def _union(sets: Iterable[int]) -> int:
    union = 0
    for each in sets:
        union |= each
    return union


def bits(programs: Iterable[int]) -> int:
    """The set of some programs."""
    programs = list(programs)
    if not programs:
        return 0
    buffer = bytearray(max(programs) // 8 + 1)
    for program in programs:
        buffer[program >> 3] |= 1 << (program & 7)
    return int.from_bytes(buffer, "little")


def highest(programs: int, most: int) -> list[int]:
    """The newest programs of a set: those with the highest numbers."""
    found = []
    while programs and len(found) < most:
        program = programs.bit_length() - 1
        found.append(program)
        programs ^= 1 << program
    return found


def descending(programs: int) -> list[int]:
    """All programs of a set, the newest first."""
    buffer = programs.to_bytes(programs.bit_length() // 8 + 1, "little")
    return [
        (at << 3) + bit
        for at in range(len(buffer) - 1, -1, -1)
        if buffer[at]
        for bit in _BITS_OF[buffer[at]]
    ]


_BITS_OF = [tuple(bit for bit in range(7, -1, -1) if byte >> bit & 1) for byte in range(256)]


class Order(Sequence):
    """Programs in order: some by merit, the rest, the newest first, only listed when somebody asks."""

    def __init__(self, first: list[int], rest: int = 0):
        self.first, self.rest = first, rest
        self._length = len(first) + rest.bit_count()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, key):
        if isinstance(key, slice):
            start, stop, step = key.indices(self._length)
            if stop <= len(self.first):
                return self.first[start:stop:step]
        return self._all[key]

    @cached_property
    def _all(self) -> list[int]:
        return self.first + descending(self.rest)


def members(programs: Iterable[int], of: int) -> list[int]:
    """Those of the programs that are in the set, in their order."""
    buffer = of.to_bytes(of.bit_length() // 8 + 1, "little")
    end = len(buffer) * 8
    return [p for p in programs if p < end and buffer[p >> 3] >> (p & 7) & 1]


_remembered = Sets()
_reading = threading.Lock()


def sets(stamp: str | None) -> Sets:
    """The sets as of the index's ``stamp``. Those that somebody holds already never change."""
    global _remembered
    if stamp is not None and stamp == _remembered.stamp:
        return _remembered
    with _reading:
        if stamp is None or stamp != _remembered.stamp:
            _remembered = _read_on(_remembered, stamp)
        return _remembered


def _read_on(known: Sets, stamp: str | None) -> Sets:
    if stamp is not None and known.live.bit_count() >= _SMALL:
        fresh = known.copy()
        fresh.read(stamp)
        if fresh.is_whole():
            return fresh
    fresh = Sets()
    fresh.read(stamp)
    return fresh
