"""What an edition says, in the shape in which an article can say it too: one claim for all rows that agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from news.dates import PartialDate
from news.models import Article
from news.reading.figures import Quantity
from programs.evidence.wording import nouns
from programs.models import ApplicationWindow, Edition, Fact, Schedule, Sourced
from programs.units import Unit

Dates = tuple[PartialDate | None, PartialDate | None]
PERIOD_FIELDS: dict[type[Sourced], tuple[str, str]] = {
    Schedule: ("valid_from", "valid_to"),
    ApplicationWindow: ("opens", "closes"),
}
# What a unit counts, where its counter alone does not say it.
_COUNTED = {
    Unit.MASKS: ("마스크",),
    Unit.COUPLES: ("부부",),
    Unit.COMPANIES: ("기업", "업체"),
    Unit.TASKS: ("과제",),
    Unit.MOU: ("협약",),
}
# What a counter says already: people are counted in 명 whether or not 인원 stands by it.
_IMPLIED = {
    "people": {"인원", "사람", "인원수"},
    "children": {"인원", "사람", "어린이", "아동"},
    "money": {"금액", "비용", "액수"},
    "percent": {"비율", "비중"},
    "editions": {"횟수"},
    "missions": {"횟수"},
    "times": {"횟수"},
    "years": {"기간"},
    "months": {"기간"},
    "days": {"기간"},
}
# "2015년부터 참여한 기업", "10월 산악구조": which time is part of what is counted.
_TIME_IN_NAME = re.compile(r"[0-9]{4}년|[0-9]{1,2}월")
_BRACKET = re.compile(r"\(([^)]+)\)")
# What makes it an application period rather than a running one.
WINDOW_WORDS = ("신청", "접수", "모집", "공모")


@dataclass
class Claim:
    """``words``: the nouns that name it; ``extra``: more that may stand by it; ``held_at``: when it is true, as far as is known."""

    rows: list[Sourced]
    name: str
    words: tuple[str, ...]
    extra: tuple[str, ...] = ()
    quantity: Quantity | None = None
    dates: Dates | None = None
    text: str = ""
    unit: str = ""
    kind: str = ""
    is_of_round: bool = False
    round_year: int | None = None
    voice: str = ""
    counted: tuple[str, ...] = field(default=())

    @property
    def is_window(self) -> bool:
        return isinstance(self.row, ApplicationWindow)

    @property
    def is_period(self) -> bool:
        return not isinstance(self.row, Fact)

    @property
    def row(self) -> Sourced:
        return self.rows[0]

    def row_of(self, article: Article) -> Sourced | None:
        return next((row for row in self.rows if row.article_id == article.pk), None)

    def mismatches(self, is_future: bool) -> bool:
        """A result has happened and a target has not; what is offered is said either way."""
        return (
            is_future
            if self.kind == Fact.Kind.RESULT
            else self.kind == Fact.Kind.TARGET and not is_future
        )

    @property
    def as_of(self) -> PartialDate | None:
        return self.row.as_of

    @property
    def held_at(self) -> PartialDate | None:
        if self.as_of:
            return self.as_of
        if self.round_year:
            return PartialDate(self.round_year)
        dates = [row.article.date_published for row in self.rows if row.article]
        known = [day for day in dates if day and day.year]
        return max(known, key=lambda day: day.latest, default=None)


def claims_of(edition: Edition) -> list[Claim]:
    """In page order. Rows that state the same are one claim."""
    found: dict[tuple, Claim] = {}
    for key, claim in _each(edition):
        if key in found:
            found[key].rows += claim.rows
        else:
            found[key] = claim
    return list(found.values())


def _each(edition: Edition) -> Iterator[tuple[tuple, Claim]]:
    for fact in edition.facts.all():
        key = (fact.label_id, fact.round_id, fact.value, fact.according_to, fact.as_of)
        yield key, _of_fact(fact)
    for row in [*edition.schedules.all(), *edition.windows.all()]:
        first, last = (getattr(row, name) for name in PERIOD_FIELDS[type(row)])
        if first or last:
            yield (type(row), first, last), _of_period(row, (first, last))


def _of_fact(fact: Fact) -> Claim:
    label = fact.label.name
    name = f"{label} ({fact.round})" if fact.round else label
    claim = Claim(
        [fact],
        name,
        words=(*nouns(label), *_TIME_IN_NAME.findall(label)),
        extra=nouns(fact.detail),
        kind=fact.kind,
        is_of_round=fact.round is not None,
        round_year=fact.round.year if fact.round else None,
        voice=fact.according_to,
    )
    if fact.number is not None:
        claim.quantity = fact.quantity
        claim.unit = fact.unit
        claim.counted = counted_by(fact.unit)
        claim.extra = tuple(dict.fromkeys([*claim.extra, *claim.counted]))
        claim.words = _without_implied(claim.words, fact.unit)
    elif fact.date is not None:
        claim.dates = (fact.date, fact.date)
    else:
        claim.text = fact.text
    return claim


def _without_implied(words: tuple[str, ...], unit: str) -> tuple[str, ...]:
    implied = _IMPLIED.get("money" if Unit(unit).is_money else unit, set())
    return tuple(word for word in words if word not in implied) or words


def counted_by(unit: str) -> tuple[str, ...]:
    """명(바이어) counts 바이어."""
    bracket = _BRACKET.search(str(Unit(unit).label))
    return _COUNTED.get(Unit(unit)) or (nouns(bracket[1]) if bracket else ())


def _of_period(row: Sourced, dates: Dates) -> Claim:
    own = nouns(getattr(row, "description", "") or getattr(row, "words", ""))
    return Claim([row], str(row._meta.verbose_name), (), extra=own, dates=dates)
