"""What a program's page is made of, in the order of the page. ``programs.sheet`` fills it in."""

from __future__ import annotations

from dataclasses import dataclass, field

from programs.areas import Area
from programs.charts import Chart
from programs.marks import Line, SourceEntry
from programs.models import Edition, Involvement, Organization, Term
from programs.notices import Notice
from programs.statements import Evidence

# Measured on paper: what fits on one A4 sheet in two columns at 10 and at 9 points.
_CHARACTERS_A_LINE = 28
_LONG = (26, 34)


@dataclass(frozen=True)
class Entry:
    """What is said under one label. ``quarrel``: a sentence where the sources contradict each other."""

    label: str
    lines: list[Line]
    quarrel: str = ""


@dataclass(frozen=True)
class Window:
    """``left``: how many days are left, in words; empty where no source states the last day."""

    line: Line
    state: str
    state_words: str
    left: str


@dataclass(frozen=True)
class RoundCard:
    """A run of the program. ``is_dated``: its year is stated."""

    title: str
    year: str
    is_dated: bool
    line: Line
    period: str
    entries: list[Entry]


@dataclass(frozen=True)
class Body:
    """An organization with a role, as far as the page shows it."""

    organization: Organization
    role: str
    line: Line
    today: str = ""


@dataclass(frozen=True)
class FourDates:
    """Each as words; ``*_note`` is the small print under it."""

    published: str
    published_note: str
    as_of: str
    verified: str
    verified_note: str
    due: str
    is_overdue: bool


@dataclass(frozen=True)
class Sheet:
    edition: Edition
    state_words: str
    freshness: str
    freshness_words: str
    notices: list[Notice]
    audiences: list[Term]
    areas: list[Area]
    criteria: list[Line]
    exclusions: list[Line]
    offered: list[Entry]
    obligations: list[Entry]
    windows: list[Window]
    apply_channels: list[Line]
    documents: list[Line]
    runs: list[Line]
    places: list[Line]
    dated: list[Entry]
    figures: list[Entry]
    rounds: list[RoundCard]
    charts: list[Chart]
    ask_channels: list[Line]
    bodies: list[Body]
    phase: Line | None
    dates: FourDates
    sources: list[SourceEntry]
    has_calendar: bool
    is_calendar_ahead: bool
    evidence: Evidence = field(repr=False)

    @property
    def length(self) -> str:
        """How small it must be printed to stay on one sheet of paper: "", "long" or "longest"."""
        edition = self.edition
        prose = edition.description + edition.eligibility_description + edition.application_process
        small_print = "".join(row.why_corrected for row in self.evidence.rows)
        lines = (
            (len(prose) + len(small_print)) / _CHARACTERS_A_LINE
            + len(self.evidence.rows)
            + 2 * len(self.sources)
            + 2 * len(self.notices)
            + 5 * len(self.charts)
        )
        return "longest" if lines > _LONG[1] else "long" if lines > _LONG[0] else ""

    @property
    def providers(self) -> list[Body]:
        """Whom to ask where no number is known."""
        return [body for body in self.bodies if body.role == Involvement.Role.PROVIDER]
