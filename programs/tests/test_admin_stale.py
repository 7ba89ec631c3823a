"""Two people, one form: nothing is lost without somebody having decided so."""

import pytest
from django.urls import reverse

from news.stale_forms import rebased
from programs.actions import publish
from programs.admin.inlines import MOST_ROWS
from programs.models import Edition, Fact, RequiredDocument
from programs.tests.admin_client import add_row, form_of, messages_of, page_of, signed_in
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_organization,
    make_term,
)

pytestmark = pytest.mark.django_db


def url_of(row) -> str:
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def save(client, row, data, **buttons):
    return client.post(url_of(row), {**data, **(buttons or {"_continue": "1"})}, follow=True)


def keep_mine(client, row, response):
    button = page_of(response).select_one("[name=_keep_mine]")
    data = form_of(response)
    return save(client, row, data, _keep_mine=button["value"])


def cells(response) -> list[list[str]]:
    rows = page_of(response).select(".stale tbody tr")
    return [[cell.text.strip() for cell in row.select("th, td")] for row in rows]


def test_a_stale_form_saves_nothing_and_shows_both():
    mine, theirs = signed_in("editor"), signed_in("editor", username="이웃")
    edition = make_draft(name="처음")
    my_form, their_form = (form_of(client.get(url_of(edition))) for client in (mine, theirs))
    their_form["name"] = ["그들의 이름"]
    save(theirs, edition, their_form)
    my_form["name"] = ["나의 이름"]

    response = save(mine, edition, my_form)

    edition.refresh_from_db()
    assert edition.name == "그들의 이름"
    assert ["이름", "그들의 이름", "나의 이름"] in cells(response)
    assert form_of(response)["name"] == ["나의 이름"]
    assert "이웃" in page_of(response).select_one(".stale").text


def test_pressing_save_again_is_refused_again():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    Edition.objects.filter(pk=edition.pk).update(name="그들의 이름")
    data["name"] = ["나의 이름"]
    save(client, edition, form_of(save(client, edition, data)))
    edition.refresh_from_db()
    assert edition.name == "그들의 이름"


def test_keeping_mine_is_a_decision_of_its_own():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    Edition.objects.filter(pk=edition.pk).update(name="그들의 이름")
    data["name"] = ["나의 이름"]
    response = keep_mine(client, edition, save(client, edition, data))
    edition.refresh_from_db()
    assert edition.name == "나의 이름"
    assert page_of(response).select(".stale") == []


def test_a_decision_holds_only_for_what_was_seen():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    Edition.objects.filter(pk=edition.pk).update(name="하나")
    data["name"] = ["나의 이름"]
    response = save(client, edition, data)
    Edition.objects.filter(pk=edition.pk).update(name="둘")
    response = keep_mine(client, edition, response)
    edition.refresh_from_db()
    assert edition.name == "둘"
    assert ["이름", "둘", "나의 이름"] in cells(response)


def test_a_change_of_any_statement_counts():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    fact = edition.facts.get()
    edition.facts.update(number=77)
    data["facts-0-number"] = ["88"]
    response = save(client, edition, data)
    fact.refresh_from_db()
    assert fact.number == 77
    assert ["수", "77.00", "88"] in cells(response)


def test_a_statement_that_somebody_deleted_comes_back_if_i_keep_mine():
    client, edition = signed_in("editor"), make_draft()
    lost = make_fact(edition, article=make_article(), number=55, unit="people")
    make_fact(edition, article=make_article(), number=66, unit="people")
    data = form_of(client.get(url_of(edition)))
    lost.delete()
    data["name"] = ["나의 이름"]

    response = save(client, edition, data)

    assert response.status_code == 200
    assert not edition.facts.filter(number=55).exists()
    assert any(
        "내 화면에만 있는 것" in caption.text for caption in page_of(response).select("caption")
    )
    keep_mine(client, edition, response)
    assert sorted(edition.facts.values_list("number", flat=True)) == [10, 55, 66]


def test_a_statement_that_somebody_added_stays_if_i_keep_mine():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    RequiredDocument.objects.create(edition=edition, document="그들이 더한 서류")
    add_row(data, "documents", document="내가 더한 서류")
    response = save(client, edition, data)
    assert ["이 항목 전체", "새로 생김", "내 화면에는 없음"] in cells(response)
    keep_mine(client, edition, response)
    names = set(edition.documents.values_list("document", flat=True))
    assert names == {"그들이 더한 서류", "내가 더한 서류"}


def test_an_edition_published_meanwhile_keeps_my_words_on_the_page():
    client, edition = signed_in("editor"), make_draft(name="공개된 이름")
    data = form_of(client.get(url_of(edition)))
    publish(edition=edition, by=None)
    data["name"] = ["늦게 적은 이름"]
    response = save(client, edition, data)
    assert response.status_code == 200
    assert "더는 고칠 수 없습니다" in response.content.decode()
    assert form_of(response)["name"] == ["늦게 적은 이름"]
    assert page_of(response).select("[name=_keep_mine], [name=_save]") == []
    edition.refresh_from_db()
    assert edition.name == "공개된 이름"


def test_even_a_forged_version_does_not_open_a_frozen_edition():
    client, edition = signed_in("editor"), make_draft(name="공개된 이름")
    data = form_of(client.get(url_of(edition)))
    edition = publish(edition=edition, by=None)
    data["seen_version"], data["name"] = [str(edition.version)], ["몰래"]
    response = save(client, edition, data)
    assert response.status_code == 200
    edition.refresh_from_db()
    assert edition.name == "공개된 이름"


def test_a_form_without_a_version_is_stale():
    client, edition = signed_in("editor"), make_draft(name="처음")
    data = form_of(client.get(url_of(edition)))
    del data["seen_version"]
    data["name"] = ["바뀐 이름"]
    save(client, edition, data)
    edition.refresh_from_db()
    assert edition.name == "처음"


def test_a_stale_form_with_nothing_new_shows_what_is_stored():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    Edition.objects.filter(pk=edition.pk).update(name="그들의 이름")
    data["name"] = ["그들의 이름"]
    response = save(client, edition, data)
    assert response.redirect_chain
    assert any("이미 저장되어" in message for message in messages_of(response))


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (make_organization, "name"),
        (lambda: make_term(name="용어"), "name"),
        (make_article, "headline"),
    ],
)
def test_other_forms_are_guarded_too(make, field):
    client, row = signed_in("editor"), make()
    data = form_of(client.get(url_of(row)))
    type(row).objects.filter(pk=row.pk).update(**{field: "그들의 말"})
    data[field] = ["나의 말"]
    response = save(client, row, data)
    row.refresh_from_db()
    assert getattr(row, field) == "그들의 말"
    assert ["그들의 말", "나의 말"] in [line[1:] for line in cells(response)]
    keep_mine(client, row, response)
    row.refresh_from_db()
    assert getattr(row, field) == "나의 말"


def test_a_programs_relations_count_too():
    client, program = signed_in("editor"), make_draft().program
    other, third = make_draft().program, make_draft().program
    data = form_of(client.get(url_of(program)))
    program.related.add(other)
    data["related"] = [str(third.pk)]
    response = save(client, program, data)
    assert list(program.related.all()) == [other]
    assert cells(response) == [["함께 볼 사업", other.slug, third.slug]]


def test_rows_of_another_edition_are_never_moved():
    client, edition, other = signed_in("editor"), make_draft(), make_draft()
    data = form_of(client.get(url_of(edition)))
    stranger = other.facts.get()
    data["facts-0-id"], data["facts-0-number"] = [str(stranger.pk)], ["99"]
    save(client, edition, data)
    stranger.refresh_from_db()
    assert (stranger.edition, stranger.number) == (other, 10)


@pytest.mark.parametrize("count", ["", "x", "-1", "99999999", "٣", "9" * 30])
def test_nonsense_in_the_counts_of_rows_is_an_answer_not_an_error(count):
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    for name in ("facts-TOTAL_FORMS", "facts-INITIAL_FORMS"):
        assert client.post(url_of(edition), {**data, name: count}).status_code < 500
    assert edition.facts.count() == 1


def test_more_rows_than_a_program_can_say_are_refused_with_the_limit():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    page = client.post(url_of(edition), {**data, "facts-TOTAL_FORMS": str(MOST_ROWS + 5)})
    assert page.status_code == 200
    assert f"{MOST_ROWS}개" in page_of(page).select_one("#facts-group").get_text()
    assert edition.facts.count() == 1


def test_rebasing_keeps_existing_rows_first():
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    data.update({"a-TOTAL_FORMS": "3", "a-INITIAL_FORMS": "2", "a-0-id": "1", "a-0-x": "gone"})
    data.update({"a-1-id": "2", "a-1-x": "kept", "a-2-id": "", "a-2-x": "new", "other": "o"})
    moved = rebased(data, "a", Fact, {"2"})
    assert [moved[f"a-{i}-x"] for i in range(3)] == ["kept", "gone", "new"]
    assert [moved[f"a-{i}-id"] for i in range(3)] == ["2", "", ""]
    assert (moved["a-INITIAL_FORMS"], moved["a-TOTAL_FORMS"], moved["other"]) == ("1", "3", "o")
    assert rebased(data, "a", Fact, {"1", "2"}) is data
