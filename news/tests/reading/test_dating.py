from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.dates import PartialDate
from news.reading.date_clues import (
    clues_of,
    date_in_file_name,
    labelled_date,
    printed_dates,
)
from news.reading.dating import Evidence, dating

OCTOBER = [
    "시는 지난 7월부터 교육을 열었다.",
    "오는 11월에는 전시회를 연다.",
    "참여자는 45명(9월말 기준)이다.",
    "시는 11일 이같이 밝혔다.",
]


def dated(*texts, lines=(), file_name="", is_site=False, declared=None, has_masthead=False):
    lines = list(lines)
    return dating(
        Evidence(
            clues=clues_of(list(texts)),
            on_top=printed_dates(lines),
            labelled=labelled_date(lines),
            declared=declared,
            file_date=date_in_file_name(file_name),
            is_site=is_site,
            has_masthead=has_masthead,
        )
    )


def published(*texts, **rest) -> str | None:
    found = dated(*texts, **rest).published
    return str(found) if found else None


def test_a_date_printed_with_the_paper_is_the_papers():
    found = dated("시는 11일 밝혔다.", lines=["2024년 3월 12일 화요일 제4821호"])
    assert (str(found.published), found.precision) == ("2024-03-12", "day")
    assert "2024년 3월 12일 화요일" in found.reason


def test_a_bare_date_that_the_articles_contradict_may_be_any_day():
    found = dated("시는 19일 밝혔다.", lines=["2025.04.01 (화)"])
    assert found.published is None
    assert "2025.04.01 (화)" in found.reason
    assert published("시는 31일 밝혔다.", lines=["2025.04.01 (화)"]) == "2025-04-01"


def test_a_weekly_papers_masthead_stands_against_older_reports():
    found = published("시는 5일 밝혔다.", lines=["2024년 3월 12일 화요일"], has_masthead=True)
    assert found == "2024-03-12"


def test_a_weekday_that_does_not_fit_leaves_the_day_open():
    found = dated(lines=["2024년 3월 12일 금요일"])
    assert str(found.published) == "2024-03"
    assert "요일" in found.reason


def test_the_date_on_top_of_a_copied_site_is_never_the_articles():
    found = dated("시는 19일 문을 열었다.", lines=["2025.04.01 (화)"], is_site=True)
    assert found.published is None
    assert "2025.04.01 (화)" in found.reason
    assert "옮긴 날" in found.reason


def test_not_even_when_the_file_is_named_after_it():
    assert (
        published(
            "시는 1일 밝혔다.", lines=["2025.04.01 (화)"], file_name="2025-04-01.txt", is_site=True
        )
        is None
    )


def test_a_copys_day_bounds_the_year():
    later = dated("이번 8월 첫 모임을 열었다.", lines=["2025.04.01 (화)"], is_site=True)
    earlier = dated("이번 3월 첫 모임을 열었다.", lines=["2025.04.01 (화)"], is_site=True)
    assert (str(later.published), "2024년이나 그 이전" in later.reason) == ("XXXX-08", True)
    assert "2025년이나 그 이전" in earlier.reason


def test_a_labelled_date_and_a_sites_own_data_are_the_articles():
    assert (
        published(lines=["입력 2024.09.12 01:20", "2025.03.02 (일)"], is_site=True) == "2024-09-12"
    )
    assert published(declared=date(2024, 9, 12), is_site=True) == "2024-09-12"


def test_words_leave_one_month_over():
    found = dated(*OCTOBER)
    assert str(found.published) == "XXXX-10"
    for clue in ("지난 7월", "오는 11월", "11일 …밝혔다"):
        assert clue in found.reason
    assert "연도는 확인되지 않았습니다" in found.reason


def test_a_day_of_report_alone_is_no_date_but_a_reason():
    found = dated("군에 따르면 사업은 끝났다.", "군은 17일 문을 열었다.")
    assert found.published is None
    assert found.precision == "unknown"
    assert "17일" in found.reason


def test_last_month_after_a_named_month_moves_the_earliest_month_on():
    assert "5월 이후" in dated("지난 3월 모임을 열었고 지난달에는 간담회를 했다.").reason


@pytest.mark.parametrize(
    ("file_name", "expected"),
    [
        ("page-2020-10-12.txt", "2020-10-12"),
        ("20201012_03.txt", "2020-10-12"),
        ("2020.10.11.txt", "2020-10-11"),
        ("page-2020-10-20.txt", "XXXX-10"),
        ("page-2020-12-12.txt", "XXXX-10"),
        ("page-2020-13-41.txt", "XXXX-10"),
        ("page-7.txt", "XXXX-10"),
    ],
)
def test_a_files_name_counts_only_where_the_articles_fit_it(file_name, expected):
    assert published(*OCTOBER, file_name=file_name) == expected


def test_a_files_name_is_called_a_weak_clue():
    assert "약한 단서" in dated(*OCTOBER, file_name="2020-10-12.txt").reason
    assert "쓰지 않았습니다" in dated(*OCTOBER, file_name="2020-12-12.txt").reason


def test_a_files_name_needs_support_from_the_articles():
    assert published("도서관이 문을 연다.", file_name="2020-10-12.txt") is None


def test_a_report_of_a_months_last_day_may_be_printed_in_the_next():
    assert published("이번 3월 교육을 시작한다.", "구는 31일 이같이 밝혔다.") is None
    assert published("구는 31일 밝혔다.", file_name="2024-04-01.txt") == "2024-04-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("올해(2023년) 처음 열린다.", "2023"),
        ("지난해(2022년) 시작했다.", "2023"),
        ("2023년 올해 처음 열린다.", "2023"),
        ("2027년까지 10곳을 만든다.", None),
        ("2040 기본계획에 담겼다.", None),
        ("2017년부터 지난해까지 늘었다.", None),
        ("올해 처음 열린다.", None),
    ],
)
def test_a_year_is_known_only_where_the_words_fix_it(text, expected):
    assert published(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "7일간 열렸다.",
        "30일 만에 끝났다고 밝혔다.",
        "3월 8일 열렸다고 밝혔다.",
        "지난 8일 열렸다.",
        "오는 14일까지 받는다.",
        "6박 7일 일정을 마쳤다.",
        "매달 5일 열린다고 밝혔다.",
    ],
)
def test_other_uses_of_days_are_no_day_of_report(text):
    assert not clues_of([text]).report_days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("시는 11일 밝혔다.", 11),
        ("17일 시에 따르면 대상은 50명이다.", 17),
        ("“돕겠다”고 30일 밝혔다.", 30),
        ("28일 오전 시민들이 걷고 있다.", 28),
        ("시는 19일 토론회를 개최했다.", 19),
    ],
)
def test_a_bare_day_in_a_report_is_its_day(text, day):
    assert list(clues_of([text]).report_days) == [day]


def test_two_dates_in_a_masthead_are_not_chosen_between():
    found = dated(lines=["2024년 3월 12일 화요일", "2023년 3월 12일"])
    assert found.published is None
    assert "여럿" in found.reason


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.sampled_from("0123456789년월일지난오는이번해까지부터밝혔다. ()~말기준"), max_size=60)
)
def test_whatever_is_said_the_answer_is_a_partial_date_or_none(text):
    found = dated(text, lines=[text], file_name=text)
    assert found.published is None or PartialDate.parse(str(found.published)) == found.published
    assert found.reason


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2059, 12, 31)))
def test_a_printed_date_is_read_back(day):
    weekday = "월화수목금토일"[day.weekday()]
    line = f"{day.year}년 {day.month}월 {day.day}일 {weekday}요일"
    assert published(lines=[line]) == day.isoformat()
