"""The live programs as the check needs them: requirements and questions, kept in memory until a program changes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.db.models import Count, Max, Prefetch, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from news.dates import PartialDate
from programs.eligibility import (
    TERM,
    WORDS,
    Atom,
    Between,
    Criterion,
    Is,
    LivesIn,
    Mode,
    Requirement,
    Requirements,
    Unstated,
)
from programs.models import Edition, Eligibility, Term
from regions.models import Region

# More than this nobody could be led through in one go, nor a web process keep in mind.
MOST = 5_000
_KEPT_SECONDS = 300
# (heading, [(code, name)]) of the regions to choose from.
Places = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Source:
    """Where a criterion stands: an article, or None for a program's area."""

    words: str
    url: str
    is_unreliable: bool = False


@dataclass(frozen=True)
class Candidate:
    """A live program. ``state``, ``freshness`` and ``source_date`` as on its card."""

    name: str
    url: str
    summary: str
    state: str
    freshness: str
    source_date: PartialDate | None
    requirements: Requirements
    audiences: tuple[tuple[str, str], ...]
    unknowns: tuple[str, ...]

    @property
    def is_ended(self) -> bool:
        return self.state == Edition.State.ENDED


@dataclass(frozen=True)
class Candidates:
    """``left_out``: how many live programs are beyond MOST; ``cuts``: by question, where bands begin."""

    programs: tuple[Candidate, ...]
    left_out: int
    terms: dict[str, Term]
    words: dict[str, str]
    places: Places
    cuts: dict[str, tuple[int, ...]]
    place_names: dict[str, str] = field(default_factory=dict)

    @property
    def asked_about(self) -> list[Requirements]:
        """Nobody is asked anything for the sake of a program that has ended."""
        return [each.requirements for each in self.programs if not each.is_ended]


_kept: dict[str, tuple[object, float, Candidates]] = {}


def candidates() -> Candidates:
    """One query while nothing changed."""
    version, now = _version(), time.monotonic()
    kept = _kept.get("all")
    if kept and kept[0] == version and now - kept[1] < _KEPT_SECONDS:
        return kept[2]
    fresh = _read()
    _kept["all"] = version, now, fresh
    return fresh


def _version() -> tuple[object, ...]:
    """Changes with every publication, withdrawal and day."""
    live = Edition.objects.live().aggregate(
        Count("pk"), Sum("pk"), Max("published_at"), Max("last_modified")
    )
    return timezone.localdate(), *live.values()


def _read() -> Candidates:
    live = Edition.objects.live()
    count = live.count()
    editions = (
        live.select_related("program")
        .with_state()
        .with_freshness()
        .with_source_date()
        .prefetch_related(
            "audiences",
            Prefetch("service_areas", Region.objects.with_parents()),
            Prefetch(
                "criteria",
                Eligibility.objects.select_related(
                    "term", "region__parent__parent", "article__publisher"
                ).defer("passage", "article__text"),
            ),
        )
        .order_by("-published_at", "name", "pk")[:MOST]
    )
    terms: dict[str, Term] = {}
    words: dict[str, str] = {}
    programs = tuple(_candidate(edition, terms, words) for edition in editions)
    places = _places()
    return Candidates(
        programs=tuple(sorted(programs, key=lambda each: (each.is_ended, each.name))),
        left_out=max(0, count - MOST),
        terms=terms,
        words=words,
        places=places,
        cuts=_cuts(programs),
        place_names={code: name for _province, members in places for code, name in members},
    )


def _candidate(edition: Edition, terms: dict[str, Term], words: dict[str, str]) -> Candidate:
    for row in edition.criteria.all():
        if row.kind == Eligibility.Kind.TERM:
            terms[TERM + row.term.slug] = row.term
        if key := _own_words(row):
            words[key] = row.words
    return Candidate(
        name=edition.name,
        url=edition.get_absolute_url(),
        summary=edition.summary,
        state=edition.state,
        freshness=edition.freshness,
        source_date=edition.source_date,
        requirements=tuple(requirements(edition)),
        audiences=tuple((term.slug, term.name) for term in edition.audiences.all()),
        unknowns=tuple(edition.unknowns),
    )


def requirements(edition: Edition) -> Iterator[Requirement]:
    """Its area, then what its sources say of whom it is for. ``criteria`` and ``service_areas`` come prefetched."""
    areas = list(edition.service_areas.all())
    if areas:
        names = ", ".join(area.label for area in areas)
        atom = LivesIn(frozenset(area.code for area in areas))
        source = Source(_("사업 안내"), edition.get_absolute_url())
        yield Requirement(
            (Criterion(_("%(areas)s의 사업") % {"areas": names}, (atom,), source=source),)
        )
    rows = list(edition.criteria.all())
    if not any(not row.is_exclusion for row in rows):
        unstated = _("누가 받을 수 있는지 출처에서 확인되지 않았어요")
        yield Requirement((Criterion(unstated, (Unstated(),)),))
    for together, mode in _together(rows):
        yield Requirement(tuple(_criterion(row) for row in together), mode)


def _together(rows: list[Eligibility]) -> Iterator[tuple[list[Eligibility], Mode]]:
    """Rows that count as one: homes, groups of people by name, and bounds that sources give differently."""
    kinds = Eligibility.Kind
    homes = [row for row in rows if row.kind == kinds.RESIDENCE and not row.is_exclusion]
    groups = [row for row in rows if _group(row) and not row.is_exclusion]
    groups = groups if len({_group(row) for row in groups}) > 1 else []
    if homes:
        yield homes, Mode.SOME
    if groups:
        yield groups, Mode.SOME
    rest = [row for row in rows if row not in homes and row not in groups]
    for kind in (kinds.AGE, kinds.INCOME):
        bounds = [row for row in rest if row.kind == kind and not row.is_exclusion]
        if _differ(bounds):
            yield bounds, Mode.AGREED
            rest = [row for row in rest if row not in bounds]
    for row in rest:
        yield [row], Mode.EVERY


def _group(row: Eligibility) -> str:
    """``일하는 분: …`` beside ``서비스를 받는 분: …``: conditions of different people, one of which is enough."""
    name, colon, _condition = row.words.partition(": ")
    return name if colon and row.kind == Eligibility.Kind.OTHER else ""


def _differ(rows: list[Eligibility]) -> bool:
    lowest = {row.minimum for row in rows if row.minimum is not None}
    highest = {row.maximum for row in rows if row.maximum is not None}
    return len(lowest) > 1 or len(highest) > 1


def _criterion(row: Eligibility) -> Criterion:
    return Criterion(row.words, tuple(_atoms(row)), row.is_exclusion, source=_source(row))


def _atoms(row: Eligibility) -> Iterator[Atom]:
    kinds = Eligibility.Kind
    if row.kind == kinds.TERM:
        yield Is(TERM + row.term.slug)
    elif row.kind == kinds.RESIDENCE:
        yield LivesIn(frozenset({row.region_id}))
    elif row.kind in (kinds.AGE, kinds.INCOME):
        yield Between(str(row.kind), row.minimum, row.maximum)
    if key := _own_words(row):
        yield Is(key)


def _own_words(row: Eligibility) -> str:
    """The question in the criterion's own words, where nothing broader says as much; else empty."""
    if row.kind == Eligibility.Kind.OTHER or (
        row.kind == Eligibility.Kind.TERM and not _says_as_much(row.term, row.words)
    ):
        return WORDS + sha256(row.words.encode()).hexdigest()[:16]
    return ""


def _says_as_much(term: Term, words: str) -> bool:
    """Every word of the criterion is one of the term's name or description: 장애가 있는 분."""
    said = f"{term.name} {term.description}".replace(",", " ").split()
    return all(any(each.startswith(word) for each in said) for word in words.split())


def _source(row: Eligibility) -> Source | None:
    if row.article is None:
        return None
    published = row.article.date_published
    when = published.words if published else _("날짜 확인되지 않음")
    words = _("%(publisher)s, %(when)s") % {"publisher": row.article.publisher.name, "when": when}
    return Source(words, row.article.get_absolute_url(), row.article.is_unreliable)


def _places() -> Places:
    """Every district, city and county of today: districts first, then the provinces with fewest."""
    levels = Region.Level
    regions = (
        Region.objects.current()
        .filter(level__in=[levels.DISTRICT, levels.CITY, levels.COUNTY])
        .select_related("parent")
        .order_by("name")
    )
    grouped: dict[tuple[bool, str], list[tuple[str, str]]] = {}
    for region in regions:
        key = region.level != levels.DISTRICT, region.parent.name
        grouped.setdefault(key, []).append((region.code, region.name))
    ordered = sorted(grouped.items(), key=lambda each: (each[0][0], len(each[1]), each[0][1]))
    return tuple(
        (
            (_("%(province)s의 시·군") if is_rest else _("%(province)s의 구")) % {"province": name},
            tuple(members),
        )
        for (is_rest, name), members in ordered
    )


def _cuts(programs: Iterable[Candidate]) -> dict[str, tuple[int, ...]]:
    """By question, where one answer ends and the next begins: the bounds that the programs state."""
    found: dict[str, set[int]] = {}
    for program in programs:
        for requirement in program.requirements:
            for criterion in requirement.criteria:
                for atom in criterion.atoms:
                    if isinstance(atom, Between):
                        cuts = found.setdefault(atom.key, set())
                        cuts |= {atom.minimum} - {None, 0}
                        cuts |= {atom.maximum + 1} if atom.maximum is not None else set()
    return {key: tuple(sorted(cuts)) for key, cuts in found.items()}
