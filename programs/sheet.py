"""Everything that a program's page says, worked out before the template sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from news.dates import PartialDate
from programs import dates
from programs.areas import areas, office_today
from programs.calendars import days, is_any_ahead
from programs.charts import charts, in_time_order, round_label, year_words
from programs.marks import Line, Marks, grouped
from programs.models import (
    ApplicationWindow,
    Channel,
    Edition,
    Eligibility,
    Fact,
    Involvement,
    Location,
    Organization,
    RequiredDocument,
    Round,
    Schedule,
)
from programs.notices import is_old, newest_date, notices
from programs.sheet_parts import Body, Entry, FourDates, RoundCard, Sheet, Window
from programs.statements import Evidence, Statement
from programs.units import Unit
from programs.values import exact_words, fact_words, period_words
from programs.wording import (
    channel_link,
    days_left_words,
    each_once,
    fact_notes,
    published_note,
    quarrel_words,
    schedule_note,
    schedule_words,
    window_words,
)
from regions.models import Region


def for_sheet(editions: QuerySet[Edition], day: date | None = None) -> QuerySet[Edition]:
    """With what ``sheet`` needs, in a fixed number of queries; ``today`` by the database's clock."""
    return (
        editions.select_related("program__parent", "phase_article__publisher")
        .with_state(day)
        .annotate(today=dates.today())
        .prefetch_related(
            "themes",
            "audiences",
            "benefits",
            Prefetch("service_areas", Region.objects.for_pages()),
        )
    )


def sheet(edition: Edition, day: date | None = None) -> Sheet:
    """The page of an edition from ``for_sheet``. ``day``: today, unless a test says otherwise."""
    return _Writer(edition, day or edition.today).write()


class _Writer:
    def __init__(self, edition: Edition, day: date):
        self.edition = edition
        self.day = day
        self.evidence = Evidence(edition)
        self.marks = Marks(self.evidence, day)
        self.statements = self.evidence.statements()

    def _state_words(self) -> str:
        """Nothing where only old news says that it runs: the notice says how old."""
        state = Edition.State(self.edition.state)
        is_doubted = state == Edition.State.RUNNING and is_old(newest_date(self.evidence), self.day)
        return "" if is_doubted else str(state.label)

    def write(self) -> Sheet:
        # In page order: marks are numbered by source, anchors by where they stand.
        calendar = days(self.evidence)
        freshness = self.edition.freshness_on(self.day)
        is_checked = freshness == Edition.Freshness.CHECKED
        return Sheet(
            edition=self.edition,
            state_words=self._state_words(),
            freshness=freshness.value,
            freshness_words="" if is_checked else str(freshness.label),
            notices=notices(self.evidence, self.day),
            phase=self._phase(),
            audiences=list(self.edition.audiences.all()),
            areas=areas(self.edition.service_areas.all(), self.day),
            criteria=self._criteria(is_exclusion=False),
            exclusions=self._criteria(is_exclusion=True),
            offered=self._entries(_is_offered),
            obligations=self._entries(lambda fact: fact.kind == Fact.Kind.OBLIGATION),
            windows=self._windows(),
            apply_channels=self._channels(Channel.Purpose.APPLY),
            documents=self._documents(),
            runs=self._runs(),
            places=self._places(),
            dated=self._entries(lambda fact: fact.kind == Fact.Kind.DATE),
            ask_channels=self._channels(Channel.Purpose.ASK),
            bodies=self._bodies(),
            figures=self._entries(_is_figure),
            rounds=self._rounds(),
            charts=charts(self.statements, self.evidence.of(Round)),
            dates=self._dates(),
            sources=self.marks.entries(),
            has_calendar=bool(calendar),
            is_calendar_ahead=is_any_ahead(calendar, self.day),
            evidence=self.evidence,
        )

    def _documents(self) -> list[Line]:
        return [
            self.marks.line(
                group, words, label=_("필요한 서류"), notes=each_once(row.note for row in group)
            )
            for words, group in grouped(
                self.evidence.of(RequiredDocument), lambda row: row.document
            )
        ]

    def _phase(self) -> Line | None:
        """Who says that it is planned or a trial."""
        source = self.evidence.source_of(self.edition.phase_article_id)
        if source is None:
            return None
        row = Schedule(article_id=self.edition.phase_article_id)
        return self.marks.line([row], self.edition.get_phase_display(), label=_("단계"))

    def _criteria(self, *, is_exclusion: bool) -> list[Line]:
        rows = [row for row in self.evidence.of(Eligibility) if row.is_exclusion == is_exclusion]
        label = _("받을 수 없는 분") if is_exclusion else _("대상")
        said = grouped(rows, lambda row: row.words)
        return [self.marks.line(group, words, label=label) for words, group in said]

    def _entries(
        self, chosen: Callable[[Fact], bool], of_round: Round | None = None
    ) -> list[Entry]:
        return [
            self._entry(statement)
            for statement in self.statements
            if statement.round == of_round and chosen(statement.variants[0].fact)
        ]

    def _entry(self, statement: Statement) -> Entry:
        variants = statement.variants
        if len({variant.fact.as_of for variant in variants}) > 1:
            variants = sorted(variants, key=lambda each: str(each.fact.as_of or ""), reverse=True)
        name = statement.label.name
        lines = [
            self.marks.line(
                variant.rows,
                fact_words(variant.fact),
                label=f"{statement.round} {name}" if statement.round else name,
                exact=exact_words(variant.fact),
                voice=variant.fact.according_to,
                notes=fact_notes(variant.fact),
            )
            for variant in variants
        ]
        return Entry(name, lines, quarrel_words(statement))

    def _windows(self) -> list[Window]:
        rows = grouped(self.evidence.of(ApplicationWindow), window_words)
        return [self._window(words, group) for words, group in rows]

    def _window(self, words: str, rows: list[ApplicationWindow]) -> Window:
        state = rows[0].state(self.day)
        line = self.marks.line(rows, words, label=_("신청 기간"))
        left = days_left_words(rows[0].days_left(self.day))
        return Window(line, state.value, str(state.label), left)

    def _channels(self, purpose: Channel.Purpose) -> list[Line]:
        rows = [row for row in self.evidence.of(Channel) if row.purpose == purpose]
        return [
            self.marks.line(
                group,
                group[0].value,
                label=str(group[0].get_kind_display()),
                voice=group[0].name,
                notes=each_once(row.note for row in group),
                link=channel_link(group[0]),
            )
            for _key, group in grouped(rows, lambda row: (row.kind, row.value))
        ]

    def _runs(self) -> list[Line]:
        return [
            self.marks.line(
                group, words, label=_("운영 기간"), notes=each_once(map(schedule_note, group))
            )
            for words, group in grouped(self.evidence.of(Schedule), schedule_words)
        ]

    def _places(self) -> list[Line]:
        return [
            self.marks.line(
                group,
                name,
                label=_("장소"),
                voice=group[0].region.full_name if group[0].region else "",
                notes=each_once(row.description for row in group),
            )
            for name, group in grouped(self.evidence.of(Location), lambda row: row.name)
        ]

    def _bodies(self) -> list[Body]:
        order = list(Involvement.Role)
        rows = grouped(self.evidence.of(Involvement), lambda row: (row.organization_id, row.role))
        found = [self._body(group) for _key, group in rows]
        return sorted(found, key=lambda body: order.index(body.role))

    def _body(self, rows: list[Involvement]) -> Body:
        organization = rows[0].organization
        line = self.marks.line(
            rows,
            organization.name,
            label=str(rows[0].get_role_display()),
            notes=each_once(row.description for row in rows),
        )
        return Body(organization, rows[0].role, line, self._today(organization))

    def _today(self, organization: Organization) -> str:
        """What became of a body's region; a local government's tasks went to its heir."""
        region = organization.region
        if region is None or not region.is_dissolved(self.day):
            return ""
        is_government = organization.kind == Organization.Kind.LOCAL_GOVERNMENT
        office = office_today(region) if is_government and not organization.parent_id else None
        if office is None:
            return region.dissolution_note
        return _("%(note)s. 지금은 %(office)s에 물어보세요.") % {
            "note": region.dissolution_note,
            "office": office.full_name,
        }

    def _rounds(self) -> list[RoundCard]:
        return [self._round(row) for row in in_time_order(self.evidence.of(Round))]

    def _round(self, row: Round) -> RoundCard:
        title = row.title or round_label(row)
        return RoundCard(
            title=title,
            year=year_words(row),
            is_dated=row.year is not None,
            line=self.marks.line([row], row.places, label=title, notes=each_once([row.note])),
            period=period_words(row.valid_from, row.valid_to),
            entries=self._entries(lambda fact: True, of_round=row),
        )

    def _dates(self) -> FourDates:
        newest = newest_date(self.evidence)
        undated = sum(
            1 for source in self.evidence.sources if not _has_year(source.article.date_published)
        )
        as_of = sorted({row.as_of for row in self.evidence.rows if row.as_of}, key=str)
        verified = self.evidence.verified
        due = self.edition.check_due_on
        return FourDates(
            published=newest.words if newest else _("확인되지 않음"),
            published_note=published_note(len(self.evidence.sources), undated, newest),
            as_of=", ".join(value.words for value in as_of) or _("확인되지 않음"),
            verified=PartialDate.of(verified.verified_on).words if verified else _("확인되지 않음"),
            verified_note=verified.verified_by if verified else "",
            due=PartialDate.of(due).words if due else _("정해지지 않음"),
            is_overdue=due is not None and due < self.day,
        )


def _is_offered(fact: Fact) -> bool:
    """What people get, in words, in money or as a share of it."""
    if fact.kind == Fact.Kind.TEXT:
        return True
    return fact.kind == Fact.Kind.AMOUNT and _is_money_or_share(fact)


def _is_figure(fact: Fact) -> bool:
    if fact.kind in {Fact.Kind.CAPACITY, Fact.Kind.RESULT, Fact.Kind.TARGET}:
        return True
    return fact.kind == Fact.Kind.AMOUNT and not _is_money_or_share(fact)


def _is_money_or_share(fact: Fact) -> bool:
    return bool(fact.unit) and (fact.unit == Unit.PERCENT or Unit(fact.unit).is_money)


def _has_year(value: PartialDate | None) -> bool:
    return value is not None and value.year is not None
