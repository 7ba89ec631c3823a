"""What a resident should know before reading a program's page: each notice says one thing and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from news.dates import PartialDate
from news.models import Article
from programs.models import Edition, Schedule
from programs.statements import Evidence

# News about what an office offers is doubtful after two years: budgets are made anew every year.
OLD = timedelta(days=2 * 365)


@dataclass(frozen=True)
class Notice:
    """``kind`` is a class of the stylesheet: info, good, warn, bad or ended."""

    kind: str
    title: str
    text: str = ""
    url: str = ""
    link: str = ""


def notices(evidence: Evidence, day: date) -> list[Notice]:
    """The most pressing first. The edition needs ``with_state()``."""
    edition = evidence.edition
    return [
        *([Notice("info", edition.alert)] if edition.alert else []),
        *_articles(evidence),
        *_state(evidence, day),
        *_age(evidence, day),
        *_checks(edition, day),
    ]


def _articles(evidence: Evidence) -> Iterator[Notice]:
    states = {source.article.state for source in evidence.sources}
    if Article.State.RETRACTED in states:
        yield Notice(
            "bad",
            _("출처 가운데 발행처가 거두어들인 기사가 있어요."),
            _(
                "그 기사에만 실린 값은 믿지 마시고 담당 기관에 물어보세요. 아래 출처에 표시해 두었어요."
            ),
        )
    if Article.State.CORRECTED in states:
        yield Notice(
            "warn",
            _("출처 가운데 발행처가 바로잡은 기사가 있어요."),
            _("바뀐 내용이 아직 반영되지 않았을 수 있어요. 아래 출처에 표시해 두었어요."),
        )


def _state(evidence: Evidence, day: date) -> Iterator[Notice]:
    edition = evidence.edition
    schedules = evidence.of(Schedule)
    if edition.state == Edition.State.ENDED:
        yield _ended(schedules)
    elif edition.state == Edition.State.PLANNED:
        yield _planned(evidence, schedules, day)
    elif edition.state == Edition.State.PILOT:
        yield Notice(
            "info",
            _("시범 사업이에요."),
            _("본격적으로 하기 전에 시험해 보는 사업이라 대상이나 내용이 바뀔 수 있어요."),
        )


def _ended(schedules: list[Schedule]) -> Notice:
    last = max((row.valid_to for row in schedules), key=lambda end: end.latest)
    return Notice(
        "ended",
        _("기간이 끝난 사업이에요."),
        _("출처에 적힌 기간은 %(when)s까지예요. 다시 하는지는 담당 기관에 물어보세요.")
        % {"when": last.words},
    )


def _planned(evidence: Evidence, schedules: list[Schedule], day: date) -> Notice:
    """An announced start that has passed is said to have passed, not to have happened."""
    starts = [row.valid_from for row in schedules if row.valid_from and row.valid_from.year]
    start = min(starts, key=lambda value: value.earliest, default=None)
    if start is not None and start.latest < day:
        return Notice(
            "warn",
            _("시작했는지 확인되지 않았어요."),
            _("%(when)s에 시작할 예정이라고 했지만, 그 뒤 시작했다고 말하는 출처는 아직 없어요.")
            % {"when": start.words},
        )
    if start is not None:
        return Notice(
            "info",
            _("아직 시작하지 않았어요."),
            _("%(when)s에 시작할 예정이에요.") % {"when": start.words},
        )
    announced = (
        evidence.edition.phase_article.date_published if evidence.edition.phase_article else None
    )
    if announced is None or announced.year is None:
        return Notice("info", _("예정된 사업이에요."), _("언제 시작하는지는 확인되지 않았어요."))
    return Notice(
        "warn" if announced.latest < day - timedelta(days=365) else "info",
        _("시작했는지 확인되지 않았어요."),
        _("%(when)s 기사에서 곧 시작한다고 했어요. 그 뒤 시작했다고 말하는 출처는 아직 없어요.")
        % {"when": month_words(announced)},
    )


def _age(evidence: Evidence, day: date) -> Iterator[Notice]:
    """The newest source is old, or nobody knows how old."""
    newest = newest_date(evidence)
    if newest is None:
        yield Notice(
            "warn",
            _("기사에 연도가 없어 언제 일인지 알 수 없어요."),
            _("지금과 다를 수 있어요. 신청하기 전에 담당 기관에 물어보세요."),
        )
    elif is_old(newest, day):
        yield Notice(
            "warn",
            _("이 내용은 %(when)s 기사에서 확인했습니다. 그 뒤 바뀌었을 수 있어요.")
            % {"when": month_words(newest)},
            _("신청하기 전에 담당 기관에 물어보세요."),
        )


def _checks(edition: Edition, day: date) -> Iterator[Notice]:
    freshness = edition.freshness_on(day)
    if freshness == Edition.Freshness.CHECKED:
        return
    due = PartialDate.of(edition.check_due_on).words
    if freshness == Edition.Freshness.LONG_OVERDUE:
        yield Notice(
            "warn",
            _("오래 확인하지 못했어요."),
            _("%(when)s까지 다시 확인하기로 했지만 1년 넘게 하지 못했어요. 지금과 다를 수 있어요.")
            % {"when": due},
        )
    else:
        yield Notice(
            "warn",
            _("다시 확인할 때가 지났어요."),
            _("%(when)s까지 다시 확인하기로 했지만 아직 하지 못했어요.") % {"when": due},
        )


def is_old(published: PartialDate | None, day: date) -> bool:
    """Too old, or of too unknown a year, to say by itself that something still holds."""
    return published is None or published.latest is None or published.latest < day - OLD


def newest_date(evidence: Evidence) -> PartialDate | None:
    """Of the sources whose year is known."""
    known = [
        source.article.date_published
        for source in evidence.sources
        if source.article.date_published
    ]
    return max(
        (value for value in known if value.year), key=lambda value: value.latest, default=None
    )


def month_words(value: PartialDate) -> str:
    """A year and a month are as exact as a notice needs."""
    return PartialDate(value.year, value.month).words
