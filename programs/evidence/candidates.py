"""Which programs an article can be about at all: those whose ground it shares. The two cities called 광주 never mix."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from news.models import Article
from programs.evidence.wording import folded
from programs.models import ApplicationWindow, Edition, Fact, Involvement, Schedule
from regions.models import Containment, Region

# More programs than this are not all weighed word by word.
SHORTLIST = 200


@dataclass(frozen=True)
class Ground:
    """Where an article is about. ``regions``: codes; ``is_stated``: staff said so, it was not read from the text.

    ``left_open``: the names that could not be told apart, such as 광주시 alone; nothing there is proposed.
    """

    regions: frozenset[str]
    is_stated: bool
    left_open: tuple[str, ...] = ()
    not_there: frozenset[str] = frozenset()


def ground_of(article: Article) -> Ground:
    """The article's regions as staff stated them; without any, those that its text names beyond doubt."""
    stated = frozenset(region.pk for region in article.regions.all())
    if stated:
        return Ground(stated, is_stated=True)
    return _read_ground(article)


def _read_ground(article: Article) -> Ground:
    published = article.date_published
    mentions = Region.objects.find(
        f"{article.headline}\n{article.text}", day=published.exact if published else None
    )
    known = Counter(mention.region.pk for mention in mentions if mention.region)
    provinces = Counter()
    for code, count in known.items():
        provinces[code[:2]] += count
    most = max(provinces.values(), default=0)
    main = {code for code in known if provinces[code[:2]] * 2 > most}
    opened = [mention for mention in mentions if mention.resolution.is_open]
    return Ground(
        frozenset(main),
        is_stated=False,
        left_open=tuple(dict.fromkeys(mention.text for mention in opened)) if not main else (),
        not_there=frozenset(
            candidate.region.pk for mention in opened for candidate in mention.resolution.candidates
        ),
    )


def candidates(ground: Ground) -> QuerySet[Edition]:
    """Of each program the edition that staff work on, or else the live one, where it shares the ground."""
    working = Edition.objects.working().filter(program=OuterRef("program"))
    editions = Edition.objects.filter(
        Q(status__in=Edition.WORKING) | Q(status=Edition.Status.PUBLISHED) & ~Exists(working)
    )
    areas = Edition.service_areas.through.objects.filter(edition=OuterRef("pk"))
    if ground.regions:
        editions = editions.filter(Exists(areas.filter(region__in=_sharing(ground.regions))))
    elif ground.not_there:
        editions = editions.exclude(Exists(areas.filter(region__in=_sharing(ground.not_there))))
    return editions


def _sharing(codes: frozenset[str]) -> set[str]:
    pairs = Containment.objects.filter(Q(outer__in=codes) | Q(inner__in=codes))
    return {code for pair in pairs.values_list("outer_id", "inner_id") for code in pair}


def shortlist(editions: QuerySet[Edition], article: Article) -> QuerySet[Edition]:
    """At most ``SHORTLIST`` of them: those whose names share most with the text, and those that cite the article.

    Names are compared by pairs of letters, which costs little and needs no dictionary; the ranking weighs the rest.
    """
    names = list(editions.values_list("pk", "name", "alternate_name"))
    if len(names) <= SHORTLIST:
        return editions
    told = _pairs(f"{article.headline} {article.text}")
    shares = {pk: max(_share(name, told), _share(other, told)) for pk, name, other in names}
    near = sorted(shares, key=shares.__getitem__, reverse=True)[:SHORTLIST]
    cited = Fact.objects.filter(article=article).values("edition")
    return editions.filter(Q(pk__in=near) | Q(pk__in=cited))


def _pairs(text: str) -> set[str]:
    text = folded(text)
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _share(name: str, told: set[str]) -> float:
    pairs = _pairs(name)
    return len(pairs & told) / len(pairs) if pairs else 0.0


def with_names(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """With everything that tells what a program is about."""
    return editions.select_related("program").prefetch_related(
        "themes",
        "audiences",
        "service_areas",
        Prefetch("involvements", Involvement.objects.select_related("organization")),
        Prefetch("facts", Fact.objects.select_related("label", "round", "article")),
        Prefetch("schedules", Schedule.objects.select_related("article")),
        Prefetch("windows", ApplicationWindow.objects.select_related("article")),
    )
