"""How criteria become questions and verdicts. Without the starting catalogue."""

import pytest

from programs.actions import publish
from programs.check.candidates import candidates
from programs.check.steps import Step, consistent
from programs.eligibility import REGION, WORDS, Answers
from programs.tests.checking import CHECK, add, asked, post, pregnant, program_for, results, term
from programs.tests.factories import make_article, make_draft, make_program

pytestmark = pytest.mark.django_db


def test_a_program_without_stated_criteria_never_fits(client):
    make_program(name="누구나 사업", audiences=[term("residents", name="주민")])

    assert results(client)["unknown"] == ["누구나 사업"]
    page = post(client, show="results").content.decode()
    assert "누가 받을 수 있는지 출처에서 확인되지 않았어요" in page


def test_an_audience_makes_a_program_relevant_and_nothing_more(client):
    program_for(pregnant(), name="임신부 사업")
    make_program(name="소식", audiences=[term("pregnant", name="임신부")])

    response = post(client, "term:pregnant|yes", show="results")
    groups = {str(group.verdict): group for group in response.context["groups"]}
    assert "소식" in [each.candidate.name for each in groups["unknown"].results if each.relevant]


def test_words_narrower_than_their_term_are_asked_after_it(client):
    narrow = {"kind": "term", "term": term("parents", name="부모"), "words": "쌍둥이를 키우는 부모"}
    program_for(narrow, name="쌍둥이 사업")
    known = candidates()
    (words,) = known.words

    assert words.startswith(WORDS)
    assert asked(post(client, "region|skip", "business|skip")) == "term:parents"
    follow_up = post(client, "region|skip", "business|skip", "term:parents|yes")
    assert asked(follow_up) == words
    assert "쌍둥이를 키우는 부모" in follow_up.content.decode()
    done = post(client, "region|skip", "business|skip", "term:parents|no")
    assert done.context["is_done"]


def test_words_that_say_what_the_term_says_are_not_asked_again(client):
    disabled = term("disabled", name="장애인", description="몸이나 마음에 장애가 있는 분이에요.")
    program_for({"kind": "term", "term": disabled, "words": "장애가 있는 분"}, name="사업")

    assert candidates().words == {}


def test_conditions_of_named_groups_are_alternatives(client):
    program_for(
        {"kind": "other", "words": "일하는 분: 과정을 마친 분"},
        {"kind": "other", "words": "서비스를 받는 분: 정리가 필요한 가정"},
        name="정리 일자리",
    )
    known = candidates()
    (requirement,) = known.programs[0].requirements[1:]
    keys = [criterion.atoms[0].key for criterion in requirement.criteria]

    def truth(*values):
        said = {key: value for key, value in zip(keys, values, strict=True) if value is not None}
        return requirement.truth(Answers(said=said))

    assert truth(True, None) is True
    assert truth(False, None) is None
    assert truth(False, False) is False


def test_sources_that_give_different_bounds_leave_it_open(client):
    program_for(
        {"kind": "age", "maximum": 60, "words": "60세 이하"},
        {"kind": "age", "maximum": 65, "words": "65세 이하"},
        name="두 출처",
    )

    def verdicts(value):
        found = results(client, "region|skip", f"age|{value}")
        return next(name for name, members in found.items() if members)

    assert verdicts("62-62") == "unknown"
    assert verdicts("70-70") == "differs"


def test_age_is_asked_in_bands_between_the_stated_bounds(client):
    program_for({"kind": "age", "minimum": 19, "maximum": 39, "words": "19~39세"}, name="청년")
    program_for({"kind": "age", "minimum": 65, "words": "65세 이상"}, name="노년")

    response = post(client, "region|skip")
    assert asked(response) == "age"
    labels = [option.label for option in response.context["question"].options]
    assert labels == ["18세 이하", "19~39세", "40~64세", "65세 이상"]


def test_an_exclusion_that_applies_rules_a_program_out(client):
    excluded = {**pregnant(), "is_exclusion": True, "words": "임신부"}
    other = {"kind": "term", "term": term("women", name="여성"), "words": "여성"}
    program_for(other, excluded, name="제외 있는 사업")

    assert "제외 있는 사업" in results(client, "term:women|yes", "term:pregnant|yes")["differs"]
    assert "제외 있는 사업" in results(client, "term:women|yes")["unknown"]


def test_origin_is_asked_only_where_it_can_change_a_result_and_says_why(client):
    foreign = term("foreign-residents", name="외국인주민")
    program_for({"kind": "term", "term": foreign, "words": "외국인주민"}, pregnant(), name="둘 다")

    first = post(client, "region|skip", "business|skip")
    assert asked(first) == "term:pregnant"
    settled = post(client, "region|skip", "business|skip", "term:pregnant|no")
    assert settled.context["is_done"]
    sensitive = post(client, "region|skip", "business|skip", "term:pregnant|yes")
    assert asked(sensitive) == "term:foreign-residents"
    page = sensitive.content.decode()
    assert "조건에 적혀 있어서만 물어요" in page
    assert "둘 다" in page


def test_an_ended_program_is_shown_as_such_and_nobody_is_asked_for_it(client):
    edition = make_draft(name="지난 사업")
    add(edition, kind="other", words="지난 조건")
    edition.schedules.create(article=make_article(), valid_to="2020-12")
    publish(edition=edition, by=None)

    response = post(client)
    assert response.context["is_done"]
    assert "지난 사업" in response.content.decode()
    assert "badge--ended" in response.content.decode()


def test_a_new_answer_takes_back_older_ones_that_it_contradicts():
    steps = [Step("term:pregnant", "yes"), Step(REGION, "skip"), Step("business", "yes")]
    assert consistent(steps) == steps[1:]

    twice = [Step("term:pregnant", "no"), Step("term:pregnant", "yes")]
    assert consistent(twice) == twice[1:]


def test_a_publication_reaches_the_check_at_once(client):
    client.get(CHECK)
    program_for(pregnant(), name="새 사업")

    assert "새 사업" in results(client)["unknown"]
