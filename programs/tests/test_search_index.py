"""The index follows publication; counting in sets agrees with asking the tables."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from programs.actions import new_edition, publish, withdraw
from programs.models import (
    Edition,
    Schedule,
    SearchCount,
    SearchDocument,
    SearchState,
    SearchWord,
    SynonymGroup,
)
from programs.search import index, vocabulary
from programs.search.analysis import nouns
from programs.search.engine import find
from programs.search.memory import stamps
from programs.search.rebuild import outdated, rebuild
from programs.search.sets import Sets, bits, members, sets
from programs.tests.factories import make_article, make_draft, make_program, make_region, make_term

pytestmark = pytest.mark.django_db


def test_a_published_program_is_found_at_once():
    assert find("도예").count == 0
    edition = make_program(name="도예 교실")
    assert list(find("도예").order) == [edition.program_id]


def test_drafts_are_not_found():
    make_draft(name="도예 교실")
    assert find("도예").count == 0


def test_a_new_edition_takes_the_place_of_the_old_one():
    edition = make_program(name="도예 교실")
    draft = new_edition(program=edition.program, by=None)
    draft.name = "가야금 교실"
    draft.save()
    assert find("도예").count == 1
    publish(edition=draft, by=None)
    assert find("도예").count == 0
    assert list(find("가야금").order) == [edition.program_id]


def test_a_withdrawn_program_is_gone_and_comes_back_with_its_next_edition():
    edition = make_program(name="도예 교실")
    withdraw(edition=edition, by=None, reason="끝났어요")
    assert find("도예").count == 0
    assert not SearchCount.objects.filter(word="도예", programs__gt=0).exists()
    publish(edition=new_edition(program=edition.program, by=None), by=None)
    assert find("도예").count == 1


def test_staffs_passages_and_what_nobody_states_do_not_find():
    draft = make_draft(name="가", unknowns=["가야금 값"])
    draft.facts.update(passage="거문고 소리", article=make_article())
    publish(edition=draft, by=None)
    assert find("가야금").count == 0
    assert find("거문고").count == 0


def test_every_publication_changes_the_stamp_that_processes_watch():
    make_program()
    before = stamps().index
    make_program()
    assert stamps().index != before


def test_a_publication_leaves_nothing_that_every_search_would_have_to_read_through():
    make_program(name="도예 교실")
    with connection.cursor() as cursor:
        for name in ("search_names", "search_everything", "search_word_near"):
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [name])
            assert cursor.fetchone() == (0,), name


def test_words_are_counted_by_program():
    make_program(name="도예 교실", summary="도예")
    make_program(name="도예 마을")
    assert SearchCount.objects.get(word="도예").programs == 2


def test_a_rebuild_brings_morphemes_and_is_done_once():
    edition = make_program(name="난임부부시술비지원")
    assert edition in outdated()
    assert list(rebuild()) == [(1, 1)]
    assert {"난임", "부부", "시술비", "난임부부"} <= set(SearchDocument.objects.get().words)
    assert list(rebuild()) == []


def test_a_broken_rebuild_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr("programs.search.rebuild.BATCH", 2)
    for number in range(5):
        make_program(name=f"도예 {number}")
    run = rebuild(nouns=lambda text: set(text.split()))
    assert next(run) == (2, 5)
    run.close()
    assert find("도예").count == 5, "the rest is served from its old rows"
    assert list(rebuild(nouns=lambda text: set(text.split())))[-1] == (3, 3)


def test_everything_can_be_built_anew():
    make_program()
    list(rebuild(nouns=lambda text: set()))
    assert list(rebuild(everything=True, nouns=lambda text: {"가야금"})) == [(1, 1)]
    assert SearchDocument.objects.get().words == ["가야금"]


def test_rows_of_what_is_no_longer_live_go_with_a_rebuild():
    edition = make_program(name="도예")
    Edition.objects.filter(pk=edition.pk).update(status="superseded")
    list(rebuild())
    assert find("도예").count == 0


def test_the_command_says_what_it_did(capsys):
    make_program()
    call_command("rebuild_search", "--no-progress")
    assert "1 programs indexed" in capsys.readouterr().out


def test_compounds_and_their_parts_are_both_words():
    assert {"난임", "부부", "난임부부", "시술비"} <= nouns("난임부부 시술비 지원")


def test_pairs_inside_a_word_and_across_a_space_are_told_apart():
    assert index.lexemes("인 사업") >= {"사업", "~인사", "=인"}
    assert "인사" not in index.lexemes("인 사업")


@given(st.lists(st.integers(0, 5_000), max_size=60), st.sets(st.integers(0, 5_000), max_size=60))
def test_sets_hold_what_was_put_in(programs, others):
    assert members(range(5_001), bits(programs)) == sorted(set(programs))
    assert members(programs, bits(others)) == [each for each in programs if each in others]


DATES = st.none() | st.sampled_from(
    ["2026", "2026-11", "2026-11-21", "2026-11-22", "2026-12", "2027", "XXXX-10", "2020-02"]
)


@pytest.mark.parametrize("phase", Edition.Phase.values)
def test_states_in_sets_agree_with_the_rows(phase):
    article = make_article()
    spans = [
        (None, None),
        ("2020", "2026-10"),
        ("2026-11", "2026-11-22"),
        ("2027", None),
        (None, "2026"),
        ("XXXX-10", "XXXX-11"),
    ]
    for first, last in spans:
        for others in ([], [("2020", "2021")], [("2028", None)]):
            draft = make_draft(phase=phase, phase_article=article)
            for valid_from, valid_to in [(first, last), *others]:
                Schedule.objects.create(
                    edition=draft, valid_from=valid_from, valid_to=valid_to, article=article
                )
            publish(edition=draft, by=None)
    make_program(phase=phase, phase_article=article)
    day = date(2026, 11, 22)
    states = sets(stamps().index).states(day)
    for edition in Edition.objects.live():
        [state] = [name for name, programs in states.items() if programs >> edition.program_id & 1]
        assert state == edition.state_on(day), edition.schedules.all()


def test_freshness_in_sets_agrees_with_the_rows():
    day = date(2026, 11, 22)
    for days in (0, 364, 365, 366, 729, 730, 731, 900):
        draft = make_draft()
        for rows in (draft.facts, draft.involvements):
            rows.update(verified_on=day - timedelta(days=days))
        publish(edition=draft, by=None)
    fresh = sets(stamps().index).freshness(day)
    for edition in Edition.objects.live():
        [state] = [name for name, programs in fresh.items() if programs >> edition.program_id & 1]
        assert state == edition.freshness_on(day)


def test_sets_read_on_from_where_they_stopped_as_if_read_anew():
    theme = make_term(slug="가")
    first, second = make_program(themes=[theme]), make_program(region=make_region("41610"))
    going_on = Sets()
    going_on.read("1")
    withdraw(edition=first, by=None, reason="끝")
    make_program(themes=[theme])
    draft = new_edition(program=second.program, by=None)
    draft.service_areas.set([make_region("29200")])
    publish(edition=draft, by=None)
    going_on.read("2")
    anew = Sets()
    anew.read("2")

    def filled(family: dict) -> dict:
        return {key: programs for key, programs in family.items() if programs}

    assert going_on.live == anew.live
    for mine, other in zip(going_on._families(), anew._families(), strict=True):
        assert filled(mine) == filled(other)


def test_the_vocabulary_is_loaded_once(settings):
    folder = settings.BASE_DIR / "fixtures" / "search"
    assert vocabulary.load(folder) > 2_500
    assert vocabulary.load(folder) == 0
    assert SynonymGroup.objects.count() >= 400
    assert SearchWord.objects.filter(is_vocabulary=True).exists()
    assert SearchState.objects.filter(pk="vocabulary").exists()


def test_a_change_of_the_vocabulary_reaches_the_next_search():
    make_program(name="도예 교실")
    assert find("그릇빚기").count == 0
    SynonymGroup.objects.create(key="pottery", kind="means", words=["그릇 빚기"], means=["도예"])
    vocabulary.changed()
    assert find("그릇빚기").count == 1
    assert find("그릇 빚기").count == 1
    SynonymGroup.objects.all().delete()
    vocabulary.changed()
    assert find("그릇빚기").count == 0


def test_programs_that_went_without_a_trace_are_forgotten(monkeypatch):
    monkeypatch.setattr("programs.search.sets._SMALL", 0)
    gone, kept = make_program(name="도예"), make_program(name="도예 교실")
    assert sets(stamps().index).live == bits([gone.program_id, kept.program_id])
    SearchDocument.objects.filter(pk=gone.program_id).delete()
    index.touch("index")
    assert sets(stamps().index).live == bits([kept.program_id])


def test_sets_that_a_request_holds_do_not_change_under_it(monkeypatch):
    monkeypatch.setattr("programs.search.sets._SMALL", 0)
    first = make_program()
    held = sets(stamps().index)
    before = held.live, dict(held.areas), dict(held.phases)
    second = make_program()
    withdraw(edition=first, by=None, reason="시험")
    assert sets(stamps().index).live == bits([second.program_id])
    assert (held.live, held.areas, held.phases) == before
