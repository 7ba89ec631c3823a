"""What an article is about and what it says, rule by rule."""

from __future__ import annotations

import pytest

from news.models import Article
from programs.evidence import candidates
from programs.evidence.reading import ArticleEvidence, read
from programs.evidence.verdicts import Verdict
from programs.models import ApplicationWindow, Edition, Round, Schedule, Term
from programs.tests.factories import make_article, make_draft, make_fact, make_region, make_term
from regions.catalogue import load as load_regions

DAY = "2026-03-02"


def make_club(*facts: dict, region: str = "29200", **fields) -> Edition:
    """A working edition with these facts only; ``label`` is a name."""
    edition = make_draft(
        **{
            "name": "별빛 목공 교실",
            "summary": "주민이 나무로 가구를 만드는 교실입니다.",
            "article": make_article(date_published="2025-03-02"),
            "region": make_region(region),
            **fields,
        }
    )
    edition.facts.all().delete()
    for fact in facts:
        name = fact.pop("label")
        label = make_term(Term.Taxonomy.FACT_LABEL, f"label-{abs(hash(name))}", name=name)
        article = fact.pop("article", None) or make_article(date_published="2025-03-02")
        make_fact(edition, label=label, article=article, **fact)
    return edition


def make_news(text: str, *, regions=("29200",), **fields) -> Article:
    article = make_article(
        **{
            "headline": "별빛 목공 교실",
            "text": text,
            "date_published": DAY,
            "regions": [make_region(code) for code in regions],
            **fields,
        }
    )
    article.refresh_from_db()
    return article


def verdicts(evidence: ArticleEvidence) -> dict[str, str]:
    """Claim → verdict and printed figure."""
    return {
        finding.claim.name: f"{finding.verdict} {finding.mention.figure.text}"
        for program in evidence.programs
        for finding in program.findings
        if finding.mention
    }


def names(evidence: ArticleEvidence) -> list[str]:
    return [program.edition.name for program in evidence.programs]


# --- which programs ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_program_that_is_named_comes_first_with_the_sentence_that_names_it():
    make_club(name="별빛 도예 교실", summary="주민이 그릇을 빚습니다.")
    make_club()

    evidence = read(make_news("가을이 왔다. 별빛 목공 교실이 문을 열었다. 주민이 가구를 만든다."))

    assert names(evidence)[0] == "별빛 목공 교실"
    reason = evidence.programs[0].match.reasons[0]
    assert reason.quote.text == "별빛 목공 교실이 문을 열었다."
    assert "그대로" in reason.why


@pytest.mark.django_db
def test_a_program_of_another_place_is_never_proposed():
    make_club(region="29170", slug="north")

    evidence = read(make_news("별빛 목공 교실에 주민 20명이 참여한다.", regions=["29200"]))

    assert evidence.programs == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("article", "program", "is_proposed"),
    [
        ("29", "29200", True),  # the city's article, a district's program
        ("29200", "29", True),
        ("29", "41610", False),
        ("41610", "29", False),
        ("41610", "29200", False),
        ("12330", "29200", True),  # the district's code since the merger
    ],
)
def test_the_two_cities_called_gwangju_never_mix(settings, article, program, is_proposed):
    load_regions(settings.BASE_DIR / "fixtures")
    make_club(region=program)

    evidence = read(make_news("별빛 목공 교실에 주민이 모였다.", regions=[article]))

    assert bool(evidence.programs) == is_proposed


@pytest.mark.django_db
def test_without_stated_regions_the_text_says_where_it_is(settings):
    load_regions(settings.BASE_DIR / "fixtures")
    make_club(region="41610", slug="gyeonggi")
    make_club(region="29", slug="metropolitan")
    text = "광주시가 별빛 목공 교실을 연다. 초월읍 주민이 모였다."

    evidence = read(make_news(text, regions=[]))

    assert [p.edition.program.slug for p in evidence.programs] == ["gyeonggi"]
    assert not evidence.ground.is_stated


@pytest.mark.django_db
def test_a_name_that_stays_open_proposes_neither_city(settings):
    load_regions(settings.BASE_DIR / "fixtures")
    make_club(region="41610", slug="gyeonggi")
    make_club(region="29", slug="metropolitan")
    make_club(region="46", slug="elsewhere")

    evidence = read(make_news("광주시가 별빛 목공 교실을 연다.", regions=[]))

    assert [p.edition.program.slug for p in evidence.programs] == ["elsewhere"]
    assert evidence.ground.left_open == ("광주시",)


@pytest.mark.django_db
def test_the_working_edition_is_compared_where_there_is_one():
    working = make_club({"label": "참여하는 주민", "number": 20, "unit": "people"})

    evidence = read(make_news("별빛 목공 교실에 주민 20명이 참여한다."))

    assert evidence.programs[0].edition == working


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " \n\n ", "…", "."])
def test_an_article_without_sentences_says_nothing(text):
    make_club()

    assert read(make_news(text, headline="-")).programs == []


@pytest.mark.django_db
def test_of_very_many_programs_those_with_near_names_are_weighed(monkeypatch):
    monkeypatch.setattr(candidates, "SHORTLIST", 3)
    for name in ("청소년 합창단", "자전거 길 안내", "반려동물 쉼터", "태양광 지붕 보조"):
        make_club(name=name, summary=f"{name}을 소개합니다.")
    live = make_club()

    evidence = read(make_news("별빛 목공 교실에 주민이 모였다."))

    assert [program.edition for program in evidence.programs] == [live]


# --- what it says of facts ---------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("held", "said", "expected"),
    [
        ({"number": 10_000_000, "unit": "USD"}, "1천만 달러다", "supports 1천만 달러"),
        ({"number": 214_100_000_000, "unit": "KRW"}, "2141억원이다", "supports 2141억원"),
        (
            {"number": 130, "unit": "people", "is_approximate": True},
            "130여명이다",
            "supports 130여명",
        ),
        ({"number": 130, "unit": "people"}, "약 130명이다", "supports 약 130명"),
        (
            {"number": 130, "unit": "people", "is_approximate": True},
            "127명이다",
            "supports 127명",
        ),
        ({"number": 50, "unit": "percent"}, "최대 50%다", "supports 최대 50%"),
        ({"number": 50, "unit": "percent"}, "40%다", "updates 40%"),
        ({"number": 130, "unit": "people"}, "190여명이다", "updates 190여명"),
        ({"number": 2, "unit": "years"}, "24개월이다", "supports 24개월"),
    ],
)
def test_figures_are_compared_as_numbers(held, said, expected):
    make_club({"label": "목공 도구 임대", **held})

    evidence = read(make_news(f"별빛 목공 교실의 목공 도구 임대는 {said}."))

    assert verdicts(evidence) == {"목공 도구 임대": expected}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("as_of", "said", "verdict"),
    [
        ("2025-09-30", "9월말 기준", Verdict.CONTRADICTS),
        ("2025-09-30", "2025년 9월 말 기준", Verdict.CONTRADICTS),
        ("2025-06-30", "9월말 기준", Verdict.UPDATES),
        ("2025-12-31", "9월말 기준", Verdict.EARLIER),
        ("2025", "9월말 기준", Verdict.CONTRADICTS),  # 2025 may be that very day
        ("XXXX-09", "9월말 기준", Verdict.CONTRADICTS),  # nobody knows
    ],
)
def test_whether_a_value_is_later_follows_from_what_both_are_true_for(as_of, said, verdict):
    make_club({"label": "참여하는 주민", "number": 20, "unit": "people", "as_of": as_of})

    evidence = read(make_news(f"별빛 목공 교실에 참여하는 주민은 31명({said})이다."))

    [finding] = evidence.programs[0].findings
    assert finding.verdict is verdict
    assert str(finding.mention.as_of) == "2025-09-30"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("2026-01-05", Verdict.UPDATES),
        ("2025-03-02", Verdict.CONTRADICTS),
        ("2024-01-05", Verdict.EARLIER),
        ("XXXX-08", Verdict.CONTRADICTS),
        (None, Verdict.CONTRADICTS),
    ],
)
def test_without_basis_dates_the_articles_days_are_compared(published, verdict):
    make_club({"label": "참여하는 주민", "number": 20, "unit": "people"})
    article = make_news("별빛 목공 교실에 참여하는 주민은 31명이다.", date_published=published)

    [finding] = read(article).programs[0].findings

    assert finding.verdict is verdict


@pytest.mark.django_db
def test_two_numbers_of_one_thing_do_not_contradict_each_others_facts():
    make_club(
        {"label": "신청한 주민", "kind": "result", "number": 30, "unit": "people"},
        {"label": "더 모을 주민", "kind": "target", "number": 20, "unit": "people"},
    )

    evidence = read(
        make_news("별빛 목공 교실에 신청한 주민은 30명이다. 주민 20명을 더 모을 계획이다.")
    )

    assert verdicts(evidence) == {
        "신청한 주민": "supports 30명",
        "더 모을 주민": "supports 20명",
    }


@pytest.mark.django_db
def test_a_plan_says_nothing_of_what_has_happened():
    make_club({"label": "참여한 주민", "kind": "result", "number": 30, "unit": "people"})

    evidence = read(make_news("별빛 목공 교실에 참여할 주민을 55명까지 늘릴 계획이다."))

    assert verdicts(evidence) == {}


@pytest.mark.django_db
def test_another_years_round_is_not_contradicted():
    edition = make_club()
    article = make_article(date_published="2024-05-01")
    run = Round.objects.create(edition=edition, key="2024", year=2024, article=article)
    label = make_term(Term.Taxonomy.FACT_LABEL, "visitors", name="찾아온 관람객")
    make_fact(edition, label=label, round=run, number=700, unit="people", article=article)

    evidence = read(make_news("올해 별빛 목공 교실 전시를 찾아온 관람객은 900명이다."))

    assert verdicts(evidence) == {}
    [draft] = evidence.programs[0].drafts
    assert draft.term == label


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026년 4월 6일부터 17일까지", "supports"),
        ("4월6일부터 17일까지", "supports"),
        ("4월 6일~17일", "supports"),
        ("2026년 4월 6일부터 24일까지", "updates"),
    ],
)
def test_periods_are_compared_day_by_day(said, expected):
    edition = make_club()
    old = make_article(date_published="2025-03-02")
    Schedule.objects.create(
        edition=edition, valid_from="2026-04-06", valid_to="2026-04-17", article=old
    )

    evidence = read(make_news(f"별빛 목공 교실 운영 기간은 {said}다."))

    assert [f.verdict.value for p in evidence.programs for f in p.findings] == [expected]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("신청 기간은 4월 6일부터 17일까지다", {"applicationwindow": "supports"}),
        ("신청은 4월 8일부터 17일까지 받는다", {"applicationwindow": "updates"}),
        ("교실은 5월 4일부터 29일까지 열린다", {"schedule": "supports"}),
        ("교실은 5월 4일부터 22일까지 열린다", {"schedule": "updates"}),
    ],
)
def test_when_people_apply_is_not_when_it_runs(said, expected):
    edition = make_club()
    old = make_article(date_published="2025-03-02")
    window = {"opens": "2026-04-06", "closes": "2026-04-17", "kind": "fixed"}
    ApplicationWindow.objects.create(edition=edition, article=old, **window)
    Schedule.objects.create(
        edition=edition, valid_from="2026-05-04", valid_to="2026-05-29", article=old
    )

    [program] = read(make_news(f"별빛 목공 교실 소식이다. {said}.")).programs

    found = {f.claim.row._meta.model_name: f.verdict.value for f in program.findings}
    assert found == expected


@pytest.mark.django_db
def test_each_of_several_voices_supports_its_own_value():
    make_club(
        {
            "label": "마을에 사는 주민",
            "number": 4700,
            "unit": "people",
            "according_to": "통계청 통계",
        },
        {
            "label": "마을에 사는 주민",
            "number": 7000,
            "unit": "people",
            "according_to": "마을회 추산",
        },
    )
    text = "별빛 목공 교실이 있는 마을에 사는 주민은 통계청 통계로는 4700명이다. 마을회 추산으로는 7000명이다."

    findings = read(make_news(text)).programs[0].findings

    assert {(f.claim.voice, f.mention.figure.value, f.verdict) for f in findings} == {
        ("통계청 통계", 4700, Verdict.SUPPORTS),
        ("마을회 추산", 7000, Verdict.SUPPORTS),
    }


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    make_club({"label": "참여하는 주민", "number": 20, "unit": "people"})
    article = make_news("별빛 목공 교실에 참여하는 주민은 20명이다.")
    read(article)
    with django_assert_num_queries(13):
        read(article)
    for number in range(5):
        make_club({"label": f"참여하는 주민{number}", "number": 20 + number, "unit": "people"})
    with django_assert_num_queries(13):
        assert len(read(article).programs) == 6
