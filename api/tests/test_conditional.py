"""Validators: an unchanged answer costs nothing, and a changed one is never taken for unchanged."""

import math
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import Value
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from api import conditional
from api.models import Change
from api.tests.asking import LISTS, V1, check_problem
from news.models import Article, Publisher
from programs.actions import new_edition, publish, withdraw
from programs.models import Edition, Organization, Program, Schedule, Term
from programs.tests.factories import make_article, make_draft, make_program, make_region
from regions.models import Region

pytestmark = pytest.mark.django_db


def ask(path: str, method: str = "get", **headers):
    return getattr(Client(), method)(f"{V1}{path}", headers=headers)


def addresses() -> list[str]:
    """One of each kind."""
    edition = Edition.objects.live().select_related("program").first()
    article = Article.objects.public().first()
    organization = Organization.objects.first()
    term = Term.objects.first()
    return [
        "",
        "schema/",
        *(f"{name}/" for name in LISTS),
        f"programs/{edition.program.slug}/",
        f"articles/{article.key}/",
        f"organizations/{organization.slug}/",
        f"regions/{Region.objects.first().code}/",
        f"terms/{term.taxonomy}/{term.slug}/",
    ]


def test_every_answer_has_validators_and_may_be_kept_for_a_minute():
    make_program()
    for path in addresses():
        headers = ask(path).headers
        assert headers["ETag"].startswith('W/"'), path
        assert parse_http_date(headers["Last-Modified"]) <= timezone.now().timestamp()
        assert headers["Cache-Control"] == "public, max-age=60"
        vary = {name.strip().lower() for name in headers["Vary"].split(",")}
        assert vary == {"accept", "accept-encoding"}


@pytest.mark.parametrize(
    "shape",
    ["{}", '"x", {}', '{}, W/"y"', "*", "strong"],
    ids=["one", "last", "first", "any", "strong"],
)
def test_who_has_it_already_gets_304(shape):
    make_program()
    for path in addresses():
        etag = ask(path).headers["ETag"]
        sent = etag.removeprefix("W/") if shape == "strong" else shape.format(etag)
        answer = ask(path, if_none_match=sent)
        assert (answer.status_code, answer.content) == (304, b""), path
        assert answer.headers["ETag"] == etag
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert "Accept" in answer.headers["Vary"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_another_tag_gets_the_whole_answer_whatever_the_date():
    make_program()
    later = http_date(timezone.now().timestamp() + 60)
    assert ask("programs/", if_none_match='"other"', if_modified_since=later).status_code == 200


@pytest.mark.parametrize("broken", ["nonsense", '"open', "\u20ac"])
def test_a_broken_condition_is_no_condition(broken):
    assert ask("programs/", if_none_match=broken).status_code == 200
    assert ask("programs/", if_modified_since="yesterday").status_code == 200


def test_a_head_answers_like_a_get_without_its_body():
    make_program()
    Change.objects.update(at=timezone.now() - timedelta(hours=1))
    for path in addresses():
        full, head = ask(path), ask(path, "head")
        assert head.status_code == 200
        assert head.content == b""
        for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length", "Vary"):
            assert head.headers[name] == full.headers[name], name
        assert ask(path, "head", if_none_match=full.headers["ETag"]).status_code == 304


def test_the_same_content_has_the_same_tag_compressed_or_not():
    make_program()
    plain, packed = ask("programs/"), ask("programs/", accept_encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert (
        ask("programs/", accept_encoding="gzip", if_none_match=plain.headers["ETag"]).status_code
        == 304
    )


def test_a_condition_that_a_weak_tag_cannot_meet_is_a_412():
    make_program()
    check_problem(ask("programs/", if_match='"other"'), 412)
    past = http_date(86_400)
    check_problem(ask("programs/", if_unmodified_since=past), 412)


def test_errors_are_not_kept():
    for path in ("programs/no/", "programs/?no=1"):
        headers = ask(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert "ETag" not in headers


def renamed(model, **fields):
    return lambda: model.objects.update(**fields)


CHANGES = {
    "theme": ("programs/", renamed(Term, name="다른 주제")),
    "region": ("programs/", renamed(Region, name="다른 곳")),
    "provider": ("programs/", renamed(Organization, name="다른 기관")),
    "publisher": ("articles/", renamed(Publisher, name="다른 신문")),
    "headline": ("programs/{slug}/", renamed(Article, headline="다른 제목")),
    "unconfirmed": ("programs/{slug}/", renamed(Article, confirmed_at=None)),
    "slug": ("programs/", renamed(Program, slug="other")),
    "withdrawn": (
        "programs/",
        lambda: withdraw(edition=Edition.objects.live().first(), by=None, reason="틀림"),
    ),
    "article deleted": ("articles/", lambda: Article.objects.filter(key="unused").delete()),
    "article about": (
        "articles/",
        lambda: Article.objects.get(key="unused").regions.add(make_region("29155")),
    ),
    "related": (
        "programs/{slug}/",
        lambda: Program.objects.get(slug="first").related.add(make_program().program),
    ),
    "successor": (
        "regions/29200/",
        lambda: Region.objects.get(code="29200").successors.add(make_region("12200")),
    ),
    "searchable": ("programs/?search=시험", lambda: make_program()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_an_answer_changes_its_tag_and_is_not_older_than_its_date(change):
    path, act = CHANGES[change]
    edition = make_program(slug="first")
    make_article(key="unused")
    Change.objects.update(at=timezone.now() - timedelta(hours=1))
    path = path.format(slug=edition.program.slug)
    with time_machine.travel(timezone.now() - timedelta(minutes=5), tick=False):
        before = ask(path)
    act()
    with time_machine.travel(timezone.now() + timedelta(seconds=2), tick=False):
        after = ask(path)
        assert after.headers["ETag"] != before.headers["ETag"]
        since = before.headers["Last-Modified"]
        assert parse_http_date(after.headers["Last-Modified"]) > parse_http_date(since)
        assert ask(path, if_modified_since=since).status_code == 200
        assert ask(path, if_none_match=before.headers["ETag"]).status_code == 200


def test_drafts_change_no_answer():
    edition = make_program()
    Change.objects.all().delete()
    draft = new_edition(program=edition.program, by=None)
    Edition.objects.filter(pk=draft.pk).update(name="새 이름")
    draft.facts.update(number=3)
    assert not Change.objects.exists()


def test_an_unchanged_answer_is_304_by_its_date():
    make_program()
    Change.objects.update(at=timezone.now() - timedelta(hours=1))
    for path in addresses():
        with time_machine.travel(timezone.now() + timedelta(seconds=2)):
            since = ask(path).headers["Last-Modified"]
            assert ask(path, if_modified_since=since).status_code == 304, path
            earlier = http_date(parse_http_date(since) - 1)
            assert ask(path, if_modified_since=earlier).status_code == 200, path


def test_a_second_change_in_the_same_second_is_not_missed():
    make_program()
    second = math.floor(timezone.now().timestamp()) + 10
    at = datetime.fromtimestamp(second, UTC)

    def answer(change_after: float, asked_after: float, **headers):
        Change.objects.update(at=at + timedelta(seconds=change_after))
        with time_machine.travel(at + timedelta(seconds=asked_after), tick=False):
            return ask("programs/", **headers)

    first = answer(0.1, 0.2).headers["Last-Modified"]
    assert parse_http_date(first) == second
    assert answer(0.5, 30, if_modified_since=first).status_code == 200


def test_midnight_in_seoul_is_a_change(monkeypatch):
    monkeypatch.setattr(conditional, "STARTED", datetime(2026, 1, 1, tzinfo=UTC))
    Change.objects.all().delete()
    with time_machine.travel("2026-12-01T23:00:00+09:00", tick=False):
        before = conditional.last_change()
    with time_machine.travel("2026-12-02T00:00:05+09:00", tick=False):
        after = conditional.last_change()
    assert before == datetime(2026, 11, 30, 15, tzinfo=UTC)
    assert after == datetime(2026, 12, 1, 15, tzinfo=UTC)


def test_the_day_is_part_of_the_tag(monkeypatch):
    draft = make_draft()
    today = timezone.localdate()
    window = {"kind": "fixed", "opens": today, "closes": today + timedelta(days=3)}
    draft.windows.create(article=draft.facts.get().article, **window)
    edition = publish(edition=draft, by=None)
    before = ask(f"programs/{edition.program.slug}/")
    assert before.json()["windows"][0]["days_left"] == 3
    monkeypatch.setattr("api.v1.queries.dates.today", lambda: Value(today + timedelta(days=1)))
    after = ask(f"programs/{edition.program.slug}/", if_none_match=before.headers["ETag"])
    assert after.json()["windows"][0]["days_left"] == 2


def test_state_is_read_and_not_stored():
    draft = make_draft()
    article = draft.facts.get().article
    yesterday = timezone.localdate() - timedelta(days=1)
    Schedule.objects.create(edition=draft, article=article, valid_to=yesterday)
    publish(edition=draft, by=None)
    assert ask("programs/").json()["results"][0]["state"] == "ended"


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_from_when_it_is_committed():
    """Not from when its transaction began: others may have read, and changed, in between."""
    with transaction.atomic():
        Publisher.objects.create(slug="one", name="하나")
        began = Change.objects.get().at
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.05)")
    assert Change.objects.get().at >= began + timedelta(seconds=0.05)


@pytest.mark.django_db(transaction=True)
def test_old_changes_are_forgotten_and_the_newest_is_kept():
    Change.objects.bulk_create(Change(xact=xact, at=timezone.now()) for xact in (1, 2))
    Change.objects.filter(xact=1).update(at=timezone.now() - timedelta(hours=2))
    Publisher.objects.create(slug="one", name="하나")
    kept = list(Change.objects.order_by("xact").values_list("xact", flat=True))
    assert len(kept) == 2
    assert kept[0] == 2


def test_every_table_that_answers_read_is_watched():
    """A new relation of what is served needs a trigger, or belongs to a frozen edition."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE tgname = 'api_note_change'"
        )
        watched = {name for (name,) in cursor.fetchall()}
    frozen = {"programs_edition", *_tables_of_editions()}
    make_program()
    for path in addresses():
        assert _tables_read(path) <= watched | frozen | {"api_change", *_ELSEWHERE}, path


# Derived from watched tables, told of by one (the words of search by its state), or no part of what is answered.
_ELSEWHERE = {
    "regions_containment",
    "programs_searchdocument",
    "programs_formerslug",
    "programs_vocabularyentry",
    "programs_synonymgroup",
    "programs_ignoredword",
}


def _tables_of_editions() -> set[str]:
    relations = [each.related_model._meta.db_table for each in Edition._meta.related_objects]
    return {*relations, *(field.m2m_db_table() for field in Edition._meta.many_to_many)}


def _tables_read(path: str) -> set[str]:
    read: set[str] = set()

    def note(execute, sql, params, many, context):
        read.update(
            table for table in connection.introspection.table_names() if f'"{table}"' in sql
        )
        return execute(sql, params, many, context)

    tables = connection.introspection.table_names()
    connection.introspection.table_names = lambda: tables
    try:
        with connection.execute_wrapper(note):
            ask(path)
    finally:
        del connection.introspection.table_names
    return read
