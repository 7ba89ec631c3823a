"""The staff's pages: an article beside the catalogue, one click, and the cases."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from programs.actions import new_edition, publish
from programs.evidence.page import blocks
from programs.evidence.reading import read
from programs.models import Edition, EvidenceCase
from programs.tests.factories import make_article, make_fact, make_region, make_term
from programs.tests.test_evidence_adding import TEXT, drafts, keys, make_class, make_news, open_case

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.I)


@pytest.fixture
def editor(client):
    user = get_user_model().objects.create_user("editor", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return user


def page_of(article) -> str:
    return reverse("admin:programs_evidence_article", args=[article.pk])


def chosen(article, program) -> dict:
    """The form of one program with everything chosen, as a browser sends it."""
    choices = drafts(article, program)
    fields = {"program": program.pk, "finding": keys(article, program)}
    fields["draft"] = [choice.key for choice in choices]
    for choice in choices:
        fields |= {f"label-{choice.key}": choice.label, f"kind-{choice.key}": choice.kind}
    return fields


def test_the_page_shows_program_passage_and_both_values(client, editor):
    live, article = make_class(), make_news()

    response = client.get(page_of(article))
    html = response.content.decode()

    assert response.status_code == 200
    assert live.name in html
    assert "40명" in html
    assert "48명" in html
    assert "<mark>48명</mark>" in html
    assert "새 값" in html
    assert "자원봉사자" in html
    assert not INLINE.search(html)


def test_only_agreeing_values_are_chosen_beforehand(client, editor):
    make_class()
    article = make_news("달빛 독서 교실에 참가한 어린이는 40명이다. 자원봉사자 12명이 함께한다.")

    html = client.get(page_of(article)).content.decode()

    boxes = re.findall(
        r'<input type="checkbox" name="(\w+)" value="([^"]+)"[^>]*?( checked)?(?: |>)', html
    )
    ticked = re.findall(r'<input type="checkbox" name="(\w+)"[^>]* checked', html)
    assert len(boxes) == 2
    assert ticked == ["finding"]


@pytest.mark.parametrize(
    ("text", "is_chosen"),
    [
        ("참가한 어린이는 동화책과 색연필, 우산을 선물로 받는다.", True),
        ("참가한 어린이는 동화책과 색연필을 선물로 받는다.", False),
    ],
)
def test_words_are_chosen_beforehand_only_where_all_of_them_stand(text, is_chosen):
    draft = new_edition(program=make_class().program, by=None)
    words = {"kind": "text", "text": "동화책, 색연필, 우산 선물", "article": make_article()}
    make_fact(draft, label=make_term("fact_label", "gift", name="선물"), **words)
    publish(edition=draft, by=None)

    [block] = blocks(read(make_news(text)))
    [gift] = [choice for choice in block.choices if choice.name == "선물"]
    assert gift.is_chosen == is_chosen


def test_one_click_adds_what_was_chosen_and_says_so(client, editor):
    live, article = make_class(), make_news()

    response = client.post(page_of(article), chosen(article, live.program), follow=True)
    html = response.content.decode()

    working = Edition.objects.working().get(program=live.program)
    assert working.facts.count() == 4
    assert working.modified_by == editor
    assert "3개를 더했습니다" in html
    assert "1건 생겼습니다" in html
    assert reverse("admin:programs_edition_change", args=[working.pk]) in html
    entry = LogEntry.objects.get(object_id=str(working.pk))
    assert (entry.user, article.headline in entry.change_message) == (editor, True)


def test_a_second_click_changes_nothing(client, editor):
    live, article = make_class(), make_news()
    fields = chosen(article, live.program)
    client.post(page_of(article), fields)

    response = client.post(page_of(article), fields, follow=True)

    assert "바뀐 것이 없습니다" in response.content.decode()
    assert Edition.objects.working().get(program=live.program).facts.count() == 4
    assert LogEntry.objects.count() == 1


def test_what_is_there_already_can_not_be_chosen_again(client, editor):
    live, article = make_class(), make_news()
    client.post(page_of(article), chosen(article, live.program))

    html = client.get(page_of(article)).content.decode()

    assert html.count("근거 문장도 적혀 있습니다") == 3
    assert html.count(" disabled") == 3
    assert "정할 일" in html


def test_a_refusal_keeps_what_was_written(client, editor):
    live, article = make_class(), make_news()
    fields = chosen(article, live.program)
    fields[f"as_of-{fields['draft'][0]}"] = "어제쯤"
    fields[f"label-{fields['draft'][0]}"] = "함께하는 이웃"

    response = client.post(page_of(article), fields)
    html = response.content.decode()

    assert response.status_code == 200
    assert "기준일" in html
    assert 'value="어제쯤"' in html
    assert 'value="함께하는 이웃"' in html
    assert not Edition.objects.working().exists()


def test_a_program_of_another_place_is_refused_even_if_its_number_is_sent(client, editor):
    live, article = make_class(), make_news()
    elsewhere = make_news(regions=[make_region("41610")])

    response = client.post(page_of(elsewhere), chosen(article, live.program))

    assert "아무것도 더하지 않았으니" in response.content.decode()
    assert not Edition.objects.working().exists()


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "-1", "\0", "１"])
def test_a_program_that_is_none_is_not_found(client, editor, number):
    assert client.post(page_of(make_news()), {"program": number}).status_code in (400, 404)


def test_strange_input_is_refused_in_words(client, editor):
    live, article = make_class(), make_news()

    key = drafts(article, live.program)[0].key
    long = "x" * 5000
    for fields in (
        f"finding=supports:fact&finding=:&finding={long}",
        "finding=%ED%A0%80",
        "finding=%00&draft=%00",
        f"draft={key}&label-{key}=%00%00&kind-{key}=capacity",
        f"draft={key}&label-{key}={long}&kind-{key}=%F0%9F%92%A9",
        f"draft={key}&label-{key}=a&kind-{key}=capacity&as_of-{key}=%00",
        "draft=draft-1-2-3&draft=%EC%9D%BC",
    ):
        response = client.post(
            page_of(article),
            f"program={live.program.pk}&{fields}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code in (200, 400), fields
    assert not Edition.objects.working().exists()


def test_an_article_that_is_gone_is_not_found(client, editor):
    assert client.get(reverse("admin:programs_evidence_article", args=[999_999])).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"confirmed_at": None}, "아직 확인되지 않은 기사"),
        ({"text": ""}, "본문이 저장되어 있지 않아"),
        ({"regions": []}, "지역이 정해지지 않아"),
        ({"headline": "다른 이야기", "text": "비가 온다."}, "찾지 못했습니다"),
    ],
)
def test_what_stands_in_the_way_is_said(client, editor, fields, sentence):
    make_class()

    html = client.get(page_of(make_news(**fields))).content.decode()

    assert sentence in html


def test_an_unconfirmed_article_offers_no_button(client, editor):
    make_class()

    html = client.get(page_of(make_news(confirmed_at=None))).content.decode()

    assert 'value="고른 것을' not in html


def test_those_who_may_not_see_articles_see_none(client):
    article = make_news()
    user = get_user_model().objects.create_user("clerk", is_staff=True)
    client.force_login(user)

    assert client.get(page_of(article)).status_code == 403
    assert client.get(reverse("admin:programs_evidence")).status_code == 403
    assert client.get(reverse("admin:programs_evidencecase_changelist")).status_code == 403


def test_visitors_are_sent_to_the_login(client):
    response = client.get(page_of(make_news()))

    assert response.status_code == 302
    assert "login" in response.url


def test_those_who_may_only_look_can_not_add(client):
    live, article = make_class(), make_news()
    user = get_user_model().objects.create_user("reader", is_staff=True)
    names = ["view_article", "view_edition"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)

    assert 'value="고른 것을' not in client.get(page_of(article)).content.decode()
    assert client.post(page_of(article), chosen(article, live.program)).status_code == 403


def test_the_number_of_queries_stays_flat(client, editor, django_assert_max_num_queries):
    make_class()
    article = make_news()
    client.get(page_of(article))
    with django_assert_max_num_queries(22):
        client.get(page_of(article))
    for number in range(4):
        make_class(slug=f"class-{number}")
    with django_assert_max_num_queries(22):
        html = client.get(page_of(article)).content.decode()
    assert len(read(article).programs) == 5
    assert html.count("evidence-program") == 5


# --- the list of articles ----------------------------------------------------------------------


def test_articles_that_back_nothing_come_first(client, editor, django_assert_max_num_queries):
    live = make_class()
    cited = live.facts.get().article
    type(cited).objects.filter(pk=cited.pk).update(text="글", headline="쓰인 기사")
    make_article(headline="새 기사", text="글")
    make_article(headline="글이 없는 기사")
    make_article(headline="확인 안 된 기사", text="글", confirmed_at=None)
    for number in range(5):
        make_article(headline=f"다른 기사 {number}", text="글")

    with django_assert_max_num_queries(10):
        html = client.get(reverse("admin:programs_evidence")).content.decode()

    assert html.index("새 기사") < html.index("쓰인 기사")
    assert "글이 없는 기사" not in html
    assert "확인 안 된 기사" not in html


@pytest.mark.parametrize("query", ["q=새", "q=%00", "p=99999999999999999999", "p=x", "q=%25"])
def test_the_list_answers_any_question(client, editor, query):
    make_article(headline="새 기사", text="글")

    assert client.get(f"{reverse('admin:programs_evidence')}?{query}").status_code in (200, 400)


# --- cases -------------------------------------------------------------------------------------


def case_page(case) -> str:
    return reverse("admin:programs_evidencecase_change", args=[case.pk])


def test_a_case_shows_both_sides_and_is_settled_with_a_reason(client, editor):
    working, case = open_case()

    html = client.get(case_page(case)).content.decode()
    response = client.post(
        case_page(case), {"outcome": "superseded", "reason": "담당자에게 물어봄"}, follow=True
    )

    assert "40명" in html
    assert "48명" in html
    assert not INLINE.search(html)
    assert [fact.number for fact in working.facts.all()] == [48]
    case.refresh_from_db()
    assert (case.reason, case.settled_by) == ("담당자에게 물어봄", editor)
    assert "정했습니다" in response.content.decode()
    assert LogEntry.objects.filter(user=editor).count() == 2


def test_an_open_case_waits_on_the_first_page_until_it_is_settled(client, editor):
    _working, case = open_case()

    def waiting() -> list[str]:
        tasks = BeautifulSoup(client.get("/admin/").content, "html.parser").select(".tasks a")
        return [link["href"] for link in tasks]

    assert case_page(case) in waiting()
    assert {client.get(link).status_code for link in waiting()} == {200}
    client.post(case_page(case), {"outcome": "both_stand", "reason": "둘 다 맞음"})
    assert case_page(case) not in waiting()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": "까닭"}, "결론을 골라 주세요."),
        ({"outcome": "superseded", "reason": " "}, "까닭을 적어 주세요."),
        ({"outcome": "x", "reason": "까닭"}, "errorlist"),
    ],
)
def test_an_unfinished_decision_is_told_at_its_field(client, editor, fields, sentence):
    _working, case = open_case()

    response = client.post(case_page(case), fields)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert EvidenceCase.objects.open().count() == 1


def test_a_settled_case_stays_readable_and_is_not_settled_again(client, editor):
    _working, case = open_case()
    fields = {"outcome": "both_stand", "reason": "둘 다 맞음"}
    client.post(case_page(case), fields)

    html = client.get(case_page(case)).content.decode()
    again = client.post(case_page(case), fields | {"outcome": "superseded"})

    assert "둘 다 맞음" in html
    assert "<textarea" not in html
    assert "이미 정해진 일입니다" in again.content.decode()


def test_the_list_of_cases_is_flat_and_knows_its_filters(
    client, editor, django_assert_max_num_queries
):
    _working, case = open_case()
    address = reverse("admin:programs_evidencecase_changelist")
    client.get(address)

    with django_assert_max_num_queries(9):
        html = client.get(address).content.decode()

    assert case.held_words in html
    assert reverse("admin:programs_evidence") in html
    assert client.get(f"{address}?status__exact=open").status_code == 200
    assert client.get(f"{address}?status=%00").status_code in (200, 302, 400)


def test_nobody_adds_or_deletes_a_case_by_hand(client, editor):
    _working, case = open_case()

    assert client.get(reverse("admin:programs_evidencecase_add")).status_code == 403
    delete = reverse("admin:programs_evidencecase_delete", args=[case.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_the_public_page_shows_both_values_and_never_the_passage(client, editor):
    live, article = make_class(), make_news()
    client.post(page_of(article), chosen(article, live.program))
    publish(edition=Edition.objects.working().get(program=live.program), by=editor)
    client.logout()

    html = client.get(live.program.get_absolute_url()).content.decode()

    assert "40명" in html
    assert "48명" in html
    assert TEXT.splitlines()[0] not in html
