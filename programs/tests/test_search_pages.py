"""Search as residents meet it: the list, its marks and reasons, suggestions, and what is kept of vain searches."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from programs.models import NoResultQuery, SynonymGroup, Term
from programs.search import misses, vocabulary
from programs.search.marking import marked, pattern
from programs.search.suggest import suggest
from programs.tests.factories import make_organization, make_program, make_region, make_term

pytestmark = pytest.mark.django_db


def page(client, **query) -> BeautifulSoup:
    response = client.get("/programs/", query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_matching_words_are_marked_in_name_and_summary(client):
    make_program(name="도예 교실", summary="도예를 배워요")
    found = page(client, q="도예")
    assert [mark.get_text() for mark in found.select(".card mark")] == ["도예", "도예"]


def test_names_are_escaped_around_the_marks(client):
    make_program(name="<b>도예</b> & 교실", summary="x")
    title = page(client, q="도예").select_one(".card__title a")
    assert title.decode_contents() == "&lt;b&gt;<mark>도예</mark>&lt;/b&gt; &amp; 교실"


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("난임 부부 지원", {"난임부부"}, "<mark>난임 부부</mark> 지원"),
        ("양·한방 지원", {"양한방"}, "<mark>양·한방</mark> 지원"),
        ("산후도우미", {"도우미", "산후도우미"}, "<mark>산후도우미</mark>"),
        ("집 고치기, 집안일", {"집"}, "<mark>집</mark> 고치기, 집안일"),
        ("AI 교육 email", {"ai"}, "<mark>AI</mark> 교육 email"),
        ("가&나", {"가"}, "<mark>가</mark>&amp;나"),
        ("아무것도", set(), "아무것도"),
    ],
)
def test_marks(text, words, shown):
    assert marked(text, pattern(words)) == shown


def test_a_result_says_why_when_the_words_differ(client):
    SynonymGroup.objects.create(key="office", kind="same", words=["동사무소", "행정복지센터"])
    vocabulary.changed()
    make_program(name="행정복지센터 안내")
    assert (
        page(client, q="동사무소").select_one(".card__reason").get_text()
        == "찾은 말: 동사무소 → 행정복지센터"
    )
    assert not page(client, q="행정복지센터").select(".card__reason")


def test_did_you_mean_leads_to_the_mended_query(client):
    make_program(name="난임부부 지원")
    link = page(client, q="난입부부", theme="test-theme").select_one(".meant a")
    assert link.get_text() == "난임부부"
    assert "theme=test-theme" in link["href"]
    assert not page(client, q="난임부부").select(".meant")


def test_the_chosen_region_of_the_cookie_comes_first(client):
    for code in ("29170", "29200"):
        make_program(name=f"도예 {code}", region=make_region(code))
    client.cookies["region"] = "29170"
    assert page(client, q="도예").select(".card__title")[0].get_text() == "도예 29170"
    client.cookies["region"] = "29200"
    assert page(client, q="도예").select(".card__title")[0].get_text() == "도예 29200"


@pytest.mark.parametrize(
    "q", ["a" * 200, "&|!()", "' OR 1=1", "%", "_", "🙂", "\\", "난임:*", '"', "ㅋㅋㅋ"]
)
def test_odd_queries_get_a_page(client, q):
    make_program(name="도예")
    assert page(client, q=q).select_one("#found")


def test_too_long_a_query_is_named(client):
    assert client.get("/programs/", {"q": "가" * 201}).status_code == 400


def test_the_search_box_works_without_scripts(client):
    form = page(client).select_one("form[role=search]")
    assert form["action"] == "/programs/"
    assert form["method"] == "get"
    assert form.select_one("input[name=q]").get("role") is None, (
        "a combobox only where the script makes it one"
    )


# --- suggestions ---------------------------------------------------------------------------------


def texts(typed: str) -> list[str]:
    return [each.text for each in suggest(typed)]


def test_programs_terms_organizations_and_regions_are_suggested(client):
    make_program(name="산후도우미 지원")
    make_term(Term.Taxonomy.THEME, slug="birth", name="산후·육아")
    make_organization(name="산후돌봄협회")
    make_region("29155", name="산후구")
    found = client.get("/programs/suggest/", {"q": "산후"}).json()["suggestions"]
    assert [each["kind"] for each in found] == ["사업", "주제", "기관", "지역"]
    assert all(client.get(each["url"]).status_code == 200 for each in found)


@pytest.mark.parametrize(
    "typed", ["산후도", "산후 도우", "산훋", "산후ㄷ", "ㅅㅎㄷ", "tksgneh", "산후도우미"]
)
def test_half_typed_words_are_enough(typed):
    make_program(name="산후도우미 지원")
    assert texts(typed) == ["산후도우미 지원"]


def test_names_that_begin_with_it_come_first():
    make_program(name="우리 마을 도예")
    make_program(name="도예 교실")
    assert texts("도예") == ["도예 교실", "우리 마을 도예"]


def test_suggestions_are_few():
    for number in range(9):
        make_program(name=f"도예 교실 {number}")
        make_organization(name=f"도예 단체 {number}")
    assert len(suggest("도예")) == 8


@pytest.mark.parametrize("q", ["", " ", "%", "\\", "'", "가" * 500, "<b>", "🙂", "a"])
def test_odd_beginnings_get_an_answer(client, q):
    response = client.get("/programs/suggest/", {"q": q})
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"


def test_fact_labels_and_drafts_are_not_suggested():
    from programs.tests.factories import make_draft

    make_draft(name="도예 비밀")
    make_term(Term.Taxonomy.FACT_LABEL, name="도예 값")
    assert suggest("도예") == []


# --- searches in vain ----------------------------------------------------------------------------


def kept() -> list[tuple[str, int]]:
    return list(NoResultQuery.objects.values_list("words", "count"))


def test_words_that_found_nothing_are_counted_by_day(client):
    page(client, q="없는 말!")
    page(client, q="없는  말")
    assert kept() == [("없는 말", 2)]
    assert NoResultQuery.objects.get().day == timezone.localdate()


def test_what_found_something_is_not_kept(client):
    make_program(name="도예")
    page(client, q="도예")
    page(client, q="도예", state="ended")
    assert kept() == []


def test_a_row_holds_nothing_but_words_day_and_count():
    assert {field.name for field in NoResultQuery._meta.get_fields()} == {
        "id",
        "words",
        "day",
        "count",
    }


@pytest.mark.parametrize(
    "text",
    [
        "900101-1234567",
        "010-1234-5678",
        "홍길동 01012345678",
        "9001011234567",
        "me@example.com",
        "010 1234 5678",
        "가" * 101,
        "  ",
        "1 2 3 4 5 6 7 8",
        "０１０-１２３４-５６７８",
    ],
)
def test_what_may_be_about_a_person_is_not_kept(text):
    misses.record(text)
    assert kept() == []


@pytest.mark.parametrize("text", ["2024년 계획", "코로나19", "65세 이상"])
def test_other_numbers_may_be_kept(text):
    misses.record(text)
    assert len(kept()) == 1


def test_a_day_holds_no_more_than_so_many(monkeypatch):
    monkeypatch.setattr(misses, "MOST_A_DAY", 2)
    for text in ["가나", "다라", "마바", "가나"]:
        misses.record(text)
    assert sorted(kept()) == [("가나", 2), ("다라", 1)]


def test_after_90_days_they_are_forgotten(capsys):
    today = timezone.localdate()
    for days in (0, 90, 91, 400):
        NoResultQuery.objects.create(words="말", day=today - timedelta(days=days))
    call_command("purge_searches")
    assert "2 old words" in capsys.readouterr().out
    assert NoResultQuery.objects.filter(day__gte=date(2000, 1, 1)).count() == 2
