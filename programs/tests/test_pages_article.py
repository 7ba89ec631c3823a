import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Reading
from programs.actions import publish
from programs.models import Round
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_program,
    make_publisher,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def rows(response) -> dict[str, str]:
    """The facts about the article, by their name."""
    table = soup(response).select_one("dl.rows")
    return {
        row.dt.get_text(strip=True): row.dd.get_text(" ", strip=True)
        for row in table.select(".row")
    }


def test_a_source_is_described_as_precisely_as_it_is_known(client):
    article = make_article(
        headline="남구 추진",
        publisher=make_publisher(name="", note="지면에 제호가 없어요."),
        date_published="2024-04",
        date_note="지면에 날짜가 없어요.",
        reporter="주성학",
        is_reporter_uncertain=True,
        note="우리가 쓴 한 줄이에요.",
        regions=[make_region("29155", name="남구")],
    )
    response = client.get(f"/news/{article.key}/")
    said = rows(response)

    assert soup(response).select_one("h1").get_text() == "남구 추진"
    assert "우리가 쓴 한 줄이에요." in soup(response).select_one(".lead").get_text()
    assert said["발행처"] == "발행처 미확인 지면에 제호가 없어요."
    assert said["보도일"] == "2024년 4월 지면에 날짜가 없어요."
    assert said["기자"].startswith("주성학 기자 (글자가 흐려")
    assert "남구" in said["지역"]
    assert said["원문"] == "온라인 주소 확인되지 않음"


def test_a_link_out_is_announced(client):
    article = make_article(url="https://news.example.kr/1")
    [link] = soup(client.get(f"/news/{article.key}/")).select("main a[target=_blank]")

    assert link["href"] == "https://news.example.kr/1"
    assert "새 창" in link.get_text()


def test_its_text_is_not_even_fetched(client):
    article = make_article(text="본문 그대로")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/news/{article.key}/")

    assert "본문 그대로" not in response.content.decode()
    assert not [query for query in queries if '"news_article"."text"' in query["sql"]]


def test_words_read_otherwise_say_why_and_guess_nothing(client):
    article = make_article()
    Reading.objects.create(
        article=article, as_printed="농어인", corrected="농아인", why="잘못 읽었어요."
    )
    Reading.objects.create(article=article, as_printed="뷰티에라락", why="확인되지 않았어요.")

    read = soup(client.get(f"/news/{article.key}/")).select(".readings li")
    assert [each.get_text(" ", strip=True) for each in read] == [
        "인쇄된 말 농어인 바로잡은 말 농아인 잘못 읽었어요.",
        "인쇄된 말 뷰티에라락 바로잡은 말 확인되지 않음 확인되지 않았어요.",
    ]


def test_the_values_that_rest_on_it_are_listed_by_program_and_label(client):
    article = make_article()
    draft = make_draft(name="무역촉진단", article=article)
    row = Round.objects.create(
        edition=draft, article=article, key="2024", year=2024, title="2024년 미국"
    )
    label = make_term("fact_label", slug="sales", name="수출 계약")
    make_fact(
        draft, label=label, round=row, number=3250000, unit="USD", kind="result", article=article
    )
    make_fact(
        draft,
        label=make_term("fact_label", slug="x", name="다른 기사의 값"),
        article=make_article(),
    )
    edition = publish(edition=draft, by=None)

    page = soup(client.get(f"/news/{article.key}/"))
    [program] = page.select(".resting")
    assert program.select_one("h3 a")["href"] == f"/programs/{edition.program.slug}/"
    assert "수출 계약 (2024년 미국) 325만 달러" in program.get_text(" ", strip=True)
    assert "다른 기사의 값" not in page.get_text()


def test_a_program_that_rests_on_it_without_a_value_is_named_too(client):
    article = make_article()
    draft = make_draft(name="시범 사업", phase="pilot", phase_article=article)
    publish(edition=draft, by=None)

    [program] = soup(client.get(f"/news/{article.key}/")).select(".resting")
    assert program.select_one("h3").get_text() == "시범 사업"


def test_drafts_rest_on_it_in_silence(client):
    article = make_article()
    make_draft(name="작성 중", article=article)

    assert "작성 중" not in client.get(f"/news/{article.key}/").content.decode()


@pytest.mark.parametrize("state", ["corrected", "retracted"])
def test_a_corrected_or_retracted_article_says_so(client, state):
    article = make_article(state=state)
    assert soup(client.get(f"/news/{article.key}/")).select(".notice")


@pytest.mark.parametrize(
    "fields", [{"confirmed_at": None}, {"confirmed_at": None, "kind": "advertisement"}]
)
def test_what_is_not_public_does_not_exist(client, fields):
    article = make_article(**fields)

    assert client.get(f"/news/{article.key}/").status_code == 404
    assert article.headline not in client.get("/news/").content.decode()


def test_the_number_of_queries_is_flat(client):
    article = make_article(regions=[make_region("29200")])

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(f"/news/{article.key}/")
        return len(found)

    make_program(article=article)
    few = queries()
    for _each in range(10):
        make_program(article=article)
    assert queries() == few < 15
