"""Asking the index: which programs may answer a query, as sets of numbers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from itertools import combinations

from django.db import connection

from programs.search.index import pairs
from programs.search.query import Part, Query, Reading
from programs.search.sets import bits
from programs.search.text import HANGUL

_MOST_PARTS = 6
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
    if stamp and key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    programs = matching(tsquery, column=column)
    found = bits(programs)
    if stamp and len(programs) >= _LARGE:
        _kept[key] = found
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found


def all_of(query: Query) -> str:
    """Programs that answer every strong part."""
    return _and(part_query(part) for part in query.strong)


def loosened(query: Query) -> Iterator[str]:
    """Ever weaker demands: all strong parts but one, but two, …, any one."""
    parts = sorted(query.strong, key=lambda part: -part.weight)
    asked = [text for part in parts[:_MOST_PARTS] if (text := part_query(part))]
    for size in range(len(asked) - 1, 0, -1):
        yield _or(_and(group) for group in combinations(asked, size))
    if len(parts) > _MOST_PARTS:
        yield _or(part_query(part) for part in parts)


def any_of(query: Query) -> str:
    """The weakest demand: any piece of any part, weak ones too."""
    return _or(part_query(piece) for part in query.parts for piece in (part, *part.inner))


def part_query(part: Part) -> str:
    ways = [reading_query(reading) for reading in part.readings]
    if part.inner:
        ways.append(_and(part_query(each) for each in part.inner if not each.is_weak))
    return _or(ways)


def reading_query(reading: Reading) -> str:
    if reading.is_initials:
        letters = reading.words[0]
        return _and(_quoted(f"^{letters[i : i + 3]}") for i in range(len(letters) - 2))
    return _and(word_query(word) for word in reading.words)


def word_query(word: str) -> str:
    if not HANGUL.search(word):
        return _quoted(word[:30]) + (":*" if len(word) > 3 else "")
    if len(word) == 1:
        return _quoted(f"={word}")
    if len(word) == 2:
        return _quoted(word)
    inside = sorted(pairs(word))
    return _and(f"({_quoted(pair)} | {_quoted('~' + pair)})" for pair in inside)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _and(queries: Iterator[str]) -> str:
    return _joined(queries, " & ")


def _or(queries: Iterator[str]) -> str:
    return _joined(queries, " | ")


def _joined(queries: Iterator[str], sign: str) -> str:
    some = list(dict.fromkeys(query for query in queries if query))
    return f"({sign.join(some)})" if len(some) > 1 else "".join(some)


