import pytest

from news.tests.test_links import GONE, days, record
from programs.tests.admin_client import page_of
from programs.tests.factories import make_article, make_program

pytestmark = pytest.mark.django_db


def test_a_programs_sources_say_which_address_no_longer_opens(client):
    article = make_article(url="https://www.paper.kr/1")
    edition = make_program(article=article)
    address = edition.get_absolute_url()
    assert "원문 보기" in page_of(client.get(address)).select_one("#source-1").text

    for day in days(3):
        record(article, GONE, day=day)
    source = page_of(client.get(address)).select_one("#source-1").text

    assert "원문 주소가 열리지 않습니다." in source
    assert "원문 보기" in source
