"""Finding programs by what residents type."""

from __future__ import annotations

import unicodedata

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

MAX_WORDS = 12


def words_of(text: str) -> list[str]:
    """The query as composed, width-folded words; at most ``MAX_WORDS``."""
    return unicodedata.normalize("NFKC", text).split()[:MAX_WORDS]


def search(editions: QuerySet, text: str) -> QuerySet:
    """Editions in which every word stands somewhere. Annotates ``rank``: 0 in the name, 1 in the summary, 2 elsewhere."""
    words = words_of(text)
    if not words:
        return editions.annotate(rank=Value(0, output_field=IntegerField()))
    for word in words:
        editions = editions.filter(_mentions(word)).distinct()
    in_name = Q(*[Q(name__icontains=word) | Q(alternate_name__icontains=word) for word in words])
    in_summary = Q(*[Q(summary__icontains=word) for word in words])
    return editions.annotate(
        rank=Case(When(in_name, then=0), When(in_summary, then=1), default=2, output_field=IntegerField())
    )


def _mentions(word: str) -> Q:
    fields = ("name", "alternate_name", "summary", "description", "eligibility_description")
    anywhere = Q()
    for field in fields:
        anywhere |= Q(**{f"{field}__icontains": word})
    return (
        anywhere
        | Q(themes__name__icontains=word)
        | Q(audiences__name__icontains=word)
        | Q(involvements__organization__name__icontains=word)
    )
