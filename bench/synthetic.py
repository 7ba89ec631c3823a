"""Many made-up programs for measuring: different texts, words as unevenly frequent as in real ones.

Straight into the tables, past the truth rules: only for a database of its own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection, transaction

from programs.models import Edition, Organization, SearchWord, Term
from regions.models import Region

ENDINGS = ["을", "를", "이", "가", "은", "는", "에", "의", "", "", "", "으로", "에서", "과"]
VERBS = ["지원해요", "도와요", "받을 수 있어요", "운영해요", "신청하세요", "제공해요", "열려요", "모집해요"]
COMMON = ["지원", "사업", "서비스", "프로그램", "교육", "신청", "대상", "센터", "주민", "운영", "상담", "참여"]
PROVIDERS = 400


class Words:
    """Words drawn by Zipf's law: the n-th is drawn 1/n as often as the first."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)  # noqa: S311 - made-up texts, no secrets
        words = SearchWord.objects.filter(is_vocabulary=True, is_hidden=False, word__regex="^[가-힣]{2,8}$")
        self.words = sorted(words.values_list("word", flat=True))
        self.random.shuffle(self.words)
        self.words = COMMON + self.words
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]
        total, self.bounds = 0.0, []
        for weight in self.weights:
            total += weight
            self.bounds.append(total)

    def draw(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.bounds, k=count)

    def name(self, place: str) -> str:
        return " ".join([place, *self.draw(self.random.randint(2, 4))])

    def sentence(self) -> str:
        words = [word + self.random.choice(ENDINGS) for word in self.draw(self.random.randint(4, 9))]
        return " ".join([*words, self.random.choice(VERBS)]) + "."

    def text(self, letters: int) -> str:
        parts: list[str] = []
        while sum(map(len, parts)) < letters:
            parts.append(self.sentence())
        return " ".join(parts)


def make(count: int, *, seed: int = 1) -> None:
    """``count`` live programs besides those that are there."""
    words = Words(seed)
    areas = list(Region.objects.current().exclude(level="neighbourhood").with_parents())
    terms = {name: list(Term.objects.filter(taxonomy=name)) for name in Term.Taxonomy.values}
    bodies = _providers(words, areas)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        first = _number(cursor, "programs_program")
        edition = _number(cursor, "programs_edition")
        for start in range(0, count, 5_000):
            rows = list(_rows(words, areas, range(start, min(count, start + 5_000)), first, edition))
            _copy(cursor, rows, terms, bodies, words.random)
        for table in ("programs_program", "programs_edition"):
            cursor.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")  # noqa: S608


def _number(cursor, table: str) -> int:
    cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608
    return cursor.fetchone()[0]


def _providers(words: Words, areas: list[Region]) -> list[Organization]:
    return Organization.objects.bulk_create(
        (
            Organization(
                slug=f"made-up-{number}", name=f"{area.name} {words.draw(1)[0]}과", kind="local_government",
                region=area,
            )
            for number, area in enumerate(words.random.choices(areas, k=PROVIDERS))
        ),
        ignore_conflicts=True,
    ) and list(Organization.objects.filter(slug__startswith="made-up-"))  # fmt: skip


def _rows(words: Words, areas: list[Region], numbers: range, program: int, edition: int) -> Iterator[tuple]:
    for number in numbers:
        area = words.random.choice(areas)
        due = date(2026, 11, 22) + timedelta(days=words.random.randint(-700, 365))
        yield (
            program + number, edition + number, area, words.name(area.name), words.sentence(),
            words.text(words.random.randint(250, 700)), words.text(60), due,
        )  # fmt: skip


def _copy(cursor, rows: list[tuple], terms: dict, bodies: list[Organization], rng: random.Random) -> None:
    _write(
        cursor,
        "programs_program (id, uuid, slug)",
        ((program, _uuid(program), f"made-up-{program}") for program, *_ in rows),
    )
    _write(
        cursor,
        "programs_edition (id, program_id, number, status, name, alternate_name, summary, description,"
        " eligibility_description, application_process, alert, phase, unknowns, version, published_at,"
        " check_due_on, verified_on, withdrawn_reason)",
        (
            (edition, program, 1, "published", name, "", summary[:300], text, who, "", "", _phase(rng), "{}", 1,
             "2026-11-01T00:00:00Z", due, due - timedelta(days=365), "")
            for program, edition, _area, name, summary, text, who, due in rows
        ),
    )  # fmt: skip
    _write(
        cursor,
        "programs_edition_service_areas (edition_id, region_id)",
        ((row[1], row[2].pk) for row in rows),
    )
    for relation, taxonomies, most in (
        ("themes", ["theme"], 2),
        ("audiences", ["audience", "life_stage", "household"], 3),
        ("benefits", ["benefit"], 2),
    ):
        some = [term for name in taxonomies for term in terms[name]]
        _write(
            cursor,
            f"programs_edition_{relation} (edition_id, term_id)",
            ((row[1], term.pk) for row in rows for term in rng.sample(some, rng.randint(1, most))),
        )
    _write(
        cursor,
        "programs_involvement (edition_id, position, passage, according_to, verified_by, as_printed,"
        " why_corrected, organization_id, role, description)",
        ((row[1], 0, "", "", "", "", "", rng.choice(bodies).pk, "provider", "") for row in rows),
    )


def _phase(rng: random.Random) -> str:
    return rng.choices(Edition.Phase.values, weights=[90, 6, 4])[0]


def _uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def _write(cursor, target: str, rows: Iterator[tuple]) -> None:
    with cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
