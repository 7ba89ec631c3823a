"""Words about editions: who may see them, where they hold, and what they say on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value

from programs.dates import Day, ahead, as_text, lasting, passed, reached, today
from programs.search.ordering import Among, narrowed, rank
from regions.models import Region

if TYPE_CHECKING:
    from news.models import Article
    from programs.models import Organization
    from programs.search.engine import Found

# Overdue for longer than this, a program leaves the list that people see first.
LONG_OVERDUE = timedelta(days=365)


def rows_of(model: str) -> models.QuerySet:
    """Rows of a model that is defined after this module, each belonging to the edition of the outer query."""
    return apps.get_model("programs", model).objects.filter(edition=OuterRef("pk"))


def looked_up(model: str) -> models.QuerySet:
    """Like ``rows_of``, for annotations: asked as a range, so that PostgreSQL looks up the rows of the few editions
    of a page. Asked for equality, it would first gather those of all editions: 70 ms at 100,000 programs."""
    rows = apps.get_model("programs", model).objects
    return rows.filter(edition__gte=OuterRef("pk"), edition__lte=OuterRef("pk"))


class EditionQuerySet(models.QuerySet):
    """Words about editions. Those that depend on time take a ``day``; without one the database's clock counts."""

    def live(self) -> EditionQuerySet:
        """The one door to the public: everything that residents and partners may see."""
        return self.filter(status=self.model.Status.PUBLISHED)

    def working(self) -> EditionQuerySet:
        return self.filter(status__in=self.model.WORKING)

    def covering(self, region: Region) -> EditionQuerySet:
        """Programs whose stated area shares ground with ``region``, across mergers and renamings."""
        areas = self.model.service_areas.through.objects.filter(
            edition=OuterRef("pk"), region__in=Region.objects.overlapping(region).values("pk")
        )
        return self.filter(Exists(areas))

    def by_organization(self, organization: Organization) -> EditionQuerySet:
        """Programs in which the organization or a part of it has any role."""
        taking_part = Q(organization=organization) | Q(organization__parent=organization)
        return self.filter(Exists(rows_of("Involvement").filter(taking_part)))

    def citing(self, article: Article) -> EditionQuerySet:
        """Programs with any statement that rests on the article."""
        condition = Q(phase_article=article)
        for relation in self.model._meta.related_objects:
            if hasattr(relation.related_model, "according_to"):
                condition |= Q(
                    Exists(rows_of(relation.related_model.__name__).filter(article=article))
                )
        return self.filter(condition)

    def with_state(self, day: Day = None) -> EditionQuerySet:
        """Annotates ``state`` (Edition.State) as far as the sources state it. Row twin: ``Edition.state_on``."""
        schedules = looked_up("Schedule")
        ended = Exists(schedules) & ~Exists(schedules.exclude(passed("valid_to", day)))
        to_come = Exists(schedules) & ~Exists(schedules.exclude(ahead("valid_from", day)))
        return self.annotate(
            state=models.Case(
                models.When(ended, then=Value(self.model.State.ENDED)),
                models.When(
                    Q(phase=self.model.Phase.PLANNED) | to_come,
                    then=Value(self.model.State.PLANNED),
                ),
                models.When(phase=self.model.Phase.PILOT, then=Value(self.model.State.PILOT)),
                default=Value(self.model.State.RUNNING),
                output_field=models.CharField(),
            )
        )

    def with_freshness(self, day: Day = None) -> EditionQuerySet:
        """Annotates ``freshness`` (Edition.Freshness). Row twin: ``Edition.freshness_on``."""
        now = today() if day is None else Value(day) if isinstance(day, date) else day
        long_ago = models.ExpressionWrapper(now - LONG_OVERDUE, output_field=models.DateTimeField())
        return self.annotate(
            freshness=models.Case(
                models.When(
                    check_due_on__lt=long_ago, then=Value(self.model.Freshness.LONG_OVERDUE)
                ),
                models.When(check_due_on__lt=now, then=Value(self.model.Freshness.OVERDUE)),
                default=Value(self.model.Freshness.CHECKED),
                output_field=models.CharField(),
            )
        )

    def open_on(self, day: Day = None) -> EditionQuerySet:
        """People can certainly apply on that day. Row twin: ``ApplicationWindow.state``."""
        windows = (
            rows_of("ApplicationWindow").exclude(passed("closes", day)).exclude(ahead("opens", day))
        )
        standing = Q(kind__in=["always", "until_budget"])
        begun = Q(opens__isnull=True) | reached("opens", day)
        return self.filter(
            Exists(windows.filter(standing | Q(kind="fixed") & begun & lasting("closes", day)))
        )

    def with_closing_day(self) -> EditionQuerySet:
        """Annotates ``closes_on``: the next stated closing day (EDTF) that has not passed, or None."""
        exact = rows_of("ApplicationWindow").filter(closes__regex=r"^\d{4}-\d\d-\d\d$")
        closing = exact.exclude(passed("closes")).order_by("closes")
        return self.annotate(closes_on=Subquery(closing.values("closes")[:1]))

    def closing_soon(self, days: int = 30) -> EditionQuerySet:
        """Programs whose stated closing day is today or within ``days``, the nearest first."""
        horizon = as_text(today() + timedelta(days=days))
        return (
            self.with_closing_day()
            .filter(closes_on__lte=horizon)
            .order_by("closes_on", "name", "pk")
        )

    def with_source_date(self) -> EditionQuerySet:
        """Annotates ``source_date``: the newest date of an article behind a fact (dates without a year left out)."""
        newest = (
            rows_of("Fact")
            .filter(article__date_published__lt=Value("X"))
            .order_by("-article__date_published")
            .values("article__date_published")
        )
        return self.annotate(source_date=Subquery(newest[:1]))

    def for_cards(self) -> EditionQuerySet:
        """With everything that a card in a list shows, in a fixed number of queries."""
        return (
            self.select_related("program")
            .with_state()
            .with_freshness()
            .with_source_date()
            .prefetch_related(
                "themes", "benefits", "service_areas__parent", "involvements__organization"
            )
        )

    def search(self, text: str, *, region: Region | None = None) -> EditionQuerySet:
        """The programs that ``text`` finds, the best first; see ``programs.search``. ``region``: the reader's."""
        from programs.search import search

        return search(self, text, region=region)

    def in_order(self, programs: Sequence[int], *, are_mine: bool = False) -> EditionQuerySet:
        """These programs in this order, with ``rank`` (1: the first). ``are_mine``: this queryset has them all,
        so that pages are cut from the list, and nobody counts what is counted."""
        editions = self.filter(Among.these(programs)).annotate(rank=rank(programs)).order_by("rank")
        if are_mine:
            editions.numbers, editions.counted = programs, len(programs)
        return editions

    # Kept by everything that is made of a search's result: what was found and why,
    found: Found | None = None
    # and the whole result as the numbers of its programs, until it is filtered or ordered otherwise.
    numbers: Sequence[int] | None = None
    # How many there are, where that is known without asking; until it is filtered.
    counted: int | None = None

    def _clone(self) -> EditionQuerySet:
        clone = super()._clone()
        clone.found, clone.numbers, clone.counted = self.found, self.numbers, self.counted
        return clone

    def _filter_or_exclude(self, *args, **kwargs) -> EditionQuerySet:
        editions = super()._filter_or_exclude(*args, **kwargs)
        editions.numbers = editions.counted = None
        return editions

    def _values(self, *fields, **expressions) -> EditionQuerySet:
        editions = super()._values(*fields, **expressions)
        editions.counted = None
        return editions

    def order_by(self, *names) -> EditionQuerySet:
        editions = super().order_by(*names)
        editions.numbers = None
        return editions

    def count(self) -> int:
        is_known = self.counted is not None and not self.query.is_empty()
        return self.counted if is_known else super().count()

    def __getitem__(self, key):
        if self.numbers is None or self._result_cache is not None or not isinstance(key, slice):
            page = super().__getitem__(key)
            if isinstance(page, EditionQuerySet):
                page.counted = None
            return page
        page = narrowed(self._chain(), self.numbers[key])
        page.numbers = page.counted = None
        return page
