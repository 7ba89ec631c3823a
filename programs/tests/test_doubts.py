"""A statement that rests on a corrected or retracted article says so wherever it stands."""

from datetime import date

import pytest

from news.models import Article
from programs.actions import publish
from programs.admin.doubts import A_PAGE
from programs.models import (
    ApplicationWindow,
    Channel,
    Edition,
    Eligibility,
    Fact,
    Location,
    RequiredDocument,
    Round,
    Schedule,
    Sourced,
)
from programs.sheet import for_sheet, sheet
from programs.tests.admin_client import page_of, signed_in
from programs.tests.factories import make_article, make_draft, make_fact, make_program, make_term

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
WORK_LIST = "/admin/programs/edition/doubts/"
UNRELIABLE = pytest.mark.parametrize(
    ("state", "resident_words", "staff_words"),
    [
        ("corrected", "발행처가 바로잡은 기사예요.", "정정됨"),
        ("retracted", "발행처가 거두어들인 기사예요.", "철회됨"),
    ],
)


def make_with_everything(article: Article) -> Edition:
    """A live edition with a statement of every kind, all from one article."""
    draft = make_draft(article=article)
    own = {"edition": draft, "article": article, "verified_on": DAY, "verified_by": "시험"}
    label = make_term("fact_label", slug="visits", name="찾은 사람")
    for year in (2024, 2025):
        held = Round.objects.create(**own, key=str(year), year=year, places=f"곳 {year}")
        make_fact(draft, article=article, label=label, round=held, kind=Fact.Kind.RESULT)
    Schedule.objects.create(**own, valid_from="2026-01-01", valid_to="2026-12-31")
    ApplicationWindow.objects.create(**own, kind="fixed", opens="2026-11-01", closes="2026-11-30")
    Eligibility.objects.create(**own, kind="other", words="누구나 받을 수 있는 것")
    Channel.objects.create(**own, kind=Channel.Kind.values[0], value="구청 창구")
    RequiredDocument.objects.create(**own, document="신분증")
    Location.objects.create(**own, name="구청 강당")
    assert {type(row) for row in rows_of(draft)} == set(Sourced.__subclasses__())
    return publish(edition=draft, by=None)


def rows_of(edition: Edition) -> list[Sourced]:
    return [
        row for model in Sourced.__subclasses__() for row in model.objects.filter(edition=edition)
    ]


@UNRELIABLE
def test_every_statement_on_the_public_page_carries_it(client, state, resident_words, staff_words):
    article = make_article()
    edition = make_with_everything(article)
    address = edition.get_absolute_url()
    sound = page_of(client.get(address))
    lines = sound.select(".said")
    assert len(lines) >= len(rows_of(edition)) - 1  # agreeing rows share a line
    assert not sound.select(".said__warning, .mark--doubtful")

    Article.objects.filter(pk=article.pk).update(state=state)
    page = page_of(client.get(address))

    bare = [line.text for line in page.select(".said") if resident_words not in line.text]
    assert bare == []
    assert len(page.select(".said")) == len(lines)
    charted = page.select(".results__table tbody td:first-of-type")
    assert len(charted) == 2
    assert all(resident_words in cell.text for cell in charted)
    assert resident_words in page.select_one("#source-1 .said__warning").text
    assert all("mark--doubtful" in mark["class"] for mark in page.select(".mark"))


def test_a_statement_with_another_sound_source_marks_only_the_doubtful_one(client):
    draft, label = make_draft(), make_term("fact_label", slug="seats", name="자리")
    bad, good = make_article(state="retracted"), make_article()
    for article in (bad, good):
        make_fact(draft, article=article, label=label, number=33, unit="people")
    edition = publish(edition=draft, by=None)

    page = page_of(client.get(edition.get_absolute_url()))

    line = next(line for line in page.select(".said") if "33" in line.text)
    marks = [
        ("mark--doubtful" in mark["class"], mark["aria-label"]) for mark in line.select(".mark")
    ]
    assert sorted(is_doubtful for is_doubtful, _words in marks) == [False, True]
    assert any("철회됨" in words for is_doubtful, words in marks if is_doubtful)
    assert not line.select(".said__warning")


def test_a_stage_that_rests_on_it_is_in_the_notice_and_the_list_of_sources():
    edition = make_program(phase="pilot", phase_article=make_article(state="retracted"))

    found = sheet(for_sheet(Edition.objects.live(), DAY).get(pk=edition.pk), DAY)

    assert "거두어들인" in found.notices[0].title
    assert [entry.warning for entry in found.sources if entry.warning]


@UNRELIABLE
def test_every_row_of_the_form_says_it(state, resident_words, staff_words):
    article = make_article()
    edition = make_with_everything(article)
    editor = signed_in("editor")
    address = f"/admin/programs/edition/{edition.pk}/change/"
    assert not page_of(editor.get(address)).select("summary .missing, .panel .missing")

    Article.objects.filter(pk=article.pk).update(state=state)
    page = page_of(editor.get(address))

    flags = [flag.text for flag in page.select("summary .missing")]
    assert flags == [f"출처 {staff_words}"] * len(rows_of(edition))
    assert page.select(".panel .missing")


def test_the_work_list_names_every_value_with_its_article(django_assert_max_num_queries):
    bad = make_article(state="retracted", headline="거두어들인 기사")
    edition = make_with_everything(bad)
    make_program(name="멀쩡한 사업")
    draft = make_draft(name="쓰고 있는 사업", article=make_article(state="corrected"))
    pilot = make_program(phase="pilot", phase_article=bad, name="시범 사업")
    editor = signed_in("editor")

    with django_assert_max_num_queries(18):
        page = page_of(editor.get(WORK_LIST))

    sections = {section.h2.a.text: section for section in page.select(".doubt")}
    assert sections.keys() == {edition.name, draft.name, pilot.name}
    assert len(sections[edition.name].select("li")) == len(rows_of(edition))
    assert "거두어들인 기사" in sections[pilot.name].li.text
    assert "정정됨" in sections[draft.name].li.text
    home = page_of(editor.get("/admin/"))
    assert home.select(f'a[href="{WORK_LIST}"]')


def test_the_work_list_comes_in_pages():
    bad = make_article(state="corrected")
    for _number in range(A_PAGE + 1):
        make_draft(article=bad)
    editor = signed_in("editor")

    assert len(page_of(editor.get(WORK_LIST)).select(".doubt")) == A_PAGE
    assert len(page_of(editor.get(f"{WORK_LIST}?p=2")).select(".doubt")) == 1


def test_an_empty_work_list_is_calm():
    make_program()

    assert "그런 값이 없습니다" in signed_in("editor").get(WORK_LIST).content.decode()
    assert signed_in().get(WORK_LIST).status_code == 403


def test_an_articles_own_page_lists_what_rests_on_it():
    article = make_article(state="retracted")
    edition = make_with_everything(article)

    page = page_of(signed_in("editor").get(f"/admin/news/article/{article.pk}/change/"))

    listed = page.select(".field-resting li")
    assert len(listed) == len(rows_of(edition))
