"""An edition's statements, grouped for partners: what several articles say alike stands once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programs.models import (
    ApplicationWindow,
    Channel,
    Edition,
    Eligibility,
    Involvement,
    Location,
    RequiredDocument,
    Round,
    Schedule,
    Sourced,
)
from programs.neighbours import parts, related
from programs.statements import Evidence, Source, Statement
from programs.values import exact_words, fact_words

# Fields that tell who says something, not what.
_SOURCING = {
    "id",
    "edition_id",
    "position",
    "article_id",
    "passage",
    "verified_on",
    "verified_by",
    "as_printed",
    "why_corrected",
}


@dataclass(frozen=True)
class Said:
    """``rows`` say the same; the first stands for all. ``day``: today."""

    rows: list[Sourced]
    day: date
    contradicts: bool = False

    @property
    def row(self) -> Sourced:
        return self.rows[0]

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(row.article.key for row in self.rows))

    @property
    def printed_otherwise(self) -> list[Sourced]:
        return [row for row in self.rows if row.as_printed]

    @property
    def _latest(self) -> Sourced | None:
        checked = [row for row in self.rows if row.verified_on]
        return max(checked, key=lambda row: row.verified_on, default=None)

    @property
    def verified_on(self) -> date | None:
        return self._latest.verified_on if self._latest else None

    @property
    def verified_by(self) -> str:
        return self._latest.verified_by if self._latest else ""

    @property
    def check_due_on(self) -> date | None:
        """One fresh look is enough for what several say alike."""
        return max((row.check_due_on for row in self.rows if row.check_due_on), default=None)

    @property
    def is_overdue(self) -> bool:
        return self.check_due_on is not None and self.check_due_on < self.day

    # Of a fact:
    @property
    def words(self) -> str:
        return fact_words(self.row)

    @property
    def exact_words(self) -> str:
        return exact_words(self.row)

    # Of a window:
    @property
    def state(self) -> str:
        return self.row.state(self.day)

    @property
    def days_left(self) -> int | None:
        return self.row.days_left(self.day)


class Dossier:
    """Everything behind one edition of ``items()``, with ``today``."""

    def __init__(self, edition: Edition):
        self.day: date = edition.today
        self._evidence = Evidence(edition)
        self.sources: list[Source] = self._evidence.sources
        self.facts = [
            said for statement in self._evidence.statements() for said in self._facts(statement)
        ]
        self.windows = self._grouped(ApplicationWindow)
        self.criteria = self._grouped(Eligibility)
        self.channels = self._grouped(Channel)
        self.documents = self._grouped(RequiredDocument)
        self.schedules = self._grouped(Schedule)
        self.locations = self._grouped(Location)
        self.rounds = self._grouped(Round)
        self.involvements = self._grouped(Involvement)
        self.parts = parts(edition)
        self.related = related(edition, list(edition.service_areas.all()))
        phase = self._evidence.source_of(edition.phase_article_id)
        self.phase_source: str | None = phase.article.key if phase else None

    def _facts(self, statement: Statement) -> Iterable[Said]:
        for variant in statement.variants:
            quarrels = any(variant.contradicts(other) for other in statement.variants)
            yield Said(variant.rows, self.day, contradicts=quarrels)

    def _grouped(self, model: type[Sourced]) -> list[Said]:
        names = [field.attname for field in model._meta.concrete_fields]
        content = [name for name in names if name not in _SOURCING]
        alike: dict[tuple, list[Sourced]] = {}
        for row in self._evidence.of(model):
            alike.setdefault(tuple(getattr(row, name) for name in content), []).append(row)
        return [Said(rows, self.day) for rows in alike.values()]
