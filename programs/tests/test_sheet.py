from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.actions import publish
from programs.models import (
    ApplicationWindow,
    Channel,
    Edition,
    Eligibility,
    Fact,
    Involvement,
    Location,
    Round,
    Schedule,
)
from programs.sheet import Sheet, for_sheet, sheet
from programs.statements import Evidence
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_organization,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


@pytest.fixture
def draft():
    return make_draft()


def page_of(draft: Edition, day: date = DAY) -> Sheet:
    edition = publish(edition=draft, by=None)
    return sheet(for_sheet(Edition.objects.live(), day).get(pk=edition.pk), day)


def label(slug: str, name: str | None = None):
    return make_term("fact_label", slug=slug, name=name or slug)


def entry(page: Sheet, name: str):
    [found] = [each for each in [*page.offered, *page.figures, *page.dated] if each.label == name]
    return found


def test_agreeing_sources_are_one_line_with_both_marks(draft):
    for _each in range(2):
        make_fact(
            draft,
            label=label("money", "지원금"),
            kind="amount",
            number=5,
            unit="KRW",
            article=make_article(),
        )

    [line] = entry(page_of(draft), "지원금").lines
    assert line.words == "5원"
    assert len(line.sources) == 2
    assert [source.number for source in line.sources] == sorted(
        source.number for source in line.sources
    )


def test_disagreeing_voices_stand_side_by_side_with_who_says_what(draft):
    article = make_article()
    for number, voice in ((4700, "법무부 통계"), (7000, "고려인마을 추산")):
        make_fact(
            draft,
            label=label("living", "사는 사람"),
            number=number,
            unit="people",
            is_approximate=True,
            according_to=voice,
            as_of="2023-05",
            article=article,
        )

    found = entry(page_of(draft), "사는 사람")
    assert found.quarrel == "두 출처의 수가 다릅니다."
    assert [(line.words, line.voice) for line in found.lines] == [
        ("약 4,700명", "법무부 통계"),
        ("약 7,000명", "고려인마을 추산"),
    ]
    assert all("기준일 2023년 5월" in line.notes for line in found.lines)


def test_three_disagreeing_sources_and_disagreeing_words_are_told_as_such(draft):
    for number in (1, 2, 3):
        make_fact(
            draft, label=label("n", "수"), number=number, unit="people", article=make_article()
        )
    for text in ("갑", "을"):
        make_fact(draft, label=label("t", "말"), kind="text", text=text, article=make_article())

    page = page_of(draft)
    assert entry(page, "수").quarrel == "출처마다 수가 다릅니다."
    assert entry(page, "말").quarrel == "두 출처의 말이 다릅니다."


@pytest.mark.parametrize(
    ("one", "other", "is_quarrel"),
    [
        ({"number": 130, "is_approximate": True}, {"number": 137}, False),
        ({"number": 130, "is_approximate": True}, {"number": 190}, True),
        ({"number": 130}, {"number": 137}, True),
        ({"number": 2, "unit": "years"}, {"number": 24, "unit": "months"}, False),
        ({"number": 30, "unit": "people"}, {"number": 12, "unit": "households"}, False),
        ({"kind": "date", "date": "2020-06"}, {"kind": "date", "date": "2020-06-11"}, False),
        ({"kind": "date", "date": "2020-06"}, {"kind": "date", "date": "2020-07-11"}, True),
    ],
)
def test_values_that_can_both_be_true_are_no_quarrel(draft, one, other, is_quarrel):
    for fields in (one, other):
        unit = {} if "date" in fields else {"unit": "people"}
        make_fact(draft, label=label("n", "수"), article=make_article(), **{**unit, **fields})

    [statement] = [each for each in Evidence(draft).statements() if each.label.name == "수"]
    assert len(statement.variants) == 2, "each is shown as its source says it"
    assert statement.is_contradiction is is_quarrel


def test_a_value_of_another_day_is_news_and_the_newer_stands_first(draft):
    for number, day in ((10, "2024-01"), (12, "2025-01")):
        make_fact(
            draft,
            label=label("n", "수"),
            number=number,
            unit="people",
            as_of=day,
            article=make_article(),
        )

    found = entry(page_of(draft), "수")
    assert found.quarrel == ""
    assert [line.words for line in found.lines] == ["12명", "10명"]


def test_several_values_of_one_source_are_a_list_and_no_quarrel(draft):
    article = make_article()
    for text in ("시장 조사", "통역"):
        make_fact(draft, label=label("t", "하는 일"), kind="text", text=text, article=article)

    found = entry(page_of(draft), "하는 일")
    assert found.quarrel == ""
    assert len(found.lines) == 2


@pytest.mark.parametrize(
    ("fields", "section"),
    [
        ({"kind": "text", "text": "식사 배달"}, "offered"),
        ({"kind": "amount", "number": 100, "unit": "KRW"}, "offered"),
        ({"kind": "amount", "number": 50, "unit": "percent"}, "offered"),
        ({"kind": "amount", "number": 14, "unit": "people"}, "figures"),
        ({"kind": "amount", "number": 5, "unit": "MOU"}, "figures"),
        ({"kind": "capacity", "number": 20, "unit": "people"}, "figures"),
        ({"kind": "result", "number": 20, "unit": "USD"}, "figures"),
        ({"kind": "target", "number": 20, "unit": "people"}, "figures"),
        ({"kind": "obligation", "number": 3, "unit": "years"}, "obligations"),
        ({"kind": "date", "date": "2024-03"}, "dated"),
    ],
)
def test_every_kind_of_fact_has_its_place(draft, fields, section):
    make_fact(draft, label=label("x", "찾는 값"), article=make_article(), **fields)
    page = page_of(draft)

    places = ("offered", "figures", "obligations", "dated")
    found = [
        place for place in places if any(each.label == "찾는 값" for each in getattr(page, place))
    ]
    assert found == [section]


def test_no_kind_of_fact_is_forgotten():
    kinds = {"text", "amount", "capacity", "result", "target", "obligation", "date"}
    assert set(Fact.Kind.values) == kinds


def test_each_anchor_is_used_once_and_each_source_leads_back_to_its_values(draft):
    article = make_article()
    make_fact(draft, label=label("a", "첫 값"), article=article)
    make_fact(draft, label=label("b", "둘째 값"), kind="text", text="글", article=article)

    page = page_of(draft)
    backs = [back for source in page.sources for back in source.backs]
    anchors = [anchor for anchor, _label in backs]
    [ours] = [source for source in page.sources if source.article.pk == article.pk]
    assert len(set(anchors)) == len(anchors)
    assert {"첫 값", "둘째 값"} <= {name for _anchor, name in ours.backs}


def test_sources_are_a_timeline_with_those_without_a_year_at_the_end(draft):
    for day in ("XXXX-08", "2020-10-12", None, "2024"):
        make_fact(draft, label=label(f"l{day}"), article=make_article(date_published=day))

    sources = page_of(draft).sources
    assert [source.is_dated for source in sources] == [True, True, True, False, False]
    assert [source.date for source in sources][:2] == ["2020년 10월 12일", "2024년"]
    assert {source.date for source in sources[3:]} == {
        "8월 (연도 확인되지 않음)",
        "날짜 확인되지 않음",
    }
    assert [source.source.number for source in sources] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("published", "words"), [("2026-10", "운영"), ("2020-10-12", ""), ("XXXX-08", "")]
)
def test_only_recent_news_lets_a_program_be_called_running(published, words):
    assert page_of(make_draft(article=make_article(date_published=published))).state_words == words


def test_the_four_dates_are_told_apart(draft):
    draft.facts.update(as_of="2020-09-30")
    make_fact(draft, article=make_article(date_published=None), kind="result")
    found = page_of(draft).dates

    assert found.published == "2026년 11월 1일"
    assert found.published_note == "기사 2건 가운데 가장 새 기사 · 1건은 연도 확인되지 않음"
    assert found.as_of == "2020년 9월 30일"
    assert (found.verified, found.verified_note) == ("2026년 11월 22일", "시험 편집부")
    assert found.due == "2027년 11월 22일"
    assert not found.is_overdue


def test_dates_that_nobody_states_say_so():
    draft = make_draft(article=make_article(date_published=None))
    draft.facts.update(verified_on=None)
    draft.involvements.update(verified_on=None)
    found = page_of(draft).dates

    assert (found.published, found.as_of, found.verified) == ("확인되지 않음",) * 3
    assert found.due == "정해지지 않음"


def test_what_is_printed_otherwise_says_how_and_why(draft):
    Location.objects.create(
        edition=draft,
        article=make_article(),
        name="주월센터",
        as_printed="주일센터",
        why_corrected="동네 이름이 주월이에요.",
    )

    [line] = page_of(draft).places
    assert line.notes == ["기사에는 ‘주일센터’로 인쇄되어 있습니다: 동네 이름이 주월이에요."]


def test_who_can_get_it_and_who_cannot_are_told_apart(draft):
    for words, is_exclusion in (("난임부부", False), ("난임부부", False), ("소득이 많은 분", True)):
        Eligibility.objects.create(
            edition=draft,
            article=make_article(),
            kind="other",
            words=words,
            is_exclusion=is_exclusion,
        )

    page = page_of(draft)
    assert [line.words for line in page.criteria] == ["난임부부"]
    assert len(page.criteria[0].sources) == 2
    assert [line.words for line in page.exclusions] == ["소득이 많은 분"]


@pytest.mark.parametrize(
    ("fields", "state", "left"),
    [
        ({"kind": "fixed", "closes": "2026-11-25"}, "open", "마감 3일 전"),
        ({"kind": "fixed", "closes": "2026-11-22"}, "open", "오늘 마감"),
        ({"kind": "fixed", "closes": "2026-11-21"}, "closed", ""),
        ({"kind": "fixed", "opens": "2026-12-01"}, "upcoming", ""),
        ({"kind": "always"}, "open", ""),
        ({"kind": "announced"}, "uncertain", ""),
    ],
)
def test_a_window_says_whether_people_can_apply(draft, fields, state, left):
    ApplicationWindow.objects.create(edition=draft, article=make_article(), **fields)

    [window] = page_of(draft).windows
    assert (window.state, window.left) == (state, left)
    assert window.line.words


@pytest.mark.parametrize(
    ("kind", "value", "link"),
    [
        ("phone", "062-123-4567", "tel:0621234567"),
        ("web", "https://example.kr/apply", "https://example.kr/apply"),
        ("web", "javascript:alert(1)", ""),
        ("counter", "가까운 동 행정복지센터", ""),
    ],
)
def test_only_calls_and_pages_are_links(draft, kind, value, link):
    Channel.objects.create(
        edition=draft, article=make_article(), kind=kind, value=value, purpose="ask"
    )
    assert [line.link for line in page_of(draft).ask_channels] == [link]


@pytest.mark.parametrize(
    ("fields", "words", "notes"),
    [
        (
            {"valid_from": "2024-04-01", "valid_to": "2024-06", "description": "매주 월요일"},
            "2024년 4월 1일부터 2024년 6월까지",
            ["매주 월요일"],
        ),
        (
            {"valid_to": "2020-10-31", "description": "2020년 10월 31일까지"},
            "2020년 10월 31일까지",
            [],
        ),
        ({"freq": "yearly", "description": "해마다"}, "해마다", []),
        ({"freq": "weekly"}, "매주", []),
    ],
)
def test_a_schedule_says_its_period_once(draft, fields, words, notes):
    Schedule.objects.create(edition=draft, article=make_article(), **fields)

    [line] = page_of(draft).runs
    assert (line.words, line.notes) == (words, notes)


def test_rounds_come_with_their_facts_and_no_fact_shows_twice(draft):
    article = make_article()
    for year in (2023, 2024, None):
        row = Round.objects.create(edition=draft, article=article, key=str(year), year=year)
        make_fact(
            draft,
            label=label("sales", "계약"),
            kind="result",
            number=1,
            unit="cases",
            round=row,
            article=article,
        )

    page = page_of(draft)
    assert [card.year for card in page.rounds] == ["2023년", "2024년", "연도 확인되지 않음"]
    assert [len(card.entries) for card in page.rounds] == [1, 1, 1]
    assert [chart.title for chart in page.charts] == ["계약"]
    assert "계약" not in [each.label for each in page.figures]


def test_bodies_come_by_role_and_a_local_government_of_a_dissolved_city_names_its_heir(draft):
    heir = make_region("12330", name="광산구")
    make_region("12", name="전남광주통합특별시")
    gone = make_region("29200", name="광산구")
    gone.__class__.objects.filter(code__in=["29", "29200"]).update(valid_to=date(2026, 6, 30))
    gone.successors.set([heir])
    office = make_organization(name="광산구청", region=gone)
    club = make_organization(name="협회", kind="association", region=gone)
    for body, role in ((club, "partner"), (office, "provider")):
        Involvement.objects.create(
            edition=draft, article=make_article(), organization=body, role=role
        )

    page = page_of(draft)
    today = {body.organization.name: body.today for body in page.bodies}
    assert [body.role for body in page.bodies] == ["provider", "provider", "partner"]
    assert "지금은" in today["광산구청"]
    assert heir.full_name in today["광산구청"]
    assert "통합" in today["협회"]
    assert "물어보세요" not in today["협회"]


def queries_for(rows: int) -> int:
    draft = make_draft()
    for number in range(rows):
        article = make_article()
        make_fact(draft, article=article)
        Location.objects.create(
            edition=draft, article=article, name=f"곳 {number}", region=make_region()
        )
        body = make_organization(region=make_region())
        Involvement.objects.create(
            edition=draft, article=article, organization=body, role="partner"
        )
    edition = publish(edition=draft, by=None)
    with CaptureQueriesContext(connection) as queries:
        sheet(for_sheet(Edition.objects.live()).get(pk=edition.pk))
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_what_is_said():
    assert queries_for(2) == queries_for(20) < 30
