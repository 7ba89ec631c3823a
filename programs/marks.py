"""Numbered marks from each value to its sources, and the ways back from each source to its values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from news.models import Article, LinkCheck
from programs.models import Sourced
from programs.statements import Evidence, Source
from programs.values import date_words

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One stated thing on the page. ``anchor``: its id there; ``notes``: small print under it."""

    anchor: str
    words: str
    sources: list[Source]
    label: str = ""
    exact: str = ""
    voice: str = ""
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    link: str = ""


@dataclass(frozen=True)
class SourceEntry:
    """A source in the list at the page's end. ``backs``: (anchor, label) of every value that rests on it."""

    source: Source
    date: str
    is_dated: bool
    reporter: str
    warning: str
    backs: list[tuple[str, str]]
    broken_link: LinkCheck | None = None

    @property
    def article(self) -> Article:
        return self.source.article


class Marks:
    """Hands out anchors in page order. ``day``: today, against which checks are overdue."""

    def __init__(self, evidence: Evidence, day: date):
        self.evidence = evidence
        self.day = day
        self._backs: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self._count = 0

    def line(self, rows: list[Sourced], words: str, *, label: str, **more) -> Line:
        """A line that rests on ``rows``; ``label`` names it where a source points back to it."""
        self._count += 1
        anchor = f"value-{self._count}"
        sources = self._sources(rows)
        for source in sources:
            self._backs[source.number].append((anchor, label))
        notes = [*more.pop("notes", []), *_printing_notes(rows)]
        warnings = [*unreliable_words(sources), *self._overdue(rows)]
        return Line(anchor, words, sources, label=label, notes=notes, warnings=warnings, **more)

    def entries(self) -> list[SourceEntry]:
        """The sources as a timeline: by date as known, those without a year at the end."""
        articles = [source.article for source in self.evidence.sources if source.article.url]
        broken = LinkCheck.objects.broken().filter(article__in=articles) if articles else []
        links = {link.article_id: link for link in broken}
        return [
            self._entry(source, links.get(source.article.pk)) for source in self.evidence.sources
        ]

    def _entry(self, source: Source, broken_link: LinkCheck | None) -> SourceEntry:
        published = source.article.date_published
        return SourceEntry(
            source,
            date=date_words(published) if published else _("날짜 확인되지 않음"),
            is_dated=published is not None and published.year is not None,
            reporter=reporter_words(source.article),
            warning=_article_warning(source.article),
            backs=self._backs[source.number],
            broken_link=broken_link,
        )

    def _sources(self, rows: Iterable[Sourced]) -> list[Source]:
        found = {row.article_id: self.evidence.source_of(row.article_id) for row in rows}
        return sorted(
            (source for source in found.values() if source), key=lambda source: source.number
        )

    def _overdue(self, rows: list[Sourced]) -> list[str]:
        """Only where every source of the line is due: one fresh look is enough."""
        due = [row.check_due_on for row in rows]
        if not due or not all(day and day < self.day for day in due):
            return []
        return [_("다시 확인할 때가 지났어요.")]


def grouped(rows: Iterable[T], key: Callable[[T], Hashable]) -> list[tuple[Hashable, list[T]]]:
    """Rows that say the same together, in order of their first: one line with several marks."""
    alike: dict[Hashable, list[T]] = {}
    for row in rows:
        alike.setdefault(key(row), []).append(row)
    return list(alike.items())


def reporter_words(article: Article) -> str:
    """The reporter, or that the name can't be read for certain."""
    if not article.reporter:
        return _("기자 이름 확인되지 않음")
    if article.is_reporter_uncertain:
        return _("%(name)s 기자 (글자가 흐려 이름이 확실하지 않아요)") % {"name": article.reporter}
    return _("%(name)s 기자") % {"name": article.reporter}


def _article_warning(article: Article) -> str:
    if not article.is_public:
        return _("이 기사는 다시 확인하고 있어요.")
    if article.state == Article.State.RETRACTED:
        return _("발행처가 거두어들인 기사예요.")
    return _("발행처가 바로잡은 기사예요.") if article.is_unreliable else ""


def unreliable_words(sources: list[Source]) -> list[str]:
    """A line whose every source was corrected or retracted carries the warning itself."""
    warnings = [_article_warning(source.article) for source in sources]
    return list(dict.fromkeys(warnings)) if all(warnings) else []


def _printing_notes(rows: list[Sourced]) -> list[str]:
    printed = dict.fromkeys((row.as_printed, row.why_corrected) for row in rows if row.as_printed)
    return [
        _("기사에는 ‘%(printed)s’로 인쇄되어 있습니다: %(why)s")
        % {"printed": printed_form, "why": why}
        if why
        else _("기사에는 ‘%(printed)s’로 인쇄되어 있습니다.") % {"printed": printed_form}
        for printed_form, why in printed
    ]
