"""Dates, periods, times and repetitions in newspaper sentences. All sentences are invented."""

from __future__ import annotations

import pytest

from news.reading.figures import Figure, as_of, find


def only(text: str) -> Figure:
    found = find(text)
    assert len(found) == 1, [(figure.kind, figure.text) for figure in found]
    return found[0]


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2024년", "2024"),
        ("2024년 3월", "2024-03"),
        ("2024년 3월 24일", "2024-03-24"),
        ("2024.03.24", "2024-03-24"),
        ("2024. 3. 24.", "2024-03-24"),
        ("2024-03-24", "2024-03-24"),
        ("11월19일", "XXXX-11-19"),
        ("10월 10일", "XXXX-10-10"),
        ("8월", "XXXX-08"),
        ("11일", "XXXX-XX-11"),
        ("2월 29일", "XXXX-02-29"),
    ],
)
def test_a_date_is_as_precise_as_printed(printed, date):
    figure = only(f"({printed})")
    assert (figure.date, figure.relation, figure.text.rstrip(".")) == (
        date,
        "",
        printed.rstrip("."),
    )


@pytest.mark.parametrize(
    ("printed", "date", "relation"),
    [
        ("지난 8일", "XXXX-XX-08", "past"),
        ("지난 3월", "XXXX-03", "past"),
        ("오는 11월", "XXXX-11", "coming"),
        ("오는 19일", "XXXX-XX-19", "coming"),
        ("이번 8월", "XXXX-08", "this"),
        ("올해", "XXXX", "this_year"),
        ("올 3월", "XXXX-03", "this_year"),
        ("지난해", "XXXX", "last_year"),
        ("지난해 12월 3일", "XXXX-12-03", "last_year"),
        ("작년 5월", "XXXX-05", "last_year"),
        ("내년", "XXXX", "next_year"),
        ("이달 20일", "XXXX-XX-20", "this_month"),
        ("지난달", "XXXX-XX", "last_month"),
        ("다음달", "XXXX-XX", "next_month"),
        ("다음 달 3일", "XXXX-XX-03", "next_month"),
        ("내달 3일", "XXXX-XX-03", "next_month"),
    ],
)
def test_a_date_told_from_the_day_of_the_article_keeps_that_relation_and_fills_nothing_in(
    printed, date, relation
):
    figure = only(f"군은 {printed} 문을 연다고 했다")
    assert (figure.date, figure.relation, figure.text) == (date, relation, printed)


@pytest.mark.parametrize(
    ("printed", "date", "relation", "relation_end"),
    [
        ("11월19일부터 27일", "XXXX-11-19/XXXX-11-27", "", ""),
        ("11월 19일~27일", "XXXX-11-19/XXXX-11-27", "", ""),
        ("11월 19~27일", "XXXX-11-19/XXXX-11-27", "", ""),
        ("19~27일", "XXXX-XX-19/XXXX-XX-27", "", ""),
        ("지난 19~27일", "XXXX-XX-19/XXXX-XX-27", "past", "past"),
        ("11월 19일부터 12월 3일까지", "XXXX-11-19/XXXX-12-03", "", ""),
        ("2024년 3월 24일부터 30일까지", "2024-03-24/2024-03-30", "", ""),
        ("2024. 3. 24. ~ 3. 30.", "2024-03-24/2024-03-30", "", ""),
        ("2024년 4~6월", "2024-04/2024-06", "", ""),
        ("4월부터 6월까지", "XXXX-04/XXXX-06", "", ""),
        ("11·12월", "XXXX-11/XXXX-12", "", ""),
        ("2017~2019년", "2017/2019", "", ""),
        ("2012년부터 지난해까지", "2012/XXXX", "", "last_year"),
        ("2015년부터 현재까지", "2015/..", "", "now"),
        ("지난 7월부터 현재까지", "XXXX-07/..", "past", "now"),
        ("올해 4월부터 6월까지", "XXXX-04/XXXX-06", "this_year", "this_year"),
        ("6월부터", "XXXX-06/..", "", ""),
        ("27일까지", "../XXXX-XX-27", "", ""),
        ("오는 30일까지", "../XXXX-XX-30", "", "coming"),
        ("지난해까지", "../XXXX", "", "last_year"),
        ("2027년까지", "../2027", "", ""),
    ],
)
def test_a_period_has_its_two_ends(printed, date, relation, relation_end):
    figure = only(f"행사는 {printed} 연다")
    assert figure.kind == "date_range"
    assert (figure.date, figure.relation, figure.relation_end) == (date, relation, relation_end)
    assert figure.text == printed


@pytest.mark.parametrize(
    "printed", ["12월 20일부터 1월 10일까지", "2024년 12월 20일부터 1월 10일까지"]
)
def test_the_year_of_an_end_that_would_lie_before_its_start_stays_open(printed):
    assert only(printed).date.endswith("/XXXX-01-10")


def test_a_day_that_would_lie_before_the_start_takes_no_month():
    assert only("11월 24일부터 3일까지").date == "XXXX-11-24/XXXX-XX-03"


@pytest.mark.parametrize(
    ("printed", "date", "part"),
    [
        ("이달 말", "XXXX-XX", "end"),
        ("9월말", "XXXX-09", "end"),
        ("4월 초", "XXXX-04", "early"),
        ("5월 중순", "XXXX-05", "middle"),
        ("5월 하순", "XXXX-05", "late"),
        ("2024년 상반기", "2024", "first_half"),
        ("올 하반기", "XXXX", "second_half"),
        ("올해 3분기", "XXXX", "q3"),
        ("연말", "XXXX", "end"),
    ],
)
def test_a_part_of_a_month_or_year_is_kept_beside_it(printed, date, part):
    figure = only(f"늦어도 {printed}에 연다")
    assert (figure.date, figure.part, figure.text) == (date, part, printed)


def test_until_the_end_of_the_month_is_an_end():
    figure = only("이달 말까지 받는다")
    assert (figure.date, figure.relation_end, figure.part_end) == (
        "../XXXX-XX",
        "this_month",
        "end",
    )


def test_months_of_a_list_are_dates_of_their_own():
    assert [figure.date for figure in find("해마다 네 번(1·7·10·12월)")][-4:] == [
        "XXXX-01",
        "XXXX-07",
        "XXXX-10",
        "XXXX-12",
    ]
    assert [figure.date for figure in find("3·9월")] == ["XXXX-03", "XXXX-09"]


def test_a_year_of_two_digits_is_left_out_and_no_length():
    assert [figure.date for figure in find("’23년 3월")] == ["XXXX-03"]


def test_a_school_year_is_a_year():
    assert only("2022학년도").date == "2022"


def test_a_printed_weekday_is_kept():
    assert (only("5월 3일(토)").weekday, only("2024.07.02 (화)").weekday) == ("SA", "TU")


@pytest.mark.parametrize(
    "printed",
    [
        "3일간",
        "10일 이내",
        "5일 동안",
        "7일 이상",
        "3일 전까지",
        "주 5일 근무",
        "총 3일",
        "최대 14일",
        "45일",
    ],
)
def test_a_length_of_days_is_no_day_of_the_month(printed):
    assert only(f"기간은 {printed}").kind == "duration"


@pytest.mark.parametrize(
    "text", ["8일 간담회", "9일 전국 행사", "10일 이상민 씨", "11일자 신문", "12일 밤", "13일이다"]
)
def test_a_day_before_a_word_that_looks_like_a_length_stays_a_day(text):
    assert find(text)[0].date.startswith("XXXX-XX-")


@pytest.mark.parametrize("text", ["2월 30일", "4월 31일", "2023년 2월 29일"])
def test_a_day_that_no_calendar_has_is_not_read(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("오후 3시 30분", "T15:30"),
        ("오후 2시 반", "T14:30"),
        ("오전 12시", "T00:00"),
        ("14:00", "T14:00"),
        ("14시", "T14:00"),
        ("3시", ""),
        ("오전 10시~오후 5시", "T10:00/T17:00"),
        ("오전 10시부터 오후 5시", "T10:00/T17:00"),
        ("14:00~16:30", "T14:00/T16:30"),
        ("오후 2시~4시", ""),
    ],
)
def test_a_time_of_day_is_read_and_an_unclear_half_of_the_day_stays_open(printed, date):
    figure = only(f"장소에서 {printed}에 연다")
    assert (figure.kind, figure.date, figure.text) == ("time_of_day", date, printed)


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        ("매주 월요일", "FREQ=WEEKLY;BYDAY=MO"),
        ("매주 토·일요일", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("매주 월~금요일", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("격주 수요일", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("매월 둘째 주 수요일", "FREQ=MONTHLY;BYDAY=2WE"),
        ("매월 25일", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("매년 10월", "FREQ=YEARLY;BYMONTH=10"),
        ("매월", "FREQ=MONTHLY"),
    ],
)
def test_a_repetition_is_a_calendar_rule(printed, rule):
    figure = only(f"모임은 {printed} 열린다")
    assert (figure.kind, figure.recurrence, figure.text) == ("recurrence", rule, printed)


# --- basis dates


def basis_of(text: str, printed: str) -> str | None:
    figure = next(figure for figure in find(text) if figure.text == printed)
    basis = as_of(text, figure)
    if basis is None:
        return None
    assert text[basis.start : basis.end] == basis.text
    return basis.text


def test_a_basis_date_in_brackets_belongs_to_the_figure_before_it():
    text = "앞 문장이다. 부부 320쌍(6월말 기준)이 도움을 받았고 150명이 기다린다."
    assert basis_of(text, "320쌍") == "6월말 기준"


def test_a_basis_date_before_a_figure_in_the_sentence_belongs_to_it():
    text = "군은 3일 밝혔다. 지난해 말 현재 군에 사는 주민은 3천 명이다. 새로 20명이 왔다."
    assert basis_of(text, "3천 명") == "지난해 말 현재"
    assert basis_of(text, "20명") is None


def test_the_standard_median_income_of_a_year_is_no_basis_date():
    assert not any(figure.is_as_of for figure in find("2024년 기준 중위소득 120% 이하 가구"))


@pytest.mark.parametrize(
    "printed", ["9월말 기준", "2023년 5월 기준", "지난해 말 현재", "8일 현재", "2024년 기준"]
)
def test_a_basis_date_is_marked(printed):
    assert only(f"({printed})").is_as_of
