import re
from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import Error, transaction
from django.db.models import F

from news.models import Article, Publisher
from programs.actions import publish
from programs.models import (
    Edition,
    Fact,
    Organization,
    Program,
    SearchDocument,
    Sourced,
)
from programs.publishing import refusals, sourced_rows
from programs.synthetic import make
from programs.tests.factories import make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]
MADE = 120


@pytest.fixture(scope="module")
def made(catalogue, django_db_blocker):
    """MADE programs of seed 1, beside the catalogue."""
    with django_db_blocker.unblock(), transaction.atomic():
        command(MADE, seed=1)
        yield
        transaction.set_rollback(True)


def command(*arguments, **options) -> str:
    out = StringIO()
    call_command("make_programs", *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def synthetic(seed: int = 1):
    return Edition.objects.filter(program__slug__startswith=f"synthetic-{seed}-")


def contents(seed: int) -> list[tuple]:
    """Everything that the made-up programs say, without the numbers of rows."""
    return [
        (
            edition.program.slug,
            edition.program.uuid,
            edition.name,
            edition.description,
            edition.verified_on,
            edition.published_at,
            [area.code for area in edition.service_areas.all()],
            sorted(term.slug for term in edition.themes.all()),
            sorted(
                (type(row).__name__, str(row), row.article.key) for row in sourced_rows(edition)
            ),
        )
        for edition in synthetic(seed).select_related("program").order_by("program__slug")
    ]


def test_it_makes_live_programs_beside_the_real_ones():
    before = Edition.objects.live().count()
    assert "made 8 programs" in command(8, seed=2)
    assert synthetic(2).live().count() == 8
    assert Edition.objects.live().count() == before + 8


def test_it_makes_the_same_programs_of_the_same_seed():
    command(7, seed=5)
    first = contents(5)
    command(delete=True)
    command(7, seed=5)
    assert contents(5) == first
    command(7, seed=6)
    assert [row[2] for row in contents(6)] != [row[2] for row in first]


def test_it_makes_only_what_is_missing():
    command(5, seed=2)
    first = contents(2)
    assert "made 9 programs" in command(14, seed=2)
    assert contents(2)[:5] == first
    assert "made 0 programs" in command(14, seed=2)


def test_every_text_that_people_read_is_marked_as_made_up():
    for edition in synthetic():
        assert "(시험)" in edition.name
        assert edition.summary.startswith("(시험)")
        assert edition.description.startswith("(시험)")
    for organization in Organization.objects.filter(slug__startswith="synthetic-"):
        assert "(시험)" in organization.name
    for article in Article.objects.filter(key__startswith="synthetic-"):
        assert "(시험)" in article.headline


def test_they_state_nothing_that_somebody_could_call_or_visit():
    for edition in synthetic():
        for row in sourced_rows(edition):
            assert not re.search(r"\d{2,4}-\d{3,4}|https?://", str(row))


def test_they_keep_the_truth_rules():
    assert [refusals(edition) for edition in synthetic() if refusals(edition)] == []


def test_they_store_the_dates_that_publishing_would_store():
    for edition in synthetic()[:25]:
        stored = edition.verified_on, edition.check_due_on
        copied = republished(edition)
        assert (copied.verified_on, copied.check_due_on) == stored


def republished(edition: Edition) -> Edition:
    """The same statements, taken the way that editors take."""
    from programs.actions import new_edition

    return publish(edition=new_edition(program=edition.program, by=None), by=None)


def test_all_nine_kinds_of_statement_occur_and_rounds_have_facts():
    found = Counter(type(row).__name__ for edition in synthetic() for row in sourced_rows(edition))
    assert set(found) == {model.__name__ for model in Sourced.__subclasses__()}
    assert 2 <= found["Fact"] / MADE <= 7
    assert synthetic().filter(facts__round__edition=F("pk")).exists()


def test_states_and_freshness_differ():
    states = set(synthetic().with_state().values_list("state", flat=True))
    assert states == set(Edition.State.values)
    freshness = set(synthetic().with_freshness().values_list("freshness", flat=True))
    assert freshness == set(Edition.Freshness.values)


def test_words_are_as_uneven_as_in_real_texts():
    words = Counter(
        word for text in synthetic().values_list("description", flat=True) for word in text.split()
    )
    ranked = [count for _word, count in words.most_common()]
    assert ranked[0] > 10 * ranked[100] > 0
    assert sum(count == 1 for count in ranked) > len(ranked) / 4
    assert len(set(synthetic().values_list("name", flat=True))) > 0.95 * MADE


def test_search_finds_them_at_once():
    assert SearchDocument.objects.filter(edition__in=synthetic()).count() == MADE
    wanted = synthetic().first()
    assert wanted in Edition.objects.live().search(wanted.name)


def test_deleting_takes_away_everything_it_made_and_nothing_else():
    models = [
        Program,
        Edition,
        Article,
        Publisher,
        Organization,
        SearchDocument,
        *Sourced.__subclasses__(),
    ]
    command(delete=True)
    before = [model.objects.count() for model in models]
    command(8, seed=1)
    command(8, seed=2)
    name = synthetic().first().name
    assert "deleted 16 programs" in command(delete=True)
    assert [model.objects.count() for model in models] == before
    assert not synthetic().exists()
    assert name not in Edition.objects.live().search(name).values_list("name", flat=True)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Edition.objects.live().update(name="다른 이름"),
        lambda: Fact.objects.update(text="다른 값", number=None, number_max=None, date=None),
        lambda: Edition.themes.through.objects.all().delete(),
    ],
)
def test_the_truth_rules_hold_again_afterwards(change):
    command(2, seed=1)
    with pytest.raises(Error, match="never changes"), transaction.atomic():
        change()
    command(delete=True)
    with pytest.raises(Error, match="never changes"), transaction.atomic():
        change()


def test_it_refuses_where_somebody_publishes():
    edition = make_program()
    person = get_user_model().objects.create_user("editor")
    from programs.actions import new_edition

    publish(edition=new_edition(program=edition.program, by=person), by=person)
    with pytest.raises(CommandError, match="--yes"):
        command(1)
    assert "made 1 programs" in command(1, seed=2, yes=True)


def test_it_refuses_on_a_site_that_the_public_reads(settings):
    settings.BEHIND_TLS = True
    with pytest.raises(CommandError, match="BEHIND_TLS"):
        command(1)


@pytest.mark.parametrize("arguments", [[], [0], [-3]])
def test_it_refuses_a_number_that_makes_no_sense(arguments):
    with pytest.raises(CommandError):
        command(*arguments)


def test_it_tells_how_far_it_is():
    assert list(make(3, seed=9)) == [3]
