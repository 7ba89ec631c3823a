import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.reading.blocks import blocks_of
from news.reading.bylines import leading_byline, trailing_byline

BODY = "마을을 찾아 의견을 듣겠다”고 밝혔다."
# The styles that docs/reading.md lists, one example each.
TRAILING = {
    "slash, mail": (" /한여름 기자 summer@namnyeok.example", "한여름"),
    "slash, mail cut off": (" /한여름 기자 summer@", "한여름"),
    "slash alone": (" /한여름 기자", "한여름"),
    "nothing around it": (" 한여름 기자 summer@namnyeok.example", "한여름"),
    "no space before the title": (" 한여름기자", "한여름"),
    "no space before the name": ("한여름 기자", "한여름"),
    "square brackets": (" [한여름 기자]", "한여름"),
    "square brackets, mail inside": (" [한여름 기자 summer@namnyeok.example]", "한여름"),
    "round brackets": (" (한여름 기자)", "한여름"),
    "angle brackets": (" <한여름 기자>", "한여름"),
    "corner brackets": (" 【한여름 기자】", "한여름"),
    "place": (" /나주=한여름 기자 summer@namnyeok.example", "한여름"),
    "place in brackets": (" [나주=한여름 기자]", "한여름"),
    "place with a slash": (" 나주/한여름 기자", "한여름"),
    "two names": (" 한여름·서가을 기자", "한여름·서가을"),
    "two names with mail each": (
        " /한여름 기자 summer@·서가을 기자 autumn@a.example",
        "한여름·서가을",
    ),
    "two places": (" /담양=한여름 기자 a@·나주=서가을 기자 b@a.example", "한여름·서가을"),
    "letters apart": (" 한 여 름 기자", "한여름"),
    "rank": (" 한여름 선임기자", "한여름"),
    "trainee in brackets": (" <한여름 수습기자>", "한여름"),
    "title first": (" 기자 한여름", "한여름"),
    "text and pictures": (" 글·사진=한여름 기자", "한여름"),
    "mail without a title": (" 한여름 summer@namnyeok.example", "한여름"),
    "mail before the name": (" summer@namnyeok.example 한여름 기자", "한여름"),
    "bullet": (" ▲한여름 기자", "한여름"),
    "correspondent": (" /순천=한여름 주재기자", "한여름"),
}
LEADING = {
    "paper, bar": ("새물결뉴스 한여름 기자 | ", "한여름", "새물결뉴스"),
    "agency, place": ("[나주=가람통신] 한여름 기자 = ", "한여름", "가람통신"),
    "round brackets": ("(나주=가람통신) 한여름 기자 = ", "한여름", "가람통신"),
    "paper in brackets": ("[남녘일보 한여름 기자] ", "한여름", "남녘일보"),
    "paper with equals": ("[남녘신문=한여름 기자] ", "한여름", "남녘신문"),
    "place in brackets": ("<나주=한여름 기자> ", "한여름", ""),
    "equals": ("한여름 기자= ", "한여름", ""),
    "bar and mail": ("한여름 기자 summer@a.example | ", "한여름", ""),
}


@pytest.mark.parametrize("style", TRAILING)
def test_every_trailing_style_is_read_and_taken_off(style):
    printed, reporter = TRAILING[style]
    found = trailing_byline(BODY + printed)
    assert found is not None
    assert found.reporter == reporter
    assert (BODY + printed)[: found.start].rstrip() == BODY


@pytest.mark.parametrize("style", TRAILING)
def test_every_style_is_read_in_a_line_of_its_own(style):
    printed, reporter = TRAILING[style]
    found = trailing_byline(printed.strip())
    assert found is not None
    assert (found.reporter, found.start) == (reporter, 0)


@pytest.mark.parametrize("style", LEADING)
def test_every_leading_style_is_read_and_taken_off(style):
    printed, reporter, paper = LEADING[style]
    found = leading_byline(printed + "나주시는 7일 문을 열었다.")
    assert found is not None
    assert (found.reporter, found.paper) == (reporter, paper)
    assert (printed + "나주시는")[found.end :] == "나주시는"


@pytest.mark.parametrize(
    "text",
    [
        "시장은 이날 출입 기자",
        "회견에는 많은 취재 기자",
        "이 소식을 전한 한여름 기자",
        "시민들은 기자",
        "나주시는 7일 문을 열었다.",
        "문의 summer@namnyeok.example",
        "기자들에게 말했다.",
    ],
)
def test_a_reporter_in_a_sentence_is_no_byline(text):
    assert trailing_byline(text) is None


def test_a_reporters_conference_is_no_leading_byline():
    assert leading_byline("이날 기자 간담회에서 시장은") is None


def test_the_mails_domain_is_kept():
    assert (
        trailing_byline(" /한여름 기자 a.b@news.namnyeok.example").mail_domain
        == "news.namnyeok.example"
    )
    assert trailing_byline(" /한여름 기자 summer@").mail_domain == ""


@pytest.mark.parametrize(
    "printed",
    [
        "빌려준다.\n한여름 기자 summer@nam\nnyeok.example",
        "빌려준다. 한여름\n기자 summer@namnyeok.example",
        "빌려준다. 한\n여름 기자 summer@namnyeok.example",
        "빌려준다. /한여름 기자 summer\n@namnyeok.example",
    ],
)
def test_a_byline_broken_over_lines_is_read(printed):
    blocks = blocks_of(f"휴대전화 삼각대를\n{printed}")
    assert blocks[-1].byline is not None
    assert blocks[-1].byline.reporter == "한여름"
    assert "한" not in "".join(line for block in blocks for line in block.lines_without_byline)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("가나다 기자특파원@a.b=/[]()<>·|-\n"), max_size=60))
def test_anything_is_searched_without_an_error(text):
    for found in (trailing_byline(text), leading_byline(text)):
        assert found is None or (0 <= found.start <= found.end <= len(text) and found.reporter)
