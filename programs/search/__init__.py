"""Finding programs by what residents type. ``Edition.objects.search(text)`` is the door."""

from functools import cache

from programs.search.text import MAX_WORDS, words_of

__all__ = ["MAX_WORDS", "search", "words_of"]


def search(editions, text: str, *, region=None):
    """Editions of the programs that ``text`` finds. ``found`` says what was understood and why each is there."""
    # Not above: the models come through here before they are ready.
    from programs.search.engine import find

    found = find(text, region=region)
    result = editions.in_order(found.order, are_mine=is_all_live(editions))
    result.found = found
    return result


def is_all_live(editions) -> bool:
    """The queryset is everything that is live, and nothing else."""
    return editions.query.where == _live(editions.model)


@cache
def _live(model):
    return model.objects.live().query.where
