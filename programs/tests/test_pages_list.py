from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.actions import publish
from programs.models import ApplicationWindow, Edition, Schedule
from programs.tests.factories import (
    make_article,
    make_draft,
    make_many_programs,
    make_program,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def names(response) -> list[str]:
    return [title.get_text() for title in soup(response).select(".card__title")]


def program_of_long_ago(**fields) -> Edition:
    """Its last check is years away, so that it is long overdue."""
    draft = make_draft(**fields)
    for rows in (draft.facts, draft.involvements):
        rows.update(verified_on=date(2020, 1, 1))
    return publish(edition=draft, by=None)


def test_every_program_is_listed_with_the_count_said_aloud(client):
    for number in range(3):
        make_program(name=f"사업 {number}")

    response = client.get("/programs/")
    assert names(response) == ["사업 2", "사업 1", "사업 0"]
    [status] = soup(response).select("[role=status]")
    assert status.get_text(" ", strip=True) == "사업 3 개"


def test_drafts_are_not_listed(client):
    make_draft(name="작성 중")
    assert names(client.get("/programs/")) == []


def test_twenty_a_page_and_no_program_twice(client):
    made = {make_program().name for _each in range(45)}

    pages = [names(client.get("/programs/", {"page": number})) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert set().union(*pages) == made


def test_search_text_is_in_q_and_stays_in_the_box(client):
    make_program(name="청년 월세 지원")
    make_program(name="임신부 건강관리")

    response = client.get("/programs/", {"q": "월세"})
    assert names(response) == ["청년 월세 지원"]
    assert soup(response).select_one("#q")["value"] == "월세"


def test_filters_of_one_kind_widen_and_of_several_kinds_narrow(client):
    birth, trade = make_term("theme", slug="birth"), make_term("theme", slug="trade")
    cash = make_term("benefit", slug="cash")
    make_program(name="가", themes=[birth])
    make_program(name="나", themes=[trade])
    make_program(name="다", themes=[trade], benefits=[cash])

    assert names(client.get("/programs/?theme=birth&theme=trade")) == ["다", "나", "가"]
    assert names(client.get("/programs/?theme=trade&benefit=cash")) == ["다"]


def test_facets_count_what_a_click_would_show(client):
    birth, trade = make_term("theme", slug="birth"), make_term("theme", slug="trade")
    cash = make_term("benefit", slug="cash")
    make_program(themes=[birth], region=make_region("29200"))
    make_program(themes=[trade, birth], region=make_region("41610"))
    make_program(themes=[trade], benefits=[cash], region=make_region("41610"))

    page = soup(client.get("/programs/?theme=birth"))
    counts = {
        (option.input["name"], option.input["value"]): option.select_one(".option__count")
        .get_text(" ", strip=True)
        .split()[-1]
        for option in page.select(".facet .option")
        if option.select_one(".option__count")
    }
    for (name, value), count in counts.items():
        query = {"theme": ["birth"]} | {
            name: ["birth", value] if name == "theme" and value != "birth" else value
        }
        if name == "theme":
            query = {"theme": value}
        assert len(names(client.get("/programs/", query))) == int(count), (name, value)
    assert counts["theme", "trade"] == "2"
    assert counts["region", "29200"] == counts["region", "41610"] == "1"


def test_a_search_and_its_facets_agree(client):
    make_program(
        name="월세 하나", themes=[make_term("theme", slug="a"), make_term("theme", slug="b")]
    )
    make_program(name="월세 둘", themes=[make_term("theme", slug="a")])
    make_program(name="다른 것", themes=[make_term("theme", slug="a")])

    page = soup(client.get("/programs/", {"q": "월세"}))
    counts = {
        option.input["value"]: int(
            option.select_one(".option__count").get_text(" ", strip=True).split()[-1]
        )
        for option in page.select(".facet .option")
        if option.select_one(".option__count")
    }
    assert (counts["a"], counts["b"], counts["running"]) == (2, 1, 2)


@pytest.mark.parametrize(
    "query",
    [
        "thme=birth",
        "theme=brith",
        "region=99999",
        "region=광주",
        "state=runing",
        "sort=best",
        "search=월세",
        "organization=nobody",
        "freshness=old",
        "page=-1",
        "page=0",
        "page=1.5",
        "page=all",
        "region=29200&region=41610",
        "q=a&q=b",
        "page=1&page=2",
        "q=" + "가" * 201,
    ],
)
def test_a_slip_of_the_pen_is_named_and_never_shows_everything(client, query):
    make_region("29200")
    make_region("41610")
    make_program()

    response = client.get(f"/programs/?{query}")

    assert response.status_code == 400
    assert names(response) == []
    codes = [code.get_text() for code in soup(response).select("dt code")]
    assert codes == [query.split("=")[0]]


def test_absurd_dates_and_endless_numbers_are_refused(client):
    make_program()
    for query in ("day__year=999999999999", "page=" + "9" * 5000, "q=%00", "region=" + "1" * 300):
        response = client.get(f"/programs/?{query}")
        assert response.status_code == 400
        assert names(response) == []


def test_every_slip_is_named_at_once(client):
    response = client.get("/programs/?thme=x&state=x&page=1")
    assert [code.get_text() for code in soup(response).select("dt code")] == ["thme", "state"]


def test_a_slip_can_not_write_into_the_page(client):
    response = client.get("/programs/", {"<script>alert(1)</script>": "x"})

    assert response.status_code == 400
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    "query", ["utm_source=kakao", "fbclid=x", "gclid=y", "q=&region=&sort=", ""]
)
def test_what_others_append_and_empty_fields_are_no_slips(client, query):
    make_program()
    response = client.get(f"/programs/?{query}")

    assert response.status_code == 200
    assert len(names(response)) == 1


@pytest.mark.parametrize("page", ["2", "99", "999999999"])
def test_a_page_beyond_the_last_is_a_404_that_leads_back(client, page):
    for _each in range(3):
        make_program(name="월세")
    response = client.get("/programs/", {"q": "월세", "page": page})

    assert response.status_code == 404
    assert names(response) == []
    [link] = [link["href"] for link in soup(response).select("main a")]
    assert parse_qs(urlsplit(link).query) == {"q": ["월세"], "page": ["1"]}


def test_chosen_values_are_chips_that_take_themselves_away(client):
    make_term("theme", slug="birth", name="임신·출산")
    make_term("theme", slug="trade", name="기업·수출")
    response = client.get(
        "/programs/?q=월세&theme=birth&theme=trade&state=running&sort=closing&page=1"
    )

    chips = {
        chip.select_one("[aria-hidden]").get_text(): parse_qs(urlsplit(chip["href"]).query)
        for chip in soup(response).select("a.chip--on")
    }
    whole = {"q": ["월세"], "theme": ["birth", "trade"], "state": ["running"], "sort": ["closing"]}
    assert set(chips) == {"“월세”", "임신·출산", "기업·수출", "운영"}
    assert chips["임신·출산"] == whole | {"theme": ["trade"]}
    assert chips["“월세”"] == {key: value for key, value in whole.items() if key != "q"}


def test_an_empty_result_says_which_condition_to_drop_and_what_that_gives(client):
    birth, trade = make_term("theme", slug="birth", name="임신"), make_term("theme", slug="trade")
    for _each in range(2):
        make_program(themes=[birth], region=make_region("29200"))
    make_program(themes=[trade], region=make_region("41610", name="광주시"))

    response = client.get("/programs/?theme=birth&region=41610&state=running")
    ways = {
        way.get_text(): parse_qs(urlsplit(way["href"]).query)
        for way in soup(response).select(".empty li a")
    }
    assert list(ways.values()) == [
        {"theme": ["birth"], "state": ["running"]},
        {"region": ["41610"], "state": ["running"]},
    ]
    assert "사업 2개" in next(iter(ways))


def test_an_empty_result_without_a_way_out_offers_all_programs(client):
    response = client.get("/programs/", {"q": "없는말"})
    assert [a["href"] for a in soup(response).select(".empty a")] == ["/programs/", "/check/"]


def test_the_order_can_be_chosen_and_relevance_only_with_a_search(client):
    def sorts(query: str) -> list[str]:
        page = soup(client.get(f"/programs/?{query}"))
        return [each.get_text() for each in page.select(".sorts a, .sorts b")]

    make_program(name="월세 가")
    make_program(name="월세 나")
    assert sorts("") == ["마감이 가까운 순", "새로 올라온 순"]
    assert sorts("q=월세")[0] == "관련 높은 순"


def test_closing_soon_comes_first_when_asked_for(client):
    make_program(name="가")
    for name, left in (("나", 20), ("다", 5)):
        draft = make_draft(name=name)
        ApplicationWindow.objects.create(
            edition=draft,
            article=make_article(),
            kind="fixed",
            closes=date.today() + timedelta(days=left),
        )
        publish(edition=draft, by=None)

    response = client.get("/programs/?sort=closing")
    assert names(response) == ["다", "나", "가"]
    assert "마감 5일 전" in soup(response).select_one(".card").get_text()


def test_what_was_not_checked_for_long_leaves_the_first_list_with_a_way_to_it(client):
    make_program(name="새것")
    program_of_long_ago(name="옛것", themes=[make_term("theme", slug="old")])

    page = client.get("/programs/")
    assert names(page) == ["새것"]
    [link] = soup(page).select(".left-out a")
    assert link.get_text() == "오래 확인하지 못한 사업 1개 보기"
    assert names(client.get(f"/programs/{link['href']}")) == ["옛것"]


@pytest.mark.parametrize("query", ["q=옛것", "state=running", "freshness=long_overdue"])
def test_whoever_asks_for_it_finds_what_was_not_checked_for_long(client, query):
    program_of_long_ago(name="옛것")

    response = client.get(f"/programs/?{query}")
    assert names(response) == ["옛것"]
    assert not soup(response).select(".left-out")


def test_the_count_of_a_state_is_what_a_click_on_it_shows(client):
    make_program()
    program_of_long_ago()

    page = soup(client.get("/programs/"))
    running = next(
        option for option in page.select(".option") if option.input["value"] == "running"
    )
    assert running.select_one(".option__count").get_text(" ", strip=True).endswith("2")
    assert len(names(client.get("/programs/?state=running"))) == 2


def test_the_chosen_region_is_one_click_away_and_preselects_nothing(client):
    make_program(name="여기", region=make_region("29200"))
    make_program(name="저기", region=make_region("41610"))
    client.cookies["region"] = "29200"

    page = client.get("/programs/?sort=newest")
    assert len(names(page)) == 2
    [link] = [a for a in soup(page).select(".chips a") if "우리 동네만" in a.get_text()]
    assert parse_qs(urlsplit(link["href"]).query) == {"sort": ["newest"], "region": ["29200"]}
    assert names(client.get(f"/programs/{link['href']}")) == ["여기"]


def test_the_filter_form_works_without_scripts_and_forgets_nothing(client):
    make_program()
    page = soup(client.get("/programs/?q=시험&sort=newest&freshness=checked&page=1"))

    form = page.select_one("form.filters")
    hidden = {(each["name"], each["value"]) for each in form.select("[type=hidden]")}
    assert form["method"] == "get"
    assert hidden == {("q", "시험"), ("sort", "newest"), ("freshness", "checked")}
    assert form.select_one("button[type=submit]")
    assert all(box.select("fieldset legend") for box in form.select("details"))


def test_only_regions_that_some_program_names_are_offered(client):
    make_program(region=make_region("29200", name="광산구"))
    make_region("46110")
    page = soup(client.get("/programs/"))

    offered = [each["value"] for each in page.select("input[name=region][type=radio]")]
    assert offered == ["", "29200"]


def test_ended_programs_say_so_on_their_card(client):
    draft = make_draft()
    Schedule.objects.create(edition=draft, article=make_article(), valid_to="2020-10")
    publish(edition=draft, by=None)

    assert "종료" in soup(client.get("/programs/")).select_one(".card__marks").get_text()


QUERIES = [
    "",
    "?q=시험&sort=relevance",
    "?region=29200&theme=test-theme&state=running",
    "?q=없는말",
]


def queries_of(client, query: str) -> int:
    client.get("/programs/")  # the first answer after a change reads the index into memory
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/programs/{query}").status_code == 200
    return len(queries)


def test_the_number_of_queries_is_the_same_for_20_and_for_2000_programs(client):
    make_many_programs(20)
    few = {query: queries_of(client, query) for query in QUERIES}
    make_many_programs(1980)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself after a while
    many = {query: queries_of(client, query) for query in QUERIES}

    assert Edition.objects.live().count() >= 2000
    assert many == few
    assert max(many.values()) < 40
