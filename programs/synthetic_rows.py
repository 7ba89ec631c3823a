"""What made-up sources state of a made-up program: all nine kinds, about as many as real ones have."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from news.models import Article
from programs.models import (
    ApplicationWindow,
    Channel,
    Eligibility,
    Fact,
    Involvement,
    Location,
    Organization,
    RequiredDocument,
    Round,
    Schedule,
    Sourced,
    Term,
)
from programs.synthetic_words import Writer
from programs.units import Unit
from regions.models import Region

_BY = "시험 편집부"
_UNITS = [Unit.PEOPLE, Unit.HOUSEHOLDS, Unit.COMPANIES, Unit.CASES, Unit.VENUES, Unit.KRW]
_DOCUMENTS = ["신청서", "신분증", "주민등록등본", "통장 사본", "확인서", "사업자등록증"]


def rows_of(
    rng: random.Random,
    *,
    area: Region,
    articles: list[Article],
    office: Organization,
    audiences: list[Term],
    labels: list[Term],
    verified_on: date,
) -> Iterator[Sourced]:
    """Rows without an edition yet; at least one fact. Facts of a round name it."""
    rounds = _rounds(rng)
    kinds = [
        rounds,
        list(_facts(rng, labels, rounds)),
        list(_schedules(rng)),
        list(_windows(rng)),
        list(_criteria(rng, area, audiences)),
        list(_channels(rng)),
        list(_documents(rng)),
        list(_locations(rng, area)),
        [Involvement(organization=office, role=Involvement.Role.PROVIDER)],
    ]
    for kind in kinds:
        for position, row in enumerate(kind):
            row.position = position
            row.article = rng.choice(articles)
            row.verified_on, row.verified_by = verified_on, _BY
            yield row


def _rounds(rng: random.Random) -> list[Round]:
    if rng.random() > 0.1:
        return []
    last = rng.randint(2020, 2026)
    return [
        Round(
            key=str(year),
            year=year,
            title=f"{year}년 (시험)",
            valid_from=str(year),
            places="시험 회관",
        )
        for year in range(last - rng.randint(1, 3), last + 1)
    ]


def _facts(rng: random.Random, labels: list[Term], rounds: list[Round]) -> Iterator[Fact]:
    for label in rng.sample(labels, min(len(labels), rng.randint(2, 6))):
        yield _fact(rng, label)
    label = rng.choice(labels)
    for run in rounds:
        yield Fact(
            label=label,
            kind=Fact.Kind.RESULT,
            number=rng.randint(3, 900),
            unit=Unit.PEOPLE,
            round=run,
        )


def _fact(rng: random.Random, label: Term) -> Fact:
    shape = rng.random()
    if shape < 0.25:
        return Fact(label=label, kind=Fact.Kind.TEXT, text=f"(시험) {Writer(rng).title()}")
    if shape < 0.3:
        return Fact(
            label=label,
            kind=Fact.Kind.DATE,
            date=f"{rng.randint(2019, 2026)}-{rng.randint(1, 12):02d}",
        )
    unit = rng.choice(_UNITS)
    number = rng.randint(1, 900) * (100_000 if unit == Unit.KRW else 1)
    return Fact(
        label=label,
        kind=rng.choice([Fact.Kind.CAPACITY, Fact.Kind.AMOUNT, Fact.Kind.RESULT, Fact.Kind.TARGET]),
        number=number,
        number_max=number * 2 if rng.random() < 0.08 else None,
        unit=unit,
        is_approximate=rng.random() < 0.15,
        as_of=str(rng.randint(2019, 2026)) if rng.random() < 0.4 else None,
    )


def _schedules(rng: random.Random) -> Iterator[Schedule]:
    if rng.random() < 0.6:
        year = rng.choices([2023, 2024, 2025, 2026, 2027], weights=[1, 1, 2, 6, 1])[0]
        yield Schedule(valid_from=f"{year}-{rng.randint(1, 9):02d}", valid_to=str(year))


def _windows(rng: random.Random) -> Iterator[ApplicationWindow]:
    if rng.random() < 0.5:
        opens = date(2026, 11, 22) + timedelta(days=rng.randint(-300, 60))
        closes = opens + timedelta(days=rng.randint(7, 60))
        yield ApplicationWindow(kind=ApplicationWindow.Kind.FIXED, opens=opens, closes=closes)
    elif rng.random() < 0.5:
        yield ApplicationWindow(kind=ApplicationWindow.Kind.ALWAYS, words="(시험) 언제나")


def _criteria(rng: random.Random, area: Region, audiences: list[Term]) -> Iterator[Eligibility]:
    kinds = Eligibility.Kind
    for term in audiences[:2]:
        yield Eligibility(kind=kinds.TERM, term=term, words=f"(시험) {term.name}")
    if rng.random() < 0.5:
        yield Eligibility(kind=kinds.RESIDENCE, region=area, words=f"(시험) {area.name}에 사는 분")
    if rng.random() < 0.3:
        age = rng.choice([18, 19, 60, 65])
        yield Eligibility(kind=kinds.AGE, minimum=age, words=f"(시험) 만 {age}세 이상")


def _channels(rng: random.Random) -> Iterator[Channel]:
    # No number that somebody could call.
    purposes = [Channel.Purpose.APPLY, Channel.Purpose.ASK][: rng.randint(1, 2)]
    for purpose in purposes:
        window = rng.randint(1, 12)
        yield Channel(kind=Channel.Kind.COUNTER, purpose=purpose, value=f"(시험) {window}번 창구")


def _documents(rng: random.Random) -> Iterator[RequiredDocument]:
    for name in rng.sample(_DOCUMENTS, rng.randint(0, 3)):
        yield RequiredDocument(document=f"{name} (시험)")


def _locations(rng: random.Random, area: Region) -> Iterator[Location]:
    if rng.random() < 0.3:
        yield Location(name=f"{Writer(rng).words(1)[0]} 회관 (시험)", region=area)
