import pytest

from news.reading.decode import Unreadable
from news.reading.html import declared_by
from news.reading.page import read_page
from news.tests.reading.samples import sample

PARAGRAPHS = (
    "나주시가 배 농가에 포장재를 지원한다. 시는 다음 달부터 농가 120곳에 포장재와 위생검사비를 준다.",
    "배 농가는 주소지 읍면동 행정복지센터에서 신청하면 되고 결과는 문자로 알려 준다.",
    "시 관계자는 “버려지던 배가 소득이 되도록 돕겠다”고 말했다.",
)


def page(head: str = "", *, paragraphs=PARAGRAPHS, before: str = "", after: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body>{before}"
        f"<article><h1>나주시, 배 농가 포장재 지원</h1>{body}</article>{after}</body></html>"
    ).encode()


def meta(key: str, content: str) -> str:
    return f'<meta property="{key}" content="{content}">'


def test_the_article_is_taken_out_of_menus_and_lists():
    menus = "<nav><a href='/'>홈</a><a href='/a'>정치</a><a href='/b'>로그인</a></nav>"
    lists = (
        "<aside><h3>많이 본 기사</h3><ul><li><a href='/1'>왕인문화축제 봄밤에</a></li></ul></aside>"
    )
    articles = [
        item for item in read_page(page(before=menus, after=lists)).items if item.kind == "article"
    ]
    assert [item.headline for item in articles] == ["나주시, 배 농가 포장재 지원"]
    assert articles[0].text == "\n".join(PARAGRAPHS)


def test_what_the_page_declares_is_used():
    data, _ = sample("saved-article")
    reading = read_page(data)
    assert reading.canonical_url == "https://wolchul.example/news/articleView.html?idxno=10482"
    assert reading.publisher == "월출저널"
    assert reading.published_on == "2024-09-12"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (meta("article:published_time", "2024-08-19T23:30:00+09:00"), "2024-08-19"),
        (meta("article:published_time", "2024-08-19T16:30:00Z"), "2024-08-20"),
        (meta("article:published_time", "2024-08-19"), "2024-08-19"),
        ('<meta itemprop="datePublished" content="2024-08-19 10:00:00">', "2024-08-19"),
        (
            '<script type="application/ld+json">[{"@graph": [{"datePublished": "2024-08-19"}]}]</script>',
            "2024-08-19",
        ),
        (meta("article:published_time", "어제"), None),
        (meta("article:modified_time", "2024-08-19"), None),
        ('<script type="application/ld+json">{"datePublished": 5}</script>', None),
        ('<script type="application/ld+json">{broken</script>', None),
        ("", None),
    ],
)
def test_only_a_declared_publication_day_counts(head, day):
    assert read_page(page(head, before="<p>2025년 03월 02일 (일)</p>")).published_on == day


def test_the_sites_name_is_taken_off_the_title():
    head = meta("og:title", "배 농가 돕는다 - 월출저널") + meta("og:site_name", "월출저널")
    assert read_page(page(head)).items[0].headline == "배 농가 돕는다"


def test_a_page_in_euc_kr_is_read():
    data = (
        page()
        .decode()
        .replace("utf-8", "euc-kr")
        .replace("“", '"')
        .replace("”", '"')
        .encode("euc-kr")
    )
    assert read_page(data).items[0].headline == "나주시, 배 농가 포장재 지원"


def test_a_page_without_an_article_gives_its_lines():
    data = "<html><body><div>나주시청</div><div>문의 안내</div></body></html>".encode()
    assert "나주시청" in read_page(data).source


@pytest.mark.parametrize("data", ["<html></html>", "<html><head></head><body> </body></html>"])
def test_a_page_without_text_is_refused(data):
    with pytest.raises(Unreadable, match="붙여"):
        read_page(data.encode())


def test_scripts_are_no_text():
    data = "<html><body><script>var 가 = 1;</script><div>나주시청 안내</div></body></html>".encode()
    assert "var" not in read_page(data).source


@pytest.mark.parametrize("href", ["javascript:alert(1)", "/relative", "ftp://a.example/"])
def test_only_web_addresses_are_canonical(href):
    import lxml.html

    tree = lxml.html.document_fromstring(
        f"<html><head><link rel='canonical' href='{href}'></head></html>"
    )
    assert declared_by(tree).canonical is None
