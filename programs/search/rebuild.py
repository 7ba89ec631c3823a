"""Making the whole index anew, in steps that each stand by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from programs.models import Edition, Program, SearchDocument, SearchWord
from programs.search import analysis, index, vocabulary

BATCH = 200


def outdated(*, before: datetime | None = None):
    """Live editions whose row is missing, of another edition, built another way, or older than ``before``."""
    built = SearchDocument.objects.filter(edition=OuterRef("pk"), format=index.FORMAT)
    if before is not None:
        built = built.filter(built_at__gte=before)
    return Edition.objects.live().filter(~Exists(built))


def rebuild(
    *, everything: bool = False, nouns: Callable[[str], set[str]] | None = None
) -> Iterator[tuple[int, int]]:
    """(done, total) after each batch. ``everything``: even what was built this way already.

    Each batch is committed by itself, so the index is whole at any time and a broken run goes on where it stopped.
    ``nouns``: the morphological analysis, Kiwi's unless told.
    """
    nouns = nouns or analysis.nouns
    if not SearchWord.objects.filter(is_vocabulary=True).exists():
        vocabulary.changed()
    start = Program.objects.values_list(Now(), flat=True)[:1].first() if everything else None
    todo = list(outdated(before=start).order_by("program_id").values_list("pk", flat=True))
    for at in range(0, len(todo), BATCH):
        batch = index.editions_to_index().filter(pk__in=todo[at : at + BATCH])
        index.write([index.content(edition, nouns) for edition in batch])
        yield min(at + BATCH, len(todo)), len(todo)
    _forget_strays()


def _forget_strays() -> None:
    strays = SearchDocument.objects.filter(edition__isnull=False).exclude(
        Q(edition__status=Edition.Status.PUBLISHED)
    )
    for program_id in strays.values_list("pk", flat=True):
        index.remove(program_id)
