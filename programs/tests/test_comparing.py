import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from programs.actions import new_edition, publish
from programs.comparing import PAGE_ORDER, compare, text_difference
from programs.models import Edition, Sourced
from programs.renaming import rename
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_program,
    make_region,
    make_term,
)

texts = st.lists(st.sampled_from(["가", "나", "다", " ", "\n", "라마"]), max_size=30).map("".join)


@given(before=texts, after=texts)
def test_both_texts_can_be_read_from_their_difference(before, after):
    pieces = text_difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    assert all(a.kind != b.kind for a, b in zip(pieces, pieces[1:], strict=False))


def test_only_the_word_that_changed_is_marked():
    pieces = text_difference("매달 십만 원을 드려요", "매달 이십만 원을 드려요")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "매달 "),
        ("removed", "십만"),
        ("added", "이십만"),
        ("same", " 원을 드려요"),
    ]


def test_every_kind_of_statement_is_compared():
    assert set(PAGE_ORDER) == set(Sourced.__subclasses__())


@pytest.mark.django_db
def test_a_copy_is_the_same():
    first = make_program()
    assert compare(first, new_edition(program=first.program, by=None)).is_empty


@pytest.mark.django_db
def test_rows_are_added_removed_and_changed():
    first = make_draft()
    label = make_term("fact_label", name="정원")
    make_fact(first, label=label, number=10, unit="people", article=make_article())
    gone = make_term("fact_label", name="없어질 값")
    make_fact(first, label=gone, text="빠질 말", article=make_article())
    publish(edition=first, by=None)
    second = new_edition(program=first.program, by=None)
    second.facts.filter(label=label).update(number=20)
    second.facts.filter(label=gone).delete()
    make_fact(second, label=make_term("fact_label", name="새 값"), text="더한 말", article=None)
    rows = next(group for group in compare(first, second).groups if group.title == "값").rows
    assert [(row.kind, row.title.partition(":")[0]) for row in rows] == [
        ("changed", "정원"),
        ("added", "새 값"),
        ("removed", "없어질 값"),
    ]
    assert [change.label for change in rows[0].changes] == ["수"]


@pytest.mark.django_db
def test_comparing_asks_the_database_a_fixed_number_of_times():
    pks = make_draft().pk, make_draft().pk

    def queries() -> int:
        first, second = (Edition.objects.get(pk=pk) for pk in pks)
        with CaptureQueriesContext(connection) as captured:
            compare(first, second)
        return len(captured)

    before = queries()
    for number in range(10):
        edition = Edition.objects.get(pk=pks[0])
        make_fact(edition, article=make_article())
        edition.service_areas.add(make_region(f"2917010{number:03}"))
    assert queries() == before


@pytest.mark.django_db
def test_renaming_keeps_every_former_address():
    program = make_program(slug="one").program
    for slug in ("two", "three"):
        program = rename(program=program, slug=slug)
    assert set(program.former_slugs.values_list("slug", flat=True)) == {"one", "two"}
