"""An edition's values as people read them: agreeing sources side by side under one value, disagreeing ones as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, groupby

from django.db.models import Prefetch, prefetch_related_objects

from news.models import Article
from news.reading.figures import Comparison, same_date, same_quantity
from programs.models import Edition, Fact, Round, Sourced, Term
from programs.publishing import sourced_rows
from regions.models import Region


@dataclass(frozen=True)
class Source:
    """An article behind the edition, numbered as on the page (from 1)."""

    number: int
    article: Article


@dataclass
class Variant:
    """One value with everyone who states it. ``rows`` share value, unit, approximation and ``according_to``."""

    rows: list[Fact]
    sources: list[Source]

    @property
    def fact(self) -> Fact:
        return self.rows[0]

    @property
    def voices(self) -> set[tuple[int | None, str]]:
        """Who says it: the article, or whoever speaks in it."""
        return {(row.article_id, row.according_to) for row in self.rows}

    def contradicts(self, other: Variant) -> bool:
        return (
            _disagree(self.fact, other.fact)
            and self.fact.as_of == other.fact.as_of
            and not self.voices & other.voices
        )


@dataclass
class Statement:
    """What is said under one label (of one round): one variant, or several that contradict each other."""

    label: Term
    round: Round | None
    variants: list[Variant] = field(default_factory=list)

    @property
    def is_contradiction(self) -> bool:
        """Different values from different voices for the same thing at the same time.

        A value of another day is news, and several values from one voice are a list.
        """
        return any(a.contradicts(b) for a, b in combinations(self.variants, 2))


class Evidence:
    """All statements of one edition with their numbered sources. A fixed number of queries, made at once."""

    def __init__(self, edition: Edition):
        self.edition = edition
        self.rows = _with_targets(sourced_rows(edition))
        self.sources = _numbered(
            [row.article for row in self.rows if row.article] + _phase_article(edition)
        )
        self._by_article = {source.article.pk: source for source in self.sources}

    def of(self, model: type[Sourced]) -> list[Sourced]:
        """Rows of one kind, each with ``source`` set."""
        rows = [row for row in self.rows if isinstance(row, model)]
        for row in rows:
            row.source = self.source_of(row.article_id)
        return rows

    def source_of(self, article_id: int | None) -> Source | None:
        return self._by_article.get(article_id)

    def statements(self) -> list[Statement]:
        """Facts grouped by round and label, in page order."""
        found: dict[tuple[int | None, int], Statement] = {}
        for fact in self.of(Fact):
            statement = found.setdefault(
                (fact.round_id, fact.label_id), Statement(fact.label, fact.round)
            )
            self._add(statement, fact)
        return list(found.values())

    def _add(self, statement: Statement, fact: Fact) -> None:
        for variant in statement.variants:
            if _same(variant.fact, fact):
                variant.rows.append(fact)
                if fact.source not in variant.sources:
                    variant.sources.append(fact.source)
                return
        statement.variants.append(Variant([fact], [fact.source]))

    @property
    def verified(self) -> Sourced | None:
        """The latest check, with its day and its person."""
        checked = [row for row in self.rows if row.verified_on]
        return max(checked, key=lambda row: row.verified_on, default=None)

    def overdue(self, day: date) -> list[Sourced]:
        return [row for row in self.rows if row.check_due_on and row.check_due_on < day]


def _disagree(a: Fact, b: Fact) -> bool:
    """ "약 130" and 137, or 2020-06 and 2020-06-11, can both be true; what counts other things says nothing."""
    if a.quantity and b.quantity:
        return same_quantity(a.quantity, b.quantity) is Comparison.DIFFERENT
    if a.date and b.date:
        return same_date(str(a.date), str(b.date)) is Comparison.DIFFERENT
    return a.value != b.value


def _same(a: Fact, b: Fact) -> bool:
    return (a.value, a.is_approximate, a.according_to, a.as_of) == (
        b.value,
        b.is_approximate,
        b.according_to,
        b.as_of,
    )


def _phase_article(edition: Edition) -> list[Article]:
    return [edition.phase_article] if edition.phase_article_id else []


def _numbered(articles: Iterable[Article]) -> list[Source]:
    """Each article once, oldest first; those without a year after those with one."""
    unique = {article.pk: article for article in articles}.values()
    ordered = sorted(unique, key=lambda article: (str(article.date_published or "~"), article.key))
    return [Source(number, article) for number, article in enumerate(ordered, start=1)]


def _with_targets(rows: list[Sourced]) -> list[Sourced]:
    """Related rows of each kind, fetched together."""
    place = Prefetch("region", Region.objects.with_parents())
    wanted = {
        "Fact": ["label", "round"],
        "Involvement": [
            "organization",
            Prefetch("organization__region", Region.objects.for_pages()),
        ],
        "Location": [place],
        "Eligibility": ["term", place],
    }
    for name, members in groupby(rows, key=lambda row: type(row).__name__):
        if name in wanted:
            prefetch_related_objects(list(members), *wanted[name])
    return rows
