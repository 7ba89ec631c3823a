"""Figures that no fact has yet, and what is none."""

from __future__ import annotations

import pytest

from programs.evidence.reading import read
from programs.tests.test_evidence_reading import make_club, make_news


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sentence", "label", "value"),
    [
        ("도구 구입비로 3억2천만원을 쓴다.", "도구 구입비", ("320000000", "KRW")),
        ("관람객 1만1196명이 다녀갔다.", "관람객", ("11196", "people")),
        ("지역 기업 30여 곳이 힘을 보탰다.", "지역 기업", ("30", "companies")),
        ("상담 72건을 했다.", "상담", ("72", "consultations")),
        ("작업대 60면을 놓는다.", "작업대", "60면"),
    ],
)
def test_a_figure_without_a_fact_becomes_a_draft(sentence, label, value):
    make_club()

    evidence = read(make_news(f"별빛 목공 교실이 새로 문을 연다. {sentence}"))

    [draft] = evidence.programs[0].drafts
    found = (str(draft.number), draft.unit) if draft.number is not None else draft.text
    assert (draft.label, found) == (label, value)
    assert draft.mention.passage == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sentence",
    [
        "광산구는 11일 이같이 밝혔다.",
        "문의는 062-000-0000으로 한다.",
        "제3회 교실이다.",
        "교실은 매주 월요일 오후 3시에 열린다.",
        "한 번 더 열린다.",
        "최근 3년간 열렸다.",
    ],
)
def test_what_counts_nothing_is_no_draft(sentence):
    make_club()

    evidence = read(make_news(f"별빛 목공 교실이 새로 문을 연다. {sentence}"))

    assert evidence.programs[0].drafts == []


@pytest.mark.django_db
def test_a_figure_printed_twice_is_offered_once():
    make_club()

    text = "별빛 목공 교실 예산 5억원\n별빛 목공 교실에 예산 5억원을 쓴다."

    assert len(read(make_news(text)).programs[0].drafts) == 1
