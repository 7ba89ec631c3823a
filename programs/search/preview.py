"""What a change of the vocabulary would do to searches that people make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from programs.models import NoResultQuery, SearchDocument, SynonymGroup, VocabularyEntry
from programs.search.engine import find
from programs.search.vocabulary import Vocabulary, built

_SHOWN = 3
_OWN_WORDS, _OTHER_QUERIES = 8, 20


@dataclass(frozen=True)
class Effect:
    """One query: how many programs it finds, and the first ones, before and after."""

    query: str
    count_before: int
    count_after: int
    before: list[str]
    after: list[str]

    @property
    def is_change(self) -> bool:
        return (self.count_before, self.before) != (self.count_after, self.after)


def effects(changed: SynonymGroup | VocabularyEntry) -> list[Effect]:
    """On its own words, and on what people lately searched for in vain; those that change first."""
    own = changed.words if isinstance(changed, SynonymGroup) else changed.foreign
    lately = (
        NoResultQuery.objects.values_list("words").annotate(Sum("count")).order_by("-count__sum")
    )
    queries = dict.fromkeys(
        [
            *(word.replace("*", "") for word in own[:_OWN_WORDS]),
            *(row[0] for row in lately[:_OTHER_QUERIES]),
        ]
    )
    now, then = _built(None), _built(changed)
    found = [_effect(query, now, then) for query in queries]
    return sorted(found, key=lambda effect: not effect.is_change)


def _built(changed: SynonymGroup | VocabularyEntry | None) -> Vocabulary:
    """The vocabulary, with the changed row in place of its saved self."""
    return built(_with(SynonymGroup, changed), _with(VocabularyEntry, changed))


def _with(model: type, changed: object) -> Iterable:
    if not isinstance(changed, model):
        return list(model.objects.all())
    return [*model.objects.exclude(pk=changed.pk), changed]


def _effect(query: str, now: Vocabulary, then: Vocabulary) -> Effect:
    before, after = find(query, vocabulary=now), find(query, vocabulary=then)
    return Effect(query, before.count, after.count, _names(before.order), _names(after.order))


def _names(programs: list[int]) -> list[str]:
    first = programs[:_SHOWN]
    names = dict(SearchDocument.objects.filter(pk__in=first).values_list("pk", "edition__name"))
    return [names[program] for program in first if program in names]
