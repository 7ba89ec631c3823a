"""Adding what an article says, and settling what disagrees."""

from __future__ import annotations

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction

from news.models import Article
from programs.actions import Refused, approve, new_edition, publish, submit
from programs.evidence.adding import DraftChoice, add, settle
from programs.evidence.reading import read
from programs.evidence.verdicts import Verdict
from programs.models import Edition, EvidenceCase, Program, Term
from programs.publishing import refusals, stands_in
from programs.statements import Evidence
from programs.tests.factories import make_article, make_fact, make_program, make_region, make_term

pytestmark = pytest.mark.django_db
TEXT = """달빛 독서 교실에 참가한 어린이는 48명이다.
달빛 독서 교실에는 자원봉사자 12명이 함께하며 한 달 운영비로 250만원을 쓴다.
"""


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", first_name="하늘", last_name="김")


def make_class(**fields) -> Edition:
    """A live program whose one number is the children that took part."""
    old = make_article(date_published="2025-03-02", regions=[make_region()])
    edition = make_program(
        name="달빛 독서 교실",
        summary="어린이가 저녁에 책을 읽는 교실입니다.",
        article=old,
        **fields,
    )
    edition = new_edition(program=edition.program, by=None)
    edition.facts.all().delete()
    label = make_term(Term.Taxonomy.FACT_LABEL, "children-taking-part", name="참가한 어린이")
    make_fact(edition, article=old, label=label, number=40, unit="children")
    return publish(edition=edition, by=None)


def make_news(text: str = TEXT, **fields) -> Article:
    article = make_article(
        **{
            "headline": "달빛 독서 교실",
            "text": text,
            "date_published": "2026-03-02",
            "regions": [make_region()],
            **fields,
        }
    )
    article.refresh_from_db()
    return article


def keys(article: Article, program: Program, verdict: Verdict | None = None) -> list[str]:
    found = read(article).of(program.pk).findings
    return [f"{f.verdict}:{f.key}" for f in found if verdict in (None, f.verdict)]


def drafts(article: Article, program: Program) -> list[DraftChoice]:
    found = read(article).of(program.pk).drafts
    return [DraftChoice(d.key, d.label, d.kind, d.as_of) for d in found]


def add_all(article: Article, program: Program, by=None, **fields):
    fields = {"findings": keys(article, program), "drafts": drafts(article, program), **fields}
    return add(article=article, program=program, by=by, **fields)


def test_a_later_value_is_an_update_and_overwrites_nothing(editor):
    live, article = make_class(), make_news()

    added = add_all(article, live.program, editor, drafts=[])

    assert [fact.number for fact in live.facts.all()] == [40]
    values = {(fact.number, fact.article.pk == article.pk) for fact in added.edition.facts.all()}
    assert values == {(40, False), (48, True)}
    [case] = EvidenceCase.objects.all()
    assert (case.verdict, case.held_words, case.stated_words) == ("updates", "40명", "48명")
    assert case.opened_by == editor
    assert case.is_open
    [statement] = Evidence(added.edition).statements()
    assert statement.is_contradiction


def test_what_was_added_names_its_article_its_passage_and_who_read_it(editor):
    live, article = make_class(), make_news()

    added = add_all(article, live.program, editor)

    assert added.edition.modified_by == editor
    assert len(added.rows) == 3
    for row in added.rows:
        assert row.article == article
        assert stands_in(row.passage, article.text)
        assert row.verified_by == "하늘 김"
        assert row.verified_on is not None
    assert refusals(added.edition) == []


def test_drafts_become_facts_with_a_new_label_once():
    live, article = make_class(), make_news()

    first = add_all(article, live.program, findings=[])
    labels = Term.objects.filter(taxonomy=Term.Taxonomy.FACT_LABEL).count()
    later = make_news("달빛 독서 교실이 새 의자 30개를 들인다.", date_published="2026-09-01")
    [draft] = read(later).of(live.program.pk).drafts
    choice = DraftChoice(draft.key, "자원 봉사자", draft.kind)
    again = add(article=later, program=live.program, drafts=[choice], by=None)

    facts = {fact.label.name: (fact.number, fact.unit) for fact in first.rows}
    assert facts == {"자원봉사자": (12, "people"), "운영비": (2_500_000, "KRW")}
    assert again.rows[0].label in {fact.label for fact in first.rows}
    assert Term.objects.filter(taxonomy=Term.Taxonomy.FACT_LABEL).count() == labels


def test_adding_twice_adds_once(editor):
    live, article = make_class(), make_news()
    chosen = {"findings": keys(article, live.program), "drafts": drafts(article, live.program)}

    first = add(article=article, program=live.program, by=editor, **chosen)
    version = first.edition.version
    second = add(article=article, program=live.program, by=editor, **chosen)

    assert second.edition == first.edition
    assert (second.rows, second.passages, second.cases, second.were_there) == ([], [], [], 3)
    assert second.edition.version == version
    assert EvidenceCase.objects.count() == 1


def test_agreeing_articles_stand_side_by_side_without_a_case():
    live = make_class()
    article = make_news("달빛 독서 교실에 참가한 어린이는 40명이다.")

    added = add_all(article, live.program)

    [statement] = Evidence(added.edition).statements()
    assert len(statement.variants) == 1
    assert len(statement.variants[0].sources) == 2
    assert not EvidenceCase.objects.exists()


def test_a_source_without_a_passage_gets_it():
    live = make_class()
    article = live.facts.get().article
    Article.objects.filter(pk=article.pk).update(text="달빛 독서 교실에 참가한 어린이는 40명이다.")
    article.refresh_from_db()

    added = add_all(article, live.program)

    assert added.rows == []
    assert added.edition.facts.get().passage == "달빛 독서 교실에 참가한 어린이는 40명이다."


def test_a_choice_made_before_the_program_changed_is_refused_as_a_whole():
    live, article = make_class(), make_news()
    chosen = {"findings": keys(article, live.program), "drafts": drafts(article, live.program)}
    working = new_edition(program=live.program, by=None)
    working.facts.update(number=48)

    with pytest.raises(Refused, match="아무것도 더하지 않았으니"):
        add(article=article, program=live.program, by=None, **chosen)

    assert [fact.number for fact in working.facts.all()] == [48]
    assert not EvidenceCase.objects.exists()


def test_a_choice_made_before_the_article_changed_is_refused():
    live, article = make_class(), make_news()
    chosen = keys(article, live.program)
    Article.objects.filter(pk=article.pk).update(text="모든 것이 달라졌다.")
    article.refresh_from_db()

    with pytest.raises(Refused, match="그 사이"):
        add(article=article, program=live.program, findings=chosen, by=None)


def test_adding_raises_the_version_so_that_older_forms_notice():
    live, article = make_class(), make_news()
    working = new_edition(program=live.program, by=None)

    added = add_all(article, live.program)

    assert added.edition == working
    assert added.edition.version > working.version


def test_what_was_approved_is_looked_at_again(editor):
    live, article = make_class(), make_news()
    working = approve(
        edition=submit(edition=new_edition(program=live.program, by=None), by=None), by=None
    )

    added = add_all(article, live.program, editor)

    assert added.was_approved
    working.refresh_from_db()
    assert working.status == Edition.Status.IN_REVIEW


@pytest.mark.parametrize("fields", [{"confirmed_at": None}, {"regions": []}])
def test_an_article_that_may_not_be_a_source_adds_nothing(fields):
    live = make_class()
    if "regions" in fields:
        fields = {"regions": [make_region("41610")]}
    article = make_news(**fields)

    with pytest.raises(Refused):
        add(article=article, program=live.program, findings=["supports:x"], by=None)

    assert not Edition.objects.working().exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"label": " "}, "이름을 적어"), ({"kind": "wrong"}, "종류를 골라")],
)
def test_a_draft_without_a_name_or_kind_is_refused_and_nothing_is_added(change, sentence):
    live, article = make_class(), make_news()
    choices = drafts(article, live.program)
    fields = {"key": choices[0].key, "label": "이름", "kind": "capacity"} | change

    with pytest.raises(Refused, match=sentence):
        add(
            article=article,
            program=live.program,
            findings=keys(article, live.program),
            drafts=[DraftChoice(**fields)],
            by=None,
        )

    assert not Edition.objects.working().exists()


def test_nothing_chosen_is_said():
    live, article = make_class(), make_news()

    with pytest.raises(Refused, match="하나 이상"):
        add(article=article, program=live.program, by=None)


# --- cases -------------------------------------------------------------------------------------


def open_case(editor=None) -> tuple[Edition, EvidenceCase]:
    live, article = make_class(), make_news()
    added = add_all(article, live.program, editor, drafts=[])
    return added.edition, added.cases[0]


def numbers(edition: Edition) -> set:
    return {fact.number for fact in edition.facts.all()}


@pytest.mark.parametrize(
    ("outcome", "left"),
    [
        ("superseded", {48}),
        ("both_stand", {40, 48}),
        ("article_misread", {40}),
        ("held_misread", {48}),
    ],
)
def test_a_case_is_settled_with_a_reason(editor, outcome, left):
    working, case = open_case(editor)

    case, changed = settle(case=case, outcome=outcome, reason=" 담당자에게  확인 ", by=editor)

    assert numbers(working) == left
    assert (changed is None) == (outcome == "both_stand")
    assert (case.status, case.outcome, case.reason) == ("settled", outcome, "담당자에게 확인")
    assert case.settled_by == editor
    assert case.settled_at is not None


def test_a_case_outlives_the_edition_that_it_began_in(editor):
    working, case = open_case(editor)
    live = publish(edition=working, by=editor)

    _case, changed = settle(case=case, outcome="superseded", reason="새 자료", by=editor)

    assert numbers(live) == {40, 48}, "the published edition never changes"
    assert changed.number == live.number + 1
    assert numbers(changed) == {48}


def test_superseding_takes_out_every_source_of_the_old_value(editor):
    working, case = open_case(editor)
    fact = working.facts.get(number=40)
    make_fact(working, label=fact.label, number=40, unit="children", article=make_article())

    settle(case=case, outcome="superseded", reason="새 자료", by=editor)

    assert numbers(working) == {48}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outcome": "", "reason": "까닭"}, "결론"),
        ({"outcome": "superseded", "reason": "  "}, "까닭"),
    ],
)
def test_a_case_needs_outcome_and_reason(editor, fields, sentence):
    working, case = open_case(editor)

    with pytest.raises(Refused, match=sentence):
        settle(case=case, by=editor, **fields)

    assert numbers(working) == {40, 48}


def test_a_case_is_settled_once(editor):
    _working, case = open_case(editor)
    settle(case=case, outcome="both_stand", reason="둘 다", by=editor)

    with pytest.raises(Refused, match="이미 정해진"):
        settle(case=case, outcome="superseded", reason="다시", by=editor)


def test_the_database_keeps_a_settled_case_from_having_no_reason():
    _working, case = open_case()

    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceCase.objects.filter(pk=case.pk).update(status="settled", outcome="superseded")


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_add_once():
    live, article = make_class(), make_news()
    chosen = {"findings": keys(article, live.program), "drafts": drafts(article, live.program)}
    failures = []

    def click():
        try:
            add(article=article, program=live.program, by=None, **chosen)
        except Exception as error:  # noqa: BLE001 - told to the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    [working] = Edition.objects.working().filter(program=live.program)
    assert working.facts.count() == 4
    assert EvidenceCase.objects.count() == 1
