"""Staff keep the words of search, and see what a change does before they save it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.models import IgnoredWord, NoResultQuery, SynonymGroup, VocabularyEntry
from programs.search.engine import find
from programs.tests.admin_client import form_of, page_of, signed_in
from programs.tests.factories import make_program

pytestmark = pytest.mark.django_db

ADD = "/admin/programs/synonymgroup/add/"
POTTERY = {"key": "pottery", "kind": "means", "words": "그릇 빚기, 흙놀이", "means": "도예"}


def test_a_change_is_shown_on_real_queries_before_anything_is_saved():
    make_program(name="도예 교실")
    NoResultQuery.objects.create(words="흙놀이 모임", count=3)
    response = signed_in("editor").post(ADD, {**POTTERY, "_preview": "1"})

    rows = {
        row.th.get_text(): [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in page_of(response).select("tbody tr")
    }
    assert rows["그릇 빚기"] == ["사업 0개", "사업 1개 도예 교실"]
    assert rows["흙놀이 모임"][1].endswith("도예 교실")
    assert not SynonymGroup.objects.exists()


def test_the_preview_saves_what_it_showed():
    make_program(name="도예 교실")
    staff = signed_in("editor")
    form = form_of(staff.post(ADD, {**POTTERY, "_preview": "1"}), "#content form")
    assert staff.post(ADD, {**form, "_save": "1"}).status_code == 302
    assert SynonymGroup.objects.get().words == ["그릇 빚기", "흙놀이"]
    assert find("흙놀이").count == 1


def test_a_saved_word_works_at_once_and_a_deleted_one_no_more():
    make_program(name="도예 교실")
    staff = signed_in("editor")
    staff.post(ADD, POTTERY)
    assert find("흙놀이").count == 1
    staff.post(
        f"/admin/programs/synonymgroup/{SynonymGroup.objects.get().pk}/delete/", {"post": "yes"}
    )
    assert find("흙놀이").count == 0


def test_a_group_without_official_name_is_refused_in_words():
    response = signed_in("editor").post(ADD, {**POTTERY, "means": "", "_preview": "1"})
    assert "뜻하는 공식 이름" in response.content.decode()
    assert not SynonymGroup.objects.exists()


def test_words_of_other_languages_have_a_preview_too():
    make_program(name="도예 교실")
    entry = {"language": "en", "foreign": "pottery, ceramic*", "korean": "도예", "weight": "1"}
    staff = signed_in("editor")
    response = staff.post("/admin/programs/vocabularyentry/add/", {**entry, "_preview": "1"})
    assert "사업 1개" in page_of(response).get_text()
    staff.post("/admin/programs/vocabularyentry/add/", entry)
    assert VocabularyEntry.objects.count() == 1
    assert find("ceramics").count == find("Pottery!").count == 1


def test_words_are_found_in_the_lists():
    SynonymGroup.objects.create(key="pottery", kind="same", words=["도예", "도자기"])
    staff = signed_in("editor")
    assert "pottery" in staff.get("/admin/programs/synonymgroup/?q=도자기").content.decode()
    for name in ("vocabularyentry", "ignoredword", "noresultquery"):
        assert staff.get(f"/admin/programs/{name}/?q=도자기").status_code == 200


def test_searches_in_vain_are_only_read():
    NoResultQuery.objects.create(words="없는말")
    staff = signed_in(is_superuser=True)
    assert "없는말" in staff.get("/admin/programs/noresultquery/").content.decode()
    assert staff.get("/admin/programs/noresultquery/add/").status_code == 403
    assert (
        staff.post(
            f"/admin/programs/noresultquery/{NoResultQuery.objects.get().pk}/delete/",
            {"post": "yes"},
        ).status_code
        == 403
    )


def add_words(number: int) -> None:
    SynonymGroup.objects.create(
        key=f"g{number}", kind="means", words=[f"가{number}"], means=["도예"]
    )
    VocabularyEntry.objects.create(language="en", foreign=[f"w{number}"], korean=["도예"])
    IgnoredWord.objects.create(language="ko", word=f"나{number}")
    NoResultQuery.objects.create(words=f"다{number}")


@pytest.mark.parametrize(
    "table", ["synonymgroup", "vocabularyentry", "ignoredword", "noresultquery"]
)
def test_a_list_of_words_asks_no_more_for_more_words(table):
    client, counts = signed_in("publisher"), []
    for numbers in (range(2), range(2, 30)):
        for number in numbers:
            add_words(number)
        client.get(f"/admin/programs/{table}/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/admin/programs/{table}/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12
