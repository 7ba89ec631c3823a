import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from icalendar import Calendar

from programs.actions import new_edition, publish, withdraw
from programs.models import ApplicationWindow, Edition, FormerSlug, Schedule
from programs.sheet import for_sheet
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_program,
    make_region,
    make_term,
)
from programs.views import program_page

pytestmark = pytest.mark.django_db


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def address(edition: Edition, tail: str = "") -> str:
    return f"/programs/{edition.program.slug}/{tail}"


def cards(response) -> list[str]:
    return [title.get_text() for title in soup(response).select(".card__title")]


def test_the_page_answers_a_residents_questions_in_their_order(client):
    page = soup(client.get(address(make_program(description="설명이에요."))))

    assert [heading.get_text() for heading in page.select(".program__main h2")][:5] == [
        "무엇인가요",
        "누구를 위한 것인가요",
        "무엇을 받나요",
        "언제, 어떻게 신청하나요",
        "어디에 물어보나요",
    ]
    assert page.select_one("h1")
    assert len(page.select("h1")) == 1


def test_every_mark_leads_to_a_source_and_every_source_back_to_its_values(client):
    draft = make_draft()
    for _each in range(3):
        make_fact(draft, article=make_article())
    page = soup(client.get(address(publish(edition=draft, by=None))))

    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    marks = {mark["href"].removeprefix("#") for mark in page.select("a.mark")}
    backs = {back["href"].removeprefix("#") for back in page.select(".timeline__backs a")}
    assert marks == {element["id"] for element in page.select(".timeline__item")}
    assert backs
    assert backs <= set(ids)
    assert all(mark["aria-label"] == f"출처 {mark.text}" for mark in page.select("a.mark"))


def test_a_source_says_publisher_headline_date_and_reporter(client):
    article = make_article(
        headline="남구 ‘희망’ 추진",
        date_published="2024-04",
        reporter="주성학",
        is_reporter_uncertain=True,
    )
    text = (
        soup(client.get(address(make_program(article=article))))
        .select_one("#source-1")
        .get_text(" ", strip=True)
    )

    assert article.publisher.name in text
    assert "남구 ‘희망’ 추진" in text
    assert "2024년 4월" in text
    assert "주성학 기자 (글자가 흐려" in text


def test_an_undated_source_says_what_is_known_instead(client):
    article = make_article(date_published=None, date_note="17일 또는 18일이에요.")
    source = soup(client.get(address(make_program(article=article)))).select_one("#source-1")

    assert "날짜 확인되지 않음" in source.get_text()
    assert "17일 또는 18일이에요." in source.get_text()


def test_a_link_out_is_announced_and_only_there_where_there_is_one(client):
    with_link = make_article(url="https://news.example.kr/1")
    links = soup(client.get(address(make_program(article=with_link)))).select(
        "main a[target=_blank]"
    )
    assert [link["href"] for link in links] == ["https://news.example.kr/1"]
    assert "새 창" in links[0].get_text()
    assert {"noopener", "external"} <= set(links[0]["rel"])

    assert not soup(client.get(address(make_program()))).select("main a[target=_blank]")


def test_an_article_that_was_taken_back_for_checking_is_not_shown(client):
    article = make_article(headline="아직 확인 중인 제목")
    edition = make_program(article=article)
    article.__class__.objects.filter(pk=article.pk).update(confirmed_at=None)

    response = client.get(address(edition))
    assert "아직 확인 중인 제목" not in response.content.decode()
    assert "다시 확인하고 있어요" in response.content.decode()


def test_what_nobody_states_says_so(client):
    edition = make_program(unknowns=["신청 기간", "지원 금액"])
    page = soup(client.get(address(edition)))

    lines = [line.get_text(" ", strip=True) for line in page.select(".unknowns li")]
    assert lines == ["신청 기간: 확인되지 않음", "지원 금액: 확인되지 않음"]
    assert page.select_one("#apply").find_next("dd").get_text(strip=True) == "확인되지 않음"


def test_passages_and_texts_of_articles_stay_with_staff(client):
    article = make_article(text="기사 본문 그대로의 문장", note="우리 한 줄")
    draft = make_draft(article=article)
    draft.facts.update(passage="본문 그대로의 문장")
    edition = publish(edition=draft, by=None)

    for path in (
        address(edition),
        f"/news/{article.key}/",
        "/news/",
        "/programs/",
        address(edition, "qr.svg"),
    ):
        assert "그대로의 문장" not in client.get(path).content.decode(), path


def test_a_program_of_a_dissolved_city_says_what_became_of_it(client):
    make_region("12", name="전남광주통합특별시")
    heir, gone = make_region("12330", name="광산구"), make_region("29200", name="광산구")
    gone.__class__.objects.filter(code__in=["29", "29200"]).update(valid_to=date(2026, 6, 30))
    gone.__class__.objects.filter(code="29").update(name="광주광역시")
    gone.successors.set([heir])

    area = soup(client.get(address(make_program(region=gone)))).select_one(".program__area")
    assert "광주광역시 광산구 (2026-07-01 전남광주통합특별시로 통합)" in area.get_text(
        " ", strip=True
    )
    assert [link["href"] for link in area.select("a")] == ["/regions/29200/", "/regions/12330/"]


def test_parts_and_the_whole_know_each_other(client):
    whole, part = make_program(name="희망 더하기"), make_draft(name="뷰티 교실")
    part.program.parent = whole.program
    part.program.save()
    part = publish(edition=part, by=None)

    assert cards(client.get(address(whole))) == ["뷰티 교실"]
    above = soup(client.get(address(part))).select_one(".program__whole a")
    assert (above.get_text(), above["href"]) == ("희망 더하기", address(whole))


def test_related_programs_are_the_chosen_ones_first_and_always_on_shared_ground(client):
    here, elsewhere = make_region("29200"), make_region("41610")
    theme = make_term(slug="birth")
    subject = make_program(themes=[theme], region=here)
    chosen = make_program(name="고른 것", themes=[make_term(slug="other")], region=here)
    far = make_program(name="먼 것", themes=[theme], region=elsewhere)
    make_program(name="같은 주제", themes=[theme], region=make_region("29"))
    make_draft(name="작성 중", themes=[theme], region=here)
    subject.program.related.add(chosen.program, far.program)

    assert cards(client.get(address(subject))) == ["고른 것", "같은 주제"]


def test_a_renamed_program_redirects_for_good_and_keeps_the_query(client):
    edition = make_program()
    FormerSlug.objects.create(program=edition.program, slug="old-name")

    for tail in ("", "calendar.ics", "qr.svg"):
        response = client.get(f"/programs/old-name/{tail}?utm_source=x")
        assert response.status_code == 301
        assert response["Location"] == address(edition, tail) + "?utm_source=x"


def test_a_former_name_of_a_draft_tells_nothing(client):
    FormerSlug.objects.create(program=make_draft().program, slug="secret-draft")
    assert client.get("/programs/secret-draft/").status_code == 404


def test_a_withdrawn_program_is_gone_with_its_reason_and_alternatives(client):
    theme, region = make_term(slug="birth"), make_region("29200")
    edition = make_program(name="내린 사업", themes=[theme], region=region)
    make_program(name="대신", themes=[theme], region=region)
    make_program(name="먼 곳", themes=[theme], region=make_region("41610"))
    withdraw(edition=edition, by=None, reason="담당 기관이 끝났다고 알렸어요.")

    response = client.get(address(edition))
    assert response.status_code == 410
    assert "담당 기관이 끝났다고 알렸어요." in response.content.decode()
    assert cards(response) == ["대신"]
    assert client.get(address(edition, "calendar.ics")).status_code == 410
    assert client.get(address(edition, "qr.svg")).status_code == 410


def test_a_new_draft_of_a_withdrawn_program_shows_nothing_of_itself(client):
    edition = make_program()
    withdraw(edition=edition, by=None, reason="까닭")
    draft = new_edition(program=edition.program, by=None)
    Edition.objects.filter(pk=draft.pk).update(name="새로 쓰는 이름")

    response = client.get(address(edition))
    assert response.status_code == 410
    assert "새로 쓰는 이름" not in response.content.decode()


@pytest.mark.parametrize("tail", ["", "calendar.ics", "qr.svg"])
def test_drafts_and_nonsense_do_not_exist(client, tail):
    assert client.get(address(make_draft(), tail)).status_code == 404
    assert client.get(f"/programs/nothing/{tail}").status_code == 404


def test_only_the_live_edition_shows_while_the_next_is_written(client):
    edition = make_program(name="공개된 이름")
    draft = new_edition(program=edition.program, by=None)
    Edition.objects.filter(pk=draft.pk).update(name="새로 쓰는 이름")

    assert "새로 쓰는 이름" not in client.get(address(edition)).content.decode()


def test_the_calendar_file_is_offered_where_there_is_a_day_to_keep(client):
    without = make_program()
    assert "calendar.ics" not in client.get(address(without)).content.decode()
    assert client.get(address(without, "calendar.ics")).status_code == 404

    draft = make_draft(name="월세")
    ApplicationWindow.objects.create(
        edition=draft, article=make_article(), kind="fixed", closes="2999-12-20"
    )
    edition = publish(edition=draft, by=None)
    assert "달력에 넣기" in client.get(address(edition)).content.decode()
    response = client.get(address(edition, "calendar.ics"))
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["url"] == f"http://testserver{address(edition)}"


def test_days_gone_by_are_offered_as_such(client):
    draft = make_draft()
    Schedule.objects.create(
        edition=draft, article=make_article(), valid_from="2020-11-19", valid_to="2020-11-27"
    )
    page = soup(client.get(address(publish(edition=draft, by=None))))

    assert (
        page.select_one('a[href$="calendar.ics"]').get_text(strip=True) == "지난 일정 달력에 넣기"
    )


def test_the_qr_code_is_a_picture_of_the_full_address(client, settings):
    edition = make_program()
    response = client.get(address(edition, "qr.svg"))
    assert response["Content-Type"] == "image/svg+xml"
    assert b"viewBox" in response.content
    assert b"style=" not in response.content

    settings.SITE_URL = "https://정책.example"
    assert client.get(address(edition, "qr.svg")).content != response.content


def test_structured_data_is_on_the_page_and_reads_as_json(client):
    edition = make_program(name="</script><b>나쁜 이름")
    page = soup(client.get(address(edition)))

    data = json.loads(page.select_one('script[type="application/ld+json"]').get_text())
    assert data["@type"] == "GovernmentService"
    assert data["name"] == "</script><b>나쁜 이름"
    assert not page.select("h1 b")


def test_a_letter_about_a_mistake_knows_its_page_and_needs_an_operators_address(client, settings):
    edition = make_program(name="월세 & 지원")
    assert "잘못된 내용 알리기" not in client.get(address(edition)).content.decode()

    settings.CONTACT_EMAIL = "hello@example.kr"
    page = soup(client.get(address(edition)))
    [letter] = [link["href"] for link in page.select("main a[href^=mailto]")]
    assert letter.startswith("mailto:hello@example.kr?subject=")
    assert edition.program.slug in letter
    assert "월세 & 지원" not in letter  # an ampersand would end the subject


def test_no_page_carries_inline_code(client):
    page = soup(client.get(address(make_program())))

    assert not page.select("[style], style")
    assert [script.get("type") for script in page.select("script:not([src])")] == [
        "application/ld+json"
    ]
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


def test_the_page_asks_the_database_before_it_is_rendered_and_not_while(django_assert_num_queries):
    draft = make_draft(benefits=[make_term("benefit")])
    make_fact(draft, article=make_article(url="https://example.kr"))
    edition = publish(edition=draft, by=None)
    make_program()
    request = RequestFactory().get(address(edition))
    request.session = {}

    response = program_page(request, for_sheet(Edition.objects.live()).get(pk=edition.pk))
    with django_assert_num_queries(
        1
    ):  # the footer's day of the last change, the same on every page
        response.render()


def test_the_number_of_queries_is_flat(client, django_assert_max_num_queries):
    edition = make_program(themes=[make_term(slug="birth")])
    for _each in range(20):
        make_program(themes=[make_term(slug="birth")])

    with django_assert_max_num_queries(45):
        assert client.get(address(edition)).status_code == 200


@pytest.mark.parametrize("slug", ["%00", "a" * 500, "한글", "..", "<script>"])
def test_absurd_names_are_not_found(client, slug):
    assert 400 <= client.get(f"/programs/{slug}/").status_code < 500
