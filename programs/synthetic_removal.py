"""Taking made-up programs away again: the one case in which a published program is deleted."""

from __future__ import annotations

import pgtrigger
from django.db import models, transaction

from news.models import Article, Publisher
from programs.models import (
    Edition,
    FormerSlug,
    Organization,
    Program,
    SearchDocument,
    Sourced,
)
from programs.search import index
from programs.synthetic import BATCH, PREFIX

_LINKS = (
    Edition.service_areas.through,
    Edition.themes.through,
    Edition.audiences.through,
    Edition.benefits.through,
)


def remove() -> int:
    """All or nothing. Returns how many programs are gone. Raises ProtectedError where something real rests on them."""
    with transaction.atomic():
        programs = list(
            Program.objects.filter(slug__startswith=PREFIX).values_list("pk", flat=True)
        )
        # Only the rules that keep published content are lifted, and only for these rows.
        with pgtrigger.ignore():
            _remove_programs(programs)
        _remove_sources()
    return len(programs)


def _remove_programs(programs: list[int]) -> None:
    editions = list(Edition.objects.filter(program__in=programs).values_list("pk", flat=True))
    _remove_from_index(programs)
    for model in sorted(Sourced.__subclasses__(), key=lambda each: each.__name__ == "Round"):
        _delete(model.objects.filter(edition__in=editions))
    for link in _LINKS:
        _delete(link.objects.filter(edition__in=editions))
    _delete(Edition.objects.filter(pk__in=editions))
    _delete(FormerSlug.objects.filter(program__in=programs))
    Program.objects.filter(pk__in=programs).delete()


def _remove_from_index(programs: list[int]) -> None:
    """As ``index.remove`` does, but for thousands at once."""
    documents = SearchDocument.objects.filter(program__in=programs)
    words = documents.values_list("words", flat=True)
    index._count_words([], [word for each in words.iterator(BATCH) for word in each])
    _delete(documents)
    index.touch("index")


def _remove_sources() -> None:
    Article.objects.filter(key__startswith=PREFIX).delete()
    Organization.objects.filter(slug__startswith=PREFIX).delete()
    Publisher.objects.filter(slug__startswith=PREFIX).delete()


def _delete(rows: models.QuerySet) -> None:
    """One statement, without collecting what else would go: everything that refers to them went before."""
    rows._raw_delete(rows.db)
