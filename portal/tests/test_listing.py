import pytest
import time_machine
from django.core.paginator import Paginator

from news.dates import PartialDate
from portal.templatetags import listing
from programs.models import Edition, Involvement
from programs.tests.factories import make_article, make_draft, make_organization, make_region


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22T12:00:00+09:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("closes", "left", "words"),
    [
        ("2026-11-22", 0, "오늘 마감"),
        ("2026-11-23", 1, "마감 1일 전"),
        ("2027-01-01", 40, "마감 40일 전"),
    ],
)
def test_days_left_count_from_today(closes, left, words):
    closing = PartialDate.parse(closes)

    assert listing.days_left(closing) == left
    assert listing.days_left_words(closing) == words


@pytest.mark.parametrize("closes", ["2026-11-21", "2026-12", "2027", "XXXX-12-01"])
def test_days_left_are_never_guessed(closes):
    assert listing.days_left(PartialDate.parse(closes)) is None


def test_a_card_without_a_closing_day_has_no_days_left():
    assert listing.days_left(None) is None
    assert listing.days_left("") is None


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2020-10-12", "2020년 10월 기사 기준"),
        ("2020-10", "2020년 10월 기사 기준"),
        ("2020", "2020년 기사 기준"),
        ("XXXX-10-10", "기사 날짜 확인되지 않음"),
    ],
)
def test_the_source_date_is_no_more_exact_than_a_month_and_never_than_the_source(published, words):
    assert listing.source_date_words(PartialDate.parse(published)) == words
    assert listing.source_date_words(None) == "기사 날짜 확인되지 않음"


@pytest.mark.parametrize(
    ("published", "old"),
    [("2026-11-01", False), ("2024-12-01", False), ("2024-10-01", True), ("2024", False)],
)
def test_an_article_is_old_after_two_years_counted_from_the_latest_day_it_can_be(published, old):
    assert listing.is_old(PartialDate.parse(published)) is old


def test_an_article_of_unknown_year_is_old():
    assert listing.is_old(None)
    assert listing.is_old(PartialDate.parse("XXXX-10"))


@pytest.mark.parametrize("state", Edition.State.values)
def test_every_state_has_words(state):
    assert listing.state_words(state)


@pytest.mark.parametrize("freshness", Edition.Freshness.values)
def test_every_freshness_has_words(freshness):
    assert listing.freshness_words(freshness)


@pytest.mark.parametrize("number", [1, 2, 50, 99, 100])
def test_page_numbers_stay_few_and_keep_the_ends(number):
    page = Paginator(range(2000), 20).page(number)

    numbers = list(listing.elided(page))

    assert len(numbers) <= 9
    assert {1, number, 100} <= set(numbers)


@pytest.mark.django_db
def test_providers_are_named_once_and_two_at_most():
    edition = make_draft()
    first = edition.involvements.get().organization
    for organization, role in (
        (first, "provider"),
        (make_organization(name="둘째"), "provider"),
        (make_organization(name="셋째"), "provider"),
        (make_organization(name="협력 기관"), "partner"),
    ):
        Involvement.objects.create(
            edition=edition, organization=organization, role=role, article=make_article()
        )

    assert listing.provider_words(edition) == f"{first.name}, 둘째 외 1곳"


@pytest.mark.django_db
def test_areas_are_two_by_name_and_the_rest_by_number():
    edition = make_draft()
    regions = [
        make_region(code, name=name) for code, name in (("29110", "동구"), ("29140", "서구"))
    ]
    edition.service_areas.set([*regions, make_region("29155", name="남구")])

    assert listing.area_words(edition).endswith(" 외 1곳")


def test_a_short_label_leaves_out_what_stands_in_brackets():
    class Place:
        label = "광주 광산구 (전남광주통합특별시)"

    assert listing.short_label(Place) == "광주 광산구"
