import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from news.models import Article, Publisher
from regions.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper() -> Publisher:
    return Publisher.objects.create(slug="paper", name="광주일보")


def make_article(key: str, publisher: Publisher, *, regions=(), **fields) -> Article:
    fields = {"headline": f"제목 {key}", "confirmed_at": Now(), **fields}
    article = Article.objects.create(key=key, publisher=publisher, **fields)
    article.regions.set(regions)
    return article


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def headlines(response) -> list[str]:
    return [link.get_text() for link in soup(response).select(".list__title a")]


def region(code: str, name: str) -> Region:
    parent = Region.objects.filter(code=code[:2]).first() if len(code) > 2 else None
    level = "district" if parent else "province"
    return Region.objects.create(code=code, name=name, level=level, parent=parent)


def test_the_newest_come_first_and_those_without_a_year_last(client, paper):
    for key, day in (
        ("a", "2020-10-12"),
        ("b", None),
        ("c", "2024-04"),
        ("d", "XXXX-08"),
        ("e", "2024-04-02"),
    ):
        make_article(key, paper, date_published=day)

    assert [headline[-1] for headline in headlines(client.get("/news/"))][:3] == ["e", "c", "a"]


def test_each_says_its_publisher_its_day_and_our_line_but_no_text(client, paper):
    make_article("a", paper, date_published="XXXX-08", note="우리 한 줄", text="본문 그대로")
    text = soup(client.get("/news/")).select_one(".list li").get_text(" ", strip=True)

    assert "광주일보 · 8월 (연도 확인되지 않음)" in text
    assert "우리 한 줄" in text
    assert "본문" not in client.get("/news/").content.decode().replace("본문은 싣지", "").replace(
        "본문으로 바로", ""
    )


def test_photos_are_labelled(client, paper):
    make_article("a", paper, kind="photo")
    assert soup(client.get("/news/")).select_one(".list .chip").get_text() == "사진 기사"


def test_what_is_not_confirmed_and_advertisements_are_not_listed(client, paper):
    make_article("a", paper, confirmed_at=None)
    make_article("b", paper, confirmed_at=None, kind="advertisement")
    assert headlines(client.get("/news/")) == []


def test_publishers_without_a_name_are_told_apart(client, paper):
    for number in (1, 2):
        make_article(f"x{number}", Publisher.objects.create(slug=f"unknown-{number}"))

    options = [
        option.get_text() for option in soup(client.get("/news/")).select("#publisher option")
    ]
    assert options == ["모든 발행처", "발행처 미확인", "발행처 미확인 (2)"]


def test_filters_by_publisher_and_by_region_across_names(client, paper):
    province = region("29", "광주광역시")
    gwangsan = region("29200", "광산구")
    other = Publisher.objects.create(slug="other", name="다른 신문")
    make_article("a", paper, regions=[gwangsan])
    make_article("b", other, regions=[province])
    make_article("c", paper, regions=[region("41", "경기도")])

    assert len(headlines(client.get("/news/?publisher=paper"))) == 2
    assert sorted(headlines(client.get("/news/?region=29200"))) == ["제목 a", "제목 b"]
    assert headlines(client.get("/news/?region=29200&publisher=other")) == ["제목 b"]


@pytest.mark.parametrize(
    "query", ["publisher=nobody", "region=99", "q=x", "page=0", "page=x", "region=29&region=29"]
)
def test_a_slip_is_named_and_shows_nothing(client, paper, query):
    make_article("a", paper)
    response = client.get(f"/news/?{query}")

    assert response.status_code == 400
    assert headlines(response) == []
    assert soup(response).select_one("dt code").get_text() == query.split("=")[0]


def test_twenty_a_page_and_a_page_too_many_leads_back(client, paper):
    for number in range(25):
        make_article(f"a{number}", paper)

    assert len(headlines(client.get("/news/"))) == 20
    assert len(headlines(client.get("/news/?page=2"))) == 5
    assert client.get("/news/?page=3").status_code == 404


def test_an_empty_list_offers_a_way_on(client, paper):
    region("41", "경기도")
    make_article("a", paper)
    assert soup(client.get("/news/?region=41")).select_one(".empty a")["href"] == "/news/"


def test_the_number_of_queries_is_flat(client, paper):
    here = region("29", "광주광역시")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/news/")
        return len(found)

    make_article("a", paper, regions=[here])
    few = queries()
    for number in range(30):
        make_article(f"a{number}", paper, regions=[here])
    assert queries() == few < 12
