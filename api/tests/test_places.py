from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from api.tests.asking import V1, check_problem, every, get
from news.models import Article, Publisher, Reading
from programs.actions import publish
from programs.models import Edition, Organization, Term
from programs.tests.factories import (
    make_article,
    make_draft,
    make_organization,
    make_program,
    make_region,
    make_term,
)
from regions.models import Region, RegionName

pytestmark = pytest.mark.django_db


def test_an_article_says_what_the_public_may_know():
    article = make_article(
        key="news", headline="시험 제목", date_published="2024-03", reporter="김기자", note="한 줄",
        url="https://example.org/1", publisher=Publisher.objects.create(slug="paper", name="시험일보"),
    )  # fmt: skip
    Reading.objects.create(article=article, as_printed="10맹", corrected="10명", why="흐림")
    body = get("articles/news/")
    assert body["headline"] == "시험 제목"
    assert body["publisher"] == {"slug": "paper", "name": "시험일보", "domain": ""}
    assert (body["date_published"], body["date_precision"], body["date_words"]) == (
        "2024-03", "month", "2024년 3월",
    )  # fmt: skip
    assert body["original_url"] == "https://example.org/1"
    assert body["readings"] == [{"as_printed": "10맹", "corrected": "10명", "why": "흐림"}]
    assert body["url"] == "http://testserver/news/news/"


def test_an_article_without_any_date_says_so():
    make_article(key="news", date_published=None)
    body = get("articles/news/")
    assert (body["date_published"], body["date_precision"]) == (None, None)
    assert body["date_words"] == "확인되지 않음"


def test_unconfirmed_articles_and_advertisements_are_not_there():
    make_article(key="raw", confirmed_at=None)
    make_article(key="advert", confirmed_at=None, kind=Article.Kind.ADVERTISEMENT)
    assert get("articles/")["count"] == 0
    for key in ("raw", "advert"):
        check_problem(Client().get(f"{V1}articles/{key}/"), 404)


def test_an_article_names_the_programs_that_rest_on_it():
    article = make_article(key="news")
    by_fact = make_program(slug="fact", name="나", article=article)
    draft = make_draft(slug="phase", name="가", phase="pilot", phase_article=article)
    publish(edition=draft, by=None)
    make_draft(slug="draft", article=article)
    make_program(slug="other")
    body = get("articles/news/")
    assert [each["slug"] for each in body["programs"]] == ["phase", "fact"]
    assert body["program_count"] == 2
    listed = {each["key"]: each["program_count"] for each in every("articles/")}
    assert listed["news"] == 2
    assert by_fact.program.slug in {each["slug"] for each in body["programs"]}


def test_articles_are_found_by_words_of_their_headline_publisher_and_region():
    make_article(key="a", headline="급식을 나눠요", regions=[make_region("29200")])
    make_article(key="b", headline="버스가 늘어요", regions=[make_region("41610")])
    assert [each["key"] for each in every("articles/?search=급식")] == ["a"]
    assert [each["key"] for each in every("articles/?region=41610")] == ["b"]
    publisher = Article.objects.get(key="a").publisher.slug
    assert [each["key"] for each in every(f"articles/?publisher={publisher}")] == ["a"]


def test_the_newest_article_comes_first_and_those_without_a_year_last():
    for key, date in (("old", "2020"), ("undated", "XXXX-08"), ("new", "2026-01-01")):
        make_article(key=key, date_published=date)
    assert [each["key"] for each in every("articles/")] == ["new", "old", "undated"]


def test_a_region_says_when_it_existed_and_what_became_of_it():
    yesterday = timezone.localdate() - timedelta(days=1)
    old = make_region("29", name="옛광역시", valid_to=yesterday)
    new = make_region("12", name="새특별시", valid_from=timezone.localdate())
    old.successors.add(new)
    RegionName.objects.create(region=old, name="옛시", kind="short")
    RegionName.objects.create(region=old, name="062", kind="phone")
    body = get("regions/29/")
    assert body["is_dissolved"] is True
    assert body["valid_to"] == yesterday.isoformat()
    assert [each["code"] for each in body["successors"]] == ["12"]
    assert "새특별시" in body["dissolution_note"]
    assert body["names"] == [{"name": "옛시", "kind": "short"}]
    assert [each["code"] for each in get("regions/12/")["predecessors"]] == ["29"]
    assert [each["code"] for each in every("regions/?is_dissolved=true")] == ["29"]
    assert [each["code"] for each in every("regions/?is_dissolved=false")] == ["12"]
    assert [each["code"] for each in every("regions/?search=옛시")] == ["29"]


def test_a_region_names_the_ones_it_lies_in():
    make_region("41610", name="광주시", parent=make_region("41", name="경기도"))
    body = get("regions/41610/")
    assert body["full_name"] == "경기도 광주시"
    assert body["parent"]["code"] == "41"
    assert [each["code"] for each in every("regions/?parent=41")] == ["41610"]
    assert [each["code"] for each in every("regions/?level=province")] == ["41"]


def test_an_organization_says_where_it_belongs():
    whole = make_organization(slug="city", name="시청")
    make_organization(slug="part", name="복지과", parent=whole, region=make_region("29200"))
    body = get("organizations/part/")
    assert body["parent"] == {"slug": "city", "name": "시청"}
    assert body["region"]["code"] == "29200"
    assert [each["slug"] for each in every("organizations/?search=복지")] == ["part"]
    assert [each["slug"] for each in every("organizations/?region=29")] == ["part"]
    assert get("organizations/?kind=company")["count"] == 0


def test_a_term_carries_its_codes_and_its_page():
    make_term("life_stage", "youth", name="청년", bokjiro_code="004", gov24_codes=["JA0302"])
    body = get("terms/life_stage/youth/")
    assert body["bokjiro_code"] == "004"
    assert body["gov24_codes"] == ["JA0302"]
    assert body["url"] == "http://testserver/programs/?life_stage=youth"
    assert Client().get(body["url"]).status_code == 200
    assert [each["slug"] for each in every("terms/?taxonomy=life_stage")] == ["youth"]


def test_names_of_facts_have_no_page():
    make_term("fact_label", "places")
    assert get("terms/fact_label/places/")["url"] is None


@pytest.mark.parametrize(
    "path", ["articles/no/", "organizations/no/", "regions/99/", "terms/theme/no/", "terms/no/no/"]
)
def test_what_does_not_exist_is_not_found(path):
    check_problem(Client().get(f"{V1}{path}"), 404)


@pytest.mark.parametrize(
    ("path", "rows", "key"),
    [
        ("articles/", Article.objects.public(), "key"),
        ("organizations/", Organization.objects.all(), "slug"),
        ("regions/", Region.objects.all(), "code"),
    ],
)
def test_everything_of_the_catalogue_is_listed_once_and_under_its_address(
    catalogue, path, rows, key
):
    listed = every(path)
    assert sorted(each[key] for each in listed) == sorted(rows.values_list(key, flat=True))
    for each in listed[::7]:
        body = get(f"{path}{each[key]}/")
        assert {name: body[name] for name in each} == each


def test_every_term_is_listed_once_and_under_its_address(catalogue):
    listed = every("terms/")
    assert len(listed) == Term.objects.count()
    for each in listed[::9]:
        assert get(f"terms/{each['taxonomy']}/{each['slug']}/") == each


def test_an_article_with_very_many_programs_names_the_first_and_counts_all(monkeypatch):
    monkeypatch.setattr("api.v1.queries.MOST_PROGRAMS", 2)
    article = make_article(key="news")
    for name in "다가나":
        make_program(name=name, article=article)
    body = get("articles/news/")
    assert (body["program_count"], [each["name"] for each in body["programs"]]) == (3, ["가", "나"])


def test_regions_of_dissolved_cities_find_their_programs(catalogue):
    slugs = {each["slug"] for each in every("programs/?region=29200")}
    assert "koryo-settlement" in slugs
    assert Edition.objects.live().count() >= len(slugs)
