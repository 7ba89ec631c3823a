"""What reading may know from the database. The one module of this package that touches it.

Rooms above add the names that they keep (organizations, places) with `names_from`; nothing is imported from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from news.reading.names import KnownNames
from news.reading.results import Knowledge

_name_sources: list[Callable[[], Iterable[str]]] = []


def names_from(source: Callable[[], Iterable[str]]) -> None:
    """Registers a function that lists names to recognise in pages; called once, when the site starts."""
    if source not in _name_sources:
        _name_sources.append(source)


def knowledge() -> Knowledge:
    """Regions, names and publishers as the database has them now. Raises DatabaseError if it can't be reached."""
    from news.models import Publisher
    from regions.models import Region, RegionName
    from regions.resolve import find

    publishers = list(Publisher.objects.values_list("domain", "name"))
    names = [name for source in _name_sources for name in source()]
    names += [name for _, name in publishers if name]
    names += RegionName.objects.values_list("name", flat=True)
    return Knowledge(
        find_regions=partial(_find, find, Region.objects.atlas()),
        names=KnownNames(names),
        publisher_domains={domain: name for domain, name in publishers if domain and name},
    )


def _find(find, atlas, text, surroundings, day) -> list:
    return find(atlas, text, surroundings, day=day)
