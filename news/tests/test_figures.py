"""Quantities in newspaper sentences. All sentences are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from news.reading.figures import Figure, find


def only(text: str) -> Figure:
    found = find(text)
    assert len(found) == 1, [(figure.kind, figure.text) for figure in found]
    return found[0]


def texts(text: str) -> list[str]:
    return [figure.text for figure in find(text)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("7명", "7"),
        ("1만1196명", "11196"),
        ("1만 1,196명", "11196"),
        ("3만2천500명", "32500"),
        ("12만3천456명", "123456"),
        ("5천명", "5000"),
        ("1,234,567명", "1234567"),
        ("1백50명", "150"),
        ("3.5만 명", "35000"),
        ("20 명", "20"),
        ("０２０명", "20"),
        ("스무 명", "20"),
        ("한 명", "1"),
        ("열두 명", "12"),
        ("스물세 명", "23"),
        ("두명", "2"),
        ("삼백 명", "300"),
        ("천오백 명", "1500"),
        ("이십만 명", "200000"),
    ],
)
def test_a_number_of_people_is_read(printed, value):
    figure = only(f"이날 행사에 {printed}이 왔다.")
    assert (figure.kind, figure.value, figure.unit) == ("count", Decimal(value), "person")
    assert figure.text == printed


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("2조 3천억원", 2_300_000_000_000, "KRW"),
        ("2,345억원", 234_500_000_000, "KRW"),
        ("3억5천만 원", 350_000_000, "KRW"),
        ("1.5억 원", 150_000_000, "KRW"),
        ("9.9조원", 9_900_000_000_000, "KRW"),
        ("416억3300만원", 41_633_000_000, "KRW"),
        ("6천600만원", 66_000_000, "KRW"),
        ("5천 원", 5_000, "KRW"),
        ("천만 원", 10_000_000, "KRW"),
        ("만 원", 10_000, "KRW"),
        ("만원", 10_000, "KRW"),
        ("2만5000원", 25_000, "KRW"),
        ("4천270만 달러", 42_700_000, "USD"),
        ("2천88만 달러", 20_880_000, "USD"),
        ("3,456만 달러", 34_560_000, "USD"),
        ("2천만달러", 20_000_000, "USD"),
        ("300만 호주달러", 3_000_000, "AUD"),
        ("5000만 엔", 50_000_000, "JPY"),
        ("2만유로", 20_000, "EUR"),
        ("$1,500", 1_500, "USD"),
        ("US$ 300만", 3_000_000, "USD"),
        ("₩10,000", 10_000, "KRW"),
    ],
)
def test_money_is_read_in_its_currency(printed, value, unit):
    figure = only(f"모두 {printed} 상당이다.")
    assert (figure.kind, figure.value, figure.unit, figure.text) == ("money", value, unit, printed)


def test_a_large_number_without_a_counter_is_money_only_where_the_sentence_says_so():
    assert only("국비 50억 확보").unit == "KRW"
    assert only("120억 투입해 새로 짓는다").kind == "money"
    assert only("국비 1억5천 확보").value == 150_000_000
    assert (only("지난 관람객 3만").kind, only("지난 관람객 3만").unit) == ("number", "")
    assert find("지난 관람객 30") == []


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("24곳", "place", 24),
        ("5개소", "place", 5),
        ("150개사", "company", 150),
        ("84개 업체", "company", 84),
        ("1사", "company", 1),
        ("12개 기관장", "institution", 12),
        ("9개 협업과제", "task", 9),
        ("7개 핵심 과제", "task", 7),
        ("20개 기업지원 사업", "project", 20),
        ("5개 자치구", "local_government", 5),
        ("27개 시·군", "local_government", 27),
        ("3개국", "country", 3),
        ("450쌍", "couple", 450),
        ("380 부부", "couple", 380),
        ("60가구", "household", 60),
        ("10대 과제", "item", 10),
        ("4대 기술개발 분야", "item", 4),
        ("41개 부처", "institution", 41),
        ("18회", "time", 18),
        ("세 차례", "time", 3),
        ("11개", "item", 11),
        ("6만부", "copy", 60000),
        ("100장", "sheet", 100),
        ("100매", "sheet", 100),
        ("5만 그루", "tree", 50000),
        ("차량 20대", "machine", 20),
        ("주택 3만호", "home", 30000),
        ("1.5배", "times_as_much", "1.5"),
        ("두 배", "times_as_much", 2),
        ("83%", "percent", 83),
        ("12.5%p", "percent_point", "12.5"),
        ("5년", "year", 5),
        ("3개월", "month", 3),
        ("석 달", "month", 3),
        ("2주", "week", 2),
        ("90일", "day", 90),
        ("6박 7일", "day", 7),
        ("24시간", "hour", 24),
        ("30분", "minute", 30),
        ("65세", "age", 65),
        ("1만2천㎡", "square_metre", 12000),
        ("3.5km", "kilometre", "3.5"),
        ("-3.5℃", "celsius", "-3.5"),
        ("영하 5℃", "celsius", -5),
    ],
)
def test_a_counter_gives_its_unit(printed, unit, value):
    figure = only(f"모두 {printed}.")
    assert (figure.unit, figure.value) == (unit, Decimal(value))


def test_the_noun_beside_a_general_counter_says_what_is_counted():
    assert only("업무협약 5건을 맺었다").unit == "mou"
    assert only("6건의 대학 간 업무협약(MOU)을 맺었다").unit == "mou"
    assert only("25건의 계약을 맺었다").unit == "contract"
    assert only("48건의 구매 상담을 했다").unit == "consultation"
    assert only("민원 30건을 풀었다").unit == "case"
    assert only("입주업체 40여곳이 손을 들었다").unit == "company"


@pytest.mark.parametrize(
    "printed",
    [
        "130여명",
        "130여 명",
        "약 130명",
        "130명가량",
        "130명 정도",
        "130명 남짓",
        "130명 안팎",
        "130명쯤",
    ],
)
def test_words_of_approximation_are_part_of_the_figure(printed):
    figure = only(f"모두 {printed} 된다.")
    assert (figure.value, figure.is_approximate, figure.text) == (130, True, printed)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("십여 명", 10),
        ("백여 명", 100),
        ("27만여명", 270000),
        ("3천여 명", 3000),
        ("10여만 명", 100000),
    ],
)
def test_an_approximation_inside_the_number_is_read(printed, value):
    assert (only(printed).value, only(printed).is_approximate) == (value, True)


@pytest.mark.parametrize("printed", ["수십 명", "수백만 원", "수천 명", "수십억 원", "수십여 곳"])
def test_many_is_a_figure_whose_value_nobody_states(printed):
    figure = only(f"피해자 {printed}이 된다")
    assert (figure.value, figure.is_approximate) == (None, True)


@pytest.mark.parametrize(
    ("printed", "bound"),
    [
        ("최대 50%", "at_most"),
        ("50%까지", "at_most"),
        ("50% 이하", "at_most"),
        ("50% 이내", "at_most"),
        ("최소 50%", "at_least"),
        ("50% 이상", "at_least"),
        ("50% 미만", "less_than"),
        ("50% 초과", "more_than"),
        ("50% 넘게", "more_than"),
        ("50%를 넘는", "more_than"),
        ("50%를 웃도는", "more_than"),
    ],
)
def test_a_bound_is_part_of_the_figure(printed, bound):
    figure = only(f"전체의 {printed} 값이다")
    assert (figure.value, figure.bound, figure.text) == (50, bound, printed)


def test_the_same_word_in_front_of_a_name_is_no_bound():
    assert only("직원 3명 이상민 등").bound == ""
    assert only("비가 30% 줄어 이상기후 탓을 했다").bound == ""
    assert only("논 30% 이상기후 피해").bound == ""


@pytest.mark.parametrize(
    ("printed", "per", "value"),
    [
        ("年 4차례", "year", 4),
        ("월 20만원", "month", 200_000),
        ("매월 20만원", "month", 200_000),
        ("1인당 최대 50만원", "person", 500_000),
        ("가구당 100만원", "household", 1_000_000),
        ("시간당 1만원", "hour", 10_000),
        ("하루 2회", "day", 2),
        ("1일 2회", "day", 2),
        ("주 1회", "week", 1),
        ("연 3회", "year", 3),
        ("연평균 150개사", "year", 150),
        ("하루 평균 300명", "day", 300),
    ],
)
def test_what_a_value_is_for_each_of_is_part_of_the_figure(printed, per, value):
    figure = only(f"지원은 {printed}이다")
    assert (figure.per, figure.value, figure.text) == (per, value, printed)


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [
        ("2000만~1억원", 20_000_000, 100_000_000, "KRW"),
        ("2000만원~1억원", 20_000_000, 100_000_000, "KRW"),
        ("20~30만원", 200_000, 300_000, "KRW"),
        ("500~1천명", 500, 1000, "person"),
        ("2~3곳", 2, 3, "place"),
        ("5-10명", 5, 10, "person"),
        ("5∼10명", 5, 10, "person"),
        ("5명~10명", 5, 10, "person"),
        ("3 내지 5명", 3, 5, "person"),
        ("두세 명", 2, 3, "person"),
        ("서너 곳", 3, 4, "place"),
        ("20만원에서 30만원까지", 200_000, 300_000, "KRW"),
        ("100kW~1,000kW", 100, 1000, "kilowatt"),
        ("만 19~39세", 19, 39, "age"),
        ("5~7일간", 5, 7, "day"),
    ],
)
def test_a_range_has_two_ends(printed, low, high, unit):
    figure = only(f"해당하는 {printed} 정한다")
    assert (figure.value, figure.value_max, figure.unit, figure.text) == (low, high, unit, printed)


def test_a_change_from_one_value_to_another_is_no_range():
    assert [figure.value for figure in find("지원금을 20만원에서 30만원으로 올렸다")] == [
        200_000,
        300_000,
    ]


def test_people_in_their_twenties_are_an_age_and_twenty_cars_are_not():
    young, cars = only("20대 청년"), only("버스 20대를 샀다")
    assert (young.kind, young.value, young.value_max) == ("age", 20, 29)
    assert (cars.unit, cars.value_max) == ("machine", None)


def test_shares_and_ratios_are_read():
    assert only("전체의 3분의 1이다").value == Decimal(1) / Decimal(3)
    assert (only("경쟁률 3.5대 1을 보였다").kind, only("경쟁률 3.5대 1을 보였다").value) == (
        "ratio",
        Decimal("3.5"),
    )


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("제58회", 58, "time"),
        ("민선 8기", 8, "term"),
        ("두 번째", 2, "order"),
        ("3번째", 3, "order"),
        ("3년 차", 3, "year"),
        ("10주년", 10, "anniversary"),
        ("제2차", 2, "round"),
        ("3위", 3, "rank"),
        ("5등급", 5, "grade"),
    ],
)
def test_a_rank_or_edition_is_an_ordinal(printed, value, unit):
    figure = only(f"군민 {printed} 행사")
    assert (figure.kind, figure.value, figure.unit) == ("ordinal", value, unit)


@pytest.mark.parametrize(
    "printed", ["062-123-4567", "(062) 123-4567", "010-1234-5678", "1577-0000", "국번 없이 120"]
)
def test_a_phone_number_is_one_figure(printed):
    assert only(f"문의 {printed}.").kind == "phone"


@pytest.mark.parametrize("printed", ["제00123호", "제2024-12호", "제3조", "123-45-67890"])
def test_a_number_that_names_a_paper_is_an_identifier(printed):
    assert only(f"허가 {printed}.").kind == "identifier"


@pytest.mark.parametrize(
    "text",
    [
        "코로나19 확산, 코로나 19 대응, 코로나19 회의, COVID-19",
        "4차 산업혁명과 6차산업",
        "3밀 피하기",
        "1:1 상담과 1대1 맞춤 교육, 일대일 면담",
        "5·18민주화운동, 4·19혁명, 6·25 전쟁, 3·1절, 2·3층",
        "119에 신고했다",
        "K-2 소총과 A4 용지, 5G, 3D, AI8, B1층",
        "푸른숲마을8단지와 12번길 34-5, 101동 302호, 2호선, 3번 출구",
        "세대간 갈등, 한편, 한번 해보자, 한 번에 신청, 행복한 명절, 안전한 곳, 두부, 이 회의",
        "만일, 천만다행, 백일장, 만남, 백화점, 천사, 이천 시민, 수도권, 수원",
        "20 여성 단체, 19 회의, 3 개인, 5 장애인",
        "비아5일장에서 5일제로",
        "kim2024@example.kr https://example.kr/2024/3/20%?p=3 www.example.kr/100",
        "2020년대 들어",
        "3세대가 한집에 살고, 4세대 가정이 늘었다",
        "2월 30일",
        "내일배움, 오늘날, 이달곤, 올바른, 제주, 민선",
        "",
        " \n\n ",
    ],
)
def test_names_and_manners_with_numbers_in_them_are_no_figures(text):
    assert find(text) == []


def test_several_figures_of_one_sentence_come_in_order_with_their_places():
    text = "농가 61개 업체가 직거래 장터를 열어 38건, 2천55만원의 주문을 받았다(6월말 기준)."
    found = find(text)
    assert [figure.text for figure in found] == ["61개 업체", "38건", "2천55만원", "6월말 기준"]
    assert all(text[figure.start : figure.end] == figure.text for figure in found)


def test_numbers_that_follow_each_other_stay_apart():
    assert texts("3명과 2명 등 5명") == ["3명", "2명", "5명"]
    assert texts("1사 1인") == ["1사", "1인"]
    assert texts("국비 5억 2024년 확보")[-1] == "2024년"
    assert texts("5명 이상 10명 이하") == ["5명 이상", "10명 이하"]
    assert texts("10kg 30포대") == ["10kg", "30포대"]


def test_a_range_of_grades_is_one_ordinal():
    figure = only("장기요양 1~5등급")
    assert (figure.kind, figure.value, figure.value_max, figure.text) == (
        "ordinal",
        1,
        5,
        "1~5등급",
    )


def test_a_length_within_which_is_a_bound():
    assert [only(f"{length} 갚는다").bound for length in ("1년내", "3개월 이내", "30일 안팎")] == [
        "at_most",
        "at_most",
        "",
    ]


def test_many_shares_are_no_weeks():
    assert only("주식 300만주").unit == ""
