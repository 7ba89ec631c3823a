"""Which pieces, headings and pictures belong together, on pages of a few lines."""

import pytest

from news.reading.page import read_text

LEAD = "나주시가 배 농가에 포장재를 지원한다. 시는 다음 달부터 농가 120곳에 포장재와 위생검사비를 주고 가공 교육도 여는"
REST = "방식으로 사업을 넓힌다. 배 농가는 행정복지센터에서 신청하면 된다. /한여름 기자"
OTHER = "순천시는 혼자 사는 어르신에게 안부전화를 건다고 밝혔다. 전화는 매일 오전에 걸려 오며 두 차례 받지 않으면 공무원이 찾아간다."
CAPTION = "구례 산동면 주민들이 무너진 돌담을 다시 쌓고 있다. (구례군 제공)"
HEADLINE = "나주시, 배 농가 포장재 지원"


def read(*blocks: str):
    return read_text("\n\n".join(blocks)).items


def articles(*blocks: str):
    return [item for item in read(*blocks) if item.kind == "article"]


WHOLE = f"{LEAD} {REST.split(' /')[0]}"


@pytest.mark.parametrize(
    "between",
    [
        [CAPTION],
        ["돌담길 전경", "/구례군 제공"],
        ["하늘꽃집", "근조화환 당일 배송", "☎ 061-555-0143"],
        ["순천시, 어르신 안부전화", OTHER + " /서가을 기자"],
        ["순천시, 어르신 안부전화", "두 번 안 받으면 찾아가", OTHER + " /서가을 기자", CAPTION],
    ],
    ids=["caption", "scene and credit", "offer", "article", "article with deck, caption"],
)
def test_a_piece_that_was_cut_off_goes_back(between):
    found = articles(HEADLINE, LEAD, *between, REST)
    assert found[0].headline == HEADLINE
    assert found[0].text == WHOLE
    assert found[0].reporter == "한여름"
    assert len(found[0].ranges) == 3


def test_two_articles_that_cut_each_other_are_told_apart():
    start, end = OTHER[:52], OTHER[52:] + " /서가을 기자"
    first, second = articles(HEADLINE, LEAD, "순천시, 어르신 안부전화", start, REST, end)
    assert first.text == WHOLE
    assert second.text == OTHER


def test_a_headline_a_deck_and_a_two_line_headline():
    (one,) = articles(HEADLINE, "농가 120곳 대상\n다음 달 시작", WHOLE)
    assert (one.headline, one.deck) == (HEADLINE, ("농가 120곳 대상", "다음 달 시작"))
    (two,) = articles("배 농가 포장재\n나주시가 지원", WHOLE)
    assert (two.headline, two.deck) == ("배 농가 포장재 나주시가 지원", ())


def test_a_heading_without_a_blank_line_below_it():
    (one,) = articles(f"{HEADLINE}\n농가 120곳 대상\n{WHOLE}")
    assert (one.headline, one.text) == ("나주시, 배 농가 포장재 지원 농가 120곳 대상", WHOLE)


def test_a_caption_between_headline_and_deck_takes_neither():
    items = read(HEADLINE, "포장재 전달식 모습", "/나주시 제공", "농가 120곳 대상", WHOLE)
    article = next(item for item in items if item.kind == "article")
    photo = next(item for item in items if item.kind == "photo")
    assert (article.headline, article.deck) == (HEADLINE, ("농가 120곳 대상",))
    assert (photo.headline, photo.text) == ("포장재 전달식 모습", "/나주시 제공")


def test_a_line_printed_twice_over_a_break_stands_once():
    (one,) = articles(
        HEADLINE,
        "나주시가 배 농가에 포장재를 지원한다.",
        "시는 이러한 결과를 바탕으로",
        "농가 만족도는 96%로 나타났다.",
        "시는 이러한 결과를 바탕으로",
        "로 내년 사업을 두 배로 넓힌다.",
    )
    assert one.text.splitlines() == [
        "나주시가 배 농가에 포장재를 지원한다.",
        "농가 만족도는 96%로 나타났다.",
        "시는 이러한 결과를 바탕으로 내년 사업을 두 배로 넓힌다.",
    ]
    assert len(one.ranges) == 6


def test_a_short_cut_line_is_no_heading():
    (one,) = articles(
        HEADLINE,
        "나주시가 배 농가를 돕는다.",
        "이 사례를 계기로 시는 포장재",
        "지원을 두 배로 늘렸다.",
    )
    assert one.text.splitlines()[-1] == "이 사례를 계기로 시는 포장재 지원을 두 배로 늘렸다."


def test_a_heading_after_an_article_without_byline_starts_the_next():
    first, second = articles(HEADLINE, WHOLE, "순천시, 어르신 안부전화", OTHER)
    assert (first.text, second.text) == (WHOLE, OTHER)


def test_a_sections_name_is_no_headline():
    (one,) = articles("구정 소식", HEADLINE, WHOLE)
    assert one.headline == HEADLINE


def test_a_caption_with_its_own_title_and_byline_is_a_photo():
    (photo,) = read(
        "제42회 가람 나비 걷기",
        "21일 오후 나주시 중앙로에서 열린 나비 걷기에서 시민들이 걷고 있다. /표누리 기자",
    )
    assert (photo.kind, photo.headline, photo.reporter) == (
        "photo",
        "제42회 가람 나비 걷기",
        "표누리",
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("산수유마을 돌담길 정비 구례 주민들이 지난 4일 산수유마을 돌담길을 정비하고 있다.", None),
        ("벚꽃 만개한 강변 지난 4일 시민들이 벚꽃길을 걷고 있다.", "벚꽃 만개한 강변"),
        ("나주 배 공장 점검 조은별 시장은 나주 배 공장을 찾아 점검했다.", "나주 배 공장 점검"),
        ("한여름 나주시장이 22일 협약을 맺은 뒤 손뼉을 치고 있다.", None),
    ],
)
def test_a_title_on_the_captions_own_line(line, title):
    (photo,) = read(f"{line} (나주시 제공)")
    assert photo.kind == "photo"
    if title is not None or line.startswith("한여름"):
        assert photo.headline == title


def test_two_offers_are_two_items():
    items = read(
        HEADLINE,
        f"{WHOLE} /한여름 기자",
        "하늘꽃집",
        "근조화환 당일 배송\n☎ 061-555-0143",
        "드론교육원",
        "수강생 모집 상담 환영합니다\n061-555-0199",
    )
    assert [item.headline for item in items if item.kind == "advertisement"] == [
        "하늘꽃집",
        "드론교육원",
    ]


def test_a_notice_is_a_notice_and_its_date_not_the_papers():
    reading = read_text(
        "나주시 공고 제2024-118호\n\n도시계획 열람 공고\n\n다음과 같이 공고합니다.\n\n2024년 3월 2일\n\n나주시장"
    )
    assert [item.kind for item in reading.items] == ["notice"]
    assert reading.published_on is None


def test_an_offer_above_an_article_leaves_its_headline():
    items = read(
        "하늘꽃집", "근조화환 당일 배송\n☎ 061-555-0143", HEADLINE, f"{WHOLE} /한여름 기자"
    )
    assert [(item.kind, item.headline) for item in items] == [
        ("advertisement", "하늘꽃집"),
        ("article", HEADLINE),
    ]


def test_what_a_site_shows_below_its_article_is_furniture():
    teaser = "이천시의회, 조례 발의\n▲이천시의회 한여름 의원은 지난 2월 조례를 발의했습니다. 조례는 통학로를 해마다"
    items = read(
        "2025.02.11 (화)",
        "• 맑음수원 1.5℃\n로그인 회원가입",
        HEADLINE,
        WHOLE,
        "많이 본 기사",
        "더보기\n" + teaser,
        "더보기\n" + teaser,
    )
    assert [item.kind for item in items] == ["furniture", "article", "furniture"]
    assert items[1].text == WHOLE


def test_polite_sentences_alone_make_no_offer():
    (one,) = articles(
        "독자 편지",
        "저는 나주시에 사는 주민입니다. 배 농가를 돕는 사업을 알게 되어 반가웠습니다. 더 많은 이웃이 알기를 바랍니다.",
    )
    assert one.kind == "article"
