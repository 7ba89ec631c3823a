import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from programs.actions import new_edition, publish, submit
from programs.models import Channel, Edition, Fact, Round, Term
from programs.tests.admin_client import (
    add_row,
    form_of,
    make_staff,
    messages_of,
    page_of,
    row_number,
    signed_in,
)
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_program,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db


def url_of(edition: Edition, query: str = "") -> str:
    return reverse("admin:programs_edition_change", args=[edition.pk]) + query


def save(client, edition, data, button="_continue", value="1"):
    return client.post(url_of(edition), {**data, button: value}, follow=True)


def test_an_editor_changes_a_draft_and_its_statements():
    client, edition = signed_in("editor", first_name="나래", last_name="김"), make_draft()
    article, label = make_article(), make_term(Term.Taxonomy.FACT_LABEL)
    data = form_of(client.get(url_of(edition)))
    data["name"] = ["새로 지은 이름"]
    add_row(
        data,
        "facts",
        label=label.pk,
        kind="capacity",
        number="30",
        unit="people",
        article=article.pk,
    )

    response = save(client, edition, data)

    assert response.redirect_chain
    edition.refresh_from_db()
    assert edition.name == "새로 지은 이름"
    assert edition.modified_by.first_name == "나래"
    fact = edition.facts.get(label=label)
    assert (fact.number, fact.article) == (30, article)
    assert fact.verified_on == timezone.localdate()
    assert fact.verified_by == edition.modified_by.get_full_name()


def test_a_statement_without_an_article_is_not_stamped_as_verified():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    add_row(data, "documents", document="신분증")
    save(client, edition, data)
    assert edition.documents.get().verified_on is None


def test_what_stands_in_the_fields_of_verification_is_kept():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    add_row(
        data,
        "documents",
        document="신분증",
        article=make_article().pk,
        verified_on="2026-01-02",
        verified_by="다른 사람",
    )
    save(client, edition, data)
    row = edition.documents.get()
    assert (str(row.verified_on), row.verified_by) == ("2026-01-02", "다른 사람")


def test_each_kind_of_statement_can_be_written_in_one_go():
    client, edition = signed_in("editor"), make_draft()
    article = make_article().pk
    data = form_of(client.get(url_of(edition)))
    add_row(data, "criteria", kind="other", words="누구나", article=article)
    add_row(data, "windows", kind="always", words="언제나", article=article)
    add_row(
        data, "channels", kind="counter", purpose="apply", value="행정복지센터", article=article
    )
    add_row(data, "documents", document="신분증", article=article)
    add_row(data, "schedules", valid_from="2026-03", article=article)
    add_row(data, "locations", name="마을회관", region=make_region().pk, article=article)
    add_row(data, "rounds", key="2026", year="2026", article=article)

    response = save(client, edition, data)

    assert page_of(response).select(".errornote, .errorlist") == []
    names = ["criteria", "windows", "channels", "documents", "schedules", "locations", "rounds"]
    assert [getattr(edition, name).count() for name in names] == [1] * 7


def test_a_facts_round_is_one_of_its_own_edition():
    client, edition = signed_in("editor"), make_draft()
    own = Round.objects.create(edition=edition, key="2024", year=2024, article=make_article())
    other = Round.objects.create(
        edition=make_draft(), key="2020", year=2020, article=make_article()
    )
    response = client.get(url_of(edition))
    offered = page_of(response).select("#id_facts-0-round option")
    assert [option["value"] for option in offered] == ["", str(own.pk)]

    data = form_of(response)
    data["facts-0-round"] = [str(other.pk)]
    save(client, edition, data)
    assert edition.facts.get().round is None
    data["facts-0-round"] = [str(own.pk)]
    save(client, edition, data)
    assert edition.facts.get().round == own


def test_a_label_can_be_made_on_the_spot():
    client, edition = signed_in("editor"), make_draft()
    link = page_of(client.get(url_of(edition))).select_one("#add_id_facts-0-label")
    page = client.get(link["href"])
    assert page_of(page).select_one("#id_taxonomy option[selected]")["value"] == "fact_label"

    response = client.post(
        link["href"],
        {"taxonomy": "fact_label", "name": "새 이름", "position": "0", "_popup": "1"},
    )

    assert response.status_code == 200
    assert Term.objects.get(name="새 이름").taxonomy == "fact_label"


def test_a_constraint_speaks_at_its_row():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    data["facts-0-text"] = ["수와 글을 함께"]
    response = save(client, edition, data)
    assert (
        "값은 수, 글, 날짜 가운데 하나만 적습니다." in page_of(response).select_one("#facts-0").text
    )
    assert form_of(response)["facts-0-text"] == ["수와 글을 함께"]


@pytest.mark.parametrize("field", ["unit", "date", "as_of"])
def test_a_row_that_makes_no_sense_comes_back_with_its_error(field):
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    data[f"facts-0-{field}"] = ["" if field == "unit" else "2026-13"]
    response = save(client, edition, data)
    assert response.status_code == 200
    assert page_of(response).select("#facts-0 .errorlist")


def test_swapping_the_keys_of_two_rounds_is_refused_in_words():
    client, edition = signed_in("editor"), make_draft()
    for key in ("a", "b"):
        Round.objects.create(edition=edition, key=key, article=make_article())
    data = form_of(client.get(url_of(edition)))
    data["rounds-0-key"], data["rounds-1-key"] = ["b"], ["a"]
    response = save(client, edition, data)
    assert response.status_code == 200
    assert page_of(response).select(".errorlist")


@pytest.mark.parametrize("status", ["published", "superseded", "withdrawn"])
def test_a_frozen_edition_is_read_only(status):
    edition = make_program()
    Edition.objects.filter(pk=edition.pk).update(status=status, withdrawn_reason="까닭")
    page = page_of(signed_in("publisher").get(url_of(edition)))
    assert page.select("[name=_save], [name=_continue], [name=_step]") == []
    assert page.select("#edition_form input[type=text], #edition_form textarea") == []
    assert any("새 판 만들기" in button.text for button in page.select("button"))


def test_the_steps_that_each_group_sees():
    edition = make_draft()

    def steps(group):
        page = page_of(signed_in(group).get(url_of(edition)))
        return [button["value"] for button in page.select("[name=_step]")]

    assert steps("editor") == ["submit"]
    assert steps("publisher") == ["submit", "publish"]
    submit(edition=edition, by=None)
    assert steps("editor") == []
    assert steps("publisher") == ["send_back", "approve", "publish"]


def test_saving_and_asking_for_review_is_one_click():
    client, edition = signed_in("editor"), make_draft()
    data = form_of(client.get(url_of(edition)))
    data["name"] = ["검토할 이름"]
    response = save(client, edition, data, "_step", "submit")
    edition.refresh_from_db()
    assert (edition.name, edition.status) == ("검토할 이름", "in_review")
    assert "검토를 요청했습니다." in messages_of(response)
    assert LogEntry.objects.filter(change_message="검토를 요청했습니다.").count() == 1


def test_the_way_to_publication_by_buttons():
    editor, publisher, edition = signed_in("editor"), signed_in("publisher"), make_draft()
    save(editor, edition, form_of(editor.get(url_of(edition))), "_step", "submit")
    for step in ("send_back",):
        save(publisher, edition, form_of(publisher.get(url_of(edition))), "_step", step)
    save(editor, edition, form_of(editor.get(url_of(edition))), "_step", "submit")
    for step in ("approve", "publish"):
        save(publisher, edition, form_of(publisher.get(url_of(edition))), "_step", step)
    edition.refresh_from_db()
    assert edition.is_live
    history = [entry.change_message for entry in LogEntry.objects.order_by("pk")]
    said = [message for message in history if not message.startswith("[")]
    assert said == [
        "검토를 요청했습니다.",
        "작성자에게 돌려보냈습니다.",
        "검토를 요청했습니다.",
        "승인했습니다.",
        "공개했습니다.",
    ]
    shown = publisher.get(reverse("admin:programs_edition_history", args=[edition.pk])).content
    assert "승인했습니다." in shown.decode()


def test_editing_what_was_approved_asks_for_review_again():
    client, edition = signed_in("publisher"), make_draft()
    submit(edition=edition, by=None)
    save(client, edition, form_of(client.get(url_of(edition))), "_step", "approve")
    edition.refresh_from_db()
    assert edition.status == "approved"
    save(client, edition, form_of(client.get(url_of(edition))))
    edition.refresh_from_db()
    assert edition.status == "approved"
    data = form_of(client.get(url_of(edition)))
    data["summary"] = ["승인 뒤에 바꾼 요약"]
    save(client, edition, data)
    edition.refresh_from_db()
    assert edition.status == "in_review"


@pytest.mark.parametrize("step", ["approve", "publish", "send_back"])
def test_an_editor_cannot_decide(step):
    client, edition = signed_in("editor"), make_draft()
    submit(edition=edition, by=None)
    address = reverse("admin:programs_edition_step", args=[edition.pk, step])
    assert client.post(address, {"seen_version": "1"}).status_code == 403
    data = form_of(client.get(url_of(edition)))
    assert client.post(url_of(edition), {**data, "_step": step}).status_code == 403
    edition.refresh_from_db()
    assert edition.status == "in_review"


def test_nobody_outside_the_groups_gets_in():
    edition = make_draft()
    client = signed_in()
    for name in ("preview", "compare", "withdraw"):
        address = reverse(f"admin:programs_edition_{name}", args=[edition.pk])
        assert client.get(address).status_code == 403, name
    assert client.get(url_of(edition)).status_code == 403
    assert (
        client.post(reverse("admin:programs_edition_renew", args=[edition.pk])).status_code == 403
    )


def test_refusals_stand_at_the_fields_and_on_top():
    client, edition = signed_in("publisher"), make_draft(summary="요약")
    orphan = make_fact(edition, article=None)
    edition.themes.clear()
    data = form_of(client.get(url_of(edition)))
    data["name"] = ["공개하려던 이름"]

    response = save(client, edition, data, "_step", "publish")

    edition.refresh_from_db()
    assert edition.status == "draft"
    assert edition.name == "공개하려던 이름"
    page, number = page_of(response), row_number(data, "facts", orphan.pk)
    place = f"id_facts-{number}-article_error"
    assert "출처 기사를 골라 주세요" in page.select_one(f"#{place}").text
    assert "주제를 하나 이상" in page.select_one("#id_themes_error").text
    links = [link["href"] for link in page.select(".objections a")]
    assert links == ["#id_themes_error", f"#{place}"]
    assert page.select_one(f"#facts-{number} > details").has_attr("open")
    assert any("2가지를 고쳐" in message for message in messages_of(response))


def test_one_can_check_before_publishing():
    client, edition = signed_in("editor"), make_draft()
    assert "막는 것이 없습니다" in client.get(url_of(edition, "?check=all")).content.decode()


def test_the_second_click_on_publish_gets_a_sentence():
    client, edition = signed_in("publisher"), make_draft()
    data = form_of(client.get(url_of(edition)))
    save(client, edition, data, "_step", "publish")
    response = save(client, edition, data, "_step", "publish")
    assert response.status_code == 200
    assert any("지금 ‘공개됨’ 상태" in message for message in messages_of(response))
    assert Edition.objects.filter(program=edition.program).count() == 1


def test_a_step_from_an_old_page_is_not_taken():
    client, edition = signed_in("publisher"), make_draft()
    edition.refresh_from_db()
    address = reverse("admin:programs_edition_step", args=[edition.pk, "publish"])
    seen = edition.version
    make_fact(edition, article=make_article())
    response = client.post(address, {"seen_version": seen}, follow=True)
    assert any("바뀌었습니다" in message for message in messages_of(response))
    edition.refresh_from_db()
    assert edition.status == "draft"
    client.post(address, {"seen_version": edition.version})
    edition.refresh_from_db()
    assert edition.is_live


def test_a_step_out_of_turn_gets_a_sentence():
    client, edition = signed_in("publisher"), make_draft()
    address = reverse("admin:programs_edition_step", args=[edition.pk, "approve"])
    response = client.post(address, {"seen_version": "1"}, follow=True)
    assert any("지금 ‘작성 중’ 상태" in message for message in messages_of(response))
    assert client.get(address).status_code == 405
    unknown = reverse("admin:programs_edition_step", args=[edition.pk, "explode"])
    assert client.post(unknown).status_code == 404


def test_withdrawing_asks_for_a_reason():
    client, edition = signed_in("publisher"), make_program()
    address = reverse("admin:programs_edition_withdraw", args=[edition.pk])
    assert "내리는 까닭" in client.get(address).content.decode()
    response = client.post(address, {"reason": "   "})
    assert "찾아온 사람에게 보입니다" in page_of(response).select_one(".errorlist").text
    client.post(address, {"reason": "사업이 끝났습니다."})
    edition.refresh_from_db()
    assert (edition.status, edition.withdrawn_reason) == ("withdrawn", "사업이 끝났습니다.")
    again = client.post(address, {"reason": "또"}, follow=True)
    assert any("지금 ‘내려짐’ 상태" in message for message in messages_of(again))
    assert signed_in("editor").get(address).status_code == 403


def test_a_new_edition_starts_from_the_live_one():
    client, edition = signed_in("editor"), make_program(name="있던 이름")
    address = reverse("admin:programs_edition_renew", args=[edition.pk])
    response = client.post(address, follow=True)
    new = Edition.objects.working().get(program=edition.program)
    assert response.redirect_chain[-1][0] == url_of(new)
    assert form_of(response)["name"] == ["있던 이름"]
    again = client.post(address, follow=True)
    assert any("이미 있어" in message for message in messages_of(again))
    assert Edition.objects.filter(program=edition.program).count() == 2


def test_a_preview_shows_the_draft_as_residents_would_see_it_to_staff_only(client):
    edition = make_draft(name="아직 아무도 모르는 사업")
    address = reverse("admin:programs_edition_preview", args=[edition.pk])
    response = signed_in("editor").get(address)
    page = page_of(response)
    assert page.select_one("h1").text == "아직 아무도 모르는 사업"
    assert "미리보기" in page.select_one("main, body").text
    assert page.select_one("meta[name=robots]")["content"] == "noindex, nofollow"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    assert client.get(address).status_code == 302
    assert client.get(edition.get_absolute_url()).status_code == 404


def test_two_editions_are_compared():
    client, first = signed_in("editor"), make_draft(name="처음 이름")
    Channel.objects.create(
        edition=first, kind="phone", value="옛 번호", purpose="ask", article=make_article()
    )
    publish(edition=first, by=None)
    second = new_edition(program=first.program, by=None)
    second.name = "나중 이름"
    second.save()
    second.channels.update(value="새 번호")
    make_fact(second, article=make_article(), text="새로 알게 된 것")
    page = page_of(client.get(reverse("admin:programs_edition_compare", args=[second.pk])))
    assert {mark.text for mark in page.select(".changes del")} >= {"처음", "옛"}
    assert {mark.text for mark in page.select(".changes ins")} >= {"나중", "새", "새로 알게 된 것"}
    bad = reverse("admin:programs_edition_compare", args=[second.pk]) + "?with=nonsense"
    assert client.get(bad).status_code == 404


def test_staff_may_be_named_in_no_group_and_superusers_may_all():
    edition = make_draft()
    client = signed_in(is_superuser=True)
    page = page_of(client.get(url_of(edition)))
    assert [button["value"] for button in page.select("[name=_step]")] == ["submit", "publish"]
    assert make_staff().groups.count() == 0
    assert Fact.objects.filter(edition=edition).exists()
