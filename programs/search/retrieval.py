"""Asking the index: which programs may answer a query, as sets of numbers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from functools import reduce
from itertools import combinations
from operator import and_, or_

from django.db import connection

from programs.search.query import Part, Query, Reading
from programs.search.sets import bits
from programs.search.text import HANGUL

_MOST_PARTS = 6
_COMMON = 0.1
# Sets of this size take longer to fetch than anything else here; the last ones are kept until something is published.
_LARGE, _KEPT = 2_000, 64
_kept: OrderedDict[tuple, int] = OrderedDict()


def matching(tsquery: str, *, column: str = "everything", most: int | None = None) -> list[int]:
    """Numbers of the programs that match, or of ``most`` of them."""
    if not tsquery:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT programs_search_matching(%s, %s::tsquery, %s)", [column, tsquery, most]
        )
        return cursor.fetchone()[0] or []


def matching_set(tsquery: str, *, stamp: str | None, column: str = "everything") -> int:
    """Programs that match, as a set. ``stamp``: the index's; large sets are remembered under it."""
    key = (stamp, column, tsquery)
    found = _kept.pop(key, None)  # at once: other threads may be here
    if found is None:
        programs = matching(tsquery, column=column)
        found = bits(programs)
        if not stamp or len(programs) < _LARGE:
            return found
    _kept[key] = found
    while len(_kept) > _KEPT:
        _kept.popitem(last=False)
    return found


def all_of(parts: list[Part]) -> str:
    """Programs that answer every part."""
    return _and(part_query(part) for part in parts)


def loosened(query: Query, total: int, *, stamp: str | None) -> Iterator[int]:
    """Ever weaker demands: all strong parts but one, but two, …, any one.

    What many of ``total`` programs have says little beside rarer words, and is not asked for.
    """
    parts = sorted(query.strong, key=lambda part: -part.weight)
    rare = [part for part in parts if part.programs <= max(_LARGE, total * _COMMON)] or parts
    asked = [matching_set(part_query(part), stamp=stamp) for part in rare[:_MOST_PARTS]]
    first = len(asked) - 1 if len(rare) == len(parts) else len(asked)
    for size in range(first, 0, -1):
        yield reduce(or_, (reduce(and_, group) for group in combinations(asked, size)))


def any_of(query: Query) -> str:
    """The weakest demand: any piece of any part, weak ones too."""
    return _or(part_query(piece) for part in query.parts for piece in (part, *part.inner))


def part_query(part: Part) -> str:
    ways = _shortest(part.readings)
    if part.inner:
        ways.append(_and(part_query(each) for each in part.inner if not each.is_weak))
    return _or(ways)


def _shortest(readings: list[Reading]) -> list[str]:
    """A query for each reading, without those that a shorter one finds as well: 자전거 finds 자전거보험."""
    plain = {
        frozenset(_pairs(each)) for each in readings if each.is_written and not each.is_initials
    }
    least = [pairs for pairs in plain if not any(other < pairs for other in plain)]
    others = [each for each in readings if each.is_initials or not each.is_written]
    return [_and(map(_quoted, sorted(pairs))) for pairs in least] + list(map(reading_query, others))


def _pairs(reading: Reading) -> Iterator[str]:
    for word in reading.words:
        if len(word) > 1 and HANGUL.search(word):
            yield from (word[at : at + 2] for at in _starts(word))
        else:
            yield word if len(word) > 1 else f"={word}"


def _starts(word: str) -> list[int]:
    """Every other pair is enough to find a word: who has them is compared letter by letter afterwards."""
    return sorted({*range(0, len(word) - 1, 2), len(word) - 2})


def reading_query(reading: Reading) -> str:
    if reading.is_initials:
        letters = reading.words[0]
        return _and(_quoted(f"^{letters[i : i + 3]}") for i in range(len(letters) - 2))
    return _and(map(word_query, reading.words))


def word_query(word: str) -> str:
    """A word that nobody is known to write in one: perhaps there are spaces in it."""
    if not HANGUL.search(word):
        return _quoted(word[:30]) + (":*" if len(word) > 3 else "")
    if len(word) == 1:
        return _quoted(f"={word}")
    if len(word) == 2:
        return _quoted(word)
    halves = (word[at : at + 2] for at in _starts(word))
    return _and(f"({_quoted(pair)} | {_quoted('~' + pair)})" for pair in halves)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _and(queries: Iterator[str]) -> str:
    return _joined(queries, " & ")


def _or(queries: Iterator[str]) -> str:
    return _joined(queries, " | ")


def _joined(queries: Iterator[str], sign: str) -> str:
    some = list(dict.fromkeys(query for query in queries if query))
    return f"({sign.join(some)})" if len(some) > 1 else "".join(some)
