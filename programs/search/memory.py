"""What each process remembers of the vocabulary and the regions, and how it knows that it is still right."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from programs.search.vocabulary import Vocabulary, vocabulary
from regions.atlas import Atlas
from regions.models import Region

# The regions' tables have no stamp of their own: a changed row has a new place and writer.
_STAMPS = """
    SELECT (SELECT stamp::text FROM programs_searchstate WHERE key = 'vocabulary'),
           (SELECT stamp::text FROM programs_searchstate WHERE key = 'index'),
           (SELECT concat_ws(' ', count(*), max(xmin::text::bigint), max(ctid)) FROM regions_regionname)
             || (SELECT concat_ws(' ', '', count(*), max(xmin::text::bigint), max(ctid)) FROM regions_containment)
"""


@dataclass(frozen=True)
class Stamps:
    vocabulary: str | None
    index: str | None
    regions: str


_atlas: tuple[str, Atlas] | None = None


def stamps() -> Stamps:
    with connection.cursor() as cursor:
        cursor.execute(_STAMPS)
        return Stamps(*cursor.fetchone())


def remembered(now: Stamps) -> tuple[Vocabulary, Atlas]:
    return vocabulary(now.vocabulary), remembered_atlas(now)


def remembered_atlas(now: Stamps) -> Atlas:
    global _atlas
    if _atlas is None or _atlas[0] != now.regions:
        _atlas = (now.regions, Region.objects.atlas())
    return _atlas[1]
