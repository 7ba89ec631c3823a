from datetime import date, timedelta

import pytest

from programs.actions import publish
from programs.models import Edition, Fact, Schedule
from programs.notices import OLD
from programs.sheet import for_sheet, sheet
from programs.tests.factories import make_article, make_draft, make_fact, make_term

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def notices_of(draft: Edition, day: date = DAY) -> list[tuple[str, str]]:
    edition = publish(edition=draft, by=None)
    edition = for_sheet(Edition.objects.live(), day).get(pk=edition.pk)
    return [(notice.title, notice.text) for notice in sheet(edition, day).notices]


def titles(draft: Edition, day: date = DAY) -> str:
    return " / ".join(title for title, _text in notices_of(draft, day))


def runs(draft: Edition, valid_from=None, valid_to=None) -> Edition:
    Schedule.objects.create(
        edition=draft, article=make_article(), valid_from=valid_from, valid_to=valid_to
    )
    return draft


def test_a_fresh_running_program_needs_no_notice():
    assert notices_of(make_draft()) == []


def test_the_editors_word_comes_first():
    assert (
        notices_of(make_draft(alert="12월에 접수가 다시 열려요."))[0][0]
        == "12월에 접수가 다시 열려요."
    )


def test_an_ended_program_says_until_when_as_precisely_as_known():
    [(title, text)] = notices_of(runs(make_draft(), "2024-04-01", "2024-06"))

    assert title == "기간이 끝난 사업이에요."
    assert "2024년 6월까지" in text


def test_the_last_month_is_not_over_before_its_last_day():
    assert notices_of(runs(make_draft(), None, "2026-11")) == []


def test_a_trial_says_so():
    draft = make_draft(phase="pilot", phase_article=make_article())
    assert "시범" in titles(draft)


def test_a_planned_start_still_to_come_is_announced():
    draft = make_draft(phase="planned", phase_article=make_article())
    [(title, text)] = notices_of(runs(draft, "2027-03"))

    assert "아직 시작하지 않았어요" in title
    assert "2027년 3월" in text


def test_a_planned_start_that_has_passed_is_not_taken_for_a_start():
    draft = make_draft(phase="planned", phase_article=make_article())
    [(title, text)] = notices_of(runs(draft, "2026-10"))

    assert "확인되지 않았어요" in title
    assert "2026년 10월에 시작할 예정" in text
    assert "시작했다고 말하는 출처는 아직 없어요" in text


@pytest.mark.parametrize(
    ("announced", "words"),
    [("2020-10-12", "2020년 10월 기사에서"), (None, "언제 시작하는지는 확인되지 않았어요")],
)
def test_a_plan_without_a_day_says_when_it_was_announced(announced, words):
    article = make_article(date_published=announced)
    draft = make_draft(phase="planned", phase_article=article)
    assert any(words in text for _title, text in notices_of(draft))


def test_news_older_than_two_years_is_doubted_in_its_own_month():
    draft = make_draft(article=make_article(date_published="2020-10-12"))
    assert titles(draft) == "이 내용은 2020년 10월 기사에서 확인했습니다. 그 뒤 바뀌었을 수 있어요."


@pytest.mark.parametrize(("age", "is_old"), [(OLD, False), (OLD + timedelta(days=1), True)])
def test_two_years_are_counted_to_the_day(age, is_old):
    draft = make_draft(article=make_article(date_published=DAY - age))
    assert bool(titles(draft)) == is_old


def test_the_newest_source_counts():
    draft = make_draft(article=make_article(date_published="2020-10-12"))
    make_fact(draft, article=make_article(date_published="2026-01"))
    assert notices_of(draft) == []


def test_without_any_year_nobody_pretends_to_know_the_age():
    draft = make_draft(article=make_article(date_published="XXXX-08"))
    assert titles(draft) == "기사에 연도가 없어 언제 일인지 알 수 없어요."


def test_checks_that_are_overdue_show_and_long_overdue_ones_say_how_long():
    article = make_article(date_published="2026-11-01")
    draft = make_draft(article=article)
    draft.facts.update(verified_on=date(2026, 11, 22))

    edition = publish(edition=draft, by=None)
    due = edition.check_due_on

    def words(day: date) -> str:
        found = for_sheet(Edition.objects.live(), day).get(pk=edition.pk)
        return " / ".join(notice.title for notice in sheet(found, day).notices)

    assert "확인" not in words(due)
    assert "다시 확인할 때가 지났어요." in words(due + timedelta(days=1))
    assert "오래 확인하지 못했어요." in words(due + timedelta(days=366))


@pytest.mark.parametrize(
    ("state", "words"), [("corrected", "바로잡은 기사"), ("retracted", "거두어들인 기사")]
)
def test_a_corrected_or_retracted_source_shows_at_the_top_and_at_its_value(state, words):
    draft = make_draft(article=make_article(state=state))
    make_fact(
        draft,
        article=make_article(),
        label=make_term("fact_label", slug="sound", name="멀쩡한 값"),
        kind=Fact.Kind.RESULT,
    )
    edition = publish(edition=draft, by=None)
    page = sheet(for_sheet(Edition.objects.live(), DAY).get(pk=edition.pk), DAY)

    assert words in page.notices[0].title
    warned = {entry.label: bool(entry.lines[0].warnings) for entry in page.figures}
    assert warned.pop("멀쩡한 값") is False
    assert set(warned.values()) == {True}
