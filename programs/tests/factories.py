"""Rows for tests: plain functions, each making what it needs, with names that a failure can show."""

from __future__ import annotations

from datetime import date
from itertools import count

from django.db.models.functions import Now

from news.models import Article, Publisher
from programs.actions import publish
from programs.models import Edition, Fact, Involvement, Organization, Program, Term
from regions.models import Region

_serial = count(1)


def make_region(code: str = "29200", **fields) -> Region:
    """A region with its ancestors; a code that exists is returned as it is."""
    existing = Region.objects.filter(code=code).first()
    if existing:
        return existing
    level = {2: "province", 5: "district", 10: "neighbourhood"}[len(code)]
    parent = make_region(code[: {5: 2, 10: 5}[len(code)]]) if len(code) > 2 else None
    return Region.objects.create(
        **{"code": code, "name": f"지역{code}", "level": level, "parent": parent, **fields}
    )


def make_publisher(**fields) -> Publisher:
    number = next(_serial)
    return Publisher.objects.create(
        **{"slug": f"paper-{number}", "name": f"시험일보{number}", **fields}
    )


def make_article(*, regions=(), **fields) -> Article:
    number = next(_serial)
    fields = {
        "key": f"article-{number}",
        "headline": f"시험 기사 {number}",
        "date_published": "2026-11-01",
        "confirmed_at": Now(),
        **fields,
    }
    article = Article.objects.create(
        publisher=fields.pop("publisher", None) or make_publisher(), **fields
    )
    article.regions.set(regions)
    return article


def make_term(taxonomy: str = Term.Taxonomy.THEME, slug: str | None = None, **fields) -> Term:
    slug = slug or f"term-{next(_serial)}"
    return Term.objects.get_or_create(
        taxonomy=taxonomy, slug=slug, defaults={"name": slug, **fields}
    )[0]


def make_organization(**fields) -> Organization:
    number = next(_serial)
    return Organization.objects.create(
        **{
            "slug": f"org-{number}",
            "name": f"시험구청{number}",
            "kind": "local_government",
            **fields,
        }
    )


def make_fact(edition: Edition, **fields) -> Fact:
    """A fact with a number unless the fields say otherwise."""
    label = fields.pop("label", None) or make_term(Term.Taxonomy.FACT_LABEL)
    if not {"number", "text", "date"} & fields.keys():
        fields.update(number=10, unit="people")
    fields = {
        "kind": Fact.Kind.CAPACITY,
        "verified_on": date(2026, 11, 22),
        "verified_by": "시험 편집부",
        **fields,
    }
    return Fact.objects.create(edition=edition, label=label, **fields)


def make_draft(
    *, slug: str | None = None, program: Program | None = None, article=None, region=None, **fields
) -> Edition:
    """A working edition with one sourced fact, a theme, an area and a provider."""
    number = next(_serial)
    program = program or Program.objects.create(slug=slug or f"program-{number}")
    themes, audiences, benefits = (
        fields.pop(name, []) for name in ("themes", "audiences", "benefits")
    )
    last = (
        Edition.objects.filter(program=program)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    edition = Edition.objects.create(
        program=program,
        number=(last or 0) + 1,
        **{"name": f"시험 사업 {number}", "summary": f"시험 사업 {number}을 소개합니다.", **fields},
    )
    article = article or make_article()
    edition.service_areas.set([region or make_region()])
    edition.themes.set(themes or [make_term(slug="test-theme")])
    edition.audiences.set(audiences)
    edition.benefits.set(benefits)
    make_fact(edition, article=article)
    Involvement.objects.create(
        edition=edition,
        organization=make_organization(),
        role="provider",
        article=article,
        verified_on=date(2026, 11, 22),
        verified_by="시험 편집부",
    )
    return edition


def make_program(**fields) -> Edition:
    """A live edition; fields as for ``make_draft``."""
    return publish(edition=make_draft(**fields), by=None)


def make_many_programs(count: int) -> None:
    """Live editions that share what they point to, in a few statements; the search knows only the first."""
    sample = make_program()
    fact = sample.facts.get()
    programs = Program.objects.bulk_create(
        Program(slug=f"{sample.program.slug}-{number}") for number in range(count - 1)
    )
    editions = Edition.objects.bulk_create(
        Edition(
            program=program,
            number=1,
            name=f"시험 사업 {program.slug}",
            summary="시험",
            check_due_on=sample.check_due_on,
        )
        for program in programs
    )
    areas, themes = Edition.service_areas.through, Edition.themes.through
    region, theme = sample.service_areas.get(), sample.themes.get()
    areas.objects.bulk_create(areas(edition=edition, region=region) for edition in editions)
    themes.objects.bulk_create(themes(edition=edition, term=theme) for edition in editions)
    Fact.objects.bulk_create(
        Fact(
            edition=edition,
            label=fact.label,
            article=fact.article,
            kind=fact.kind,
            number=1,
            unit="people",
        )
        for edition in editions
    )
    Edition.objects.filter(pk__in=[edition.pk for edition in editions]).update(
        status=Edition.Status.PUBLISHED, published_at=sample.published_at
    )
