"""How well reading finds what articles say: on invented ones, and on the shared pages where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from news.models import Article
from programs.evidence.reading import read
from programs.evidence.verdicts import Verdict
from programs.models import Fact
from programs.tests.evidence_measure import article_of, cases, measure

pytestmark = pytest.mark.django_db
PAGES = Path(__file__).resolve().parents[3] / "shared" / "pages"
# Told in words that no figure and no sentence of the page repeats.
IN_OTHER_WORDS = {"start-announced", "hand-delivery-rule", "person-brought-to-hospital"}
# Article → the words that its text starts and ends before, on its page.
ON_PAGES = {
    "2020-10-12-photonics-online-trade": (
        "page-2020-10-12",
        "광주시, 11월 19일",
        "광주글로벌모터스 공장 건설현장 점검",
    ),
    "2020-10-12-agencies-cooperation": ("page-2020-10-12", "11개 기관장 참석", "“잃어버린"),
    "2020-10-12-namgu-greeting": ("page-2020-10-12", "광주시남구노대동", "지하철·시내버스"),
    "2020-10-12-road-name-address": (
        "page-2020-10-12",
        "광주시는 “도로명주소",
        "광주시, 임산부 맞춤형",
    ),
    "2020-10-12-pregnancy-support": ("page-2020-10-12", "시술비·산후 도우미", "단풍철 임박"),
    "2020-10-12-autumn-mountain-safety": ("page-2020-10-12", "광주시 소방본부", "ESS시공"),
    "undated-bukgu-photonics-mission": (
        "page-buk-gu-gwangsan-gu",
        "광융합무역촉진단, 인니",
        "광산구 통합돌봄 식사지원, 독거",
    ),
    "undated-gwangsan-meals": (
        "page-buk-gu-gwangsan-gu",
        "식사 배달 넘어",
        "통합돌봄 식사지원 사진",
    ),
    "undated-gyeonggi-gwangju-trade-mission": ("web-awakenews", "광주시는 19일", "최신기사"),
}


def test_invented_articles_are_read_as_they_were_meant(catalogue):
    score = measure()

    assert score.notes == []
    assert score.right["supports"] >= 54
    assert score.right["contradicts"] >= 11
    assert score.right["updates"] >= 15
    assert score.right["new"] >= 23
    assert score.right["about"] >= 36


def test_articles_never_seen_while_the_rules_were_made_are_mostly_read_right(catalogue):
    score = measure("unseen")

    for kind in ("supports", "differs", "new", "about"):
        assert score.precision(kind) >= 0.85, (kind, score.notes)
        assert score.recall(kind) >= 0.85, (kind, score.notes)


@pytest.mark.parametrize("case", cases("tuned") + cases("unseen"), ids=lambda case: case["name"])
def test_passages_are_the_articles_own_text(catalogue, case):
    article = article_of(case)

    for program in read(article).programs:
        for finding in program.findings:
            sentence = finding.sentence
            assert article.text[sentence.start : sentence.end] == sentence.text
            start, end = finding.place
            assert sentence.start <= start < end <= sentence.end
        for draft in program.drafts:
            start, end = draft.mention.place
            assert article.text[start:end] == draft.mention.figure.text


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages to measure on are not in the project")
@pytest.mark.parametrize("key", ON_PAGES)
def test_the_page_supports_every_fact_that_cites_it(catalogue, key):
    page, start, end = ON_PAGES[key]
    text = (PAGES / f"{page}.txt").read_text(encoding="utf-8")
    article = Article.objects.get(key=key)
    article.text = text[text.index(start) : text.index(end, text.index(start) + len(start))]

    supported, others = _verdicts(article)

    facts = Fact.objects.filter(article=article, edition__status="published").select_related(
        "label"
    )
    missing = {fact.label.slug for fact in facts if fact.pk not in supported}
    assert missing <= IN_OTHER_WORDS
    assert others == []


def _verdicts(article: Article) -> tuple[set[int], list[str]]:
    """Supported facts, and what the page is said to contradict or update, which it can't."""
    findings = [finding for program in read(article).programs for finding in program.findings]
    supported = {
        row.pk
        for finding in findings
        if finding.verdict is Verdict.SUPPORTS
        for row in finding.claim.rows
        if isinstance(row, Fact)
    }
    return supported, [f.claim.name for f in findings if f.verdict is not Verdict.SUPPORTS]
