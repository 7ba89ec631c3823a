"""The guided check over the starting catalogue."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.check.candidates import candidates, requirements
from programs.check.questions import question
from programs.check.steps import answers
from programs.eligibility import (
    BROADER,
    BUSINESS,
    BUSINESS_TERMS,
    REGION,
    SENSITIVE_TERMS,
    Answers,
    judge,
    open_keys,
)
from programs.models import Edition, Eligibility, Program, Term
from programs.tests.checking import CHECK, asked, buttons, post, results

pytestmark = pytest.mark.django_db
GWANGSAN = "12330"


def test_it_begins_with_a_question_that_can_be_skipped(client, catalogue):
    response = client.get(CHECK)

    assert response.status_code == 200
    assert asked(response) == BUSINESS
    assert buttons(response) == {"business|no", "business|yes", "business|skip"}
    assert "답은 어디에도 저장하지 않아요" in response.content.decode()


def test_the_place_is_asked_early_and_offers_every_place_of_today(client, catalogue):
    response = post(client, "business|no")

    assert asked(response) == REGION
    assert {f"region|{code}" for code in candidates().place_names} <= buttons(response)
    assert "region|29200" not in buttons(response)  # dissolved


def test_answers_stay_out_of_caches_cookies_addresses_and_logs(client, catalogue, caplog):
    with caplog.at_level("DEBUG"):
        response = post(client, "region|skip", "term:pregnant|yes")
        refused = post(client, "term:pregnant|yes", "term:nobody|yes")

    assert refused.status_code == 400
    for each in (response, refused):
        assert each["Cache-Control"] == "no-store"
        assert each["Referrer-Policy"] == "no-referrer"
        assert not each.cookies
    assert not client.cookies
    assert "pregnant" not in caplog.text
    page = response.content.decode()
    assert not re.findall(r'(?:href|action)="[^"]*pregnant', page)
    assert 'method="get"' not in page.split("<main")[1].split("</main>")[0]


def test_every_answer_travels_in_the_form(client, catalogue):
    response = post(client, "region|skip", "business|no")

    page = response.content.decode()
    hidden = re.findall(r'type="hidden" name="answer" value="([^"]+)"', page)
    assert hidden == ["region|skip", "business|no"]
    assert "질문 3" in page


def test_back_asks_the_last_question_again_and_change_any_other(client, catalogue):
    back = post(client, "region|skip", "business|no", back="1")
    change = post(client, "region|skip", "business|no", change="region")

    assert (asked(back), [str(step) for step in back.context["steps"]]) == (
        "business",
        ["region|skip"],
    )
    assert (asked(change), [str(step) for step in change.context["steps"]]) == (
        "region",
        ["business|no"],
    )


def test_answering_yes_all_the_way_ends_with_results(client, catalogue):
    given = []
    for _turn in range(80):
        response = post(client, *given)
        if "question" not in response.context:
            break
        found = response.context["question"]
        value = f"region|{GWANGSAN}" if found.key == REGION else found.options[-1].value
        assert found.key not in {step.key for step in response.context["steps"]}
        given.append(value)
    assert response.context["is_done"]


@pytest.mark.parametrize("give", ["skip", "yes", "no"])
def test_it_never_asks_the_same_twice_and_always_ends(client, catalogue, give):
    given = []
    for _turn in range(80):
        response = post(client, *given)
        if "question" not in response.context:
            break
        found = response.context["question"]
        assert found.key not in [value.split("|")[0] for value in given]
        is_plain = not found.options or give == "skip"
        given.append(found.skip if is_plain else found.options[0 if give == "yes" else -1].value)
    assert response.context["is_done"]


def test_nothing_told_decides_nothing(client, catalogue):
    found = results(client)

    assert found["fits"] == found["differs"] == []
    assert len(found["unknown"]) == Edition.objects.live().count()


def test_a_criterion_that_is_met_makes_a_program_fit(client, catalogue):
    found = results(client, f"region|{GWANGSAN}", "business|no", "term:pregnant|yes")

    assert "임신부 건강관리" in found["fits"]
    assert "장애인 임신부 건강관리 지원" in found["unknown"]
    assert "청소년 및 고위험 임신부 의료비 지원" in found["unknown"]


def test_the_old_city_s_programs_reach_who_lives_there_after_the_merger(client, catalogue):
    found = results(client, f"region|{GWANGSAN}", "term:pregnant|yes")
    elsewhere = results(client, "region|41610", "term:pregnant|yes")

    assert "임신부 건강관리" in found["fits"]
    assert "임신부 건강관리" in elsewhere["differs"]


def test_each_verdict_shows_the_criterion_and_its_source(client, catalogue):
    page = post(client, "region|41610", "term:pregnant|yes", show="results").content.decode()

    assert "광주광역시" in page  # whose program it is
    article = Eligibility.objects.filter(words="임신부").first().article
    assert (
        article.get_absolute_url()
        in post(client, "term:pregnant|yes", show="results").content.decode()
    )


def test_for_a_company_only_companies_programs_remain(client, catalogue):
    found = results(client, "business|yes")
    person = results(client, "business|no")

    assert "임신부 건강관리" in found["differs"]
    assert not any(name == "임신부 건강관리" for name in person["differs"])
    business = {
        edition.name
        for edition in Edition.objects.live().filter(criteria__term__slug="small-businesses")
    }
    assert business <= set(person["differs"])
    assert not business & set(found["differs"])


@pytest.mark.parametrize(
    "value",
    ["term:nobody|yes", "region|99999", "age|9-1", "age|x", "business|maybe", "|", "x" * 5000]
    + ["words:0000000000000000|yes", "region", "term:pregnant|", "age|1-99999", "%|_"],
)
def test_answers_that_can_not_be_are_named_and_the_others_kept(client, catalogue, value):
    response = post(client, "term:pregnant|yes", value)

    assert response.status_code == 400
    page = unescape(response.content.decode())
    assert "알아볼 수 없는 답이 1개 있어요" in page
    assert 'value="term:pregnant|yes"' in page
    assert "알아본 답 1개로 이어서 하기" in page


def test_unknown_fields_and_floods_are_refused(client, catalogue):
    assert client.post(CHECK, {"nswer": "x"}).status_code == 400
    assert post(client, *[f"age|{n}-{n}" for n in range(400)]).status_code == 400
    assert client.post(CHECK, {f"field{n}": "x" for n in range(10_000)}).status_code == 400
    assert client.put(CHECK).status_code == 405


def test_pages_need_few_queries_and_the_programs_are_read_once(client, catalogue):
    client.get(CHECK)

    with CaptureQueriesContext(connection) as plain:
        post(client, "region|skip")
    with CaptureQueriesContext(connection) as placed:
        post(client, f"region|{GWANGSAN}", show="results")
    assert len(plain) <= 2  # what is live, and the footer's last update
    assert len(placed) <= 4  # with the place's surroundings


def test_the_terms_that_the_rules_name_exist(catalogue):
    named = {*BUSINESS_TERMS, *SENSITIVE_TERMS, *BROADER, *BROADER.values()}
    assert named <= set(Term.objects.values_list("slug", flat=True))


def test_every_question_says_why_it_is_asked(catalogue):
    known = candidates()
    for key in {key for each in known.asked_about for key in open_keys(each, Answers())}:
        found = question(key, known, Answers())
        assert found.title
        assert found.why_count >= len(found.why) > 0


def test_cached_requirements_are_those_of_the_rows(catalogue):
    for program in Program.objects.filter(editions__in=Edition.objects.live())[:5]:
        edition = program.editions.get(status="published")
        assert judge(tuple(requirements(edition)), answers([])).findings


def test_the_region_chosen_before_is_offered_first_where_it_can_be_an_answer(client, catalogue):
    client.cookies["region"] = GWANGSAN
    assert _main(post(client, "business|no")).count("(우리 동네)") == 1

    client.cookies["region"] = "41"
    assert "(우리 동네)" not in _main(post(client, "business|no"))


def _main(response) -> str:
    return response.content.decode().partition("<main")[2]
