from datetime import date, timedelta

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.db.models.functions import Now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.dates import PartialDate
from programs.actions import Refused, approve, new_edition, publish, send_back, submit, withdraw
from programs.models import ApplicationWindow, Edition, Fact, Involvement, Round, Schedule, Sourced
from programs.models.edition import SOURCED_TABLES
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_program,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def refused_by_database(change):
    with pytest.raises(Error), transaction.atomic():
        change()


def test_every_sourced_table_is_under_the_truth_rules():
    assert {model._meta.db_table for model in Sourced.__subclasses__()} == set(SOURCED_TABLES)


@pytest.mark.parametrize(
    "change",
    [
        lambda edition: Edition.objects.filter(pk=edition.pk).update(name="다른 이름"),
        lambda edition: edition.facts.update(number=99),
        lambda edition: edition.facts.all().delete(),
        lambda edition: make_fact(edition, article=make_article()),
        lambda edition: edition.themes.add(make_term()),
        lambda edition: edition.audiences.add(make_term("audience")),
        lambda edition: edition.benefits.add(make_term("benefit")),
        lambda edition: edition.service_areas.clear(),
        lambda edition: edition.delete(),
        lambda edition: Edition.objects.filter(pk=edition.pk).update(status="draft"),
    ],
)
def test_the_database_refuses_any_change_of_a_published_edition(change):
    edition = make_program()
    refused_by_database(lambda: change(edition))


def test_a_fact_cannot_be_moved_into_a_published_edition():
    published, draft = make_program(), make_draft()
    refused_by_database(lambda: draft.facts.update(edition=published))


def test_the_database_refuses_to_publish_what_names_no_article():
    edition = make_draft()
    make_fact(edition, article=None)
    refused_by_database(
        lambda: Edition.objects.filter(pk=edition.pk).update(status="published", published_at=Now())
    )


def test_the_database_refuses_to_publish_without_a_fact():
    edition = make_draft()
    edition.facts.all().delete()
    refused_by_database(
        lambda: Edition.objects.filter(pk=edition.pk).update(status="published", published_at=Now())
    )


def test_an_edition_starts_as_a_draft():
    program = make_draft().program
    refused_by_database(
        lambda: Edition.objects.create(program=program, number=9, name="x", status="published")
    )


def test_there_is_one_working_edition_a_program():
    program = make_draft().program
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(program=program, number=9, name="x")


def test_any_change_of_a_child_raises_the_editions_version():
    edition = make_draft()
    edition.refresh_from_db()
    versions = [edition.version]
    for change in (
        lambda: make_fact(edition, article=make_article()),
        lambda: edition.facts.update(detail="덧붙임"),
        lambda: edition.themes.add(make_term()),
        lambda: edition.facts.first().delete(),
    ):
        change()
        edition.refresh_from_db()
        versions.append(edition.version)
    assert versions == sorted(set(versions))


def test_the_way_to_publication_and_back():
    edition = submit(edition=make_draft(), by=None)
    edition = send_back(edition=edition, by=None)
    edition = approve(edition=submit(edition=edition, by=None), by=None)
    edition = publish(edition=edition, by=None)
    assert edition.is_live
    assert edition.published_at is not None
    with pytest.raises(Refused):
        submit(edition=edition, by=None)


def test_publishing_a_new_edition_supersedes_the_one_before():
    first = make_program(name="처음 이름")
    second = new_edition(program=first.program, by=None)
    second.name = "새 이름"
    second.save()
    publish(edition=second, by=None)
    first.refresh_from_db()
    assert first.status == Edition.Status.SUPERSEDED
    assert list(Edition.objects.live().filter(program=first.program)) == [second]


def test_a_new_edition_is_a_copy_with_its_children():
    first = make_draft(phase="regular")
    article = make_article()
    one = Round.objects.create(edition=first, key="2024", year=2024, article=article)
    fact = make_fact(first, article=article, round=one, number=7, unit="companies")
    publish(edition=first, by=None)
    second = new_edition(program=first.program, by=None)
    assert second.number == 2
    assert second.is_working
    assert [str(area) for area in second.service_areas.all()] == [
        str(area) for area in first.service_areas.all()
    ]
    copy = second.facts.get(number=7)
    assert copy.pk != fact.pk
    assert copy.round.edition_id == second.pk
    assert second.involvements.count() == first.involvements.count() == 1
    assert first.facts.count() == second.facts.count() == 2
    assert new_edition(program=first.program, by=None) == second


def test_withdrawing_needs_a_reason_and_leaves_the_public_side():
    edition = make_program()
    with pytest.raises(Refused):
        withdraw(edition=edition, by=None, reason="  ")
    withdraw(edition=edition, by=None, reason="담당 기관이 사업을 없앴습니다.")
    assert not Edition.objects.live().filter(pk=edition.pk).exists()


def test_refusals_name_the_row_and_the_field():
    edition = make_draft(summary="")
    orphan = make_fact(edition, article=None)
    hidden = make_fact(edition, article=make_article(confirmed_at=None))
    misquoted = make_fact(
        edition, article=make_article(text="본문에는 열 명이라고 적혀 있다."), passage="스무 명"
    )
    with pytest.raises(Refused) as caught:
        publish(edition=edition, by=None)
    found = {(reason.field, reason.row) for reason in caught.value.refusals}
    assert found == {
        ("summary", None),
        ("article", orphan),
        ("article", hidden),
        ("passage", misquoted),
    }


def test_a_passage_may_differ_in_white_space_only():
    edition = make_draft()
    make_fact(
        edition, article=make_article(text="올해는 열\n  명을 뽑는다."), passage="열 명을  뽑는다"
    )
    assert publish(edition=edition, by=None).is_live


def test_a_source_of_the_other_gwangju_is_refused():
    edition = make_draft(
        region=make_region("29170"), article=make_article(regions=[make_region("41610")])
    )
    with pytest.raises(Refused) as caught:
        publish(edition=edition, by=None)
    assert [reason.field for reason in caught.value.refusals] == ["article"]


def test_the_next_check_is_due_when_the_shortest_shelf_life_ends():
    edition = make_draft()
    ApplicationWindow.objects.create(
        edition=edition, article=make_article(), kind="always", verified_on=DAY
    )
    assert publish(edition=edition, by=None).check_due_on == DAY + ApplicationWindow.SHELF_LIFE


def test_results_are_history_but_texts_still_need_a_look():
    edition = make_draft()
    edition.facts.update(kind=Fact.Kind.RESULT)
    Involvement.objects.filter(edition=edition).update(verified_on=None)
    assert publish(edition=edition, by=None).check_due_on == DAY + timedelta(days=365)


ends = st.one_of(
    st.none(),
    st.sampled_from(["2020", "2026", "2026-11", "2026-12", "XXXX-08", "XXXX-XX-16", "2027-01-01"]),
    st.dates(date(2026, 11, 20), date(2026, 11, 24)).map(str),
)
without_reset = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@without_reset
@given(
    schedules=st.lists(st.tuples(ends, ends), max_size=3),
    phase=st.sampled_from(Edition.Phase.values),
    day=st.sampled_from([DAY, date(2026, 10, 31), date(2027, 1, 2)]),
)
def test_the_state_word_and_its_row_twin_agree(schedules, phase, day):
    with transaction.atomic():
        edition = make_draft(phase=phase)
        for valid_from, valid_to in schedules:
            Schedule.objects.create(edition=edition, valid_from=valid_from, valid_to=valid_to)
        word = Edition.objects.with_state(day).get(pk=edition.pk).state
        assert word == Edition.objects.get(pk=edition.pk).state_on(day)
        transaction.set_rollback(True)


@without_reset
@given(opens=ends, closes=ends, kind=st.sampled_from(ApplicationWindow.Kind.values))
def test_the_open_word_and_its_row_twin_agree(opens, closes, kind):
    if kind == "fixed" and opens is None and closes is None:
        return
    with transaction.atomic():
        edition = make_draft()
        window = ApplicationWindow.objects.create(
            edition=edition, opens=opens, closes=closes, kind=kind
        )
        window.refresh_from_db()
        word = Edition.objects.open_on(DAY).filter(pk=edition.pk).exists()
        state = window.state(DAY)
        assert word == (state == window.State.OPEN), (opens, closes, kind, state)
        transaction.set_rollback(True)


@pytest.mark.parametrize("offset", [-400, -366, -365, -364, -1, 0, 1])
def test_the_freshness_word_and_its_row_twin_agree(offset):
    edition = make_draft()
    edition.facts.update(verified_on=DAY + timedelta(days=offset - 365))
    Involvement.objects.filter(edition=edition).update(verified_on=None)
    edition = publish(edition=edition, by=None)
    assert edition.check_due_on == DAY + timedelta(days=offset)
    assert Edition.objects.with_freshness(DAY).get(pk=edition.pk).freshness == edition.freshness_on(
        DAY
    )


def test_without_a_day_the_databases_clock_counts():
    with connection.cursor() as cursor:
        cursor.execute("SELECT (now() AT TIME ZONE 'Asia/Seoul')::date")
        (now,) = cursor.fetchone()
    edition = make_draft()
    Schedule.objects.create(edition=edition, valid_to=PartialDate.of(now - timedelta(days=1)))
    assert Edition.objects.with_state().get(pk=edition.pk).state == Edition.State.ENDED
    edition.schedules.update(valid_to=PartialDate.of(now))
    assert Edition.objects.with_state().get(pk=edition.pk).state == Edition.State.RUNNING


def test_closing_soon_lists_the_nearest_first_and_nothing_that_closed():
    with connection.cursor() as cursor:
        cursor.execute("SELECT (now() AT TIME ZONE 'Asia/Seoul')::date")
        (now,) = cursor.fetchone()
    expected = []
    for days in (20, 3, 40, -1):
        edition = make_draft()
        ApplicationWindow.objects.create(
            edition=edition,
            article=make_article(),
            kind="fixed",
            closes=PartialDate.of(now + timedelta(days=days)),
        )
        publish(edition=edition, by=None)
        if 0 <= days <= 30:
            expected.insert(0, edition)
    assert list(Edition.objects.live().closing_soon()) == expected
