import re

import pytest
from django.test import Client
from django.urls import reverse

from api.tests.asking import V1, check_problem, every, get
from news.models import Article
from programs.actions import new_edition, publish, withdraw
from programs.models import Channel, Edition, Fact, FormerSlug, Schedule, Term
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_program,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db


def detail(edition: Edition) -> dict:
    return get(f"programs/{edition.program.slug}/")


def test_a_list_item_says_what_a_card_says():
    edition = make_program(
        slug="meals", name="반찬 나눔", region=make_region("29200", name="광산구")
    )
    [item] = get("programs/")["results"]
    assert item["slug"] == "meals"
    assert item["uuid"] == str(edition.program.uuid)
    assert item["url"] == "http://testserver/programs/meals/"
    assert item["name"] == "반찬 나눔"
    assert item["state"] == "running"
    assert item["freshness"] == "checked"
    assert item["service_areas"][0]["code"] == "29200"
    assert item["themes"][0]["slug"] == "test-theme"
    assert item["providers"][0]["slug"].startswith("org-")
    assert item["edition"] == 1
    assert item["verified_on"] == "2026-11-22"
    assert item["source_date"] == "2026-11-01"
    assert item["parent"] is None


def test_only_live_programs_are_listed():
    make_draft(slug="draft")
    gone = make_program(slug="gone")
    withdraw(edition=gone, by=None, reason="끝났어요.")
    make_program(slug="live")
    assert [item["slug"] for item in every("programs/")] == ["live"]


def test_a_new_edition_takes_the_place_of_the_one_before():
    edition = make_program(slug="meals", name="처음")
    draft = new_edition(program=edition.program, by=None)
    draft.name = "다음"
    draft.save()
    assert detail(edition)["name"] == "처음"
    publish(edition=draft, by=None)
    assert (detail(edition)["name"], detail(edition)["edition"]) == ("다음", 2)


def test_a_part_names_its_whole_only_while_that_is_live():
    whole, part = make_program(slug="whole"), make_program(slug="part")
    part.program.parent = whole.program
    part.program.save()
    assert detail(part)["parent"] == "whole"
    assert [each["slug"] for each in detail(whole)["parts"]] == ["part"]
    withdraw(edition=whole, by=None, reason="끝났어요.")
    assert detail(part)["parent"] is None


def test_numbers_are_text_that_loses_nothing():
    draft = make_draft()
    article = draft.facts.get().article
    for number in ("214100000000", "2.50", "0.05", "1234567890123456.78"):
        make_fact(draft, article=article, number=number, unit="KRW")
    facts = detail(publish(edition=draft, by=None))["facts"]
    assert {fact["number"] for fact in facts} == {
        "10", "214100000000", "2.5", "0.05", "1234567890123456.78",
    }  # fmt: skip
    assert all(fact["words"] for fact in facts)


def test_articles_that_agree_stand_together_under_one_value():
    draft = make_draft()
    fact = draft.facts.get()
    other = make_article(key="other")
    make_fact(draft, article=other, label=fact.label)
    [said] = detail(publish(edition=draft, by=None))["facts"]
    assert said["sources"] == [fact.article.key, "other"]
    assert said["contradicts"] is False


def test_values_that_contradict_each_other_say_so():
    draft = make_draft()
    label = draft.facts.get().label
    make_fact(draft, article=make_article(), label=label, number=11, unit="people")
    make_fact(draft, article=make_article(), number=12, unit="people")
    facts = detail(publish(edition=draft, by=None))["facts"]
    assert {fact["number"]: fact["contradicts"] for fact in facts} == {
        "10": True, "11": True, "12": False,
    }  # fmt: skip


def test_a_partial_date_stays_partial():
    draft = make_draft(article=make_article(key="undated", date_published="XXXX-08"))
    make_fact(draft, article=draft.facts.get().article, date="2024-03", as_of="2024")
    body = detail(publish(edition=draft, by=None))
    assert [fact["date"] for fact in body["facts"]] == [None, "2024-03"]
    assert body["facts"][1]["as_of"] == "2024"
    [source] = body["sources"]
    assert source["number"] == 1
    assert source["article"]["date_published"] == "XXXX-08"
    assert source["article"]["date_precision"] == "partial"
    assert source["article"]["date_words"] == "8월 (연도 확인되지 않음)"
    assert body["source_date"] is None


def test_a_value_says_when_it_was_checked_by_whom_and_when_it_is_due():
    draft = make_draft()
    draft.facts.update(verified_on="2020-01-01", verified_by="김편집")
    [fact] = detail(publish(edition=draft, by=None))["facts"]
    assert fact["verified_on"] == "2020-01-01"
    assert fact["verified_by"] == "김편집"
    assert fact["check_due_on"] == "2020-12-31"
    assert fact["is_overdue"] is True


def test_history_is_never_due():
    draft = make_draft()
    draft.facts.update(verified_on="2020-01-01", kind=Fact.Kind.RESULT)
    [fact] = detail(publish(edition=draft, by=None))["facts"]
    assert (fact["check_due_on"], fact["is_overdue"]) == (None, False)


def test_what_is_printed_otherwise_is_said():
    draft = make_draft()
    draft.facts.update(as_printed="10맹", why_corrected="글자가 흐려요.")
    [fact] = detail(publish(edition=draft, by=None))["facts"]
    [printed] = fact["printed_otherwise"]
    assert (printed["as_printed"], printed["why_corrected"]) == ("10맹", "글자가 흐려요.")
    assert printed["source"] == fact["sources"][0]


def test_state_and_windows_follow_the_day():
    draft = make_draft()
    article = draft.facts.get().article
    Schedule.objects.create(edition=draft, article=article, valid_to="2021")
    draft.windows.create(article=article, kind="fixed", opens="2021-03-01", closes="2021-03-31")
    draft.windows.create(article=article, kind="always", words="언제나")
    body = detail(publish(edition=draft, by=None))
    assert body["state"] == "ended"
    assert [(row["state"], row["days_left"]) for row in body["windows"]] == [
        ("closed", None), ("open", None),
    ]  # fmt: skip


def test_the_detail_never_holds_what_is_for_staff():
    article = make_article(text="기사 본문입니다. 열 명을 뽑는다.")
    draft = make_draft(article=article)
    draft.facts.update(passage="열 명을 뽑는다.")
    Channel.objects.create(
        edition=draft, article=article, kind="phone", value="시험", passage="기사 본문"
    )
    edition = publish(edition=draft, by=None)
    for path in (
        f"programs/{edition.program.slug}/",
        "programs/",
        f"articles/{article.key}/",
        "articles/",
    ):
        text = Client().get(f"{V1}{path}").content.decode()
        assert "열 명을" not in text
        assert "본문" not in text
        assert "passage" not in text


def test_an_article_that_is_looked_at_again_is_named_and_not_described():
    edition = make_program()
    Article.objects.update(confirmed_at=None)
    [source] = detail(edition)["sources"]
    assert source["article"] is None
    assert get("articles/")["count"] == 0


def test_a_former_slug_leads_to_the_new_address():
    edition = make_program(slug="new-name")
    FormerSlug.objects.create(slug="old-name", program=edition.program)
    response = Client().get(f"{V1}programs/old-name/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{V1}programs/new-name/"


def test_a_withdrawn_program_is_gone_and_says_why():
    edition = make_program(slug="gone")
    withdraw(edition=edition, by=None, reason="두 기사가 틀렸어요.")
    body = check_problem(Client().get(f"{V1}programs/gone/"), 410)
    assert body["reason"] == "두 기사가 틀렸어요."
    assert body["instance"] == f"{V1}programs/gone/"


@pytest.mark.parametrize("slug", ["nothing", "draft"])
def test_what_is_not_public_is_not_there(slug):
    make_draft(slug="draft")
    check_problem(Client().get(f"{V1}programs/{slug}/"), 404)


def test_filters_are_those_of_the_page():
    theme = make_term(slug="meals")
    make_program(slug="a", themes=[theme], name="반찬 나눔")
    make_program(slug="b", name="버스 할인")
    make_program(slug="c", themes=[theme], name="도시락", region=make_region("41610"))

    def slugs(query):
        return {item["slug"] for item in every(f"programs/?{query}")}

    assert slugs("theme=meals") == {"a", "c"}
    assert slugs("theme=meals&region=29200") == {"a"}
    assert slugs("search=버스") == {"b"}
    assert slugs("search=") == {"a", "b", "c"}
    assert slugs("state=ended") == set()


def test_relevance_orders_a_search_and_the_name_everything_else():
    make_program(slug="b", name="하나 급식")
    make_program(slug="a", name="가나 버스", summary="급식을 드려요.")
    assert [item["slug"] for item in every("programs/")] == ["a", "b"]
    assert [item["slug"] for item in every("programs/?search=급식")] == ["b", "a"]


def test_pages_of_equal_names_do_not_overlap():
    for _ in range(5):
        make_program(name="같은 이름")
    first, second = (get(f"programs/?page_size=3&page={page}") for page in (1, 2))
    slugs = [item["slug"] for item in first["results"] + second["results"]]
    assert len(set(slugs)) == 5


def test_every_program_of_the_catalogue_is_there_with_every_value_and_source(catalogue):
    live = Edition.objects.live().select_related("program")
    assert {item["slug"] for item in every("programs/")} == {each.program.slug for each in live}
    for edition in live:
        body = detail(edition)
        keys = {source["key"] for source in body["sources"]}
        said = [
            (fact["label"]["slug"], fact["words"], set(fact["sources"])) for fact in body["facts"]
        ]
        for fact in edition.facts.select_related("label", "article"):
            assert any(
                label == fact.label.slug and fact.article.key in sources and _tells(fact, words)
                for label, words, sources in said
            ), fact
        for statements in (body[name] for name in STATEMENTS):
            assert all(row["sources"] and set(row["sources"]) <= keys for row in statements)


STATEMENTS = (
    "facts", "windows", "criteria", "channels", "documents", "schedules", "locations", "rounds",
    "involvements",
)  # fmt: skip


def _tells(fact: Fact, words: str) -> bool:
    if fact.text:
        return fact.text == words
    if fact.date:
        return fact.date.words == words
    digits = re.sub(r"\D", "", words)
    return bool(digits) or fact.number == 0


def test_neither_gwangju_names_the_other(catalogue):
    """The metropolitan city and its heirs, and the city in Gyeonggi."""
    for item in every("programs/?region=41610"):
        body = get(f"programs/{item['slug']}/")
        named = [each["slug"] for each in body["parts"] + body["related"]]
        assert not set(named) & {other["slug"] for other in every("programs/?region=29")}


def test_the_address_of_an_item_is_its_page(catalogue):
    item = get("programs/")["results"][0]
    path = reverse("program", args=[item["slug"]])
    assert item["url"] == f"http://testserver{path}"
    assert Client().get(path).status_code == 200


def test_terms_carry_the_codes_of_bokjiro(catalogue):
    coded = Term.objects.exclude(bokjiro_code="").filter(theme_editions__status="published").first()
    [item, *_] = every(f"programs/?theme={coded.slug}")
    assert coded.bokjiro_code in {theme["bokjiro_code"] for theme in item["themes"]}
