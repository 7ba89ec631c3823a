import pytest

from news.reading.bylines import Byline
from news.reading.publishers import mail_domains, publisher_of

MAIL = Byline("한여름", 0, 5, mail_domain="news.namnyeok.example")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["남녘신문", "2023년 5월 23일 화요일"], "남녘신문"),
        (["종합 2024년 3월 12일 화요일 한빛일보 3"], "한빛일보"),
        (["한빛일보 www.hanbit.example.co.kr"], "한빛일보"),
        (["제4821호 한빛일보"], "한빛일보"),
        (["Copyright @새물결뉴스 All rights reserved."], "새물결뉴스"),
        (["사회", "경제", "12"], None),
        (["더보기", "많이 본 뉴스"], None),
    ],
)
def test_the_masthead_names_the_paper(lines, name):
    assert publisher_of(lines, []) == name


def test_two_mastheads_are_not_chosen_between():
    assert publisher_of(["한빛일보", "남녘신문"], []) is None


def test_a_byline_may_name_the_paper_and_an_agency_counts_less():
    paper = Byline("한여름", 0, 5, paper="새물결뉴스")
    agency = Byline("서가을", 0, 5, paper="가람통신", is_agency_line=True)
    assert publisher_of([], [agency, agency, paper]) == "새물결뉴스"
    assert publisher_of([], [agency]) == "가람통신"


def test_a_known_mail_domain_names_the_paper_and_an_unknown_does_not():
    assert publisher_of([], [MAIL], {"namnyeok.example": "남녘신문"}) == "남녘신문"
    assert publisher_of([], [MAIL], {"yeok.example": "다른신문"}) is None
    assert publisher_of([], [MAIL]) is None


def test_domains_are_listed_by_how_often_they_are_printed():
    other = Byline("서가을", 0, 5, mail_domain="a.example")
    assert mail_domains([other, MAIL, MAIL, Byline("한", 0, 1)]) == [
        "news.namnyeok.example",
        "a.example",
    ]
