from decimal import Decimal

import pytest

from news.models import Article
from programs.charts import LONGEST, MARGIN, WIDTH, charts, in_time_order
from programs.models import Fact, Round, Term
from programs.statements import Source, Statement, Variant

SALES = Term(pk=1, slug="sales", name="수출 계약")
TARGET = Term(pk=2, slug="target", name="목표")
SOURCE = Source(1, Article(pk=1, key="a"))


def a_round(pk: int, year: int | None, places: str = "") -> Round:
    return Round(pk=pk, key=str(pk), year=year, places=places)


def said(row: Round | None, *numbers: int, label=SALES, unit="USD", kind="result") -> Statement:
    facts = [
        Fact(label=label, round=row, number=Decimal(number), unit=unit, kind=kind)
        for number in numbers
    ]
    return Statement(label, row, [Variant([fact], [SOURCE]) for fact in facts])


ROUNDS = [a_round(3, None, "자카르타"), a_round(1, 2023, "필리핀"), a_round(2, 2024, "미국")]
UNDATED, FIRST, SECOND = ROUNDS
SERIES = [said(UNDATED, 1251), said(FIRST, 984), said(SECOND, 1000)]


def test_rounds_come_in_time_order_and_those_without_a_year_last():
    assert in_time_order(ROUNDS) == [FIRST, SECOND, UNDATED]


def test_the_round_without_a_year_stands_apart_and_says_so():
    [chart] = charts(SERIES, ROUNDS)

    assert [bar.short_label for bar in chart.bars] == ["2023년", "2024년", "연도 확인되지 않음"]
    assert [bar.is_undated for bar in chart.bars] == [False, False, True]
    assert chart.bars[1].y < chart.split_y < chart.bars[2].y
    assert chart.has_undated


def test_without_an_undated_round_nothing_is_set_apart():
    [chart] = charts(SERIES[1:], ROUNDS)
    assert chart.split_y is None


def test_bars_are_in_proportion_and_stay_in_the_drawing():
    [chart] = charts(SERIES, ROUNDS)

    widths = [bar.width for bar in chart.bars]
    assert widths[2] == LONGEST == max(widths)
    assert widths[0] / widths[2] == pytest.approx(984 / 1251)
    assert all(MARGIN + width <= WIDTH for width in widths)
    assert chart.bars[-1].target_bottom < chart.height


def test_a_target_is_a_line_on_the_bar_of_its_round():
    [chart] = charts([*SERIES, said(SECOND, 150, label=TARGET, kind="target")], ROUNDS)

    first, second, undated = chart.bars
    assert second.target_words == "150달러"
    assert second.target_x == pytest.approx(MARGIN + LONGEST * 150 / 1251)
    assert first.target_x is undated.target_x is None
    assert chart.has_targets


def test_a_target_beyond_every_result_still_fits():
    [chart] = charts([*SERIES, said(SECOND, 9000, label=TARGET, kind="target")], ROUNDS)
    assert max(bar.target_x or 0 for bar in chart.bars) <= WIDTH - MARGIN


def test_the_description_says_every_figure():
    [chart] = charts([*SERIES, said(SECOND, 150, label=TARGET, kind="target")], ROUNDS)

    assert chart.description == (
        "2023년 · 필리핀: 984달러. 2024년 · 미국: 1,000달러 (목표 150달러). "
        "연도 확인되지 않음 · 자카르타: 1,251달러"
    )


@pytest.mark.parametrize(
    "statements",
    [
        [],
        [said(FIRST, 984)],
        [said(None, 984), said(FIRST, 984)],
        [said(FIRST, 984), said(SECOND, 11, unit="companies")],
        [said(FIRST, 984, kind="target"), said(SECOND, 900, kind="target")],
    ],
)
def test_what_is_no_series_is_not_drawn(statements):
    assert charts(statements, ROUNDS) == []


def test_contradicting_results_of_a_round_are_two_bars():
    [chart] = charts([said(FIRST, 984, 900), said(SECOND, 1000)], ROUNDS)
    assert [bar.words for bar in chart.bars] == ["984달러", "900달러", "1,000달러"]


def test_only_zeros_can_be_drawn():
    [chart] = charts([said(FIRST, 0), said(SECOND, 0)], ROUNDS)
    assert [bar.width for bar in chart.bars] == [0, 0]


def test_lengths_are_written_as_svg_reads_them():
    [chart] = charts(SERIES, ROUNDS)
    assert all("," not in bar.svg_width and float(bar.svg_width) for bar in chart.bars)
