"""What comes first, and what the region of the reader and the day change."""

from datetime import date

import pytest

from programs.actions import publish
from programs.models import Edition, Involvement, Schedule, Term
from programs.search.engine import find
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_organization,
    make_program,
    make_region,
    make_term,
)
from regions.models import RegionName

pytestmark = pytest.mark.django_db


def names(text: str, **options) -> list[str]:
    order = find(text, **options).order
    known = dict(Edition.objects.live().values_list("program_id", "name"))
    return [known[program] for program in order]


def with_fact(text: str, **fields) -> Edition:
    draft = make_draft(**fields)
    make_fact(draft, kind="text", text=text, article=make_article())
    return publish(edition=draft, by=None)


def test_name_then_terms_then_summary_then_facts_then_headlines():
    make_program(name="마", article=make_article(headline="숲해설 기사"), summary="하나")
    with_fact("숲해설이 있어요", name="라", summary="둘")
    make_program(name="다", summary="숲해설을 들어요")
    make_program(
        name="나", summary="셋", audiences=[make_term(Term.Taxonomy.AUDIENCE, name="숲해설")]
    )
    make_program(name="숲해설", summary="넷")

    assert names("숲해설") == ["숲해설", "나", "다", "라", "마"]


def test_organizations_and_their_english_names_find_their_programs():
    draft = make_draft(name="가")
    Involvement.objects.create(
        edition=draft,
        role="operator",
        article=make_article(),
        organization=make_organization(name="늘푸른복지관", name_en="Evergreen Centre"),
    )
    publish(edition=draft, by=None)
    make_program(name="나")

    assert names("늘푸른 복지관") == ["가"]
    assert names("evergreen") == ["가"]


def test_more_of_the_words_come_before_fewer():
    make_program(name="숲해설 교실")
    make_program(name="숲해설 도예")
    make_program(name="도예 교실")
    assert names("숲해설 교실")[0] == "숲해설 교실"


def test_rare_words_say_more_than_common_ones():
    for number in range(12):
        make_program(name=f"도예교실 {number}")
    make_program(name="가야금 연주회")
    assert names("도예교실 가야금")[0] == "가야금 연주회"


def test_the_readers_region_comes_first_and_its_city_next():
    for code in ("29200", "29170", "41610"):
        make_program(name=f"도예 {code}", region=make_region(code))

    assert names("도예", region=make_region("29200"))[0] == "도예 29200"
    assert names("도예", region=make_region("41610"))[0] == "도예 41610"


def test_the_city_of_the_reader_comes_before_other_places():
    make_region("29", name="광주광역시", level="province")
    for code in ("29170", "41610"):
        make_program(name=f"도예 {code}", region=make_region(code))
    assert names("도예", region=make_region("29200")) == ["도예 29170", "도예 41610"]


def test_a_region_changes_the_order_and_nothing_else():
    for code in ("29200", "29170", "41610"):
        make_program(name=f"도예 {code}", region=make_region(code))
    assert set(names("도예", region=make_region("29200"))) == set(names("도예"))


def test_what_has_ended_comes_later_and_is_not_hidden():
    running = make_program(name="도예 교실")
    draft = make_draft(name="도예 교실")
    Schedule.objects.create(edition=draft, valid_to="2020-05", article=make_article())
    ended = publish(edition=draft, by=None)

    assert list(find("도예").order) == [running.program_id, ended.program_id]


def test_what_was_not_checked_for_long_comes_later_and_is_not_hidden():
    old = make_draft(name="도예 교실")
    for rows in (old.facts, old.involvements):
        rows.update(verified_on=date(2019, 1, 1))
    unchecked = publish(edition=old, by=None)
    checked = make_program(name="도예 교실")
    assert list(find("도예").order) == [checked.program_id, unchecked.program_id]


def test_names_of_two_cities_are_kept_apart_even_by_words_that_fit_both():
    metro, city = (
        make_region("29", name="광주광역시"),
        make_region("41610", name="광주시", level="city"),
    )
    RegionName.objects.create(name="광주", region=metro, kind="short")
    RegionName.objects.create(name="광주", region=city, kind="short")
    RegionName.objects.create(name="경기 광주", region=city, kind="common", stands_alone=True)
    make_program(name="광주 도예", region=metro)
    make_program(name="광주 도예 마을", region=city)

    assert names("경기 광주 도예") == ["광주 도예 마을"]
    assert set(names("광주 도예")) == {"광주 도예", "광주 도예 마을"}


def test_pages_of_a_long_result_neither_repeat_nor_leave_out():
    made = {make_program(name=f"도예 교실 {number}").pk for number in range(45)}
    found = Edition.objects.live().search("도예")
    pages = [[edition.pk for edition in found[at : at + 20]] for at in (0, 20, 40)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert set().union(*map(set, pages)) == made
    assert found.count() == 45


def test_a_search_can_be_filtered_and_ordered_further():
    make_program(name="도예 나")
    make_program(name="도예 가")
    make_program(name="다도")
    found = Edition.objects.live().search("도예")
    assert [edition.name for edition in found.order_by("name")] == ["도예 가", "도예 나"]
    assert [edition.name for edition in found.filter(name__endswith="가")] == ["도예 가"]
    assert found.filter(name__endswith="가").count() == 1


def test_a_search_among_some_stays_among_them():
    make_program(name="도예 가")
    make_program(name="도예 나")
    some = Edition.objects.live().filter(name="도예 가").search("도예")
    assert [edition.name for edition in some] == ["도예 가"]
    assert some.count() == 1
