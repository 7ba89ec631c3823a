import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.models import Term
from programs.tests.factories import make_draft, make_program, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme() -> Term:
    return make_term(
        slug="birth", name="임신·출산", description="아이를 기다리는 분을 위한 도움이에요."
    )


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def names(response) -> list[str]:
    return [title.get_text() for title in soup(response).select(".card__title")]


def test_a_theme_speaks_peoples_words_and_lists_its_live_programs(client, theme):
    make_program(name="가", themes=[theme])
    make_program(name="나", themes=[make_term(slug="trade")])
    make_draft(name="다", themes=[theme])

    response = client.get("/themes/birth/")
    assert names(response) == ["가"]
    assert soup(response).select_one("h1").get_text() == "임신·출산"
    assert "아이를 기다리는 분" in soup(response).select_one(".lead").get_text()


def test_other_themes_are_one_click_away(client, theme):
    make_term(slug="trade", name="기업·수출")
    make_term("benefit", slug="cash", name="현금")

    others = soup(client.get("/themes/birth/")).select(".others a")
    assert [link["href"] for link in others] == ["/themes/trade/"]


def test_only_themes_have_a_page(client, theme):
    make_term("benefit", slug="cash")

    assert client.get("/themes/cash/").status_code == 404
    assert client.get("/themes/nothing/").status_code == 404


def test_unknown_parameters_are_refused(client, theme):
    assert client.get("/themes/birth/?theme=trade").status_code == 400
    assert client.get("/themes/birth/?page=7").status_code == 404


def test_the_number_of_queries_is_flat(client, theme):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/themes/birth/")
        return len(found)

    make_program(themes=[theme])
    few = queries()
    for _each in range(21):
        make_program(themes=[theme])
    assert queries() == few < 20
