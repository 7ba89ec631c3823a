"""Made-up programs for measuring and trying out: live, whole, and visibly not real ("(시험)").

Program n of a seed is the same whatever else is made; only the catalogue's terms and regions shape it.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.expressions import DatabaseDefault

from news.models import Article, Publisher
from programs.actions import TEXT_SHELF_LIFE
from programs.models import Edition, Organization, Program, Round, Sourced, Term
from programs.search import index
from programs.synthetic_rows import rows_of
from programs.synthetic_words import Writer
from regions.models import Region

PREFIX = "synthetic-"
BATCH = 1_000
# Editors look at one place after the other: neighbours share their articles, and a dozen its office.
SHARING_ARTICLES, SHARING_OFFICE = 3, 12
TODAY = date(2026, 11, 22)
_TAXONOMIES = {
    "themes": ([Term.Taxonomy.THEME], 2),
    "audiences": ([Term.Taxonomy.AUDIENCE, Term.Taxonomy.LIFE_STAGE, Term.Taxonomy.HOUSEHOLD], 3),
    "benefits": ([Term.Taxonomy.BENEFIT], 2),
}
_PHASES = {Edition.Phase.REGULAR: 92, Edition.Phase.PILOT: 4, Edition.Phase.PLANNED: 4}


class NotPossible(Exception):
    """Why nothing was made, in a sentence."""


@dataclass
class Made:
    """One program with everything that belongs to it, not yet stored."""

    program: Program
    edition: Edition
    area: Region
    terms: dict[str, list[Term]]
    rows: list[Sourced] = field(default_factory=list)


def make(count: int, *, seed: int) -> Iterator[int]:
    """Programs 0 to ``count`` of the seed; those that exist are left alone. Yields how many are done.

    Each batch is committed by itself.
    """
    maker = _Maker(seed)
    existing = set(_programs(seed).values_list("slug", flat=True))
    missing = [n for n in range(count) if _slug(seed, n) not in existing]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        with transaction.atomic():
            maker.store(batch)
        yield start + len(batch)
    if missing:
        _analyze()


def _analyze() -> None:
    """Without statistics the planner takes full tables for empty and joins them row by row."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("programs").get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _programs(seed: int) -> models.QuerySet[Program]:
    return Program.objects.filter(slug__startswith=f"{PREFIX}{seed}-")


def _slug(seed: int, number: int) -> str:
    return f"{PREFIX}{seed}-{number:06d}"


def _rng(*key: object) -> random.Random:
    # A text as key: the same in every process, unlike the hash of a tuple.
    return random.Random(" ".join(map(str, key)))  # noqa: S311 - made-up texts, no secrets


class _Maker:
    def __init__(self, seed: int):
        self.seed = seed
        self.areas = list(
            Region.objects.current().exclude(level=Region.Level.NEIGHBOURHOOD).order_by("code")
        )
        self.terms = {
            name: list(Term.objects.filter(taxonomy=name).order_by("slug"))
            for name in Term.Taxonomy.values
        }
        if not self.areas or not all(self.terms.values()):
            raise NotPossible("There are no regions or terms yet: run `manage.py load_catalogue`.")
        self.publisher = Publisher.objects.get_or_create(
            slug=f"{PREFIX}paper", defaults={"name": "시험신문 (시험)"}
        )[0]

    def store(self, numbers: list[int]) -> None:
        articles = self._articles(numbers)
        offices = self._offices(numbers)
        made = [
            self._made(n, articles[n // SHARING_ARTICLES], offices[n // SHARING_OFFICE])
            for n in numbers
        ]
        _number(made)
        # Nobody else can have seen these drafts yet, so none of their changes needs to be counted.
        with pgtrigger.ignore(*_counting_triggers()), connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # tells the transaction, COPY included
            _copy([each.program for each in made])
            _copy([each.edition for each in made])
            _store_rows([row for each in made for row in each.rows])
            _store_links(made)
        editions = Edition.objects.filter(pk__in=[each.edition.pk for each in made])
        editions.update(status=Edition.Status.PUBLISHED)
        index.write(
            [
                index.content(edition)
                for edition in index.editions_to_index().filter(pk__in=editions)
            ]
        )

    def _area(self, number: int) -> Region:
        return _rng(self.seed, "area", number // SHARING_OFFICE).choice(self.areas)

    def _articles(self, numbers: list[int]) -> dict[int, list[Article]]:
        """Two for each group of neighbours."""
        groups = sorted({number // SHARING_ARTICLES for number in numbers})
        wanted = {
            f"{_slug(self.seed, group)}-{letter}": group for group in groups for letter in "ab"
        }
        known = set(Article.objects.filter(key__in=wanted).values_list("key", flat=True))
        fresh = [self._article(key) for key in wanted if key not in known]
        Article.objects.bulk_create(fresh)
        about = Article.regions.through
        about.objects.bulk_create(
            about(article=article, region=self._area(wanted[article.key] * SHARING_ARTICLES))
            for article in fresh
        )
        found: dict[int, list[Article]] = {group: [] for group in groups}
        for article in Article.objects.filter(key__in=wanted).order_by("key"):
            found[wanted[article.key]].append(article)
        return found

    def _article(self, key: str) -> Article:
        rng = _rng(self.seed, key)
        day = TODAY - timedelta(days=int(rng.triangular(10, 2500, 200)))
        precise = rng.choices([f"{day}", f"{day:%Y-%m}", f"XXXX-{day:%m}"], weights=[90, 7, 3])[0]
        return Article(
            key=key,
            publisher=self.publisher,
            headline=f"(시험) {Writer(rng).title()}",
            date_published=precise,
            reporter="시험 기자",
            confirmed_at=datetime(2026, 11, 1, tzinfo=UTC),
        )

    def _offices(self, numbers: list[int]) -> dict[int, Organization]:
        groups = sorted({number // SHARING_OFFICE for number in numbers})
        slugs = {_slug(self.seed, group): group for group in groups}
        known = set(Organization.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        Organization.objects.bulk_create(
            Organization(
                slug=slug,
                name=f"{Writer(_rng(self.seed, slug)).words(1)[0]}과 (시험)",
                kind=Organization.Kind.LOCAL_GOVERNMENT,
                region=self._area(group * SHARING_OFFICE),
            )
            for slug, group in slugs.items()
            if slug not in known
        )
        found = Organization.objects.filter(slug__in=slugs)
        return {slugs[office.slug]: office for office in found}

    def _made(self, number: int, articles: list[Article], office: Organization) -> Made:
        slug = _slug(self.seed, number)
        rng = _rng(slug)
        edition = _edition(rng, articles)
        terms = {
            name: rng.sample(some, rng.randint(1, most))
            for name, (taxonomies, most) in _TAXONOMIES.items()
            for some in [[term for taxonomy in taxonomies for term in self.terms[taxonomy]]]
        }
        made = Made(
            Program(slug=slug, uuid=uuid.UUID(int=rng.getrandbits(128), version=4)),
            edition,
            self._area(number),
            terms,
        )
        made.rows = list(
            rows_of(
                rng,
                area=made.area,
                articles=articles,
                office=office,
                audiences=terms["audiences"],
                labels=self.terms[Term.Taxonomy.FACT_LABEL],
                verified_on=_verified_on(rng),
            )
        )
        edition.verified_on, edition.check_due_on = _checks(made.rows)
        return made


def _edition(rng: random.Random, articles: list[Article]) -> Edition:
    writer = Writer(rng)
    phase = rng.choices(list(_PHASES), weights=_PHASES.values())[0]
    published = TODAY - timedelta(days=rng.randint(0, 700), minutes=rng.randint(0, 1439))
    return Edition(
        number=1,
        name=f"{writer.title()} (시험)",
        summary=f"(시험) {writer.sentence()}",
        description=writer.text(rng.randint(150, 700)),
        eligibility_description=writer.text(60),
        application_process=writer.text(80) if rng.random() < 0.8 else "",
        unknowns=["신청 기간"] if rng.random() < 0.3 else [],
        phase=phase,
        phase_article=None if phase == Edition.Phase.REGULAR else articles[0],
        published_at=datetime(published.year, published.month, published.day, 3, tzinfo=UTC),
    )


def _verified_on(rng: random.Random) -> date:
    """Most were looked at lately, some should have been again, a few were forgotten."""
    days = rng.choices([(0, 60), (60, 500), (800, 1500)], weights=[80, 15, 5])[0]
    return TODAY - timedelta(days=rng.randint(*days))


def _checks(rows: list[Sourced]) -> tuple[date, date]:
    """What ``programs.actions.publish`` would store; a test compares them."""
    verified = max(row.verified_on for row in rows)
    due = [row.check_due_on for row in rows if row.check_due_on]
    return verified, min([*due, verified + TEXT_SHELF_LIFE])


def _counting_triggers() -> list[str]:
    found = pgtrigger.registered()
    return [
        f"{model._meta.label}:{trigger.name}"
        for model, trigger in found
        if trigger.name == "content_follows_edition"
    ]


def _number(made: list[Made]) -> None:
    """Give everything that others name its number, as it is only copied into its table."""
    programs, editions = _numbers(Program, len(made)), _numbers(Edition, len(made))
    rounds = [row for each in made for row in each.rows if isinstance(row, Round)]
    for row, pk in zip(rounds, _numbers(Round, len(rounds)), strict=True):
        row.pk = pk
    for each, program, edition in zip(made, programs, editions, strict=True):
        each.program.pk = each.edition.program_id = program
        each.edition.pk = edition
        for row in each.rows:
            row.edition_id = edition
            if getattr(row, "round", None) is not None:
                row.round_id = row.round.pk


def _numbers(model: type[models.Model], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _store_rows(rows: list[Sourced]) -> None:
    """Rounds first, as facts name them."""
    rows.sort(key=lambda row: (not isinstance(row, Round), _table(row)))
    for _name, alike in groupby(rows, key=_table):
        _copy(list(alike))


def _store_links(made: list[Made]) -> None:
    areas = Edition.service_areas.through
    _copy([areas(edition_id=each.edition.pk, region_id=each.area.pk) for each in made])
    for name in _TAXONOMIES:
        through = getattr(Edition, name).through
        _copy(
            [
                through(edition_id=each.edition.pk, term_id=term.pk)
                for each in made
                for term in each.terms[name]
            ]
        )


def _table(row: models.Model) -> str:
    return row._meta.db_table


def _copy(rows: list[models.Model]) -> None:
    """COPY is several times as fast as INSERT, and triggers and constraints hold all the same."""
    if not rows:
        return
    fields = [each for each in rows[0]._meta.concrete_fields if _is_known(rows[0], each)]
    columns = ", ".join(f'"{each.column}"' for each in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{_table(rows[0])}" ({columns}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(
                [each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields]
            )


def _is_known(row: models.Model, each: models.Field) -> bool:
    """Here; what is not, the database fills in."""
    value = getattr(row, each.attname)
    return not isinstance(value, DatabaseDefault) and not (each.primary_key and value is None)
